/** What differs between SQLite and PostgreSQL; the only file that asks which database it speaks to. */
import { CompiledQuery, type Kysely, PostgresAdapter, SqliteAdapter, sql } from 'kysely';
import type { Tables } from './tables.ts';
import type { Writing } from './transaction.ts';

export type Database = 'sqlite' | 'postgres';

/** A database or a transaction on it, for reading. */
export type Db = Kysely<Tables>;

export function databaseOf(db: Kysely<never> | Db): Database {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}

/** Column name → PostgreSQL type, for columns sent as arrays. Text unless said otherwise. */
type Columns = readonly (
  | string
  | readonly [name: string, type: 'integer' | 'smallint' | 'numeric' | 'bytea']
)[];
type Cell = string | number | Uint8Array | null;

const nameOf = (column: Columns[number]) => (typeof column === 'string' ? column : column[0]);
const typeOf = (column: Columns[number]) => (typeof column === 'string' ? 'text' : column[1]);
const names = (columns: Columns) => columns.map(nameOf);

/** `unnest($1::text[], $2::integer[])`: many rows as one parameter a column. */
function unnest(columns: Columns): string {
  return `unnest(${columns.map((column, i) => `$${i + 1}::${typeOf(column)}[]`).join(', ')})`;
}

function columnArrays(columns: Columns, rows: readonly (readonly Cell[])[]): unknown[] {
  return columns.map((_, i) => rows.map((row) => row[i] ?? null));
}

/** SQLite's adapter with the connection under it, so that rows by the hundred need no promise each. */
export class DirectSqliteAdapter extends SqliteAdapter {
  constructor(
    readonly connection: {
      prepare(text: string): {
        reader: boolean;
        all(...row: unknown[]): unknown[];
        run(...row: unknown[]): unknown;
      };
    },
    /** Opens the same file once more, for reading only: who reads long there keeps nobody from writing here. */
    readonly openReader: () => Db,
  ) {
    super();
  }
}

/** A connection for a long read beside all others, to be closed after it; null where every transaction has its own. */
export function readerBeside(db: Db): Db | null {
  const { adapter } = db.getExecutor();
  return adapter instanceof DirectSqliteAdapter ? adapter.openReader() : null;
}

/** Long reads of old states, by database: while one lasts, what it may still see cannot be wiped. */
class LongReads {
  readonly #underway = new Set<Promise<unknown>>();
  #wiping: Promise<unknown> = Promise.resolve();

