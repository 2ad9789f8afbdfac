/** Which areas of a campaign's framework an appraiser scores. */
import { type Db, insertEach } from '../dialect.ts';
import type { Writing } from '../transaction.ts';

/** Codes of the areas assigned to an account. */
export async function areasOfAppraiser(db: Db, campaign: string, account: string): Promise<string[]> {
  const rows = await db
    .selectFrom('appraiser_areas')
    .select('area')
    .where('campaign', '=', campaign)
    .where('account', '=', account)
    .orderBy('area')
    .execute();
  return rows.map(({ area }) => area);
}

/** All assignments of a campaign: account → codes of its areas. */
export async function assignedAreas(db: Db, campaign: string): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('appraiser_areas')
    .select(['account', 'area'])
    .where('campaign', '=', campaign)
    .orderBy('area')
    .execute();
  const found = new Map<string, string[]>();
  for (const { account, area } of rows) found.set(account, [...(found.get(account) ?? []), area]);
  return found;
}

/** Replaces the areas of an account. */
export async function putAreas(
  trx: Writing,
  campaign: string,
  account: string,
  areas: readonly string[],
): Promise<void> {
  await trx
    .deleteFrom('appraiser_areas')
    .where('campaign', '=', campaign)
    .where('account', '=', account)
    .execute();
  await insertEach(
    trx,
    'appraiser_areas',
    ['campaign', 'account', 'area'],
    areas.map((area) => [campaign, account, area]),
  );
}
