/**
 * Keys for programs: shown once and stored as a hash; they read what their owner may at that moment, within their scopes,
 * their unit and their days; refused keys say why; they never add up with a cookie.
 */
import { expect, test } from 'vitest';
import { setDisabled, setGrants } from '../../db/queries/accounts.ts';
import { inTransaction } from '../../db/transaction.ts';
import { ROLES } from '../../server/access.ts';
import { KEY_ROUTES, SCOPES } from '../../server/api-key-scopes.ts';
import { createApp } from '../../server/app.ts';
import { NO_ASSETS } from '../../server/assets.ts';
import { BY_KEY, RateLimits } from '../../server/rate-limits.ts';
import { Sessions } from '../../server/session.ts';
import { onBothDatabases } from '../help/databases.ts';
import { type Member, member } from '../help/member.ts';
import { openedWorld } from '../help/opened-world.ts';
import type { World } from '../help/world.ts';
import { EXPIRES, keyOf } from './api-key-requests.ts';
import { DOSSIER_REQUESTS } from './dossier-requests.ts';
import { FURTHER, REQUESTS } from './staff-requests.ts';

interface Refused {
  readonly code: string;
  readonly errors: readonly { readonly field: string; readonly code: string; readonly sentence: string }[];
}

const get = (world: World, path: string, headers: Record<string, string>, method = 'GET') =>
  world.app.request(`/api/v1${path}`, { method, headers });
