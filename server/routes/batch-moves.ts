/** What is done to a batch of sheets after it was allotted: handed out, counted back, withdrawn, closed, opened again. */
import { createRoute, z } from '@hono/zod-openapi';
import { closeBatch, reopenBatch } from '../actions/close-batch.ts';
import { countBack } from '../actions/count-back.ts';
import { handOutSheets } from '../actions/hand-out-sheets.ts';
import { withdrawBatch } from '../actions/reject-sheet.ts';
import { totalsOfBatch } from '../batch-totals.ts';
import { closingFaults } from '../core/sheet-ledger.ts';
import { answers, createRoutes, problemResponses, signedInOf, takes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { batchParam, faultSchema, ownWords, shownTotals, totalsSchema } from '../sheet-batch-view.ts';

const day = z.string().openapi({ example: '2026-11-20' });
const count = z.number();

const handOut = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/sheet-batches/{batch}/handed-out',
  summary: 'Hand a batch out; null takes it back while nothing has come back',
  request: { params: batchParam, ...takes(z.strictObject({ on: day.nullable().optional() })) },
  responses: {
    200: answers(z.object({ handedOutOn: day.nullable() }), 'Handed out'),
    ...problemResponses,
  },
});

const serial = z.string().max(40).openapi({ example: '004217' });

const countRoute = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/sheet-batches/{batch}/count-back',
  summary: 'Count sheets back, in the order in which they are entered',
  description:
    'In several goes: the number of the covering note, the day, serials, a range or all that are still out; or the last one taken off again. One serial that does not fit refuses all of them.',
  request: {
    params: batchParam,
    ...takes(
      z.strictObject({
        expected: z.number().int().nullable().optional(),
        returnedOn: day.optional(),
        serials: z.array(serial).max(2000).optional(),
        range: z.strictObject({ from: serial, to: serial }).optional(),
        all: z.boolean().optional(),
        takeOff: serial.optional(),
      }),
    ),
  },
  responses: {
    200: answers(
      z.object({
        counted: z.array(z.object({ serial: z.string(), receipt: count })),
        takenOff: z.array(z.string()),
        pushedOut: z.array(z.string()).openapi({ description: 'Rejected now, over the quota' }),
        backIn: z.array(z.string()),
        returnedOn: day.nullable(),
        totals: totalsSchema,
        faults: z.array(faultSchema),
      }),
      'Counted',
    ),
    ...problemResponses,
  },
});

const withdraw = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/sheet-batches/{batch}/withdrawn',
  summary: 'Make every sheet of a batch void that is still out',
  request: { params: batchParam, ...takes(z.strictObject({ note: ownWords })) },
  responses: { 200: answers(z.object({ withdrawn: count }), 'Withdrawn'), ...problemResponses },
});

const close = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/sheet-batches/{batch}/closed',
  summary: 'Close and seal a batch whose totals agree',
  description: '`missing` is the number of sheets still out, which the close records as missing.',
  request: { params: batchParam, ...takes(z.strictObject({ missing: z.number().int() })) },
  responses: {
    200: answers(z.object({ seal: z.string(), accepted: count, missing: count }), 'Closed'),
    ...problemResponses,
  },
});

const reopen = createRoute({
  method: 'delete',
  path: '/campaigns/{campaign}/sheet-batches/{batch}/closed',
  summary: 'Open a closed batch again',
  request: { params: batchParam, ...takes(z.strictObject({ reason: ownWords })) },
  responses: { 200: answers(z.object({ reopened: z.literal(true) }), 'Open again'), ...problemResponses },
});

export function batchMoveRoutes({ environment }: Parts) {
  const { db } = environment;
  return createRoutes()
    .openapi(handOut, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      const { handedOutOn } = await handOutSheets.run(environment, signedInOf(c).actor, input);
      return c.json({ handedOutOn }, 200);
    })
    .openapi(countRoute, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      const { back, takenOff, counted, quota } = await countBack.run(environment, signedInOf(c).actor, input);
      const totals = await totalsOfBatch(db, back);
      return c.json(
        {
          counted: counted.map(({ serial, receipt }) => ({ serial, receipt: receipt ?? 0 })),
          takenOff: takenOff.map((sheet) => sheet.serial),
          pushedOut: [...quota.pushedOut],
          backIn: [...quota.backIn],
          returnedOn: back.returnedOn,
          totals: shownTotals(totals),
          faults: closingFaults(back.sheets, totals),
        },
        200,
      );
    })
    .openapi(withdraw, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await withdrawBatch.run(environment, signedInOf(c).actor, input), 200);
    })
    .openapi(close, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      const { seal, accepted, missing } = await closeBatch.run(environment, signedInOf(c).actor, input);
      return c.json({ seal, accepted, missing }, 200);
    })
    .openapi(reopen, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      await reopenBatch.run(environment, signedInOf(c).actor, input);
      return c.json({ reopened: true as const }, 200);
    });
}

export type BatchMoveRoutes = ReturnType<typeof batchMoveRoutes>;
