/**
 * The walk a citizen takes, on the built program and in a real browser at the size of an old phone: with script and
 * without it. Whatever is shown, axe must find nothing, and nothing may be wider than the screen.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings, launchBrowser, type Visit, visit } from '../help/browser.ts';
import { checkScreen } from '../help/check-screen.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';

const RECEIPT = /^[2-9A-HJ-NP-Z]{10}$/;

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startRunningServer(), launchBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

type Check = (visitor: Visit) => Promise<void>;

/** From the home page to the form of one unit, by the links a citizen would tap. */
async function openForm(visitor: Visit, check: Check): Promise<void> {
  const { page } = visitor;
  await page.goto(`${server.origin}/`);
  await check(visitor);
  await page.click('a.button[href*="/khao-sat/"]');
  await page.waitForURL(/\/khao-sat\/[^/]+$/);
  await check(visitor);
  await page.click('main ul a >> nth=0');
  await page.waitForURL(/\/khao-sat\/[^/]+\/[^/]+$/);
  await check(visitor);
}

/** Fills the form as it is without script: whole on one page, a forgotten answer asked for with the others kept. */
async function answerWithoutScript(visitor: Visit, check: Check): Promise<void> {
  const before = await counted();
  const { page } = visitor;
  await openForm(visitor, check);
  const questions = await page.locator('fieldset').all();
  expect(questions.length).toBe(23);
  for (const question of questions.slice(0, -1)) await question.locator('label').first().click();
  await page.click('#send');
  expect(await page.locator('#error-summary a').count()).toBe(1);
  expect(await page.locator('input[type=radio]:checked').count()).toBe(22);
  expect(await counted()).toBe(before);
  await check(visitor);
  await page.locator('fieldset').last().locator('label').nth(2).click();
  await page.click('#send');
  expect(await page.textContent('#receipt-code')).toMatch(RECEIPT);
  expect(await counted()).toBe(before + 1);
  await check(visitor);
}

/** Responses that stand in the running tallies of the sample survey. */
async function counted(): Promise<number> {
  const said = await server.cli('recount', 'tinh-mau-2026-hai-long');
  const found = /(\d+) responses.*same/.exec(said);
  if (!found) throw new Error(said);
  return Number(found[1]);
}

describe('a citizen with a phone', () => {
  test('answers, sends and gets a receipt; the answer is counted', { timeout: 120_000 }, async () => {
    const before = await counted();
    const visitor = await visit(browser);
    const { page, complaints } = visitor;
    await openForm(visitor, checkScreen);
    expect(await page.locator('input[type=radio]:checked').count()).toBe(0);
    // Going on without an answer: the summary says so and leads to the question.
    await page.click('#next');
    expect(await page.locator('#error-summary').isVisible()).toBe(true);
    await checkScreen({ page, complaints });
    for (let part = 0; part < 6; part++) {
      await page.waitForSelector('.part:not([hidden])');
      for (const question of await page.locator('.part:not([hidden]) fieldset').all())
        await question.locator('label').last().click();
      await checkScreen({ page, complaints });
      if (await page.locator('#send').isVisible()) break;
      await page.click('#next');
    }
    await page.click('#send');
    await page.waitForSelector('#receipt-code');
    expect(await page.textContent('#receipt-code')).toMatch(RECEIPT);
    await checkScreen({ page, complaints });
    expect(await counted()).toBe(before + 1);
    expect(await visitor.context.cookies()).toEqual([]);
    await visitor.context.close();
  });

  test('does the same without script', { timeout: 120_000 }, async () => {
    const visitor = await visit(browser, { javaScriptEnabled: false });
    await answerWithoutScript(visitor, async () => undefined);
    await visitor.context.close();
  });

  test('meets no barrier on the pages as they are without script', { timeout: 120_000 }, async () => {
    const visitor = await visit(browser);
    // axe is a script itself, so here the pages' own script is kept away instead.
    await visitor.context.route('**/assets/*.js', (route) => route.abort());
    await answerWithoutScript(visitor, ({ page }) => checkScreen({ page, complaints: [] }));
    await visitor.context.close();
  });

  test('fills the form in English by keyboard alone', { timeout: 120_000 }, async () => {
    const visitor = await visit(browser);
    const { page } = visitor;
    await openForm(visitor, checkScreen);
    await page.click('a[hreflang=en]');
    await page.waitForURL(/\/en\/khao-sat\//);
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.focus('.part:not([hidden]) input');
    for (let part = 0; part < 6; part++) {
      const groups = await page.locator('.part:not([hidden]) fieldset').count();
      for (let i = 0; i < groups; i++) {
        await page.keyboard.press('Space');
        await page.keyboard.press('Tab');
        // A chosen question may offer "clear" beside it: pass over whatever is no answer.
        for (
          let hops = 0;
          hops < 4 &&
          i + 1 < groups &&
          !(await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.type === 'radio'));
          hops++
        )
          await page.keyboard.press('Tab');
      }
      if (await page.locator('#send').isVisible()) break;
      await page.focus('#next');
      await page.keyboard.press('Enter');
      await page.focus('.part:not([hidden]) input');
    }
    await page.focus('#send');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#receipt-code');
    await visitor.context.close();
  });
});

describe('a reader with a phone', () => {
  const RESULTS = ['dien-bien-2020', 'dien-bien-2022-procedure', 'lai-chau-2017', 'lai-chau-2020'];

  test.each(RESULTS)('reads the results of %s, in both languages', async (campaign) => {
    const { page, complaints, context } = await visit(browser);
    for (const prefix of ['', '/en'])
      for (const path of ['', '/cach-tinh', '/doi-chieu']) {
        await page.goto(`${server.origin}${prefix}/ket-qua/${campaign}${path}`);
        await checkScreen({ page, complaints });
      }
    await page.goto(`${server.origin}/ket-qua/${campaign}`);
    await page.click('tbody a >> nth=0');
    await page.waitForURL(/\/don-vi\//);
    await checkScreen({ page, complaints });
    await context.close();
  });

  test('is told in words that a page does not exist', async () => {
    const { page, context } = await visit(browser);
    const response = await page.goto(`${server.origin}/ket-qua/khong-co`);
    expect(response?.status()).toBe(404);
    expect(await page.textContent('h1')).toBe('Không có trang này');
    expect(await accessibilityFindings(page)).toEqual([]);
    await context.close();
  });
});
