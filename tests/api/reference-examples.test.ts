/**
 * Every example of the reference, sent to a server with the sample: what the page says comes back is what comes back. Where
 * an example is an excerpt, what it shows must be there and equal; hashes, ids and instants of loading are compared by shape.
 */
import { expect, test } from 'vitest';
import { ROLES } from '../../server/access.ts';
import { loadSample } from '../../server/actions/load-sample.ts';
import { API_EXAMPLES, EXAMPLE_UNIT, VOLATILE } from '../../server/api-examples.ts';
import { SCOPES } from '../../server/api-key-scopes.ts';
import { decoded } from '../client/markup.ts';
import { onBothDatabases } from '../help/databases.ts';
import { member } from '../help/member.ts';
import { makeWorld, SYSTEM, type World } from '../help/world.ts';
import { keyOf } from './api-key-requests.ts';

/** What differs each time, in the shape that stands for it. */
function steady(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => steady(one));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, steady(one, key)]));
  if (typeof value !== 'string') return value;
  if (name === 'hash' && /^[0-9a-f]{64}$/.test(value)) return VOLATILE.hash;
  if (name === 'publishedAt' && /^\d{4}-\d\d-\d\dT/.test(value)) return VOLATILE.instant;
  return value;
}

/** An excerpt against the whole: objects by the fields shown, lists by the rows shown, in order from the first. */
function cut(whole: unknown, shown: unknown): unknown {
  if (Array.isArray(whole) && Array.isArray(shown)) return shown.map((one, i) => cut(whole[i], one));
  if (typeof whole !== 'object' || whole === null || typeof shown !== 'object' || shown === null)
    return whole;
  const fields: Record<string, unknown> = { ...whole };
  return Object.fromEntries(Object.entries(shown).map(([name, one]) => [name, cut(fields[name], one)]));
}

async function withSample(
  database: Parameters<typeof makeWorld>[0],
): Promise<{ world: World; secret: string }> {
  const world = await makeWorld(database);
  world.setDay('2026-11-20');
  await loadSample.run(world.environment, SYSTEM, {});
  const owner = await member(
    world,
    ROLES.map((role) => ({ role, unit: '' })),
  );
  const expiresOn = '2027-06-30';
  const { secret } = await keyOf(world, owner, { scopes: SCOPES, unit: EXAMPLE_UNIT, expiresOn });
  return { world, secret };
}

onBothDatabases('the examples of the reference', (database) => {
  test('are what comes back', { timeout: 300_000 }, async () => {
    const { world, secret } = await withSample(database);
    expect(API_EXAMPLES.length).toBeGreaterThan(10);
    for (const { title: named, path, key, status, body, excerpt, ifNoneMatch } of API_EXAMPLES) {
      const title = named.en;
      const headers: Record<string, string> = key ? { Authorization: `Bearer ${secret}` } : {};
      const ask = (more = {}) =>
        world.app.request(path, { headers: { 'Accept-Language': 'en', ...headers, ...more } });
      const first = await ask();
      const response = ifNoneMatch ? await ask({ 'If-None-Match': first.headers.get('ETag') ?? '' }) : first;
      expect([title, response.status]).toEqual([title, status]);
      const text = await response.text();
      if (body === undefined) expect(text).toBe('');
      else {
        const got = steady(JSON.parse(text));
        expect(Object.keys(Object(body)).length, title).toBeGreaterThan(0);
        expect([title, excerpt ? cut(got, body) : got]).toEqual([title, body]);
      }
    }
    // A part of a list says so by being an excerpt; whole ones are equal to the last field.
    const page = decoded(await (await world.app.request('/api')).text());
    // Each under a heading in the language of the page (issue 6).
    expect(page).toContain('các khảo sát của tỉnh');
    expect(page).not.toContain('surveys of the province');
    for (const { path, status, body } of API_EXAMPLES) {
      expect(page).toContain(path);
      expect(page).toContain(body === undefined ? String(status) : JSON.stringify(body, null, 2));
    }
  });
});
