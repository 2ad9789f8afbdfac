/**
 * Keying away from the network, on the built program and in a real browser: nothing that was called keyed is lost, nothing
 * is stored twice, and nobody's sheets go out under another name.
 */
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings, contrastFindings, launchBrowser } from '../help/browser.ts';
import {
  CLERK_PASSWORD,
  CODED_DIGITS,
  type KeyingOffice,
  keys,
  openBatch,
  prove,
  sent,
  startKeyingOffice,
  stripOf,
  unlock,
} from '../help/keying-office.ts';
import { killableProfile } from '../help/killable-browser.ts';

let office: KeyingOffice;
let browser: Browser;

beforeAll(async () => {
  [office, browser] = await Promise.all([startKeyingOffice(), launchBrowser()]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await office?.server.stop();
});

/** Waits until the page would open without a network. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 20));
    while (!(await caches.match(location.href))) await new Promise((resolve) => setTimeout(resolve, 20));
  });
}

/** Runs in the page: how many notes of sheets in progress lie on the computer. */
function notesKept(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('thuoc-do-keying');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      const counting = db.transaction('notes').objectStore('notes').count();
      counting.onsuccess = () => {
        db.close();
        resolve(counting.result);
      };
    };
  });
}

const waiting = (page: Page, count: number) =>
  page.waitForSelector(`.strip dt:text-is("Chưa gửi") + dd:text-is("${count}")`, { timeout: 30_000 });
const keySheet = (page: Page, serial: string) => keys(page, `${serial}${CODED_DIGITS}↵`);
async function faultless(page: Page): Promise<void> {
  expect(await accessibilityFindings(page)).toEqual([]);
  expect(await contrastFindings(page)).toEqual([]);
}

interface Trail {
  readonly sheet: { readonly state: string };
  readonly keyings: readonly { readonly pass: number; readonly who: string }[];
}
const trail = (serial: string) => office.api<Trail>('GET', `/campaigns/thu-2026/sheets/${serial}`);
const keyingsOf = async (serials: readonly string[]) =>
  Promise.all(serials.map(async (serial) => (await trail(serial)).keyings.length));

/** A clerk whose computer is ready to be carried away, in front of a fresh batch of `ma`. */
async function away(sheets: number) {
  const [clerk, batch] = [await office.clerk(), await office.batch('ma', sheets)];
  const visitor = await office.computer(browser);
  await unlock(visitor.page, clerk);
  await visitor.page.waitForSelector('.batch');
  await kept(visitor.page);
  return { ...visitor, clerk, batch };
}

/** Browsers, and passwords that cost time on purpose. */
const SLOW = { timeout: 120_000 };

describe('a week without a network', SLOW, () => {
  test('sheets wait on the computer, outlive its closing, and are stored once when it comes back', async () => {
    const { page, context, clerk, batch } = await away(4);
    await context.setOffline(true);
    await openBatch(page, batch);
    for (const serial of batch.serials.slice(0, 2)) await keySheet(page, serial);
    await waiting(page, 2);
    await keys(page, batch.serials[0] ?? '');
    expect(await page.textContent('.fault')).toContain('Ông/Bà đã nhập');
    // The computer is switched off and on again, still without a network.
    await page.reload();
    await page.waitForSelector('text=2 phiếu chưa gửi');
    await faultless(page);
    await unlock(page, clerk, 'sai-mat-khau');
    await page.waitForSelector('text=mật khẩu không mở được');
    await unlock(page, { ...clerk, username: 'khong-ai' });
    await page.waitForSelector('text=chưa ai dùng tên này');
    await unlock(page, clerk);
    await page.waitForSelector('text=Đang không có mạng');
    await faultless(page);
    await openBatch(page, batch);
    await keySheet(page, batch.serials[2] ?? '');
    await waiting(page, 3);
    expect(await stripOf(page, 'Đã nhập trong lô')).toBe('3 / 4');
    expect(await keyingsOf(batch.serials)).toEqual([0, 0, 0, 0]);
    await context.setOffline(false);
    await sent(page);
    expect(await keyingsOf(batch.serials)).toEqual([1, 1, 1, 0]);
    await keySheet(page, batch.serials[3] ?? '');
    await sent(page);
    expect(await prove(page)).toBe('4 phiếu đã nhập = 4 phiếu đã lưu');
    await faultless(page);
    await context.close();
  });

  test('each clerk of a computer has a vault of his own', async () => {
    const { page, context, batch } = await away(2);
    const other = await office.clerk();
    await openBatch(page, batch);
    await context.setOffline(true);
    await keySheet(page, batch.serials[0] ?? '');
    await waiting(page, 1);
    await page.click('text=Khóa và thoát');
    await context.setOffline(false);
    await unlock(page, other);
    await page.waitForSelector('.batch');
    expect(await page.textContent('main')).toContain('Chưa gửi: 0 phiếu');
    await openBatch(page, batch);
    await keySheet(page, batch.serials[1] ?? '');
    await sent(page);
    // What the first clerk keyed waits for him, and is not sent by the other.
    expect(await keyingsOf(batch.serials)).toEqual([0, 1]);
    await context.close();
  });
});

