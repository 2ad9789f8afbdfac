/**
 * Files of data in a real browser, as people who have them made see them: what may be had, a file that is made and saved,
 * why another cannot be made yet, and an empty database. At the widths of a desk and a phone; axe finds nothing.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../help/browser.ts';
import { checkBothWidths } from '../help/check-screen.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { staffVisit } from '../help/staff-visit.ts';

let browser: Browser;
let server: RunningServer;
let empty: RunningServer;
/** A folder for pictures of the screens, for people to look at; none unless named. */
const pictures = process.env.PICTURES;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startRunningServer()]);
  empty = await startRunningServer({ SAMPLE: 'off' });
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await empty?.stop();
});

const picture = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};

test('answers of a survey that is over are made, followed, saved and removed', {
  timeout: 120_000,
}, async () => {
  const visitor = await staffVisit({ server, browser }, ['hong', 'answer-analyst']);
  const { page } = visitor;
  await page.waitForURL('**/quan-tri/tep-so-lieu');
  await page.waitForSelector('text=Bạn chưa lập tệp nào');
  // The running survey comes first: it is not over, and says from when on.
  await page.waitForSelector('text=Khảo sát còn nhận phiếu đến hết ngày');
  expect(await page.isDisabled('button:text-is("Lập tệp")')).toBe(true);
  await checkBothWidths(visitor);
  await picture(page, 'files-running');

  const past = await page.$$eval('select[name=subject] option', (options) =>
    options.map((one) => (one as HTMLOptionElement).value).find((value) => value.includes('2025')),
  );
  await page.selectOption('select[name=subject]', past ?? '');
  expect(page.url()).toContain(`khao-sat=${past}`);
  await page.click('button:text-is("Lập tệp")');
  const link = await page.waitForSelector('a[download]');
  expect(await page.textContent('.files tbody')).toContain('đã xong');
  const sum = await page.evaluate(() => document.querySelector('.checksum code')?.textContent);
  await checkBothWidths(visitor);
  await picture(page, 'files-done');
  const [saved] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const bytes = readFileSync(await saved.path());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sum);
  const rows = parse(bytes, { bom: true, columns: true }) as { month: string }[];
  const shown = await page.textContent('.files tbody td.n');
  expect(Number(shown?.replace('.', ''))).toBe(rows.length);
  expect(rows.length).toBeGreaterThan(300);
  expect(new Set(rows.map(({ month }) => month.length))).toEqual(new Set([7]));

  await page.click('text=English');
  await page.waitForSelector('h1:text-is("Data files")');
  await checkBothWidths(visitor);
  await page.click('button:text-is("Remove")');
  await page.waitForSelector('text=You have not had a file made yet');
  expect(visitor.complaints).toEqual([]);
  await visitor.context.close();
});

test('an analyst has counts as a workbook and everything of a campaign, by keyboard', {
  timeout: 120_000,
}, async () => {
  const visitor = await staffVisit({ server, browser }, ['lan', 'analyst']);
  const { page } = visitor;
  await page.goto('/quan-tri/tep-so-lieu?noi-dung=everything');
  const kind = await page.waitForSelector('select[name=kind]');
  expect(await kind.evaluate((select) => (select as HTMLSelectElement).value)).toBe('everything');
  await page.focus('button:text-is("Lập tệp")');
  await page.keyboard.press('Enter');
  await page.waitForSelector('a[download$=".zip"]', { timeout: 60_000 });
  await page.selectOption('select[name=kind]', 'tallies');
  await page.selectOption('select[name=format]', 'xlsx');
  await page.click('button:text-is("Lập tệp")');
  await page.waitForSelector('a[download$=".xlsx"]', { timeout: 60_000 });
  await checkBothWidths(visitor);
  await picture(page, 'files-analyst');
  await visitor.context.close();
});

test('an empty database says why there is nothing, and what to do next', async () => {
  const visitor = await staffVisit({ server: empty, browser }, ['minh', 'analyst']);
  const { page } = visitor;
  await page.goto('/quan-tri/tep-so-lieu');
  await page.waitForSelector('text=Chưa có khảo sát hoặc đợt đánh giá nào');
  await checkBothWidths(visitor);
  await visitor.context.close();
});
