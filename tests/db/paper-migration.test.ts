/** Sheets accepted before there were batches are carried over by the migration, each with the campaign of its survey. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Db } from '../../db/dialect.ts';
import { migrate } from '../../db/migrate.ts';
import * as spine from '../../db/migrations/2026-11-20-spine.ts';
import * as counters from '../../db/migrations/2026-11-21-counters.ts';
import { findSheet } from '../../db/queries/sheets.ts';
import { freshDatabase, onBothDatabases } from '../help/databases.ts';

const BEFORE = ['2026-11-20-spine', '2026-11-21-counters'];

onBothDatabases('the migration to numbered sheets', (database) => {
  /** A database as the release before left it, with a survey and two of its sheets. */
  async function before(): Promise<Db> {
    const { db } = await freshDatabase(database, 'empty');
    await db.transaction().execute((trx) => spine.up(trx as never, { database }));
    await db.transaction().execute((trx) => counters.up(trx as never, { database }));
    await sql`create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)`.execute(
      db,
    );
    await sql`create table kysely_migration_lock (id varchar(255) primary key, is_locked integer not null default 0)`.execute(
      db,
    );
    await sql`insert into kysely_migration_lock (id, is_locked) values ('migration_lock', 0)`.execute(db);
    for (const name of BEFORE)
      await sql`insert into kysely_migration (name, timestamp) values (${name}, '2026-01-01T00:00:00.000Z')`.execute(
        db,
      );
    for (const statement of [
      `insert into units (code, province, kind, name_vi, sample) values ('P', 'P', 'province', 'Tỉnh P', 0)`,
      `insert into frameworks (framework, version, definition, hash, locked, sample) values ('f', 1, '{}', 'h', 1, 0)`,
      `insert into campaigns (id, province, year, title_vi, framework, framework_version, policies, sample)
        values ('c', 'P', 2026, 'C', 'f', 1, '{}', 0)`,
      `insert into surveys (id, province, campaign, form, title_vi, opens_on, closes_on, accepts_until, channels,
        respondent_groups, open_answers, burst_bound, revision, sample)
        values ('s', 'P', 'c', 'x', 'S', '2026-06-01', '2026-06-30', '2026-07-14', '["paper"]', '["g"]', 0, 30, 1, 0)`,
      `insert into sheets (province, survey, serial, state, response_day, response_id)
        values ('P', 's', '0042', 'accepted', '2026-06-10', 'r1'), ('P', 's', 'tờ 7', 'void', '2026-06-11', 'r2')`,
    ])
      await sql.raw(statement).execute(db);
    return db;
  }

  test('keeps every sheet with its state and its response', async () => {
    const db = await before();
    expect((await migrate(db))[0]).toBe('2026-11-22-paper');
    const key = { province: 'P', campaign: 'c' };
    expect(await findSheet(db, { ...key, serial: '0042' })).toEqual({
      ...{ ...key, serial: '0042', survey: 's', batch: 0, place: 0, passes: 1, state: 'accepted' },
      ...{ reason: null, note: null, receipt: null, responseDay: '2026-06-10', response: 'r1' },
    });
    expect(await findSheet(db, { ...key, serial: 'tờ 7' })).toMatchObject({ state: 'void', response: 'r2' });
    expect(await db.selectFrom('sheets').selectAll().execute()).toHaveLength(2);
    await expect(sql`select * from sheets_before`.execute(db)).rejects.toThrow();
    expect(await migrate(db)).toEqual([]);
  });
});
