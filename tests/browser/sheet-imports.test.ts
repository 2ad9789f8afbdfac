/**
 * The way of a file in the browser of a fieldwork manager: template, a file with faults, good rows taken and the others
 * handed back, the corrected file, the same file again. On a phone's width too, in both languages, by keyboard; axe
 * finds nothing.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFindings, launchBrowser, PHONE, sidewaysOverflow } from '../help/browser.ts';
import { type KeyingOffice, startKeyingOffice } from '../help/keying-office.ts';
import { csv } from '../help/sheet-files.ts';

let office: KeyingOffice;
let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-tep-'));
/** A folder for pictures of the screens, for people to look at; none unless named. */
const pictures = process.env.PICTURES;

beforeAll(async () => {
  [office, browser] = await Promise.all([startKeyingOffice(), launchBrowser()]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await office?.server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function check(page: Page, name: string): Promise<void> {
  expect(await accessibilityFindings(page)).toEqual([]);
  const wide = page.viewportSize();
  await page.setViewportSize(PHONE);
  expect(await sidewaysOverflow(page)).toBe(0);
  if (pictures) await page.screenshot({ path: join(pictures, `${name}-phone.png`), fullPage: true });
  if (wide) await page.setViewportSize(wide);
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

async function download(page: Page, press: () => Promise<void>): Promise<{ name: string; content: Buffer }> {
  const [saved] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: saved.suggestedFilename(), content: readFileSync(await saved.path()) };
}

const chooseFile = (page: Page, name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return page.setInputFiles('input[type=file]', path);
};

test('a manager brings a file, takes what is good, corrects the rest', { timeout: 120_000 }, async () => {
  const batch = await office.batch('hai-long', 3);
  const { page, complaints, context } = await office.manager(browser);
  await page.goto('/quan-tri/phieu-giay/nhap-tep');
  await page.waitForSelector('.drop');
  await page.selectOption('select', 'hai-long');
  await page.waitForSelector('text=chưa có tệp nào');
  await check(page, 'imports-empty');

  const template = await download(page, () => page.click('text=Mẫu XLSX'));
  expect(template.name).toBe('mau-hai-long.xlsx');
  const [answers, codes] = await readExcelFile(template.content);
  const headings = (answers?.data[0] ?? []).map(String);
  expect(headings[0]).toBe('serial (satisfaction v1)');
  expect(codes?.sheet).toBe('Bảng mã');

  // A file that is none is told at once, and nothing is left behind.
  await chooseFile(page, 'ghi chú.txt', 'x');
  await page.waitForSelector('.note.bad');
  expect(await page.textContent('.note.bad')).toContain('Chỉ nhận tệp .csv hoặc .xlsx');
  await chooseFile(page, 'thieu.csv', csv([headings.filter((one) => one !== 'q07')]));
  await page.waitForSelector('.note.bad >> text=q07');
  expect(await page.textContent('.note.bad')).toContain('q07: Thiếu cột này ở hàng tiêu đề.');
  await check(page, 'imports-refused');

  const row = (serial: string, digit: string) =>
    headings.map((_, i) => (i === 0 ? serial : i < 23 ? digit : 'Góp ý'));
  const [one = '', two = '', three = ''] = batch.serials;
  await chooseFile(page, 'lô 1.csv', csv([headings, row(one, '5'), row(two, '6'), row(three, '4')]));
  await page.waitForSelector('h2 >> text=Nhận thế nào?');
  expect(await page.textContent('.note.warn')).toBe('3 dòng: 2 dòng đúng, 1 dòng sai. Chưa nhận dòng nào.');
  await page.waitForSelector('td >> text=Các mã: 1 2 3 4 5');
  expect(await page.locator('tbody tr').count()).toBe(22);
  await check(page, 'import-preview');
  await page.click('button[lang=en]');
  await page.waitForSelector('td >> text=The codes: 1 2 3 4 5');
  await check(page, 'import-preview-en');
  await page.click('button[lang=vi]');

  // By keyboard: the good rows are taken, the others saved as they were.
  await page.focus('button >> text=Nhận 2 dòng đúng');
  const handed = await download(page, () => page.keyboard.press('Enter'));
  expect(handed.name).toBe('dong-sai-lô 1.csv');
  expect(handed.content.toString()).toContain(`${two},6,6`);
  await page.waitForSelector('strong >> text=Xong: nhận mới 2 phiếu.');
  await check(page, 'import-done');
  expect(await page.textContent('.hint')).toContain('hãy lấy từ tệp gốc');

  await page.click('text=Nạp tệp khác');
  await page.waitForSelector('td >> text=đã xong');
  await check(page, 'imports-earlier');
  await chooseFile(page, 'sửa.csv', handed.content.toString().replaceAll(',6', ',3'));
  await page.waitForSelector('text=1 dòng, không dòng nào sai.');
  await page.click('text=Nhận cả 1 dòng');
  await page.waitForSelector('strong >> text=Xong: nhận mới 1 phiếu.');

  // The same file again changes nothing and says so.
  await page.click('text=Nạp tệp khác');
  await page.waitForSelector('.drop');
  await chooseFile(page, 'sửa lần nữa.csv', handed.content.toString().replaceAll(',6', ',3'));
  await page.waitForSelector('text=Không có gì thay đổi');
  await page.waitForSelector('strong >> text=Xong: nhận mới 1 phiếu.');

  // One that is not wanted is discarded.
  await page.goBack();
  await page.waitForSelector('.drop');
  await chooseFile(page, 'trống.csv', csv([headings]));
  await page.click('text=Bỏ tệp này');
  await page.waitForSelector('text=Đã bỏ trống.csv');
  const expected = /the server responded with a status of (401|422)/;
  expect(complaints.filter((one) => !expected.test(one))).toEqual([]);
  const { rows } = await office.api<{ rows: { action: string }[] }>('GET', '/audit');
  expect(rows.filter(({ action }) => action === 'import-sheets').length).toBeGreaterThan(6);
  await context.close();
});
