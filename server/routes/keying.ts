/**
 * Keying for clerks: what is to be keyed, one sheet at a time, and the proof that what was keyed is what is stored. A clerk
 * sees his own batches and nothing of what another read (decision 24).
 */
import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '../../db/dialect.ts';
import { keyingsByClerk, openProgress } from '../../db/queries/keyings.ts';
import { findSheetBatch } from '../../db/queries/sheets.ts';
import type { Form } from '../../survey-forms/form.ts';
import { actorName } from '../access.ts';
import { demandBatchMove } from '../actions/hold-batch.ts';
import { importKeyedFile } from '../actions/import-keyed-file.ts';
import { contentHashOf, keySheet } from '../actions/key-sheet.ts';
import { answers, createRoutes, demandRight, demandSomewhere, problemResponses, takes } from '../http.ts';
import { ownPasses, packOf } from '../keying-packs.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';

const textSchema = z.object({ vi: z.string(), en: z.string().optional() });
const campaign = z.string().min(1).max(80);
const serial = z.string().min(1).max(20).openapi({ example: '004217' });
const pass = z.union([z.literal(1), z.literal(2)]);
const hash = z.string().openapi({ description: 'SHA-256, base64url, of `survey-forms/keyed-content.ts`' });

const list = createRoute({
  method: 'get',
  path: '/keying/batches',
  summary: 'Batches that wait to be keyed, pass by pass',
  responses: {
    200: answers(
      z.object({
        batches: z.array(
          z.object({
            campaign: z.string(),
            batch: z.number(),
            pass,
            survey: z.string(),
            title: textSchema,
            postOffice: textSchema,
            unit: textSchema.nullable(),
            respondentGroup: z.string(),
            waiting: z.number().openapi({ description: 'Sheets that wait for this pass' }),
            forYou: z
              .number()
              .openapi({ description: 'Of these, without those whose other pass the reader keyed' }),
            keyed: z.number().openapi({ description: 'Keyed in this pass, by whomever' }),
            byYou: z.number(),
          }),
        ),
      }),
      'Open batches of the post offices the reader keys for',
    ),
    ...problemResponses,
  },
});

const readPack = createRoute({
  method: 'get',
  path: '/keying/batches/{campaign}/{batch}/{pass}',
  summary: 'All that is needed to key one pass of a batch, also away from the network',
  request: {
    params: z.object({
      campaign,
      batch: z.coerce.number().int().min(1),
      pass: z.coerce.number().int().min(1).max(2),
    }),
  },
  responses: {
    200: answers(
      z.object({
        campaign: z.string(),
        batch: z.number(),
        pass,
        survey: z.string(),
        title: textSchema,
        postOffice: textSchema,
        unit: textSchema.nullable(),
        respondentGroup: z.string(),
        form: z
          .custom<Form>(() => true)
          .openapi({ type: 'object', additionalProperties: true, description: 'The form as printed' }),
        units: z
          .array(z.object({ code: z.string(), name: textSchema }))
          .openapi({ description: 'Units that a matrix rates, in the order of the sheet' }),
        sheets: z.array(
          z.object({
            serial: z.string(),
            keyed: z
              .enum(['no', 'by-you', 'by-other', 'other-pass-yours'])
              .openapi({ description: 'In this pass; the last: the reader keyed the other pass' }),
          }),
        ),
      }),
      'The form, the units and the sheets that wait',
    ),
    ...problemResponses,
  },
});

/** One field: a value, null = blank, "?" = unreadable or two boxes marked. */
export const keyedValue = z.union([z.number(), z.string().max(40), z.array(z.number()).max(100), z.null()]);
/** A keying on its way in; the answers are checked against the form by the action. */
export const keyedAnswers = z
  .record(z.string().max(80), z.union([keyedValue, z.record(z.string().max(80), keyedValue)]))
  .openapi({ description: 'Every field: a value, null = blank, "?" = unreadable or two boxes marked' });

const keyedSheetSchema = z
  .strictObject({
    campaign,
    serial,
    batch: z.number().int().optional().openapi({ description: 'As the reader knew it; not looked at' }),
    pass,
    formVersion: z.number().int().min(1),
    answers: keyedAnswers,
    comments: z.record(z.string().max(80), z.string()).openapi({ description: 'Free text, first pass only' }),
    keystrokes: z.number().int().min(0).max(1_000_000),
    seconds: z
      .number()
      .min(0)
      .max(86_400)
      .transform(Math.round)
      .openapi({ description: 'Working time without pauses' }),
  })
  .openapi('KeyedSheet');

const postSheet = createRoute({
  method: 'post',
  path: '/keying/sheets',
  summary: 'Store one keying of one sheet',
  description:
    'Answered only after it is stored durably. The same keying by the same clerk again gets the same receipt; it says nothing of whether the passes agree.',
  request: takes(keyedSheetSchema),
  responses: {
    201: answers(z.object({ receipt: z.string() }), 'Stored, now or before'),
    ...problemResponses,
  },
});

