/** Shapes of ratings of procedure handling, as `server/core/` computes them. Points are decimal text. */
import { z } from '@hono/zod-openapi';
import { isDay } from '../core/calendar.ts';
import type { RatingRules } from '../core/rating-rules.ts';
import { nextSchema } from '../paging.ts';
import { textSchema } from './unit-dashboard-schemas.ts';

const id = z.string().max(80);
export const ratingParam = z.object({ rating: id });
export const ratedUnitParam = ratingParam.extend({ unit: id });
export const indicatorParam = ratedUnitParam.extend({ indicator: z.string().regex(/^\d{1,3}$/) });

const decimal = z.string().nullable();
const count = z.number().int();

/** Checked by `core/rating-rules.ts`, so that every fault is named. */
export const rulesSchema = z
  .custom<RatingRules>((value) => typeof value === 'object' && value !== null)
  .openapi({
    type: 'object',
    description:
      'The rule table: for each indicator its source (dossiers, answers or entered) with its points, question, rule or check; the forms whose answers count; the least number of answers for an agency and an official; what makes up an official’s points; what becomes of the class where an indicator is not assessed',
  });

export const countsSchema = z
  .object({
    early: count,
    onTheDay: count,
    late: count,
    ownEarly: count,
    ownOnTheDay: count,
    ownLate: count,
    open: count,
    overdue: count,
    online: count,
    onlineOnTime: count,
  })
  .openapi('DossierCounts', {
    description:
      'Returned in the quarter: by the calendar, and (`own…`) without the days in which the clock stood still; not returned by its end: `open`, of them `overdue`',
  });

const answersSchema = z
  .record(
    z.string(),
    z.object({ answers: count, levels: z.array(z.object({ payOut: z.string(), answers: count })) }),
  )
  .nullable()
  .openapi({ description: 'By question; null: a survey still takes answers, or they may not be told' });

const indicatorSchema = z
  .object({
    indicator: z.string(),
    source: z.enum(['dossiers', 'answers', 'entered']),
    max: z.string(),
    state: z.enum(['scored', 'blank', 'waiting', 'not-assessed']),
    reason: z.enum(['no-dossiers', 'too-few-answers', 'withheld', 'declared']).optional(),
    points: decimal,
    exact: decimal,
    check: z
      .union([
        z.object({ source: z.literal('answers'), points: decimal, answers: count }),
        z.object({ source: z.literal('online-dossiers'), onTime: count, dossiers: count }),
      ])
      .optional(),
  })
  .openapi('RatedIndicator');

const officialSchema = z.object({
  official: z.string(),
  name: textSchema,
  dossiers: countsSchema,
  answers: answersSchema,
  answersShown: z.boolean(),
  indicators: z.array(indicatorSchema),
  total: decimal,
});

const agencySchema = z
  .object({
    unit: z.string(),
    name: textSchema,
    dossiers: countsSchema,
    answers: answersSchema,
    entries: z.record(
      z.string(),
      z.object({
        state: z.enum(['blank', 'scored', 'not-assessed']),
        points: decimal,
        quarters: count.optional().openapi({ description: 'Of a year: of how many quarters it is the mean' }),
      }),
    ),
    apart: z.object({ open: count.nullable(), flagged: count.nullable() }).optional().openapi({
      description:
        'Answers that the policies of the campaign count apart, without a code and flagged; null: some, too few to be told. Absent: none',
    }),
    indicators: z.array(indicatorSchema),
    total: decimal,
    scale: z.string(),
    class: textSchema.nullable(),
    unclassed: z.enum(['incomplete', 'reduced-scale']).optional(),
    rank: z.number().nullable(),
    officials: z.array(officialSchema),
  })
  .openapi('RatedAgency');

export const resultSchema = z
  .object({
    campaign: z.string(),
    year: z.number(),
    quarter: z.number().nullable().openapi({ description: 'Null: the year, made of `quarters`' }),
    quarters: z.array(z.number()),
    rules: rulesSchema,
    max: z.string(),
    units: z.array(agencySchema),
    classes: z.array(z.object({ name: textSchema, units: count })),
    mean: z.object({ total: decimal, units: count }),
    unrated: count.openapi({ description: 'Dossiers of units that are not rated' }),
  })
  .openapi('RatingResult');

const state = z.enum(['open', 'verified', 'closed']);

export const lineSchema = z
  .object({
    id: z.string(),
    quarter: z.number(),
    state,
    revision: z.number(),
    surveys: z.array(z.string()),
    verifiedBy: z.string().nullable(),
    verifiedAt: z.string().nullable(),
    closedBy: z.string().nullable(),
    closedAt: z.string().nullable(),
    hash: z.string().nullable().openapi({ description: 'SHA-256 of the closed result' }),
  })
  .openapi('RatingLine');

export const yearsSchema = z.array(
  z.object({
    campaign: z.string(),
    title: textSchema,
    year: z.number(),
    province: z.string(),
    mayCreate: z.boolean(),
    whole: z.boolean().openapi({ description: 'The reader sees all agencies' }),
    openings: z
      .array(
        z.object({
          quarter: count,
          forms: z.array(z.string()).openapi({ description: 'Forms whose answers count' }),
          rulesFrom: z
            .object({ id: z.string(), quarter: count, year: count })
            .nullable()
            .openapi({ description: 'The quarter whose rule table it takes over; null: the shipped table' }),
        }),
      )
      .openapi({ description: 'Quarters that the reader may open' }),
    surveys: z
      .array(z.object({ id: z.string(), title: textSchema, form: z.string() }))
      .openapi({ description: 'Surveys of the campaign by a form of its rating' }),
    quarters: z.array(
      lineSchema.extend({
        missing: count.openapi({ description: 'Indicators without points, of the units the reader sees' }),
        mean: decimal,
        own: decimal.openapi({ description: 'Total of the agency, for who sees one agency only' }),
      }),
    ),
  }),
);

