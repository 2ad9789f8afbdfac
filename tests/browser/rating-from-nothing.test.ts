/**
 * The rating of a quarter set up from an empty database by the screens alone: units by a file and one more by hand, the nine
 * indicators from what ships, the campaign of the year, the survey of the quarter, and the quarter opened with it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type Visit } from '../help/browser.ts';
import { checkWithPictures } from '../help/check-screen.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { csv } from '../help/sheet-files.ts';
import { staffVisit } from '../help/staff-visit.ts';

let server: RunningServer;
let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-tu-dau-'));

beforeAll(async () => {
  [server, browser] = await Promise.all([startRunningServer({ SAMPLE: 'off' }), launchBrowser()]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const check = (visitor: Visit, name: string) => checkWithPictures(visitor, `nothing-${name}`);

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

const UNITS = [
  ['Mã đơn vị', 'Tên đơn vị', 'Loại đơn vị', 'Đơn vị cấp trên', 'Tên gọi khác'],
  ['TT', 'Tỉnh Thử', 'tỉnh', '', ''],
  ['TT-AN', 'Sở An', 'sở, ban, ngành', 'TT', 'S. An'],
  ['TT-BI', 'Sở Bình', 'sở, ban, ngành', 'TT', ''],
];

test('a publisher brings units, takes the nine indicators and creates the year', {
  timeout: 240_000,
}, async () => {
  const publisher = await staffVisit({ server, browser }, ['cong-bo', 'publisher']);
  const { page } = publisher;
  await page.goto('/quan-tri/danh-sach-don-vi');
  await page.waitForSelector('text=Chưa có đơn vị nào.');
  await check(publisher, 'units-empty');
  const path = join(folder, 'đơn vị.csv');
  writeFileSync(path, csv(UNITS, ';'));
  await page.setInputFiles('input[type=file]', path);
  await page.waitForSelector('td >> text=S. An');
  // An official, by hand; and one more name of an agency, taken back.
  await button(page, 'Thêm đơn vị').click();
  await page.fill('dialog >> input[name=code]', 'TT-AN-1');
  await page.fill('dialog >> input[name=name]', 'Lò Văn Hạc');
  await page.selectOption('dialog >> select[name=kind]', 'official');
  await page.selectOption('dialog >> select[name=parent]', 'TT-AN');
  await check(publisher, 'unit-dialog');
  await button(page, 'Lưu').click();
  await page.waitForSelector('text=Đã thêm Lò Văn Hạc.');
  await button(page, 'Sửa Sở Bình').click();
  await page.fill('dialog >> textarea[name=aliases]', 'Sở B');
  await button(page, 'Lưu').click();
  const alias = page.locator('td', { hasText: /^Sở B$/ });
  await alias.waitFor({ state: 'attached' });
  await check(publisher, 'units');
  await button(page, 'Hoàn tác').click();
  await alias.waitFor({ state: 'detached' });
  await page.locator('td', { hasText: /^S\. An$/ }).waitFor({ state: 'attached' });

  await page.goto('/quan-tri/bo-tieu-chi');
  await button(page, 'Tạo bộ tiêu chí').click();
  await page.waitForSelector('dialog >> option:has-text("9 chỉ số giải quyết thủ tục hành chính")', {
    state: 'attached',
  });
  await check(publisher, 'framework');
  await page.click('dialog >> button[type=submit]');
  await page.waitForURL(/bo-tieu-chi\/danh-gia/);

  await page.goto('/quan-tri/tao-dot-danh-gia');
  await page.fill('input[name=title]', 'Chấm điểm 2024');
  await page.fill('input[name=year]', '2024');
  await page.selectOption('select[name=framework]', { index: 1 });
  await page.click('button[aria-label="Thêm Sở An"]');
  await page.click('button[aria-label="Thêm Sở Bình"]');
  await page.click('form button[type=submit]');
  await page.waitForURL(/chi-so\/cham-diem-2024/);

  // Nobody has opened a quarter: an analyst is told that, not that there is no year.
  const analyst = await staffVisit({ server, browser }, ['phan-tich', 'analyst', 'TT']);
  await analyst.page.goto('/quan-tri/cham-diem');
  await analyst.page.waitForSelector('text=Năm này chưa mở chấm điểm quý nào.');
  await check(analyst, 'analyst');
  await analyst.context.close();
  await publisher.context.close();
});

test('the office opens the survey of the quarter and the quarter with it', { timeout: 240_000 }, async () => {
  const office = await staffVisit({ server, browser }, ['kiem-soat', 'fieldwork-manager', 'TT']);
  const { page } = office;
  await page.goto('/quan-tri/danh-sach-don-vi');
  await page.waitForSelector('text=Tài khoản này chỉ xem được.');
  expect(await button(page, 'Thêm đơn vị').count()).toBe(0);
  await page.goto('/quan-tri/cham-diem');
  await button(page, 'Mở quý III').click();
  await page.waitForSelector('dialog >> text=Chưa có khảo sát nào theo mẫu số 04, 05');
  await check(office, 'open-dialog');
  await page.click('dialog >> text=Mở khảo sát cho quý này');
  await page.waitForSelector('text=Mọi đơn vị của đợt (2)');
  expect(await page.inputValue('input[name=opensOn]')).toBe('2024-07-01');
  expect(await page.inputValue('input[name=closesOn]')).toBe('2024-09-30');
  await page.waitForFunction(
    () => document.querySelector<HTMLTextAreaElement>('textarea[name=units]')?.value === 'TT-AN\nTT-BI',
  );
  await check(office, 'survey');
  await page.click('form button[type=submit]');
  await page.waitForSelector('h1 >> text=Chấm điểm giải quyết thủ tục hành chính');
  await button(page, 'Mở quý III').click();
  await page.getByLabel('Phiếu đánh giá giải quyết thủ tục hành chính quý III/2024').check();
  await check(office, 'open-with-survey');
  await page.click('dialog >> button[type=submit]');
  await page.waitForSelector('text=Đã mở Quý III/2024');
  await page.goto('/quan-tri/cham-diem/thu-tuc');
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Tải tệp mẫu (CSV)').click(),
  ]);
  await page.setInputFiles('input[type=file]', {
    name: 'mẫu.csv',
    mimeType: 'text/csv',
    buffer: await bytesOf(saved),
  });
  await page.waitForSelector('text=thêm 2');
  await office.context.close();

  // An agency that has only this rating to fill starts there.
  const officer = await staffVisit({ server, browser }, ['so-an', 'unit-officer', 'TT-AN']);
  await officer.page.goto('/quan-tri');
  await officer.page.waitForSelector('h1 >> text=Chấm điểm giải quyết thủ tục hành chính');
  await check(officer, 'officer');
  await officer.context.close();
});

async function bytesOf(saved: { createReadStream(): Promise<AsyncIterable<Buffer>> }): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of await saved.createReadStream()) parts.push(part);
  return Buffer.concat(parts);
}
