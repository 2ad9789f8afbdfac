/** The dashboard of a unit in a published result, and the list of those the reader may open. */
import { createRoute, z } from '@hono/zod-openapi';
import type { PublishedView } from '../../client/public/published-view.ts';
import { publishedCampaigns } from '../../db/queries/publications.ts';
import { seriesOf, seriesUpTo } from '../core/series.ts';
import { unitDashboard } from '../core/unit-dashboard.ts';
import { unitItems } from '../core/unit-items.ts';
import { answers, createRoutes, demandRight, demandSomewhere, problemResponses } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { publishedViews } from '../published.ts';
import { frozenOf, holderIn, publishedOf } from '../published-series.ts';
import { dashboardSchema, itemsSchema, namedUnit, textSchema } from './unit-dashboard-schemas.ts';

const published = {
  province: namedUnit,
  publishedAt: z.string(),
  revision: z.number(),
};

const list = createRoute({
  method: 'get',
  path: '/unit-dashboards',
  summary: 'Published results, with the units whose page the reader may open',
  responses: {
    200: answers(
      z.object({
        campaigns: z.array(
          z.object({
            id: z.string(),
            title: textSchema,
            year: z.number(),
            ...published,
            units: z.array(
              namedUnit.extend({
                index: z.string().nullable(),
                class: textSchema.nullable(),
                rank: z.number().nullable(),
              }),
            ),
          }),
        ),
      }),
      'The latest year first, units in the order of the ranking',
    ),
    ...problemResponses,
  },
});

const one = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/units/{unit}/dashboard',
  summary: 'A unit in a published result: standing, tree, years, its group, and its survey items',
  description:
    'From what was frozen with the standing publication. Items that rest on fewer than 5 answers are withheld, with what would give them away.',
  request: { params: z.object({ campaign: z.string().max(80), unit: z.string().max(40) }) },
  responses: {
    200: answers(
      dashboardSchema.extend({ ...published, items: itemsSchema }).openapi('UnitDashboard'),
      'The dashboard; exact decimals as text',
    ),
    ...problemResponses,
  },
});

type Dashboard = z.infer<(typeof one.responses)[200]['content']['application/json']['schema']>;

export function unitDashboardRoutes(parts: Parts) {
  const { db } = parts.environment;

  return createRoutes()
    .openapi(list, async (c) => {
      const { actor } = demandSomewhere(c, 'read-unit-dashboard');
      const campaigns = [];
      const holders = new Map<string, (unit: string) => boolean>();
      for (const { campaign, province } of await publishedCampaigns(db)) {
        const holds = holders.get(province) ?? (await holderIn(db, actor, 'read-unit-dashboard', province));
        holders.set(province, holds);
        const view = await publishedViews(db).find(campaign);
        const units = view?.published.result.units.filter(({ unit }) => holds(unit)) ?? [];
        if (!view || units.length === 0) continue;
        const { id, title, year } = view.published.inputs;
        const shown = units.map(({ unit, name, index, class: earned, rank }) => ({
          ...{ code: unit, name: { ...name }, index, rank },
          class: earned && { ...earned },
        }));
        campaigns.push({ id, title: { ...title }, year, ...headOf(view), units: shown });
      }
      return c.json({ campaigns }, 200);
    })
    .openapi(one, async (c) => {
      const { campaign, unit } = c.req.valid('param');
      await demandRight(c, parts, 'read-unit-dashboard', unit);
      const view = await publishedViews(db).find(campaign);
      if (!view) throw new Problem('not-found');
      const all = frozenOf(await publishedOf(db, view.published.inputs.province));
      const series = seriesOf(all).find((chain) => chain.some(({ inputs }) => inputs.id === campaign)) ?? [];
      const dashboard = unitDashboard(view.published, unit, series);
      if (!dashboard) throw new Problem('not-found');
      const items = unitItems(view.published, unit, seriesUpTo(all, campaign).slice(0, -1));
      return c.json(structuredClone({ ...dashboard, ...headOf(view), items }) as Dashboard, 200);
    });
}

function headOf({ published: { inputs }, province, publishedAt, revision }: PublishedView) {
  return { province: { code: inputs.province, name: { ...province } }, publishedAt, revision };
}

export type UnitDashboardRoutes = ReturnType<typeof unitDashboardRoutes>;
