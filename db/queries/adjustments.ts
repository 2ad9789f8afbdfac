/** Points given to a unit or taken from it outside the tree. */
import type { Adjustment } from '../../server/core/campaign.ts';
import type { Db } from '../dialect.ts';
import type { Writing } from '../transaction.ts';

export type OwnAdjustment = Omit<Adjustment, 'unit'>;

/** Those of one unit, in the order in which they were recorded. */
export async function adjustmentsOf(db: Db, campaign: string, unit: string): Promise<OwnAdjustment[]> {
  return db
    .selectFrom('adjustments')
    .select(['kind', 'points', 'reason', 'document'])
    .where('campaign', '=', campaign)
    .where('unit', '=', unit)
    .orderBy('position')
    .execute();
}

/** The unit's list in place of the one before; the others keep their places. */
export async function putAdjustments(
  trx: Writing,
  campaign: string,
  unit: string,
  adjustments: readonly OwnAdjustment[],
): Promise<void> {
  await trx.deleteFrom('adjustments').where('campaign', '=', campaign).where('unit', '=', unit).execute();
  const last = await trx
    .selectFrom('adjustments')
    .select((eb) => eb.fn.max('position').as('top'))
    .where('campaign', '=', campaign)
    .executeTakeFirst();
  for (const [at, { kind, points, reason, document }] of adjustments.entries())
    await trx
      .insertInto('adjustments')
      .values({ campaign, position: Number(last?.top ?? 0) + at + 1, unit, kind, points, reason, document })
      .execute();
}
