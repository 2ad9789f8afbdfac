/** Keys for programs: a member of staff makes one for himself, and takes it back; an administrator takes back anybody's. */
import { type ApiKey, findApiKey, insertApiKey, revokeKey } from '../../db/queries/api-keys.ts';
import { unitAndAbove } from '../../db/queries/units.ts';
import type { Writing } from '../../db/transaction.ts';
import { type Actor, actorName } from '../access.ts';
import { holdsScope, type Scope } from '../api-key-scopes.ts';
import { addDays, dayOf, isDay } from '../core/calendar.ts';
import { type Environment, randomId } from '../environment.ts';
import { Problem, type ProblemPlace } from '../problem.ts';
import { action, everywhere } from './action.ts';
import { sha256 } from './prepare-response.ts';

/** By which a key is known in a log or a file where it does not belong. */
export const KEY_PREFIX = 'td_';
/** 256 bits. */
const SECRET_BYTES = 32;
const LONGEST_NAME = 80;
/** Days from today to the last day a key may have: one year. */
export const LONGEST_KEY = 365;

export interface ApiKeyInput {
  /** What it is for, in words of its owner. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** It holds for this unit and all below; '' = everywhere. */
  readonly unit: string;
  /** Last day, inclusive. */
  readonly expiresOn: string;
}

const place = (field: string, code: string): ProblemPlace => ({ field, code });

function expiryFault(expiresOn: string, today: string): ProblemPlace[] {
  if (!isDay(expiresOn)) return [place('expiresOn', 'not-a-day')];
  if (expiresOn < today) return [place('expiresOn', 'expires-in-past')];
  return expiresOn > addDays(today, LONGEST_KEY) ? [place('expiresOn', 'expires-too-late')] : [];
}

function nameFault(name: string): ProblemPlace[] {
  if (name === '') return [place('name', 'required')];
  return name.length > LONGEST_NAME ? [place('name', 'name-too-long')] : [];
}

/** A key reaches no further than its owner: each scope must be his, at the unit. */
async function scopeFaults(trx: Writing, actor: Actor, input: ApiKeyInput): Promise<ProblemPlace[]> {
  if (input.scopes.length === 0) return [place('scopes', 'no-scope')];
  const above = input.unit === '' ? null : await unitAndAbove(trx, input.unit);
  if (above?.length === 0) return [place('unit', 'unknown-unit')];
  const foreign = input.scopes.some((scope) => !holdsScope(actor, scope, above));
  return foreign ? [place('scopes', 'scope-not-held')] : [];
}

/** @returns the secret, shown once, of which only the hash is stored. @throws Problem `malformed-request` with every place */
export const makeApiKey = action({
  name: 'make-api-key',
  unit: async (_trx, input: ApiKeyInput) => input.unit || null,
  run: async (trx, input, { environment, actor }) => {
    const name = input.name.trim();
    const faults = [
      ...nameFault(name),
      ...(await scopeFaults(trx, actor, input)),
      ...expiryFault(input.expiresOn, dayOf(environment.now())),
    ];
    if (faults.length > 0) throw new Problem('malformed-request', faults);
    const secret = freshSecret(environment);
    const key: ApiKey = {
      id: randomId(environment),
      account: actorName(actor),
      name,
      scopes: [...new Set(input.scopes)],
      unit: input.unit,
      expiresOn: input.expiresOn,
      createdAt: environment.now().toISOString(),
      usedOn: null,
      revokedAt: null,
    };
    await insertApiKey(trx, key, sha256(secret));
    return { key, secret };
  },
  audit: (_input, { key }) => lineOf({}, key),
});

const freshSecret = ({ randomBytes }: Environment) =>
  `${KEY_PREFIX}${Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url')}`;

interface OneKey {
  readonly key: string;
}

const lineOf = (_input: unknown, { id, name, scopes, unit, expiresOn }: ApiKey) => ({
  subject: `api-key ${id}`,
  details: { name, scopes, unit, expiresOn },
});

const notThere = () => new Problem('not-found', [place('key', 'not-found')]);

async function revoke(trx: Writing, key: ApiKey, environment: Environment, actor: Actor): Promise<ApiKey> {
  await revokeKey(trx, key.id, environment.now().toISOString(), actorName(actor));
  return key;
}

/** One's own key; that of somebody else is not there. @throws Problem `not-found` */
export const revokeOwnApiKey = action({
  name: 'revoke-own-api-key',
  unit: everywhere,
  run: async (trx, input: OneKey, { environment, actor }) => {
    const key = await findApiKey(trx, 'id', input.key);
    if (key?.account !== actorName(actor)) throw notThere();
    return revoke(trx, key, environment, actor);
  },
  audit: lineOf,
});

/** @throws Problem `not-found` */
export const revokeApiKey = action({
  name: 'revoke-api-key',
  unit: everywhere,
  run: async (trx, input: OneKey, { environment, actor }) => {
    const key = await findApiKey(trx, 'id', input.key);
    if (!key) throw notThere();
    return revoke(trx, key, environment, actor);
  },
  audit: lineOf,
});
