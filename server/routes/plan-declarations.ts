/** The routes of improvement plans as the API document declares them. */
import { createRoute, z } from '@hono/zod-openapi';
import { isDay } from '../core/calendar.ts';
import { STANDINGS } from '../core/plan-standing.ts';
import { answers, problemResponses, takes } from '../http.ts';
import { uploadHeaders } from './evidence.ts';
import { WORKBOOK } from './framework-declarations.ts';
import { namedUnit, textSchema } from './unit-dashboard-schemas.ts';

const id = z.string().max(80);
const decimal = z.string().nullable();
/** Any text: an address that names no plan is told like a plan that is no longer there. */
const planId = z.string().max(80);
const ofPlan = { params: z.object({ plan: planId }) };
const position = z.coerce.number().int().min(1).max(10_000);
const ofTask = { params: z.object({ plan: planId, task: position }) };
const revision = z.number().int().min(1);
const year = z.number().int().min(2000).max(2100);
const text = z.string().max(20_000);
const taskState = z.enum(['open', 'done', 'dropped']);

const broughtTask = z
  .strictObject({
    criterion: z.string().max(200),
    name: text,
    target: text.optional(),
    targetPoints: z.string().max(200).nullable().optional(),
    product: text.optional(),
    requirement: text.optional(),
    deadline: text.optional(),
    deadlineOn: z.string().max(200).nullable().optional(),
    lead: text.optional(),
    leadUnit: z.string().max(200).nullable().optional(),
    coordinating: text.optional(),
    coordinatingUnits: z.array(z.string().max(200)).max(500).optional(),
  })
  .openapi('BroughtPlanTask', {
    description: 'What is left out is read from the words, where they leave no doubt; null is meant',
  });

const taskSchema = z
  .object({
    criterion: z.string(),
    name: z.string(),
    target: z.string(),
    targetPoints: decimal,
    product: z.string(),
    requirement: z.string(),
    deadline: z.string().openapi({ description: 'As written' }),
    deadlineOn: z.string().nullable().openapi({ description: 'The last day, where the words name one' }),
    lead: z.string(),
    leadUnit: z.string().nullable(),
    coordinating: z.string(),
    coordinatingUnits: z.array(z.string()),
  })
  .openapi('PlanTask');

const head = {
  unit: z.string().max(40),
  year,
  title: z.string().trim().min(1).max(300),
  source: z.string().max(1000).nullable(),
  fromCampaign: id.nullable(),
};

const counts = z.object({
  tasks: z.number(),
  overdue: z.number(),
  due: z.number().openapi({ description: 'Its day is within 30 days' }),
  later: z.number(),
  'no-day': z.number().openapi({ description: 'The deadline is words only' }),
  undated: z.number().openapi({ description: 'There is no deadline' }),
  done: z.number(),
  dropped: z.number(),
});

const document = z.object({ number: z.string(), day: z.string() });

const headSchema = z.object({
  id: z.string(),
  title: z.string(),
  unit: namedUnit,
  year: z.number(),
  source: z.string().nullable(),
  state: z.enum(['draft', 'issued']),
  document: document.nullable().openapi({ description: 'The decision that issued it' }),
  revision: z.number(),
  counts: counts.openapi({ description: 'Of the tasks that the reader sees' }),
  mine: z.number().openapi({ description: 'Open tasks led by an agency of the reader' }),
});

export const list = createRoute({
  method: 'get',
  path: '/plans',
  summary: 'Improvement plans, the latest year first, as far as the reader sees them',
  responses: {
    200: answers(z.object({ plans: z.array(headSchema), mayMake: z.boolean() }), 'Where each stands today'),
    ...problemResponses,
  },
});

export const choices = createRoute({
  method: 'get',
  path: '/plans/choices',
  summary: 'For which units the reader may make plans, and from which published results',
  responses: {
    200: answers(
      z.object({
        units: z.array(namedUnit.extend({ province: textSchema })),
        campaigns: z.array(
          z.object({ id: z.string(), title: textSchema, year: z.number(), units: z.array(z.string()) }),
        ),
      }),
      'Results with the units among them, the latest year first',
    ),
    ...problemResponses,
  },
});

const figures = z.object({ index: decimal, class: textSchema.nullable(), points: decimal });

export const gaps = createRoute({
  method: 'get',
  path: '/plans/gaps',
  summary: 'Criteria below their applicable maximum in a published result, the most recoverable points first',
  request: { query: z.object({ campaign: id, unit: z.string().max(40) }) },
  responses: {
    200: answers(
      z.object({
        gaps: z.array(
          z.object({
            criterion: z.string(),
            name: textSchema,
            points: z.string(),
            max: z.string(),
            gain: z.string(),
            agency: textSchema.nullable(),
          }),
        ),
        before: figures,
      }),
      'Exact decimals as text',
    ),
    ...problemResponses,
  },
});

