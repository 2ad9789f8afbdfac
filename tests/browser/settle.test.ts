/**
 * Settling what two clerks read differently, on the built program and in a real browser: without the mouse, sheet after
 * sheet; then the quality of keying. Whatever is shown, axe finds nothing and nothing is wider than the screen.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../db/connect.ts';
import type { Db } from '../../db/dialect.ts';
import { findAccountByName } from '../../db/queries/accounts.ts';
import { keySheet } from '../../server/actions/key-sheet.ts';
import type { KeyedAnswers } from '../../survey-forms/keyed-answers.ts';
import { formatSerial } from '../../survey-forms/serial.ts';
import {
  accessibilityFindings,
  launchBrowser,
  PHONE,
  sidewaysOverflow,
  type Visit,
  visit,
} from '../help/browser.ts';
import { keyed, serials, sheetOfFours } from '../help/keying.ts';
import { PASSWORD } from '../help/member.ts';
import { CAMPAIGN } from '../help/opened-world.ts';
import { prepareKeying } from '../help/prepare-keying.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { putReturnedBatch } from '../help/sheets.ts';

const CONFLICTS = `/quan-tri/phieu-giay/sai-lech/${CAMPAIGN}`;
const QUALITY = `/quan-tri/phieu-giay/chat-luong/${CAMPAIGN}`;
const DESK = { viewport: { width: 1366, height: 768 } } as const;
/** Where the pages are kept to be looked at; nowhere unless asked for. */
const SHOTS = process.env.SCREENSHOTS;

let server: RunningServer;
let browser: Browser;
let db: Db;
let made = 0;

beforeAll(async () => {
  [server, browser] = await Promise.all([startRunningServer({ SAMPLE: 'off' }), launchBrowser()]);
  const file = join(server.dataDir, 'thuoc-do.db');
  await prepareKeying(file);
  db = connect(file);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await db?.destroy();
  await server?.stop();
});

/** Keys a sheet in one pass, as the clerk's computer would have. */
async function key(username: string, serial: string, pass: 1 | 2, answers: KeyedAnswers): Promise<void> {
  const account = await findAccountByName(db, username);
  if (!account) throw new Error(`no account ${username}`);
  const { id, name, grants } = account;
  const environment = { db, now: () => new Date('2026-06-15T05:00:00.000Z'), randomBytes };
  await keySheet.run(environment, { kind: 'account', id, name, grants }, keyed(serial, { pass, answers }));
}

/** A batch of sheets that the second clerk read as given. @returns their serials */
async function differing(readings: readonly KeyedAnswers[]): Promise<string[]> {
  made += 1;
  const batch = serials(readings.length, made * 100);
  await putReturnedBatch({ db }, { survey: 'hai-long', number: made, unit: 'TT-AN', serials: batch });
  for (const [i, serial] of batch.entries()) {
    await key('nhap.mot', serial, 1, sheetOfFours());
    await key('nhap.hai', serial, 2, sheetOfFours(readings[i]));
  }
  return batch;
}

