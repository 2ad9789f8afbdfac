/** Published results as data: what the pages show, and the frozen file that anyone can recompute. Public. */
import { createRoute, z } from '@hono/zod-openapi';
import { listPublished, listRevisions } from '../../db/queries/publications.ts';
import { answers, createRoutes, problemResponses } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { PublishedViews } from '../published.ts';

const textSchema = z.object({ vi: z.string(), en: z.string().optional() });
const param = z.object({ campaign: z.string().max(80) });

const list = createRoute({
  method: 'get',
  path: '/results',
  summary: 'Published campaigns, the latest year first',
  responses: {
    200: answers(
      z.object({
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
    query: z.object({
      revision: z.coerce
        .number()
        .int()
        .min(1)
        .optional()
        .openapi({ description: 'The standing one unless given' }),
    }),
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
        units: z.array(
          z.object({
            unit: z.string(),
            name: textSchema,
            group: z.string().nullable(),
            appraised: z.string().nullable(),
            survey: z.string().nullable(),
            points: z.string().nullable(),
            scale: z.string().nullable(),
            index: z.string().nullable(),
            class: textSchema.nullable(),
            rank: z.number().nullable(),
            unranked: z.enum(['unbalanced']).optional(),
          }),
        ),
      }),
      'The standing revision, or the one asked for',
    ),
    ...problemResponses,
  },
});

export function resultRoutes({ environment: { db } }: Parts) {
  const views = new PublishedViews(db);
  return createRoutes()
    .openapi(list, async (c) => {
      const results = (await listPublished(db)).map(({ campaign, inputs, revision, publishedAt, hash }) => ({
        campaign,
        title: { ...inputs.title },
        year: inputs.year,
        revision,
        publishedAt,
        hash,
      }));
      return c.json({ results }, 200);
    })
    .openapi(one, async (c) => {
      const { campaign } = c.req.valid('param');
      const view = await views.find(campaign, c.req.valid('query').revision);
      if (!view) throw new Problem('not-found');
      const { inputs, result } = view.published;
      const units = result.units.map(
        ({ unit, name, group, appraised, survey, points, scale, index, class: earned, rank, unranked }) => ({
          unit,
          name: { ...name },
          group,
          appraised,
          survey,
          points,
          scale,
          index,
          class: earned && { ...earned },
          rank,
          ...(unranked ? { unranked } : {}),
        }),
      );
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
          units,
        },
        200,
      );
    });
}
