/** Opens the database named by the settings: SQLite in the data folder, or PostgreSQL by address. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SQLite from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import pg from 'pg';
import { type Db, DirectSqliteAdapter } from './dialect.ts';
import type { Tables } from './tables.ts';

/**
 * What every opening of a SQLite file must show. A reopened WAL file falls back to `synchronous = NORMAL`, which loses
 * acknowledged rows at power loss, so all are set and checked at every open. `secure_delete` wipes what is deleted,
 * `recursive_triggers` keeps `insert or replace` from slipping past the append-only triggers.
 */
const PRAGMAS = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  busy_timeout: 5000,
  // 64 MB of pages in memory, and the log written back every 16 MB: pages that every group touches (tallies, the tops of
  // the trees) then go to the file once for many groups.
  cache_size: -65536,
  wal_autocheckpoint: 4000,
  secure_delete: 1,
  recursive_triggers: 1,
  trusted_schema: 0,
} as const;

const STATEMENTS_KEPT = 500;

/** Opens a SQLite file with every pragma set and verified. Throws when one of them does not hold. */
export function openSqlite(file: string): SQLite.Database {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new SQLite(file);
  for (const [name, value] of Object.entries(PRAGMAS)) {
    database.pragma(`${name} = ${value}`);
    const shown = database.pragma(name, { simple: true });
    if (shown !== value) throw new Error(`SQLite did not take ${name} = ${value}: it shows ${shown}`);
  }
  return database;
}

/** better-sqlite3 compiles a statement at each `prepare`; keeping compiled ones saves a third of a grouped insert. */
function withStatementCache(database: SQLite.Database) {
  const kept = new Map<string, SQLite.Statement>();
  return {
    close: () => void database.close(),
    prepare(asked: string): SQLite.Statement {
      // A full disk or an I/O error ends a transaction by itself; a second rollback would hide what went wrong.
      const text = asked === 'rollback' && !database.inTransaction ? 'select 1' : asked;
      let statement = kept.get(text);
      if (!statement) {
        if (kept.size >= STATEMENTS_KEPT) kept.clear();
        statement = database.prepare(text);
        kept.set(text, statement);
      }
      return statement;
    },
  };
}

const NUMBER_TYPES = [pg.types.builtins.INT8] as const;

function connectPostgres(url: string): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: 16,
    connectionTimeoutMillis: 5000,
    types: {
      // Counts are int8 and fit a double; numeric stays text, because scores are exact decimals.
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        (NUMBER_TYPES as readonly number[]).includes(oid)
          ? Number
          : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
    },
  });
  // An idle connection that the server drops must not end the process; the next query reports the loss.
  pool.on('error', () => undefined);
  // The same for one in use: the query under way fails with the loss, and an unheard event would end the process too.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/**
 * @param address `postgres://…`, or the path of a SQLite file
 * @throws when the file cannot be opened with the promised durability
 */
export function connect(address: string): Db {
  if (/^postgres(ql)?:\/\//.test(address)) return connectPostgres(address);
  const connection = withStatementCache(openSqlite(address));
  return sqlite(connection, () => openReader(address));
}

function sqlite(connection: ReturnType<typeof withStatementCache>, openReader: () => Db): Db {
  const dialect = new SqliteDialect({ database: connection });
  dialect.createAdapter = () => new DirectSqliteAdapter(connection, openReader);
  return new Kysely<Tables>({ dialect });
}

/** The file once more, for reading only: the log keeps the state that it sees until it is closed. */
function openReader(file: string): Db {
  const database = new SQLite(file, { readonly: true });
  database.pragma(`busy_timeout = ${PRAGMAS.busy_timeout}`);
  database.pragma(`trusted_schema = ${PRAGMAS.trusted_schema}`);
  return sqlite(withStatementCache(database), () => openReader(file));
}
