/** What every answer carries, and what none does: security headers everywhere, nothing about a citizen anywhere. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import { NO_ASSETS } from '../../server/assets.ts';
import { Sessions } from '../../server/session.ts';
import { onBothDatabases } from '../help/databases.ts';
import { oneToken, openedWorld, visit } from '../help/opened-world.ts';
import { newClientId, type World } from '../help/world.ts';

const ALWAYS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
    "manifest-src 'self'; worker-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
};

/** What stands in a file that no address leads to. */
const OUTSIDE = 'a line that is never served';

/** A folder as the build leaves it, and a secret beside it. */
function builtFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-assets-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'client', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'client', 'assets', 'form-1.js'), 'export {};');
  for (const icon of ['favicon.svg', 'icon.svg', 'icon-maskable.svg'])
    writeFileSync(join(folder, 'client', icon), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, 'client', 'manifest.webmanifest'), '{}');
  writeFileSync(join(folder, 'client', 'service-worker.js'), '');
  writeFileSync(join(folder, 'secret.txt'), OUTSIDE);
  return join(folder, 'client');
}

function appWith(world: World, more: { https?: boolean; folder?: string }): World['app'] {
  const { environment, intake } = world;
  const sessions = new Sessions(environment);
  const assets = { ...NO_ASSETS, folder: more.folder ?? null };
  return createApp({ environment, intake, sessions, assets, https: more.https ?? false });
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** One request for every kind of answer, with the status it gets. */
const ANSWERS: readonly [what: string, status: number, path: string, init?: RequestInit][] = [
  ['the home page', 200, '/'],
  ['a page in English', 200, '/en'],
  ['the list of units of a survey', 200, '/khao-sat/hai-long'],
  ['a form', 200, '/khao-sat/hai-long/TT-AN'],
  ['the pages of staff', 200, '/quan-tri'],
  ['no such page', 404, '/khong-co'],
  ['no such result', 404, '/ket-qua/khong-co'],
  ['a path with U+0000', 400, '/ket-qua/%00'],
  ['a broken path', 404, '/%E0%A4%A'],
  ['a form of an unknown unit', 422, '/khao-sat/hai-long/TT-ZZ'],
  ['a posted form of a wrong kind', 415, '/khao-sat/hai-long/TT-AN', { method: 'POST', body: 'x' }],
  ['the list of results', 200, '/api/v1/results'],
  ['an unknown result', 404, '/api/v1/results/khong-co'],
  ['an unknown file of a result', 404, '/du-lieu/khong-co/1/xep-hang.csv'],
  ['an unknown result with U+0000', 400, '/api/v1/results/%00'],
  ['an unknown route', 404, '/api/v1/khong-co'],
  [
    'an answer that is stored',
    201,
    '/api/v1/responses',
    { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(visit()) },
  ],
  ['broken JSON', 400, '/api/v1/responses', { method: 'POST', headers: JSON_TYPE, body: '{' }],
  ['no JSON', 415, '/api/v1/responses', { method: 'POST', body: '{}' }],
  ['nobody signed in', 401, '/api/v1/accounts'],
  ['the API document', 200, '/api/openapi.json'],
  ['life', 200, '/healthz'],
  ['readiness', 200, '/readyz'],
  ['a built file', 200, '/assets/form-1.js'],
  ['the icon', 200, '/favicon.svg'],
  ['the icon of the installed app', 200, '/icon-maskable.svg'],
  ['the manifest', 200, '/manifest.webmanifest'],
  ['the service worker', 200, '/service-worker.js'],
  ['the page for a phone without a network', 200, '/ngoai-tuyen'],
  ['no such file', 404, '/assets/khong-co.js'],
  ['a file outside the folder', 404, '/assets/..%2f..%2fsecret.txt'],
  ['a file outside the folder, otherwise', 404, '/assets/%2e%2e/%2e%2e/secret.txt'],
  ['a file outside the folder, backwards', 404, '/assets/..%5c..%5csecret.txt'],
];

onBothDatabases('every answer', (database) => {
  test('carries the security headers and no cookie', async () => {
    const world = await openedWorld(database);
    const app = appWith(world, { folder: builtFolder() });
    for (const [what, status, path, init] of ANSWERS) {
      const response = await app.request(path, init);
      expect([what, response.status]).toEqual([what, status]);
      expect(Object.fromEntries(response.headers), what).toMatchObject(ALWAYS);
      expect(response.headers.has('Set-Cookie'), what).toBe(false);
      expect(response.headers.has('Strict-Transport-Security'), what).toBe(false);
      expect(await response.text(), what).not.toContain(OUTSIDE);
    }
  });

  test('over https binds the browser to https', async () => {
    const world = await openedWorld(database);
    const app = appWith(world, { https: true, folder: builtFolder() });
    for (const [what, , path, init] of ANSWERS) {
      const { headers } = await app.request(path, init);
      expect(headers.get('Strict-Transport-Security'), what).toBe('max-age=63072000; includeSubDomains');
    }
  });

  test('on the way of a citizen holds neither a cookie nor his token', async () => {
    const world = await openedWorld(database);
    const token = await oneToken(world);
    const submission = visit({ token });
    const bodies = [
      submission,
      submission,
      visit({ token }),
      visit({ token, unit: 'TT-BI' }),
      visit({ token, answers: {} }),
      visit({ token: newClientId() }),
      { ...submission, admin: true },
    ];
    const statuses = [];
    for (const body of bodies) {
      const response = await world.post('/api/v1/responses', body, { Cookie: 'session=x; other=y' });
      const text = await response.text();
      statuses.push(response.status);
      expect(response.headers.has('Set-Cookie')).toBe(false);
      for (const shown of [text, JSON.stringify([...response.headers])]) {
        expect(shown).not.toContain(token);
        expect(shown).not.toContain(body.clientId);
      }
    }
    expect(statuses).toEqual([201, 200, 409, 422, 422, 422, 400]);
  });

  test('of a problem page does not repeat its address, which may hold a token', async () => {
    const world = await openedWorld(database);
    const token = newClientId();
    for (const path of [`/t/${token}`, `/khao-sat/hai-long/${token}`, `/khao-sat/${token}/TT-AN`]) {
      const response = await world.app.request(path);
      expect(response.status).toBeGreaterThanOrEqual(404);
      expect(await response.text()).not.toContain(token);
    }
  });

  test('built files are kept for a year, the icon for an hour, trouble not at all', async () => {
    const app = appWith(await openedWorld(database), { folder: builtFolder() });
    const kept = async (path: string) => (await app.request(path)).headers.get('Cache-Control');
    expect(await kept('/assets/form-1.js')).toBe('public, max-age=31536000, immutable');
    expect(await kept('/favicon.svg')).toBe('public, max-age=3600');
    expect(await kept('/manifest.webmanifest')).toBe('public, max-age=3600');
    // Asked for anew each time, or an update would be found a day late.
    expect(await kept('/service-worker.js')).toBe('no-cache');
    for (const path of ['/assets/khong-co.js', '/khong-co', '/api/v1/khong-co', '/khao-sat/khong-co'])
      expect(await kept(path)).toBe('no-store');
  });

  test('of /readyz says when the database is away, while /healthz says that the process lives', async () => {
    const world = await openedWorld(database);
    expect(await (await world.app.request('/readyz')).json()).toEqual({ status: 'ready' });
    await world.db.destroy();
    const away = await world.app.request('/readyz');
    expect([away.status, away.headers.get('Retry-After')]).toEqual([503, '5']);
    expect(await away.json()).toMatchObject({ code: 'storage-unavailable' });
    const alive = await world.app.request('/healthz');
    expect([alive.status, await alive.json()]).toEqual([200, { status: 'alive' }]);
  });
});

interface Operation {
  readonly summary?: string;
  readonly responses: Record<string, { content?: Record<string, { schema: object }>; description: string }>;
}

test('the API document is OpenAPI 3.1; every operation says what it does and how it fails', async () => {
  const { app } = await openedWorld('sqlite');
  const document = (await (await app.request('/api/openapi.json')).json()) as {
    openapi: string;
    info: { title: string; version: string };
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, object> };
  };
  expect(document.openapi).toBe('3.1.0');
  expect(document.info).toMatchObject({ title: 'Thước Đo', version: '1' });
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
  );
  expect(operations.length).toBeGreaterThan(25);
  for (const { name, operation } of operations) {
    expect(operation.summary, name).toMatch(/^[A-Z].{5,}/);
    const problem = operation.responses.default?.content?.['application/problem+json'];
    expect(problem?.schema, name).toEqual({ $ref: '#/components/schemas/Problem' });
    const done = Object.entries(operation.responses).filter(([status]) => /^20[01]$/.test(status));
    expect(done.length, name).toBeGreaterThan(0);
    // JSON, a stream of events, or a file of a kind that it names.
    const shapes: Record<string, unknown> = {
      'application/json': expect.anything(),
      'text/event-stream': { type: 'string' },
    };
    for (const [, { content }] of done)
      for (const [type, { schema }] of Object.entries(content ?? { nothing: {} }))
        expect([name, type, schema], name).toEqual([
          name,
          expect.stringMatching(/^(application|text)\/[a-z]/),
          shapes[type] ?? { type: 'string', format: 'binary' },
        ]);
  }
  // Every reference leads somewhere.
  const referred = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
    ([, name]) => name,
  );
  expect(referred.length).toBeGreaterThan(operations.length);
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(referred));
  expect(Object.keys(document.components.schemas)).toEqual(
    expect.arrayContaining(['Submission', 'Receipt', 'Problem']),
  );
});