async function checkScreen({ page, complaints }: Pick<Visit, 'page' | 'complaints'>, name: string) {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
  expect(await accessibilityFindings(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
  expect(complaints).toEqual([]);
}

async function manager(options: Parameters<typeof visit>[1] = DESK): Promise<Visit> {
  const visitor = await visit(browser, options);
  await visitor.page.goto(`${server.origin}/quan-tri`);
  await visitor.page.fill('input[name=username]', 'quan.ly');
  await visitor.page.fill('input[name=password]', PASSWORD);
  await visitor.page.keyboard.press('Enter');
  await visitor.page.waitForSelector('nav a');
  visitor.complaints.length = 0;
  return visitor;
}

const open = (page: Page, path: string) => page.goto(`${server.origin}${path}`);
const stateOf = async (serial: string) =>
  (await db.selectFrom('sheets').select('state').where('serial', '=', serial).execute())[0]?.state;
const settledOf = async (serial: string) => {
  const rows = await db.selectFrom('conflicts').selectAll().where('serial', '=', serial).execute();
  return rows.map((row) => [row.question, row.choice, row.settled_value, row.reason]);
};

describe('a fieldwork manager', () => {
  test('settles sheet after sheet by the keyboard alone', { timeout: 120_000 }, async () => {
    const [first = '', second = ''] = await differing([{ q12: 5 }, { q03: null, q08: '?' }]);
    const visitor = await manager();
    const { page } = visitor;
    await open(page, CONFLICTS);
    await page.waitForSelector('tbody tr');
    expect(await page.locator('tbody tr').count()).toBe(2);
    await checkScreen(visitor, 'conflicts');
    await page.click(`a:has-text("${formatSerial(first)}")`);
    await page.waitForSelector('.settle-field');
    await checkScreen(visitor, 'settle');
    // One field: keep the second, the first reason, record.
    await page.keyboard.press('F8');
    await page.waitForFunction(() => document.activeElement?.closest('.reasons') !== null);
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    // The next sheet opens by itself, with the word about the one before.
    await page.waitForSelector(`h1:has-text("${formatSerial(second)}")`);
    expect(await page.textContent('.flash-text')).toContain(formatSerial(first));
    expect(await stateOf(first)).toBe('accepted');
    expect(await settledOf(first)).toEqual([['q12', 'second', '5', 'misread']]);
    // Enter before all is decided says what is missing, and goes there.
    await page.waitForFunction(() => document.activeElement?.closest('[data-line="q03 "]') !== null);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.settle-field .error');
    await checkScreen(visitor, 'settle-lacking');
    // A digit is what the paper says; its meaning is shown.
    await page.keyboard.press('2');
    await page.waitForFunction(() => document.activeElement?.classList.contains('paper-value'));
    expect(await page.textContent('[data-line="q03 "] [role=status]')).toContain('Không hài lòng');
    await page.click('[data-line="q03 "] .reasons label:has-text("khác")');
    await page.fill('[data-line="q03 "] .settle-note', 'mực loang');
    await page.focus('[data-line="q08 "] input');
    await page.keyboard.press('F7');
    await page.waitForFunction(() => document.activeElement?.closest('[data-line="q08 "] .reasons') !== null);
    await page.keyboard.press('ArrowRight');
    await checkScreen(visitor, 'settle-ready');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.empty');
    await checkScreen(visitor, 'conflicts-none');
    expect(await stateOf(second)).toBe('accepted');
    expect(await settledOf(second)).toEqual([
      ['q03', 'paper', '2', 'mực loang'],
      ['q08', 'first', '4', 'mistyped'],
    ]);
    // What was settled can be looked at again.
    await open(page, `${CONFLICTS}/${second}`);
    await page.waitForSelector('table');
    expect(await page.textContent('main')).toContain('quan.ly');
    await checkScreen(visitor, 'settled');
    await visitor.context.close();
  });

  test('is told when somebody else was faster, and loses nothing', { timeout: 120_000 }, async () => {
    const [serial = ''] = await differing([{ q01: 1 }]);
    const [one, two] = [await manager(), await manager()];
    for (const { page } of [one, two]) {
      await open(page, `${CONFLICTS}/${serial}`);
      await page.waitForSelector('.settle-field');
      await page.keyboard.press('F7');
      await page.waitForFunction(() => document.activeElement?.closest('.reasons') !== null);
      await page.keyboard.press('Space');
    }
    await one.page.keyboard.press('Enter');
    await one.page.waitForSelector('.flash-text');
    await two.page.keyboard.press('Enter');
    await two.page.waitForSelector('[role=alert]');
    expect(await two.page.textContent('[role=alert]')).toContain('đã xử lý xong');
    await two.page.click('main button.quiet');
    await two.page.waitForSelector('table');
    await Promise.all([one.context.close(), two.context.close()]);
  });

  test('works on a phone and in English', { timeout: 120_000 }, async () => {
    const [serial = ''] = await differing([{ q01: 1, q22: null }]);
    const visitor = await manager({ viewport: PHONE });
    const { page } = visitor;
    for (const lang of ['vi', 'en']) {
      await page.evaluate((chosen) => localStorage.setItem('language', chosen), lang);
      await open(page, CONFLICTS);
      await page.waitForSelector('tbody tr');
      await checkScreen(visitor, `conflicts-phone-${lang}`);
      await open(page, `${CONFLICTS}/${serial}`);
      await page.waitForSelector('.settle-field');
      await checkScreen(visitor, `settle-phone-${lang}`);
      await open(page, QUALITY);
      await page.waitForSelector('table');
      await checkScreen(visitor, `quality-phone-${lang}`);
    }
    await visitor.context.close();
  });

  test('sees how well sheets are keyed, and takes the figures along', { timeout: 120_000 }, async () => {
    const visitor = await manager({ ...DESK, acceptDownloads: true });
    const { page } = visitor;
    await open(page, QUALITY);
    await page.waitForSelector('table');
    expect(await page.textContent('.note.info')).toMatch(/Hai lượt nhập giống nhau ở \d\d,\d\d\u00a0% trong/);
    expect(await page.textContent('main')).toContain('0,046');
    await checkScreen(visitor, 'quality');
    await page.selectOption('.unit-choice select', '1');
    await page.waitForFunction(() =>
      /trong 44 ô/.test(document.querySelector('.note.info')?.textContent ?? ''),
    );
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.section-head button')]);
    expect(download.suggestedFilename()).toBe(`chat-luong-nhap-${CAMPAIGN}.csv`);
    await visitor.context.close();
  });
});
