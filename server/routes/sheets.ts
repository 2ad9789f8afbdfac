/** Keyed paper sheets: accepted, corrected and voided by serial. */
import { createRoute, z } from '@hono/zod-openapi';
import { acceptSheet, correctSheet, voidSheet } from '../actions/keyed-sheet.ts';
import { answers, createRoutes, problemResponses, signedInOf, takes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { givenAnswers } from './responses.ts';

const survey = z.object({ survey: z.string().max(80) });
const sheet = survey.extend({ serial: z.string().max(40) });
const reason = z.string().trim().min(1).max(2000);

const accept = createRoute({
  method: 'post',
  path: '/surveys/{survey}/sheets',
  summary: 'Accept a keyed sheet',
  request: {
    params: survey,
    ...takes(
      z.strictObject({
        serial: z.string().min(1).max(40),
        formVersion: z.number().int().min(1),
        unit: z.string().max(80).optional(),
        respondentGroup: z.string().max(80),
        day: z.iso.date().openapi({ description: 'The day the batch of the sheet came back' }),
        answers: givenAnswers,
      }),
    ),
  },
  responses: { 201: answers(z.object({ receipt: z.string() }), 'Accepted and counted'), ...problemResponses },
});

const correct = createRoute({
  method: 'put',
  path: '/surveys/{survey}/sheets/{serial}',
  summary: 'Correct an accepted sheet',
  description: 'The original stays on record; the correction is a new response with its reason.',
  request: { params: sheet, ...takes(z.strictObject({ answers: givenAnswers, reason })) },
  responses: { 200: answers(z.object({ corrected: z.literal(true) }), 'Corrected'), ...problemResponses },
});

const annul = createRoute({
  method: 'delete',
  path: '/surveys/{survey}/sheets/{serial}',
  summary: 'Void an accepted sheet',
  request: { params: sheet, ...takes(z.strictObject({ reason })) },
  responses: {
    200: answers(z.object({ voided: z.literal(true) }), 'Taken out of the count'),
    ...problemResponses,
  },
});

export function sheetRoutes({ environment }: Parts) {
  return createRoutes()
    .openapi(accept, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await acceptSheet.run(environment, signedInOf(c).actor, input), 201);
    })
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
