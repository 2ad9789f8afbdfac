/** Two published years of a province: every unit against itself, who rose and who fell, and one unit with its criteria. */
import { createRoute, z } from '@hono/zod-openapi';
import type { PublishedView } from '../../client/public/published-view.ts';
import { askedResult } from '../asked-result.ts';
import {
  type AppContext,
  answers,
  createRoutes,
  demandRight,
  demandSomewhere,
  problemResponses,
} from '../http.ts';
import { notComparable } from '../not-comparable.ts';
import type { Parts } from '../parts.ts';
import { unknownFilter } from '../unknown-filter.ts';
import { yearsView } from '../years-view.ts';
import { yearsSchema } from './years-schemas.ts';

const id = (description: string) => z.string().max(80).openapi({ description });

const compare = createRoute({
  method: 'get',
  path: '/years',
  summary:
    'Two published years beside each other: like for like, the effect of the scale, risers and fallers',
  description:
    'The change of an index is like for like (criteria assessed in both years, by the maxima of the later one) + the effect of the changed scale + what a ceiling of the index cut. A unit that merged or split is held against the share-weighted mean of its predecessors, `basis: computed`; where the mapping does not lead to one, `why` says so. What cannot be compared at all is answered with 409 `not-comparable`.',
  request: {
    query: z.strictObject({
      earlier: id('Id of a published campaign; the earlier of both stands first, however asked'),
      later: id('Id of another one of the same province'),
      unit: z
        .string()
        .max(40)
        .optional()
        .openapi({ description: 'A unit of the later one, whose criteria are told' }),
    }),
  },
  responses: {
    200: answers(
      yearsSchema.openapi('Years'),
      'Units in the order of the later ranking; exact decimals as text',
    ),
    ...problemResponses,
  },
});

type Answer = z.infer<typeof yearsSchema>;

export function yearRoutes(parts: Parts) {
  const { db } = parts.environment;

  /** @throws Problem `unknown-filter` with what may stand there, `forbidden` in a province of others */
  async function campaignOf(c: AppContext, field: string, campaign: string): Promise<PublishedView> {
    const view = await askedResult(c, db, { operation: 'read-years', field, campaign });
    await demandRight(c, parts, 'read-years', view.published.inputs.province);
    return view;
  }

  return createRoutes().openapi(compare, async (c) => {
    demandSomewhere(c, 'read-years');
    const { earlier, later, unit } = c.req.valid('query');
    const views = [await campaignOf(c, 'earlier', earlier), await campaignOf(c, 'later', later)] as const;
    const found = await yearsView(db, views, unit ?? null);
    if (!found.ok)
      throw notComparable(
        'later',
        found.reason,
        views.map(({ published }) => published.inputs.title),
        c.var.lang,
      );
    const codes = found.units.map(({ code }) => code);
    if (unit !== undefined && !codes.includes(unit)) throw unknownFilter('unit', unit, codes);
    const { ok: _, ...view } = found;
    return c.json(structuredClone(view) as Answer, 200);
  });
}

export type YearRoutes = ReturnType<typeof yearRoutes>;
