/** Two years, two units, two groups over the API, on both databases; and every pair that cannot be compared, with its reason. */
import { expect, test } from 'vitest';
import { importCampaign, importUnits } from '../../server/actions/import-definition.ts';
import { publishResult } from '../../server/actions/publish-result.ts';
import type { SideBySide, TwoYears } from '../../server/core/side-by-side.ts';
import { onBothDatabases } from '../help/databases.ts';
import { type Member, member } from '../help/member.ts';
import { openedWorld } from '../help/opened-world.ts';
import { askedYear, content, publishYears } from '../help/published-years.ts';
import { makeWorld, SYSTEM, type World } from '../help/world.ts';
import { campaign } from '../walk/hand-computed.ts';

type Answer = SideBySide & { readonly years: TwoYears | null; readonly left: { year: number } };

interface Refusal {
  readonly code: string;
  readonly errors: { readonly field: string; readonly code: string; readonly sentence: string }[];
}

async function twoYears(world: World): Promise<void> {
  const all = { 'TT-AN': content(10), 'TT-BI': content(10), 'TT-CA': content(10) };
  const some = [...content(5), ...Array.from({ length: 5 }, () => [1, 1, 1, 1])];
  const before = await askedYear(world, 2025, all);
  const now = await askedYear(world, 2026, { ...all, 'TT-AN': some });
  await publishYears(world, [before, now]);
}

/** Another province, with a result of its own. */
async function elsewhere(world: World): Promise<void> {
  const definition = {
    kind: 'units',
    province: { code: 'HH', name: { vi: 'Tỉnh Hai' } },
    units: [
      { code: 'HH', parent: null, kind: 'province', name: { vi: 'Tỉnh Hai' }, aliases: [] },
      { code: 'HH-AN', parent: 'HH', kind: 'department', name: { vi: 'Sở An' }, aliases: [] },
    ],
  };
  await importUnits.run(world.environment, SYSTEM, { definition });
  const points = ['1.1', '1.2', '2.1', '2.2'].map((criterion) => ({
    ...{ unit: 'HH-AN', criterion },
    ...(criterion.endsWith('.1')
      ? { state: 'scored', points: '10' }
      : { state: 'not-assessed', points: null }),
  }));
  await importCampaign.run(world.environment, SYSTEM, {
    definition: {
      ...campaign,
      campaign: {
        ...campaign.campaign,
        id: 'hai-2025',
        province: 'HH',
        year: 2025,
        title: { vi: 'Chỉ số Tỉnh Hai' },
      },
      units: [{ unit: 'HH-AN' }],
      scores: points,
      adjustments: [],
    },
  });
  await publishResult.run(world.environment, SYSTEM, { campaign: 'hai-2025' });
}

const ask = (caller: Member, query: Record<string, string>) =>
  caller.request('GET', `/api/v1/comparisons?${new URLSearchParams(query)}`);

