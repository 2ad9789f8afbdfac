/** Setting up campaigns: made on the screen, policies, units, points given or taken, units below, what does not apply. */
import { findCampaign } from '../../db/queries/campaigns.ts';
import { listProvinces, listUnits } from '../../db/queries/units.ts';
import { can } from '../access.ts';
import {
  adjustUnit,
  changeCampaign,
  changeUnits,
  countSubordinateClasses,
  putSubordinateCounts,
} from '../actions/change-campaign.ts';
import { createCampaign } from '../actions/create-campaign.ts';
import { setApplicability } from '../actions/set-applicability.ts';
import { campaignSettings } from '../campaign-settings.ts';
import { createRoutes, demandRight, demandSomewhere, signedInOf } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import {
  adjust,
  applicability,
  change,
  choices,
  count,
  create,
  settings,
  subordinates,
  units,
} from './campaign-setting-declarations.ts';

const texts = (text: { readonly vi: string; readonly [language: string]: string | undefined }) => ({
  ...text,
});

export function campaignSettingRoutes({ environment, ...parts }: Parts) {
  const { db } = environment;
  return createRoutes()
    .openapi(choices, async (c) => {
      const { actor } = demandSomewhere(c, 'create-campaign');
      const mine = (await listProvinces(db)).filter(({ code: own }) => can(actor, 'create-campaign', [own]));
      const provinces = await Promise.all(
        mine.map(async (province) => ({
          code: province.code,
          name: texts(province.name),
          units: (await listUnits(db, province.code)).map(({ code: own, name, kind, parent, ...unit }) => ({
            ...{ code: own, name: texts(name), kind, parent },
            validFrom: unit.validFrom,
            validTo: unit.validTo,
          })),
        })),
      );
      return c.json({ provinces }, 200);
    })
    .openapi(create, async (c) => {
      const { id } = await createCampaign.run(environment, signedInOf(c).actor, c.req.valid('json'));
      return c.json({ id }, 201);
    })
    .openapi(settings, async (c) => {
      const campaign = await findCampaign(db, c.req.valid('param').campaign);
      if (!campaign) throw new Problem('not-found');
      await demandRight(c, { environment, ...parts }, 'change-campaign', campaign.province);
      const found = await campaignSettings(db, campaign);
      return c.json(
        {
          ...found,
          campaign: { ...found.campaign, title: texts(found.campaign.title) },
          framework: {
            ...found.framework,
            title: texts(found.framework.title),
            bands: found.framework.bands.map(({ name, from }) => ({ name: texts(name), from })),
            criteria: found.framework.criteria.map((one) => ({ ...one, name: texts(one.name) })),
          },
          units: found.units.map((one) => ({ ...one, name: texts(one.name) })),
          candidates: found.candidates.map((one) => ({ ...one, name: texts(one.name) })),
          adjustments: [...found.adjustments],
          subordinates: [...found.subordinates],
          countable: found.countable.map((one) => ({ ...one, title: texts(one.title) })),
        },
        200,
      );
    })
    .openapi(change, async (c) => {
      const input = { campaign: c.req.valid('param').campaign, ...c.req.valid('json') };
      await changeCampaign.run(environment, signedInOf(c).actor, input);
      return c.json({ done: true as const }, 200);
    })
    .openapi(units, async (c) => {
      const input = { campaign: c.req.valid('param').campaign, ...c.req.valid('json') };
      return c.json(await changeUnits.run(environment, signedInOf(c).actor, input), 200);
    })
    .openapi(adjust, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      const { proposal } = await adjustUnit.run(environment, signedInOf(c).actor, input);
      return c.json({ proposal }, 200);
    })
    .openapi(subordinates, async (c) => {
      const input = { campaign: c.req.valid('param').campaign, ...c.req.valid('json') };
      await putSubordinateCounts.run(environment, signedInOf(c).actor, input);
      return c.json({ done: true as const }, 200);
    })
    .openapi(count, async (c) => {
      const input = { campaign: c.req.valid('param').campaign, ...c.req.valid('json') };
      return c.json(await countSubordinateClasses.run(environment, signedInOf(c).actor, input), 200);
    })
    .openapi(applicability, async (c) => {
      const input = { campaign: c.req.valid('param').campaign, ...c.req.valid('json') };
      return c.json(await setApplicability.run(environment, signedInOf(c).actor, input), 200);
    });
}

export type CampaignSettingRoutes = ReturnType<typeof campaignSettingRoutes>;
