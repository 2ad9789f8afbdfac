/** Accepted paper sheets: corrected and voided by serial. */
import { createRoute, z } from '@hono/zod-openapi';
import { correctSheet, voidSheet } from '../actions/accept-sheet.ts';
import { answers, createRoutes, problemResponses, signedInOf, takes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { givenAnswers } from './responses.ts';

const sheet = z.object({ campaign: z.string().max(80), serial: z.string().max(40) });
const reason = z.string().trim().min(1).max(2000);

const correct = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/sheets/{serial}',
  summary: 'Correct an accepted sheet',
  description: 'The original stays on record; the correction is a new response with its reason.',
  request: { params: sheet, ...takes(z.strictObject({ answers: givenAnswers, reason })) },
  responses: { 200: answers(z.object({ corrected: z.literal(true) }), 'Corrected'), ...problemResponses },
});

const annul = createRoute({
  method: 'delete',
  path: '/campaigns/{campaign}/sheets/{serial}',
  summary: 'Void an accepted sheet',
  request: { params: sheet, ...takes(z.strictObject({ reason })) },
  responses: {
    200: answers(z.object({ voided: z.literal(true) }), 'Taken out of the count'),
    ...problemResponses,
  },
});

export function sheetRoutes({ environment }: Parts) {
  return createRoutes()
    .openapi(correct, async (c) => {
      await correctSheet.run(environment, signedInOf(c).actor, {
        ...c.req.valid('param'),
        ...c.req.valid('json'),
      });
      return c.json({ corrected: true as const }, 200);
    })
    .openapi(annul, async (c) => {
      await voidSheet.run(environment, signedInOf(c).actor, {
        ...c.req.valid('param'),
        ...c.req.valid('json'),
      });
      return c.json({ voided: true as const }, 200);
    });
}

export type SheetRoutes = ReturnType<typeof sheetRoutes>;
