/** The page of a province: where it stands, what changed, how its surveys go, and what is due; and the targets of a survey. */
import { createRoute, z } from '@hono/zod-openapi';
import { findCampaign } from '../../db/queries/campaigns.ts';
import { findSurvey, surveysOfCampaign } from '../../db/queries/surveys.ts';
import { readTargets } from '../../db/queries/targets.ts';
import { setTargets } from '../actions/set-targets.ts';
import {
  type AppContext,
  answers,
  createRoutes,
  demandRight,
  demandSomewhere,
  problemResponses,
  signedInOf,
  takes,
} from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import {
  type CampaignOverview,
  campaignLines,
  campaignOverview,
  defaultCampaign,
} from '../province-overview.ts';
import { PublishedViews } from '../published.ts';
import { SignalBook } from '../signal-book.ts';
import { surveyArrivals } from '../survey-standing.ts';
import {
  arrivalsSchema,
  changeSchema,
  dueSchema,
  lineSchema,
  resultSchema,
  standingSchema,
} from './province-schemas.ts';

const overviewSchema = lineSchema
  .extend({
    units: z.number(),
    result: resultSchema.nullable(),
    change: changeSchema.nullable(),
    surveys: z.array(standingSchema),
    due: z.array(dueSchema),
    today: z.string(),
  })
  .openapi('CampaignOverview');

const overview = createRoute({
  method: 'get',
  path: '/overview',
  summary: 'Where a province stands in a campaign',
  description:
    'From the published result and from counters. Of running surveys arrivals only; what is read from answers follows their releases.',
  request: {
    query: z.strictObject({
      campaign: z
        .string()
        .max(80)
        .optional()
        .openapi({ description: 'The newest published one unless given, else the newest' }),
    }),
  },
  responses: {
    200: answers(
      z.object({ campaigns: z.array(lineSchema), campaign: overviewSchema.nullable() }),
      'The campaigns the reader may see, and one of them',
    ),
    ...problemResponses,
  },
});

const arrivals = createRoute({
  method: 'get',
  path: '/overview/{campaign}/arrivals',
  summary: 'What came in so far, by survey and channel',
  request: { params: z.object({ campaign: z.string().max(80) }) },
  responses: {
    200: answers(z.object({ surveys: z.array(arrivalsSchema) }), 'Surveys of the campaign'),
    ...problemResponses,
  },
});

const surveyParam = z.object({ survey: z.string().max(80) });
const targetsSchema = z
  .object({ web: z.number().optional(), kiosk: z.number().optional(), paper: z.number().optional() })
  .openapi({ description: 'Responses wanted; a channel that is left out has no target' });

const targets = createRoute({
  method: 'get',
  path: '/surveys/{survey}/targets',
  summary: 'How many responses the survey aims at, by channel',
  request: { params: surveyParam },
  responses: {
    200: answers(z.object({ channels: z.array(z.string()), targets: targetsSchema }), 'The targets'),
    ...problemResponses,
  },
});

const replaceTargets = createRoute({
  method: 'put',
  path: '/surveys/{survey}/targets',
  summary: 'Replace the targets of a survey',
  request: {
    params: surveyParam,
    ...takes(z.strictObject({ targets: z.record(z.string().max(80), z.unknown()) })),
  },
  responses: { 200: answers(z.object({ targets: targetsSchema }), 'Replaced'), ...problemResponses },
});

export function provinceRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;
  const books = { views: new PublishedViews(db), signals: new SignalBook(db, environment.now) };

  async function find(id: string) {
    const campaign = await findCampaign(db, id);
    if (!campaign) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
    return campaign;
  }

  async function demandTargets(c: AppContext, id: string) {
    const survey = await findSurvey(db, id);
    await demandRight(c, parts, 'set-targets', survey?.province ?? null);
    if (!survey) throw new Problem('unknown-survey');
    return survey;
  }

  return createRoutes()
    .openapi(overview, async (c) => {
      const { actor } = demandSomewhere(c, 'read-province');
      const { campaign: asked } = c.req.valid('query');
      const lines = await campaignLines(db, actor);
      if (asked !== undefined) await demandRight(c, parts, 'read-province', (await find(asked)).province);
      const line = lines.find(({ id }) => id === asked) ?? defaultCampaign(lines);
      const campaign = line && (await find(line.id));
      const shown =
        campaign && (await campaignOverview(db, books, { campaign, line, lines }, environment.now()));
      return c.json({ campaigns: lines.map((one) => ({ ...one })), campaign: shown && toJson(shown) }, 200);
    })
    .openapi(arrivals, async (c) => {
      demandSomewhere(c, 'read-province');
      const campaign = await find(c.req.valid('param').campaign);
      await demandRight(c, parts, 'read-province', campaign.province);
      const surveys = await surveysOfCampaign(db, campaign.id);
      const shown = await surveyArrivals(db, campaign, surveys, environment.now());
      return c.json(
        { surveys: shown.map((one) => ({ ...one, channels: one.channels.map((each) => ({ ...each })) })) },
        200,
      );
    })
    .openapi(targets, async (c) => {
      const survey = await demandTargets(c, c.req.valid('param').survey);
      return c.json({ channels: [...survey.channels], targets: await readTargets(db, survey) }, 200);
    })
    .openapi(replaceTargets, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      const { after } = await setTargets.run(environment, signedInOf(c).actor, input);
      return c.json({ targets: after }, 200);
    });
}

/** An overview as plain JSON types, as the schema names them. */
const toJson = (shown: CampaignOverview) => structuredClone(shown) as z.infer<typeof overviewSchema>;

export type ProvinceRoutes = ReturnType<typeof provinceRoutes>;