export const missingSchema = z.object({
  unit: z.string(),
  indicator: z.string(),
  reason: z.enum([
    'no-dossiers',
    'answers-waiting',
    'no-answers',
    'answers-apart',
    'not-entered',
    'not-verified',
    'returned',
  ]),
});

export const entrySchema = z
  .object({
    unit: z.string(),
    indicator: z.string(),
    state: z.enum(['blank', 'scored', 'not-assessed']),
    points: decimal,
    inputs: z
      .object({ values: z.record(z.string(), z.string()), noCase: z.literal(true).optional() })
      .nullable(),
    note: z.string().nullable(),
    evidence: z.object({ id: z.string(), title: z.string(), fileName: z.string() }).nullable(),
    revision: z.number(),
    standing: z.enum(['blank', 'written', 'verified', 'returned']),
    writtenBy: z.string(),
    writtenAt: z.string(),
    verifiedBy: z.string().nullable(),
    verifiedAt: z.string().nullable(),
    verdictNote: z.string().nullable(),
  })
  .openapi('IndicatorEntry');

export const ratingSchema = lineSchema
  .extend({
    campaign: z.string(),
    title: textSchema,
    province: z.string(),
    year: z.number(),
    indicators: z.array(
      z.object({
        code: z.string(),
        name: textSchema,
        max: z.string().nullable(),
        inputs: z
          .array(z.string())
          .openapi({ description: 'Figures an agency enters, where its points follow from them by a rule' }),
      }),
    ),
    result: resultSchema.openapi({
      description: 'Frozen where it is closed, else as it is now; entries count once they are accepted',
    }),
    missing: z.array(missingSchema),
    running: z
      .array(z.object({ survey: z.string(), title: textSchema, until: z.string() }))
      .openapi({ description: 'Surveys that still take answers: nothing is told of them' }),
    entries: z.array(entrySchema),
    last: z.string().openapi({ description: 'Last day of the quarter' }),
    over: z.boolean(),
    outdated: z.boolean().openapi({ description: 'Verified, and changed since' }),
    whole: z.boolean().openapi({ description: 'The reader sees all agencies' }),
    mayEnter: z.array(z.string()).openapi({ description: 'Units the reader enters indicators for' }),
    mayChange: z.boolean(),
    mayVerify: z.boolean(),
    mayJudge: z.boolean(),
    mayClose: z.boolean(),
    mayFeed: z.boolean(),
  })
  .openapi('Rating');

export const rulesShownSchema = lineSchema
  .extend({
    campaign: z.string(),
    title: textSchema,
    year: z.number(),
    indicators: z.array(z.object({ code: z.string(), name: textSchema, max: decimal })),
    rules: rulesSchema,
    shipped: rulesSchema.nullable().openapi({
      description: 'The table that comes with the program; null where it suits no framework of the year',
    }),
    forms: z
      .array(
        z.object({
          id: z.string(),
          title: textSchema,
          questions: z.array(z.object({ key: z.string(), text: textSchema })),
        }),
      )
      .openapi({ description: 'Stored forms with questions whose levels pay out, and those of the table' }),
    mayChange: z
      .boolean()
      .openapi({ description: 'The reader may change the rules of quarters that are not closed' }),
  })
  .openapi('RatingRules');

export const yearSchema = z
  .object({
    campaign: z.string(),
    province: z.string(),
    title: textSchema,
    year: z.number(),
    indicators: z.array(z.object({ code: z.string(), name: textSchema })),
    quarters: z.array(lineSchema),
    whole: z.boolean().openapi({ description: 'All four quarters are closed' }),
    hash: z.string().nullable(),
    result: resultSchema.nullable(),
    mayFeed: z.boolean(),
  })
  .openapi('RatingYear');

export const entryBody = z.strictObject({
  state: z.enum(['blank', 'scored', 'not-assessed']),
  points: z.string().max(40).nullable(),
  inputs: z
    .strictObject({
      values: z.record(z.string().max(80), z.string().max(40)),
      noCase: z.literal(true).optional(),
    })
    .nullable(),
  note: z.string().max(4000).nullable(),
  evidence: z.uuid().nullable(),
});

const line = (longest: number) => z.string().trim().min(1).max(longest);

export const evidenceQuery = z.object({
  fileName: z.string().max(1000),
  title: line(300),
  number: line(100).optional(),
  issuedOn: z.string().refine(isDay, 'a day such as 2026-11-20').optional(),
  issuer: line(200).optional(),
});

export const openDossiersSchema = z.object({
  dossiers: z.array(
    z.object({
      code: z.string(),
      procedure: z.string(),
      official: z.string(),
      receivedOn: z.string(),
      dueOn: z.string(),
      overdue: z.boolean(),
    }),
  ),
  next: nextSchema,
});

export const targetsSchema = z.array(
  z.object({
    campaign: z.string(),
    title: textSchema,
    year: z.number(),
    units: z.array(z.object({ code: z.string(), name: textSchema })),
    criteria: z.array(z.object({ code: z.string(), name: textSchema })),
  }),
);
