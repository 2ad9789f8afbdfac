/** A unit of a published result with other points at some of its leaves: computed, told, and not stored. */
import { createRoute, z } from '@hono/zod-openapi';
import { type TrialFault, type WhatIf, whatIf } from '../core/what-if.ts';
import { answers, createRoutes, demandRight, problemResponses, takes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { publishedViews } from '../published.ts';
import { nextSchema, textSchema } from './unit-dashboard-schemas.ts';

const decimal = z.string().nullable();
const figures = z.object({
  points: decimal,
  scale: decimal,
  index: decimal,
  class: textSchema.nullable(),
  uncappedClass: textSchema.nullable(),
  rank: z.number().nullable(),
});

const whatIfSchema = z.object({
  before: figures,
  after: figures,
  gained: decimal,
  of: z.number().openapi({ description: 'Units ranked in the same list' }),
  next: nextSchema,
}) satisfies z.ZodType<WhatIf>;

/** More leaves than any framework has. */
const MOST_TRIALS = 1_000;

const tryOut = createRoute({
  method: 'post',
  path: '/results/{campaign}/units/{unit}/what-if',
  summary:
    'What a unit would have with other points at some leaves: points, index, class, and rank among the others',
  description:
    'The standing publication is computed once more for this unit; the others stay as they were frozen. Nothing is stored.',
  request: {
    params: z.object({ campaign: z.string().max(80), unit: z.string().max(40) }),
    ...takes(
      z.strictObject({
        trials: z
          .array(
            z.strictObject({
              criterion: z
                .string()
                .max(80)
                .openapi({ description: 'Code of a leaf that applies to the unit' }),
              points: z.string().max(80).openapi({ description: 'Decimal text, 0 up to its maximum' }),
            }),
          )
          .max(MOST_TRIALS),
      }),
    ),
  },
  responses: {
    200: answers(whatIfSchema.openapi('WhatIf'), 'Before and after; exact decimals as text'),
    ...problemResponses,
  },
});

type Answer = z.infer<typeof whatIfSchema>;

export function whatIfRoutes(parts: Parts) {
  const { db } = parts.environment;
  return createRoutes().openapi(tryOut, async (c) => {
    const { campaign, unit } = c.req.valid('param');
    await demandRight(c, parts, 'read-unit-dashboard', unit);
    const view = await publishedViews(db).find(campaign);
    const found = view && whatIf(view.published, unit, c.req.valid('json').trials);
    if (!found) throw new Problem('not-found');
    if (!found.ok) throw refused(found.faults);
    const { ok: _, ...told } = found;
    return c.json(structuredClone(told) as Answer, 200);
  });
}

const refused = (faults: readonly TrialFault[]) =>
  new Problem(
    'trial-invalid',
    faults.map(({ at, field, code, criterion, max }) => ({
      field: `trials[${at}].${field}`,
      code,
      values: { criterion: { text: criterion }, ...(max && { max: { decimal: max } }) },
    })),
  );

export type WhatIfRoutes = ReturnType<typeof whatIfRoutes>;
