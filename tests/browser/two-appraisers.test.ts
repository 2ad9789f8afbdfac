/** Two appraisers on one score, on the built program and in a real browser: the second reads the whole score of the first. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type Visit } from '../help/browser.ts';
import { checkAfterRefusal, checkBothWidths } from '../help/check-screen.ts';
import { points, roundsFramework } from '../help/rounds-framework.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { callApi, staffVisit } from '../help/staff-visit.ts';
import { bring, dayFromNow, leafOn, openUnit, PROVINCE, UNIT, yearCampaign } from '../help/year-campaign.ts';

const ID = 'hai-nguoi';
/** One area with two leaves by hand, which need no document. */
const framework = {
  ...roundsFramework,
  id: ID,
  max: '3',
  criteria: [
    { code: '1', parent: null, name: { vi: 'Chỉ đạo' }, kind: 'group' as const, max: '3' },
    { code: '1.1', parent: '1', name: { vi: 'Sáng kiến' }, kind: 'appraisal' as const, max: '2' },
    { code: '1.2', parent: '1', name: { vi: 'Hồ sơ' }, kind: 'appraisal' as const, max: '1' },
  ],
};

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startRunningServer(), launchBrowser()]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Calls the API as somebody, and it must succeed. */
async function call({ page }: Visit, method: string, path: string, body: object): Promise<unknown> {
  const answer = await callApi(page, method, `/campaigns/${ID}${path}`, body);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
}

/** Begins a score, and leaves it unsaved. */
async function type({ page }: Visit, value: string, note: string): Promise<void> {
  const leaf = leafOn(page, '1.1');
  await leaf.locator('button:has-text("Chấm điểm")').click();
  await leaf.locator('.number-field input').fill(value);
  await leaf.locator('textarea').fill(note);
}

test('the second sees points, reason, total and what is missing, and keeps what was typed', async () => {
  const at = { server, browser };
  const publisher = await staffVisit(at, ['cong-bo', 'publisher']);
  await bring(publisher.page, { kind: 'framework', framework }, yearCampaign(ID, framework));
  const deadlines = { self: dayFromNow(3), 'round-1': dayFromNow(6) };
  await call(publisher, 'PUT', '/deadlines', { deadlines });
  const officer = await staffVisit(at, ['noi-vu', 'unit-officer', UNIT]);
  const own = `/assessments/${UNIT}`;
  for (const code of ['1.1', '1.2'])
    await call(officer, 'PUT', `${own}/self/${code}`, { entry: points('1'), seen: 0 });
  await call(officer, 'POST', `${own}/submission`, { stage: 'self' });
  const [first, second] = [
    await staffVisit(at, ['tham-dinh-1', 'appraiser', PROVINCE]),
    await staffVisit(at, ['tham-dinh-2', 'appraiser', PROVINCE]),
  ];
  const { appraisers } = (await callApi(publisher.page, 'GET', `/campaigns/${ID}/appraisers`)).body as {
    appraisers: { id: string }[];
  };
  expect(appraisers).toHaveLength(2);
  for (const { id } of appraisers) await call(publisher, 'PUT', '/appraisers', { account: id, areas: ['1'] });
  for (const { page } of [first, second]) {
    await openUnit(page, ID, UNIT);
    await leafOn(page, '1.1').waitFor();
  }
  // Of the leaves that are missing alone: one that is scored meanwhile must not take away what is being typed.
  await second.page.click('label:has-text("Chỉ còn thiếu")');
  await type(second, '0,7', 'Chưa có quyết định');
  await type(first, '1,2', 'Một sáng kiến được công nhận');
  await leafOn(first.page, '1.1').locator('button:has-text("Lưu điểm")').click();
  await leafOn(first.page, '1.1').locator('button:has-text("Sửa điểm")').waitFor();

  const leaf = leafOn(second.page, '1.1');
  await leaf.locator('.editor button:has-text("Lưu điểm")').first().click();
  const refusal = leaf.locator('[role=alert]');
  await refusal.waitFor();
  expect(await refusal.textContent()).toContain('tham-dinh-1 đã lưu 1,2 lúc');
  await leaf.locator('.compare .said:has-text("Một sáng kiến được công nhận")').waitFor();
  expect(await leaf.locator('.compare').textContent()).not.toContain('chưa có');
  expect(await leaf.locator('.missing-line').count()).toBe(0);
  expect(await second.page.textContent('.assessment-summary')).toContain('1,2 trên');
  expect(await leaf.locator('.number-field input').inputValue()).toBe('0,7');
  await leaf.locator('textarea').fill('Chưa có quyết định công nhận');
  expect(await refusal.count()).toBe(1);
  await checkAfterRefusal(second, 409);
  await checkBothWidths(second);

  await refusal.locator('button:has-text("Lưu điểm của tôi")').click();
  await refusal.waitFor({ state: 'detached' });
  await second.page.click('label:has-text("Tất cả")');
  expect(await leaf.locator('.compare').textContent()).toContain('Chưa có quyết định công nhận');
  expect(await leaf.locator('.compare').textContent()).toContain('0,7');
}, 120_000);
