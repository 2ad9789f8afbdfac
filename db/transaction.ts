/**
 * The only door to writing. A query that writes takes a `Writing`, and only `inTransaction` makes one; the guard in
 * `tests/guards` holds its callers to the two wrappers of decision 13.
 */
import type { Transaction } from 'kysely';
import { type Db, longRead, readerBeside } from './dialect.ts';
import type { Tables } from './tables.ts';

declare const writing: unique symbol;

/** A transaction that may write. */
export type Writing = Transaction<Tables> & { readonly [writing]: true };

/** Runs `work` in one transaction: all of it is stored, or nothing. */
export function inTransaction<T>(db: Db, work: (trx: Writing) => Promise<T>): Promise<T> {
  return db.transaction().execute((trx) => work(trx as Writing));
}

/**
 * Runs reads on one state of the database, however long they take and whoever writes meanwhile. It writes nothing, and
 * nobody waits for it but the settlement: on SQLite it has a connection of its own.
 */
export function inSnapshot<T>(db: Db, read: (trx: Db) => Promise<T>): Promise<T> {
  return longRead(db, async () => {
    const reader = readerBeside(db);
    try {
      const transaction = (reader ?? db).transaction();
      return await transaction.setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);
    } finally {
      await reader?.destroy();
    }
  });
}
