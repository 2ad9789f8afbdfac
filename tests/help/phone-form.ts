/** A citizen at the form of the sample survey, in a real browser. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { accessibilityFindings, PHONE, sidewaysOverflow } from './browser.ts';
import type { RunningServer } from './running-server.ts';

export const SURVEY = 'tinh-mau-2026-hai-long';

/** Address of the form of the first unit. */
export async function formAddress({ origin }: RunningServer): Promise<string> {
  const list = await (await fetch(`${origin}/khao-sat/${SURVEY}`)).text();
  const [, path] = /href="(\/khao-sat\/[^"]+\/[^"]+)"/.exec(list) ?? [];
  if (path === undefined) throw new Error('the sample survey has no form');
  return `${origin}${path}`;
}

/** Answers every question, the last level each, and presses the button that sends. */
export async function fillAndSend(page: Page): Promise<void> {
  for (let part = 0; part < 8; part++) {
    for (const question of await page.locator('.part:not([hidden]) fieldset').all())
      await question.locator('label').last().click();
    if (await page.locator('#send').isVisible()) break;
    await page.click('#next');
  }
  await page.click('#send');
}

/** Responses that stand in the running tallies of the sample survey. */
export async function counted(server: RunningServer): Promise<number> {
  const said = await server.cli('recount', SURVEY);
  const found = /(\d+) responses.*same/.exec(said);
  if (!found) throw new Error(said);
  return Number(found[1]);
}

/** What is shown stands up to axe and is not wider than the screen, also at 200 %. */
export async function checkScreen(page: Page): Promise<void> {
  expect(await accessibilityFindings(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
  // An old phone at 200 % has half as many pixels to a side.
  await page.setViewportSize({ width: PHONE.width / 2, height: PHONE.height / 2 });
  expect(await sidewaysOverflow(page)).toBe(0);
  await page.setViewportSize(PHONE);
}
