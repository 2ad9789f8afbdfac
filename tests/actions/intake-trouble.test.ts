/** Storage trouble (decision 14): never an acknowledgement for what is not stored; a full or lost database recovers, damage ends the process. */
import SQLite from 'better-sqlite3';
import { sql } from 'kysely';
import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { connect } from '../../db/connect.ts';
import type { Db } from '../../db/dialect.ts';
import { Intake } from '../../server/actions/intake.ts';
import { createApp } from '../../server/app.ts';
import { NO_ASSETS } from '../../server/assets.ts';
import { Sessions } from '../../server/session.ts';
import type { Submission } from '../../survey-forms/submission.ts';
import { onBothDatabases } from '../help/databases.ts';
import { member } from '../help/member.ts';
import { openedWorld, rowCounts, visit } from '../help/opened-world.ts';
import { CuttableLine, databaseError, failing, type Moment } from '../help/storage-trouble.ts';
import type { World } from '../help/world.ts';
import { satisfactionAnswers } from '../walk/hand-computed.ts';

/** The world's server once more, over another handle to its database. `damage` collects what would end the process. */
function serverOver(world: World, db: Db) {
  const environment = { ...world.environment, db };
  const damage: unknown[] = [];
  const intake = new Intake(environment, { groupLimit: 500, fatal: (error) => damage.push(error) });
  const sessions = new Sessions(environment);
  const app = createApp({ environment, intake, sessions, assets: NO_ASSETS, https: false });
  const send = async (submission: Submission) => {
    const response = await app.request('/api/v1/responses', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(submission),
    });
    const body = (await response.json()) as Record<string, unknown>;
    return {
      status: response.status,
      retryAfter: response.headers.get('Retry-After'),
      code: body.code ?? null,
    };
  };
  return { app, damage, send };
}

const UNAVAILABLE = { status: 503, retryAfter: '30', code: 'storage-unavailable' };
const STORED = { status: 201, retryAfter: null, code: null };

/** An answer with a comment that takes half a page of the disk. */
const bulky = () => visit({ answers: { ...satisfactionAnswers([5]), comment: 'x'.repeat(1000) } });

const responsesIn = async (db: Db) => (await rowCounts(db)).responses ?? 0;

