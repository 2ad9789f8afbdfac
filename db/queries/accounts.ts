/** Staff accounts, their grants and sessions. Of a session only the hash of its secret is kept. */
import type { Db } from '../dialect.ts';
import type { AccountTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

/** A role for one unit and all below it; `unit` '' = everywhere. */
export interface Grant {
  readonly role: string;
  readonly unit: string;
}

export interface Account {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly oneTime: boolean;
  readonly disabled: boolean;
  readonly grants: readonly Grant[];
}

/** An account with its password hash, for signing in only. */
export interface AccountWithPassword extends Account {
  readonly passwordHash: string;
}

async function withGrants(db: Db, row: AccountTable): Promise<AccountWithPassword> {
  const grants = await db
    .selectFrom('grants')
    .select(['role', 'unit'])
    .where('account', '=', row.id)
    .orderBy('role')
    .orderBy('unit')
    .execute();
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    passwordHash: row.password_hash,
    oneTime: row.one_time === 1,
    disabled: row.disabled === 1,
    grants,
  };
}

export async function findAccountByName(db: Db, username: string): Promise<AccountWithPassword | null> {
  const row = await db.selectFrom('accounts').selectAll().where('username', '=', username).executeTakeFirst();
  return row ? withGrants(db, row) : null;
}

export async function findAccount(db: Db, id: string): Promise<AccountWithPassword | null> {
  const row = await db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? withGrants(db, row) : null;
}

export async function listAccounts(db: Db): Promise<Account[]> {
  const rows = await db.selectFrom('accounts').selectAll().orderBy('username').execute();
  const accounts = await Promise.all(rows.map((row) => withGrants(db, row)));
  return accounts.map(({ passwordHash: _, ...account }) => account);
}

/** Names by id, of those that are there. */
export async function accountNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('accounts')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function countAccounts(db: Db): Promise<number> {
  const row = await db
    .selectFrom('accounts')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

export async function insertAccount(
  trx: Writing,
  account: AccountWithPassword,
  createdAt: string,
): Promise<void> {
  await trx
    .insertInto('accounts')
    .values({
      id: account.id,
      username: account.username,
      name: account.name,
      password_hash: account.passwordHash,
      one_time: account.oneTime ? 1 : 0,
      disabled: 0,
      created_at: createdAt,
    })
    .execute();
  await setGrants(trx, account.id, account.grants);
}

export async function setGrants(trx: Writing, account: string, grants: readonly Grant[]): Promise<void> {
  await trx.deleteFrom('grants').where('account', '=', account).execute();
  if (grants.length === 0) return;
  await trx
    .insertInto('grants')
    .values(grants.map((grant) => ({ account, ...grant })))
    .execute();
}

export async function setPassword(
  trx: Writing,
  account: string,
  passwordHash: string,
  oneTime: boolean,
): Promise<void> {
  await trx
    .updateTable('accounts')
    .set({ password_hash: passwordHash, one_time: oneTime ? 1 : 0 })
    .where('id', '=', account)
    .execute();
}

/** Disables or enables an account. Its sessions end with it. */
export async function setDisabled(trx: Writing, account: string, disabled: boolean): Promise<void> {
  await trx
    .updateTable('accounts')
    .set({ disabled: disabled ? 1 : 0 })
    .where('id', '=', account)
    .execute();
}

export interface Session {
  readonly secretHash: string;
  readonly account: string;
  readonly createdAt: string;
  readonly seenAt: string;
}

export async function findSession(db: Db, secretHash: string): Promise<Session | null> {
  const row = await db
    .selectFrom('sessions')
    .selectAll()
    .where('secret_hash', '=', secretHash)
    .executeTakeFirst();
  return row
    ? { secretHash: row.secret_hash, account: row.account, createdAt: row.created_at, seenAt: row.seen_at }
    : null;
}

export async function insertSession(trx: Writing, session: Session): Promise<void> {
  await trx
    .insertInto('sessions')
    .values({
      secret_hash: session.secretHash,
      account: session.account,
      created_at: session.createdAt,
      seen_at: session.seenAt,
    })
    .execute();
}

export async function touchSession(trx: Writing, secretHash: string, seenAt: string): Promise<void> {
  await trx.updateTable('sessions').set({ seen_at: seenAt }).where('secret_hash', '=', secretHash).execute();
}

export async function deleteSession(trx: Writing, secretHash: string): Promise<void> {
  await trx.deleteFrom('sessions').where('secret_hash', '=', secretHash).execute();
}

/** Ends every session of an account, or all but one. */
export async function deleteSessionsOf(trx: Writing, account: string, except?: string): Promise<void> {
  await trx
    .deleteFrom('sessions')
    .where('account', '=', account)
    .where('secret_hash', '!=', except ?? '')
    .execute();
}

/** Removes sessions that began before `createdBefore` or rested since before `seenBefore`. */
export async function deleteOldSessions(
  trx: Writing,
  createdBefore: string,
  seenBefore: string,
): Promise<void> {
  await trx
    .deleteFrom('sessions')
    .where((eb) => eb.or([eb('created_at', '<', createdBefore), eb('seen_at', '<', seenBefore)]))
    .execute();
}
