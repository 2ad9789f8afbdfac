/**
 * The pages beside the form, on the built program and in a real browser: the published rules, the look-up of a receipt in
 * all its states, and a language that is nothing but a data file. Without script, as these pages have none.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings, launchBrowser, sidewaysOverflow, visit } from '../help/browser.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { satisfactionAnswers } from '../walk/hand-computed.ts';

/** 320 is 1280 at 400 %, and what an old phone has at 200 % of its text size is not narrower (WCAG 1.4.10). */
const SCREENS = [
  { width: 320, height: 640 },
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
];

const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-languages-'));
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(join(folder, 'languages'));
  const hmong = { name: 'Hmoob', receipt: { lookUp: { title: 'Nrhiav' } }, form: { send: 'Xa' } };
  writeFileSync(join(folder, 'languages', 'mww.json'), JSON.stringify(hmong));
  [server, browser] = await Promise.all([startRunningServer({ DATA_DIR: folder }), launchBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** On every screen: nothing for axe to find, nothing wider than the screen. */
async function check(page: Page): Promise<void> {
  for (const screen of SCREENS) {
    await page.setViewportSize(screen);
    expect([screen.width, await accessibilityFindings(page)]).toEqual([screen.width, []]);
    expect([screen.width, await sidewaysOverflow(page)]).toEqual([screen.width, 0]);
  }
}

/** The receipt of an answer to the sample survey. */
async function receiptOfAnAnswer(): Promise<string> {
  const response = await fetch(`${server.origin}/api/v1/responses`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      clientId: crypto.randomUUID(),
      survey: 'tinh-mau-2026-hai-long',
      formVersion: 1,
      unit: 'XX-01',
      respondentGroup: 'citizen',
      channel: 'web',
      answers: satisfactionAnswers([5, 4]),
    }),
  });
  const { receipt } = (await response.json()) as { receipt: string };
  return receipt;
}

describe.each([
  { path: '', found: 'Phiếu đã được nhận đúng hạn', unknown: 'Không có biên nhận này' },
  { path: '/en', found: 'Received on time', unknown: 'No such receipt' },
])('under $path/', ({ path, found, unknown }) => {
  test('a receipt is looked up by keyboard alone: not typed, wrong, right', async () => {
    const { page, context, complaints } = await visit(browser, { javaScriptEnabled: false });
    const checking = await visit(browser);
    await page.goto(`${server.origin}${path}/bien-nhan`);
    await page.focus('#receipt');
    await page.keyboard.type('KHONGCOMA2');
    await page.keyboard.press('Enter');
    await page.locator('#finding strong', { hasText: unknown }).waitFor();
    expect(await page.inputValue('#receipt')).toBe('KHONGCOMA2');
    expect(page.url()).toBe(`${server.origin}${path}/bien-nhan`);
    await page.fill('#receipt', (await receiptOfAnAnswer()).toLowerCase());
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    // The page comes again under its own address: what is waited for is its new finding.
    await page.locator('#finding strong', { hasText: found }).waitFor();
    // The browser itself says that a page came with 404; nothing else may be wrong.
    expect(complaints.filter((one) => !/status of 404/.test(one))).toEqual([]);
    await context.close();
    await lookAtStates(checking.page, path);
    await checking.context.close();
  });

  test('the rules say everything on every screen', async () => {
    const { page, context, complaints } = await visit(browser);
    await page.goto(`${server.origin}${path}/quy-tac`);
    expect(await page.locator('section.rules').count()).toBe(5);
    await check(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

/** Every state of the look-up, for axe, which needs a script. */
async function lookAtStates(page: Page, path: string): Promise<void> {
  await page.goto(`${server.origin}${path}/bien-nhan`);
  await check(page);
  for (const typed of [' ', 'KHONGCOMA2', await receiptOfAnAnswer()]) {
    await page.fill('#receipt', typed);
    await page.press('#receipt', 'Enter');
    await page.waitForSelector('#finding');
    await check(page);
  }
}

test('a language that is a file in the data folder is spoken, and offered on every page', async () => {
  const { page, context } = await visit(browser);
  await page.goto(`${server.origin}/khao-sat/tinh-mau-2026-hai-long/XX-01`);
  expect(await page.locator('.bar .language').allTextContents()).toEqual(['English', 'Hmoob']);
  await check(page);
  await page.goto(`${server.origin}/mww/bien-nhan`);
  expect(await page.getAttribute('html', 'lang')).toBe('mww');
  expect(await page.textContent('h1')).toBe('Nrhiav');
  expect(await page.textContent('main button')).toBe('Tra cứu');
  await check(page);
  await context.close();
});
