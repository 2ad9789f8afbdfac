/**
 * The way of ten sheets through the whole house, in a real browser: printed, nine received, keyed twice by two clerks who
 * differ on two of them, settled by a third person, one over the quota rejected, the batch closed. 10 = 8 accepted
 * + 1 rejected + 1 missing, and the tally says what the sheets say.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../db/connect.ts';
import { readTallies } from '../../db/queries/tallies.ts';
import { tallyLayout, toQuestionCounts, unpackCounters } from '../../server/core/tally.ts';
import { launchBrowser, type Visit } from '../help/browser.ts';
import {
  CODED_DIGITS,
  codedItems,
  type KeyingOffice,
  keys,
  openBatch,
  scan,
  sent,
  startKeyingOffice,
  unlock,
} from '../help/keying-office.ts';
import { CAMPAIGN } from '../help/opened-world.ts';
import { readPdf } from '../help/read-pdf.ts';

const FORM = codedItems(24);
const PAPER = '/quan-tri/phieu-giay';

let office: KeyingOffice;
let browser: Browser;

beforeAll(async () => {
  [office, browser] = await Promise.all([startKeyingOffice(), launchBrowser()]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await office?.server.stop();
});

async function manager(): Promise<Visit> {
  const visitor = await office.manager(browser);
  await visitor.page.goto(PAPER);
  return visitor;
}

async function allot(page: Page): Promise<void> {
  await page.waitForSelector('.empty');
  await page.click('.screen-actions button');
  await page.selectOption('dialog select[name=survey]', 'ma');
  await page.click('dialog label:text-is("Sở An")');
  await page.fill('dialog input[name=sheets]', '10');
  await page.fill('dialog input[name=quota]', '8');
  await page.click('dialog button[type=submit]');
  await page.waitForSelector('tbody tr');
  await page.click('tbody tr td:last-child a');
  await page.waitForSelector('input[name=on]');
}

/** Prints the batch and reads the serials off the paper. */
async function print(page: Page): Promise<string[]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.click('button:text-is("In phiếu (PDF)")'),
  ]);
  const { pages } = await readPdf(await readFile(await download.path()));
  const found = pages.flatMap(({ text }) => /1\/\d+ · (\d{3}) (\d{3})/.exec(text)?.slice(1).join('') ?? []);
  return [...new Set(found)];
}

/** Hands the batch out and counts back all but the last by the keyboard. */
async function receive(page: Page, serials: readonly string[]): Promise<void> {
  await page.click('main form:has(input[name=on]) button[type=submit]');
  await page.waitForSelector('input[name=serial]');
  await page.focus('input[name=expected]');
  await page.keyboard.type(String(serials.length));
  await page.keyboard.press('Enter');
  await page.waitForSelector('.flash-text:has-text("Đã lưu số và ngày")');
  await page.focus('input[name=serial]');
  for (const serial of serials) await page.keyboard.type(serial);
  await page.waitForSelector(`.scan-figure:text-is("${serials.length} trên ${serials.length}")`);
}

/** A clerk keys the sheets in one pass; `digits` says what he reads off the sheet at a place. */
async function keyPass(
  serials: readonly string[],
  pass: 1 | 2,
  digits: (place: number) => string,
): Promise<void> {
  const clerk = await office.clerk();
  const { page, context } = await office.computer(browser);
  await unlock(page, clerk);
  await openBatch(page, { number: 1, serials }, pass);
  for (const [place, serial] of serials.entries()) {
    await scan(page, serial);
    await keys(page, `${digits(place)}↵`);
  }
  await sent(page);
  await context.close();
}

/** The second clerk's slips: the third sheet's item 5, and the sixth sheet's item 24. */
function withSlips(place: number): string {
  if (place === 2) return `${CODED_DIGITS.slice(0, 4)}1${CODED_DIGITS.slice(5)}`;
  return place === 5 ? `${CODED_DIGITS.slice(0, 23)}5` : CODED_DIGITS;
}

/** The third person looks at the paper: the first clerk was right. */
async function settle(page: Page): Promise<void> {
  await page.goto(`${office.server.origin}${PAPER}/sai-lech/${CAMPAIGN}`);
  await page.waitForSelector('tbody tr');
  expect(await page.locator('tbody tr').count()).toBe(2);
  await page.click('tbody tr:first-child a');
  for (const left of [1, 0]) {
    await page.waitForSelector('.settle-field');
    await page.keyboard.press('F7');
    await page.waitForFunction(() => document.activeElement?.closest('.reasons') !== null);
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    if (left === 0) await page.waitForSelector('.empty');
    else await page.waitForSelector('.flash-text');
  }
}

interface Batch {
  readonly batch: { readonly state: string };
  readonly sheets: readonly { readonly state: string; readonly reason: string | null }[];
}

test('ten sheets: eight accepted, one rejected, one missing, and the tally equals the sheets', {
  timeout: 240_000,
}, async () => {
  const { page, context } = await manager();
  await allot(page);
  const serials = await print(page);
  expect(serials).toHaveLength(10);
  const back = serials.slice(0, 9);
  await receive(page, back);
  const standing = back.slice(0, 8);
  await keyPass(standing, 1, () => CODED_DIGITS);
  await keyPass(standing, 2, withSlips);
  await settle(page);
  await page.goto(`${office.server.origin}${PAPER}/lo/${CAMPAIGN}/1`);
  await page.waitForSelector('.note.good');
  await page.click('.screen-actions button:has-text("Chốt lô")');
  await page.click('dialog .dialog-actions .button:not(.quiet)');
  await page.waitForSelector('.note.good:has-text("Niêm phong khớp")');

  const { sheets } = await office.api<Batch>('GET', `/campaigns/${CAMPAIGN}/sheet-batches/1`);
  const ended = sheets.map(({ state, reason }) => reason ?? state);
  expect(ended).toEqual([...Array(8).fill('accepted'), 'over-quota', 'missing']);
  expect(await countedLevels()).toEqual([...CODED_DIGITS].map((digit) => ({ [digit]: 8 })));
  await context.close();
});

/** Of every item the levels that were counted, from the running tally of the database. */
async function countedLevels(): Promise<Record<string, number>[]> {
  const db = connect(join(office.server.dataDir, 'thuoc-do.db'));
  try {
    const [tally, other] = await readTallies(db, 'TT', 'ma');
    if (!tally || other) throw new Error('one unit, group and channel, hence one tally');
    const counted = unpackCounters(tally.counters, tallyLayout(FORM));
    return Object.values(toQuestionCounts(FORM, counted)).map(({ codes, blank, notAsked }) => {
      expect([blank, notAsked]).toEqual([0, 0]);
      return Object.fromEntries(Object.entries(codes).filter(([, count]) => count > 0));
    });
  } finally {
    await db.destroy();
  }
}