export const template = createRoute({
  method: 'get',
  path: '/plans/template',
  summary: 'An empty workbook with the columns of the annex',
  responses: {
    200: {
      description: 'XLSX',
      content: { [WORKBOOK]: { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...problemResponses,
  },
});

export const readSheet = createRoute({
  method: 'post',
  path: '/plans/sheet',
  summary: 'Read the workbook of a plan; nothing is stored',
  description: 'Checked whole: every fault is named by sheet, row and column.',
  request: takes(
    z.strictObject({
      file: z.base64().openapi({ description: 'The XLSX file' }),
      unit: head.unit,
      fromCampaign: head.fromCampaign,
    }),
  ),
  responses: {
    200: answers(
      z.object({
        head: z.object({
          year: z.number().nullable(),
          title: z.string().nullable(),
          source: z.string().nullable(),
        }),
        tasks: z.array(taskSchema),
      }),
      'What it says, with what was read from the words',
    ),
    ...problemResponses,
  },
});

export const create = createRoute({
  method: 'post',
  path: '/plans',
  summary: 'Make a plan, as a draft',
  description: 'The same plan of a unit for a year, by title or by tasks, is refused: 409 `plan-twice`.',
  request: takes(z.strictObject({ ...head, tasks: z.array(broughtTask).max(2000) })),
  responses: {
    201: answers(z.object({ id: z.string(), revision: z.number() }), 'Made'),
    ...problemResponses,
  },
});

const outcomeSchema = z.object({
  target: z.string(),
  points: decimal,
  difference: decimal,
  reason: z.enum(['no-match', 'other-max', 'no-points']).nullable(),
});

const shownTask = taskSchema.extend({
  position: z.number(),
  state: taskState,
  standing: z.enum(STANDINGS),
  percent: z.number().nullable(),
  reports: z.number(),
  lastReport: z.object({ at: z.string(), note: z.string() }).nullable(),
  mine: z.boolean().openapi({ description: 'Led by an agency of the reader' }),
  mayReport: z.boolean(),
  outcome: outcomeSchema
    .nullable()
    .openapi({ description: 'Target against the result of the year of the plan' }),
});

export const one = createRoute({
  method: 'get',
  path: '/plans/{plan}',
  summary: 'A plan with its tasks, where they stand today, and the index if all targets were met',
  description:
    'Whoever reads only the tasks of the own agency is told neither the others nor the expected index.',
  request: ofPlan,
  responses: {
    200: answers(
      headSchema
        .extend({
          today: z.string(),
          whole: z.boolean(),
          mayChange: z.boolean(),
          mayIssue: z.boolean(),
          mayTakeBack: z.boolean(),
          fromCampaign: z.object({ id: z.string(), title: textSchema, year: z.number() }).nullable(),
          units: z
            .array(namedUnit)
            .openapi({ description: 'Those that tasks name; for who may change it, all' }),
          areas: z.array(z.object({ code: z.string(), name: textSchema })),
          tasks: z.array(shownTask),
          agencies: z.array(
            z.object({
              unit: z.string().nullable(),
              lead: z.string(),
              counts,
              tasks: z.array(z.number()).openapi({ description: 'Their positions' }),
            }),
          ),
          expected: z
            .object({
              before: figures,
              after: figures,
              gained: decimal,
              targets: z.number(),
              met: z.array(z.string()),
              left: z.array(z.string()),
            })
            .nullable(),
          whyNoExpected: z.enum(['no-campaign', 'not-published', 'no-targets', 'not-yours']).nullable(),
          outcome: z
            .object({ campaign: z.string(), title: textSchema, year: z.number(), index: decimal })
            .nullable()
            .openapi({ description: 'The published result of the year of the plan' }),
        })
        .openapi('Plan'),
      'Exact decimals as text',
    ),
    ...problemResponses,
  },
});

export const save = createRoute({
  method: 'put',
  path: '/plans/{plan}',
  summary: 'Save a draft whole',
  description: 'Names the revision it was made on; a later one of somebody else is not written over.',
  request: {
    ...ofPlan,
    ...takes(
      z.strictObject({
        title: head.title,
        source: head.source,
        fromCampaign: head.fromCampaign,
        revision,
        tasks: z.array(broughtTask).max(2000),
      }),
    ),
  },
  responses: { 200: answers(z.object({ revision: z.number() }), 'Saved'), ...problemResponses },
});

export const remove = createRoute({
  method: 'delete',
  path: '/plans/{plan}',
  summary: 'Throw a draft away',
  request: { ...ofPlan, ...takes(z.strictObject({ revision })) },
  responses: { 200: answers(z.object({ removed: z.boolean() }), 'Gone'), ...problemResponses },
});

export const issue = createRoute({
  method: 'put',
  path: '/plans/{plan}/issue',
  summary: 'Issue a plan by its decision, or with null make it a draft again',
  description: 'It becomes a draft again only while nobody has reported on it.',
  request: {
    ...ofPlan,
    ...takes(
      z.strictObject({
        revision,
        document: z
          .strictObject({
            number: z.string().trim().min(1).max(100),
            day: z.string().refine(isDay, 'a day such as 2026-11-20'),
          })
          .nullable(),
      }),
    ),
  },
  responses: { 200: answers(z.object({ revision: z.number() }), 'Done'), ...problemResponses },
});

const fileAnswer = (description: string, type: string) => ({
  description,
  content: { [type]: { schema: z.string().openapi({ format: 'binary' }) } },
});

export const sheet = createRoute({
  method: 'get',
  path: '/plans/{plan}/sheet',
  summary: 'A plan as the workbook of its annex: the tasks that the reader sees',
  request: ofPlan,
  responses: { 200: fileAnswer('XLSX', WORKBOOK), ...problemResponses },
});

export const file = createRoute({
  method: 'get',
  path: '/plans/{plan}/file',
  summary: 'A whole plan as a file that can be imported elsewhere',
  request: ofPlan,
  responses: {
    200: answers(
      z.object({
        kind: z.literal('plan'),
        plan: z.object({
          unit: z.string(),
          year: z.number(),
          title: z.string(),
          source: z.string().nullable(),
          fromCampaign: z.string().nullable(),
          tasks: z.array(taskSchema),
        }),
      }),
      'As an attachment',
    ),
    ...problemResponses,
  },
});

const progressSchema = z
  .object({
    id: z.string(),
    state: taskState,
    percent: z.number().nullable(),
    note: z.string(),
    file: z.object({ name: z.string(), bytes: z.number() }).nullable(),
    by: z.string(),
    at: z.string(),
  })
  .openapi('PlanProgress');

export const progress = createRoute({
  method: 'get',
  path: '/plans/{plan}/tasks/{task}/progress',
  summary: 'Everything that was reported on a task',
  request: ofTask,
  responses: {
    200: answers(z.object({ reports: z.array(progressSchema) }), 'The latest first'),
    ...problemResponses,
  },
});

const LONGEST_NOTE = 1000;
const note = z.string().trim().min(1).max(LONGEST_NOTE);

export const report = createRoute({
  method: 'post',
  path: '/plans/{plan}/tasks/{task}/progress',
  summary: 'Report on a task of an issued plan',
  description: 'A report is never changed; who was wrong reports again. What is done is at 100 percent.',
  request: {
    ...ofTask,
    ...takes(
      z.strictObject({ state: taskState, percent: z.number().int().min(0).max(100).nullable(), note }),
    ),
  },
  responses: { 201: answers(z.object({ id: z.string() }), 'Stored'), ...problemResponses },
});

export const reportWithFile = createRoute({
  method: 'post',
  path: '/plans/{plan}/tasks/{task}/evidence',
  summary: 'Report on a task with the document that shows it',
  description:
    'The document is checked by its content as evidence of scores is; the report stands in the query.',
  request: {
    ...ofTask,
    headers: uploadHeaders,
    query: z.object({
      fileName: z.string().max(1000),
      state: taskState.openapi({ description: 'Where the task stands now' }),
      percent: z.coerce
        .number()
        .int()
        .min(0)
        .max(100)
        .optional()
        .openapi({ description: 'How far it is; left out: not stated' }),
      note: note.openapi({ description: 'What was done' }),
    }),
    body: {
      required: true,
      description: 'The document as it is, at most 20 MB: PDF, JPEG, PNG, DOCX or XLSX',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
  responses: { 201: answers(z.object({ id: z.string() }), 'Stored'), ...problemResponses },
});

export const progressFile = createRoute({
  method: 'get',
  path: '/plans/{plan}/progress/{progress}/file',
  summary: 'The document of a report, as a download',
  request: { params: z.object({ plan: planId, progress: z.uuid() }) },
  responses: { 200: fileAnswer('The document', 'application/octet-stream'), ...problemResponses },
});