const named = z.object({ campaign, serial, pass });

const check = createRoute({
  method: 'post',
  path: '/keying/check',
  summary: 'Hold what was keyed on a computer against what is stored',
  description: 'The server computes each hash anew from the stored fields.',
  request: takes(z.strictObject({ sheets: z.array(named.extend({ contentHash: hash })).max(5000) })),
  responses: {
    200: answers(
      z.object({ stored: z.number(), missing: z.array(named) }),
      'How many are stored as the reader’s with this content, and which are not',
    ),
    ...problemResponses,
  },
});

const base64url = (longest: number) =>
  z
    .string()
    .regex(/^[\w-]+$/)
    .max(longest);

const postFile = createRoute({
  method: 'post',
  path: '/keying/file',
  summary: 'Import the sealed file of a keying computer',
  description: 'The server opens it; each keying is stored once, as its clerk’s.',
  request: takes(
    z.strictObject({
      kind: z.literal('thuoc-do-keying'),
      version: z.literal(1),
      sealedKey: z.strictObject({
        kind: z.literal('thuoc-do-keying'),
        version: z.literal(1),
        key: base64url(87),
        iv: base64url(16),
        sealed: base64url(200),
      }),
      records: z.array(z.strictObject({ iv: base64url(16), data: base64url(400_000) })).max(20_000),
    }),
  ),
  responses: {
    200: answers(
      z.object({
        stored: z.number(),
        before: z.number().openapi({ description: 'Received before' }),
        refused: z
          .array(z.object({ code: z.string(), serials: z.array(z.string()) }))
          .openapi({ description: 'By problem code; an empty serial: the record itself cannot be read' }),
      }),
      'What became of the keyings',
    ),
    ...problemResponses,
  },
});

const recordSchema = z.object({ clerk: z.string().min(1).max(80), body: keyedSheetSchema });

const keyOf = (one: { campaign: string; serial: string; pass: number }) =>
  `${one.campaign} ${one.serial} ${one.pass}`;

/** Content hashes of what this clerk has stored, computed from the stored fields themselves. */
async function storedHashes(
  db: Db,
  clerk: string,
  sheets: readonly { campaign: string; serial: string }[],
): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for (const one of new Set(sheets.map((sheet) => sheet.campaign))) {
    const serials = new Set(sheets.filter((sheet) => sheet.campaign === one).map((sheet) => sheet.serial));
    for (const keying of await keyingsByClerk(db, clerk, one, [...serials]))
      hashes.set(keyOf(keying), contentHashOf(keying));
  }
  return hashes;
}

export function keyingRoutes(parts: Parts) {
  const { environment, sealing } = parts;
  const { db } = environment;
  return createRoutes()
    .openapi(list, async (c) => {
      const { actor } = demandSomewhere(c, 'list-keying');
      const batches = await ownPasses(db, actor, await openProgress(db, actorName(actor)));
      return c.json({ batches }, 200);
    })
    .openapi(readPack, async (c) => {
      const { campaign: of, batch: number, pass: asked } = c.req.valid('param');
      demandSomewhere(c, 'list-keying');
      const batch = await findSheetBatch(db, { campaign: of, number });
      if (!batch) throw new Problem('not-found', [{ field: 'batch', code: 'not-found' }]);
      const { actor } = await demandRight(c, parts, 'list-keying', batch.postOffice);
      demandBatchMove(batch, 'judge');
      const { units, sheets, ...pack } = await packOf(db, actor, batch, asked === 1 ? 1 : 2);
      return c.json({ ...pack, units: [...units], sheets: [...sheets] }, 200);
    })
    .openapi(postSheet, async (c) => {
      const { actor } = demandSomewhere(c, 'key-sheet');
      const { receipt } = await keySheet.run(environment, actor, c.req.valid('json'));
      return c.json({ receipt }, 201);
    })
    .openapi(check, async (c) => {
      const { actor } = demandSomewhere(c, 'check-keyed');
      const { sheets } = c.req.valid('json');
      const hashes = await storedHashes(db, actorName(actor), sheets);
      const missing = sheets.filter((one) => hashes.get(keyOf(one)) !== one.contentHash);
      const stored = sheets.length - missing.length;
      return c.json({ stored, missing: missing.map(({ contentHash: _, ...one }) => one) }, 200);
    })
    .openapi(postFile, async (c) => {
      const { actor } = demandSomewhere(c, 'import-keyed-file');
      if (!sealing) throw new Problem('not-found');
      const { refused, ...counts } = await importKeyedFile(
        { environment, key: sealing },
        actor,
        c.req.valid('json'),
        (record) => recordSchema.safeParse(record).data ?? null,
      );
      const named = refused.map(({ code, serials }) => ({ code, serials: [...serials] }));
      return c.json({ ...counts, refused: named }, 200);
    });
}

export type KeyingRoutes = ReturnType<typeof keyingRoutes>;
