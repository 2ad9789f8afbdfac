/** Requests for the operations on frameworks and campaign settings, for `staff-requests.ts`. */
import { findCampaign } from '../../db/queries/campaigns.ts';
import type { Operation } from '../../server/access.ts';
import { changeCampaign } from '../../server/actions/change-campaign.ts';
import { importCampaign } from '../../server/actions/import-definition.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import { createFramework } from '../../server/actions/save-framework.ts';
import { frameworkSheet } from '../../server/framework-sheet.ts';
import { SYSTEM, type World } from '../help/world.ts';
import { campaign, framework } from '../walk/hand-computed.ts';
import type { Request } from './staff-requests.ts';

let serial = 0;
const nextId = (name: string) => {
  serial += 1;
  return `${name}-${serial}`;
};

/** A draft of the province, at revision 1. */
async function draft({ environment }: World): Promise<string> {
  const id = nextId('nhap');
  await createFramework.run(environment, SYSTEM, { framework: { ...framework, id }, province: 'TT' });
  return `/frameworks/${id}/1`;
}

/** A campaign of its own, so that no other request has changed it. */
async function freshCampaign({ environment }: World): Promise<string> {
  const id = nextId('dot');
  const definition = { ...campaign, campaign: { ...campaign.campaign, id } };
  await importCampaign.run(environment, SYSTEM, { definition });
  return id;
}

async function head({ db }: World, id: string) {
  const found = await findCampaign(db, id);
  if (!found) throw new Error(`no campaign ${id}`);
  const { title, source, policies } = found;
  return { title, source, policies };
}

const UNITS = ['TT-AN', 'TT-BI', 'TT-CA'].map((unit) => ({ unit, group: null, scale: null }));

const reads = (route: string, path: string | ((world: World) => Promise<string>)): Request => ({
  route: `GET ${route}`,
  reach: 'list',
  at: async (world) => ({ path: typeof path === 'string' ? path : await path(world) }),
  done: 200,
});

type Firsts =
  | 'list-frameworks'
  | 'save-framework'
  | 'create-campaign'
  | 'change-campaign'
  | 'adjust-unit'
  | 'count-subordinates'
  | 'set-applicability';

export const FRAMEWORK_REQUESTS: Record<Firsts, Request> = {
  'list-frameworks': reads('/frameworks', '/frameworks'),
  'save-framework': {
    route: 'POST /frameworks',
    reach: 'unit',
    at: () => ({
      path: '/frameworks',
      body: { framework: { ...framework, id: nextId('moi') }, province: 'TT' },
    }),
    done: 201,
  },
  'create-campaign': {
    route: 'POST /campaigns',
    reach: 'unit',
    at: () => {
      const { frameworkId, frameworkVersion, policies, title, source } = campaign.campaign;
      const units = UNITS.slice(0, 2);
      const common = { frameworkId, frameworkVersion, policies, title, source, units };
      return {
        path: '/campaigns',
        body: { ...common, id: nextId('tao'), province: 'TT', year: 2026 },
      };
    },
    done: 201,
  },
  'change-campaign': {
    route: 'PUT /campaigns/{campaign}/settings',
    reach: 'unit',
    at: async (world) => {
      const id = await freshCampaign(world);
      const seen = await head(world, id);
      return { path: `/campaigns/${id}/settings`, body: { ...seen, title: { vi: 'Tên mới' }, seen } };
    },
    done: 200,
  },
  'adjust-unit': {
    route: 'PUT /campaigns/{campaign}/adjustments/{unit}',
    reach: 'unit',
    at: async (world) => ({
      path: `/campaigns/${await freshCampaign(world)}/adjustments/TT-BI`,
      body: {
        adjustments: [{ kind: 'bonus', points: '1', reason: 'Sáng kiến', document: 'QĐ 3/2026' }],
        seen: [],
      },
    }),
    done: 200,
  },
  'count-subordinates': {
    route: 'PUT /campaigns/{campaign}/subordinates',
    reach: 'unit',
    at: async (world) => ({
      path: `/campaigns/${await freshCampaign(world)}/subordinates`,
      body: {
        subordinates: [{ unit: 'TT-AN', units: 3, reaching: 2, document: 'QĐ 1/2026' }],
        seen: [],
      },
    }),
    done: 200,
  },
  'set-applicability': {
    route: 'PUT /campaigns/{campaign}/applicability',
    reach: 'unit',
    at: async (world) => ({
      path: `/campaigns/${await freshCampaign(world)}/applicability`,
      body: { marks: [{ unit: 'TT-CA', criterion: '2.2', reason: 'Không có hồ sơ', seen: null }] },
    }),
    done: 200,
  },
};

