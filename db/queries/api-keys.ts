/** Keys with which programs act for members of staff. Of a key only the hash of its secret is kept. */
import type { Db } from '../dialect.ts';
import type { ApiKeyTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export interface ApiKey {
  readonly id: string;
  /** Account id of its owner. */
  readonly account: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** It holds for this unit and all below; '' = everywhere. */
  readonly unit: string;
  /** Last day, inclusive. */
  readonly expiresOn: string;
  readonly createdAt: string;
  readonly usedOn: string | null;
  readonly revokedAt: string | null;
}

const toKey = (row: ApiKeyTable): ApiKey => ({
  id: row.id,
  account: row.account,
  name: row.name,
  scopes: JSON.parse(row.scopes),
  unit: row.unit,
  expiresOn: row.expires_on,
  createdAt: row.created_at,
  usedOn: row.used_on,
  revokedAt: row.revoked_at,
});

/** Keys of an account, or of all; the newest first. */
export async function listApiKeys(db: Db, account?: string): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom('api_keys')
    .selectAll()
    .$if(account !== undefined, (q) => q.where('account', '=', account ?? ''))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(toKey);
}

export async function findApiKey(db: Db, by: 'id' | 'secret_hash', value: string): Promise<ApiKey | null> {
  const row = await db.selectFrom('api_keys').selectAll().where(by, '=', value).executeTakeFirst();
  return row ? toKey(row) : null;
}

export async function insertApiKey(trx: Writing, key: ApiKey, secretHash: string): Promise<void> {
  await trx
    .insertInto('api_keys')
    .values({
      id: key.id,
      account: key.account,
      name: key.name,
      secret_hash: secretHash,
      scopes: JSON.stringify(key.scopes),
      unit: key.unit,
      expires_on: key.expiresOn,
      created_at: key.createdAt,
      used_on: key.usedOn,
      revoked_at: key.revokedAt,
      revoked_by: null,
    })
    .execute();
}

/** Notes the day of use, so that a key that nobody uses is seen. */
export async function touchApiKey(trx: Writing, id: string, day: string): Promise<void> {
  await trx.updateTable('api_keys').set({ used_on: day }).where('id', '=', id).execute();
}

/** The first revocation stands. */
export async function revokeKey(trx: Writing, id: string, at: string, by: string): Promise<void> {
  await trx
    .updateTable('api_keys')
    .set({ revoked_at: at, revoked_by: by })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
}
