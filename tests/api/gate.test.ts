/** The gate at the doors that stood before it: the tally of a survey, the preview of a publication, the public pages. */
import { expect, test } from 'vitest';
import { publishResult } from '../../server/actions/publish-result.ts';
import type { LiveView } from '../../server/core/live-view.ts';
import { textOf } from '../client/markup.ts';
import { onBothDatabases } from '../help/databases.ts';
import { member } from '../help/member.ts';
import { CAMPAIGN, openedWorld, visit } from '../help/opened-world.ts';
import { SYSTEM, type World } from '../help/world.ts';

async function answered(world: World, answers: readonly (readonly [string, string, number])[]) {
  for (const [unit, respondentGroup, count] of answers)
    for (let sent = 0; sent < count; sent++)
      expect((await world.send(visit({ unit, respondentGroup }))).status).toBe(201);
  world.setDay('2026-07-15');
}

onBothDatabases('the gate', (database) => {
  test('withholds the page of a unit with three answers, and the one that would tell it', async () => {
    const world = await openedWorld(database);
    await answered(world, [
      ['TT-AN', 'citizen', 8],
      ['TT-BI', 'citizen', 3],
      ['TT-CA', 'citizen', 12],
    ]);
    const analyst = await member(world, [{ role: 'analyst', unit: 'TT' }]);
    const tally = async (query: string) => {
      const response = await analyst.request('GET', `/api/v1/surveys/hai-long/tally${query}`);
      expect(response.status).toBe(200);
      return (await response.json()) as { open: LiveView; counted: LiveView };
    };
    const pages = {
      all: (await tally('')).open,
      an: (await tally('?unit=TT-AN')).open,
      bi: (await tally('?unit=TT-BI')).open,
      ca: (await tally('?unit=TT-CA')).open,
    };
    const first = (page: LiveView) => [page.items[0]?.answers, page.items[0]?.withheld, page.responses];
    // 23 − 12 − 8 would be 3: with the page of Bình goes that of An, the smaller of the two others.
    expect(Object.values(pages).map(first)).toEqual([
      [23, false, 23],
      [null, true, 8],
      [null, true, 3],
      [12, false, 12],
    ]);
    const numbers = (page: LiveView) =>
      page.items.flatMap(({ answers, blank, value, levels }) => [
        ...[answers, blank, value],
        ...levels.map(({ count }) => count),
      ]);
    expect(new Set(numbers(pages.bi).filter((one) => one !== null))).toEqual(new Set());
    expect(pages.bi.factors.map(({ answers, pooled }) => [answers, pooled])).toEqual(
      Array(5).fill([null, null]),
    );
    // Nothing came by token: empty is not withheld.
    const { counted } = await tally('?unit=TT-BI');
    expect([counted.responses, counted.items[0]?.answers, counted.items[0]?.withheld]).toEqual([0, 0, false]);
  });

  test('shows who may see some units only the same of each as everybody, and their sum where each is shown', async () => {
    const world = await openedWorld(database);
    await answered(world, [
      ['TT-AN', 'citizen', 8],
      ['TT-BI', 'citizen', 3],
      ['TT-CA', 'citizen', 12],
    ]);
    const results = async (units: readonly string[], query = '') => {
      const reader = await member(
        world,
        units.map((unit) => ({ role: 'analyst', unit })),
      );
      const path = `/api/v1/surveys/hai-long/results?basis=open${query}`;
      const { counted } = (await (await reader.request('GET', path)).json()) as { counted: LiveView };
      return [counted.items[0]?.answers, counted.items[0]?.withheld];
    };
    expect(await results(['TT-AN'])).toEqual([null, true]);
    expect(await results(['TT-CA'])).toEqual([12, false]);
    expect(await results(['TT-BI', 'TT-CA'], '&unit=TT-CA')).toEqual([12, false]);
    // 15, of which 12 are shown to him.
    expect(await results(['TT-BI', 'TT-CA'])).toEqual([null, true]);
    expect(await results(['TT'])).toEqual([23, false]);
  });

  test('leaves the groups of a survey out of the preview where one is small', async () => {
    const previews = [];
    for (const organisations of [4, 5]) {
      const world = await openedWorld(database);
      await answered(world, [
        ['TT-AN', 'citizen', 8],
        ['TT-AN', 'organisation', organisations],
      ]);
      const publisher = await member(world, [{ role: 'publisher', unit: 'TT' }]);
      const response = await publisher.request('GET', `/api/v1/campaigns/${CAMPAIGN}/preview`);
      const { surveys } = (await response.json()) as {
        surveys: { id: string; responses: number; groups: { responses: number }[] }[];
      };
      const found = surveys.find(({ id }) => id === 'hai-long');
      previews.push([found?.responses, found?.groups.map(({ responses }) => responses)]);
    }
    expect(previews).toEqual([
      [12, []],
      [13, [8, 5]],
    ]);
  });

  test('shows the public a score and not how many are behind it, where they are few', async () => {
    const world = await openedWorld(database);
    await answered(world, [
      ['TT-AN', 'citizen', 25],
      ['TT-BI', 'citizen', 7],
      ['TT-CA', 'citizen', 30],
    ]);
    const policies = {
      ...{ openAnswers: 'included', adjustments: 'inside-the-points', notApplicable: 'flat', ranking: 'all' },
      ...{ ties: 'shared', flaggedAnswers: 'included', minimumResponses: 3 },
    };
    await world.db
      .updateTable('campaigns')
      .set({ policies: JSON.stringify(policies) })
      .execute();
    await publishResult.run(world.environment, SYSTEM, { campaign: CAMPAIGN });
    const page = async (unit: string) =>
      textOf(await (await world.app.request(`/ket-qua/${CAMPAIGN}/don-vi/${unit}`)).text());
    expect(await page('TT-CA')).toMatch(/· 30 phiếu/);
    // 62 in all, as offices announce it: with 30 and 25, the 7 would be told.
    for (const unit of ['TT-AN', 'TT-BI']) {
      const text = await page(unit);
      expect(text).toContain('Không nêu số phiếu đứng sau điểm này: dưới 10 phiếu');
      expect(text).not.toMatch(/\b(25|7) phiếu/);
    }
  });
});
