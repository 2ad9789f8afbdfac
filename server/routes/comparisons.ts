/** Published results held against each other: two years, two units, two groups. */
import { createRoute, z } from '@hono/zod-openapi';
import type { PublishedView } from '../../client/public/published-view.ts';
import { publishedCampaigns } from '../../db/queries/publications.ts';
import { listUnits } from '../../db/queries/units.ts';
import { previousOf } from '../core/series.ts';
import { compareGroups, compareUnits, compareYears, groupsOf, type UnitGroup } from '../core/side-by-side.ts';
import {
  type AppContext,
  answers,
  createRoutes,
  demandRight,
  demandSomewhere,
  problemResponses,
  signedInOf,
} from '../http.ts';
import { notComparable } from '../not-comparable.ts';
import type { Parts } from '../parts.ts';
import { publishedViews } from '../published.ts';
import { frozenOf, heldProvinces, publishedOf } from '../published-series.ts';
import { unknownFilter } from '../unknown-filter.ts';
import { namedUnit, sideBySideSchema, textSchema, twoYearsSchema } from './unit-dashboard-schemas.ts';

const KINDS = ['years', 'units', 'groups'] as const;

const groupSchema = z.object({
  key: z.string(),
  by: z.enum(['ranking', 'kind', 'class']),
  value: z.string(),
  name: textSchema.nullable(),
  units: z.array(z.string()),
});

const choices = createRoute({
  method: 'get',
  path: '/comparisons/choices',
  summary: 'What may be compared: published results, their units, and the groups these fall into',
  responses: {
    200: answers(
      z.object({
        campaigns: z.array(
          z.object({
            id: z.string(),
            title: textSchema,
            year: z.number(),
            province: namedUnit,
            previous: z.string().nullable().openapi({ description: 'The campaign it follows in its series' }),
            units: z.array(namedUnit),
            groups: z.array(groupSchema),
          }),
        ),
      }),
      'Of the provinces of the reader, the latest year first',
    ),
    ...problemResponses,
  },
});

const code = z.string().max(80);

const sideSchema = z.object({
  key: z.string(),
  campaign: z.string(),
  year: z.number(),
  revision: z.number(),
  publishedAt: z.string(),
});

const compare = createRoute({
  method: 'get',
  path: '/comparisons',
  summary: 'Two years, two units or two groups side by side, the biggest difference first',
  description:
    '`years`: `left` and `right` are campaigns, and `unit` may narrow to one unit of both; the earlier year stands left. `units` and `groups`: `left` and `right` are units or groups of `campaign`. What cannot be compared is answered with 409 `not-comparable` and the reason.',
  request: {
    query: z.object({
      kind: z.string().openapi({ enum: [...KINDS] }),
      campaign: code.optional(),
      left: code,
      right: code,
      unit: code.optional(),
    }),
  },
  responses: {
    200: answers(
      sideBySideSchema
        .extend({
          kind: z.enum(KINDS),
          left: sideSchema,
          right: sideSchema,
          years: twoYearsSchema
            .nullable()
            .openapi({ description: 'What two years say beside that; else null' }),
        })
        .openapi('SideBySide'),
      'Means of each side over the units that have a value; exact decimals as text',
    ),
    ...problemResponses,
  },
});

type Answer = z.infer<(typeof compare.responses)[200]['content']['application/json']['schema']>;
type Query = z.infer<typeof compare.request.query>;

