/** The shapes of the page of a province: `server/province-overview.ts` as the API declares it. */
import { z } from '@hono/zod-openapi';
import { STAGES } from '../core/assessment.ts';
import { textSchema } from '../seen-survey.ts';

const decimal = z.string().nullable().openapi({ description: 'Exact decimal as text', example: '84.68919' });
const day = z.string().openapi({ example: '2026-11-20' });
const named = z.object({ code: z.string(), name: textSchema });

export const lineSchema = z.object({
  id: z.string(),
  title: textSchema,
  year: z.number(),
  province: named,
  published: z
    .object({ revision: z.number(), at: z.string() })
    .nullable()
    .openapi({ description: 'The revision that stands; null: nothing is published' }),
  sample: z.boolean(),
});

const cellSchema = z.object({
  area: z.string(),
  state: z.enum(['scored', 'blank', 'not-assessed', 'incomplete']),
  points: decimal,
  max: decimal,
  share: decimal.openapi({ description: 'Percent of the maximum that applies to the unit' }),
  lost: decimal,
});

const unitSchema = z.object({
  unit: z.string(),
  name: textSchema,
  group: z.string().nullable(),
  rank: z.number().nullable(),
  unranked: z.enum(['unbalanced']).optional(),
  index: decimal,
  points: decimal,
  scale: decimal,
  class: textSchema.nullable(),
  uncappedClass: textSchema.optional(),
  areas: z.array(cellSchema),
  costliest: z.string().nullable().openapi({ description: 'The area that cost the unit most points' }),
});

export const resultSchema = z.object({
  bands: z.array(z.object({ name: textSchema, from: z.string() })),
  bandsOn: z.enum(['index', 'points']),
  ranking: z.enum(['all', 'groups', 'class-first']),
  units: z.array(unitSchema),
  areas: z.array(
    z.object({
      code: z.string(),
      name: textSchema,
      units: z.number(),
      lost: decimal,
      share: decimal.openapi({ description: 'Percent: points of all units of their maxima, added up' }),
      lowest: z.string().nullable(),
    }),
  ),
  classes: z.array(z.object({ name: textSchema, units: z.number() })),
  mean: z
    .object({ index: decimal, units: z.number() })
    .openapi({ description: 'Mean of the index of all units that have one' }),
  groups: z.array(z.object({ group: z.string().nullable(), units: z.number(), mean: decimal })),
  highest: z.array(z.string()),
  lowest: z.array(z.string()),
  costliest: z.string().nullable().openapi({ description: 'The area that costs all units most points' }),
  spread: z.array(z.object({ from: z.number(), to: z.number(), units: z.number() })),
});

const earlierSchema = z.object({ id: z.string(), year: z.number(), title: textSchema });

/** Either what changed, or why that cannot be said. */
export const changeSchema = z.object({
  earlier: earlierSchema,
  reason: z
    .enum(['same-campaign', 'other-province', 'same-year', 'no-common-unit', 'other-kind'])
    .optional()
    .openapi({ description: 'Why the two cannot be compared; then nothing else is there' }),
  changed: z
    .object({ framework: z.boolean(), settings: z.array(z.string()), policies: z.array(z.string()) })
    .optional(),
  newUnits: z.array(named).optional(),
  goneUnits: z.array(named).optional(),
  mean: z.object({ change: decimal, units: z.number() }).optional(),
  units: z
    .array(
      z.object({
        unit: z.string(),
        index: decimal,
        rank: z.number().nullable().openapi({ description: 'Places gained' }),
        earlierClass: textSchema.nullable(),
      }),
    )
    .optional(),
  areas: z.array(z.object({ area: z.string(), change: decimal })).optional(),
  fellMost: z.string().nullable().optional(),
});

const partSchema = z.object({ count: z.number(), of: z.number() });
const gatedSchema = z.object({
  count: z.number().nullable(),
  of: z.number().nullable(),
  withheld: z.boolean(),
});
const channel = z.enum(['web', 'kiosk', 'paper']);

export const arrivalsSchema = z.object({
  id: z.string(),
  received: z.number(),
  today: z.number(),
  channels: z.array(z.object({ channel, responses: z.number(), target: z.number().nullable() })),
});

export const standingSchema = arrivalsSchema.extend({
  title: textSchema,
  state: z.enum(['before', 'open', 'accepting', 'over']),
  opensOn: day,
  closesOn: day,
  acceptsUntil: day,
  units: z.number(),
  signals: z.object({
    flagged: gatedSchema,
    blank: gatedSchema,
    open: partSchema,
    late: z.number(),
    parted: partSchema.nullable(),
    kiosks: partSchema,
    conflicts: z.number(),
    missing: partSchema,
  }),
});

export const dueSchema = z.object({
  kind: z.enum([
    'stage',
    'survey-opens',
    'survey-closes',
    'survey-accepts',
    'batches-out',
    'batches-open',
    'publication-proposed',
    'score-changes',
  ]),
  day: day.nullable(),
  daysLeft: z.number().nullable(),
  count: z.number(),
  since: day.nullable(),
  stage: z.enum(STAGES).nullable(),
  survey: z.object({ id: z.string(), title: textSchema }).nullable(),
});