onBothDatabases('when the database fails', (database) => {
  const CODES: Record<'unavailable' | 'fatal', string[]> =
    database === 'sqlite'
      ? {
          unavailable: [
            'SQLITE_FULL',
            'SQLITE_BUSY',
            'SQLITE_BUSY_SNAPSHOT',
            'SQLITE_READONLY',
            'SQLITE_CANTOPEN',
          ],
          fatal: [
            'SQLITE_IOERR',
            'SQLITE_IOERR_FSYNC',
            'SQLITE_IOERR_WRITE',
            'SQLITE_CORRUPT',
            'SQLITE_NOTADB',
          ],
        }
      : {
          unavailable: [
            '53100',
            '53300',
            '57P01',
            '57P03',
            '08006',
            'ECONNREFUSED',
            'ECONNRESET',
            'ETIMEDOUT',
          ],
          fatal: ['XX001', 'XX002', '58030'],
        };
  const moments: Moment[] = ['begin', 'commit'];

  test('for a while, each answer is told to come again, and is taken then', async () => {
    const world = await openedWorld(database);
    for (const code of CODES.unavailable)
      for (const moment of moments) {
        let trouble: Error | null = databaseError(code);
        const { send, damage } = serverOver(
          world,
          failing(world.db, () => trouble, moment),
        );
        const before = await rowCounts(world.db);
        const submissions = [visit(), visit(), visit({ answers: { q01: 77 } })];
        const told = await Promise.all(submissions.map(send));
        expect([code, moment, ...told]).toEqual([code, moment, UNAVAILABLE, UNAVAILABLE, UNAVAILABLE]);
        expect(await rowCounts(world.db)).toEqual(before);
        trouble = null;
        const again = await Promise.all(submissions.map(send));
        expect(again.map(({ status }) => status)).toEqual([201, 201, 422]);
        expect(damage).toEqual([]);
      }
    const sent = CODES.unavailable.length * moments.length * 2;
    expect(await responsesIn(world.db)).toBe(sent);
  });

  test('by damage or an I/O error, the process is ended once, and nothing was acknowledged', async () => {
    const world = await openedWorld(database);
    const before = await rowCounts(world.db);
    for (const code of CODES.fatal)
      for (const moment of moments) {
        const trouble = databaseError(code);
        const { send, damage } = serverOver(
          world,
          failing(world.db, () => trouble, moment),
        );
        const told = await Promise.all([visit(), visit(), visit()].map(send));
        expect([code, ...told]).toEqual([code, UNAVAILABLE, UNAVAILABLE, UNAVAILABLE]);
        expect(damage).toEqual([trouble]);
      }
    expect(await rowCounts(world.db)).toEqual(before);
  });

  test('in a way nobody foresaw, it is an error of the server, told to the operator only', async () => {
    const world = await openedWorld(database);
    const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    onTestFinished(() => told.mockRestore());
    const { send, app, damage } = serverOver(
      world,
      failing(world.db, () => new Error('secret detail'), 'commit'),
    );
    expect(await send(visit())).toEqual({ status: 500, retryAfter: null, code: 'internal' });
    const { cookie } = await member(world, [{ role: 'administrator', unit: '' }]);
    const response = await app.request('/api/v1/accounts', {
      method: 'POST',
      headers: { Cookie: cookie, 'Content-Type': 'application/json' },
      body: JSON.stringify({ username: 'moi-mot', name: 'Mới', grants: [] }),
    });
    expect([response.status, (await response.text()).includes('secret')]).toEqual([500, false]);
    const lines = told.mock.calls
      .map(([line]) => String(line))
      .filter((line) => line.includes('secret detail'));
    expect(lines).toHaveLength(2);
    expect(damage).toEqual([]);
  });

  test('for a whole group in a way nobody foresaw, each answer is tried alone', async () => {
    const world = await openedWorld(database);
    let times = 1;
    const once = () => (times-- > 0 ? new Error('once') : null);
    const { send } = serverOver(world, failing(world.db, once, 'commit'));
    const told = await Promise.all([visit(), visit(), visit({ answers: { q01: 77 } }), visit()].map(send));
    expect(told.map(({ status }) => status)).toEqual([201, 201, 422, 201]);
    expect(await responsesIn(world.db)).toBe(3);
  });

  test('staff and citizens without script are told to come again too, and damage ends the process there too', async () => {
    const world = await openedWorld(database);
    const { cookie } = await member(world, [{ role: 'administrator', unit: '' }]);
    const account = JSON.stringify({ username: 'moi-hai', name: 'Mới', grants: [] });
    const asStaff = {
      method: 'POST',
      headers: { Cookie: cookie, 'Content-Type': 'application/json' },
      body: account,
    };
    const answers = Object.entries(satisfactionAnswers([5])).map(([key, code]) => [
      `answer.${key}`,
      `${code}`,
    ]);
    const fields = [
      ['clientId', 'a'.repeat(22)],
      ['formVersion', '1'],
      ['respondentGroup', 'citizen'],
      ...answers,
    ];
    const asCitizen = {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    };
    let trouble: Error | null = databaseError(CODES.unavailable[0] ?? '');
    const { app, damage } = serverOver(
      world,
      failing(world.db, () => trouble, 'commit'),
    );
    const staff = await app.request('/api/v1/accounts', asStaff);
    expect([staff.status, staff.headers.get('Retry-After')]).toEqual([503, '30']);
    const citizen = await app.request('/khao-sat/hai-long/TT-AN', asCitizen);
    expect([citizen.status, citizen.headers.get('Retry-After')]).toEqual([503, '30']);
    const page = await citizen.text();
    expect(page).toContain('Hệ thống tạm thời chưa lưu được');
    expect(page.match(/<input type="radio"[^>]* checked/g)).toHaveLength(23);
    expect(damage).toEqual([]);
    trouble = databaseError(CODES.fatal[0] ?? '');
    await app.request('/api/v1/accounts', asStaff);
    expect(damage).toEqual([trouble]);
    trouble = null;
    expect((await app.request('/khao-sat/hai-long/TT-AN', asCitizen)).status).toBe(201);
    expect((await app.request('/api/v1/accounts', asStaff)).status).toBe(201);
  });
});

