/** Published results held against each other: two years, two units, two groups. */
import { createRoute, z } from '@hono/zod-openapi';
import type { PublishedView } from '../../client/public/published-view.ts';
import { listUnits } from '../../db/queries/units.ts';
import { askedResult, demandRated } from '../asked-result.ts';
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
import { frozenOf, holderIn, publishedOf, reachedProvinces } from '../published-series.ts';
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
            whole: z.boolean().openapi({ description: 'Whether all its units are the reader’s to compare' }),
            units: z.array(namedUnit).openapi({ description: 'Those that the reader may compare' }),
            groups: z.array(groupSchema).openapi({ description: 'None unless all units are the reader’s' }),
          }),
        ),
      }),
      'Of the provinces in which the reader has units, the latest year first',
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
    '`years`: `left` and `right` are campaigns, and `unit` may narrow to one unit of both; the earlier year stands left. `units` and `groups`: `left` and `right` are units or groups of `campaign`. A right for a part of a province compares the units of that part: `units`, and `years` with `unit`. What cannot be compared is answered with 409 `not-comparable` and the reason.',
  request: {
    query: z.strictObject({
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

  /**
   * @param units that are compared: a right for them suffices; none: what is asked for is about the whole province
   * @throws Problem `unknown-filter` with what may stand there, `forbidden`
   */
  async function resultOf(
    c: AppContext,
    field: keyof Query,
    campaign: string | undefined,
    units: readonly string[],
  ): Promise<PublishedView> {
    const view = await askedResult(c, db, { operation: 'compare-results', field, campaign });
    const { province } = view.published.inputs;
    const holds = await holderIn(db, signedInOf(c).actor, 'compare-results', province);
    if (units.length === 0 || !units.every(holds)) await demandRight(c, parts, 'compare-results', province);
    return view;
  }

  /** Kind of every unit of a province. */
  async function kindsIn(province: string): Promise<Map<string, string>> {
    return new Map((await listUnits(db, province)).map(({ code: of, kind }) => [of, kind]));
  }

  const ways = {
    years: async (c: AppContext, { left, right, unit }: Query) => {
      const own = unit === undefined ? [] : [unit];
      const views = [await resultOf(c, 'left', left, own), await resultOf(c, 'right', right, own)];
      const [earlier, later] = views.sort((a, b) => a.published.inputs.year - b.published.inputs.year);
      if (!earlier || !later) throw new Error('two campaigns make two views');
      if (unit !== undefined) demandRated('unit', unit, [earlier, later], c.var.lang);
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
      const view = await resultOf(c, 'campaign', campaign, [left, right]);
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
      const view = await resultOf(c, 'campaign', campaign, []);
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
      const reached = await reachedProvinces(db, actor, 'compare-results');
      const views = (await Promise.all(reached.map((province) => publishedOf(db, province)))).flat();
      const published = frozenOf(views);
      const kinds = new Map<string, ReadonlyMap<string, string>>();
      const holders = new Map<string, (unit: string) => boolean>();
      for (const province of reached) {
        kinds.set(province, await kindsIn(province));
        holders.set(province, await holderIn(db, actor, 'compare-results', province));
      }
      const campaigns = [];
      for (const view of views.sort((a, b) => b.published.inputs.year - a.published.inputs.year)) {
        const { id, title, year, units: all, province } = view.published.inputs;
        const units = all.filter(({ code: of }) => holders.get(province)?.(of));
        if (units.length === 0) continue;
        const whole = holders.get(province)?.(province) === true;
        const groups = whole ? groupsOf(view.published, kinds.get(province) ?? new Map()) : [];
        campaigns.push({
          ...{ id, title: { ...title }, year },
          previous: previousOf(published, id)?.inputs.id ?? null,
          province: { code: province, name: { ...view.province } },
          whole,
          units: units.map((unit) => ({ code: unit.code, name: { ...unit.name } })),
          groups: structuredClone(groups) as z.infer<typeof groupSchema>[],
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
