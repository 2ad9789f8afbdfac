/** Signing in and staying signed in: what the browser holds, what the database holds, and when it ends. */
import { expect, test } from 'vitest';
import type { Db } from '../../db/dialect.ts';
import { createAccount } from '../../server/actions/manage-accounts.ts';
import { sha256 } from '../../server/actions/prepare-response.ts';
import { createApp } from '../../server/app.ts';
import { NO_ASSETS } from '../../server/assets.ts';
import { Sessions } from '../../server/session.ts';
import { onBothDatabases } from '../help/databases.ts';
import { member, PASSWORD, requester } from '../help/member.ts';
import { rowCounts } from '../help/opened-world.ts';
import { makeWorld, SYSTEM, type World } from '../help/world.ts';

const ADMINISTRATOR = [{ role: 'administrator', unit: '' }];
const SESSION = '/api/v1/session';
const NOON = Date.parse('2026-06-15T05:00:00.000Z');
const MINUTE = 60_000;

const at = (world: World, sinceNoon: number) => world.setTime(new Date(NOON + sinceNoon).toISOString());

async function signIn(world: World, username: string, password: string): Promise<Response> {
  return world.post(SESSION, { username, password });
}

const cookieOf = (response: Response) => response.headers.get('Set-Cookie') ?? '';
const pairOf = (response: Response) => cookieOf(response).split(';')[0] ?? '';

/** Everything the database holds about accounts, sessions and the trail, as one text. */
async function keptText(db: Db): Promise<string> {
  const tables = ['accounts', 'grants', 'sessions', 'audit', 'settings'] as const;
  return JSON.stringify(await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute())));
}

const statusWith = async (world: World, cookie: string) =>
  (await requester(world, cookie)('GET', SESSION)).status;

