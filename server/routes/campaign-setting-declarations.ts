/** The routes of campaigns' settings as the API document declares them. */
import { createRoute, z } from '@hono/zod-openapi';
import { answers, problemResponses, takes } from '../http.ts';

const readText = z.object({ vi: z.string() }).catchall(z.string().optional());
const textSchema = z.strictObject({ vi: z.string().max(500), en: z.string().max(500).optional() });
const code = z.string().max(80);
const decimal = z.string().max(60);
const line = z.string().max(2000);
const param = { params: z.object({ campaign: z.string().max(80) }) };

const policySchema = z
  .strictObject({
    adjustments: z.enum(['inside-the-points', 'after-scaling']),
    notApplicable: z.enum(['flat', 'level-by-level']),
    ranking: z.enum(['all', 'groups', 'class-first']),
    ties: z.enum(['shared', 'higher-appraisal-first']),
    openAnswers: z.enum(['excluded', 'included']),
    flaggedAnswers: z.enum(['included', 'excluded']),
    minimumResponses: z.number(),
    unbalancedUnits: z.enum(['ranked', 'not-ranked']).optional(),
    indexCeiling: z.enum(['none', 'at-100']).optional(),
    classCap: z.strictObject({ reached: line, least: decimal, heldAt: line }).optional(),
  })
  .openapi('Policies');

const headSchema = z.strictObject({ title: textSchema, source: line.nullable(), policies: policySchema });
const seenUnit = z.strictObject({ unit: code, group: line.nullable(), scale: decimal.nullable() });
const unitChoice = seenUnit.extend({
  keep: z
    .boolean()
    .optional()
    .openapi({ description: 'The unit did not last the year and is ranked all the same' }),
});
const adjustmentSchema = z.strictObject({
  kind: z.enum(['bonus', 'deduction']),
  points: decimal,
  reason: line,
  document: line,
});
const subordinatesSchema = z.strictObject({
  unit: code,
  units: z.number(),
  reaching: z.number(),
  document: line,
});
const markSchema = z.strictObject({ unit: code, criterion: code, reason: line.nullable() });
/** How a unit stood in the year of its campaign. */
export const lastingShape = {
  standing: z.enum(['whole', 'part', 'outside']),
  from: z.string().nullable().openapi({ description: 'First day of the year that the unit had' }),
  to: z.string().nullable().openapi({ description: 'First day of the year without the unit' }),
};
/** A campaign of 3,300 communes. */
const MOST_UNITS = 5000;
const MOST_MARKS = 5000;

const settingsSchema = z
  .object({
    campaign: headSchema.extend({
      id: z.string(),
      year: z.number(),
      province: z.string(),
      sample: z.boolean(),
      title: readText,
    }),
    published: z.object({ revision: z.number(), at: z.string() }).nullable(),
    framework: z.object({
      id: z.string(),
      version: z.number(),
      title: readText,
      max: z.string().nullable(),
      bonusCap: z.string().nullable(),
      deductionCap: z.string().nullable(),
      bands: z.array(z.object({ name: readText, from: z.string() })),
      criteria: z.array(
        z.object({
          code: z.string(),
          parent: z.string().nullable(),
          name: readText,
          kind: z.enum(['group', 'appraisal', 'perception', 'satisfaction']),
          max: z.string().nullable(),
          fed: z.boolean(),
        }),
      ),
    }),
    units: z.array(
      z.object({
        code: z.string(),
        name: readText,
        group: z.string().nullable(),
        scale: z.string().nullable(),
        standardScale: z
          .string()
          .nullable()
          .openapi({ description: 'As given, or as what does not apply makes it' }),
        inUse: z.boolean(),
        final: z.boolean().openapi({ description: 'What stands changes by two people only' }),
        ...lastingShape,
      }),
    ),
    candidates: z.array(
      z.object({
        code: z.string(),
        name: readText,
        kind: z.string(),
        parent: z.string().nullable(),
        ...lastingShape,
      }),
    ),
    adjustments: z.array(adjustmentSchema.extend({ unit: z.string() })),
    subordinates: z.array(subordinatesSchema),
    marks: z.array(markSchema),
    countable: z.array(z.object({ id: z.string(), title: readText, year: z.number() })),
  })
  .openapi('CampaignSettings');

const done = z.object({ done: z.literal(true) });

