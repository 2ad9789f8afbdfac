/**
 * Who a key for programs stands for: its owner, cut down to its scopes and its unit, as long as it runs. Looked up each
 * time, so that a revocation, or a right taken from the owner, holds at once. A key and a cookie never add up: a request
 * that carries a key is the key's.
 */
import type { Db } from '../db/dialect.ts';
import { findAccount, type Grant } from '../db/queries/accounts.ts';
import { type ApiKey, findApiKey, touchApiKey } from '../db/queries/api-keys.ts';
import { unitAndAbove } from '../db/queries/units.ts';
import { inTransaction } from '../db/transaction.ts';
import { sha256 } from './actions/prepare-response.ts';
import { operationsOf } from './api-key-scopes.ts';
import { dayOf } from './core/calendar.ts';
import type { Environment } from './environment.ts';
import { Problem } from './problem.ts';
import { actorOf, type SignedIn, withoutHash } from './session.ts';

/** Another scheme is none of ours: a proxy in front may ask for its own. */
const BEARER = /^Bearer(?: +(.*))?$/i;
const SHAPE = /^td_[\w-]{43}$/;

/** What a request carries as a key; undefined: nothing. */
export function bearerOf(authorization: string | undefined): string | undefined {
  const found = BEARER.exec(authorization ?? '');
  return found ? (found[1] ?? '') : undefined;
}

/** @throws Problem `key-invalid` (unknown, revoked, or of an account that is disabled), `key-expired` */
export async function demandKey(environment: Environment, secret: string): Promise<SignedIn> {
  const secretHash = sha256(secret);
  const key = SHAPE.test(secret) ? await findApiKey(environment.db, 'secret_hash', secretHash) : null;
  if (!key || key.revokedAt !== null) throw new Problem('key-invalid');
  const today = dayOf(environment.now());
  if (key.expiresOn < today) throw new Problem('key-expired');
  const holder = await ownerOf(environment.db, key, secretHash);
  if (!holder) throw new Problem('key-invalid');
  if (key.usedOn !== today) await inTransaction(environment.db, (trx) => touchApiKey(trx, key.id, today));
  return holder;
}

/** The same for a line that stays open: null as soon as the key holds no more. */
export async function standingKey({ db, now }: Environment, secretHash: string): Promise<SignedIn | null> {
  const key = await findApiKey(db, 'secret_hash', secretHash);
  if (!key || key.revokedAt !== null || key.expiresOn < dayOf(now())) return null;
  return ownerOf(db, key, secretHash);
}

async function ownerOf(db: Db, key: ApiKey, secretHash: string): Promise<SignedIn | null> {
  const found = await findAccount(db, key.account);
  if (!found || found.disabled) return null;
  const account = withoutHash(found);
  const owner = actorOf(account);
  const actor = {
    ...owner,
    grants: await narrowed(db, owner.grants, key.unit),
    key: { id: key.id, operations: operationsOf(key.scopes) },
  };
  return { account, actor, secretHash };
}

/** What grants leave within a subtree: each cut to the smaller of the two, and gone where they do not meet. */
async function narrowed(db: Db, grants: readonly Grant[], unit: string): Promise<Grant[]> {
  if (unit === '') return [...grants];
  const above = await unitAndAbove(db, unit);
  const kept: Grant[] = [];
  for (const grant of grants) {
    if (grant.unit === '' || above.includes(grant.unit)) kept.push({ ...grant, unit });
    else if ((await unitAndAbove(db, grant.unit)).includes(unit)) kept.push(grant);
  }
  return kept;
}
