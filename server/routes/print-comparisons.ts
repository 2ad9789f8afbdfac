/** A printed table held against a computed result: its cells first, then the comparison by a mapping of its columns. */
import { createRoute, z } from '@hono/zod-openapi';
import { type Campaign, findCampaign, readUnits } from '../../db/queries/campaigns.ts';
import { findFramework } from '../../db/queries/frameworks.ts';
import { listMappings } from '../../db/queries/print-mappings.ts';
import { findPublication, listRevisions } from '../../db/queries/publications.ts';
import { listUnits, unitAndAbove } from '../../db/queries/units.ts';
import { can } from '../access.ts';
import { rememberMapping } from '../actions/remember-mapping.ts';
import { gatherInputs } from '../campaign-inputs.ts';
import { dayOf } from '../core/calendar.ts';
import type { CampaignInputs, CampaignResult } from '../core/campaign.ts';
import { comparePrint } from '../core/compare-print.ts';
import { computeResult } from '../core/compute-result.ts';
import {
  COLUMN_FIELDS,
  columnNames,
  type MappingFault,
  type PrintMapping,
  readPrinted,
} from '../core/read-printed.ts';
import { readPrintedSheet } from '../core/read-printed-sheet.ts';
import {
  type AppContext,
  answers,
  createRoutes,
  demandRight,
  problemResponses,
  signedInOf,
  takes,
} from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { LARGEST_TABLE, readTable } from '../read-table.ts';
import { uploadHeaders } from './evidence.ts';

const textSchema = z.object({ vi: z.string(), en: z.string().optional() });
const param = z.object({ campaign: z.string().max(80) });
const cellSchema = z
  .union([
    z.string().max(2000),
    z.strictObject({ number: z.string().max(40) }),
    z.strictObject({ odd: z.string().max(20) }),
  ])
  .nullable();
const rowsSchema = z.array(z.array(cellSchema).max(500)).max(20_000);
const mappingSchema = z
  .strictObject({
    header: z.number().int().min(1).max(30),
    decimals: z.enum(['comma', 'point']),
    unit: z
      .string()
      .min(1)
      .max(500)
      .openapi({ description: 'The column that names the row: a unit, or with sheetOf a criterion' }),
    sheetOf: z.string().min(1).max(80).optional().openapi({
      description: 'Code of the unit whose sheet this is, a row a criterion; without it a row a unit',
    }),
    columns: z
      .array(
        z.strictObject({
          column: z.string().min(1).max(500),
          field: z.enum(COLUMN_FIELDS),
          criterion: z.string().max(80).optional(),
        }),
      )
      .max(500),
  })
  .openapi('PrintMapping');

const mappingName = z.string().trim().min(1).max(100);

const tables = createRoute({
  method: 'post',
  path: '/campaigns/{campaign}/print-tables',
  summary: 'Read the cells of a printed table',
  description: 'XLSX, CSV or JSON, told by its content. Nothing is stored.',
  request: {
    params: param,
    headers: uploadHeaders,
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
  responses: {
    200: answers(
      z.object({
        sheets: z.array(
          z.object({
            name: z.string(),
            rows: rowsSchema,
            headers: z
              .array(z.array(z.string()))
              .openapi({ description: 'Names of the columns, were their titles in row 1, 2, 3 …' }),
          }),
        ),
        mappings: z
          .array(z.object({ name: z.string(), mapping: mappingSchema }))
          .openapi({ description: 'Remembered ways to read columns, the last used first' }),
        criteria: z.array(z.object({ code: z.string(), name: textSchema })),
        units: z
          .array(z.object({ code: z.string(), name: textSchema }))
          .openapi({ description: 'Units of the campaign, whose sheet the table may be' }),
        revisions: z.array(z.number()).openapi({ description: 'Published ones, the newest first' }),
        preview: z
          .boolean()
          .openapi({ description: 'Whether the reader may compare with what is not published' }),
      }),
      'The sheets of the file',
    ),
    ...problemResponses,
  },
});

const comparisonSchema = z
  .object({
    unit: z.string().nullable(),
    field: z.string(),
    criterion: z.string().nullable(),
    printed: z.string(),
    computed: z.string().nullable(),
    verdict: z.enum(['equal', 'rounding', 'different', 'missing']),
    column: z.string(),
    effect: z
      .object({
        class: z.object({ printed: textSchema, computed: textSchema }).optional(),
        rank: z.object({ printed: z.number(), computed: z.number() }).optional(),
      })
      .nullable(),
  })
  .openapi('PrintComparison');

const compare = createRoute({
  method: 'post',
  path: '/campaigns/{campaign}/print-comparison',
  summary: 'Hold a printed table against a computed result',
  description:
    'Units are found by code, name or recorded alias only; what does not fit is listed and compared with nothing. Without a revision the result as it is now, for those who may see it.',
  request: {
    params: param,
    ...takes(
      z.strictObject({
        rows: rowsSchema,
        mapping: mappingSchema,
        revision: z.number().int().min(1).nullable(),
        remember: mappingName.optional(),
      }),
    ),
  },
  responses: {
    200: answers(
      z.object({
        comparisons: z.array(comparisonSchema),
        unread: z.array(z.object({ row: z.number(), column: z.string(), text: z.string(), why: z.string() })),
        absent: z.array(z.string()).openapi({
          description:
            'Units of the campaign, or leaves in the sheet of one unit, that the table does not name',
        }),
        units: z.array(z.object({ code: z.string(), name: textSchema })),
      }),
      'Cell by cell',
    ),
    ...problemResponses,
  },
});

const remembered = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/print-mappings',
  summary: 'Remember a way to read the columns of printed tables under a name, or forget it',
  description: 'Null forgets it. Ways are kept for the province of the campaign.',
  request: {
    params: param,
    ...takes(z.strictObject({ name: mappingName, mapping: mappingSchema.nullable() })),
  },
  responses: { 200: answers(z.object({}), 'Remembered, or forgotten'), ...problemResponses },
});

