/** Which share of a campaign's sheets is keyed twice. */
import { createRoute, z } from '@hono/zod-openapi';
import { findCampaign } from '../../db/queries/campaigns.ts';
import { findKeyingPolicy } from '../../db/queries/keying-policies.ts';
import { setKeyingPolicy } from '../actions/set-keying-policy.ts';
import { EVERY_SHEET_TWICE } from '../core/keying-policy.ts';
import { answers, createRoutes, demandRight, problemResponses, signedInOf, takes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { campaignParam } from '../sheet-batch-view.ts';

export const policySchema = z.object({
  share: z.string().openapi({ description: 'Decimal text in [0;1]: keyed twice', example: '0.1' }),
  seed: z.string().openapi({ description: 'Chosen are the first by SHA-256("seed serial") in hex' }),
});

const policy = createRoute({
  method: 'get',
  path: '/campaigns/{campaign}/keying-policy',
  summary: 'Which share of the sheets is keyed twice',
  request: { params: campaignParam },
  responses: { 200: answers(policySchema, 'The policy'), ...problemResponses },
});

const setPolicy = createRoute({
  method: 'put',
  path: '/campaigns/{campaign}/keying-policy',
  summary: 'Set the share of sheets keyed twice, for batches allotted afterwards',
  request: {
    params: campaignParam,
    ...takes(z.strictObject({ share: z.string().max(20), seed: z.string().max(200).optional() })),
  },
  responses: { 200: answers(policySchema, 'Set'), ...problemResponses },
});

export function keyingPolicyRoutes(parts: Parts) {
  const { environment } = parts;
  const { db } = environment;
  return createRoutes()
    .openapi(policy, async (c) => {
      const { campaign: id } = c.req.valid('param');
      const campaign = await findCampaign(db, id);
      await demandRight(c, parts, 'list-sheet-batches', campaign?.province ?? null);
      if (!campaign) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
      return c.json((await findKeyingPolicy(db, id)) ?? EVERY_SHEET_TWICE, 200);
    })
    .openapi(setPolicy, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await setKeyingPolicy.run(environment, signedInOf(c).actor, input), 200);
    });
}

export type KeyingPolicyRoutes = ReturnType<typeof keyingPolicyRoutes>;
