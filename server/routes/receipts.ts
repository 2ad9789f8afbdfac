/** Looks up a receipt, for programs. By POST: a receipt belongs into no address and no log. */
import { createRoute, z } from '@hono/zod-openapi';
import { answers, createRoutes, problemResponses, takes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { receiptIsKnown } from '../receipt-lookup.ts';

const lookUp = createRoute({
  method: 'post',
  path: '/receipts',
  summary: 'Ask whether the answers with a receipt arrived in time',
  description:
    'A receipt leads to no answer. Receipts are deleted when the result of the campaign is published; from then on none is known.',
  request: takes(z.strictObject({ receipt: z.string().min(1).max(40) })),
  responses: {
    200: answers(z.object({ received: z.boolean() }), 'True: received on time. False: no such receipt'),
    ...problemResponses,
  },
});

export function receiptRoutes({ environment, limits }: Parts) {
  return createRoutes().openapi(lookUp, async (c) => {
    await limits?.receipt(c);
    c.header('Cache-Control', 'no-store');
    const received = await receiptIsKnown(environment.db, c.req.valid('json').receipt);
    return c.json({ received }, 200);
  });
}