  async run<T>(read: () => Promise<T>): Promise<T> {
    await this.#wiping;
    const running = read();
    this.#underway.add(running);
    return running.finally(() => this.#underway.delete(running));
  }

  /** After those under way, and before any that comes later. */
  async wipe(work: () => Promise<void>): Promise<void> {
    const wiping = (async () => {
      await this.#wiping;
      await Promise.allSettled(this.#underway);
      await work();
    })();
    this.#wiping = wiping.catch(() => undefined);
    return wiping;
  }
}

const longReads = new WeakMap<object, LongReads>();

/** The same for a database and every transaction on it. */
function longReadsOf(db: Db): LongReads {
  const { adapter } = db.getExecutor();
  const known = longReads.get(adapter) ?? new LongReads();
  longReads.set(adapter, known);
  return known;
}

/** A read of one state of the database that may last: whoever wipes old states waits for its end. */
export const longRead = <T>(db: Db, read: () => Promise<T>): Promise<T> => longReadsOf(db).run(read);

/**
 * Runs one statement for many rows: on SQLite the prepared statement once per row, without a promise between them; on
 * PostgreSQL once for all of them, the columns sent as arrays. Takes a transaction: SQLite's one connection is in it.
 * @returns the rows that the statement returned
 */
async function forEachRow<Row>(
  trx: Writing,
  statement: { sqlite: string; postgres: string },
  columns: Columns,
  rows: readonly (readonly Cell[])[],
): Promise<Row[]> {
  if (rows.length === 0) return [];
  const { adapter } = trx.getExecutor();
  if (adapter instanceof DirectSqliteAdapter) {
    const prepared = adapter.connection.prepare(statement.sqlite);
    if (prepared.reader) return rows.flatMap((row) => prepared.all(...row) as Row[]);
    for (const row of rows) prepared.run(...row);
    return [];
  }
  const query = CompiledQuery.raw(statement.postgres, columnArrays(columns, rows));
  return (await trx.executeQuery<Row>(query)).rows;
}

/** Inserts rows. With `skipExisting`, rows whose key is taken are left out and the others' `returning` column comes back. */
export async function insertEach<Row>(
  trx: Writing,
  table: keyof Tables,
  columns: Columns,
  rows: readonly (readonly Cell[])[],
  skipExisting?: { returning: string },
): Promise<Row[]> {
  const into = `insert into ${table} (${names(columns).join(', ')})`;
  const tail = skipExisting ? ` on conflict do nothing returning ${skipExisting.returning}` : '';
  return forEachRow<Row>(
    trx,
    {
      sqlite: `${into} values (${columns.map(() => '?').join(', ')})${tail}`,
      postgres: `${into} select * from ${unnest(columns)}${tail}`,
    },
    columns,
    rows,
  );
}

/** Adds to counter columns, creating the row where it is missing. */
export async function addEach(
  trx: Writing,
  table: keyof Tables,
  key: Columns,
  counters: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const columns: Columns = [...key, ...counters.map((name) => [name, 'integer'] as const)];
  const add = counters.map((name) => `${name} = ${table}.${name} + excluded.${name}`).join(', ');
  const into = `insert into ${table} (${names(columns).join(', ')})`;
  const tail = ` on conflict (${names(key).join(', ')}) do update set ${add}`;
  await forEachRow(
    trx,
    {
      sqlite: `${into} values (${columns.map(() => '?').join(', ')})${tail}`,
      postgres: `${into} select * from ${unnest(columns)}${tail}`,
    },
    columns,
    rows,
  );
}

/** Inserts rows, or overwrites all other columns where the key is taken. */
export async function putEach(
  trx: Writing,
  table: keyof Tables,
  key: Columns,
  others: Columns,
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const columns: Columns = [...key, ...others];
  const set = names(others).map((name) => `${name} = excluded.${name}`);
  const into = `insert into ${table} (${names(columns).join(', ')})`;
  const tail = ` on conflict (${names(key).join(', ')}) do update set ${set.join(', ')}`;
  await forEachRow(
    trx,
    {
      sqlite: `${into} values (${columns.map(() => '?').join(', ')})${tail}`,
      postgres: `${into} select * from ${unnest(columns)}${tail}`,
    },
    columns,
    rows,
  );
}

/**
 * Rows with the given keys. With `lock`, PostgreSQL holds them until the transaction ends, taken in key order so that
 * two groups never wait for each other; SQLite has one writer and needs none.
 */
export async function selectEach<Row>(
  trx: Writing,
  table: keyof Tables,
  key: Columns,
  keys: readonly (readonly Cell[])[],
  lock: 'lock' | 'read' = 'read',
): Promise<Row[]> {
  const columns = names(key);
  const order = columns.map((name) => `t.${name}`).join(', ');
  return forEachRow<Row>(
    trx,
    {
      sqlite: `select * from ${table} where ${columns.map((name) => `${name} = ?`).join(' and ')}`,
      postgres: `select t.* from ${table} t join ${unnest(key)} as wanted (${columns.join(', ')}) on ${columns
        .map((name) => `t.${name} = wanted.${name}`)
        .join(' and ')} order by ${order}${lock === 'lock' ? ' for update of t' : ''}`,
    },
    key,
    keys,
  );
}

/** Sets one column of the rows with the given keys where it holds `from`; returns the column `returning` of those changed. */
export async function moveEach<Row>(
  trx: Writing,
  table: keyof Tables,
  key: Columns,
  change: { column: string; from: string; to: string; returning: string },
  keys: readonly (readonly Cell[])[],
): Promise<Row[]> {
  const columns = names(key);
  const set = `update ${table} set ${change.column} = '${change.to}'`;
  const was = `${change.column} = '${change.from}'`;
  return forEachRow<Row>(
    trx,
    {
      sqlite: `${set} where ${columns.map((name) => `${name} = ?`).join(' and ')} and ${was} returning ${change.returning}`,
      postgres: `${set} from ${unnest(key)} as wanted (${columns.join(', ')}) where ${columns
        .map((name) => `${table}.${name} = wanted.${name}`)
        .join(' and ')} and ${table}.${was} returning ${table}.${change.returning}`,
    },
    key,
    keys,
  );
}

/** Deletes the rows with the given keys. */
export async function deleteEach(
  trx: Writing,
  table: keyof Tables,
  key: Columns,
  keys: readonly (readonly Cell[])[],
): Promise<void> {
  const columns = names(key);
  await forEachRow(
    trx,
    {
      sqlite: `delete from ${table} where ${columns.map((name) => `${name} = ?`).join(' and ')}`,
      postgres: `delete from ${table} using ${unnest(key)} as gone (${columns.join(', ')}) where ${columns
        .map((name) => `${table}.${name} = gone.${name}`)
        .join(' and ')}`,
    },
    key,
    keys,
  );
}

/**
 * Keeps everybody else from writing to the tables until the transaction ends; readers go on. SQLite has one writer:
 * a write that changes nothing takes its place, before anything is read that might be old by the time it is written.
 * Taken in the order in which intake touches them, so that neither waits for the other for ever.
 */
export async function holdTables(db: Db, tables: readonly (keyof Tables)[]): Promise<void> {
  for (const table of tables)
    if (databaseOf(db) === 'postgres')
      await sql`lock table ${sql.table(table)} in exclusive mode`.execute(db);
    else await sql`delete from ${sql.table(table)} where 0`.execute(db);
}

/**
 * Wipes what the order of arrival left outside the rows (decision 17): on PostgreSQL dead row versions, on SQLite free
 * pages and the write-ahead log. Runs outside any transaction, and after all long reads: they would keep both alive.
 */
export function forgetOrder(db: Db, tables: readonly (keyof Tables)[]): Promise<void> {
  return longReadsOf(db).wipe(async () => {
    if (databaseOf(db) === 'postgres') {
      for (const table of tables) await sql`vacuum ${sql.table(table)}`.execute(db);
      return;
    }
    await sql`vacuum`.execute(db);
    await sql`pragma wal_checkpoint(truncate)`.execute(db);
  });
}

/** What an error from the database means for the one who asked (decision 14). */
export function storageTrouble(error: unknown): 'fatal' | 'unavailable' | null {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  if (/^SQLITE_(IOERR|CORRUPT|NOTADB)/.test(code)) return 'fatal';
  if (/^SQLITE_(FULL|BUSY|LOCKED|READONLY|CANTOPEN)/.test(code)) return 'unavailable';
  // PostgreSQL: XX00x is corruption or an internal fault, 58xxx a system error, 53xxx no resources, 57Pxx shutting down, 08xxx connection.
  if (/^(XX00[012]|58030)$/.test(code)) return 'fatal';
  if (/^(08|53|57P|55P03|58)/.test(code)) return 'unavailable';
  if (/^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/.test(code)) return 'unavailable';
  if (
    error instanceof Error &&
    /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect/.test(
      error.message,
    )
  )
    return 'unavailable';
  return null;
}
