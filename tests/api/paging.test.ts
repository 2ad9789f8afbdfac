/** Lists page by page: the pages together are the list, rows added meanwhile neither repeat nor hide one, cursors are checked. */
import { expect, test } from 'vitest';
import { insertPublication, listPublished } from '../../db/queries/publications.ts';
import { inTransaction } from '../../db/transaction.ts';
import { onBothDatabases } from '../help/databases.ts';
import { member } from '../help/member.ts';
import { openedWorld, visit } from '../help/opened-world.ts';
import { askedYear, content, publishYears } from '../help/published-years.ts';
import type { World } from '../help/world.ts';

interface Listed {
  readonly next: string | null;
  readonly revision: number;
  readonly results: readonly { readonly campaign: string }[];
  readonly units: readonly { readonly unit: string }[];
  readonly days: readonly { readonly day: string; readonly unit: string }[];
}

async function read(world: World, path: string, headers: Record<string, string> = {}) {
  const response = await world.app.request(path, { headers });
  return {
    status: response.status,
    link: response.headers.get('Link'),
    body: (await response.json()) as Listed,
  };
}

/** All pages, by the addresses that the header names; between two pages something may happen. */
async function pages(
  world: World,
  path: string,
  headers: Record<string, string> = {},
  between: () => Promise<void> = async () => {},
): Promise<Listed[]> {
  const read1 = await read(world, path, headers);
  const found = [read1.body];
  let { link } = read1;
  while (link !== null) {
    await between();
    const address = /^<([^>]+)>; rel="next"$/.exec(link)?.[1] ?? '';
    const next = await read(world, address, headers);
    expect(next.status).toBe(200);
    expect(new URL(address, 'http://x').searchParams.get('cursor')).toBe(found.at(-1)?.next);
    found.push(next.body);
    link = next.link;
  }
  expect(found.at(-1)?.next).toBeNull();
  return found;
}

const refused = async (world: World, path: string, headers: Record<string, string> = {}) => {
  const { status, body } = await read(world, path, headers);
  return [status, body];
};
const UNKNOWN = [
  422,
  expect.objectContaining({ code: 'cursor-unknown', errors: [expect.objectContaining({ field: 'cursor' })] }),
];

async function threeYears(world: World): Promise<void> {
  const campaigns: string[] = [];
  for (const year of [2023, 2024, 2025])
    campaigns.push(await askedYear(world, year, { 'TT-AN': content(1) }));
  await publishYears(world, campaigns);
}

