/** Files around the import of sheets: templates to fill in, the list of faults, and faulty rows handed back. */
import { createRoute, z } from '@hono/zod-openapi';
import { languages } from '../../client/words/words-of.ts';
import { unitNames } from '../../db/queries/units.ts';
import { type Lang, ratesManyUnits } from '../../survey-forms/form.ts';
import { columnsOf, type SheetColumns } from '../core/sheet-columns.ts';
import { type AppContext, createRoutes, problemResponses, UPLOAD_TYPES } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { SeenImports } from '../seen-imports.ts';
import {
  faultsCsv,
  faultyRowsCsv,
  faultyRowsXlsx,
  MOST_WORKBOOK_FAULTS,
  templateCsv,
  templateXlsx,
  type UnitNames,
} from '../sheet-import/write-sheet-file.ts';
import { newestForm } from '../survey-book.ts';

const surveyParam = z.object({ survey: z.string().max(80) });
const importParam = z.object({ import: z.string().max(80) });
const langQuery = z.object({
  lang: z.string().max(3).default('vi').openapi({ description: 'Language of what is explained in the file' }),
});
const file = (description: string, ...types: readonly string[]) => ({
  description,
  content: Object.fromEntries(
    types.map((type) => [type, { schema: z.string().openapi({ format: 'binary' }) }]),
  ),
});

const template = (kind: 'csv' | 'xlsx') =>
  createRoute({
    method: 'get',
    path: `/surveys/{survey}/sheet-template.${kind}`,
    summary: `The template for sheets keyed elsewhere, as ${kind.toUpperCase()}`,
    request: {
      params: surveyParam,
      query: langQuery.extend({
        version: z.coerce
          .number()
          .int()
          .optional()
          .openapi({ description: 'Version of the form that the sheets were printed from; the newest' }),
      }),
    },
    responses: { 200: file('The file', UPLOAD_TYPES[kind]), ...problemResponses },
  });
const csvTemplate = template('csv');
const xlsxTemplate = template('xlsx');

const faultFile = createRoute({
  method: 'get',
  path: '/sheet-imports/{import}/faults.csv',
  summary: 'Every fault, a line each',
  request: { params: importParam, query: langQuery },
  responses: { 200: file('The file', UPLOAD_TYPES.csv), ...problemResponses },
});

const badRows = createRoute({
  method: 'get',
  path: '/sheet-imports/{import}/faulty-rows',
  summary: 'The rows that were not taken, in the shape of the template, to be corrected and brought again',
  description: 'Once the import is done, free text is no longer in it.',
  request: { params: importParam, query: langQuery },
  responses: { 200: file('The file', ...Object.values(UPLOAD_TYPES)), ...problemResponses },
});

export function sheetImportFileRoutes(parts: Parts) {
  const { db } = parts.environment;
  const seen = new SeenImports(parts);

  /** Names of the units of a matrix, for the sheet of codes. */
  const unitsOf = async ({ form, units }: SheetColumns): Promise<UnitNames> =>
    ratesManyUnits(form) ? unitNames(db, units) : new Map();

  async function columnsFor(c: AppContext, survey: string, version: number | undefined) {
    const entry = await seen.survey(c, survey);
    const form = version === undefined ? newestForm(entry) : entry.forms.get(version);
    if (!form)
      throw new Problem('unknown-form-version', [{ field: 'version', code: 'unknown-form-version' }]);
    return columnsOf(form, entry.survey.units);
  }

  return createRoutes()
    .openapi(csvTemplate, async (c) => {
      const { survey } = c.req.valid('param');
      const columns = await columnsFor(c, survey, c.req.valid('query').version);
      return c.body(templateCsv(columns), 200, attachment('csv', `mau-${survey}`));
    })
    .openapi(xlsxTemplate, async (c) => {
      const { survey } = c.req.valid('param');
      const { lang, version } = c.req.valid('query');
      const columns = await columnsFor(c, survey, version);
      const made = await templateXlsx(columns, await unitsOf(columns), known(lang));
      return c.body(Uint8Array.from(made), 200, attachment('xlsx', `mau-${survey}`));
    })
    .openapi(faultFile, async (c) => {
      const { columns, faults: found } = await seen.faults(c, c.req.valid('param').import);
      const text = faultsCsv(columns, found.rows(), known(c.req.valid('query').lang));
      return c.body(streamed(text), 200, attachment('csv', 'loi'));
    })
    .openapi(badRows, async (c) => {
      const { found, columns, faults: list } = await seen.faults(c, c.req.valid('param').import);
      const lang = known(c.req.valid('query').lang);
      const name = `dong-sai-${found.fileName.replace(/\.\w+$/, '')}`;
      if (found.fileKind === 'csv' || found.faulty + found.refused > MOST_WORKBOOK_FAULTS)
        return c.body(streamed(faultyRowsCsv(columns, list.rows(), lang)), 200, attachment('csv', name));
      const made = await faultyRowsXlsx(columns, list.rows(), await unitsOf(columns), lang);
      return c.body(Uint8Array.from(made), 200, attachment('xlsx', name));
    });
}

/** Only a language that the server speaks; Vietnamese otherwise. */
const known = (code: string): Lang => languages().find((one) => one === code) ?? 'vi';

/** A name in any letters (RFC 6266, RFC 8187). */
function attachment(kind: 'csv' | 'xlsx', name: string) {
  const named = encodeURIComponent(`${name}.${kind}`).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return {
    'Content-Type': kind === 'csv' ? `${UPLOAD_TYPES.csv}; charset=utf-8` : UPLOAD_TYPES.xlsx,
    'Content-Disposition': `attachment; filename*=UTF-8''${named}`,
    'Cache-Control': 'no-store',
  };
}

/** Piece by piece, as it is asked for. */
function streamed(text: Generator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: (controller) => {
      let piece = '';
      for (let next = text.next(); ; next = text.next()) {
        if (next.done) {
          if (piece !== '') controller.enqueue(encoder.encode(piece));
          return controller.close();
        }
        piece += next.value;
        if (piece.length > 64 * 1024) return controller.enqueue(encoder.encode(piece));
      }
    },
  });
}

export type SheetImportFileRoutes = ReturnType<typeof sheetImportFileRoutes>;
