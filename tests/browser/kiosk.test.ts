/**
 * The device at the counter, on the built program and in a real browser: one person after the other by touch and by
 * keyboard, left alone, without a network, and revoked. Whatever is shown, axe finds nothing and nothing scrolls.
 */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accessibilityFindings,
  launchBrowser,
  sidewaysOverflow,
  type Visit,
  visit,
} from '../help/browser.ts';
import {
  answerAll,
  COUNTER_PIN,
  type Counter,
  enrol,
  openStaffPart,
  press,
  screenOf,
  startCounter,
} from '../help/counter.ts';

const RECEIPT = /^[2-9A-HJ-NP-Z]{10}$/;
/** The respondent group, 22 items, and a comment. */
const QUESTIONS = 24;
const LYING = { viewport: { width: 1024, height: 768 } } as const;

/** The browser complains of a line that is cut and of what the server refuses; neither is a fault of the page. */
const NO_FAULT = /ERR_INTERNET_DISCONNECTED|status of (400|401|403|410|422)/;

let counter: Counter;
let browser: Browser;

beforeAll(async () => {
  [counter, browser] = await Promise.all([startCounter(), launchBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await counter?.server.stop();
});

/** Nothing to scroll, and no target below 80 px but the small way to the staff's part. */
async function checkSize(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    over: [
      document.documentElement.scrollWidth - window.innerWidth,
      document.documentElement.scrollHeight - window.innerHeight,
    ],
    small: [...document.querySelectorAll('button:not(.link), input, textarea')]
      .map((target) => [target.textContent, target.getBoundingClientRect()] as const)
      .filter(([, { width, height }]) => width < 80 || height < 80)
      .map(([text]) => text),
  }));
  expect(found).toEqual({ over: [0, 0], small: [] });
}

async function checkScreen({ page, complaints }: Pick<Visit, 'page' | 'complaints'>): Promise<void> {
  expect(await accessibilityFindings(page)).toEqual([]);
  await checkSize(page);
  expect(complaints.filter((one) => !NO_FAULT.test(one))).toEqual([]);
}

const kiosk = async (id: string) => {
  const { kiosks } = await counter.api<{
    kiosks: { id: string; answers: number; waiting: number; quarantined: number }[];
  }>('GET', '/kiosks');
  return kiosks.find((one) => one.id === id);
};

/** What staff see on the device: the value beside a name. */
const fact = async (page: Page, name: string) =>
  (await page.locator(`dt:text-is("${name}") + dd`).textContent()) ?? '';