export const choices = createRoute({
  method: 'get',
  path: '/campaigns/choices',
  summary: 'Provinces for which the reader may create a campaign, with their units',
  responses: {
    200: answers(
      z.object({
        provinces: z.array(
          z.object({
            code: z.string(),
            name: readText,
            units: z.array(
              z.object({
                code: z.string(),
                name: readText,
                kind: z.string(),
                parent: z.string().nullable(),
                validFrom: z.string().nullable(),
                validTo: z.string().nullable(),
              }),
            ),
          }),
        ),
      }),
      'Units with their first day and the first day without them',
    ),
    ...problemResponses,
  },
});

export const create = createRoute({
  method: 'post',
  path: '/campaigns',
  summary: 'Create a campaign',
  description: 'The framework version it names is locked. A unit that did not last the year is asked about.',
  request: takes(
    headSchema.extend({
      id: z.string().max(80),
      province: code,
      year: z.number(),
      frameworkId: z.string().max(80),
      frameworkVersion: z.number(),
      units: z.array(unitChoice).max(MOST_UNITS),
    }),
  ),
  responses: { 201: answers(z.object({ id: z.string() }), 'Created'), ...problemResponses },
});

export const settings = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/settings',
  summary: 'The settings of a campaign',
  request: param,
  responses: { 200: answers(settingsSchema, 'As they stand'), ...problemResponses },
});

export const change = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/settings',
  summary: 'Change title, source or policies',
  description: 'Policies only while nothing is published. `seen`: what the change was made on.',
  request: { ...param, ...takes(headSchema.extend({ seen: headSchema })) },
  responses: { 200: answers(done, 'Changed'), ...problemResponses },
});

export const units = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/settings/units',
  summary: 'The ranked units, in their order',
  request: {
    ...param,
    ...takes(
      z.strictObject({
        units: z.array(unitChoice).max(MOST_UNITS),
        seen: z.array(seenUnit).max(MOST_UNITS),
      }),
    ),
  },
  responses: {
    200: answers(z.object({ added: z.array(z.string()), removed: z.array(z.string()) }), 'Changed'),
    ...problemResponses,
  },
});

export const adjust = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/adjustments/{unit}',
  summary: 'Points given to a unit and taken from it',
  description:
    'Of a unit whose scores are final the change is proposed, with its reason, and another person confirms it among the changes of scores.',
  request: {
    params: param.params.extend({ unit: code }),
    ...takes(
      z.strictObject({
        adjustments: z.array(adjustmentSchema).max(100),
        seen: z.array(adjustmentSchema).max(100),
        reason: z
          .string()
          .max(2000)
          .optional()
          .openapi({ description: 'Needed once the scores of the unit are final' }),
      }),
    ),
  },
  responses: {
    200: answers(
      z.object({
        proposal: z.string().nullable().openapi({ description: 'Waits for a second person; null: done' }),
      }),
      'Recorded or proposed',
    ),
    ...problemResponses,
  },
});

export const subordinates = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/subordinates',
  summary: 'How the units below were classed, as a document says',
  request: {
    ...param,
    ...takes(
      z.strictObject({
        subordinates: z.array(subordinatesSchema).max(MOST_UNITS),
        seen: z.array(subordinatesSchema).max(MOST_UNITS),
      }),
    ),
  },
  responses: { 200: answers(done, 'Recorded'), ...problemResponses },
});

export const count = createRoute({
  method: 'post',
  path: '/campaigns/{campaign}/subordinates',
  summary: 'Count the units below in the published result of another campaign',
  request: { ...param, ...takes(z.strictObject({ from: z.string().max(80) })) },
  responses: {
    200: answers(
      z.object({
        counts: z.array(
          z.object({
            unit: z.string(),
            units: z.number(),
            reaching: z.number(),
            withoutClass: z.number(),
          }),
        ),
      }),
      'Counted, in place of earlier counts of these units',
    ),
    ...problemResponses,
  },
});

export const applicability = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/applicability',
  summary: 'Mark leaves that do not apply to units',
  description: 'Each with its reason; null: it applies. All of them are marked, or none.',
  request: {
    ...param,
    ...takes(
      z.strictObject({
        marks: z
          .array(markSchema.extend({ seen: line.nullable() }))
          .min(1)
          .max(MOST_MARKS),
      }),
    ),
  },
  responses: { 200: answers(z.object({ marked: z.number() }), 'Marked'), ...problemResponses },
});
