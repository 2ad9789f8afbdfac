/** Shapes of the assessment routes. */
import { z } from '@hono/zod-openapi';
import { STAGES } from '../core/assessment.ts';
import type { Rule } from '../core/rule.ts';

export const textSchema = z.object({ vi: z.string(), en: z.string().optional() });
export const stageSchema = z.enum(STAGES);
const stateSchema = z.enum(['open', 'submitted', 'explaining', 'explained', 'appraised', 'final']);
const scoreState = z.enum(['blank', 'scored', 'not-assessed']);

export const campaignParam = z.object({ campaign: z.string().max(80) });
export const unitParam = campaignParam.extend({ unit: z.string().max(40) });
export const leafParam = unitParam.extend({ criterion: z.string().max(40) });

const MOST_INPUTS = 30;

/** A score as somebody types it; numbers are decimal text in machine notation. */
export const entryBody = z.strictObject({
  state: scoreState,
  points: z.string().max(60).nullable(),
  inputs: z
    .strictObject({
      values: z
        .record(z.string().max(80), z.string().max(60))
        .refine((values) => Object.keys(values).length <= MOST_INPUTS, 'too many inputs'),
      noCase: z.literal(true).optional(),
    })
    .nullable(),
  note: z.string().max(4000).nullable(),
  source: z.string().max(1000).nullable(),
});

const partSchema = z.union([
  z.object({ number: z.string() }),
  z.object({ percent: z.string() }),
  z.object({ sign: z.enum(['×', '÷', '+', '−', '=', '≈', '<', '>', '≤', '≥', '(', ')', '→']) }),
  z.object({ word: z.enum(['no-case', 'at-most']) }),
]);

export const arithmeticSchema = z.array(partSchema).nullable();

const entryShape = {
  state: scoreState,
  points: z.string().nullable(),
  inputs: z
    .object({ values: z.record(z.string(), z.string()), noCase: z.literal(true).optional() })
    .nullable(),
  note: z.string().nullable(),
  source: z.string().nullable(),
};

const stageEntry = z.object({
  stage: stageSchema,
  ...entryShape,
  arithmetic: arithmeticSchema,
  by: z.string(),
  at: z.string(),
  revision: z.number(),
});

const totalRow = z.object({
  code: z.string(),
  points: z.string(),
  of: z.string().nullable(),
  done: z.number(),
  leaves: z.number(),
});
const totalsSchema = z.object({ self: z.array(totalRow), appraised: z.array(totalRow) });
const missingSchema = z.array(
  z.object({ criterion: z.string(), why: z.enum(['blank', 'reason', 'evidence']) }),
);
export const dayRow = z.object({ stage: stageSchema, day: z.string() });
const deadlineSchema = z
  .object({ stage: stageSchema, day: z.string(), daysLeft: z.number(), closed: z.boolean() })
  .nullable();
const decisionSchema = z.object({ number: z.string(), day: z.string() }).nullable();
const campaignSchema = z.object({ id: z.string(), title: textSchema, year: z.number() });

const criterionSchema = z.object({
  code: z.string(),
  parent: z.string().nullable(),
  name: textSchema,
  kind: z.enum(['group', 'appraisal', 'perception', 'satisfaction']),
  max: z.string().nullable(),
  rule: z.custom<Rule | null>().openapi({ type: 'object', description: 'As the framework declares it' }),
  inputs: z.array(z.string()),
  computed: z.boolean(),
  selfScored: z.boolean(),
  appraised: z.boolean(),
  needsSource: z.boolean(),
  evidence: textSchema.nullable(),
  agency: textSchema.nullable(),
});

const share = z.object({ responses: z.number(), answers: z.number(), value: z.string().nullable() });

const leafSchema = z.object({
  code: z.string(),
  excluded: z.string().nullable(),
  evidence: z.object({ self: z.number(), explanation: z.number() }),
  changed: z.boolean(),
  explained: z.boolean(),
  standing: z.object({ stage: stageSchema, state: scoreState, points: z.string().nullable() }).nullable(),
  counted: z
    .object({
      state: scoreState,
      points: z.string().nullable(),
      pendingUntil: z.string().nullable(),
      basis: share.extend({ byGroup: z.array(share.extend({ group: z.string() })) }).nullable(),
    })
    .nullable(),
  stages: z.array(stageEntry),
});

export const assessmentSchema = z
  .object({
    campaign: campaignSchema,
    unit: z.object({ code: z.string(), name: textSchema }),
    state: stateSchema,
    stage: stageSchema.nullable(),
    writes: stageSchema.nullable(),
    appraises: z.array(z.string()),
    office: z.boolean(),
    mayExtend: z.boolean(),
    mayDecide: z.boolean(),
    submitted: z.object({ at: z.string(), by: z.string() }).nullable(),
    decision: decisionSchema,
    deadline: deadlineSchema,
    extendedUntil: z.string().nullable(),
    deadlines: z.array(dayRow),
    today: z.string(),
    criteria: z.array(criterionSchema),
    leaves: z.array(leafSchema),
    totals: totalsSchema,
    missing: missingSchema,
    skipsExplanation: z.boolean(),
    missingElsewhere: z.number(),
  })
  .openapi('Assessment');

export const savedSchema = z
  .object({
    entry: stageEntry,
    /** Totals of the groups above the leaf, and of the whole under ''. */
    totals: totalsSchema,
    missing: missingSchema,
  })
  .openapi('SavedScore');

export const trailSchema = z.array(
  z.object({
    stage: stageSchema,
    ...entryShape,
    arithmetic: arithmeticSchema,
    by: z.string(),
    confirmedBy: z.string().nullable(),
    at: z.string(),
  }),
);

export const listSchema = z
  .object({
    campaign: campaignSchema,
    areas: z.array(z.object({ code: z.string(), name: textSchema })),
    /** Criteria whose points people give. */
    appraised: z.array(z.object({ code: z.string(), name: textSchema, max: z.string().nullable() })),
    deadlines: z.array(dayRow),
    today: z.string(),
    units: z.array(
      z.object({
        unit: z.string(),
        name: textSchema,
        state: stateSchema,
        stage: stageSchema.nullable(),
        submittedAt: z.string().nullable(),
        extendedUntil: z.string().nullable(),
        decision: decisionSchema,
        deadline: deadlineSchema,
        progress: z.array(z.object({ area: z.string(), done: z.number(), leaves: z.number() })).nullable(),
        points: z.object({ self: z.string().nullable(), appraised: z.string().nullable() }).nullable(),
      }),
    ),
    mayManage: z.boolean(),
  })
  .openapi('AssessmentList');

export const campaignsSchema = z.array(
  z.object({
    ...campaignSchema.shape,
    /** The units the reader may see. */
    units: z.number(),
    /** The only one of them; null where there are several. */
    only: z.string().nullable(),
  }),
);

const ofUnit = z.array(
  z.object({
    kind: z.enum(['bonus', 'deduction']),
    points: z.string(),
    reason: z.string(),
    document: z.string(),
  }),
);

export const changeSchema = z.object({
  id: z.string(),
  unit: z.object({ code: z.string(), name: textSchema }),
  score: z
    .object({ criterion: z.string(), before: z.object(entryShape), after: z.object(entryShape) })
    .nullable()
    .openapi({ description: 'Null where the points given to the unit change' }),
  adjustments: z
    .object({ before: ofUnit, after: ofUnit })
    .nullable()
    .openapi({ description: 'Points given to the unit and taken from it, before and after' }),
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: z.string(),
  mine: z.boolean(),
  outcome: z.enum(['confirmed', 'refused', 'withdrawn']).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
});
