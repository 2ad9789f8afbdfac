/** Every test that touches a database runs on both: SQLite in a file, and a real PostgreSQL. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, inject } from 'vitest';
import { connect } from '../../db/connect.ts';
import type { Database, Db } from '../../db/dialect.ts';
import { migrate } from '../../db/migrate.ts';

export const DATABASES: readonly Database[] = ['sqlite', 'postgres'];

export interface TestDatabase {
  readonly database: Database;
  /** What `connect` and `DATABASE_URL` take. */
  readonly address: string;
  readonly db: Db;
  /** Closes `db` and opens the same database again. */
  reopen(): Promise<Db>;
}

async function emptyAddress(database: Database): Promise<{ address: string; drop: () => Promise<void> }> {
  if (database === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-sqlite-'));
    const drop = async () => rmSync(folder, { recursive: true, force: true });
    return { address: join(folder, 'thuoc-do.db'), drop };
  }
  const server = inject('postgresUrl');
  const name = `t_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database ${name}`);
  return {
    address: `${server}/${name}`,
    drop: () => administer(server, `drop database ${name} with (force)`),
  };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(statement);
  await client.end();
}

const opened: (() => Promise<void>)[] = [];

/** A fresh database, at the newest schema unless told otherwise; gone after the test. */
export async function freshDatabase(
  database: Database,
  schema: 'migrated' | 'empty' = 'migrated',
): Promise<TestDatabase> {
  const { address, drop } = await emptyAddress(database);
  let db = connect(address);
  opened.push(async () => {
    await db.destroy();
    await drop();
  });
  if (schema === 'migrated') await migrate(db);
  return {
    database,
    address,
    get db() {
      return db;
    },
    async reopen() {
      await db.destroy();
      db = connect(address);
      return db;
    },
  };
}

/** Runs the same tests on both databases. */
export function onBothDatabases(name: string, tests: (database: Database) => void): void {
  describe.each(DATABASES)(`${name} (%s)`, (database) => {
    afterEach(async () => {
      for (const close of opened.splice(0)) await close();
    });
    tests(database);
  });
}
