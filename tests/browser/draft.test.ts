/** A form half filled: a closed page and a change of language cost nothing, with script and without it. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, visit } from '../help/browser.ts';
import { checkScreen, counted, formAddress } from '../help/phone-form.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';

let server: RunningServer;
let browser: Browser;
let form: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([startRunningServer(), launchBrowser()]);
  form = await formAddress(server);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

describe('a form half filled', { timeout: 120_000 }, () => {
  test('is offered again after the page was closed', async () => {
    const { page, context } = await visit(browser);
    await page.goto(form);
    await page.waitForSelector('body.live');
    expect(await page.isVisible('#draft')).toBe(false);
    await page.locator('.part:not([hidden]) fieldset').first().locator('label').nth(1).click();
    await page.reload();
    await page.waitForSelector('#draft:not([hidden])');
    expect(await page.locator('input:checked').count()).toBe(0);
    await checkScreen(page);
    await page.click('#draft-continue');
    expect(await page.locator('input:checked').count()).toBe(1);
    expect(await page.isVisible('#draft')).toBe(false);
    await page.reload();
    await page.click('#draft-again');
    expect(await page.locator('input:checked').count()).toBe(0);
    await page.reload();
    await page.waitForSelector('body.live');
    expect(await page.isVisible('#draft')).toBe(false);
    await context.close();
  });

  test('keeps its answers through a change of language, with script', async () => {
    const { page, context } = await visit(browser);
    await page.goto(form);
    await page.waitForSelector('body.live');
    for (const question of await page.locator('.part:not([hidden]) fieldset').all())
      await question.locator('label').first().click();
    const first = await page.locator('input:checked').count();
    await page.click('#next');
    await page.click('a[hreflang=en]');
    await page.waitForURL(/\/en\//);
    await page.waitForSelector('body.live');
    expect(await page.isVisible('#draft')).toBe(false);
    expect(await page.locator('input:checked').count()).toBe(first);
    expect(await page.textContent('.part:not([hidden]) .part-of')).toContain('2');
    await context.close();
  });

  test('keeps its answers through a change of language, without script', async () => {
    const before = await counted(server);
    const { page, context } = await visit(browser, { javaScriptEnabled: false });
    await page.goto(form);
    await page.locator('fieldset').nth(3).locator('label').nth(2).click();
    await page.click('button[name=_lang]');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    expect(await page.isVisible('#error-summary')).toBe(false);
    expect(await page.locator('input[type=radio]:checked').count()).toBe(1);
    expect(await counted(server)).toBe(before);
    await context.close();
  });
});