const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` });
const asked = async (world: World, secret: string, path = '/surveys') => {
  const response = await get(world, path, bearer(secret));
  const body = (await response.json()) as Refused;
  return response.ok ? 200 : `${response.status} ${body.code}`;
};

const analystOf = (world: World, unit = 'TT') => member(world, [{ role: 'analyst', unit }]);

const INPUT = { name: 'Kho số liệu', scopes: ['read-arrivals'], unit: 'TT', expiresOn: EXPIRES };

/** What is wrong with an input, place by place. */
async function faults(caller: Member, input: object): Promise<string[]> {
  const response = await caller.request('POST', '/api/v1/api-keys', { ...INPUT, ...input });
  const body = (await response.json()) as Refused;
  return response.ok
    ? []
    : [String(response.status), ...body.errors.map(({ field, code }) => `${field} ${code}`)];
}

onBothDatabases('a key for programs', (database) => {
  test('is shown once, stored as a hash, and on record when made and revoked', async () => {
    const world = await openedWorld(database);
    const analyst = await analystOf(world);
    const made = await analyst.request('POST', '/api/v1/api-keys', INPUT);
    expect(made.status).toBe(201);
    expect(made.headers.get('Cache-Control')).toBe('no-store');
    const { id, secret } = (await made.json()) as { id: string; secret: string };
    expect(secret).toMatch(/^td_[\w-]{43}$/);
    expect(await asked(world, secret)).toBe(200);
    const rows = await world.db.selectFrom('api_keys').selectAll().execute();
    expect(rows).toMatchObject([{ id, account: analyst.id, used_on: '2026-06-15', revoked_at: null }]);
    expect(JSON.stringify(rows)).not.toContain(secret.slice(3));
    const listed = (await (await analyst.request('GET', '/api/v1/api-keys')).json()) as { keys: object[] };
    expect(listed.keys).toMatchObject([
      {
        id,
        ...INPUT,
        owner: analyst.username,
        unitName: { vi: 'Tỉnh Thử' },
        usedOn: '2026-06-15',
        state: 'active',
      },
    ]);
    expect((await analyst.request('DELETE', `/api/v1/api-keys/${id}`)).status).toBe(200);
    expect(await asked(world, secret)).toBe('401 key-invalid');
    const trail = await world.db.selectFrom('audit').selectAll().where('actor', '=', analyst.id).execute();
    expect(trail.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
      expect.stringMatching(/^sign-in /),
      `make-api-key api-key ${id}`,
      `revoke-own-api-key api-key ${id}`,
    ]);
    expect(JSON.stringify(trail)).not.toContain(secret.slice(3));
  });

  test('is refused where it is wrong, run out, revoked or of a disabled account, and says which', async () => {
    const world = await openedWorld(database);
    const analyst = await analystOf(world);
    const { secret } = await keyOf(world, analyst);
    for (const wrong of ['', 'td_', `td_${'x'.repeat(43)}`, `${secret}x`, secret.slice(3)])
      expect(await asked(world, wrong)).toBe('401 key-invalid');
    // Another scheme belongs to a proxy in front: nobody is signed in.
    const basic = await get(world, '/surveys', { Authorization: 'Basic dGQ6eA==' });
    expect(await basic.json()).toMatchObject({ status: 401, code: 'not-signed-in' });
    world.setDay(EXPIRES);
    expect(await asked(world, secret)).toBe(200);
    world.setDay('2027-01-01');
    expect(await asked(world, secret)).toBe('401 key-expired');
    world.setDay(EXPIRES);
    await inTransaction(world.db, (trx) => setDisabled(trx, analyst.id, true));
    expect(await asked(world, secret)).toBe('401 key-invalid');
  });

  test('reaches its scopes and no further: every route that is read, by a key of all scopes and by one of each', async () => {
    const world = await openedWorld(database);
    const owner = await member(
      world,
      ROLES.map((role) => ({ role, unit: '' })),
    );
    const all = await keyOf(world, owner, { scopes: SCOPES, unit: '' });
    const walks = [...Object.values(REQUESTS), ...FURTHER.map(({ request }) => request)];
    const walked = new Set<string>();
    for (const request of walks) {
      if (request.route === null || !request.route.startsWith('GET ')) continue;
      const { path } = await request.at(world, owner);
      const response = await get(world, path, bearer(all.secret));
      const reached = Object.hasOwn(KEY_ROUTES, request.route);
      const code = response.ok ? 'done' : ((await response.json()) as Refused).code;
      expect([request.route, code]).toEqual([request.route, reached ? 'done' : 'outside-scope']);
      walked.add(request.route);
    }
    expect(Object.keys(KEY_ROUTES).filter((route) => walked.has(route)).length).toBeGreaterThan(8);
    const paths = {
      'read-results': '/unit-dashboards',
      'read-province': '/overview',
      'read-arrivals': '/surveys/hai-long/arrivals-by-day',
      'read-survey-results': '/surveys/hai-long/results',
    };
    for (const scope of SCOPES) {
      const { secret } = await keyOf(world, owner, { scopes: [scope] });
      for (const [other, path] of Object.entries(paths))
        expect([scope, other, await asked(world, secret, path)]).toEqual([
          ...[scope, other],
          other === scope ? 200 : '403 outside-scope',
        ]);
      expect(await asked(world, secret, '/session')).toBe(200);
    }
  });

  test('writes nothing, whatever its owner may', async () => {
    const world = await openedWorld(database);
    const owner = await member(
      world,
      ROLES.map((role) => ({ role, unit: '' })),
    );
    const { secret, id } = await keyOf(world, owner, { scopes: SCOPES, unit: '' });
    for (const [method, path, body] of [
      ['POST', '/api-keys', INPUT],
      ['DELETE', `/api-keys/${id}`, {}],
      ['DELETE', '/session', {}],
      ['PUT', '/session/password', { current: 'a', wanted: 'b' }],
      ['POST', '/sample', {}],
    ] as const) {
      const headers = { 'Content-Type': 'application/json', ...bearer(secret) };
      const init = { method, headers, body: JSON.stringify(body) };
      const response = await world.app.request(`/api/v1${path}`, init);
      expect([path, response.status, ((await response.json()) as Refused).code]).toEqual([
        path,
        403,
        'outside-scope',
      ]);
    }
  });

  test('sends dossiers with the scope for it, for its unit, and as far as its owner may', async () => {
    const world = await openedWorld(database);
    const owner = await member(world, [{ role: 'fieldwork-manager', unit: 'TT' }]);
    const { path, body } = await DOSSIER_REQUESTS['send-dossiers'].at(world);
    const send = async ({ secret }: { secret: string }) => {
      const headers = { 'Content-Type': 'application/json', ...bearer(secret) };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const response = await world.app.request(`/api/v1${path}`, init);
      return response.ok ? await response.json() : ((await response.json()) as Refused).code;
    };
    const scopes = ['send-dossiers'] as const;
    const whole = await keyOf(world, owner, { scopes });
    expect(await send(await keyOf(world, owner, { scopes: ['read-arrivals'] }))).toBe('outside-scope');
    expect(await send(await keyOf(world, owner, { scopes, unit: 'TT-BI' }))).toBe('outside-scope');
    expect(await world.db.selectFrom('dossiers').select('code').execute()).toEqual([]);
    expect(await send(whole)).toEqual({ stored: 1, unchanged: 0, changed: 0 });
    expect(await send(whole)).toEqual({ stored: 0, unchanged: 1, changed: 0 });
    expect(await asked(world, whole.secret, '/dossier-imports')).toBe('403 outside-scope');
    await inTransaction(world.db, (trx) => setGrants(trx, owner.id, [{ role: 'analyst', unit: 'TT' }]));
    expect(await send(whole)).toBe('outside-scope');
  });

  test('holds for its unit and below, as far as its owner may at that moment', async () => {
    const world = await openedWorld(database);
    const analyst = await analystOf(world, '');
    const { secret } = await keyOf(world, analyst, { unit: 'TT-BI' });
    const units = async () => {
      const response = await get(world, '/surveys/hai-long/arrivals', bearer(secret));
      const { units: seen } = (await response.json()) as { units?: { code: string }[] };
      return seen?.map(({ code }) => code) ?? response.status;
    };
    const owns = (unit: string, role = 'analyst') =>
      inTransaction(world.db, (trx) => setGrants(trx, analyst.id, [{ role, unit }]));
    expect(await units()).toEqual(['TT-BI']);
    await owns('TT-BI');
    expect(await units()).toEqual(['TT-BI']);
    await owns('TT-AN');
    expect(await units()).toBe(403);
    await owns('TT', 'entry-clerk');
    expect(await units()).toBe(403);
    await owns('TT');
    const wide = await keyOf(world, { ...analyst, actor: analyst.actor }, { unit: 'TT' });
    await owns('TT-CA');
    const narrowed = await get(world, '/surveys/hai-long/arrivals', bearer(wide.secret));
    expect(((await narrowed.json()) as { units: { code: string }[] }).units).toMatchObject([
      { code: 'TT-CA' },
    ]);
  });

  test('and a cookie never add up: the key counts', async () => {
    const world = await openedWorld(database);
    const administrator = await member(world, [{ role: 'administrator', unit: '' }]);
    const { secret } = await keyOf(world, await analystOf(world));
    const both = { Cookie: administrator.cookie, ...bearer(secret) };
    expect((await get(world, '/accounts', { Cookie: administrator.cookie })).status).toBe(200);
    expect((await get(world, '/accounts', both)).status).toBe(403);
    expect((await get(world, '/surveys', both)).status).toBe(200);
    const wrong = { Cookie: administrator.cookie, ...bearer('td_x') };
    expect((await get(world, '/accounts', wrong)).status).toBe(401);
  });

  test('cannot be made with what is missing, past, too long or not one’s own', async () => {
    const world = await openedWorld(database);
    const analyst = await analystOf(world);
    expect(await faults(analyst, { name: ' ', scopes: [], expiresOn: '2026-06-14' })).toEqual([
      ...['400', 'name required', 'scopes no-scope', 'expiresOn expires-in-past'],
    ]);
    const past = await analyst.request('POST', '/api/v1/api-keys', { ...INPUT, expiresOn: '2026-06-14' });
    const { errors } = (await past.json()) as { errors: { sentence: string }[] };
    expect(errors.map(({ sentence }) => sentence)).toEqual(['Ngày này đã qua.']);
    expect(await faults(analyst, { expiresOn: '2027-06-16' })).toEqual(['400', 'expiresOn expires-too-late']);
    expect(await faults(analyst, { expiresOn: '2026-02-30' })).toEqual(['400', 'expiresOn not-a-day']);
    expect(await faults(analyst, { name: 'x'.repeat(81) })).toEqual(['400', 'name name-too-long']);
    expect(await faults(analyst, { scopes: ['send-dossiers'] })).toEqual(['400', 'scopes scope-not-held']);
    expect(await faults(analyst, { scopes: ['import-dossiers'] })).toEqual([
      '400',
      'scopes.0 malformed-request',
    ]);
    expect(await faults(analyst, { unit: '' })).toEqual(['403']);
    expect(await faults(analyst, { unit: 'HH' })).toEqual(['403']);
    expect(await faults(await analystOf(world, ''), { unit: 'HH' })).toEqual(['400', 'unit unknown-unit']);
    const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    expect(await faults(publisher, { scopes: ['read-survey-results', 'read-results'] })).toEqual([]);
    const manager = await member(world, [{ role: 'fieldwork-manager', unit: 'TT' }]);
    expect(await faults(manager, { scopes: ['read-results'] })).toEqual(['400', 'scopes scope-not-held']);
    for (const expiresOn of ['2026-06-15', '2027-06-15'])
      expect(await faults(analyst, { expiresOn })).toEqual([]);
  });

  test('of somebody else is not there, but an administrator sees and revokes it, and no data with it', async () => {
    const world = await openedWorld(database);
    const [analyst, other] = [await analystOf(world), await analystOf(world)];
    const { id, secret } = await keyOf(world, analyst);
    expect((await other.request('DELETE', `/api/v1/api-keys/${id}`)).status).toBe(404);
    expect(await (await other.request('GET', '/api/v1/api-keys')).json()).toMatchObject({ keys: [] });
    const administrator = await member(world, [{ role: 'administrator', unit: '' }]);
    const listed = await (await administrator.request('GET', '/api/v1/issued-api-keys')).json();
    expect(listed).toMatchObject({ keys: [{ id, owner: analyst.username }] });
    expect(JSON.stringify(listed)).not.toMatch(/td_|secret/);
    expect((await administrator.request('DELETE', `/api/v1/issued-api-keys/${id}`)).status).toBe(200);
    expect(await asked(world, secret)).toBe('401 key-invalid');
    expect((await administrator.request('DELETE', '/api/v1/issued-api-keys/x')).status).toBe(404);
  });

  test('is slowed down above its rate, each by itself, and told when to come again', async () => {
    const world = await openedWorld(database);
    const analyst = await analystOf(world);
    const [busy, calm] = [await keyOf(world, analyst), await keyOf(world, analyst)];
    const limits = new RateLimits({ openAnswers: 5, trustProxy: false });
    const { environment, intake } = world;
    const sessions = new Sessions(environment);
    const app = createApp({ ...{ environment, intake, sessions, limits }, assets: NO_ASSETS, https: false });
    const send = async (secret: string) => app.request('/api/v1/session', { headers: bearer(secret) });
    for (let sent = 0; sent < BY_KEY; sent++) expect((await send(busy.secret)).status).toBe(200);
    const refused = await send(busy.secret);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect((await send(calm.secret)).status).toBe(200);
  });

  test('follows a survey until it is revoked', async () => {
    const world = await openedWorld(database);
    const analyst = await analystOf(world);
    const { secret, id } = await keyOf(world, analyst);
    const stream = await get(world, '/surveys/hai-long/events', bearer(secret));
    expect(stream.status).toBe(200);
    const reader = stream.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toMatch(/^event: /);
    await analyst.request('DELETE', `/api/v1/api-keys/${id}`);
    await reader?.cancel();
    expect(await asked(world, secret, '/surveys/hai-long/events')).toBe('401 key-invalid');
  });
});
