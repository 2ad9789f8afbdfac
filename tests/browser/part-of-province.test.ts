/**
 * An analyst who holds one unit, on the built program with the sample: starts at what is theirs, follows every way that is
 * offered, and is told whose the other pages are. A new reader of a whole survey with a filter that does not exist.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../help/browser.ts';
import { checkScreen } from '../help/check-screen.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { DESK, staffVisit } from '../help/staff-visit.ts';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startRunningServer(), launchBrowser()]);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const DEAD_ENDS = /Chưa có kết quả nào|Chưa có đợt đánh giá nào trong phạm vi/;

test('an analyst of one unit starts there, and every way leads on', { timeout: 180_000 }, async () => {
  const shown = await staffVisit({ server, browser }, ['mot-don-vi', 'analyst', 'XX-05']);
  const { page } = shown;
  await page.waitForURL('**/quan-tri/don-vi');
  const offered = await page
    .locator('header nav a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(offered).toContain('/quan-tri/khao-sat');
  for (const path of offered) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    expect([path, DEAD_ENDS.test(await page.locator('main').innerText())]).toEqual([path, false]);
  }
  for (const path of ['toan-canh', 'so-nam', 'bao-cao', 'dot-danh-gia']) {
    await page.goto(`/quan-tri/${path}`);
    await page.getByText('Trang này dành cho tài khoản của cả tỉnh').waitFor();
  }
  await page.getByRole('link', { name: 'kết quả của đơn vị' }).click();
  await page.waitForURL('**/quan-tri/don-vi');
  await page.locator('tbody a').first().click();
  await page.getByRole('link', { name: 'So sánh năm 2024 và năm 2025' }).click();
  await page.waitForURL('**/quan-tri/so-sanh?**');
  await page.getByText('Theo tiêu chí, chênh lệch lớn trước').waitFor();
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForLoadState('networkidle');
    await checkScreen(shown);
  }
  await page.goBack();
  await page.getByRole('link', { name: 'So sánh', exact: true }).click();
  await page.getByText('Theo tiêu chí, chênh lệch lớn trước').waitFor();
});

test('a filter that does not exist claims no figures and keeps the choices', {
  timeout: 120_000,
}, async () => {
  const { page } = await staffVisit({ server, browser }, ['loc-sai', 'analyst']);
  const path = '/quan-tri/khao-sat/tinh-mau-2025-hai-long';
  await page.setViewportSize(DESK.viewport);
  for (const query of ['don-vi=XX-99', 'kenh=fax', 'nhom=ai-do', 'tu-ngay=2025-11-20&den-ngay=2025-11-05']) {
    await page.goto(`${path}?${query}`);
    await page.getByRole('alert').first().waitFor();
    await page.waitForLoadState('networkidle');
    const said = await page.locator('main').innerText();
    expect([query, /\b0 phiếu|Chưa nhận phiếu nào|Chưa đặt mục tiêu|Nguồn: .*, \./.exec(said)]).toEqual([
      query,
      null,
    ]);
    expect([query, await page.locator('select[name="unit"] option').count()]).toEqual([query, 13]);
  }
});