onBothDatabases('a database that is really', (database) => {
  if (database === 'sqlite') {
    test('full answers 503, keeps what it acknowledged, and goes on when there is room', async () => {
      const world = await openedWorld('sqlite');
      const { send, app, damage } = serverOver(world, world.db);
      const limit = (pages: number) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(world.db);
      const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(world.db);
      await limit((rows[0]?.page_count ?? 0) + 4);
      const stored: Submission[] = [];
      const refused: Submission[] = [];
      for (let i = 0; i < 40; i++) {
        const submission = bulky();
        const told = await send(submission);
        expect([STORED, UNAVAILABLE]).toContainEqual(told);
        (told.status === 201 ? stored : refused).push(submission);
      }
      expect(stored.length).toBeGreaterThan(0);
      expect(refused.length).toBeGreaterThan(20);
      expect(await responsesIn(world.db)).toBe(stored.length);
      // Reading goes on meanwhile.
      expect((await app.request('/khao-sat/hai-long')).status).toBe(200);
      expect((await app.request('/readyz')).status).toBe(200);
      // A whole group at once, too.
      const group = Array.from({ length: 20 }, bulky);
      expect(await Promise.all(group.map(send))).toEqual(group.map(() => UNAVAILABLE));
      expect(await responsesIn(world.db)).toBe(stored.length);

      await limit(1_000_000);
      const again = await Promise.all([...refused, ...group].map(send));
      expect(again).toEqual(again.map(() => STORED));
      for (const submission of stored) expect((await send(submission)).status).toBe(200);
      expect(await responsesIn(world.db)).toBe(60);
      expect(damage).toEqual([]);
    });

    test('locked by another program answers 503 after a while, and goes on when it is free', async () => {
      const world = await openedWorld('sqlite');
      const { send, damage } = serverOver(world, world.db);
      await sql`pragma busy_timeout = 50`.execute(world.db);
      const other = new SQLite(world.address);
      other.exec('begin immediate');
      const submission = visit();
      expect(await send(submission)).toEqual(UNAVAILABLE);
      other.exec('rollback');
      other.close();
      expect(await send(submission)).toEqual(STORED);
      expect(damage).toEqual([]);
    });
    return;
  }

  test('taken away in the middle of an answer answers 503, and goes on when it is back', async () => {
    const world = await openedWorld('postgres');
    const { send, damage } = serverOver(world, world.db);
    const other = new pg.Client({ connectionString: world.address });
    await other.connect();
    await other.query('begin');
    await other.query('lock table responses in access exclusive mode');
    const submissions = [visit(), visit()];
    const waiting = Promise.all(submissions.map(send));
    const held = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await other.query(held)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await other.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    expect(await waiting).toEqual([UNAVAILABLE, UNAVAILABLE]);
    await other.query('rollback');
    expect(await responsesIn(world.db)).toBe(0);
    expect(await Promise.all(submissions.map(send))).toEqual([STORED, STORED]);
    // Connections that were cut while idle are replaced without anybody noticing.
    await other.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await other.end();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await send(visit())).toEqual(STORED);
    expect(damage).toEqual([]);
  });

  test('out of reach answers 503 everywhere, and goes on when the line is mended', async () => {
    const world = await openedWorld('postgres');
    const line = new CuttableLine(new URL(world.address));
    const db = connect(await line.mend());
    onTestFinished(async () => {
      await db.destroy();
      await line.cut();
    });
    const { send, app, damage } = serverOver(world, db);
    const first = visit();
    expect(await send(first)).toEqual(STORED);
    await line.cut();
    const submissions = [first, visit(), visit()];
    for (let i = 0; i < 3; i++)
      expect(await Promise.all(submissions.map(send))).toEqual(submissions.map(() => UNAVAILABLE));
    for (const path of ['/khao-sat/hai-long/TT-AN', '/api/v1/results', '/']) {
      const response = await app.request(path);
      expect([path, response.status, response.headers.get('Retry-After')]).toEqual([path, 503, '30']);
    }
    expect((await app.request('/readyz')).status).toBe(503);
    expect((await app.request('/healthz')).status).toBe(200);
    await line.mend();
    const again = await Promise.all(submissions.map(send));
    expect(again.map(({ status }) => status)).toEqual([200, 201, 201]);
    expect(await responsesIn(world.db)).toBe(3);
    expect(damage).toEqual([]);
  });
});
