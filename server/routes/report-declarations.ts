/** What the routes of the report take and give. */
import { createRoute, z } from '@hono/zod-openapi';
import { LONGEST_BODY, PLACEHOLDERS, REPORT_PARTS } from '../core/report-template.ts';
import { answers, problemResponses, takes } from '../http.ts';
import { textSchema } from '../seen-survey.ts';

const part = z.enum(REPORT_PARTS);
const lines = z.array(z.string());

const tableSchema = z.object({
  caption: z.string(),
  columns: z.array(
    z.object({ title: z.string(), width: z.number(), align: z.enum(['left', 'center', 'right']) }),
  ),
  rows: z.array(lines),
  notes: lines,
});

const contentSchema = z
  .object({
    head: z.object({ parent: lines, agency: lines, place: lines, title: lines }),
    body: z.array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('heading'), text: z.string() }),
        z.object({ kind: z.literal('sentence'), part, paragraphs: lines }),
        z.object({ kind: z.literal('table'), table: tableSchema }),
      ]),
    ),
    closing: z.object({ recipients: lines, signatory: lines }),
    annex: z.object({ title: lines, attached: lines, tables: z.array(tableSchema) }),
  })
  .openapi('ReportContent', { description: 'The report as it is printed, in the order of the document' });

export type ReportContentAnswer = z.infer<typeof contentSchema>;

const campaign = z.string().max(80);
const revision = z.coerce.number().int().min(1);
const compared = campaign
  .optional()
  .openapi({ description: 'An earlier published campaign of the province; without it nothing is compared' });
const ofReport = z.object({ campaign, revision });

export const choices = createRoute({
  method: 'get',
  path: '/reports/choices',
  summary: 'Publications of which a report can be written, and what each may be compared with',
  responses: {
    200: answers(
      z.object({
        campaigns: z.array(
          z.object({
            id: z.string(),
            title: textSchema,
            year: z.number(),
            province: z.object({ code: z.string(), name: textSchema }),
            revisions: z.array(z.object({ revision: z.number(), publishedAt: z.string() })),
            earlier: z.array(z.object({ id: z.string(), title: textSchema, year: z.number() })),
          }),
        ),
      }),
      'Of the provinces of the reader, the latest year first',
    ),
    ...problemResponses,
  },
});

export const read = createRoute({
  method: 'get',
  path: '/reports/{campaign}/{revision}',
  summary: 'The report of a publication: its sentences, what stands in their gaps, and how it reads',
  request: { params: ofReport, query: z.object({ compared }) },
  responses: {
    200: answers(
      z.object({
        province: z.string(),
        sentences: z.array(
          z.object({
            part,
            body: z.string(),
            shipped: z.string(),
            revision: z.number().openapi({ description: '0: the shipped sentence stands' }),
          }),
        ),
        values: z.array(z.object({ name: z.enum(PLACEHOLDERS), value: z.string() })),
        content: contentSchema,
      }),
      'In Vietnamese, the language of record',
    ),
    ...problemResponses,
  },
});

export const preview = createRoute({
  method: 'post',
  path: '/reports/{campaign}/{revision}/preview',
  summary: 'How the report would read with other sentences; nothing is stored',
  description: 'An unknown gap in a sentence is refused with its name (422 `template-invalid`).',
  request: {
    params: ofReport,
    ...takes(
      z.strictObject({
        compared,
        drafts: z.partialRecord(part, z.string().max(2 * LONGEST_BODY)),
      }),
    ),
  },
  responses: {
    200: answers(z.object({ content: contentSchema }), 'As the document would say it'),
    ...problemResponses,
  },
});

export const download = createRoute({
  method: 'get',
  path: '/reports/{campaign}/{revision}/bao-cao.docx',
  summary: 'The report as a document',
  description: 'Numbers from the publication, sentences of the office. Every one made is on record.',
  request: { params: ofReport, query: z.object({ compared }) },
  responses: {
    200: {
      description: 'The file',
      content: {
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
          schema: z.string().openapi({ format: 'binary' }),
        },
      },
    },
    ...problemResponses,
  },
});

export const edit = createRoute({
  method: 'put',
  path: '/report-templates/{province}/{part}',
  summary: 'Write a sentence of the report, or take the shipped one again',
  request: {
    params: z.object({ province: z.string().max(80), part }),
    ...takes(
      z.strictObject({
        body: z
          .string()
          .max(2 * LONGEST_BODY)
          .nullable()
          .openapi({ description: 'Null: the shipped sentence stands again' }),
        revision: z.number().int().min(0).openapi({ description: 'The one that was read before' }),
      }),
    ),
  },
  responses: {
    200: answers(
      z.object({ part, body: z.string(), shipped: z.string(), revision: z.number() }),
      'As it stands now',
    ),
    ...problemResponses,
  },
});
