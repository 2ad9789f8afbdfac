/**
 * The only door to writing. A query that writes takes a `Writing`, and only `inTransaction` makes one; the guard in
 * `tests/guards` holds its callers to the two wrappers of decision 13.
 */
import type { Transaction } from 'kysely';
import type { Db } from './dialect.ts';
import type { Tables } from './tables.ts';

declare const writing: unique symbol;

/** A transaction that may write. */
export type Writing = Transaction<Tables> & { readonly [writing]: true };

/** Runs `work` in one transaction: all of it is stored, or nothing. */
export function inTransaction<T>(db: Db, work: (trx: Writing) => Promise<T>): Promise<T> {
  return db.transaction().execute((trx) => work(trx as Writing));
}