describe('a power cut', SLOW, () => {
  test('in the middle of a sheet leaves nothing half-saved and leads back to it; after saving nothing is lost', async () => {
    const [clerk, batch] = [await office.clerk(), await office.batch('ma', 3)];
    const [first = '', second = ''] = batch.serials;
    const profile = killableProfile();
    try {
      const before = await profile.launch();
      await before.page.goto(`${office.server.origin}/nhap-phieu`);
      await unlock(before.page, clerk);
      await openBatch(before.page, batch);
      await before.context.route('**/api/v1/**', (route) => route.abort());
      await keySheet(before.page, first);
      await waiting(before.page, 1);
      await keys(before.page, `${second}1234`);
      // The note of the sheet in progress is written behind the keys.
      await before.page.waitForFunction(notesKept);
      await before.kill();

      const after = await profile.launch();
      await after.page.goto(`${office.server.origin}/nhap-phieu`);
      await unlock(after.page, clerk);
      await after.page.waitForSelector('.keying');
      const shown = `${second.slice(0, 3)} ${second.slice(3)}`;
      await after.page.waitForSelector(`text=Phiếu ${shown} đang nhập dở, nhập lại từ đầu`);
      expect(await stripOf(after.page, 'Phiếu')).toBe(shown);
      expect(await after.page.textContent('.now .over')).toContain('Câu 1 ');
      await faultless(after.page);
      await sent(after.page);
      expect(await keyingsOf(batch.serials)).toEqual([1, 0, 0]);
      await keys(after.page, `${CODED_DIGITS}↵`);
      await sent(after.page);
      expect(await keyingsOf(batch.serials)).toEqual([1, 1, 0]);
      await after.kill();
    } finally {
      profile.remove();
    }
  });
});

/** The file that a button hands over. */
async function fileFrom(page: Page, button: string): Promise<{ text: string; body: unknown }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(button)]);
  const text = readFileSync(await download.path(), 'utf8');
  return { text, body: JSON.parse(text) };
}

