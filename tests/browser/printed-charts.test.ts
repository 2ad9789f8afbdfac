/**
 * Pictures on paper, on the built program and in a real browser: from a desk, a wide screen and a phone, on sheets that stand
 * and that lie, none is cut off or drawn for another width; and the screen has its own pictures again afterwards.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type Visit } from '../help/browser.ts';
import { checkBothWidths } from '../help/check-screen.ts';
import { readPdf } from '../help/read-pdf.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { staffVisit } from '../help/staff-visit.ts';

const PAGES = [
  '/quan-tri/khao-sat/tinh-mau-2025-hai-long',
  '/quan-tri/toan-canh',
  '/quan-tri/toan-canh?dot=lai-chau-2020',
  '/quan-tri/toan-canh/tinh-mau-2025/XX-12',
  '/quan-tri/so-sanh?kieu=nhom',
];
const WIDTHS = [1280, 1440, 360];
/** The title of a page: 1.75 of 10.5 points. */
const HEADING_PT = 18.375;

let server: RunningServer;
let browser: Browser;
let analyst: Visit;

beforeAll(async () => {
  [server, browser] = await Promise.all([startRunningServer(), launchBrowser()]);
  analyst = await staffVisit({ server, browser }, ['phan-tich', 'analyst']);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

interface Picture {
  /** Pixels beyond its box, or its box beyond the sheet, at the right. */
  readonly beyond: number;
  /** Width for which it was drawn, and that it has. */
  readonly drawn: number;
  readonly width: number;
}

async function open(page: Page, path: string, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.goto(path);
  await page.locator('.picture canvas').first().waitFor();
  await page.waitForLoadState('networkidle').catch(() => {});
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLCanvasElement>('.picture canvas')].every(({ style }) => style.width),
  );
}

/** The pictures as they stand on the sheet: measured while the page is laid out for it. */
async function printed(page: Page, landscape: boolean) {
  await page.evaluate(() => {
    const media = matchMedia('print');
    const measure = () => {
      if (!media.matches) return;
      const sheet = document.documentElement.clientWidth;
      const pictures = [...document.querySelectorAll<HTMLCanvasElement>('.picture canvas')].map((canvas) => {
        const own = canvas.getBoundingClientRect();
        const box = canvas.parentElement?.getBoundingClientRect();
        const beyond = Math.max(own.right - (box?.right ?? 0), own.right - sheet);
        return { beyond, drawn: Number.parseFloat(canvas.style.width), width: own.width };
      });
      Object.assign(window, { printedPictures: pictures });
    };
    // After those who draw for the sheet.
    media.addEventListener('change', measure, { once: true });
  });
  const pdf = await readPdf(await page.pdf({ format: 'A4', landscape }));
  const pictures = await page.evaluate(
    () => (window as unknown as { printedPictures: Picture[] }).printedPictures,
  );
  return { pdf, pictures };
}

const widths = (page: Page) =>
  page
    .locator('.picture canvas')
    .evaluateAll((all) => all.map((canvas) => Math.round(canvas.getBoundingClientRect().width)));

test.each(PAGES)('%s is whole on paper', { timeout: 240_000 }, async (path) => {
  const { page } = analyst;
  for (const width of WIDTHS) {
    await open(page, path, width);
    const before = await widths(page);
    for (const landscape of [false, true]) {
      const { pdf, pictures } = await printed(page, landscape);
      expect(pictures.length).toBe(before.length);
      for (const { beyond, drawn, width: shown } of pictures) {
        expect(beyond).toBeLessThan(2);
        expect(Math.abs(drawn - shown)).toBeLessThan(2);
      }
      // A page that is wider than its sheet is shrunk by the browser, letters and all.
      const sizes = pdf.pages.flatMap(({ texts }) => texts.map(({ size }) => size));
      expect(Math.max(...sizes)).toBeCloseTo(HEADING_PT, 1);
    }
    await expect.poll(() => widths(page)).toEqual(before);
  }
});

test('the head of a table that goes on is whole on the next sheet', { timeout: 120_000 }, async () => {
  const { page } = analyst;
  await open(page, '/quan-tri/toan-canh?dot=lai-chau-2020', 1280);
  const { pages } = await readPdf(await page.pdf({ format: 'A4' }));
  const heads = pages.filter(({ text }) => text.includes('Chỉ số (%)'));
  expect(heads.length).toBeGreaterThan(1);
  for (const { text } of heads) expect(text).toMatch(/Hạng Đơn vị Chỉ số \(%\)/);
});

const headOf = async (page: Page) => (await page.locator('.print-head').textContent()) ?? '';

test('a sheet says what it is narrowed to, which its fields do not', { timeout: 120_000 }, async () => {
  const { page } = analyst;
  await open(page, '/quan-tri/khao-sat/tinh-mau-2025-hai-long?don-vi=XX-12&nhom=citizen', 1280);
  const { pages } = await readPdf(await page.pdf({ format: 'A4' }));
  expect(pages.length).toBeGreaterThan(1);
  for (const { text } of pages) expect(text).toMatch(/lọc theo Đơn vị: .+; Người trả lời: /);
  await open(page, '/quan-tri/so-sanh?kieu=nhom&dot=tinh-mau-2025', 1280);
  expect(await headOf(page)).toMatch(/So sánh kết quả đã công bố · .+ · .+ → .+/);
  await page.emulateMedia({ media: 'print' });
  for (const field of await page.locator('main select').all()) expect(await field.isVisible()).toBe(false);
  await page.emulateMedia({ media: null });
});

test('groups, means and classes lead to their units', { timeout: 120_000 }, async () => {
  const { page } = analyst;
  await open(page, '/quan-tri/so-sanh?kieu=nhom&dot=tinh-mau-2025', 1280);
  expect(await page.locator('.group-units a').count()).toBeGreaterThan(1);
  await page.locator('.item-changes td a').first().click();
  await page.waitForURL(/toan-canh\?dot=tinh-mau-2025#linh-vuc$/);
  const count = page.locator('.class-counts a').first();
  const units = Number(await count.innerText());
  await count.click();
  await page.waitForURL(/loai=/);
  expect(await page.locator('.ranking tbody tr').count()).toBe(units);
  await checkBothWidths(analyst);
  await page.getByRole('link', { name: 'Xem mọi đơn vị' }).click();
  await expect.poll(() => page.locator('.ranking tbody tr').count()).toBeGreaterThan(units);
  await open(page, '/quan-tri/so-sanh?kieu=nhom&dot=tinh-mau-2025', 1280);
  await checkBothWidths(analyst);
});