onBothDatabases('a session', (database) => {
  test('is 256 random bits in a cookie that no script reads; the database holds their hash', async () => {
    const world = await makeWorld(database);
    const { username, id } = await member(world, ADMINISTRATOR);
    await world.db.deleteFrom('sessions').execute();
    const response = await signIn(world, username, PASSWORD);
    expect([response.status, await response.json()]).toEqual([201, { mustChangePassword: false }]);
    expect(cookieOf(response)).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const secret = pairOf(response).replace('session=', '');
    const sessions = await world.db.selectFrom('sessions').selectAll().execute();
    const now = new Date(NOON).toISOString();
    expect(sessions).toEqual([{ secret_hash: sha256(secret), account: id, created_at: now, seen_at: now }]);
    const kept = await keptText(world.db);
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(PASSWORD);
    expect(kept).toContain('$argon2id$v=19$m=65536,t=3,p=1$');
    const again = await signIn(world, username, PASSWORD);
    expect(pairOf(again)).not.toBe(pairOf(response));
  });

  test('by https is bound to its host and goes over https only', async () => {
    const world = await makeWorld(database);
    const { environment, intake } = world;
    const sessions = new Sessions(environment);
    const app = createApp({ environment, intake, sessions, assets: NO_ASSETS, https: true });
    const overHttps = { ...world, app };
    const { username } = await member(world, ADMINISTRATOR);
    const body = JSON.stringify({ username, password: PASSWORD });
    const headers = { 'Content-Type': 'application/json' };
    const response = await app.request(SESSION, { method: 'POST', headers, body });
    expect(cookieOf(response)).toMatch(/^__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(response.headers.get('Strict-Transport-Security')).toBe('max-age=63072000; includeSubDomains');
    expect(await statusWith(overHttps, pairOf(response))).toBe(200);
    expect(await statusWith(overHttps, pairOf(response).replace('__Host-', ''))).toBe(401);
    const out = await requester(overHttps, pairOf(response))('DELETE', SESSION);
    expect(cookieOf(out)).toMatch(/^__Host-session=; Max-Age=0; Path=\/; .*Secure/);
  });

  test('with a one-time password gives no right until the password is changed', async () => {
    const world = await makeWorld(database);
    const { account, password } = await createAccount.run(world.environment, SYSTEM, {
      username: 'Quan.Tri',
      name: 'Quản trị',
      grants: ADMINISTRATOR,
    });
    expect(account.username).toBe('quan.tri');
    const first = await signIn(world, ' QUAN.TRI ', password);
    expect(await first.json()).toEqual({ mustChangePassword: true });
    const before = requester(world, pairOf(first));
    const me = (await (await before('GET', SESSION)).json()) as { may: string[] };
    expect(me.may).toEqual([
      'remove-export-file',
      'list-own-api-keys',
      'revoke-own-api-key',
      'enrol-kiosk',
      'sign-in',
      'read-session',
      'sign-out',
      'change-password',
    ]);
    expect((await before('GET', '/api/v1/accounts')).status).toBe(403);
    const change = { current: password, wanted: 'mat-khau-cua-toi' };
    const changed = await before('PUT', `${SESSION}/password`, change);
    expect(changed.status).toBe(200);
    const after = requester(world, pairOf(changed));
    expect((await after('GET', '/api/v1/accounts')).status).toBe(200);
    expect((await signIn(world, 'quan.tri', password)).status).toBe(401);
    expect(await (await signIn(world, 'quan.tri', 'mat-khau-cua-toi')).json()).toEqual({
      mustChangePassword: false,
    });
  });

  test('is refused alike to an unknown name, a wrong password and a disabled account', async () => {
    const world = await makeWorld(database);
    const { username } = await member(world, ADMINISTRATOR);
    const gone = await member(world, []);
    await world.db.updateTable('accounts').set({ disabled: 1 }).where('id', '=', gone.id).execute();
    const tries: [string, string][] = [
      [username, `${PASSWORD}!`],
      ['khong-co-ai', PASSWORD],
      [gone.username, PASSWORD],
    ];
    const told = [];
    for (const [name, password] of tries) {
      const response = await signIn(world, name, password);
      expect(response.headers.has('Set-Cookie'), name).toBe(false);
      told.push([response.status, await response.text()]);
    }
    expect(told[0]?.[0]).toBe(401);
    expect(told[0]?.[1]).toContain('Tên đăng nhập hoặc mật khẩu không đúng');
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
  });

  test('after ten wrong tries on one account the eleventh must wait', async () => {
    const world = await makeWorld(database);
    const { username } = await member(world, ADMINISTRATOR);
    const other = await member(world, ADMINISTRATOR);
    const tries = [];
    for (let i = 0; i < 10; i++) tries.push((await signIn(world, username, 'sai')).status);
    expect(tries).toEqual(Array(10).fill(401));
    // However the name is written, and whether or not the password is right.
    const eleventh = await signIn(world, ` ${username.toUpperCase()}`, PASSWORD);
    expect(eleventh.status).toBe(429);
    const wait = Number(eleventh.headers.get('Retry-After'));
    expect(wait).toBeGreaterThan(800);
    expect(wait).toBeLessThanOrEqual(900);
    expect(await eleventh.json()).toMatchObject({ code: 'too-many-attempts' });
    expect((await signIn(world, other.username, PASSWORD)).status).toBe(201);
  });

  test('a right password starts the count of tries anew', async () => {
    const world = await makeWorld(database);
    const { username } = await member(world, ADMINISTRATOR);
    for (const round of [1, 2]) {
      for (let i = 0; i < 6; i++) expect((await signIn(world, username, 'sai')).status, `${round}`).toBe(401);
      expect((await signIn(world, username, PASSWORD)).status).toBe(201);
    }
  });

  test('ends after 30 idle minutes', async () => {
    const world = await makeWorld(database);
    const { cookie } = await member(world, ADMINISTRATOR);
    at(world, 30 * MINUTE);
    expect(await statusWith(world, cookie)).toBe(200);
    at(world, 60 * MINUTE);
    expect(await statusWith(world, cookie)).toBe(200);
    at(world, 90 * MINUTE + 1);
    expect(await statusWith(world, cookie)).toBe(401);
    // The next sign-in, whoever's, clears it away.
    await member(world, []);
    expect(await rowCounts(world.db)).toMatchObject({ sessions: 1 });
  });

  test('ends after 12 hours however busy it was', async () => {
    const world = await makeWorld(database);
    const { cookie } = await member(world, ADMINISTRATOR);
    for (let minutes = 0; minutes <= 12 * 60; minutes += 20) {
      at(world, minutes * MINUTE);
      expect(await statusWith(world, cookie), `${minutes} minutes`).toBe(200);
    }
    at(world, 12 * 60 * MINUTE + 1);
    expect(await statusWith(world, cookie)).toBe(401);
  });

  test('ends with its account, at the next request, and does not come back with it', async () => {
    const world = await makeWorld(database);
    const administrator = await member(world, ADMINISTRATOR);
    const officer = await member(world, [{ role: 'unit-officer', unit: 'TT-AN' }]);
    const set = (disabled: boolean) =>
      administrator.request('PUT', `/api/v1/accounts/${officer.id}`, { disabled });
    expect(await statusWith(world, officer.cookie)).toBe(200);
    expect((await set(true)).status).toBe(200);
    expect(await statusWith(world, officer.cookie)).toBe(401);
    await set(false);
    expect(await statusWith(world, officer.cookie)).toBe(401);
    expect((await signIn(world, officer.username, PASSWORD)).status).toBe(201);
    expect(await statusWith(world, administrator.cookie)).toBe(200);
  });

  test('loses a right at the next request after it was taken away', async () => {
    const world = await makeWorld(database);
    const administrator = await member(world, ADMINISTRATOR);
    const other = await member(world, ADMINISTRATOR);
    expect((await other.request('GET', '/api/v1/accounts')).status).toBe(200);
    await administrator.request('PUT', `/api/v1/accounts/${other.id}`, { grants: [] });
    expect((await other.request('GET', '/api/v1/accounts')).status).toBe(403);
  });

  test('every other one ends when the password changes', async () => {
    const world = await makeWorld(database);
    const { username, request, cookie } = await member(world, ADMINISTRATOR);
    const elsewhere = pairOf(await signIn(world, username, PASSWORD));
    const change = (current: string, wanted: string) =>
      request('PUT', `${SESSION}/password`, { current, wanted });
    const refused: [current: string, wanted: string, status: number, place: string][] = [
      ['sai', 'mat-khau-moi-cua-toi', 401, 'current wrong-credentials'],
      [PASSWORD, '11-ky-tu-ng', 400, 'wanted too-short'],
      [PASSWORD, PASSWORD, 400, 'wanted same-as-before'],
    ];
    for (const [current, wanted, status, place] of refused) {
      const response = await change(current, wanted);
      const { errors } = (await response.json()) as { errors: { field: string; code: string }[] };
      expect([response.status, ...errors.map((one) => `${one.field} ${one.code}`)]).toEqual([status, place]);
    }
    expect(await statusWith(world, elsewhere)).toBe(200);
    const changed = await change(PASSWORD, 'mật khẩu mới');
    expect(changed.status).toBe(200);
    expect(await statusWith(world, elsewhere)).toBe(401);
    expect(await statusWith(world, cookie)).toBe(401);
    expect(await statusWith(world, pairOf(changed))).toBe(200);
    expect((await signIn(world, username, PASSWORD)).status).toBe(401);
  });

  test('ends at sign-out, here and in the database', async () => {
    const world = await makeWorld(database);
    const { request, cookie } = await member(world, ADMINISTRATOR);
    const response = await request('DELETE', SESSION);
    expect([response.status, await response.json()]).toEqual([200, { signedOut: true }]);
    expect(cookieOf(response)).toMatch(/^session=; Max-Age=0; Path=\//);
    expect(await statusWith(world, cookie)).toBe(401);
    expect(await rowCounts(world.db)).not.toHaveProperty('sessions');
  });

  test('leaves its lines in the trail, without a secret', async () => {
    const world = await makeWorld(database);
    const { username, id } = await member(world, ADMINISTRATOR);
    const signedIn = requester(world, pairOf(await signIn(world, username, PASSWORD)));
    const changed = await signedIn('PUT', `${SESSION}/password`, {
      current: PASSWORD,
      wanted: 'mat-khau-moi-12',
    });
    await requester(world, pairOf(changed))('DELETE', SESSION);
    await signIn(world, username, 'sai');
    const lines = await world.db
      .selectFrom('audit')
      .selectAll()
      .where('actor', '=', id)
      .orderBy('id')
      .execute();
    expect(lines.map(({ action, subject, details }) => [action, subject, details])).toEqual(
      ['sign-in', 'sign-in', 'change-password', 'sign-out'].map((action) => [
        action,
        `account ${username}`,
        '{}',
      ]),
    );
    expect(await keptText(world.db)).not.toContain('mat-khau-moi-12');
  });
});

/** Routes of staff as the document names them, with something in the place of each parameter. */
async function staffRoutes(world: World): Promise<{ method: string; path: string }[]> {
  const document = (await (await world.app.request('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  return Object.entries(document.paths)
    .filter(([path]) => !/\/(responses|results|du-lieu|sealing-key)/.test(path))
    .flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({
        method: method.toUpperCase(),
        path: path.replaceAll(/\{\w+\}/g, 'x'),
      })),
    );
}

onBothDatabases('writes of staff', (database) => {
  test('are JSON from the pages of this server, or nothing happens', async () => {
    const world = await makeWorld(database);
    const { cookie } = await member(world, ADMINISTRATOR);
    const before = await rowCounts(world.db);
    const body = JSON.stringify({ username: 'ke-gian', name: 'Kẻ gian', grants: [] });
    const types = [
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain',
      'text/plain; charset=application/json',
      'application/xml',
      'application/json-patch+json',
      'text/json',
      '',
    ];
    const unsafe = (await staffRoutes(world)).filter(({ method }) => method !== 'GET');
    expect(unsafe.length).toBeGreaterThan(14);
    const send = (method: string, path: string, headers: Record<string, string>) =>
      world.app.request(path, { method, headers: { Cookie: cookie, ...headers }, body });
    for (const { method, path } of unsafe) {
      for (const type of types) {
        const headers = { 'Content-Type': type, 'Sec-Fetch-Site': 'same-origin' };
        expect([method, path, type, (await send(method, path, headers)).status]).toEqual([
          method,
          path,
          type,
          415,
        ]);
      }
      for (const site of ['cross-site', 'same-site']) {
        const headers = { 'Content-Type': 'application/json', 'Sec-Fetch-Site': site };
        expect([method, path, site, (await send(method, path, headers)).status]).toEqual([
          method,
          path,
          site,
          403,
        ]);
      }
    }
    expect(await rowCounts(world.db)).toEqual(before);
    for (const site of ['same-origin', 'none']) {
      const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Sec-Fetch-Site': site };
      expect((await send('POST', '/api/v1/accounts', headers)).status).toBe(
        site === 'same-origin' ? 201 : 409,
      );
    }
  });

  test('hold no U+0000, on either database', async () => {
    const world = await makeWorld(database);
    const { request } = await member(world, ADMINISTRATOR);
    const create = (name: string) =>
      request('POST', '/api/v1/accounts', { username: `moi-${name.length}`, name, grants: [] });
    const before = await rowCounts(world.db);
    for (const name of ['\0', 'Nguyễn\0An', '\\\0']) {
      const response = await create(name);
      expect([name, response.status]).toEqual([name, 400]);
      expect(await response.json()).toMatchObject({ code: 'malformed-request' });
    }
    expect(await rowCounts(world.db)).toEqual(before);
    // A backslash and the digits after it are plain text.
    expect((await create('Nguyễn \\u0000 An')).status).toBe(201);
  });

  test('and reads are never kept by a cache', async () => {
    const world = await makeWorld(database);
    const { cookie } = await member(world, ADMINISTRATOR);
    for (const { method, path } of await staffRoutes(world))
      for (const as of [cookie, '', 'session=khong-co']) {
        const response = await requester(world, as)(method, path, method === 'GET' ? undefined : {});
        expect([method, path, response.headers.get('Cache-Control')]).toEqual([method, path, 'no-store']);
        if (path === SESSION && method === 'DELETE') expect(response.status).toBe(as === cookie ? 200 : 401);
      }
  });
});
