/** Campaigns for staff: the list, imports, a preview of the result, publication. */
import { createRoute, z } from '@hono/zod-openapi';
import { findCampaign, listCampaigns } from '../../db/queries/campaigns.ts';
import { findPublication } from '../../db/queries/publications.ts';
import { unitAndAbove, unitNames } from '../../db/queries/units.ts';
import { can } from '../access.ts';
import { importCampaign, importForm, importFramework, importUnits } from '../actions/import-definition.ts';
import { publishResult } from '../actions/publish-result.ts';
import { gatherInputs } from '../campaign-inputs.ts';
import { computeResult } from '../core/compute-result.ts';
import {
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

const textSchema = z.object({ vi: z.string(), en: z.string().optional() });
const param = z.object({ campaign: z.string().max(80) });

const campaignSchema = z
  .object({
    id: z.string(),
    title: textSchema,
    province: textSchema,
    year: z.number(),
    sample: z.boolean(),
    framework: z.object({ id: z.string(), version: z.number() }),
    published: z.object({ revision: z.number(), at: z.string() }).nullable(),
    mayPublish: z.boolean(),
  })
  .openapi('Campaign');

const list = createRoute({
  method: 'get',
  path: '/campaigns',
  summary: 'Campaigns, the latest year first',
  responses: {
    200: answers(z.object({ campaigns: z.array(campaignSchema) }), 'Campaigns the reader may see'),
    ...problemResponses,
  },
});

const imported = z
  .object({ kind: z.enum(['units', 'form', 'framework', 'campaign']), id: z.string(), changed: z.boolean() })
  .openapi('ImportOutcome');

const importRoute = createRoute({
  method: 'post',
  path: '/imports',
  summary: 'Import units, a form, a framework or a campaign',
  description:
    'The body is the file itself; its `kind` says what it is. It is checked whole: one fault, and nothing is loaded.',
  request: takes(z.looseObject({ kind: z.enum(['units', 'form', 'framework', 'campaign']) })),
  responses: {
    201: answers(imported, 'Loaded'),
    200: answers(imported, 'The same content was there already'),
    ...problemResponses,
  },
});

const preview = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/preview',
  summary: 'The result as it would be published now',
  request: { params: param },
  responses: {
    200: answers(
      z.object({
        units: z.array(
          z.object({
            unit: z.string(),
            name: textSchema,
            index: z.string().nullable(),
            class: textSchema.nullable(),
            rank: z.number().nullable(),
            unranked: z.enum(['unbalanced']).optional(),
          }),
        ),
        meanIndex: z.string().nullable(),
      }),
      'Not published; changes with every score and answer',
    ),
    ...problemResponses,
  },
});

const publish = createRoute({
  method: 'post',
  path: '/campaigns/{campaign}/publications',
  summary: 'Publish the result of a campaign',
  description:
    'Freezes the result with its recipe. A published result is never edited; a further revision supersedes it and says why.',
  request: { params: param, ...takes(z.strictObject({ reason: z.string().max(2000).optional() })) },
  responses: {
    201: answers(z.object({ revision: z.number(), hash: z.string() }), 'Published'),
    ...problemResponses,
  },
});

const IMPORTS = {
  units: importUnits,
  form: importForm,
  framework: importFramework,
  campaign: importCampaign,
};

export function campaignRoutes({ environment, ...parts }: Parts) {
  const { db } = environment;
  return createRoutes()
    .openapi(list, async (c) => {
      const { actor } = demandSomewhere(c, 'list-campaigns');
      const campaigns = await listCampaigns(db);
      const names = await unitNames(db, [...new Set(campaigns.map((campaign) => campaign.province))]);
      const shown = [];
      for (const campaign of campaigns) {
        const above = await unitAndAbove(db, campaign.province);
        if (!can(actor, 'list-campaigns', above)) continue;
        const publication = await findPublication(db, campaign.id);
        shown.push({
          id: campaign.id,
          title: { ...campaign.title },
          province: { ...(names.get(campaign.province) ?? { vi: campaign.province }) },
          year: campaign.year,
          sample: campaign.sample,
          framework: { id: campaign.framework, version: campaign.frameworkVersion },
          published: publication && { revision: publication.revision, at: publication.publishedAt },
          mayPublish: can(actor, 'publish-result', above),
        });
      }
      return c.json({ campaigns: shown }, 200);
    })
    .openapi(importRoute, async (c) => {
      const definition = c.req.valid('json');
      const outcome = await IMPORTS[definition.kind].run(environment, signedInOf(c).actor, { definition });
      return c.json(outcome, outcome.changed ? 201 : 200);
    })
    .openapi(preview, async (c) => {
      const campaign = await findCampaign(db, c.req.valid('param').campaign);
      if (!campaign) throw new Problem('not-found');
      await demandRight(c, { environment, ...parts }, 'preview-result', campaign.province);
      const { inputs } = await gatherInputs(db, campaign);
      const { units, meanIndex } = computeResult(inputs);
      const shown = units.map(({ unit, name, index, class: earned, rank, unranked }) => ({
        unit,
        name: { ...name },
        index,
        class: earned && { ...earned },
        rank,
        ...(unranked ? { unranked } : {}),
      }));
      return c.json({ units: shown, meanIndex }, 200);
    })
    .openapi(publish, async (c) => {
      const input = { campaign: c.req.valid('param').campaign, ...c.req.valid('json') };
      return c.json(await publishResult.run(environment, signedInOf(c).actor, input), 201);
    });
}

export type CampaignRoutes = ReturnType<typeof campaignRoutes>;
