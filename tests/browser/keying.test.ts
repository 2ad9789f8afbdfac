/**
 * The keying page on the built program and in a real browser: keys counted, everything that may go wrong at the keyboard,
 * and how it looks. Away from the network: `keying-offline.test.ts`.
 */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serialOf } from '../../survey-forms/serial.ts';
import {
  accessibilityFindings,
  contrastFindings,
  launchBrowser,
  PHONE,
  sidewaysOverflow,
  type Visit,
} from '../help/browser.ts';
import {
  type Clerk,
  CODED_DIGITS,
  HAND_MS,
  type KeyingOffice,
  keys,
  type OfficeBatch,
  openBatch,
  prove,
  scan,
  sent,
  startKeyingOffice,
  stripOf,
  unlock,
} from '../help/keying-office.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** A figure worth seeing, which `npm test` prints. */
    note?: string;
  }
}

/** The browser complains of what the server refuses; that is no fault of the page. */
const NO_FAULT = /status of (401|403|404|409|422)/;

let office: KeyingOffice;
let browser: Browser;

beforeAll(async () => {
  [office, browser] = await Promise.all([startKeyingOffice(), launchBrowser()]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await office?.server.stop();
});

async function checkScreen({ page, complaints }: Pick<Visit, 'page' | 'complaints'>): Promise<void> {
  expect(await accessibilityFindings(page)).toEqual([]);
  expect(await contrastFindings(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
  expect(complaints.filter((one) => !NO_FAULT.test(one))).toEqual([]);
}

const faultOf = (page: Page) => page.textContent('.fault');
const heading = (page: Page) => page.textContent('.now h1');
const itemOf = async (page: Page) => /Câu ([\d.]+)/.exec((await page.textContent('.now .over')) ?? '')?.[1];

interface Trail {
  readonly sheet: { readonly state: string; readonly reason: string | null };
  readonly keyings: readonly { readonly pass: number; readonly who: string }[];
  readonly answers: Readonly<Record<string, unknown>> | null;
}

/** What the server has of a serial, as the manager sees it. */
const trail = (serial: string) => office.api<Trail>('GET', `/campaigns/thu-2026/sheets/${serial}`);

interface Desk extends Visit {
  readonly clerk: Clerk;
  readonly batch: OfficeBatch;
}

/** A clerk at the keying of a batch, a fresh one unless given. */
async function keying(
  given: OfficeBatch | { survey: string; sheets: number },
  { pass = 1, clerk, ...options }: BrowserContextOptions & { pass?: number; clerk?: Clerk } = {},
): Promise<Desk> {
  const who = clerk ?? (await office.clerk());
  const batch = 'serials' in given ? given : await office.batch(given.survey, given.sheets);
  const visitor = await office.computer(browser, options);
  await unlock(visitor.page, who);
  await openBatch(visitor.page, batch, pass);
  return { ...visitor, clerk: who, batch };
}

describe('a form of 24 coded items', () => {
  test('costs 31 keys, and 25 with a scanner; the server has exactly what was keyed', async ({ task }) => {
    const { page, batch, context, complaints } = await keying({ survey: 'ma', sheets: 3 });
    const [first = '', second = '', third = ''] = batch.serials;
    const counted: number[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/keying/sheets'))
        counted.push(JSON.parse(request.postData() ?? '').keystrokes);
    });
    expect(await keys(page, `${first}${CODED_DIGITS}↵`, HAND_MS)).toBe(31);
    await sent(page);
    expect(await page.textContent('.now .over')).toContain(first.slice(3));
    await scan(page, second);
    expect(await keys(page, `${CODED_DIGITS}↵`)).toBe(25);
    await sent(page);
    // A scanner that ends with Enter.
    await scan(page, `${third}\n`);
    expect(await keys(page, `${CODED_DIGITS}↵`)).toBe(25);
    await sent(page);
    // What a clerk is credited with is what was pressed.
    expect(counted).toEqual([31, 25, 25]);
    expect(await stripOf(page, 'Đã nhập trong lô')).toBe('3 / 3');
    expect(await stripOf(page, 'Tốc độ')).toMatch(/^[\d.]+ phiếu\/giờ$/);
    expect(await heading(page)).toBe('Đã nhập hết phiếu của lượt này');
    expect(await prove(page)).toBe('3 phiếu đã nhập = 3 phiếu đã lưu');
    await checkScreen({ page, complaints });
    task.meta.note = 'keying: a form of 24 coded items costs 31 keys typed, 25 scanned';
    await context.close();
  });

  test('answers every key at once', async ({ task }) => {
    const { page, batch, context } = await keying({ survey: 'ma', sheets: 2 });
    const times: number[] = [];
    for (const serial of batch.serials) {
      await keys(page, serial);
      times.push(...(await page.evaluate(measuredKeys, CODED_DIGITS)));
      await keys(page, '↵');
    }
    expect(times).toHaveLength(48);
    const median = [...times].sort((a, b) => a - b)[24] ?? 0;
    task.meta.note = `keying: a key is handled and drawn in ${median.toFixed(1)} ms (median of 48)`;
    // Far above what is printed, and still before the next key of the fastest hand.
    expect(median).toBeLessThan(50);
    await sent(page);
    await context.close();
  });

  /** Runs in the page: milliseconds from each key to the sheet drawn and laid out anew. */
  async function measuredKeys(digits: string): Promise<number[]> {
    const took: number[] = [];
    for (const digit of digits) {
      const shown = () => document.querySelector('.now')?.textContent;
      const before = shown();
      const begun = performance.now();
      document.dispatchEvent(
        new KeyboardEvent('keydown', { key: digit, code: `Digit${digit}`, bubbles: true }),
      );
      for (let turns = 0; shown() === before && turns < 1000; turns++) await Promise.resolve();
      document.body.getBoundingClientRect();
      took.push(performance.now() - begun);
      if (shown() === before) throw new Error(`the key ${digit} showed nothing`);
      await new Promise((resolve) => setTimeout(resolve, 55));
    }
    return took;
  }
});

describe('the serial', () => {
  test('is refused with a tone and a sentence, and nothing moves', async () => {
    const other = await office.batch('ma', 1);
    const { page, batch, context, complaints } = await keying({ survey: 'ma', sheets: 2 });
    await page.evaluate(listenForTones);
    await page.click('button:has-text("Âm báo: tắt")');
    const [first = '', second = ''] = batch.serials;
    const wrong = first.slice(0, 5) + ((Number(first[5]) + 1) % 10);
    for (const [serial, sentence] of [
      [wrong, 'không đúng: có chữ số bị nhầm'],
      [other.serials[0] ?? '', `thuộc lô ${String(other.number).padStart(3, '0')}`],
      [serialOf(99_999), 'không chờ nhập trong lô này'],
    ] as const) {
      await scan(page, `${serial}\n`);
      expect(await faultOf(page)).toContain(sentence);
      expect(await heading(page)).toBe('Quét hoặc gõ số phiếu');
    }
    await checkScreen({ page, complaints });
    await keys(page, `${first}${CODED_DIGITS}↵`);
    expect(await faultOf(page)).toBe('');
    await keys(page, first);
    expect(await faultOf(page)).toContain('Ông/Bà đã nhập trong lượt này');
    expect(await tones(page)).toBe(4);
    // A sheet scanned before the last one is finished answers nothing.
    await keys(page, `${second}12`);
    await scan(page, first);
    expect(await faultOf(page)).toContain('khi phiếu này chưa xong');
    expect(await itemOf(page)).toBe('3');
    expect(await tones(page)).toBeGreaterThan(4);
    await context.close();
  });

  const tones = (page: Page) => page.evaluate(() => (window as { tones?: number }).tones);

  /** Runs in the page: counts what the loudspeaker is asked to sound. */
  function listenForTones(): void {
    const heard = window as { tones?: number };
    heard.tones = 0;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      heard.tones = (heard.tones ?? 0) + 1;
      start.call(this, when);
    };
  }
});

describe('the fields', () => {
  test('refuse a digit outside the scale; Backspace goes back; blank and unreadable stay apart', async () => {
    const { page, batch, context, complaints } = await keying({ survey: 'ma', sheets: 1 });
    const [serial = ''] = batch.serials;
    await keys(page, `${serial}12`);
    await keys(page, '7');
    expect([await itemOf(page), await faultOf(page)]).toEqual([
      '3',
      expect.stringContaining('không có mã đó'),
    ]);
    await checkScreen({ page, complaints });
    await keys(page, '0*');
    const last = () => page.locator('.items.last .item-value').allTextContents();
    expect(await last()).toEqual(['1', '2', 'trống', 'không rõ']);
    await keys(page, '←←');
    expect([await itemOf(page), await last()]).toEqual(['3', ['1', '2']]);
    // A key held down counts once, and keys of the browser stay the browser's.
    await page.keyboard.down('5');
    await page.keyboard.down('5');
    await page.keyboard.up('5');
    await page.keyboard.press('ArrowLeft');
    expect(await itemOf(page)).toBe('4');
    await keys(page, `${CODED_DIGITS.slice(3)}↵`);
    await sent(page);
    expect((await trail(serial)).keyings).toHaveLength(1);
    await context.close();
  });

  test('of a matrix are keyed unit by unit, and two equal passes by two clerks accept the sheet', async () => {
    const batch = await office.batch('dai-bieu', 1);
    const [serial = ''] = batch.serials;
    const first = await keying(batch);
    await keys(first.page, `${serial}12`);
    expect(await heading(first.page)).toMatch(/^Sở An/);
    await keys(first.page, '3');
    expect([await heading(first.page), await itemOf(first.page)]).toEqual([
      expect.stringMatching(/^Sở Bình/),
      '2.1',
    ]);
    await checkScreen(first);
    await keys(first.page, '45912*');
    expect(await heading(first.page)).toBe('Enter: lưu và sang phiếu sau');
    await keys(first.page, '↵');
    await sent(first.page);
    // The same clerk may not key the other pass.
    await first.page.keyboard.press('Escape');
    await first.page.waitForSelector('.batches');
    await first.page.waitForSelector('text=Ông/Bà đã nhập lượt kia');
    await first.context.close();

    expect((await trail(serial)).sheet.state).toBe('returned');
    const second = await keying(batch, { pass: 2 });
    await keys(second.page, `${serial}12345912*`);
    expect(await heading(second.page)).toBe('Enter: lưu và sang phiếu sau');
    await keys(second.page, '↵');
    await sent(second.page);
    expect(await trail(serial)).toMatchObject({ sheet: { state: 'accepted' } });
    await second.context.close();
  });

  test('are followed by free text, typed as people type, whose Enter ends it', async () => {
    const { page, batch, context, complaints } = await keying({ survey: 'hai-long', sheets: 2 });
    const [serial = '', next = ''] = batch.serials;
    await keys(page, `${serial}${'3'.repeat(22)}`);
    await page.waitForSelector('textarea:focus');
    await page.keyboard.type('Phòng chờ p? hơi nóng * - 0');
    expect(await page.inputValue('textarea')).toBe('Phòng chờ p? hơi nóng * - 0');
    await checkScreen({ page, complaints });
    await page.keyboard.press('Enter');
    expect(await heading(page)).toBe('Enter: lưu và sang phiếu sau');
    await page.keyboard.press('Backspace');
    expect(await page.inputValue('textarea')).toBe('Phòng chờ p? hơi nóng * - 0');
    await page.fill('textarea', '');
    await page.keyboard.press('Backspace');
    expect(await itemOf(page)).toBe('22');
    await keys(page, '4↵↵');
    await sent(page);
    await keys(page, `${next}${'4'.repeat(22)}`);
    await page.keyboard.insertText('Cán bộ tận tình');
    await keys(page, '↵↵');
    await sent(page);
    expect(await prove(page)).toBe('2 phiếu đã nhập = 2 phiếu đã lưu');
    await context.close();
  });
});

describe('pause, keys and leaving', () => {
  test('cover the sheet, stop the clock, and lose nothing unasked', async () => {
    const { page, batch, context, complaints } = await keying({ survey: 'ma', sheets: 1 });
    const [serial = ''] = batch.serials;
    await keys(page, `${serial}123`);
    for (const [key, title] of [
      ['F2', 'Đang tạm dừng'],
      ['?', 'Các phím'],
      ['Escape', `Bỏ phiếu ${serial.slice(0, 3)} ${serial.slice(3)} đang nhập?`],
    ] as const) {
      await page.keyboard.press(key);
      expect(await page.textContent('.cover h1')).toBe(title);
      await checkScreen({ page, complaints });
      await keys(page, '45');
      await page.keyboard.press(key === 'F2' ? 'F2' : 'Escape');
      expect(await page.locator('.cover').count()).toBe(0);
      expect(await itemOf(page)).toBe('4');
    }
    await page.keyboard.press('p');
    await page.click('.cover button');
    // After a click the keys belong to the sheet again.
    await keys(page, CODED_DIGITS.slice(3));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    expect(await heading(page)).toBe('Quét hoặc gõ số phiếu');
    expect((await trail(serial)).keyings).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.batches');
    await context.close();
  });
});

describe('the way in', () => {
  test('is closed to one-time passwords, other roles and wrong passwords, each with its sentence', async () => {
    const { page, complaints, context } = await office.computer(browser);
    await page.waitForSelector('h1');
    await checkScreen({ page, complaints });
    const clerk = await office.clerk();
    await unlock(page, clerk, 'sai-mat-khau');
    await page.waitForSelector('.note.bad');
    await checkScreen({ page, complaints });
    const created = await office.api<{ password: string }>('POST', '/accounts', {
      username: 'nguoi-moi',
      name: 'Người mới',
      grants: [{ role: 'entry-clerk', unit: 'TT-BD' }],
    });
    await unlock(page, { ...clerk, username: 'nguoi-moi' }, created.password);
    await page.waitForSelector('a[href="/quan-tri"]:has-text("đổi mật khẩu")');
    await unlock(page, { ...clerk, username: 'quan-ly' });
    await page.waitForSelector('text=không được giao nhập phiếu');
    await checkScreen({ page, complaints });
    // Nothing of those who were turned away stays on the computer.
    await page.reload();
    await page.waitForSelector('input[name=username]');
    expect(await page.locator('text=chờ trên máy này').count()).toBe(0);
    await context.close();
  });

  test('speaks English where its page does, and changes without locking the vault', async () => {
    const [clerk, batch] = [await office.clerk(), await office.batch('ma', 1)];
    const { page, complaints, context } = await office.computer(browser, {}, '/en/nhap-phieu');
    expect(await page.textContent('h1')).toBe('Keying paper sheets');
    await unlock(page, clerk);
    await page.waitForSelector('h1:has-text("Batches to key")');
    await checkScreen({ page, complaints });
    await page.click('button[lang=vi]');
    await openBatch(page, batch);
    await keys(page, `${batch.serials[0]}12`);
    await page.click('button[lang=en]');
    expect(await page.textContent('.key-hints')).toContain('leave blank');
    expect(new URL(page.url()).pathname).toBe('/en/nhap-phieu');
    expect(await page.textContent('.now .over')).toContain('Item 3');
    await checkScreen({ page, complaints });
    await context.close();
  });
});

describe('every size', () => {
  test.each([
    { width: 1366, height: 768 },
    { width: 1024, height: 768 },
  ])('keeps a whole sheet in view: $width × $height', async (viewport) => {
    const { page, batch, complaints, context } = await keying(
      { survey: 'hai-long', sheets: 1 },
      { viewport },
    );
    await checkScreen({ page, complaints });
    await keys(page, `${batch.serials[0]}123451`);
    await checkScreen({ page, complaints });
    expect(await page.locator('.items.last .item').count()).toBe(5);
    expect(await page.locator('.items.next .item').count()).toBe(2);
    const below = await page.evaluate(
      () => (document.querySelector('.key-hints')?.getBoundingClientRect().bottom ?? 0) - window.innerHeight,
    );
    expect(below).toBeLessThanOrEqual(0);
    await context.close();
  });

  test('works by touch on a phone, which is told that keying wants a keyboard', async () => {
    const options = { viewport: PHONE, hasTouch: true };
    const { page, batch, complaints, context } = await keying({ survey: 'ma', sheets: 1 }, options);
    expect(await page.textContent('.pad .note')).toContain('cần bàn phím');
    const tap = (label: string) => page.locator(`.pad-key:text-is("${label}")`).tap();
    for (const digit of batch.serials[0] ?? '') await tap(digit);
    for (const digit of '15') await tap(digit);
    await checkScreen({ page, complaints });
    await page.locator('.pad-key[aria-label="Quay lại một mục"]').tap();
    expect(await itemOf(page)).toBe('2');
    for (const digit of CODED_DIGITS.slice(1)) await tap(digit);
    await page.locator('.pad-key[aria-label^="Xong"]').tap();
    await sent(page);
    await context.close();
  });
});

test('where the browser cannot encrypt, it says so, keeps nothing, and sends at once', async () => {
  const [clerk, batch] = [await office.clerk(), await office.batch('ma', 1)];
  const { page, complaints, context } = await office.computer(browser, {}, '/healthz');
  await page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }));
  await page.goto(`${office.server.origin}/nhap-phieu`);
  await page.waitForSelector('text=chỉ nhập được khi có mạng');
  await unlock(page, clerk);
  await openBatch(page, batch);
  await keys(page, `${batch.serials[0]}${CODED_DIGITS}↵`);
  await sent(page);
  await checkScreen({ page, complaints });
  expect((await trail(batch.serials[0] ?? '')).keyings).toHaveLength(1);
  expect(
    await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)),
  ).not.toContain('thuoc-do-keying');
  await context.close();
});