/** Rows among which the titles of the columns are looked for. */
const HEADER_WITHIN = 30;

/** Where a mapping does not fit its table, place by place. */
const unfit = (faults: readonly MappingFault[]) =>
  new Problem(
    'print-table-unfit',
    faults.map(({ path, code, text }) => ({ field: `mapping.${path}`, code, values: { text: { text } } })),
  );

export function printComparisonRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;
  return createRoutes()
    .openapi(tables, async (c) => {
      const campaign = await demanded(c, parts, c.req.valid('param').campaign);
      const file = Buffer.from(await c.req.arrayBuffer());
      if (file.length > LARGEST_TABLE) throw new Problem('file-too-large');
      const sheets = await readTable(file);
      const mappings = await listMappings(db, campaign.province);
      const framework = await findFramework(db, campaign.framework, campaign.frameworkVersion);
      const units = await readUnits(db, campaign.id);
      const revisions = await listRevisions(db, campaign.id);
      const above = await unitAndAbove(db, campaign.province);
      return c.json(
        {
          sheets: sheets.map(({ name, rows }) => ({
            name,
            rows: rows.map((row) => [...row]),
            headers: rows.slice(0, HEADER_WITHIN).map((_, at) => columnNames(rows, at + 1)),
          })),
          mappings: mappings.map(({ name, mapping }) => ({
            name,
            mapping: { ...mapping, columns: mapping.columns.map((column) => ({ ...column })) },
          })),
          criteria: (framework?.criteria ?? []).map(({ code, name }) => ({ code, name: { ...name } })),
          units: units.map(({ code, name }) => ({ code, name: { ...name } })),
          revisions: revisions.map(({ revision }) => revision),
          preview: can(signedInOf(c).actor, 'preview-result', above),
        },
        200,
      );
    })
    .openapi(remembered, async (c) => {
      const { campaign } = c.req.valid('param');
      await rememberMapping.run(environment, signedInOf(c).actor, { campaign, ...c.req.valid('json') });
      return c.json({}, 200);
    })
    .openapi(compare, async (c) => {
      const campaign = await demanded(c, parts, c.req.valid('param').campaign);
      const { rows, mapping, revision, remember } = c.req.valid('json');
      const { inputs, result } = await computed(c, parts, campaign, revision);
      const read = await readRows(parts, inputs, rows, mapping);
      if ('faults' in read) throw unfit(read.faults);
      if (remember !== undefined)
        await rememberMapping.run(environment, signedInOf(c).actor, {
          campaign: campaign.id,
          name: remember,
          mapping,
        });
      // What the campaign itself carries of print comes after.
      const compared = comparePrint(inputs, result, read.printed).slice(0, read.printed.length);
      return c.json(
        {
          comparisons: compared.map(({ label, effect, ...one }) => ({
            ...one,
            column: label?.vi ?? '',
            effect: effect ? plainEffect(effect) : null,
          })),
          unread: read.unread.map((one) => ({ ...one })),
          absent: [...read.absent],
          units: inputs.units.map(({ code, name }) => ({ code, name: { ...name } })),
        },
        200,
      );
    });
}

/** A table of units, or the sheet of one of them. */
async function readRows(
  { environment }: Parts,
  { framework, province, units }: CampaignInputs,
  rows: z.infer<typeof rowsSchema>,
  mapping: PrintMapping,
) {
  const codes = units.map(({ code }) => code);
  const { sheetOf } = mapping;
  if (sheetOf !== undefined)
    return readPrintedSheet(rows, { ...mapping, sheetOf }, { framework, units: codes });
  const known = await listUnits(environment.db, province);
  return readPrinted(rows, mapping, { framework, units: codes, known });
}

async function demanded(c: AppContext, parts: Parts, id: string): Promise<Campaign> {
  signedInOf(c);
  const campaign = await findCampaign(parts.environment.db, id);
  if (!campaign) throw new Problem('not-found');
  await demandRight(c, parts, 'compare-print', campaign.province);
  return campaign;
}

/** What is not published yet is seen only by those who may see the preview (decisions 22 and 23). */
async function computed(
  c: AppContext,
  parts: Parts,
  campaign: Campaign,
  revision: number | null,
): Promise<{ inputs: CampaignInputs; result: CampaignResult }> {
  const { db } = parts.environment;
  if (revision === null) {
    await demandRight(c, parts, 'preview-result', campaign.province);
    const { inputs } = await gatherInputs(db, campaign, dayOf(parts.environment.now()));
    return { inputs, result: computeResult(inputs) };
  }
  const found = await findPublication(db, campaign.id, revision);
  if (!found) throw new Problem('not-found', [{ field: 'revision', code: 'not-found' }]);
  return found;
}

function plainEffect(effect: NonNullable<ReturnType<typeof comparePrint>[number]['effect']>) {
  const { class: earned, rank } = effect;
  return {
    ...(earned && { class: { printed: { ...earned.printed }, computed: { ...earned.computed } } }),
    ...(rank && { rank: { ...rank } }),
  };
}

export type PrintComparisonRoutes = ReturnType<typeof printComparisonRoutes>;