describe('a device at the counter', () => {
  test('is enrolled, takes an answer by touch, thanks, and is there for the next person', async () => {
    const { id, code } = await counter.newKiosk();
    const visitor = await counter.device(browser);
    const { page, context } = visitor;
    await page.goto(`${counter.server.origin}/quay`);
    await screenOf(page, 'enrol');
    await checkScreen(visitor);
    await page.fill('#enrol-code', 'AAAA-BBBB-CCCC');
    await page.fill('#enrol-pin', COUNTER_PIN);
    await press(page, 'button[type=submit]');
    await page.waitForSelector('.said:has-text("không đúng hoặc đã hết hạn")');
    await enrol(page, code.toLowerCase());
    await checkScreen(visitor);

    let checked = 0;
    const answered = await answerAll(page, async () => {
      if (checked++ < 3) await checkScreen(visitor);
      else await checkSize(page);
    });
    expect(answered).toBe(QUESTIONS);
    await checkScreen(visitor);
    await press(page, '.go');
    await screenOf(page, 'thanks');
    await page.waitForSelector('#receipt-code');
    expect(await page.textContent('#receipt-code')).toMatch(RECEIPT);
    await press(page, '.foot .quiet');
    await checkScreen(visitor);
    await page.clock.runFor(20_000);
    await screenOf(page, 'start');
    expect((await kiosk(id))?.answers).toBe(1);
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);

    // The next person finds nothing of the last one, and five seconds later it is the turn of the one after.
    await answerAll(page);
    await press(page, '.go');
    await screenOf(page, 'thanks');
    expect(await page.textContent('[role=timer]')).toMatch(/[1-5] giây/);
    await page.waitForSelector('#receipt-code');
    await page.clock.runFor(5000);
    await screenOf(page, 'start');
    expect((await kiosk(id))?.answers).toBe(2);
    await context.close();
  });

  test('speaks English when asked, lying on its side, and Vietnamese again for the next person', async () => {
    const visitor = await counter.enrolled(browser, LYING);
    const { page, context } = visitor;
    await press(page, 'button[lang=en]');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await checkScreen(visitor);
    let checked = 0;
    await answerAll(page, () => (checked++ < 2 ? checkScreen(visitor) : checkSize(page)));
    expect(await page.textContent('h1')).toBe('You have answered all questions');
    await checkScreen(visitor);
    await press(page, '.go');
    await page.waitForSelector('text=Your answers were received');
    await press(page, '.foot .button:not(.quiet)');
    await screenOf(page, 'start');
    expect(await page.getAttribute('html', 'lang')).toBe('vi');
    await context.close();
  });

  test('stands in English where its page does', async () => {
    const visitor = await counter.enrolled(browser, {}, '/en/quay');
    expect(await visitor.page.textContent('.go')).toBe('Start');
    await checkScreen(visitor);
    await visitor.context.close();
  });

  test('goes back and keeps what was answered; a broken-off sitting leaves nothing', async () => {
    const { page, context } = await counter.enrolled(browser);
    await press(page, '.go');
    for (let i = 0; i < 3; i++) await press(page, '.level >> nth=1');
    expect(await page.textContent('.progress p')).toContain('Câu 4 trên 24');
    await press(page, '.foot .quiet >> nth=0');
    expect(await page.textContent('.progress p')).toContain('Câu 3 trên 24');
    expect(await page.locator('.level[aria-pressed=true]').textContent()).toBe('Không hài lòng');
    await press(page, '.foot .quiet >> nth=1');
    await screenOf(page, 'start');
    await press(page, '.go');
    expect(await page.locator('.level[aria-pressed=true]').count()).toBe(0);
    await context.close();
  });

  test('asks after 20 idle seconds, gives more time, and after 20 more discards and resets', async () => {
    const visitor = await counter.enrolled(browser);
    const { page, context, id } = visitor;
    await press(page, '.go');
    await press(page, '.level >> nth=0');
    await page.clock.runFor(15_000);
    expect(await page.locator('dialog').count()).toBe(0);
    await page.clock.runFor(6000);
    await page.waitForSelector('dialog[open]');
    await checkScreen(visitor);
    const left = () => page.textContent('#idle-left').then((text) => Number(/\d+/.exec(text ?? '')?.[0]));
    const before = await left();
    await page.clock.runFor(5000);
    expect(before - (await left())).toBeGreaterThanOrEqual(5);
    await press(page, 'dialog button');
    expect(await page.locator('dialog').count()).toBe(0);
    expect(await page.textContent('.progress p')).toContain('Câu 2 trên 24');

    await page.clock.runFor(20_000);
    await page.waitForSelector('dialog[open]');
    await page.clock.runFor(20_000);
    await screenOf(page, 'start');
    expect(await page.locator('dialog').count()).toBe(0);
    await page.clock.runFor(60_000);
    expect(await page.getAttribute('main', 'data-screen')).toBe('start');
    expect((await kiosk(id))?.answers).toBe(0);
    await context.close();
  });

  test('takes a drumming finger for one press', async () => {
    const { page, context } = await counter.enrolled(browser);
    await page.clock.pauseAt(Date.now() + 3_600_000);
    await page.clock.runFor(1000);
    await page.locator('.go').tap();
    await page.locator('.level').first().tap();
    await page.clock.runFor(390);
    await page.locator('.level').first().tap();
    expect(await page.textContent('.progress p')).toContain('Câu 1 trên 24');
    await page.clock.runFor(20);
    await page.locator('.level').first().tap();
    await page.locator('.level').first().tap();
    expect(await page.textContent('.progress p')).toContain('Câu 2 trên 24');
    await context.close();
  });

  test('sends one answer, however fast the last button is pressed', async () => {
    const { page, context, id } = await counter.enrolled(browser);
    await answerAll(page);
    await page.clock.runFor(450);
    await page.evaluate(() => {
      const send = document.querySelector<HTMLButtonElement>('.go');
      for (let i = 0; i < 3; i++) send?.click();
    });
    await page.waitForSelector('#receipt-code');
    expect((await kiosk(id))?.answers).toBe(1);
    await context.close();
  });

  test.each(['1970-01-01T00:00:00Z', '2099-12-31T23:59:50Z'])(
    'counts whatever its clock says: %s',
    async (time) => {
      const { id, code } = await counter.newKiosk();
      const { page, context } = await counter.device(browser, {}, Date.parse(time));
      await page.goto(`${counter.server.origin}/quay`);
      await enrol(page, code);
      await answerAll(page);
      await press(page, '.go');
      await page.waitForSelector('#receipt-code');
      expect((await kiosk(id))?.answers).toBe(1);
      await context.close();
    },
  );

  test('is used by keyboard alone', async () => {
    const { page, context, id } = await counter.enrolled(browser);
    const focusOn = async (selector: string) => {
      for (let hops = 0; hops < 20; hops++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) break;
      }
      await page.clock.runFor(450);
      await page.keyboard.press('Enter');
    };
    await focusOn('.go');
    for (let i = 1; i <= QUESTIONS; i++) {
      expect(await page.textContent('.progress p')).toContain(`Câu ${i} trên 24`);
      await focusOn(i < QUESTIONS ? '.level' : '.foot .button:not(.quiet)');
    }
    await screenOf(page, 'send');
    await focusOn('.go');
    await page.waitForSelector('#receipt-code');
    expect((await kiosk(id))?.answers).toBe(1);
    await context.close();
  });
});

