/**
 * Keys for programs and the reference of the API in a real browser: a key is made, shown once, used and revoked; what is
 * wrong is said at its field; axe finds nothing and nothing is wider than the screen, on a phone and a desk.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, visit } from '../help/browser.ts';
import { checkAfterRefusal, checkBothWidths } from '../help/check-screen.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { DESK, staffVisit } from '../help/staff-visit.ts';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startRunningServer(), launchBrowser()]);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const KEYS = '/quan-tri/khoa-api';
/** The last day a key may be used on, half a year from now. */
const day = () => new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10);

test('a key is made, shown once, used, and revoked', { timeout: 300_000 }, async () => {
  const shown = await staffVisit({ server, browser }, ['phan-tich', 'analyst']);
  const { page } = shown;
  await page.getByRole('link', { name: 'Khóa API' }).click();
  await page.getByText('Chưa có khóa nào').waitFor();
  await checkBothWidths(shown);
  await page.getByRole('button', { name: 'Tạo khóa' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Dùng đến hết ngày').fill('2020-01-01');
  await dialog.getByRole('button', { name: 'Tạo khóa' }).click();
  await dialog.getByText('Hãy chọn ít nhất một phạm vi.').first().waitFor();
  await dialog.getByText('Ngày này đã qua.').first().waitFor();
  await checkAfterRefusal(shown, 400);
  await dialog.getByLabel('Tên khóa').fill('Kho số liệu');
  await dialog.getByLabel('Số phiếu về của khảo sát').check();
  await dialog.getByLabel('Đơn vị', { exact: true }).selectOption('XX');
  await dialog.getByLabel('Dùng đến hết ngày').fill(day());
  await checkBothWidths(shown);
  await dialog.getByRole('button', { name: 'Tạo khóa' }).click();
  const secret = await page.locator('dialog code').innerText();
  expect(secret).toMatch(/^td_[\w-]{43}$/);
  await checkBothWidths(shown);
  await dialog.getByRole('button', { name: 'Đóng' }).last().click();
  expect(await page.content()).not.toContain(secret);
  const ask = () =>
    fetch(`${server.origin}/api/v1/surveys`, { headers: { Authorization: `Bearer ${secret}` } });
  expect((await ask()).status).toBe(200);
  await page.reload();
  await page.getByRole('cell', { name: /Dùng gần nhất: / }).waitFor();
  await checkBothWidths(shown);

  const administrator = await staffVisit({ server, browser }, ['quan-tri-2', 'administrator']);
  await administrator.page.goto(KEYS);
  await administrator.page.getByText('phan-tich').first().waitFor();
  await checkBothWidths(administrator);
  await page.getByRole('button', { name: 'Thu hồi' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click();
  await page.getByText('Đã thu hồi khóa “Kho số liệu”.').waitFor();
  await checkBothWidths(shown);
  expect((await ask()).status).toBe(401);
});

test('the reference and the page of a year, in both languages', { timeout: 300_000 }, async () => {
  const shown = await visit(browser, { ...DESK, baseURL: server.origin });
  const { page } = shown;
  for (const [path, heading] of [
    ['/api', 'API cho phần mềm'],
    ['/en/api', 'API for programs'],
    ['/ket-qua/nam/2025', 'Kết quả công bố của năm 2025'],
    ['/en/ket-qua/nam/2025', 'Results published for 2025'],
  ] as const) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await checkBothWidths(shown);
  }
  // From a result to its year and to the reference.
  await page.goto('/ket-qua/tinh-mau-2025');
  await page.getByRole('link', { name: 'Mọi kết quả của năm 2025' }).click();
  await page.getByRole('link', { name: 'API cho phần mềm' }).click();
  await page.getByRole('heading', { level: 1, name: 'API cho phần mềm' }).waitFor();
});
