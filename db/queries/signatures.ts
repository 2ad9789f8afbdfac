/** Keys whose owners sign publications, and the signatures that were brought. */
import type { Db } from '../dialect.ts';
import type { SigningKeyTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export interface SigningKey {
  /** Fingerprint. */
  readonly id: string;
  readonly province: string;
  readonly name: string;
  /** Ed25519, raw, base64. */
  readonly publicKey: string;
  readonly addedBy: string;
  readonly addedAt: string;
  readonly retiredAt: string | null;
}

const toKey = (row: SigningKeyTable): SigningKey => ({
  id: row.id,
  province: row.province,
  name: row.name,
  publicKey: row.public_key,
  addedBy: row.added_by,
  addedAt: row.added_at,
  retiredAt: row.retired_at,
});

export async function findSigningKey(db: Db, id: string): Promise<SigningKey | null> {
  const row = await db.selectFrom('signing_keys').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toKey(row) : null;
}

/** In the order in which they were added. */
export async function listSigningKeys(db: Db): Promise<SigningKey[]> {
  const rows = await db.selectFrom('signing_keys').selectAll().orderBy('added_at').orderBy('id').execute();
  return rows.map(toKey);
}

export async function insertSigningKey(trx: Writing, key: SigningKey): Promise<void> {
  const { id, province, name, publicKey, addedBy, addedAt, retiredAt } = key;
  const more = { public_key: publicKey, added_by: addedBy, added_at: addedAt, retired_at: retiredAt };
  await trx
    .insertInto('signing_keys')
    .values({ id, province, name, ...more })
    .execute();
}

/** @param at null: it is in use again */
export async function retireSigningKey(trx: Writing, id: string, at: string | null): Promise<void> {
  await trx.updateTable('signing_keys').set({ retired_at: at }).where('id', '=', id).execute();
}

/** Fingerprints of keys that have signed nothing. */
export async function unusedSigningKeys(db: Db): Promise<Set<string>> {
  const rows = await db
    .selectFrom('signing_keys')
    .leftJoin('signatures', 'signatures.key', 'signing_keys.id')
    .select('signing_keys.id')
    .where('signatures.key', 'is', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export async function deleteSigningKey(trx: Writing, id: string): Promise<void> {
  await trx.deleteFrom('signing_keys').where('id', '=', id).execute();
}

/** A signature with the key it was made with. */
export interface StoredSignature {
  readonly key: SigningKey;
  /** Base64. */
  readonly signature: string;
  readonly broughtBy: string;
  readonly broughtAt: string;
}

/** Of a publication, in the order in which they were brought. */
export async function listSignatures(db: Db, campaign: string, revision: number): Promise<StoredSignature[]> {
  const rows = await db
    .selectFrom('signatures')
    .innerJoin('signing_keys', 'signing_keys.id', 'signatures.key')
    .selectAll('signing_keys')
    .select(['signature', 'brought_by', 'brought_at'])
    .where('campaign', '=', campaign)
    .where('revision', '=', revision)
    .orderBy('brought_at')
    .orderBy('signing_keys.id')
    .execute();
  return rows.map(({ signature, brought_by, brought_at, ...key }) => ({
    key: toKey(key),
    signature,
    broughtBy: brought_by,
    broughtAt: brought_at,
  }));
}

interface NewSignature extends Omit<StoredSignature, 'key'> {
  readonly campaign: string;
  readonly revision: number;
  /** Fingerprint. */
  readonly key: string;
}

export async function insertSignature(trx: Writing, made: NewSignature): Promise<void> {
  const { campaign, revision, key, signature, broughtBy, broughtAt } = made;
  await trx
    .insertInto('signatures')
    .values({ campaign, revision, key, signature, brought_by: broughtBy, brought_at: broughtAt })
    .execute();
}
