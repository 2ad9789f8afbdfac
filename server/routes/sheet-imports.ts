/** Import of sheets keyed elsewhere: a file is brought, checked and begun; what is wrong with it, and how far it is. */
import { createRoute, z } from '@hono/zod-openapi';
import { findAccount } from '../../db/queries/accounts.ts';
import { listSheetImports, type SheetImport } from '../../db/queries/sheet-imports.ts';
import type { Lang } from '../../survey-forms/form.ts';
import { actorName } from '../access.ts';
import { beginSheetImport, bringSheetFile, discardSheetImport } from '../actions/import-sheets.ts';
import type { SheetColumns } from '../core/sheet-columns.ts';
import {
  type AppContext,
  answers,
  bytesOf,
  createRoutes,
  problemOf,
  problemResponses,
  signedInOf,
  takes,
  UPLOAD_TYPES,
} from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { SeenImports } from '../seen-imports.ts';
import type { FaultList, ImportFaultCode } from '../sheet-faults.ts';
import { checkSheetFile, LARGEST_FILE } from '../sheet-import/check-sheet-file.ts';
import { isAlive, SheetImports } from '../sheet-import/sheet-imports.ts';
import { cellUnder, faultSentence } from '../sheet-import/write-sheet-file.ts';

const surveyParam = z.object({ survey: z.string().max(80) });
const importParam = z.object({ import: z.string().max(80) });
const importSchema = z
  .object({
    id: z.string(),
    survey: z.string(),
    form: z.string(),
    formVersion: z.number(),
    fileName: z.string(),
    fileKind: z.enum(['csv', 'xlsx']),
    pass: z.number().openapi({ description: '0: keyed and verified elsewhere' }),
    state: z.enum(['checked', 'running', 'done']),
    mode: z.enum(['all', 'good']).nullable(),
    rows: z.number(),
    faulty: z.number(),
    done: z.number().openapi({ description: 'Rows gone through, faulty ones included' }),
    stored: z.number(),
    unchanged: z.number().openapi({ description: 'Rows that had come before; while checked, as foreseen' }),
    refused: z.number().openapi({ description: 'Fitted when checked, and no longer when stored' }),
    broughtBy: z.string(),
    broughtAt: z.string(),
    alive: z.boolean().openapi({ description: 'Under way, with a sign of life in the last minute' }),
  })
  .openapi('SheetImport');

const list = createRoute({
  method: 'get',
  path: '/surveys/{survey}/sheet-imports',
  summary: 'Files of sheets that were brought for a survey',
  request: { params: surveyParam },
  responses: {
    200: answers(z.object({ imports: z.array(importSchema) }), 'The latest first'),
    ...problemResponses,
  },
});

const bring = createRoute({
  method: 'post',
  path: '/surveys/{survey}/sheet-imports',
  summary: 'Bring a file of sheets keyed elsewhere and have it checked whole',
  description:
    'The body is the file itself. The header X-Upload: sheets must be there: a page of another origin cannot send it unasked. Nothing is stored as a sheet yet.',
  request: {
    params: surveyParam,
    query: z.object({
      name: z.string().min(1).max(200),
      pass: z.enum(['0', '1', '2']).default('0'),
    }),
    body: {
      required: true,
      content: Object.fromEntries(
        Object.values(UPLOAD_TYPES).map((type) => [
          type,
          { schema: z.string().openapi({ format: 'binary' }) },
        ]),
      ),
    },
  },
  responses: {
    201: answers(
      importSchema.extend({
        repeated: z.boolean().openapi({ description: 'The file was brought before and holds nothing new' }),
      }),
      'Checked',
    ),
    ...problemResponses,
  },
});

const one = createRoute({
  method: 'get',
  path: '/sheet-imports/{import}',
  summary: 'How far an import is',
  request: { params: importParam },
  responses: { 200: answers(importSchema, 'The import'), ...problemResponses },
});

const begin = createRoute({
  method: 'put',
  path: '/sheet-imports/{import}/run',
  summary: 'Begin an import, or go on with one that stopped',
  request: { params: importParam, ...takes(z.strictObject({ mode: z.enum(['all', 'good']) })) },
  responses: { 200: answers(importSchema, 'Under way; it goes on by itself'), ...problemResponses },
});

const discard = createRoute({
  method: 'delete',
  path: '/sheet-imports/{import}',
  summary: 'Discard a file that was checked and not begun',
  request: { params: importParam },
  responses: { 200: answers(z.object({ discarded: z.literal(true) }), 'Gone'), ...problemResponses },
});

