/** One request for every operation about keys for programs, and a key made for a test. */
import { findAccount } from '../../db/queries/accounts.ts';
import { makeApiKey } from '../../server/actions/manage-api-keys.ts';
import type { Scope } from '../../server/api-key-scopes.ts';
import { type Member, member } from '../help/member.ts';
import type { World } from '../help/world.ts';

export const EXPIRES = '2026-12-31';

export interface Key {
  readonly id: string;
  readonly secret: string;
}

/** A key of a member. */
export async function keyOf(
  world: World,
  { actor }: Member,
  input: { scopes?: readonly Scope[]; unit?: string; expiresOn?: string } = {},
): Promise<Key> {
  const { scopes = ['read-arrivals'], unit = 'TT', expiresOn = EXPIRES } = input;
  const made = await makeApiKey.run(world.environment, actor, {
    name: 'Kho số liệu',
    scopes,
    unit,
    expiresOn,
  });
  return { id: made.key.id, secret: made.secret };
}

/** Somebody's key, made when he still was an analyst: whoever holds an account may list and revoke his own. */
async function ownKey(world: World, caller: Member | null): Promise<string> {
  const analyst = await member(world, [{ role: 'analyst', unit: '' }]);
  const account = caller && (await findAccount(world.environment.db, caller.id));
  const actor = { ...analyst.actor, ...(account ? { id: account.id } : {}) };
  return (await keyOf(world, { ...analyst, actor })).id;
}

export const API_KEY_REQUESTS = {
  'make-api-key': {
    route: 'POST /api-keys',
    reach: 'unit',
    at: async (_world: World, caller: Member | null) => {
      const roles = caller?.actor.kind === 'account' ? caller.actor.grants.map(({ role }) => role) : [];
      const scopes = roles.includes('publisher') ? ['read-results'] : ['read-arrivals'];
      return { path: '/api-keys', body: { name: 'Kho số liệu', scopes, unit: 'TT', expiresOn: EXPIRES } };
    },
    done: 201,
  },
  'list-own-api-keys': {
    route: 'GET /api-keys',
    reach: 'self',
    at: () => ({ path: '/api-keys' }),
    done: 200,
  },
  'revoke-own-api-key': {
    route: 'DELETE /api-keys/{key}',
    reach: 'self',
    at: async (world: World, caller: Member | null) => ({ path: `/api-keys/${await ownKey(world, caller)}` }),
    done: 200,
  },
  'list-api-keys': {
    route: 'GET /issued-api-keys',
    reach: 'everywhere',
    at: () => ({ path: '/issued-api-keys' }),
    done: 200,
  },
  'revoke-api-key': {
    route: 'DELETE /issued-api-keys/{key}',
    reach: 'everywhere',
    at: async (world: World) => ({ path: `/issued-api-keys/${await ownKey(world, null)}` }),
    done: 200,
  },
} as const;
