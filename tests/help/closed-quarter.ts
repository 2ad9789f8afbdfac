/** The rating of the first quarter of 2026, verified or closed, without the work that leads to it. */
import { importCampaign, importFramework } from '../../server/actions/import-definition.ts';
import { campaign, framework } from '../walk/hand-computed.ts';
import { SYSTEM, type World } from './world.ts';

async function putRating(
  { db, environment }: World,
  state: 'verified' | 'closed',
  units: readonly string[],
): Promise<string> {
  await importFramework.run(environment, SYSTEM, { definition: { kind: 'framework', framework } });
  const head = { ...campaign.campaign, id: 'cham-2026' };
  const listed = units.map((unit) => ({ unit }));
  const definition = { ...campaign, campaign: head, units: listed, scores: [], adjustments: [] };
  await importCampaign.run(environment, SYSTEM, { definition });
  await db
    .insertInto('ratings')
    .values({
      ...{
        id: 'quy-1',
        province: 'TT',
        campaign: head.id,
        year: 2026,
        quarter: 1,
        rules: '{}',
        surveys: '[]',
      },
      ...{ state, result: null, result_hash: null, verified_by: null, verified_at: null },
      ...{ closed_by: null, closed_at: null, revision: 1 },
    })
    .execute();
  return 'quy-1';
}

export const closeQuarter = (world: World, units: readonly string[]): Promise<string> =>
  putRating(world, 'closed', units);

/** @returns what tells where the rating stands */
export async function verifyQuarter(world: World, units: readonly string[]) {
  const id = await putRating(world, 'verified', units);
  return {
    state: async () =>
      (await world.db.selectFrom('ratings').select('state').where('id', '=', id).executeTakeFirst())?.state,
  };
}
