/** Shapes of two years beside each other, as `server/core/years.ts` computes them. Numbers are decimal text, unrounded. */
import { z } from '@hono/zod-openapi';
import type { YearsView } from '../years-view.ts';
import { comparedSchema, namedUnit, rulesSchema, textSchema, unitChange } from './unit-dashboard-schemas.ts';

const decimal = z.string().nullable();
const change = z.object({ earlier: decimal, later: decimal, change: decimal });
const kind = z.enum(['group', 'appraisal', 'perception', 'satisfaction']);

const split = z
  .object({
    likeForLike: change,
    scaleEffect: z.string(),
    ceiling: z.string().openapi({ description: 'What a ceiling of the index cut; "0" but where it did' }),
    adjustments: z.string().openapi({ description: 'Of like for like, the part of bonus less deduction' }),
    criteria: z.number(),
  })
  .nullable()
  .openapi({ description: 'index.change = likeForLike.change + scaleEffect + ceiling' });
const noSplit = z.enum(['no-index', 'no-maxima', 'no-shared-criterion']).nullable();

const { areas, ...unitFigures } = unitChange;
const { unit: _unit, ...figures } = unitFigures;

const unitYear = namedUnit.extend({
  ...figures,
  ...{ split, noSplit },
  basis: z.enum(['same', 'computed', 'none']).openapi({
    description: '`computed`: the earlier index is a mean of the predecessors, awarded by nobody',
  }),
  from: z.array(z.object({ unit: z.string(), share: z.string(), index: z.string(), name: textSchema })),
  why: z
    .object({
      code: z.enum([
        'no-mapping',
        'predecessor-not-rated',
        'predecessor-without-index',
        'other-level',
        'unknown-level',
      ]),
      unit: z.string(),
      name: textSchema,
    })
    .nullable(),
});

const yearHead = z.object({
  campaign: z.string(),
  title: textSchema,
  year: z.number(),
  publishedAt: z.string(),
  revision: z.number(),
});

const yearFigure = z
  .object({
    state: z.enum(['scored', 'blank', 'not-assessed', 'incomplete']),
    points: decimal,
    max: decimal,
  })
  .nullable();

const detail = z.object({
  ...unitFigures,
  ...{ areas, split, noSplit },
  parts: z.object({
    appraised: change,
    survey: change,
    bonus: change,
    deduction: change,
    points: change,
  }),
  criteria: z.array(
    z.object({
      earlierCode: decimal,
      laterCode: decimal,
      name: textSchema,
      kind,
      earlier: yearFigure,
      later: yearFigure,
      contribution: decimal,
      missing: z
        .enum([
          'not-in-earlier',
          'not-in-later',
          'not-assessed-earlier',
          'not-assessed-later',
          'not-assessed',
          'blank',
        ])
        .nullable(),
    }),
  ),
});

export const yearsSchema = z.object({
  province: namedUnit,
  earlier: yearHead,
  later: yearHead,
  classes: z.array(textSchema),
  changed: rulesSchema,
  units: z.array(unitYear),
  gone: z.array(namedUnit.extend({ index: decimal, became: z.array(namedUnit) })),
  means: z.array(
    z.object({
      of: z.enum(['all', 'common', 'group', 'groups']),
      group: z.string().nullable(),
      value: change,
      units: z.object({ earlier: z.number(), later: z.number() }),
    }),
  ),
  areas: comparedSchema,
  risers: z.array(z.string()),
  fallers: z.array(z.string()),
  level: z.array(z.string()),
  detail: detail.nullable(),
}) satisfies z.ZodType<YearsView>;
