/** One request for every operation of publication by two people, of comparison with print, and of evidence. */
import { addEvidence } from '../../server/actions/add-evidence.ts';
import { importCampaign } from '../../server/actions/import-definition.ts';
import { proposePublication } from '../../server/actions/propose-publication.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import { giveAreas, openRounds } from '../help/assessments.ts';
import { pdf } from '../help/evidence.ts';
import type { Member } from '../help/member.ts';
import { oneLeafFramework } from '../help/rounds-framework.ts';
import { SYSTEM, type World } from '../help/world.ts';
import { campaign } from '../walk/hand-computed.ts';

const UNIT = 'TT-AN';
export const DECISION = { number: '12/QĐ-UBND', day: '2026-12-01' };

let made = 0;

/** No survey this year: what it would have fed is not assessed, and every unit has an index. */
const dropped = campaign.units.flatMap(({ unit }) =>
  ['1.2', '2.2'].map((criterion) => ({ unit, criterion, state: 'not-assessed', points: null })),
);

/** A campaign without surveys, so that it may be published at once. */
export async function finishedCampaign({ environment }: World): Promise<string> {
  made += 1;
  const id = `xong-${made}`;
  await importCampaign.run(environment, SYSTEM, {
    definition: {
      ...campaign,
      campaign: { ...campaign.campaign, id },
      scores: [...campaign.scores, ...dropped],
    },
  });
  return id;
}

async function proposed(world: World): Promise<string> {
  const id = await finishedCampaign(world);
  const input = { campaign: id, decision: DECISION };
  const { proposal } = await proposePublication.run(world.environment, SYSTEM, input);
  return `/campaigns/${id}/publications/${proposal}`;
}

export async function published(world: World): Promise<string> {
  const id = await finishedCampaign(world);
  await publishResult.run(world.environment, SYSTEM, { campaign: id });
  return id;
}

const opened = new WeakMap<World, Promise<string>>();

/** The unit's documents of a campaign that is being scored. */
async function documents(world: World): Promise<string> {
  const known = opened.get(world) ?? openRounds(world, oneLeafFramework);
  opened.set(world, known);
  const id = await known;
  await world.db.updateTable('assessments').set({ state: 'open' }).where('campaign', '=', id).execute();
  return `/campaigns/${id}/units/${UNIT}/evidence`;
}

async function oneDocument(world: World): Promise<{ path: string; id: string; campaignId: string }> {
  const path = await documents(world);
  const [, , campaignId = ''] = path.split('/');
  const file = { hash: '', size: 0, mediaType: '', name: '' };
  const stored = await world.evidence.put(pdf(), 'a.pdf');
  const input = {
    campaign: campaignId,
    unit: UNIT,
    criterion: '1.1',
    title: 'x',
    file: { ...file, ...stored },
  };
  const { id } = await addEvidence.run(world.environment, SYSTEM, input);
  return { path: `${path}/${id}`, id, campaignId };
}

const CSV = Buffer.from('Đơn vị;Chỉ số\nSở An;83,25\n');
const rows = [
  ['Đơn vị', 'Chỉ số'],
  ['Sở An', '83,25'],
];
const mapping = {
  header: 1,
  decimals: 'comma',
  unit: 'Đơn vị',
  columns: [{ column: 'Chỉ số', field: 'index' }],
};

const held = { reach: 'unit', done: 200 } as const;
const ROUTE = '/campaigns/{campaign}/units/{unit}/evidence';

export const PUBLICATION_REQUESTS = {
  // Over the network by two people only; `confirm-publication` ends in it.
  'publish-result': {
    route: null,
    reach: 'unit',
    ask: async (world: World, { actor }: Member) =>
      publishResult.run(world.environment, actor, { campaign: await finishedCampaign(world) }),
  },
  'propose-publication': {
    ...held,
    route: 'POST /campaigns/{campaign}/publications',
    done: 201,
    at: async (world: World) => ({
      path: `/campaigns/${await finishedCampaign(world)}/publications`,
      body: { decision: DECISION },
    }),
  },
  'confirm-publication': {
    ...held,
    route: 'PUT /campaigns/{campaign}/publications/{proposal}',
    at: async (world: World) => ({ path: await proposed(world), body: { outcome: 'confirmed' } }),
  },
  'compare-print': {
    ...held,
    route: 'POST /campaigns/{campaign}/print-comparison',
    at: async (world: World) => ({
      path: `/campaigns/${await published(world)}/print-comparison`,
      body: { rows, mapping, revision: 1, remember: 'Quyết định của tỉnh' },
    }),
  },
  'add-evidence': {
    ...held,
    route: `POST ${ROUTE}`,
    done: 201,
    at: async (world: World) => ({
      path: `${await documents(world)}?criterion=1.1&fileName=a.pdf&title=x`,
      upload: pdf(),
    }),
  },
  'share-evidence': {
    ...held,
    route: `PUT ${ROUTE}/{evidence}/uses/{criterion}`,
    at: async (world: World) => ({
      path: `${(await oneDocument(world)).path}/uses/1.1`,
      body: { used: true },
    }),
  },
  'withdraw-evidence': {
    ...held,
    route: `PUT ${ROUTE}/{evidence}/withdrawal`,
    at: async (world: World) => ({
      path: `${(await oneDocument(world)).path}/withdrawal`,
      body: { withdrawn: true },
    }),
  },
  'read-evidence': {
    ...held,
    route: `GET ${ROUTE}`,
    at: async (world: World) => ({ path: await documents(world) }),
  },
} as const;

export const FURTHER_PUBLICATION_REQUESTS = [
  {
    operation: 'compare-print',
    request: {
      ...held,
      route: 'PUT /campaigns/{campaign}/print-mappings',
      at: async (world: World) => ({
        path: `/campaigns/${await finishedCampaign(world)}/print-mappings`,
        body: { name: 'Quyết định của tỉnh', mapping },
      }),
    },
  },
  {
    operation: 'compare-print',
    request: {
      ...held,
      route: 'POST /campaigns/{campaign}/print-tables',
      at: async (world: World) => ({
        path: `/campaigns/${await finishedCampaign(world)}/print-tables`,
        upload: CSV,
      }),
    },
  },
  {
    operation: 'read-evidence',
    request: {
      ...held,
      route: 'GET /evidence/{evidence}/file',
      at: async (world: World, caller: Member | null) => {
        const { id, campaignId } = await oneDocument(world);
        await world.db.updateTable('assessments').set({ state: 'submitted' }).execute();
        if (caller) await giveAreas(world, campaignId, caller, '1');
        return { path: `/evidence/${id}/file` };
      },
    },
  },
] as const;
