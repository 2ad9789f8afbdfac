/**
 * `npm run screenshots`: makes the pictures of the README afresh, from the built program and its sample: the citizen's form
 * on a phone, the keying page, a ranking, and the province page. Figures of the running survey move with the day.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, test } from 'vitest';
import { launchBrowser, PHONE, visit } from '../help/browser.ts';
import { CODED_DIGITS, keys, openBatch, scan, startKeyingOffice, unlock } from '../help/keying-office.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { DESK, staffVisit } from '../help/staff-visit.ts';

const FOLDER = import.meta.dirname;
/** Colours of a picture in the README; enough for pages of few colours. */
const COLOURS = 128;

let browser: Browser;
let server: RunningServer;

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  [server, browser] = await Promise.all([startRunningServer(), launchBrowser()]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function keep(page: Page, name: string): Promise<void> {
  const picture = await page.screenshot({ animations: 'disabled' });
  await sharp(picture)
    .png({ palette: true, colours: COLOURS })
    .toFile(join(FOLDER, `${name}.png`));
}

test('the form of a citizen, on a phone', async () => {
  const { page, context } = await visit(browser, { viewport: PHONE, baseURL: server.origin });
  await page.goto('/khao-sat/tinh-mau-2026-hai-long/XX-01');
  await page.locator('fieldset').first().waitFor();
  await keep(page, 'form');
  await context.close();
});

test('a ranking', async () => {
  const { page, context } = await visit(browser, { ...DESK, baseURL: server.origin });
  await page.goto('/ket-qua/tinh-mau-2025');
  await page.locator('.ranking').first().waitFor();
  await keep(page, 'results');
  await context.close();
});

test('the province', async () => {
  const { page, context } = await staffVisit({ server, browser }, ['analyst', 'analyst']);
  await page.goto('/quan-tri/toan-canh?dot=tinh-mau-2025');
  await page.locator('canvas').first().waitFor();
  await keep(page, 'province');
  await context.close();
});

test('the keying page', async () => {
  const office = await startKeyingOffice();
  const clerk = await office.clerk();
  const batch = await office.batch('ma', 6);
  const { page, context } = await office.computer(browser, DESK);
  await unlock(page, clerk);
  await openBatch(page, batch);
  for (const serial of batch.serials.slice(0, 2)) {
    await scan(page, serial);
    await keys(page, `${CODED_DIGITS}↵`);
  }
  await scan(page, batch.serials[2] ?? '');
  await keys(page, CODED_DIGITS.slice(0, 9));
  await keep(page, 'keying');
  await context.close();
  await office.server.stop();
});
