/** Campaigns for staff: the list, and imports. */
import { createRoute, z } from '@hono/zod-openapi';
import { listCampaigns } from '../../db/queries/campaigns.ts';
import { findPublication } from '../../db/queries/publications.ts';
import { unitAndAbove, unitNames } from '../../db/queries/units.ts';
import { can } from '../access.ts';
import { importCampaign, importForm, importFramework, importUnits } from '../actions/import-definition.ts';
import { answers, createRoutes, demandSomewhere, problemResponses, signedInOf, takes } from '../http.ts';
import type { Parts } from '../parts.ts';

const textSchema = z.object({ vi: z.string(), en: z.string().optional() });

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

const IMPORTS = {
  units: importUnits,
  form: importForm,
  framework: importFramework,
  campaign: importCampaign,
};

export function campaignRoutes({ environment }: Parts) {
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
          mayPublish: can(actor, 'propose-publication', above),
        });
      }
      return c.json({ campaigns: shown }, 200);
    })
    .openapi(importRoute, async (c) => {
      const definition = c.req.valid('json');
      const outcome = await IMPORTS[definition.kind].run(environment, signedInOf(c).actor, { definition });
      return c.json(outcome, outcome.changed ? 201 : 200);
    });
}

export type CampaignRoutes = ReturnType<typeof campaignRoutes>;