export function comparisonRoutes(parts: Parts) {
  const { db } = parts.environment;

  /** @throws Problem `unknown-filter` with what may stand there, `forbidden` in a province of others */
  async function campaignOf(
    c: AppContext,
    field: keyof Query,
    id: string | undefined,
  ): Promise<PublishedView> {
    const view = id === undefined ? null : await publishedViews(db).find(id);
    if (!view) throw unknownFilter(field, id, await readable(c));
    await demandRight(c, parts, 'compare-results', view.published.inputs.province);
    return view;
  }

  async function readable(c: AppContext): Promise<string[]> {
    const held = await heldProvinces(db, signedInOf(c).actor, 'compare-results');
    return (await publishedCampaigns(db)).flatMap(({ campaign, province }) =>
      held.includes(province) ? [campaign] : [],
    );
  }

  /** Kind of every unit of a province. */
  async function kindsIn(province: string): Promise<Map<string, string>> {
    return new Map((await listUnits(db, province)).map(({ code: of, kind }) => [of, kind]));
  }

  const ways = {
    years: async (c: AppContext, { left, right, unit }: Query) => {
      const views = [await campaignOf(c, 'left', left), await campaignOf(c, 'right', right)];
      const [earlier, later] = views.sort((a, b) => a.published.inputs.year - b.published.inputs.year);
      if (!earlier || !later) throw new Error('two campaigns make two views');
      if (unit !== undefined)
        for (const view of [earlier, later]) known('unit', unit, view.published.inputs.units.map(codeOf));
      const { inputs: before } = earlier.published;
      const { inputs: after } = later.published;
      const outcome = compareYears(earlier.published, later.published, unit ?? null);
      if (!outcome.ok) throw notComparable('right', outcome.reason, [before.title, after.title], c.var.lang);
      const { changed, newUnits, goneUnits, changes } = outcome;
      return {
        outcome,
        sides: [sideIn(earlier, before.id), sideIn(later, after.id)],
        years: { changed, newUnits, goneUnits, changes },
      };
    },
    units: async (c: AppContext, { campaign, left, right }: Query) => {
      const view = await campaignOf(c, 'campaign', campaign);
      const { published } = view;
      const codes = published.inputs.units.map(codeOf);
      known('left', left, codes);
      known('right', right, codes);
      const outcome = compareUnits(published, left, right);
      const nameOf = (of: string) =>
        published.inputs.units.find((one) => one.code === of)?.name ?? { vi: of };
      if (!outcome.ok)
        throw notComparable('right', outcome.reason, [nameOf(left), nameOf(right)], c.var.lang);
      return { outcome, sides: [sideIn(view, left), sideIn(view, right)], years: null };
    },
    groups: async (c: AppContext, { campaign, left, right }: Query) => {
      const view = await campaignOf(c, 'campaign', campaign);
      const all = groupsOf(view.published, await kindsIn(view.published.inputs.province));
      const [one, other] = [groupOf('left', left, all), groupOf('right', right, all)];
      const outcome = compareGroups(view.published, one, other);
      const names = [one, other].map(({ name, value }) => name ?? { vi: value });
      if (!outcome.ok) throw notComparable('right', outcome.reason, names, c.var.lang);
      return { outcome, sides: [sideIn(view, left), sideIn(view, right)], years: null };
    },
  };

  return createRoutes()
    .openapi(choices, async (c) => {
      const { actor } = demandSomewhere(c, 'compare-results');
      const held = await heldProvinces(db, actor, 'compare-results');
      const views = (await Promise.all(held.map((province) => publishedOf(db, province)))).flat();
      const published = frozenOf(views);
      const kinds = new Map<string, ReadonlyMap<string, string>>();
      for (const province of held) kinds.set(province, await kindsIn(province));
      const campaigns = [];
      for (const view of views.sort((a, b) => b.published.inputs.year - a.published.inputs.year)) {
        const { id, title, year, units, province } = view.published.inputs;
        campaigns.push({
          ...{ id, title: { ...title }, year },
          previous: previousOf(published, id)?.inputs.id ?? null,
          province: { code: province, name: { ...view.province } },
          units: units.map((unit) => ({ code: unit.code, name: { ...unit.name } })),
          groups: structuredClone(groupsOf(view.published, kinds.get(province) ?? new Map())) as z.infer<
            typeof groupSchema
          >[],
        });
      }
      return c.json({ campaigns }, 200);
    })
    .openapi(compare, async (c) => {
      demandSomewhere(c, 'compare-results');
      const query = c.req.valid('query');
      const kind = KINDS.find((one) => one === query.kind);
      if (!kind) throw unknownFilter('kind', query.kind, KINDS);
      const { outcome, sides, years } = await ways[kind](c, query);
      const [left, right] = sides;
      const { index, units, areas, criteria } = outcome;
      return c.json(
        structuredClone({ kind, left, right, index, units, areas, criteria, years }) as Answer,
        200,
      );
    });
}

const codeOf = ({ code: of }: { readonly code: string }) => of;

/** One side: which year or unit or group, and of which publication. */
function sideIn({ published: { inputs }, revision, publishedAt }: PublishedView, key: string) {
  return { key, campaign: inputs.id, year: inputs.year, revision, publishedAt };
}

/** @throws Problem `unknown-filter` */
function known(field: keyof Query, value: string, values: readonly string[]): void {
  if (!values.includes(value)) throw unknownFilter(field, value, values);
}

function groupOf(field: keyof Query, key: string, groups: readonly UnitGroup[]): UnitGroup {
  const found = groups.find((one) => one.key === key);
  if (found) return found;
  throw unknownFilter(
    field,
    key,
    groups.map((one) => one.key),
  );
}

export type ComparisonRoutes = ReturnType<typeof comparisonRoutes>;