/** A campaign with a class cap, and a published one beside it to count in. */
async function countable(world: World): Promise<{ id: string; from: string }> {
  const [id, from] = [await freshCampaign(world), await freshCampaign(world)];
  const seen = await head(world, id);
  const classCap = { reached: 'Tốt', least: '0.6', heldAt: 'Khá' };
  const policies = { ...seen.policies, classCap };
  await changeCampaign.run(world.environment, SYSTEM, { ...seen, policies, campaign: id, seen });
  await publishResult.run(world.environment, SYSTEM, { campaign: from });
  return { id, from };
}

const settings = '/campaigns/{campaign}/settings';

export const FURTHER_FRAMEWORK_REQUESTS: readonly {
  readonly operation: Operation;
  readonly request: Request;
}[] = [
  {
    operation: 'list-frameworks',
    request: reads('/frameworks/{framework}/{version}', '/frameworks/thu-nghiem/1'),
  },
  { operation: 'list-frameworks', request: reads('/frameworks/forms', '/frameworks/forms') },
  { operation: 'list-frameworks', request: reads('/frameworks/shipped', '/frameworks/shipped') },
  {
    operation: 'list-frameworks',
    request: reads('/frameworks/{framework}/{version}/sheet', '/frameworks/thu-nghiem/1/sheet'),
  },
  {
    operation: 'list-frameworks',
    request: reads('/frameworks/{framework}/{version}/file', '/frameworks/thu-nghiem/1/file'),
  },
  {
    operation: 'list-frameworks',
    request: reads(
      '/frameworks/{framework}/{version}/changes',
      async (world) => `${await draft(world)}/changes?framework=thu-nghiem&version=1`,
    ),
  },
  {
    operation: 'save-framework',
    request: {
      route: 'PUT /frameworks/{framework}/{version}',
      reach: 'unit',
      at: async (world) => ({ path: await draft(world), body: { framework, revision: 1 } }),
      done: 200,
    },
  },
  {
    operation: 'save-framework',
    request: {
      route: 'DELETE /frameworks/{framework}/{version}',
      reach: 'unit',
      at: async (world) => ({ path: await draft(world), body: { revision: 1 } }),
      done: 200,
    },
  },
  {
    operation: 'save-framework',
    request: {
      route: 'POST /frameworks/sheet',
      reach: 'list',
      at: async () => ({
        path: '/frameworks/sheet',
        body: { file: (await frameworkSheet(framework)).toString('base64') },
      }),
      done: 200,
    },
  },
  { operation: 'create-campaign', request: reads('/campaigns/choices', '/campaigns/choices') },
  {
    operation: 'change-campaign',
    request: {
      route: `GET ${settings}`,
      reach: 'unit',
      at: async (world) => ({ path: `/campaigns/${await freshCampaign(world)}/settings` }),
      done: 200,
    },
  },
  {
    operation: 'change-campaign',
    request: {
      route: `PUT ${settings}/units`,
      reach: 'unit',
      at: async (world) => ({
        path: `/campaigns/${await freshCampaign(world)}/settings/units`,
        body: { units: UNITS.toReversed(), seen: UNITS },
      }),
      done: 200,
    },
  },
  {
    operation: 'count-subordinates',
    request: {
      route: 'POST /campaigns/{campaign}/subordinates',
      reach: 'unit',
      at: async (world) => {
        const { id, from } = await countable(world);
        return { path: `/campaigns/${id}/subordinates`, body: { from } };
      },
      done: 200,
    },
  },
];
