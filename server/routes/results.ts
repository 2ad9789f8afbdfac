/** Published results as data: what the pages show, and the frozen file that anyone can recompute. Public. */
import { createRoute, z } from '@hono/zod-openapi';
import { listPublished, listRevisions } from '../../db/queries/publications.ts';
import type { UnitResult } from '../core/campaign.ts';
import { answers, createRoutes, problemResponses } from '../http.ts';
import { linkNext, nextSchema, pageOf, pageQuery, readCursor, rising } from '../paging.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { publicView } from '../public-file.ts';
import { PublishedViews } from '../published.ts';

const textSchema = z.object({ vi: z.string(), en: z.string().optional() });
const param = z.object({ campaign: z.string().max(80) });

const revision = z.coerce
  .number()
  .int()
  .min(1)
  .optional()
  .openapi({ description: 'The standing one unless given' });

const rankedUnit = z
  .object({
    unit: z.string(),
    name: textSchema,
    group: z.string().nullable(),
    appraised: z.string().nullable(),
    survey: z.string().nullable(),
    points: z.string().nullable(),
    scale: z.string().nullable(),
    index: z.string().nullable().openapi({ description: 'Percent; null: none could be computed' }),
    class: textSchema.nullable(),
    rank: z.number().nullable(),
    unranked: z.enum(['unbalanced']).optional(),
  })
  .openapi('RankedUnit');

const list = createRoute({
  method: 'get',
  path: '/results',
  summary: 'Published campaigns, the latest year first',
  request: { query: z.strictObject(pageQuery) },
  responses: {
    200: answers(
      z.object({
        next: nextSchema,
        results: z.array(
          z.object({
            campaign: z.string(),
            title: textSchema,
            year: z.number(),
            revision: z.number(),
            publishedAt: z.string(),
            hash: z.string(),
          }),
        ),
      }),
      'Standing publications',
    ),
    ...problemResponses,
  },
});

const one = createRoute({
  method: 'get',
  path: '/results/{campaign}',
  summary: 'The ranking of a campaign',
  description: 'Numbers are exact decimals as text, in machine notation; unrounded.',
  request: {
    params: param,
    query: z.strictObject({ revision }),
  },
  responses: {
    200: answers(
      z.object({
        campaign: z.string(),
        title: textSchema,
        year: z.number(),
        revision: z.number(),
        revisions: z.array(
          z.object({
            revision: z.number(),
            publishedAt: z.string(),
            hash: z.string(),
            reason: z.string().nullable(),
            decision: z.object({ number: z.string(), day: z.string() }).nullable(),
          }),
        ),
        meanIndex: z.string().nullable(),
        units: z.array(rankedUnit),
      }),
      'The standing revision, or the one asked for',
    ),
    ...problemResponses,
  },
});

const units = createRoute({
  method: 'get',
  path: '/results/{campaign}/units',
  summary: 'The units of a published campaign as a flat list, by code, page by page',
  description:
    'All pages are of the revision that stood when the first was read, whatever is published meanwhile.',
  request: { params: param, query: z.strictObject({ revision, ...pageQuery }) },
  responses: {
    200: answers(
      z.object({
        campaign: z.string(),
        year: z.number(),
        revision: z.number(),
        units: z.array(rankedUnit),
        next: nextSchema,
      }),
      'A page; all units without limit and cursor',
    ),
    ...problemResponses,
  },
});

type RankedUnit = z.infer<typeof rankedUnit>;

/** A unit of a result as the schema names it. */
const ranked = (one: UnitResult): RankedUnit => {
  const { unit, name, group, appraised, survey, points, scale, index, class: earned, rank, unranked } = one;
  return {
    ...{ unit, name: { ...name }, group, appraised, survey, points, scale, index },
    class: earned && { ...earned },
    rank,
    ...(unranked ? { unranked } : {}),
  };
};

export function resultRoutes({ environment: { db } }: Parts) {
  const views = new PublishedViews(db);
  return createRoutes()
    .openapi(list, async (c) => {
      const published = pageOf(await listPublished(db), c.req.valid('query'), {
        name: 'results',
        keyOf: ({ inputs }) => [-inputs.year, inputs.id],
        order: rising,
      });
      linkNext(c, published.next);
      const results = published.rows.map(({ campaign, inputs, revision, publishedAt, hash }) => ({
        campaign,
        title: { ...inputs.title },
        year: inputs.year,
        revision,
        publishedAt,
        hash,
      }));
      return c.json({ results, next: published.next }, 200);
    })
    .openapi(one, async (c) => {
      const { campaign } = c.req.valid('param');
      const view = publicView(await views.find(campaign, c.req.valid('query').revision));
      if (!view) throw new Problem('not-found');
      const { inputs, result } = view.published;
      const revisions = (await listRevisions(db, campaign)).map(({ decision, ...one }) => ({
        ...one,
        decision: decision && { ...decision },
      }));
      const { title, year } = inputs;
      return c.json(
        {
          campaign,
          title: { ...title },
          year,
          revision: view.revision,
          revisions,
          meanIndex: result.meanIndex,
          units: result.units.map(ranked),
        },
        200,
      );
    })
    .openapi(units, async (c) => {
      const { campaign } = c.req.valid('param');
      const { revision: asked, ...page } = c.req.valid('query');
      const name = `units ${campaign}`;
      const begun = page.cursor === undefined ? undefined : Number(readCursor(name, page.cursor)[0]);
      const view = publicView(await views.find(campaign, asked ?? begun));
      if (!view) throw new Problem('not-found');
      const { inputs, result } = view.published;
      const all = [...result.units].sort((a, b) => rising([a.unit], [b.unit]));
      const keyOf = ({ unit }: UnitResult) => [view.revision, unit];
      const { rows, next } = pageOf(all, page, { name, keyOf, order: rising });
      linkNext(c, next);
      const { revision: shown } = view;
      return c.json({ campaign, year: inputs.year, revision: shown, units: rows.map(ranked), next }, 200);
    });
}