onBothDatabases('public lists', (database) => {
  test('of results: whole without a limit, and the same page by page', async () => {
    const world = await openedWorld(database);
    await threeYears(world);
    const whole = await read(world, '/api/v1/results');
    expect([whole.body.next, whole.link]).toEqual([null, null]);
    expect(whole.body.results.map(({ campaign }) => campaign)).toEqual(['nam-2025', 'nam-2024', 'nam-2023']);
    const paged = await pages(world, '/api/v1/results?limit=2');
    expect(paged.map(({ results }) => results.length)).toEqual([2, 1]);
    expect(paged.flatMap(({ results }) => results)).toEqual(whole.body.results);
  });

  test('of units stay with the revision that was begun, whatever is published meanwhile', async () => {
    const world = await openedWorld(database);
    await threeYears(world);
    const revise = async () => {
      const standing = (await listPublished(world.db)).find(({ campaign }) => campaign === 'nam-2025');
      if (!standing) throw new Error('not published');
      const revision = { ...standing, revision: standing.revision + 1, reason: 'Tính lại' };
      await inTransaction(world.db, (trx) => insertPublication(trx, revision));
    };
    const paged = await pages(world, '/api/v1/results/nam-2025/units?limit=1', {}, revise);
    expect(paged.map(({ revision, units }) => [revision, ...units.map(({ unit }) => unit)])).toEqual([
      [1, 'TT-AN'],
      [1, 'TT-BI'],
      [1, 'TT-CA'],
    ]);
    expect((await read(world, '/api/v1/results/nam-2025/units')).body).toMatchObject({
      revision: 3,
      next: null,
    });
    expect((await read(world, '/api/v1/results/nam-2025/units?revision=2&limit=1')).body.revision).toBe(2);
    expect((await read(world, '/api/v1/results/khong-co/units')).status).toBe(404);
  });

  test('refuse a cursor of another list, of nobody, and a page of no rows', async () => {
    const world = await openedWorld(database);
    await threeYears(world);
    const { next } = (await read(world, '/api/v1/results?limit=1')).body;
    const ofUnits = (await read(world, '/api/v1/results/nam-2024/units?limit=1')).body.next;
    for (const cursor of [
      'x',
      '',
      'W10',
      `${next}x`,
      ofUnits,
      'a'.repeat(5000),
      Buffer.from('["results"]').toString('base64url'),
    ])
      expect(await refused(world, `/api/v1/results?cursor=${cursor}`)).toEqual(UNKNOWN);
    expect(await refused(world, `/api/v1/results/nam-2025/units?cursor=${ofUnits}`)).toEqual(UNKNOWN);
    expect(await refused(world, `/api/v1/results/nam-2025/units?cursor=${next}`)).toEqual(UNKNOWN);
    for (const limit of ['0', '-1', '1001', 'x', '1.5'])
      expect((await read(world, `/api/v1/results?limit=${limit}`)).status).toBe(400);
  });

  test('are asked for again by their ETag, and from pages of other sites', async () => {
    const world = await openedWorld(database);
    await threeYears(world);
    for (const path of [
      '/api/v1/results',
      '/api/v1/results/nam-2025',
      '/api/v1/results/nam-2025/units?limit=1',
      '/du-lieu/nam/2025',
      '/du-lieu/nam-2025',
      '/api/openapi.json',
    ]) {
      const first = await world.app.request(path);
      const etag = first.headers.get('ETag') ?? '';
      expect([path, first.status, first.headers.get('Access-Control-Allow-Origin')]).toEqual([
        path,
        200,
        '*',
      ]);
      expect(first.headers.get('Cache-Control')).toBe('public, max-age=60');
      const again = await world.app.request(path, { headers: { 'If-None-Match': etag } });
      expect([path, again.status, await again.text()]).toEqual([path, 304, '']);
      expect([again.headers.get('ETag'), again.headers.get('Access-Control-Allow-Origin')]).toEqual([
        etag,
        '*',
      ]);
      const other = await world.app.request(path, { headers: { 'If-None-Match': '"x"' } });
      expect(other.status).toBe(200);
    }
    // What is not public is open to no other site.
    const analyst = await member(world, [{ role: 'analyst', unit: '' }]);
    const inside = await analyst.request('GET', '/api/v1/surveys');
    expect([inside.headers.get('Access-Control-Allow-Origin'), inside.headers.get('Cache-Control')]).toEqual([
      null,
      'no-store',
    ]);
  });

  test('of a year: publications with their files; a year without any says which there are', async () => {
    const world = await openedWorld(database);
    await threeYears(world);
    const listed = (await (await world.app.request('/du-lieu/nam/2024')).json()) as {
      year: number;
      publications: { campaign: string; revision: number; files: string[]; latest: string[] }[];
    };
    expect(listed).toMatchObject({
      year: 2024,
      publications: [{ campaign: 'nam-2024', revision: 1, province: { code: 'TT' } }],
    });
    const [one] = listed.publications;
    for (const address of [...(one?.files ?? []), ...(one?.latest ?? [])]) {
      expect(address).toMatch(/^\/du-lieu\/nam-2024\/(1|moi-nhat)\//);
      expect((await world.app.request(address)).status, address).toBe(200);
    }
    for (const year of ['2020', 'x', '02024', '2024.0']) {
      const missing = await world.app.request(`/du-lieu/nam/${year}`);
      expect([missing.status, await missing.text()]).toEqual([
        404,
        expect.stringContaining('2025, 2024, 2023'),
      ]);
    }
    const page = await world.app.request('/ket-qua/nam/2024');
    expect([page.status, await page.text()]).toEqual([
      200,
      expect.stringContaining('/du-lieu/nam-2024/1/xep-hang.csv'),
    ]);
    expect((await world.app.request('/ket-qua/nam/2020')).status).toBe(404);
  });
});

onBothDatabases('arrivals', (database) => {
  test('page by page are the list, and what comes in meanwhile hides nothing', async () => {
    const world = await openedWorld(database);
    const send = async (day: string, unit: string) => {
      world.setDay(day);
      expect((await world.send(visit({ unit }))).status).toBe(201);
    };
    for (const day of ['2026-06-10', '2026-06-12'])
      for (const unit of ['TT-AN', 'TT-BI']) await send(day, unit);
    const analyst = await member(world, [{ role: 'analyst', unit: '' }]);
    const headers = { Cookie: analyst.cookie };
    const path = '/api/v1/surveys/hai-long/arrivals';
    const whole = (await read(world, path, headers)).body.days;
    expect(whole).toHaveLength(4);
    let added = 0;
    const paged = await pages(world, `${path}?limit=1`, headers, async () => {
      added += 1;
      // A row before the place that is being read, and one behind it.
      if (added === 2) {
        await send('2026-06-09', 'TT-CA');
        await send('2026-06-13', 'TT-CA');
        world.setDay('2026-06-12');
      }
    });
    const seen = paged.flatMap(({ days }) => days.map(({ day, unit }) => `${day} ${unit}`));
    expect(seen).toEqual([...whole.map(({ day, unit }) => `${day} ${unit}`), '2026-06-13 TT-CA']);
    const { next } = (await read(world, `${path}?limit=1`, headers)).body;
    expect(await refused(world, `/api/v1/surveys/nho/arrivals?cursor=${next}`, headers)).toEqual(UNKNOWN);
    expect(await refused(world, `${path}?by=unit&cursor=${next}`, headers)).toEqual(UNKNOWN);
  });
});