describe('a file carried to the server', SLOW, () => {
  test('is saved without a password, tells nobody what is in it, and is stored once, as its clerk’s', async () => {
    const { page, context, clerk, batch } = await away(2);
    await context.setOffline(true);
    await openBatch(page, batch);
    for (const serial of batch.serials) await keySheet(page, serial);
    await waiting(page, 2);
    await page.click('text=Khóa và thoát');
    await page.waitForSelector('text=2 phiếu chưa gửi');
    const { text, body } = await fileFrom(page, 'button:has-text("Xuất ra tệp")');
    await page.waitForSelector('text=Đã xuất 2 phiếu');
    await faultless(page);
    for (const secret of [batch.serials[0] ?? '', 'answers', clerk.username])
      expect(text).not.toContain(secret);
    const brought = await office.api('POST', '/keying/file', body);
    expect(brought).toEqual({ stored: 2, before: 0, refused: [] });
    expect((await trail(batch.serials[0] ?? '')).keyings).toMatchObject([
      { pass: 1, who: `Người ${clerk.username}` },
    ]);
    // The computer finds its network after all: nothing is stored twice.
    await context.setOffline(false);
    await unlock(page, clerk);
    await page.waitForSelector('text=Chưa gửi: 0 phiếu');
    expect(await keyingsOf(batch.serials)).toEqual([1, 1]);
    expect(await office.api('POST', '/keying/file', body)).toEqual({ stored: 0, before: 2, refused: [] });
    await context.close();
  });

  test('saves what a forgotten password locks, and a changed one opens by the old one', async () => {
    const { page, context, clerk, batch } = await away(2);
    await context.setOffline(true);
    await openBatch(page, batch);
    await keySheet(page, batch.serials[0] ?? '');
    await waiting(page, 1);
    const now = 'mat-khau-da-doi-lan-1';
    await office.changePassword(clerk, CLERK_PASSWORD, now);
    await page.reload();
    await context.setOffline(false);
    await unlock(page, clerk, now);
    await page.waitForSelector('h1:has-text("Mật khẩu đã đổi")');
    await faultless(page);
    await page.fill('input[name=before]', 'khong-phai');
    await page.click('button[type=submit]');
    await page.waitForSelector('text=Mật khẩu cũ không đúng');
    await page.fill('input[name=before]', CLERK_PASSWORD);
    await page.click('button[type=submit]');
    await page.waitForSelector('text=Chưa gửi: 0 phiếu');
    expect(await keyingsOf(batch.serials)).toEqual([1, 0]);

    // Once more, and this time the old one is forgotten.
    await openBatch(page, batch);
    await context.setOffline(true);
    await keySheet(page, batch.serials[1] ?? '');
    await waiting(page, 1);
    const later = 'mat-khau-da-doi-lan-2';
    await office.changePassword(clerk, now, later);
    await page.reload();
    await context.setOffline(false);
    await unlock(page, clerk, later);
    await page.waitForSelector('h1:has-text("Mật khẩu đã đổi")');
    expect(await page.isDisabled('button:has-text("Bắt đầu kho phiếu mới")')).toBe(true);
    const { body } = await fileFrom(page, 'button:has-text("Xuất ra tệp")');
    await page.click('button:has-text("Bắt đầu kho phiếu mới")');
    await page.waitForSelector('.batches');
    expect(await office.api('POST', '/keying/file', body)).toMatchObject({ stored: 1, refused: [] });
    expect(await keyingsOf(batch.serials)).toEqual([1, 1]);
    await context.close();
  });
});

describe('the session', SLOW, () => {
  const again = async (page: Page, password: string) => {
    await page.click('button:has-text("Đăng nhập lại để gửi")');
    await page.waitForSelector('dialog[open]');
    await faultless(page);
    await page.fill('dialog input[name=password]', password);
    await page.click('dialog button[type=submit]');
  };

  test('that has ended asks for the password once and keeps everything', async () => {
    const { page, context, batch } = await away(2);
    await openBatch(page, batch);
    await context.clearCookies();
    await keySheet(page, batch.serials[0] ?? '');
    await page.waitForSelector('.signed-out');
    // The keys still belong to the sheet.
    await keySheet(page, batch.serials[1] ?? '');
    await waiting(page, 2);
    await faultless(page);
    await again(page, CLERK_PASSWORD);
    await sent(page);
    expect(await keyingsOf(batch.serials)).toEqual([1, 1]);
    expect(await page.locator('.signed-out').count()).toBe(0);
    await context.close();
  });

  test('of somebody else in the same browser sends nothing under his name', async () => {
    const { page, context, clerk, batch } = await away(1);
    const other = await office.clerk();
    await openBatch(page, batch);
    await signInAs(context, other.cookie);
    await keySheet(page, batch.serials[0] ?? '');
    await page.waitForSelector('.signed-out');
    expect(await keyingsOf(batch.serials)).toEqual([0]);
    await again(page, CLERK_PASSWORD);
    await sent(page);
    expect((await trail(batch.serials[0] ?? '')).keyings).toMatchObject([{ who: `Người ${clerk.username}` }]);
    await context.close();
  });

  async function signInAs(context: BrowserContext, cookie: string): Promise<void> {
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: office.server.origin }]);
  }
});

