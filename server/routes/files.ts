/** Files made for staff: asked for, followed, fetched, taken away. Everybody sees only his own. */
import { Readable } from 'node:stream';
import { createRoute, z } from '@hono/zod-openapi';
import { languages } from '../../client/words/words-of.ts';
import { listCampaigns } from '../../db/queries/campaigns.ts';
import { type ExportFile, exportFilesOf, findExportFile } from '../../db/queries/export-files.ts';
import { standingRevisions } from '../../db/queries/publications.ts';
import { findSurvey, listSurveys } from '../../db/queries/surveys.ts';
import { unitAndAbove } from '../../db/queries/units.ts';
import { type Actor, can, canSomewhere, demand } from '../access.ts';
import { dayOf, windowAt } from '../core/calendar.ts';
import {
  chosenFor,
  EXPORT_KINDS,
  EXPORT_OPERATIONS,
  EXPORT_TROUBLES,
  type ExportKind,
  type ExportOperation,
  optionsOf,
  RESULT_PARTS,
} from '../export-kinds.ts';
import { heldUnits } from '../held-units.ts';
import { type AppContext, answers, createRoutes, problemResponses, signedInOf, takes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';

const textSchema = z.object({ vi: z.string(), en: z.string().optional() });
const KINDS = Object.keys(EXPORT_KINDS) as [ExportKind, ...ExportKind[]];
const FORMATS = ['csv', 'xlsx', 'json', 'html', 'pdf', 'zip'] as const;
const kind = z.enum(KINDS);
const format = z.enum(FORMATS);
const param = z.object({ file: z.uuid() });

const fileSchema = z
  .object({
    id: z.string(),
    kind,
    format,
    survey: z.string().nullable(),
    campaign: z.string().nullable(),
    fileName: z.string(),
    options: z
      .object({
        mark: z.boolean().nullable(),
        lang: z.string().nullable(),
        part: z.enum(RESULT_PARTS).nullable(),
        answers: z.boolean(),
      })
      .openapi({ description: 'What was chosen; null: no difference to this file' }),
    state: z.enum(['waiting', 'running', 'done', 'failed', 'removed']),
    done: z.number().openapi({ description: 'Rows in the file so far' }),
    rows: z
      .number()
      .nullable()
      .openapi({ description: 'Rows that the database holds for it; null: not counted yet' }),
    bytes: z.number().nullable(),
    sha256: z.string().nullable().openapi({ description: 'Of the whole file, hex' }),
    trouble: z.enum(EXPORT_TROUBLES).nullable(),
    madeAt: z.string(),
    expiresAt: z.string().openapi({ description: 'It is taken away then' }),
  })
  .openapi('File');

const list = createRoute({
  method: 'get',
  path: '/files',
  summary: 'The files that the reader had made, the latest first',
  responses: { 200: answers(z.object({ files: z.array(fileSchema) }), 'His own'), ...problemResponses },
});

const choices = createRoute({
  method: 'get',
  path: '/files/choices',
  summary: 'Of which surveys and campaigns the reader may have which files',
  responses: {
    200: answers(
      z.object({
        kinds: z.array(z.object({ kind, of: z.enum(['survey', 'campaign']), formats: z.array(format) })),
        surveys: z.array(
          z.object({
            ...{ id: z.string(), title: textSchema, acceptsUntil: z.string() },
            over: z.boolean().openapi({ description: 'It takes no more answers' }),
            kinds: z.array(kind),
          }),
        ),
        campaigns: z.array(
          z.object({
            ...{ id: z.string(), title: textSchema, year: z.number(), published: z.boolean() },
            answers: z.boolean().openapi({ description: 'Answers may be in the archive' }),
            kinds: z.array(kind),
          }),
        ),
      }),
      'The latest first',
    ),
    ...problemResponses,
  },
});

const ask = createRoute({
  method: 'post',
  path: '/files',
  summary: 'Have a file made',
  description:
    'It is made in the background from one state of the database, and kept for 24 hours. Answers of a survey can be had when it takes no more of them.',
  request: takes(
    z.strictObject({
      kind,
      format,
      survey: z.string().max(80).optional(),
      campaign: z.string().max(80).optional(),
      options: z
        .strictObject({
          mark: z.boolean().optional().openapi({ description: 'CSV begins with the mark of UTF-8; it does' }),
          lang: z.string().max(3).optional().openapi({ description: 'Of labels and printed forms; vi' }),
          part: z.enum(RESULT_PARTS).optional().openapi({ description: 'Of a result as CSV; ranking' }),
          answers: z.boolean().optional().openapi({ description: 'In an archive; they are not' }),
        })
        .optional(),
    }),
  ),
  responses: { 201: answers(fileSchema, 'On record, and being made'), ...problemResponses },
});

const look = createRoute({
  method: 'get',
  path: '/files/{file}',
  summary: 'How far a file is',
  request: { params: param },
  responses: { 200: answers(fileSchema, 'The file'), ...problemResponses },
});

const fetched = createRoute({
  method: 'get',
  path: '/files/{file}/content',
  summary: 'The file itself, once it is whole',
  request: { params: param },
  responses: {
    200: {
      description: 'The file',
      headers: z.object({
        'Repr-Digest': z.string().openapi({ description: 'SHA-256 of the file (RFC 9530)' }),
      }),
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...problemResponses,
  },
});

const remove = createRoute({
  method: 'delete',
  path: '/files/{file}',
  summary: 'Take a file away, also while it is made',
  request: { params: param },
  responses: { 200: answers(z.object({ removed: z.literal(true) }), 'Gone'), ...problemResponses },
});

const TYPES: Readonly<Record<(typeof FORMATS)[number], string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  zip: 'application/zip',
};

const place = (field: string) => new Problem('malformed-request', [{ field, code: 'malformed-request' }]);

/** Of what the file is asked for. @throws Problem `malformed-request` */
function subjectOf(body: z.infer<(typeof ask)['request']['body']['content']['application/json']['schema']>) {
  const { of, formats } = EXPORT_KINDS[body.kind];
  if (!(formats as readonly string[]).includes(body.format)) throw place('format');
  const id = body[of];
  if (id === undefined) throw place(of);
  const other = of === 'survey' ? 'campaign' : 'survey';
  if (body[other] !== undefined) throw place(other);
  return id;
}

export function fileRoutes({ environment, exports: made }: Parts) {
  const { db } = environment;

  function signedIn(c: AppContext): Actor {
    const { actor } = signedInOf(c);
    if (!EXPORT_OPERATIONS.some((operation) => canSomewhere(actor, operation)))
      throw new Problem('forbidden');
    return actor;
  }

  /** One of his own; of others nobody learns that they are there. */
  async function own(c: AppContext, id: string): Promise<ExportFile> {
    const { account } = signedInOf(c);
    const file = await findExportFile(db, id);
    if (file?.madeBy !== account.id) throw new Problem('not-found');
    return file;
  }

  function shown(file: ExportFile): z.infer<typeof fileSchema> {
    const { options: _, province: __, madeBy: ___, movedAt: ____, fileHash, state, ...same } = file;
    const options = chosenFor(file, optionsOf(file));
    const progress = state === 'running' ? (made?.progressOf(file.id) ?? null) : null;
    return {
      ...same,
      options,
      ...{ kind: same.kind as ExportKind, format: same.format as (typeof FORMATS)[number] },
      ...{ state: progress?.waiting ? 'waiting' : state, sha256: fileHash },
      rows: state === 'running' ? (progress?.rows ?? null) : same.rows,
      done: progress?.done ?? same.done,
      trouble: EXPORT_TROUBLES.find((code) => code === file.trouble) ?? null,
    };
  }

  return createRoutes()
    .openapi(list, async (c) => {
      signedIn(c);
      const files = await exportFilesOf(db, signedInOf(c).account.id);
      return c.json({ files: files.map(shown) }, 200);
    })
    .openapi(choices, async (c) => {
      const actor = signedIn(c);
      const today = dayOf(environment.now());
      return c.json(
        {
          kinds: KINDS.map((one) => ({
            kind: one,
            of: EXPORT_KINDS[one].of,
            formats: [...EXPORT_KINDS[one].formats],
          })),
          surveys: await surveysFor(db, actor, today),
          campaigns: await campaignsFor(db, actor),
        },
        200,
      );
    })
    .openapi(ask, async (c) => {
      const actor = signedIn(c);
      const body = c.req.valid('json');
      const of = subjectOf(body);
      if (!made) throw new Problem('not-found');
      const { mark = true, lang = 'vi', part = 'ranking', answers: withAnswers = false } = body.options ?? {};
      if (!languages().some((one) => one === lang)) throw place('options.lang');
      const wanted = { mark, lang, part, answers: withAnswers && body.kind === 'everything' };
      const file = await made.ask(actor, { kind: body.kind, format: body.format, of, choices: wanted });
      return c.json(shown(file), 201);
    })
    .openapi(look, async (c) => {
      const file = await own(c, c.req.valid('param').file);
      return c.json(shown(file), 200);
    })
    .openapi(fetched, async (c) => {
      const file = await own(c, c.req.valid('param').file);
      const { operation, unit } = optionsOf(file);
      // The right may have been taken away since.
      await demand(db, signedInOf(c).actor, operation, unit);
      if (!made) throw new Problem('not-found');
      const stream = await made.open(file);
      return c.body(Readable.toWeb(stream) as ReadableStream<Uint8Array>, 200, {
        'Content-Type': TYPES[file.format as (typeof FORMATS)[number]],
        'Content-Length': String(file.bytes),
        'Content-Disposition': `attachment; filename="${file.fileName}"`,
        'Repr-Digest': `sha-256=:${Buffer.from(file.fileHash ?? '', 'hex').toString('base64')}:`,
        'Content-Security-Policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        'Cache-Control': 'no-store',
      });
    })
    .openapi(remove, async (c) => {
      const { id } = await own(c, c.req.valid('param').file);
      if (!made) throw new Problem('not-found');
      await made.remove(signedInOf(c).actor, id);
      return c.json({ removed: true as const }, 200);
    });
}

/** Kinds that one of the operations held suffices for. */
const kindsBy = (of: 'survey' | 'campaign', holds: (operation: ExportOperation) => boolean): ExportKind[] =>
  KINDS.filter((one) => EXPORT_KINDS[one].of === of && EXPORT_KINDS[one].operations.some(holds));

async function surveysFor(db: Parts['environment']['db'], actor: Actor, today: string) {
  const shown = [];
  for (const { id, title, acceptsUntil } of await listSurveys(db)) {
    const survey = await findSurvey(db, id);
    if (!survey) continue;
    const held = new Set<ExportOperation>();
    for (const operation of EXPORT_OPERATIONS)
      if (canSomewhere(actor, operation) && (await heldUnits(db, survey, actor, operation)).size > 0)
        held.add(operation);
    const kinds = kindsBy('survey', (operation) => held.has(operation));
    const over = windowAt(survey, today) === 'over';
    if (kinds.length > 0) shown.push({ id, title: { ...title }, acceptsUntil, over, kinds });
  }
  return shown;
}

async function campaignsFor(db: Parts['environment']['db'], actor: Actor) {
  const published = await standingRevisions(db);
  const shown = [];
  for (const { id, title, year, province } of await listCampaigns(db)) {
    const above = await unitAndAbove(db, province);
    const kinds = kindsBy('campaign', (operation) => can(actor, operation, above));
    const head = { id, title: { ...title }, year, published: published.has(id) };
    if (kinds.length > 0) shown.push({ ...head, answers: can(actor, 'export-answers', above), kinds });
  }
  return shown;
}

export type FileRoutes = ReturnType<typeof fileRoutes>;
