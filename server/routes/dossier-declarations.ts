/** What the routes of dossiers take and give, for the API document. */
import { createRoute, z } from '@hono/zod-openapi';
import { DOSSIER_MODES } from '../../db/queries/dossier-imports.ts';
import { answers, problemResponses, takes, UPLOAD_HEADER, UPLOAD_TYPES } from '../http.ts';
import { namedUnit } from '../seen-survey.ts';

/** Dossiers in one request. */
const MOST_SENT = 1000;

const importParam = z.object({ import: z.string().max(80) });
const provinceQuery = z.object({
  province: z
    .string()
    .max(40)
    .optional()
    .openapi({ description: 'Code of the province; where the right is held in one only, that one' }),
});
const langQuery = z.object({
  lang: z.string().max(3).default('vi').openapi({ description: 'Language of what is explained in the file' }),
});
const csvFile = {
  description: 'The file',
  content: { [UPLOAD_TYPES.csv]: { schema: z.string().openapi({ format: 'binary' }) } },
} as const;

export const importSchema = z
  .object({
    ...{ id: z.string(), province: z.string(), fileName: z.string() },
    state: z.enum(['checking', 'checked', 'running', 'done', 'failed']),
    mode: z.enum(DOSSIER_MODES).nullable(),
    ...{ rows: z.number(), faulty: z.number() },
    judged: z.number().nullable().openapi({ description: 'While checking: rows gone through so far' }),
    done: z.number().openapi({ description: 'Rows gone through, faulty ones included' }),
    stored: z.number(),
    unchanged: z.number().openapi({ description: 'Rows that said nothing new; while checked, as foreseen' }),
    changed: z.number().openapi({
      description:
        'Rows that said something else than what was stored, and replaced it; while checked, as foreseen',
    }),
    refused: z.number().openapi({ description: 'Fitted when checked, and were left out when stored' }),
    ...{ broughtBy: z.string(), broughtAt: z.string() },
    alive: z.boolean().openapi({ description: 'Under way, with a sign of life in the last minute' }),
  })
  .openapi('DossierImport');

export const list = createRoute({
  method: 'get',
  path: '/dossier-imports',
  summary: 'Files of dossiers that were brought',
  request: { query: provinceQuery },
  responses: {
    200: answers(
      z.object({
        provinces: z.array(namedUnit).openapi({ description: 'Where the reader may bring files' }),
        imports: z.array(importSchema).openapi({ description: 'The latest first' }),
      }),
      'Where files may be brought, and those so far',
    ),
    ...problemResponses,
  },
});

export const bring = createRoute({
  method: 'post',
  path: '/dossier-imports',
  summary: 'Bring a file of dossiers and have it checked whole',
  description:
    'The body is the CSV file itself; the headings may be Vietnamese or English, as in the sample. Nothing is stored as a dossier yet; the check goes on after the answer. The header X-Upload must be there: a page of another origin cannot send it unasked.',
  request: {
    query: provinceQuery.extend({ name: z.string().min(1).max(200) }),
    headers: z.object({
      [UPLOAD_HEADER]: z
        .string()
        .optional()
        .openapi({ description: 'Any value; a form of another site cannot send it' }),
    }),
    body: {
      required: true,
      content: { [UPLOAD_TYPES.csv]: { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
  responses: {
    201: answers(
      importSchema.extend({
        repeated: z.boolean().openapi({ description: 'The same file is under way or waits for a decision' }),
      }),
      'On record',
    ),
    ...problemResponses,
  },
});

export const one = createRoute({
  method: 'get',
  path: '/dossier-imports/{import}',
  summary: 'How far a file of dossiers is',
  request: { params: importParam },
  responses: { 200: answers(importSchema, 'The import'), ...problemResponses },
});

export const begin = createRoute({
  method: 'put',
  path: '/dossier-imports/{import}/run',
  summary: 'Begin to store a file of dossiers, or go on with one that stopped',
  description:
    '`all`: one fault stops it; `good`: faulty rows are left out. With `-replace`, dossiers that are stored otherwise are replaced; without it they are refused. A closed quarter never changes.',
  request: { params: importParam, ...takes(z.strictObject({ mode: z.enum(DOSSIER_MODES) })) },
  responses: { 200: answers(importSchema, 'Under way; it goes on by itself'), ...problemResponses },
});

export const discard = createRoute({
  method: 'delete',
  path: '/dossier-imports/{import}',
  summary: 'Discard a file of dossiers that was not begun',
  request: { params: importParam },
  responses: { 200: answers(z.object({ discarded: z.literal(true) }), 'Gone'), ...problemResponses },
});

export const faults = createRoute({
  method: 'get',
  path: '/dossier-imports/{import}/faults',
  summary: 'What is wrong with the rows of a file of dossiers',
  request: { params: importParam },
  responses: {
    200: answers(
      z.object({
        total: z.number(),
        kinds: z.array(z.object({ code: z.string(), sentence: z.string(), count: z.number() })),
        faults: z.array(
          z.object({
            row: z.number().openapi({ description: 'As the spreadsheet numbers it' }),
            ...{ column: z.string(), value: z.string(), code: z.string(), sentence: z.string() },
          }),
        ),
      }),
      'All kinds, and the first thousand faults',
    ),
    ...problemResponses,
  },
});

export const faultyRows = createRoute({
  method: 'get',
  path: '/dossier-imports/{import}/faulty-rows',
  summary: 'The rows that are not simply taken, to be corrected and brought again',
  request: { params: importParam, query: langQuery },
  responses: { 200: csvFile, ...problemResponses },
});

export const sample = createRoute({
  method: 'get',
  path: '/dossier-sample.csv',
  summary: 'The layout of a file of dossiers, with two rows as examples',
  request: { query: provinceQuery.extend(langQuery.shape) },
  responses: { 200: csvFile, ...problemResponses },
});

const cell = z.string().max(2000);
export const sentDossier = z.strictObject({
  ...{ dossier: cell, procedure: cell, unit: cell, official: cell.nullish() },
  received: cell.openapi({ description: 'A day, with or without a time; without a zone, in Việt Nam' }),
  ...{ due: cell, returned: cell.nullish() },
  pauses: z
    .array(z.strictObject({ from: cell, to: cell }))
    .max(50)
    .optional()
    .openapi({ description: 'From the day it stopped to the day it went on' }),
  online: z.boolean().nullish(),
});

export const send = createRoute({
  method: 'post',
  path: '/dossiers',
  summary: 'Report dossiers, at most a thousand',
  description:
    'The same checks as for a file. All or nothing; sent again they change nothing. A dossier that is stored with other dates is refused unless `replace` is true; one of a closed quarter always.',
  request: {
    ...takes(
      z.strictObject({
        province: z.string().max(40).optional(),
        replace: z.boolean().default(false),
        dossiers: z.array(sentDossier).min(1).max(MOST_SENT),
      }),
    ),
  },
  responses: {
    200: answers(
      z.object({ stored: z.number(), unchanged: z.number(), changed: z.number() }),
      'Stored, all of them',
    ),
    ...problemResponses,
  },
});
