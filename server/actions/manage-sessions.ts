/** Beginning and ending a session, and changing one's own password: each leaves its line in the trail. */
import {
  type Account,
  deleteOldSessions,
  deleteSession,
  deleteSessionsOf,
  insertSession,
  setPassword,
} from '../../db/queries/accounts.ts';
import type { Writing } from '../../db/transaction.ts';
import type { Environment } from '../environment.ts';
import { action, everywhere } from './action.ts';
import { sha256 } from './prepare-response.ts';

/** A session ends after this much rest, and in any case after this long. */
export const IDLE_MS = 30 * 60_000;
export const ABSOLUTE_MS = 12 * 3_600_000;

const SECRET_BYTES = 32;

interface OwnAccount {
  readonly account: Account;
}

const ownAccount = (input: OwnAccount) => ({ subject: `account ${input.account.username}`, details: {} });

async function begin(trx: Writing, environment: Environment, account: string): Promise<string> {
  const secret = Buffer.from(environment.randomBytes(SECRET_BYTES)).toString('base64url');
  const now = environment.now();
  const before = (ms: number) => new Date(now.getTime() - ms).toISOString();
  await deleteOldSessions(trx, before(ABSOLUTE_MS), before(IDLE_MS));
  const at = now.toISOString();
  await insertSession(trx, { secretHash: sha256(secret), account, createdAt: at, seenAt: at });
  return secret;
}

/** @returns the secret for the cookie: 256 random bits, of which only the hash is stored */
export const signIn = action({
  name: 'sign-in',
  unit: everywhere,
  run: (trx, input: OwnAccount, { environment }) => begin(trx, environment, input.account.id),
  audit: ownAccount,
});

export const signOut = action({
  name: 'sign-out',
  unit: everywhere,
  run: (trx, input: OwnAccount & { readonly secretHash: string }) => deleteSession(trx, input.secretHash),
  audit: ownAccount,
});

/** Every session of the account ends. @returns the secret of a new one */
export const changePassword = action({
  name: 'change-password',
  unit: everywhere,
  run: async (trx, input: OwnAccount & { readonly passwordHash: string }, { environment }) => {
    await setPassword(trx, input.account.id, input.passwordHash, false);
    await deleteSessionsOf(trx, input.account.id);
    return begin(trx, environment, input.account.id);
  },
  audit: ownAccount,
});
