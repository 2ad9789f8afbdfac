import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openSqlite } from '../../db/connect.ts';
import type { Db } from '../../db/dialect.ts';
import { migrate, NewerDatabaseError } from '../../db/migrate.ts';
import { freshDatabase, onBothDatabases } from '../help/databases.ts';

test('a reopened SQLite file is as durable as a new one', async () => {
  const { mkdtempSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const { join } = await import('node:path');
  const file = join(mkdtempSync(join(tmpdir(), 'thuoc-do-pragma-')), 'a.db');
  openSqlite(file).exec('create table t (x)');
  const reopened = openSqlite(file);
  const show = (name: string) => reopened.pragma(name, { simple: true });
  expect({
    journal_mode: show('journal_mode'),
    synchronous: show('synchronous'),
    foreign_keys: show('foreign_keys'),
    busy_timeout: show('busy_timeout'),
    secure_delete: show('secure_delete'),
    recursive_triggers: show('recursive_triggers'),
    trusted_schema: show('trusted_schema'),
  }).toEqual({
    journal_mode: 'wal',
    synchronous: 2,
    foreign_keys: 1,
    busy_timeout: 5000,
    secure_delete: 1,
    recursive_triggers: 1,
    trusted_schema: 0,
  });
  reopened.close();
});

onBothDatabases('the schema', (database) => {
  const publication = (sample: number) => ({
    campaign: 'c',
    revision: 1,
    recipe: '{}',
    inputs: '{}',
    result: '{}',
    printed: '[]',
    hash: 'h',
    reason: null,
    published_at: '2026-01-01T00:00:00.000Z',
    published_by: 'a',
    sample,
  });

  async function withCampaign(db: Db): Promise<void> {
    await sql`insert into units (code, province, kind, name_vi, sample) values ('P', 'P', 'province', 'Tỉnh P', 0)`.execute(
      db,
    );
    await sql`insert into frameworks (framework, version, definition, hash, locked, sample) values ('f', 1, '{}', 'h', 1, 0)`.execute(
      db,
    );
    await sql`insert into campaigns (id, province, year, title_vi, framework, framework_version, policies, sample)
      values ('c', 'P', 2026, 'C', 'f', 1, '{}', 0)`.execute(db);
  }

  test('migrating twice runs every migration once', async () => {
    const { db } = await freshDatabase(database, 'empty');
    expect(await migrate(db)).toEqual([
      '2026-11-20-spine',
      '2026-11-21-counters',
      '2026-11-22-paper',
      '2026-11-23-assessment',
      '2026-11-24-dashboards',
      '2026-11-25-ratings-and-plans',
    ]);
    expect(await migrate(db)).toEqual([]);
  });

  test('a database newer than the code is refused by name', async () => {
    const { db } = await freshDatabase(database);
    await sql`insert into kysely_migration (name, timestamp) values ('2031-01-01-later', 'x')`.execute(db);
    await expect(migrate(db)).rejects.toThrow(NewerDatabaseError);
    await expect(migrate(db)).rejects.toThrow('2031-01-01-later');
  });

  test('a publication is never edited, nor replaced, nor deleted', async () => {
    const { db } = await freshDatabase(database);
    await withCampaign(db);
    await db.insertInto('publications').values(publication(0)).execute();
    const refused = /rows are never changed/;
    await expect(db.updateTable('publications').set({ result: '{"x":1}' }).execute()).rejects.toThrow(
      refused,
    );
    await expect(db.deleteFrom('publications').execute()).rejects.toThrow(refused);
    if (database === 'sqlite')
      await expect(
        sql`insert or replace into publications select campaign, revision, recipe, inputs, '{"x":1}', printed, hash, reason, published_at, published_by, sample, decision from publications`.execute(
          db,
        ),
      ).rejects.toThrow(refused);
    expect((await db.selectFrom('publications').select('result').executeTakeFirstOrThrow()).result).toBe(
      '{}',
    );
  });

  test('a publication of the sample goes with the sample', async () => {
    const { db } = await freshDatabase(database);
    await withCampaign(db);
    await db.insertInto('publications').values(publication(1)).execute();
    await db.deleteFrom('publications').execute();
    expect(await db.selectFrom('publications').selectAll().execute()).toEqual([]);
  });

  test('the audit trail only grows', async () => {
    const { db } = await freshDatabase(database);
    await sql`insert into audit (at, actor, action, subject, details) values ('t', 'a', 'b', 'c', '{}')`.execute(
      db,
    );
    await expect(sql`update audit set actor = 'x'`.execute(db)).rejects.toThrow(/rows are never changed/);
    await expect(sql`delete from audit`.execute(db)).rejects.toThrow(/rows are never changed/);
  });

  test('blank, zero and not assessed are three values of a score', async () => {
    const { db } = await freshDatabase(database);
    await withCampaign(db);
    await sql`insert into campaign_units (campaign, unit, position) values ('c', 'P', 1)`.execute(db);
    const put = (criterion: string, state: string, points: string | null) =>
      sql`insert into scores (campaign, unit, criterion, state, points) values ('c', 'P', ${criterion}, ${state}, ${points})`.execute(
        db,
      );
    await put('1', 'scored', '0');
    await put('2', 'not-assessed', null);
    await put('3', 'blank', null);
    await expect(put('4', 'blank', '0')).rejects.toThrow(/check/i);
    await expect(put('5', 'scored', null)).rejects.toThrow(/check/i);
    const rows = await db.selectFrom('scores').select(['state', 'points']).orderBy('criterion').execute();
    expect(rows).toEqual([
      { state: 'scored', points: '0' },
      { state: 'not-assessed', points: null },
      { state: 'blank', points: null },
    ]);
  });
});
