/** Screens that are loaded when they are first opened: there at once the second time, and told of when they do not come. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../help/browser.ts';
import { checkScreen } from '../help/check-screen.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { staffVisit } from '../help/staff-visit.ts';

const SCREEN_FILE = '**/assets/years-screen-*.js';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startRunningServer(), launchBrowser()]);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('a screen comes when it is opened, once, and its title has the focus', async () => {
  const shown = await staffVisit({ server, browser }, ['cham-1', 'analyst']);
  const { page } = shown;
  const files: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('years-screen')) files.push(request.url());
  });
  const open = async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'So sánh năm', exact: true }).click();
    const title = page.getByRole('heading', { level: 1, name: 'So sánh các năm' });
    await title.waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  };
  await open();
  expect(files).toHaveLength(1);
  await page.getByRole('navigation').getByRole('link', { name: 'Toàn tỉnh', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'So sánh các năm' }).waitFor({ state: 'detached' });
  await open();
  expect(files).toHaveLength(1);
  await checkScreen(shown);
});

test('where it does not come the page says so, and tries again when asked to', async () => {
  const shown = await staffVisit({ server, browser }, ['cham-2', 'analyst']);
  const { page } = shown;
  await page.route(SCREEN_FILE, (route) => route.abort());
  await page.getByRole('navigation').getByRole('link', { name: 'So sánh năm', exact: true }).click();
  const again = page.getByRole('button', { name: 'Thử lại' });
  await again.waitFor();
  // The browser notes a file that did not come; that is no fault of the page.
  expect(shown.complaints.filter((line) => !line.includes('ERR_FAILED'))).toEqual([]);
  shown.complaints.length = 0;
  await checkScreen(shown);
  await page.unroute(SCREEN_FILE);
  await again.click();
  await page.getByRole('heading', { level: 1, name: 'So sánh các năm' }).waitFor();
});
