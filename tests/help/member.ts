/** Members of staff without the cost of hashing each time: one password, hashed once, and a session begun as at sign-in. */
import { findAccount, type Grant, insertAccount } from '../../db/queries/accounts.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Actor } from '../../server/access.ts';
import { signIn } from '../../server/actions/manage-sessions.ts';
import { randomId } from '../../server/environment.ts';
import { hashPassword } from '../../server/password.ts';
import type { World } from './world.ts';

export const PASSWORD = 'mat-khau-de-thu';

let hashed: Promise<string> | null = null;
let made = 0;

export interface Member {
  readonly id: string;
  readonly username: string;
  readonly actor: Actor;
  readonly cookie: string;
  request(method: string, path: string, body?: unknown): Promise<Response>;
}

/** Somebody with these roles, signed in. With `oneTime` the password was given by somebody else and is not changed yet. */
export async function member(
  world: World,
  grants: readonly Grant[],
  state: { oneTime?: boolean } = {},
): Promise<Member> {
  const { environment } = world;
  hashed ??= hashPassword(PASSWORD);
  const passwordHash = await hashed;
  made += 1;
  const id = randomId(environment);
  const username = `${grants[0]?.role ?? 'nobody'}-${made}`;
  const row = { id, username, name: username, oneTime: state.oneTime === true, disabled: false, grants };
  await inTransaction(environment.db, (trx) => insertAccount(trx, { ...row, passwordHash }, '2026-06-01'));
  const account = await findAccount(environment.db, id);
  if (!account) throw new Error('the account was not stored');
  const actor: Actor = { kind: 'account', id, name: username, grants };
  const cookie = `session=${await signIn.run(environment, actor, { account })}`;
  return { id, username, actor, cookie, request: requester(world, cookie) };
}

/** Sends requests as the page of staff would, with the cookie. */
export function requester(world: World, cookie: string): Member['request'] {
  return async (method, path, body) =>
    world.app.request(path, {
      method,
      headers: { 'Content-Type': 'application/json', ...(cookie ? { Cookie: cookie } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
}
