/** How the units below a unit were classed, for a class cap. */
import type { Subordinates } from '../../server/core/campaign.ts';
import { type Db, insertEach } from '../dialect.ts';
import type { Writing } from '../transaction.ts';

export async function subordinatesOf(db: Db, campaign: string): Promise<Subordinates[]> {
  return db
    .selectFrom('subordinates')
    .select(['unit', 'units', 'reaching', 'document'])
    .where('campaign', '=', campaign)
    .orderBy('unit')
    .execute();
}

/** The whole list in place of the one before. */
export async function putSubordinates(
  trx: Writing,
  campaign: string,
  rows: readonly Subordinates[],
): Promise<void> {
  await trx.deleteFrom('subordinates').where('campaign', '=', campaign).execute();
  await insertEach(
    trx,
    'subordinates',
    ['campaign', 'unit', ['units', 'integer'], ['reaching', 'integer'], 'document'],
    rows.map((row) => [campaign, row.unit, row.units, row.reaching, row.document]),
  );
}