const faults = createRoute({
  method: 'get',
  path: '/sheet-imports/{import}/faults',
  summary: 'What is wrong with the rows of a file',
  request: { params: importParam },
  responses: {
    200: answers(
      z.object({
        total: z.number(),
        kinds: z.array(z.object({ code: z.string(), sentence: z.string(), count: z.number() })),
        faults: z.array(
          z.object({
            row: z.number().openapi({ description: 'As the spreadsheet numbers it' }),
            column: z.string(),
            value: z.string(),
            code: z.string(),
            sentence: z.string(),
          }),
        ),
      }),
      'All kinds, and the first thousand faults',
    ),
    ...problemResponses,
  },
});

const MOST_SHOWN = 1000;

export function sheetImportRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;
  const imports = parts.sheetImports ?? new SheetImports(environment, (error) => void problemOf(error));
  const seen = new SeenImports(parts);

  async function viewOf(found: SheetImport): Promise<z.infer<typeof importSchema>> {
    const entry = await seen.book.find(found.survey);
    const { province: _p, campaign: _c, fileHash: _h, movedAt: _m, broughtBy, ...shown } = found;
    return {
      ...shown,
      form: entry?.survey.form ?? '',
      broughtBy: (await findAccount(db, broughtBy))?.name ?? broughtBy,
      alive: found.state === 'running' && isAlive(found, environment.now()),
    };
  }

  return createRoutes()
    .openapi(list, async (c) => {
      const { survey } = await seen.survey(c, c.req.valid('param').survey);
      const all = await listSheetImports(db, survey.id);
      return c.json({ imports: await Promise.all(all.map(viewOf)) }, 200);
    })
    .openapi(bring, async (c) => {
      const entry = await seen.survey(c, c.req.valid('param').survey);
      const { name, pass } = c.req.valid('query');
      const { actor } = signedInOf(c);
      if (Number(c.req.header('Content-Length') ?? 0) > LARGEST_FILE)
        throw new Problem('file-too-large', [{ field: 'file', code: 'too-many-bytes' }]);
      const checked = await checkSheetFile(environment, entry, actorName(actor), {
        name: name.split(/[\\/]/).at(-1) ?? name,
        kind: kindOf(c),
        pass: Number(pass) as 0 | 1 | 2,
        bytes: bytesOf(c),
      });
      const { id, repeated } = await bringSheetFile.run(environment, actor, checked);
      return c.json({ ...(await viewOf(await seen.import(c, id))), repeated }, 201);
    })
    .openapi(one, async (c) => c.json(await viewOf(await seen.import(c, c.req.valid('param').import)), 200))
    .openapi(begin, async (c) => {
      const { actor } = signedInOf(c);
      const { id } = await seen.import(c, c.req.valid('param').import);
      const begun = await beginSheetImport.run(environment, actor, { id, ...c.req.valid('json') });
      if (begun.state === 'running') void imports.run(id, actor);
      return c.json(await viewOf(begun), 200);
    })
    .openapi(discard, async (c) => {
      const { id } = await seen.import(c, c.req.valid('param').import);
      await discardSheetImport.run(environment, signedInOf(c).actor, { id });
      return c.json({ discarded: true as const }, 200);
    })
    .openapi(faults, async (c) => {
      const { columns, faults: found } = await seen.faults(c, c.req.valid('param').import);
      return c.json(faultView(columns, found, c.var.lang), 200);
    });
}

const kindOf = (c: AppContext): 'csv' | 'xlsx' =>
  c.req.header('Content-Type')?.startsWith(UPLOAD_TYPES.xlsx) ? 'xlsx' : 'csv';

function faultView(columns: SheetColumns, { kinds, rows }: FaultList, lang: Lang) {
  const counted = Object.entries(kinds) as [ImportFaultCode, number][];
  const shown: { row: number; column: string; value: string; code: string; sentence: string }[] = [];
  for (const { row, cells, faults: wrong } of rows()) {
    for (const fault of wrong.slice(0, MOST_SHOWN - shown.length))
      shown.push({
        row,
        column: fault.column,
        value: cellUnder(columns, cells, fault).slice(0, 80),
        code: fault.code,
        sentence: faultSentence(fault, lang),
      });
    if (shown.length >= MOST_SHOWN) break;
  }
  return {
    total: counted.reduce((sum, [, count]) => sum + count, 0),
    kinds: counted
      .sort(([, a], [, b]) => b - a)
      .map(([code, count]) => ({ code, sentence: faultSentence({ code, limit: '…' }, lang), count })),
    faults: shown,
  };
}

export type SheetImportRoutes = ReturnType<typeof sheetImportRoutes>;
