/** The page of a unit over the API, on both databases: figures worked out by hand, the gate, and who may see whom. */
import { expect, test } from 'vitest';
import { publishResult } from '../../server/actions/publish-result.ts';
import type { UnitDashboard } from '../../server/core/unit-dashboard.ts';
import type { FormItems } from '../../server/core/unit-items.ts';
import { onBothDatabases } from '../help/databases.ts';
import { type Member, member } from '../help/member.ts';
import { openedWorld } from '../help/opened-world.ts';
import { askedYear, content, publishYears } from '../help/published-years.ts';
import { makeWorld, SYSTEM, type World } from '../help/world.ts';

type Answer = UnitDashboard & { readonly items: readonly FormItems[]; readonly revision: number };

/** @param few visitors of Sở Cát in 2026 */
async function twoYears(world: World, few = 10): Promise<void> {
  const before = await askedYear(world, 2025, {
    'TT-AN': content(10),
    'TT-BI': content(10),
    'TT-CA': content(10),
  });
  // q01 of Sở An: 6 of 10 are content with it.
  const mixed = [...content(6), ...Array.from({ length: 4 }, () => [2, 5, 5, 5])];
  const now = await askedYear(world, 2026, { 'TT-AN': mixed, 'TT-BI': content(10), 'TT-CA': content(few) });
  await publishYears(world, [before, now]);
}

async function read(caller: Member, campaign: string, unit: string): Promise<Answer> {
  const response = await caller.request('GET', `/api/v1/campaigns/${campaign}/units/${unit}/dashboard`);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

const statusOf = async (caller: Member, path: string) =>
  (await caller.request('GET', `/api/v1${path}`)).status;

onBothDatabases('the page of a unit', (database) => {
  /**
   * 1.2 is not assessed, so the scale is 85. Sở An: 1.1 20 of 25, 2.1 15 of 20, bonus 2.
   *   2025: 2.2 40 of 40, points 77, index 7700/85 = 90.588…: Xuất sắc.
   *   2026: 36 of 40 answers satisfied, 2.2 36, points 73, index 7300/85 = 85.882…: Tốt; Xuất sắc is at 76.5 points.
   */
  test('standing, what is missing, the year before, and the item that fell', async () => {
    const world = await openedWorld(database);
    await twoYears(world);
    const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
    const shown = await read(analyst, 'nam-2026', 'TT-AN');
    expect(shown.standing).toMatchObject({ points: '73', scale: '85', class: { vi: 'Tốt' }, of: 3 });
    expect(shown.next.better).toMatchObject([{ name: { vi: 'Xuất sắc' }, points: '3.5', fewest: 1 }]);
    expect(shown.next.recoverable.map(({ criterion, points }) => [criterion, points])).toEqual([
      ['1.1', '5'],
      ['2.1', '5'],
      ['2.2', '4'],
    ]);
    expect(shown.years.map(({ year }) => year)).toEqual([2025, 2026]);
    expect(shown.change?.class).toMatchObject({ earlier: { vi: 'Xuất sắc' }, later: { vi: 'Tốt' } });
    const [items] = shown.items;
    expect(items).toMatchObject({ form: 'satisfaction', surveys: ['hai-long-2026'], responses: 10 });
    const fallen = items?.items.filter(({ change }) => change?.startsWith('-'));
    expect(fallen).toMatchObject([{ key: 'q01', answers: 10, value: '0.6', change: '-40' }]);
  });

  test('an item on fewer than 5 answers is withheld, and so is what would give it away', async () => {
    const world = await openedWorld(database);
    await twoYears(world, 4);
    const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
    const itemOf = async (unit: string) => (await read(analyst, 'nam-2026', unit)).items[0]?.items[0];
    expect(await itemOf('TT-CA')).toMatchObject({ answers: null, value: null, withheld: true, change: null });
    // Beside the four of Sở Cát, one of the other two is hidden, else the sum of all would tell them.
    const others = [await itemOf('TT-AN'), await itemOf('TT-BI')];
    expect(others.filter((item) => item?.withheld)).toHaveLength(1);
  });

  test('a unit officer sees the published page of the own unit, and the list is cut to it', async () => {
    const world = await openedWorld(database);
    await twoYears(world);
    const officer = await member(world, [{ role: 'unit-officer', unit: 'TT-AN' }]);
    expect((await read(officer, 'nam-2026', 'TT-AN')).unit.code).toBe('TT-AN');
    expect(await statusOf(officer, '/campaigns/nam-2026/units/TT-BI/dashboard')).toBe(403);
    const units = async (caller: Member) => {
      const { campaigns } = (await (await caller.request('GET', '/api/v1/unit-dashboards')).json()) as {
        campaigns: { id: string; units: { code: string }[] }[];
      };
      return campaigns.map(({ id, units: held }) => [id, held.map(({ code }) => code)]);
    };
    expect(await units(officer)).toEqual([
      ['nam-2026', ['TT-AN']],
      ['nam-2025', ['TT-AN']],
    ]);
    const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
    expect((await units(analyst)).map(([, held]) => held)).toMatchObject([{ length: 3 }, { length: 3 }]);
    const clerk = await member(world, [{ role: 'entry-clerk', unit: 'TT' }]);
    expect(await statusOf(clerk, '/unit-dashboards')).toBe(403);
  });

  test('what is not published is not there, and an empty database has an empty list', async () => {
    const world = await openedWorld(database);
    const publisher = await member(world, [{ role: 'publisher', unit: '' }]);
    expect(await statusOf(publisher, '/campaigns/thu-2026/units/TT-AN/dashboard')).toBe(404);
    const empty = await makeWorld(database);
    const reader = await member(empty, [{ role: 'analyst', unit: '' }]);
    const list = await reader.request('GET', '/api/v1/unit-dashboards');
    expect(await list.json()).toEqual({ campaigns: [] });
  });

  test('a revision takes its place', async () => {
    const world = await openedWorld(database);
    await twoYears(world);
    const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
    expect((await read(analyst, 'nam-2026', 'TT-AN')).revision).toBe(1);
    await world.db
      .updateTable('scores')
      .set({ points: '21' })
      .where('campaign', '=', 'nam-2026')
      .where('unit', '=', 'TT-AN')
      .where('criterion', '=', '1.1')
      .execute();
    await publishResult.run(world.environment, SYSTEM, { campaign: 'nam-2026', reason: 'Sửa điểm' });
    const revised = await read(analyst, 'nam-2026', 'TT-AN');
    expect([revised.revision, revised.standing.points]).toEqual([2, '74']);
  });
});
