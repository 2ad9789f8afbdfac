/** One request for every operation of ratings, on a year of nine indicators put right before each. */
import { verifyRating } from '../../server/actions/close-rating.ts';
import { importCampaign, importFramework } from '../../server/actions/import-definition.ts';
import type { Member } from '../help/member.ts';
import { ALL_ENTERED, closedQuarter, openQuarter, putEntries, putRatedYear, RATED } from '../help/ratings.ts';
import { roundsFramework } from '../help/rounds-framework.ts';
import { SYSTEM, type World } from '../help/world.ts';
import { campaign as trial } from '../walk/hand-computed.ts';

const UNIT = 'TT-AN';
const FED = 'nhan-ty-le';

interface Opened {
  /** Open, of the first quarter; put into its state before each request. */
  readonly rating: string;
  readonly closed: string;
}

const opened = new WeakMap<World, Promise<Opened>>();

async function open(world: World): Promise<Opened> {
  await putRatedYear(world);
  const closed = await closedQuarter(world, 1);
  // Of a year long ago, so that dossiers of this one are still taken.
  await world.db.updateTable('ratings').set({ year: 2020 }).where('id', '=', closed).execute();
  world.setDay('2026-07-15');
  const rating = await openQuarter(world, 2, { rules: ALL_ENTERED });
  world.setDay('2026-06-15');
  const { environment } = world;
  const framework = { ...roundsFramework, id: 'nhan' };
  await importFramework.run(environment, SYSTEM, { definition: { kind: 'framework', framework } });
  const head = { ...trial.campaign, id: FED, frameworkId: 'nhan' };
  await importCampaign.run(environment, SYSTEM, {
    definition: { ...trial, campaign: head, scores: [], adjustments: [] },
  });
  return { rating, closed };
}

async function standing(world: World): Promise<Opened> {
  const known = opened.get(world) ?? open(world);
  opened.set(world, known);
  const found = await known;
  await world.db.deleteFrom('indicator_entries').where('rating', '=', found.rating).execute();
  await world.db
    .updateTable('ratings')
    .set({ state: 'open', result: null, result_hash: null, quarter: 2, revision: 1 })
    .where('id', '=', found.rating)
    .execute();
  return found;
}

/** The open rating, as the first quarter of another year would be: it is over on 15 June. */
async function overQuarter(world: World): Promise<string> {
  const { rating } = await standing(world);
  await world.db.updateTable('ratings').set({ year: 2025 }).where('id', '=', rating).execute();
  await putEntries(world, rating, UNIT, { 5: '1' });
  return rating;
}

const entry = { state: 'blank', points: null, inputs: null, note: null, evidence: null };
const held = { reach: 'unit', done: 200 } as const;
const onUnit = (path: string) => async (world: World, _caller: Member | null) => {
  const { rating } = await standing(world);
  return { path: `/ratings/${rating}/units/${UNIT}${path}` };
};

export const RATING_REQUESTS = {
  'create-rating': {
    route: 'PUT /ratings/{rating}',
    ...held,
    at: async (world: World) => ({
      path: `/ratings/${(await standing(world)).rating}`,
      body: { surveys: [], seen: 1 },
    }),
  },
  'read-rating': {
    route: 'GET /ratings/{rating}',
    ...held,
    at: async (world: World) => ({ path: `/ratings/${(await standing(world)).rating}` }),
    also: ['GET /ratings/{rating}/rules'],
  },
  'enter-indicator': {
    route: 'PUT /ratings/{rating}/units/{unit}/indicators/{indicator}',
    ...held,
    at: async (world: World, caller: Member | null) => ({
      ...(await onUnit('/indicators/5')(world, caller)),
      body: { entry, seen: 0 },
    }),
    also: ['POST /ratings/{rating}/units/{unit}/evidence'],
  },
  'verify-indicator': {
    route: 'PUT /ratings/{rating}/units/{unit}/indicators/{indicator}/verdict',
    ...held,
    at: async (world: World) => {
      const rating = await overQuarter(world);
      return {
        path: `/ratings/${rating}/units/${UNIT}/indicators/5/verdict`,
        body: { accepted: true, seen: 2 },
      };
    },
  },
  'verify-rating': {
    route: 'PUT /ratings/{rating}/verification',
    ...held,
    at: async (world: World) => ({
      path: `/ratings/${await overQuarter(world)}/verification`,
      body: { verified: true, withMissing: true },
    }),
  },
  'close-rating': {
    route: 'POST /ratings/{rating}/close',
    ...held,
    at: async (world: World) => {
      const rating = await overQuarter(world);
      await verifyRating.run(world.environment, SYSTEM, { rating, verified: true, withMissing: true });
      return { path: `/ratings/${rating}/close`, body: {} };
    },
  },
  'feed-criterion': {
    route: 'POST /rating-feeds',
    reach: 'unit',
    done: 201,
    at: async (world: World) => {
      const { closed } = await standing(world);
      return {
        path: '/rating-feeds',
        body: { from: { rating: closed }, campaign: FED, unit: UNIT, criterion: '1.2' },
      };
    },
  },
} as const;

export const FURTHER_RATING_REQUESTS = [
  {
    operation: 'create-rating',
    request: {
      route: 'POST /ratings',
      reach: 'unit',
      done: 201,
      at: async (world: World) => {
        await standing(world);
        await world.db.deleteFrom('ratings').where('campaign', '=', RATED).where('quarter', '=', 4).execute();
        return { path: '/ratings', body: { campaign: RATED, quarter: 4, surveys: [] } };
      },
    },
  },
  {
    operation: 'create-rating',
    request: {
      route: 'DELETE /ratings/{rating}',
      ...held,
      at: async (world: World) => {
        await standing(world);
        const [removed] = await world.db
          .selectFrom('ratings')
          .select('id')
          .where('campaign', '=', RATED)
          .where('quarter', '=', 3)
          .execute();
        const rating = removed?.id ?? (await openQuarter(world, 3));
        return { path: `/ratings/${rating}`, body: {} };
      },
    },
  },
  {
    operation: 'read-rating',
    request: { route: 'GET /ratings', reach: 'list', done: 200, at: async () => ({ path: '/ratings' }) },
  },
  {
    operation: 'read-rating',
    request: {
      route: 'GET /campaigns/{campaign}/rating-year',
      ...held,
      at: async (world: World) => {
        await standing(world);
        return { path: `/campaigns/${RATED}/rating-year` };
      },
    },
  },
  {
    operation: 'read-rating',
    request: {
      route: 'GET /ratings/{rating}/table',
      ...held,
      at: async (world: World) => ({ path: `/ratings/${(await standing(world)).rating}/table?format=csv` }),
    },
  },
  {
    operation: 'read-rating',
    request: {
      route: 'GET /campaigns/{campaign}/rating-year/table',
      ...held,
      at: async (world: World) => {
        await standing(world);
        return { path: `/campaigns/${RATED}/rating-year/table` };
      },
    },
  },
  {
    operation: 'read-rating',
    request: {
      route: 'GET /ratings/{rating}/units/{unit}/open-dossiers',
      ...held,
      at: onUnit('/open-dossiers'),
      also: ['GET /ratings/{rating}/units/{unit}/evidence/{evidence}'],
    },
  },
  {
    operation: 'feed-criterion',
    request: {
      route: 'GET /rating-feeds/targets',
      ...held,
      at: async () => ({ path: '/rating-feeds/targets?province=TT' }),
    },
  },
] as const;
