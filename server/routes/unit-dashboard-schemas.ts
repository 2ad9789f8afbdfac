/** Shapes of the unit page and of comparisons, as `server/core/` computes them. Numbers are decimal text, unrounded. */
import { z } from '@hono/zod-openapi';
import type { SideBySide, TwoYears } from '../core/side-by-side.ts';
import type { UnitDashboard } from '../core/unit-dashboard.ts';
import { type FormItems, NO_ITEM_CHANGES } from '../core/unit-items.ts';

export const textSchema = z.object({ vi: z.string(), en: z.string().optional() });
const decimal = z.string().nullable();
const kind = z.enum(['group', 'appraisal', 'perception', 'satisfaction']);
const change = { earlier: decimal, later: decimal, change: decimal };
export const namedUnit = z.object({ code: z.string(), name: textSchema });

export const rulesSchema = z.object({
  framework: z.boolean(),
  settings: z.array(z.enum(['max', 'leafRounding', 'bandsOn', 'bands', 'bonusCap', 'deductionCap'])),
  policies: z.array(
    z.enum([
      'adjustments',
      'notApplicable',
      'ranking',
      'ties',
      'openAnswers',
      'flaggedAnswers',
      'minimumResponses',
      'unbalancedUnits',
      'indexCeiling',
      'classCap',
    ]),
  ),
});

const standing = {
  index: decimal,
  class: textSchema.nullable(),
  uncappedClass: textSchema.nullable(),
  rank: z.number().nullable(),
  of: z.number().openapi({ description: 'Units ranked in the same list' }),
  unranked: z.literal('unbalanced').nullable(),
  points: decimal,
  scale: decimal,
};

export const nextSchema = z.object({
  bandsOn: z.enum(['index', 'points']),
  earned: textSchema.nullable(),
  better: z
    .array(
      z.object({
        name: textSchema,
        from: z.string(),
        points: z.string().openapi({ description: 'Points to gain: (threshold − index) × scale ÷ 100' }),
        gap: z.string(),
        fewest: z.number().nullable().openapi({ description: 'The fewest criteria that could yield it' }),
        held: z.boolean().openapi({ description: 'The units below hold the unit under this class' }),
      }),
    )
    .openapi({ description: 'The classes above, the nearest first' }),
  recoverable: z.array(
    z.object({
      criterion: z.string().nullable(),
      name: textSchema.nullable(),
      kind: z.enum(['appraisal', 'perception', 'satisfaction', 'deduction']),
      points: z.string(),
    }),
  ),
  blank: z.array(z.string()),
  heldDown: z
    .object({
      heldAt: textSchema,
      reached: textSchema,
      units: z.number(),
      reaching: z.number(),
      missing: z.number(),
    })
    .nullable(),
});

export const unitChange = {
  unit: z.string(),
  index: z.object(change),
  class: z.object({ earlier: textSchema.nullable(), later: textSchema.nullable() }),
  rank: z.object({
    earlier: z.number().nullable(),
    later: z.number().nullable(),
    change: z
      .number()
      .nullable()
      .openapi({ description: 'Places gained; null where other lists are ranked' }),
  }),
  scale: z.object({ earlier: decimal, later: decimal }),
  areas: z.array(
    z.object({
      earlierCode: z.string(),
      laterCode: z.string(),
      name: textSchema,
      otherMax: z.boolean(),
      ...change,
    }),
  ),
};

const beside = {
  own: decimal,
  mean: decimal,
  median: decimal,
  best: decimal,
  bestUnits: z.array(z.string()),
  units: z.number(),
};

const figure = { answers: z.number().nullable(), value: decimal, withheld: z.boolean() };

export const itemsSchema = z.array(
  z.object({
    form: z.string(),
    title: textSchema,
    surveys: z.array(z.string()),
    responses: z.number(),
    items: z.array(
      z.object({
        key: z.string(),
        section: textSchema,
        text: textSchema,
        measure: z.enum(['satisfied', 'paid']),
        ...figure,
        before: z.object({ ...figure, year: z.number(), reworded: z.boolean() }).nullable(),
        change: decimal,
      }),
    ),
    noChange: z
      .enum(NO_ITEM_CHANGES)
      .nullable()
      .openapi({ description: 'Why no item has a change; null: one has' }),
  }),
) satisfies z.ZodType<readonly FormItems[]>;

export const dashboardSchema = z.object({
  campaign: z.object({ id: z.string(), title: textSchema, year: z.number() }),
  unit: namedUnit,
  bands: z.array(z.object({ name: textSchema, from: z.string() })),
  policies: z.object({
    adjustments: z.enum(['inside-the-points', 'after-scaling']),
    notApplicable: z.enum(['flat', 'level-by-level']),
    ranking: z.enum(['all', 'groups', 'class-first']),
  }),
  standing: z.object(standing),
  parts: z.object({ appraised: decimal, survey: decimal, bonus: z.string(), deduction: z.string() }),
  next: nextSchema,
  tree: z.array(
    z.object({
      code: z.string(),
      parent: z.string().nullable(),
      depth: z.number(),
      name: textSchema,
      kind,
      state: z.enum(['scored', 'blank', 'not-assessed', 'incomplete']),
      points: decimal,
      max: decimal,
      lost: decimal,
      share: decimal,
      responses: z.number().nullable(),
      feed: z.object({ form: z.string(), questions: z.array(z.string()) }).nullable(),
    }),
  ),
  years: z.array(
    z.object({
      campaign: z.string(),
      title: textSchema,
      year: z.number(),
      ...standing,
      mean: decimal,
      changed: rulesSchema.nullable(),
    }),
  ),
  change: z.object(unitChange).nullable(),
  beside: z.object({
    group: z.string().nullable(),
    index: z.object(beside),
    areas: z.array(z.object({ code: z.string(), name: textSchema, ...beside })),
  }),
  names: z.record(z.string(), textSchema),
}) satisfies z.ZodType<UnitDashboard>;

const sideFigure = z.object({ points: decimal, max: decimal, share: decimal, units: z.number() });

export const comparedSchema = z.array(
  z.object({
    leftCode: z.string(),
    rightCode: z.string(),
    name: textSchema,
    kind,
    left: sideFigure,
    right: sideFigure,
    difference: decimal,
    worth: decimal,
    otherMax: z.boolean(),
  }),
);

export const sideBySideSchema = z.object({
  index: z.object({ left: decimal, right: decimal, difference: decimal }),
  units: z.object({ left: z.number(), right: z.number() }),
  areas: comparedSchema,
  criteria: comparedSchema,
}) satisfies z.ZodType<SideBySide>;

export const twoYearsSchema = z.object({
  changed: rulesSchema,
  newUnits: z.array(namedUnit),
  goneUnits: z.array(namedUnit),
  changes: z.array(namedUnit.extend(unitChange)),
}) satisfies z.ZodType<TwoYears>;