test('a browser that keeps nothing is told apart from a device that is not enrolled', async () => {
  const visitor = await counter.device(browser);
  const { page, context } = visitor;
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  await page.goto(`${counter.server.origin}/quay`);
  await screenOf(page, 'trouble');
  expect(await page.locator('input').count()).toBe(0);
  await checkScreen(visitor);
  await context.close();
});

describe('a device without a network', () => {
  test('saves the answer, shows that it waits, and sends it when the network is back', async () => {
    const visitor = await counter.enrolled(browser);
    const { page, context, id } = visitor;
    await context.setOffline(true);
    await answerAll(page);
    await press(page, '.go');
    await screenOf(page, 'thanks');
    expect(await page.textContent('[role=status]')).toContain('đã được lưu trên máy này');
    await press(page, '.foot .quiet');
    await checkScreen(visitor);
    // The PIN is checked against the hash on the device.
    await openStaffPart(page, '0000');
    await page.waitForSelector('.said:has-text("không đúng")');
    await checkScreen(visitor);
    await page.fill('#staff-pin', COUNTER_PIN);
    await press(page, 'button[type=submit]');
    await screenOf(page, 'staff');
    expect([await fact(page, 'Phiếu chờ gửi'), await fact(page, 'Mạng')]).toEqual(['1', 'không có']);
    await checkScreen(visitor);
    await context.setOffline(false);
    await page.waitForSelector('dt:text-is("Phiếu đã gửi") + dd:text-is("1")');
    expect(await fact(page, 'Phiếu chờ gửi')).toBe('0');
    expect((await kiosk(id))?.answers).toBe(1);
    await context.close();
  });

  test('starts again after a power cut, answers on, and loses nothing', async () => {
    const visitor = await counter.enrolled(browser);
    const { page, context, id } = visitor;
    // The page is kept once the worker stands and the device has run online.
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.waitForFunction(() => caches.match('/quay').then((kept) => kept !== undefined));
    await context.setOffline(true);
    await page.reload();
    await screenOf(page, 'start');
    await answerAll(page);
    await press(page, '.go');
    await screenOf(page, 'thanks');
    await page.reload();
    await screenOf(page, 'start');
    await openStaffPart(page);
    await screenOf(page, 'staff');
    expect(await fact(page, 'Phiếu chờ gửi')).toBe('1');
    await context.setOffline(false);
    await page.waitForSelector('dt:text-is("Phiếu đã gửi") + dd:text-is("1")');
    expect((await kiosk(id))?.answers).toBe(1);
    await context.close();
  });

  test('tells when its storage is full, and still sends what it holds', async () => {
    const visitor = await counter.enrolled(browser);
    const { page, context, id } = visitor;
    await context.setOffline(true);
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await answerAll(page);
    await press(page, '.go');
    await screenOf(page, 'thanks');
    expect(await page.textContent('[role=status]')).toContain('đã đầy bộ nhớ');
    await press(page, '.foot .quiet');
    await checkScreen(visitor);
    await openStaffPart(page);
    await screenOf(page, 'staff');
    const downloading = page.waitForEvent('download');
    await press(page, 'button:has-text("Xuất phiếu")');
    expect(JSON.parse(await readFile(await (await downloading).path(), 'utf8'))).toHaveProperty('sealed');
    await context.setOffline(false);
    await page.waitForSelector('dt:text-is("Phiếu đã gửi") + dd:text-is("1")');
    expect((await kiosk(id))?.answers).toBe(1);
    await context.close();
  });

  test('says how many wait, in its heartbeat', async () => {
    const { page, context, id } = await counter.enrolled(browser);
    await page.route('**/api/v1/responses', (route) => route.abort());
    await answerAll(page);
    await press(page, '.go');
    await screenOf(page, 'thanks');
    const heard = page.waitForResponse('**/kiosk/heartbeat');
    await page.clock.runFor(5 * 60_000);
    expect((await heard).status()).toBe(200);
    expect(await kiosk(id)).toMatchObject({ waiting: 1, answers: 0 });
    await context.close();
  });
});

