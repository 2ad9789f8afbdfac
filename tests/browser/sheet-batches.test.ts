/**
 * A batch of sheets on the screens of a fieldwork manager, on the built program and in a real browser: allotted, handed
 * out, counted back by the keyboard alone, rejected and taken back in, closed and sealed, opened again; the trail of a
 * sheet with its correction; both ledgers. Whatever is shown, axe finds nothing and nothing is wider than the screen.
 */
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatSerial } from '../../survey-forms/serial.ts';
import {
  accessibilityFindings,
  launchBrowser,
  PHONE,
  sidewaysOverflow,
  type Visit,
  type visit,
} from '../help/browser.ts';
import { sheetOfFours } from '../help/keying.ts';
import { type Clerk, type KeyingOffice, startKeyingOffice } from '../help/keying-office.ts';
import { CAMPAIGN } from '../help/opened-world.ts';

const PAPER = '/quan-tri/phieu-giay';
/** Where pictures go when somebody wants to look. */
const PICTURES = process.env.PICTURES;

let office: KeyingOffice;
let browser: Browser;

beforeAll(async () => {
  [office, browser] = await Promise.all([startKeyingOffice(), launchBrowser()]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await office?.server.stop();
});

async function checkScreen(visitor: Pick<Visit, 'page' | 'complaints'>, name: string): Promise<void> {
  const { page, complaints } = visitor;
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
  }
  expect(await accessibilityFindings(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
  expect(complaints).toEqual([]);
}

/** The fieldwork manager at the list of batches. */
async function manager(options?: Parameters<typeof visit>[1]): Promise<Visit> {
  const visitor = await office.manager(browser, options);
  await visitor.page.goto(PAPER);
  await visitor.page.waitForSelector('h1');
  return visitor;
}

/** Keys a sheet as a clerk's computer does. */
async function key(clerk: Clerk, serial: string, pass: number, answers: object): Promise<void> {
  const body = {
    campaign: CAMPAIGN,
    serial,
    pass,
    formVersion: 1,
    answers,
    comments: {},
    keystrokes: 29,
    seconds: 30,
  };
  const response = await fetch(`${office.server.origin}/api/v1/keying/sheets`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: clerk.cookie },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}

const text = async (page: Page, selector: string) => (await page.textContent(selector))?.trim() ?? '';

interface Detail {
  readonly sheets: { serial: string; state: string; reason: string | null }[];
}

const detailOf = (batch: number) =>
  office.api<Detail>('GET', `/campaigns/${CAMPAIGN}/sheet-batches/${batch}`);

/** Serials of a batch, by place. */
const serialsOf = async (batch: number) => (await detailOf(batch)).sheets.map((sheet) => sheet.serial);

describe('a batch of sheets', () => {
  let desk: Visit;
  let serials: readonly string[];

  beforeAll(async () => {
    desk = await manager();
  }, 60_000);

  afterAll(async () => {
    await desk?.context.close();
  });

  test('is allotted to a post office, one batch for each unit', { timeout: 120_000 }, async () => {
    const { page } = desk;
    await page.waitForSelector('.empty');
    await checkScreen(desk, '01-empty');
    await page.click('.screen-actions button');
    await page.selectOption('dialog select[name=survey]', 'hai-long');
    await page.click('dialog button[type=submit]');
    expect(await text(page, 'dialog .error')).toContain('ít nhất một đơn vị');
    await page.click('dialog label:text-is("Sở An")');
    await page.click('dialog label:text-is("Sở Bình")');
    await page.fill('dialog input[name=sheets]', '10');
    await page.fill('dialog input[name=quota]', '8');
    expect(await text(page, 'dialog [role=status]')).toBe('2 lô, 20 phiếu');
    await checkScreen(desk, '02-allot');
    await page.click('dialog button[type=submit]');
    await page.waitForSelector('tbody tr');
    expect(await page.locator('tbody tr').count()).toBe(2);
    expect(await text(page, '.flash-text')).toBe('Đã cấp 2 lô, 20 phiếu.');
    expect(await text(page, 'tbody tr td:last-child')).toBe('In và giao lô');
    await checkScreen(desk, '03-list');
    serials = await serialsOf(1);
  });

  test('goes out, and can be taken back', { timeout: 60_000 }, async () => {
    const { page } = desk;
    await page.click('tbody tr td:last-child a');
    await page.waitForSelector('input[name=on]');
    await checkScreen(desk, '04-allotted');
    await page.click('main form:has(input[name=on]) button[type=submit]');
    await page.waitForSelector('input[name=serial]');
    await page.click('.flash .link-button');
    await page.waitForSelector('input[name=on]');
    await page.click('main form:has(input[name=on]) button[type=submit]');
    await page.waitForSelector('input[name=serial]');
  });

  test('is counted back by the keyboard alone', { timeout: 120_000 }, async () => {
    const { page } = desk;
    await page.focus('input[name=expected]');
    await page.keyboard.type('9');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.flash-text:has-text("Đã lưu số và ngày")');
    await page.focus('input[name=serial]');
    // A scanner: digits in a burst, and an Enter after each.
    for (const serial of serials.slice(0, 4)) {
      await page.keyboard.type(serial);
      await page.keyboard.press('Enter');
    }
    await page.waitForSelector('.scan-figure:text-is("4 trên 9")');
    expect(await text(page, '.counted-list .newest')).toBe(`${formatSerial(serials[3] ?? '')}: phiếu thứ 4`);
    // A wrong check digit is told at once; the next digits begin anew.
    const fifth = serials[4] ?? '';
    await page.keyboard.type(fifth.slice(0, 5) + ((Number(fifth[5]) + 1) % 10));
    await page.waitForSelector('.scan .error');
    await page.waitForFunction(() => {
      const input = document.querySelector<HTMLInputElement>('input[name=serial]');
      return input?.selectionStart === 0 && input.selectionEnd === 6;
    });
    await checkScreen(desk, '05-counting');
    for (const serial of serials.slice(4, 9)) await page.keyboard.type(serial);
    await page.waitForSelector('.scan-figure:text-is("9 trên 9")');
    expect(await text(page, '.counted-list .newest')).toContain('vượt hạn mức');
    // One that is counted already, and one of the other batch.
    await page.keyboard.type(serials[0] ?? '');
    await page.waitForSelector('.counted-list .newest:has-text("đã được đếm")');
    await page.keyboard.type((await serialsOf(2))[0] ?? '');
    await page.waitForSelector('.counted-list .newest:has-text("Lô 002")');
    await page.click(`.scan button:has-text("${formatSerial(serials[8] ?? '')}")`);
    await page.waitForSelector('.scan-figure:text-is("8 trên 9")');
    await page.focus('input[name=serial]');
    await page.keyboard.type(serials[8] ?? '');
    await page.waitForSelector('.scan-figure:text-is("9 trên 9")');
    const states = (await detailOf(1)).sheets.map((sheet) => sheet.reason ?? sheet.state);
    expect(states).toEqual([...Array(8).fill('returned'), 'over-quota', 'issued']);
    // The browser notes the three refusals; nothing else went wrong.
    expect(desk.complaints.filter((line) => !/40[0-9]|42[0-9]/.test(line))).toEqual([]);
    desk.complaints.length = 0;
  });

  test('loses a sheet to a reason, and gets it back', { timeout: 60_000 }, async () => {
    const { page } = desk;
    await page.reload();
    await page.waitForSelector('table');
    await page.click('tbody tr:nth-child(2) td:last-child .link-button');
    await page.click('dialog label:has-text("trùng người trả lời")');
    await page.fill('dialog input[name=note]', 'hai phiếu một người');
    await checkScreen(desk, '06-reject');
    await page.click('dialog button[type=submit]');
    await page.waitForSelector('tbody tr:nth-child(2):has-text("bị loại: trùng người trả lời")');
    // The one over the quota is back in by itself.
    expect(await text(page, '.flash-text')).toContain(
      `Trở lại trong hạn mức: ${formatSerial(serials[8] ?? '')}`,
    );
    await page.click('.flash .link-button');
    await page.waitForSelector('tbody tr:nth-child(2):has-text("chờ xử lý")');
    expect(await text(page, 'tbody tr:nth-child(9)')).toContain('vượt hạn mức');
    expect(await text(page, '.note.warn')).toContain('8 phiếu đã về chưa có kết luận');
    await checkScreen(desk, '07-waiting');
  });

  test('closes when its totals agree, and is sealed', { timeout: 120_000 }, async () => {
    const { page } = desk;
    const [one, two] = [await office.clerk(), await office.clerk()];
    for (const serial of serials.slice(0, 8)) {
      await key(one, serial, 1, sheetOfFours());
      await key(two, serial, 2, sheetOfFours());
    }
    await page.reload();
    await page.waitForSelector('.note.good');
    await page.click('.screen-actions button:has-text("Chốt lô")');
    const consequences = await text(page, 'dialog .consequences');
    expect(consequences).toContain('10 phiếu cấp: 8 được nhận, 1 bị loại.');
    expect(consequences).toContain('1 phiếu chưa về sẽ ghi là mất.');
    await checkScreen(desk, '08-close');
    await page.click('dialog .dialog-actions .button:not(.quiet)');
    await page.waitForSelector('.note.good:has-text("Niêm phong khớp")');
    expect(await page.locator('tbody .link-button').count()).toBe(0);
    await checkScreen(desk, '09-closed');
    await page.goto(`${office.server.origin}${PAPER}`);
    await page.waitForSelector('tbody tr');
    expect(await text(page, 'tbody tr:first-child td:last-child')).toBe('Xem lô');
    await checkScreen(desk, '10-list');
  });

  test('a sheet of it tells everything, and is corrected after the batch is opened again', {
    timeout: 120_000,
  }, async () => {
    const { page } = desk;
    const serial = serials[0] ?? '';
    await page.fill('.find-sheet input', `${serial.slice(0, 5)}${(Number(serial[5]) + 1) % 10}`);
    expect(await text(page, '.find-sheet .error')).toContain('Chữ số kiểm tra');
    await page.fill('.find-sheet input', serial);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.trail-lines');
    const happened = await page.locator('.trail-lines b').allTextContents();
    expect(happened).toEqual([
      ...[
        'cấp trong lô',
        'giao cho bưu cục',
        'chưa giao, lô trở lại bước đã cấp',
        'giao cho bưu cục',
        'đếm nhận lại',
      ],
      ...['nhập', 'nhập', 'được nhận vào kết quả', 'lô được chốt'],
    ]);
    await checkScreen(desk, '11-trail');
    await page.click('.note a');
    await page.waitForSelector('button:has-text("Mở lại lô")');
    await page.click('button:has-text("Mở lại lô")');
    await page.fill('dialog input[name=reason]', 'đối chiếu lại phiếu giấy');
    await checkScreen(desk, '12-reopen');
    await page.click('dialog button[type=submit]');
    await page.waitForSelector('.tag.batch-returned');
    await page.click(`tbody a:has-text("${formatSerial(serial)}")`);
    await page.waitForSelector('details.more');
    await page.click('details.more summary');
    expect(await page.isDisabled('details.more button[type=submit]')).toBe(true);
    await page.fill('details.more input >> nth=0', '7');
    expect(await text(page, 'details.more .error')).toContain('Không có mã này');
    await page.fill('details.more input >> nth=0', '2');
    await page.fill('details.more input[name=reason]', 'đọc lại phiếu');
    await checkScreen(desk, '13-correct');
    await page.click('details.more button[type=submit]');
    await page.waitForSelector('.trail-lines b:text-is("sửa")');
    expect(await text(page, '.trail-lines li:last-child .places')).toMatch(/^Câu 1: 4 · .+ → 2 · .+$/);
    await checkScreen(desk, '14-corrected');
  });

  test('both ledgers balance, and go into a file', { timeout: 60_000 }, async () => {
    const { page } = desk;
    await page.goto(`${office.server.origin}/quan-tri/khao-sat/hai-long/so-phieu`);
    await page.waitForSelector('.reconciliation');
    expect(await text(page, '.note.good')).toContain('Sổ khớp ở cả');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.section-head button')]);
    const file = await readFile(await download.path(), 'utf8');
    expect(file).toContain('Phiếu giấy: Được nhận');
    expect(file).toMatch(/TT-AN,Sở An,khớp,0,0,0,0,0,10,8,1,0,1,0,0,0,0,8,1,0,0,0,0,0\r/);
    await checkScreen(desk, '15-ledgers');
  });

  test('how many sheets are keyed twice is set with a share and a seed', { timeout: 60_000 }, async () => {
    const { page } = desk;
    await page.goto(`${office.server.origin}${PAPER}`);
    await page.click('button:has-text("Đổi cách nhập")');
    await page.fill('dialog input[name=share]', '101');
    await page.click('dialog button[type=submit]');
    await page.waitForSelector('dialog .note.bad');
    desk.complaints.length = 0;
    await page.fill('dialog input[name=share]', '12,5');
    await page.fill('dialog input[name=seed]', 'mua-xuan');
    await checkScreen(desk, '16-policy');
    await page.click('dialog button[type=submit]');
    await page.waitForSelector('main :text("12,5")');
    expect(await office.api('GET', `/campaigns/${CAMPAIGN}/keying-policy`)).toEqual({
      share: '0.125',
      seed: 'mua-xuan',
    });
  });

  test('has the same on a phone, and in English', { timeout: 120_000 }, async () => {
    const phone = await manager({ viewport: PHONE });
    const { page } = phone;
    const paths = [
      PAPER,
      `${PAPER}/lo/${CAMPAIGN}/1`,
      `${PAPER}/lo/${CAMPAIGN}/2`,
      `${PAPER}/phieu/${CAMPAIGN}/${serials[0]}`,
    ];
    for (const [i, path] of paths.entries()) {
      await page.goto(`${office.server.origin}${path}`);
      await page.waitForSelector('main table, main .totals');
      await checkScreen(phone, `20-phone-${i}`);
    }
    await page.click('.bar button.language');
    for (const [i, path] of paths.entries()) {
      await page.goto(`${office.server.origin}${path}`);
      await page.waitForSelector('main table, main .totals');
      await checkScreen(phone, `21-phone-en-${i}`);
    }
    await phone.context.close();
  });
});
