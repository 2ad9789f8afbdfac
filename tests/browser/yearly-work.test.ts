/**
 * The yearly work by role as one chain, on the built program and in a real browser: the publisher opens it, a unit's
 * officer scores himself on a phone, two appraisers score their areas, the unit explains, they look again, the council
 * decides, a final score is changed by two people, one publisher proposes and another confirms, and anybody reads what was
 * appraised. Each sees only what is his; whatever is shown, axe finds nothing and nothing is wider than the screen.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type Visit } from '../help/browser.ts';
import { checkScreen } from '../help/check-screen.ts';
import { roundsFramework } from '../help/rounds-framework.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { staffVisit } from '../help/staff-visit.ts';
import { bring, OTHER, openUnit, PROVINCE, UNIT, yearCampaign } from '../help/year-campaign.ts';
import { lookAgain, scoreFirstArea, scoreSecondArea } from './yearly-work/appraiser-steps.ts';
import { neighbourIsAppraised, neighbourScores } from './yearly-work/neighbour-steps.ts';
import { assignAreas, change, decide, openTheYear } from './yearly-work/office-steps.ts';
import { confirm, propose, publicStatus, readFiles, readPages } from './yearly-work/result-steps.ts';
import { explain, handIn, scoreOneself } from './yearly-work/unit-steps.ts';
import {
  ASSESSED,
  CAMPAIGN,
  isForbidden,
  isTurnedAway,
  menuOf,
  type People,
  RESULT,
} from './yearly-work/year.ts';

let server: RunningServer;
let browser: Browser;
let people: People;

beforeAll(async () => {
  [server, browser] = await Promise.all([startRunningServer(), launchBrowser()]);
  const at = { server, browser };
  people = {
    publisher: await staffVisit(at, ['cong-bo', 'publisher']),
    confirmer: await staffVisit(at, ['cong-bo-2', 'publisher', PROVINCE]),
    first: await staffVisit(at, ['tham-dinh-1', 'appraiser', PROVINCE]),
    second: await staffVisit(at, ['tham-dinh-2', 'appraiser', PROVINCE]),
    officer: await staffVisit(at, ['noi-vu', 'unit-officer', UNIT], {}),
    neighbour: await staffVisit(at, ['tu-phap', 'unit-officer', OTHER], {}),
  };
  // An administrator's sample brought the units; the publisher brings framework and campaign.
  await bring(
    people.publisher.page,
    { kind: 'framework', framework: roundsFramework },
    yearCampaign(CAMPAIGN, roundsFramework),
  );
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const SLOW = { timeout: 120_000 };
/** Of the sections of the head, those that this work concerns, and two that belong to the administrator. */
const ASKED_FOR = ['Đợt đánh giá', 'Đánh giá, thẩm định', 'Bộ tiêu chí', 'Nhập tệp', 'Tài khoản', 'Nhật ký'];

describe('the yearly work', SLOW, () => {
  test('begins for everybody at his own work, and says so where there is none yet', async () => {
    const { publisher, first, officer } = people;
    for (const visitor of [first, officer]) {
      await visitor.page.goto('/quan-tri');
      await visitor.page.waitForURL('**/danh-gia');
      await visitor.page.waitForSelector('.empty');
      await checkScreen(visitor);
    }
    const leadsTo = async ({ page }: Visit) =>
      (await menuOf(page)).filter((section) => ASKED_FOR.includes(section));
    expect(await leadsTo(officer)).toEqual(['Đánh giá, thẩm định']);
    expect(await leadsTo(first)).toEqual(['Đợt đánh giá', 'Đánh giá, thẩm định', 'Bộ tiêu chí']);
    expect(await leadsTo(publisher)).toEqual([
      'Đợt đánh giá',
      'Đánh giá, thẩm định',
      'Bộ tiêu chí',
      'Nhập tệp',
    ]);
  });

  test('is opened and shared out by the publisher', async () => {
    await openTheYear(people.publisher);
    await assignAreas(people.publisher);
    // What the publisher arranges is nobody else's.
    for (const visitor of [people.first, people.officer])
      await isTurnedAway(visitor, [
        `${ASSESSED}/nguoi-tham-dinh`,
        `${ASSESSED}/sua-diem`,
        RESULT,
        `/quan-tri/chi-so/${CAMPAIGN}`,
        '/quan-tri/tai-khoan',
      ]);
    await isTurnedAway(people.publisher, ['/quan-tri/tai-khoan', '/quan-tri/nhat-ky']);
    // Now that there is work, it is where an appraiser starts.
    await people.first.page.goto('/quan-tri');
    await people.first.page.waitForURL(`**${ASSESSED}`);
    await people.first.page.locator('.assessed-units tbody tr').nth(1).waitFor();
  });

  test('goes to the unit, which scores itself and hands in', async () => {
    const { officer, neighbour } = people;
    for (const [visitor, unit, other] of [
      [officer, UNIT, OTHER],
      [neighbour, OTHER, UNIT],
    ] as const) {
      await visitor.page.goto('/quan-tri');
      await visitor.page.waitForURL(`**/don-vi/${unit}`);
      await isTurnedAway(visitor, [`${ASSESSED}/don-vi/${other}`]);
      await isForbidden(visitor, [
        `/campaigns/${CAMPAIGN}/assessments/${other}`,
        `/campaigns/${CAMPAIGN}/units/${other}/evidence`,
        `/campaigns/${CAMPAIGN}/preview`,
      ]);
    }
    await openUnit(officer.page, CAMPAIGN, UNIT);
    await scoreOneself(officer);
    await handIn(officer);
    await neighbourScores(people);
  });

  test('goes to two appraisers, each in the area that is his', async () => {
    await scoreFirstArea(people.first);
    // What is still a draft of the office is nothing the unit reads.
    await openUnit(people.officer.page, CAMPAIGN, UNIT);
    await people.officer.page.waitForSelector('.state-line');
    expect(await people.officer.page.textContent('main')).not.toContain('Chỉ công nhận một sáng kiến');
    await scoreSecondArea(people.second);
    await neighbourIsAppraised(people);
  });

  test('goes back to the unit, and once more to the appraisers', async () => {
    await explain(people.officer);
    await lookAgain(people.first, people.second);
  });

  test('ends at the council; a change after it needs two people', async () => {
    const { officer, publisher } = people;
    await decide(publisher);
    await openUnit(officer.page, CAMPAIGN, UNIT);
    await officer.page.waitForSelector('.state-line');
    expect(await officer.page.textContent('.state-line')).toContain('Đã chốt');
    expect(await officer.page.textContent('.state-line')).toContain('05/QĐ-HĐTĐ');
    // 1.5 + 1.35 + 0.8 + 1 + 1.2 of 7.
    expect(await officer.page.textContent('.assessment-summary')).toContain('5,85 trên 7 điểm');
    await checkScreen(officer);
    await change(people);
  });

  test('is published by two people, and nobody reads it before', async () => {
    const at = { server, browser };
    await propose(people);
    expect(await publicStatus(at)).toBe(404);
    await confirm(people);
    await readPages(at);
    await readFiles(at);
  });
});
