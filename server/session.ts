/**
 * Signing in and staying signed in. The browser holds 256 random bits in a cookie, the database only their hash; a
 * session ends after 30 idle minutes or 12 hours, at sign-out, and with its account.
 */
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import {
  type Account,
  findAccount,
  findAccountByName,
  findSession,
  touchSession,
} from '../db/queries/accounts.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Actor } from './access.ts';
import { ABSOLUTE_MS, changePassword, IDLE_MS, signIn, signOut } from './actions/manage-sessions.ts';
import { sha256 } from './actions/prepare-response.ts';
import type { Environment } from './environment.ts';
import { hashPassword, passwordMatches, SHORTEST_PASSWORD } from './password.ts';
import { Problem } from './problem.ts';

/** `seen at` is moved at most this often: reading a page is no reason to write each time. */
const TOUCH_MS = 5 * 60_000;

/** At most 10 tries in 15 minutes an account; never a lock that somebody else could set for good. */
const TRIES = { points: 10, duration: 15 * 60 };

export interface SignedIn {
  readonly account: Account;
  /** Until the one-time password is changed, the account holds no right. */
  readonly actor: Actor;
  readonly secretHash: string;
}

export function actorOf(account: Account): Extract<Actor, { kind: 'account' }> {
  return {
    kind: 'account',
    id: account.id,
    name: account.name,
    grants: account.oneTime ? [] : account.grants,
  };
}

export function withoutHash<T extends { passwordHash: string }>({
  passwordHash: _,
  ...account
}: T): Omit<T, 'passwordHash'> {
  return account;
}

export class Sessions {
  readonly #tries = new RateLimiterMemory(TRIES);
  /** The hash of a password nobody has: an unknown name takes as long as a wrong password. */
  #nobody: Promise<string> | null = null;

  constructor(private readonly environment: Environment) {}

  /** @returns the secret for the cookie. @throws Problem `wrong-credentials` or `too-many-attempts` */
  async signIn(username: string, password: string): Promise<{ secret: string; account: Account }> {
    const name = username.trim().toLowerCase();
    await this.#tries.consume(name).catch((refusal: RateLimiterRes) => {
      throw new Problem('too-many-attempts', [], Math.ceil(refusal.msBeforeNext / 1000));
    });
    const found = await findAccountByName(this.environment.db, name);
    this.#nobody ??= hashPassword('nobody has this password');
    const matches = await passwordMatches(found?.passwordHash ?? (await this.#nobody), password);
    if (!found || !matches || found.disabled) throw new Problem('wrong-credentials');
    await this.#tries.delete(name);
    const account = withoutHash(found);
    return { secret: await signIn.run(this.environment, actorOf(account), { account }), account };
  }

  /** Who holds the secret, or null: unknown, expired or disabled. */
  async find(secret: string): Promise<SignedIn | null> {
    const found = await this.#look(sha256(secret));
    if (!found) return null;
    const { signedIn, idle } = found;
    const now = this.environment.now().toISOString();
    if (idle > TOUCH_MS)
      await inTransaction(this.environment.db, (trx) => touchSession(trx, signedIn.secretHash, now));
    return signedIn;
  }

  /** The same for a page that only listens: it keeps nobody signed in. */
  async standing(secretHash: string): Promise<SignedIn | null> {
    return (await this.#look(secretHash))?.signedIn ?? null;
  }

  async #look(secretHash: string): Promise<{ signedIn: SignedIn; idle: number } | null> {
    const { db } = this.environment;
    const session = await findSession(db, secretHash);
    if (!session) return null;
    const now = this.environment.now();
    const idle = now.getTime() - Date.parse(session.seenAt);
    if (idle > IDLE_MS || now.getTime() - Date.parse(session.createdAt) > ABSOLUTE_MS) return null;
    const found = await findAccount(db, session.account);
    if (!found || found.disabled) return null;
    const account = withoutHash(found);
    return { signedIn: { account, actor: actorOf(account), secretHash: session.secretHash }, idle };
  }

  async signOut({ account, actor, secretHash }: SignedIn): Promise<void> {
    await signOut.run(this.environment, actor, { account, secretHash });
  }

  /** Sets a new password; every other session of the account ends. @returns the secret of a new session */
  async changePassword({ account, actor }: SignedIn, current: string, wanted: string): Promise<string> {
    const found = await findAccount(this.environment.db, account.id);
    if (!found || !(await passwordMatches(found.passwordHash, current)))
      throw new Problem('wrong-credentials', [{ field: 'current', code: 'wrong-credentials' }]);
    if ([...wanted].length < SHORTEST_PASSWORD)
      throw new Problem('malformed-request', [
        { field: 'wanted', code: 'too-short', limit: String(SHORTEST_PASSWORD) },
      ]);
    if (wanted === current)
      throw new Problem('malformed-request', [{ field: 'wanted', code: 'same-as-before' }]);
    const passwordHash = await hashPassword(wanted);
    return changePassword.run(this.environment, actor, { account, passwordHash });
  }
}