async function compared(caller: Member, query: Record<string, string>): Promise<Answer> {
  const response = await ask(caller, query);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

async function refused(caller: Member, query: Record<string, string>): Promise<[number, Refusal]> {
  const response = await ask(caller, query);
  return [response.status, (await response.json()) as Refusal];
}

const YEARS = { kind: 'years', left: 'nam-2025', right: 'nam-2026' };

onBothDatabases('comparing published results', (database) => {
  /** Sở An: 2.2 40 of 40 → 20 of 40, so −50 points of percent of the criterion, 20 points, 2000/85 of the index. */
  test('two years of one unit, and of all; the earlier one stands left, however asked', async () => {
    const world = await openedWorld(database);
    await twoYears(world);
    const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
    const own = await compared(analyst, { ...YEARS, unit: 'TT-AN' });
    expect(own.criteria[0]).toMatchObject({ rightCode: '2.2', difference: '-50', worth: '-20' });
    expect(own.index.difference).toMatch(/^-23\.529411/);
    const all = await compared(analyst, { kind: 'years', left: 'nam-2026', right: 'nam-2025' });
    expect([all.left.year, all.units]).toEqual([2025, { left: 3, right: 3 }]);
    expect(all.years?.changes[0]).toMatchObject({ code: 'TT-AN', rank: { earlier: 3, later: 3, change: 0 } });
  });

  /** In 2026 Sở An has 20 + 15 + 2 + 20 = 57 of 85, Sở Bình 22.5 + 40 = 62.5 of 65. */
  test('two units, and two groups as means', async () => {
    const world = await openedWorld(database);
    await twoYears(world);
    const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
    const units = await compared(publisher, {
      kind: 'units',
      campaign: 'nam-2026',
      left: 'TT-AN',
      right: 'TT-BI',
    });
    expect(units.criteria.map(({ rightCode, worth }) => [rightCode, worth])).toEqual([
      ['2.2', '20'],
      ['1.1', '2.5'],
      ['1.2', null],
      ['2.1', null],
    ]);
    const { campaigns } = (await (await publisher.request('GET', '/api/v1/comparisons/choices')).json()) as {
      campaigns: { id: string; previous: string | null; groups: { key: string; units: string[] }[] }[];
    };
    expect(campaigns.map(({ id, previous }) => [id, previous])).toEqual([
      ['nam-2026', 'nam-2025'],
      ['nam-2025', null],
    ]);
    const keys = campaigns[0]?.groups.map(({ key }) => key) ?? [];
    expect(keys).toEqual(['class:Xuất sắc', 'class:Trung bình']);
    const [left = '', right = ''] = keys;
    const groups = await compared(publisher, { kind: 'groups', campaign: 'nam-2026', left, right });
    expect(groups.units).toEqual({ left: 2, right: 1 });
  });

  test('what cannot be compared says why, in both languages', async () => {
    const world = await openedWorld(database);
    await twoYears(world);
    await elsewhere(world);
    const analyst = await member(world, [{ role: 'analyst', unit: '' }]);
    const reason = async (query: Record<string, string>) => {
      const [status, { code, errors }] = await refused(analyst, query);
      return [status, code, errors[0]?.code];
    };
    expect(await reason({ ...YEARS, right: 'nam-2025' })).toEqual([409, 'not-comparable', 'same-campaign']);
    expect(await reason({ ...YEARS, right: 'hai-2025' })).toEqual([409, 'not-comparable', 'other-province']);
    expect(
      await reason({ ...YEARS, kind: 'units', campaign: 'nam-2026', left: 'TT-AN', right: 'TT-AN' }),
    ).toEqual([...[409, 'not-comparable', 'same-unit']]);
    const [, { errors }] = await refused(analyst, { ...YEARS, right: 'hai-2025' });
    expect(errors[0]?.sentence).toContain('“Chỉ số thử 2025” và “Chỉ số Tỉnh Hai” là của hai tỉnh');
  });

  test('a filter that does not exist is named with the values that do', async () => {
    const world = await openedWorld(database);
    await twoYears(world);
    const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
    const told = async (query: Record<string, string>) => {
      const [status, { code, errors }] = await refused(analyst, query);
      return [status, code, errors[0]?.field, errors[0]?.sentence];
    };
    const units = 'Không có giá trị “TT-ZZ”. Có thể chọn: TT-AN, TT-BI, TT-CA.';
    expect(await told({ ...YEARS, unit: 'TT-ZZ' })).toEqual([422, 'unknown-filter', 'unit', units]);
    expect(await told({ ...YEARS, left: 'nam-1999' })).toEqual([
      ...[
        422,
        'unknown-filter',
        'left',
        'Không có giá trị “nam-1999”. Có thể chọn: Chỉ số thử 2026 (nam-2026), Chỉ số thử 2025 (nam-2025).',
      ],
    ]);
    expect((await told({ ...YEARS, kind: 'thang' })).slice(0, 3)).toEqual([422, 'unknown-filter', 'kind']);
    expect((await told({ kind: 'units', left: 'a', right: 'b' })).slice(0, 3)).toEqual([
      ...[422, 'unknown-filter', 'campaign'],
    ]);
    const group = { kind: 'groups', campaign: 'nam-2026', left: 'class:Yếu', right: 'class:Xuất sắc' };
    expect((await told(group)).slice(0, 3)).toEqual([422, 'unknown-filter', 'left']);
    expect((await ask(analyst, { kind: 'years', left: 'nam-2025' })).status).toBe(400);
    expect((await ask(analyst, { ...YEARS, units: 'TT-AN' })).status).toBe(400);
    for (const path of ['/overview', '/results', '/results/nam-2025', '/results/nam-2025/units', '/years'])
      expect([path, (await analyst.request('GET', `/api/v1${path}?foo=bar`)).status]).toEqual([path, 400]);
  });

  /** Issue 6: what exists, and only is not there yet, is not said to be unknown. */
  test('a campaign without a publication, and a unit that is new, are told as what they are', async () => {
    const world = await openedWorld(database);
    const waits = await askedYear(world, 2024, { 'TT-AN': content(5) });
    await twoYears(world);
    const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
    const told = async (query: Record<string, string>) => {
      const [status, { code, errors }] = await refused(analyst, query);
      return [status, code, errors[0]?.field, errors[0]?.code, errors[0]?.sentence];
    };
    const waiting = '“Chỉ số thử 2024” chưa công bố kết quả. Hãy chọn đợt đánh giá đã công bố.';
    expect(await told({ ...YEARS, left: waits })).toEqual([
      ...[409, 'not-comparable', 'left', 'not-published', waiting],
    ]);
    const other = await member(world, [{ role: 'analyst', unit: 'TT-BI' }]);
    const years = await other.request('GET', `/api/v1/years?earlier=nam-2025&later=${waits}`);
    expect(years.status).toBe(403);
    await elsewhere(world);
    const foreign = await member(world, [{ role: 'analyst', unit: 'HH' }]);
    const [status, refusal] = await refused(foreign, { ...YEARS, left: waits });
    expect([status, refusal.errors[0]?.sentence]).toEqual([
      ...[422, 'Không có giá trị “nam-2024”. Có thể chọn: Chỉ số Tỉnh Hai (hai-2025).'],
    ]);
  });

  test('a unit that only one of both years rates is said to be new, not unknown', async () => {
    const world = await openedWorld(database);
    const older = await askedYear(world, 2024, {}, ['TT-AN', 'TT-BI']);
    const newer = await askedYear(world, 2025, {});
    await publishYears(world, [older, newer]);
    const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
    const years = { kind: 'years', left: older, right: newer, unit: 'TT-CA' };
    const [status, { code, errors }] = await refused(analyst, years);
    expect([status, code, errors[0]?.field, errors[0]?.code]).toEqual([
      ...[409, 'not-comparable', 'unit', 'not-rated-then'],
    ]);
    expect(errors[0]?.sentence).toMatch(/^Sở Cát không có trong danh sách đánh giá của “Chỉ số thử 2024”/);
  });

  /** Decision 24: an analyst has the numbers of a subtree; issue 6: a page that offers a comparison leads to one. */
  test('who holds a part of a province compares its units, and nothing beyond', async () => {
    const world = await openedWorld(database);
    await twoYears(world);
    const one = await member(world, [{ role: 'analyst', unit: 'TT-AN' }]);
    const own = await compared(one, { ...YEARS, unit: 'TT-AN' });
    expect(own.criteria[0]).toMatchObject({ rightCode: '2.2', difference: '-50' });
    for (const query of [YEARS, { ...YEARS, unit: 'TT-BI' }])
      expect((await ask(one, query)).status).toBe(403);
    const pair = { kind: 'units', campaign: 'nam-2026', left: 'TT-AN', right: 'TT-BI' };
    expect((await ask(one, pair)).status).toBe(403);
    const two = await member(world, [
      { role: 'analyst', unit: 'TT-AN' },
      { role: 'analyst', unit: 'TT-BI' },
    ]);
    expect((await compared(two, pair)).units).toEqual({ left: 1, right: 1 });
    expect((await ask(two, { ...pair, kind: 'groups' })).status).toBe(403);
    const { campaigns } = (await (await one.request('GET', '/api/v1/comparisons/choices')).json()) as {
      campaigns: { id: string; whole: boolean; units: { code: string }[]; groups: unknown[] }[];
    };
    expect(campaigns.map(({ id, whole, units, groups }) => [id, whole, units.length, groups.length])).toEqual(
      [
        ['nam-2026', false, 1, 0],
        ['nam-2025', false, 1, 0],
      ],
    );
  });

  test('results of another province are not compared by who may not see it, nor offered', async () => {
    const world = await openedWorld(database);
    await twoYears(world);
    await elsewhere(world);
    const other = await member(world, [{ role: 'analyst', unit: 'HH' }]);
    expect((await ask(other, YEARS)).status).toBe(403);
    expect((await ask(other, { ...YEARS, left: 'hai-2025' })).status).toBe(403);
    const offered = await (await other.request('GET', '/api/v1/comparisons/choices')).json();
    expect(offered).toMatchObject({ campaigns: [{ id: 'hai-2025' }] });
    const officer = await member(world, [{ role: 'unit-officer', unit: 'TT-AN' }]);
    expect((await ask(officer, YEARS)).status).toBe(403);
    const empty = await makeWorld(database);
    const reader = await member(empty, [{ role: 'analyst', unit: '' }]);
    expect(await (await reader.request('GET', '/api/v1/comparisons/choices')).json()).toEqual({
      campaigns: [],
    });
  });
});