describe('an answer that the server refuses for good', () => {
  test('is told so, kept and counted, and holds up none of the others', async () => {
    const visitor = await counter.enrolled(browser);
    const { page, context, id } = visitor;
    const closed = { status: 410, json: { code: 'survey-closed', errors: [] } };
    await page.route('**/api/v1/responses', (route) => route.fulfill(closed), { times: 1 });
    await answerAll(page);
    await press(page, '.go');
    await page.waitForSelector('[role=status]:has-text("Máy chủ chưa nhận phiếu này")');
    await press(page, '.foot .quiet');
    await checkScreen(visitor);
    await press(page, '.foot .button:not(.quiet)');
    await screenOf(page, 'start');
    await answerAll(page);
    await press(page, '.go');
    await page.waitForSelector('#receipt-code');
    await openStaffPart(page);
    await screenOf(page, 'staff');
    const counts = ['Phiếu chờ gửi', 'Phiếu đã gửi', 'Phiếu bị từ chối, được giữ lại'];
    expect(await Promise.all(counts.map((name) => fact(page, name)))).toEqual(['0', '1', '1']);
    const heard = page.waitForResponse('**/kiosk/heartbeat');
    await press(page, 'button:has-text("Gửi ngay")');
    await heard;
    expect(await kiosk(id)).toMatchObject({ answers: 1, waiting: 0, quarantined: 1 });
    await context.close();
  });
});

describe('a revoked device', () => {
  test('is told so, keeps its queue for export, and staff bring it in', async () => {
    const visitor = await counter.enrolled(browser);
    const { page, context, id } = visitor;
    await answerAll(page);
    await counter.api('DELETE', `/kiosks/${id}`);
    await press(page, '.go');
    await screenOf(page, 'thanks');
    expect(await page.textContent('[role=status]')).toContain('đã được lưu trên máy này');
    await page.clock.runFor(6000);
    await screenOf(page, 'revoked');
    await checkScreen(visitor);
    await openStaffPart(page);
    await screenOf(page, 'staff');
    expect([await fact(page, 'Phiếu chờ gửi'), await fact(page, 'Tình trạng')]).toEqual([
      '1',
      'đã bị thu hồi',
    ]);
    await checkScreen(visitor);
    const downloading = page.waitForEvent('download');
    await press(page, 'button:has-text("Xuất phiếu")');
    const file = await readFile(await (await downloading).path(), 'utf8');
    expect(file).not.toContain('q01');
    expect(await counter.api('POST', '/outbox', JSON.parse(file))).toMatchObject({ stored: 1, refused: {} });

    // Enrolled again, it sends what waited; it is counted once.
    const { code } = await counter.api<{ code: string }>('POST', `/kiosks/${id}/enrolment`, {});
    await press(page, 'button:has-text("Ghi danh lại")');
    await enrol(page, code);
    await openStaffPart(page);
    await page.waitForSelector('dt:text-is("Phiếu đã gửi") + dd:text-is("1")');
    expect((await kiosk(id))?.answers).toBe(0);
    await context.close();
  });
});

describe('staff', () => {
  test('set a device up, see how it is, and revoke it', async () => {
    const visitor = await visit(browser, { viewport: { width: 1440, height: 900 } });
    const { page, context, complaints } = visitor;
    const check = async () => {
      expect(await accessibilityFindings(page)).toEqual([]);
      expect(await sidewaysOverflow(page)).toBe(0);
      expect(complaints.filter((one) => !NO_FAULT.test(one))).toEqual([]);
    };
    const [name = '', value = ''] = counter.cookie().split('=');
    await context.addCookies([{ name, value, url: counter.server.origin }]);
    await page.goto(`${counter.server.origin}/quan-tri/may-tai-quay`);
    await page.click('.button:has-text("Thêm máy")');
    await page.fill('input[name=counter]', 'Quầy của máy thử');
    await page.fill('input[name=pin]', '12');
    await page.click('dialog button[type=submit]');
    await page.waitForSelector('dialog .error:has-text("4 đến 8 chữ số")');
    await check();
    await page.fill('input[name=pin]', COUNTER_PIN);
    await page.click('dialog button[type=submit]');
    const code = await page.textContent('dialog .one-time');
    await check();
    const device = await counter.device(browser);
    await device.page.goto(`${counter.server.origin}/quay`);
    await enrol(device.page, code ?? '');
    await device.context.close();
    await page.reload();
    const row = page.locator('tr', { hasText: 'Quầy của máy thử' });
    await row.locator('.wide .tag:text-is("đang dùng")').waitFor();
    await check();
    await row.locator('.wide .link-button:text-is("Thu hồi")').click();
    await page.waitForSelector('dialog');
    await check();
    await page.click('dialog .button:text-is("Thu hồi")');
    await row.locator('.wide .tag:text-is("đã thu hồi")').waitFor();
    await check();
    await context.close();
  });
});