describe('refusals', SLOW, () => {
  test('of a batch that was closed meanwhile stay on the computer, with their reason, and can be keyed again', async () => {
    const { page, context, batch } = await away(2);
    const [first = '', second = ''] = batch.serials;
    const path = `/campaigns/thu-2026/sheet-batches/${batch.number}`;
    await context.setOffline(true);
    await openBatch(page, batch);
    await keySheet(page, first);
    await waiting(page, 1);
    for (const serial of batch.serials)
      await office.api('PUT', `/campaigns/thu-2026/sheets/${serial}/rejection`, { reason: 'spoiled' });
    await office.api('PUT', `${path}/closed`, { missing: 0 });
    await context.setOffline(false);
    await waiting(page, 0);
    expect(await keyingsOf([first])).toEqual([0]);
    await page.keyboard.press('Escape');
    const line = page.locator('.lines li', { hasText: `${first.slice(0, 3)} ${first.slice(3)}` });
    await line.waitFor();
    expect(await line.textContent()).toContain('đã chốt');
    await faultless(page);
    expect(await prove(page)).toBe('1 phiếu đã nhập, 0 phiếu đã lưu');
    await faultless(page);
    await page.click('text=Về danh sách lô');

    // The manager opens it again: the sheet is keyed once more from the list.
    await office.api('DELETE', `${path}/closed`, { reason: 'Nhập tiếp' });
    for (const serial of batch.serials)
      await office.api('DELETE', `/campaigns/thu-2026/sheets/${serial}/rejection`);
    await line.locator('text=Nhập lại').click();
    await page.waitForSelector('.keying');
    expect(await stripOf(page, 'Phiếu')).toBe(`${first.slice(0, 3)} ${first.slice(3)}`);
    await keys(page, `${CODED_DIGITS}↵`);
    await sent(page);
    await keySheet(page, second);
    await sent(page);
    expect(await prove(page)).toBe('2 phiếu đã nhập = 2 phiếu đã lưu');
    await context.close();
  });

  test('may be removed from the computer, after a word of warning', async () => {
    const { page, context, batch } = await away(1);
    const [serial = ''] = batch.serials;
    await openBatch(page, batch);
    await office.api('PUT', `/campaigns/thu-2026/sheets/${serial}/rejection`, { reason: 'blank' });
    await keySheet(page, serial);
    await page.keyboard.press('Escape');
    await page.click('.lines button:has-text("Xóa khỏi máy")');
    await page.waitForSelector('dialog:has-text("chỉ còn tờ phiếu giấy")');
    await faultless(page);
    await page.click('dialog button:has-text("Xóa khỏi máy")');
    await page.waitForSelector('.lines', { state: 'detached' });
    await context.close();
  });
});

test('two tabs of one clerk key no sheet twice and send none twice', SLOW, async () => {
  const { page, context, clerk, batch } = await away(3);
  const [first = '', second = '', third = ''] = batch.serials;
  const posts: string[] = [];
  const other = await context.newPage();
  for (const tab of [page, other])
    tab.on('request', (request) => {
      if (request.url().endsWith('/keying/sheets')) posts.push(JSON.parse(request.postData() ?? '{}').serial);
    });
  await other.goto(`${office.server.origin}/nhap-phieu`);
  await unlock(other, clerk);
  await openBatch(other, batch);
  await openBatch(page, batch);
  await context.setOffline(true);
  await keySheet(page, first);
  await waiting(other, 1);
  await keys(other, first);
  expect(await other.textContent('.fault')).toContain('Ông/Bà đã nhập');
  // Both have the same sheet open; the one that is saved first stays.
  await keys(page, `${second}${CODED_DIGITS}`);
  await keys(other, `${second}${CODED_DIGITS}`);
  await keys(page, '↵');
  await waiting(page, 2);
  await keys(other, '↵');
  await other.waitForSelector('text=đã được nhập ở một cửa sổ khác');
  await keySheet(other, third);
  await waiting(page, 3);
  posts.length = 0;
  await context.setOffline(false);
  await Promise.all([sent(page), sent(other)]);
  expect(await keyingsOf(batch.serials)).toEqual([1, 1, 1]);
  expect([...posts].sort()).toEqual([...batch.serials].sort());
  await context.close();
});
