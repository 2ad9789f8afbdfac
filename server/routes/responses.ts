/** The one door for answers (decision 13). */
import { createRoute, z } from '@hono/zod-openapi';
import { answers, createRoutes, problemResponses, sendProblem, takes } from '../http.ts';
import { demandKioskOf } from '../kiosk-session.ts';
import type { Parts } from '../parts.ts';

/** Answers by question key. They are checked by the form: a schema would drop a key such as `__proto__` silently. */
export const givenAnswers = z
  .unknown()
  .openapi({ type: 'object', additionalProperties: true, description: 'Answers by question key' });

/** What a device sends: `survey-forms/submission.ts` as a schema. */
export const submissionSchema = z
  .strictObject({
    clientId: z.string().min(22).max(64).openapi({
      description: '128 random bits made by the device; the same answer sent twice is accepted once',
    }),
    survey: z.string().min(1).max(80),
    formVersion: z.number().int().min(1),
    unit: z
      .string()
      .min(1)
      .max(80)
      .optional()
      .openapi({ description: 'The unit that served; absent where a form rates many units' }),
    respondentGroup: z.string().min(1).max(80),
    channel: z.enum(['web', 'kiosk']),
    token: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .openapi({ description: 'The token of a slip, or its typed code' }),
    seconds: z
      .number()
      .int()
      .min(0)
      .max(86_400)
      .optional()
      .openapi({ description: 'How long the form was open; decides a flag, is never stored' }),
    answers: givenAnswers,
  })
  .openapi('Submission');

const receiptSchema = z.object({ receipt: z.string() }).openapi('Receipt');

const postResponse = createRoute({
  method: 'post',
  path: '/responses',
  summary: 'Send the answers to a survey',
  description:
    'Answered only after the response is stored durably. Sent again with the same id and content, it gets the same receipt.',
  request: takes(submissionSchema),
  responses: {
    201: answers(receiptSchema, 'Stored and counted'),
    200: answers(receiptSchema, 'Stored before; nothing was counted twice'),
    ...problemResponses,
  },
});

export function responseRoutes({ environment, intake, limits }: Parts) {
  return createRoutes().openapi(postResponse, async (c) => {
    const given = c.req.valid('json');
    const kiosk = given.channel === 'kiosk' ? await demandKioskOf(c, environment.db, given) : undefined;
    const accept = () => intake.accept({ ...given, kiosk });
    const outcome = await (limits?.answer(c, { token: given.token, kiosk }, accept) ?? accept());
    if (!outcome.ok) return sendProblem(c, outcome.problem) as never;
    return c.json({ receipt: outcome.receipt }, outcome.stored ? 201 : 200);
  });
}
