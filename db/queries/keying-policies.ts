/** Which share of a campaign's sheets is keyed twice. */
import type { KeyingPolicy } from '../../server/core/keying-policy.ts';
import type { Db } from '../dialect.ts';
import type { Writing } from '../transaction.ts';

/** The campaign's own policy; null: it has none, and every sheet is keyed twice. */
export async function findKeyingPolicy(db: Db, campaign: string): Promise<KeyingPolicy | null> {
  const row = await db
    .selectFrom('keying_policies')
    .select(['share', 'seed'])
    .where('campaign', '=', campaign)
    .executeTakeFirst();
  return row ?? null;
}

export async function putKeyingPolicy(trx: Writing, campaign: string, policy: KeyingPolicy): Promise<void> {
  const { share, seed } = policy;
  await trx
    .insertInto('keying_policies')
    .values({ campaign, share, seed })
    .onConflict((oc) => oc.column('campaign').doUpdateSet({ share, seed }))
    .execute();
}
