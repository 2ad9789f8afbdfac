/**
 * Printing a batch in a real browser: progress while the file arrives, the saved file, stopping, and every way in which
 * it may go wrong. The server is a stand-in that sends real sheets, one at a time, as slowly as the test wants.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { printSheets } from '../../server/paper-pdf/print-sheets.ts';
import { satisfaction } from '../../survey-forms/forms/satisfaction.ts';
import { serialOf } from '../../survey-forms/serial.ts';
import {
  accessibilityFindings,
  launchBrowser,
  PHONE,
  sidewaysOverflow,
  type Visit,
  visit,
} from '../help/browser.ts';
import { readPdf } from '../help/read-pdf.ts';

const SHEETS = 20;
const PAGES = 2 + SHEETS * 2;
const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-print-'));
let browser: Browser;
let server: Server;
let origin: string;
/** What the stand-in does next. */
let behave: (request: Request) => Response | Promise<Response>;
let visitor: Visit;
let page: Page;

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { outDir: folder, rollupOptions: { input: 'tests/browser/print-sheets-page.tsx' } },
  });
  const files = readdirSync(join(folder, 'assets'));
  const named = (end: string) => files.find((file) => file.endsWith(end));
  const shell = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>In phiếu</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/assets/${named('.css')}"><script type="module" src="/assets/${named('.js')}"></script></head><body></body></html>`;
  server = createServer(
    getRequestListener((request) => {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/api/')) return behave(request);
      if (pathname === '/') return new Response(shell, { headers: { 'Content-Type': 'text/html' } });
      const type = pathname.endsWith('.css') ? 'text/css' : 'text/javascript';
      return new Response(readFileSync(join(folder, pathname)), { headers: { 'Content-Type': type } });
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  visitor = await visit(browser, { viewport: PHONE });
  page = visitor.page;
  await page.goto(origin);
});
afterEach(async () => visitor.context.close());

/** A batch; each step waits for `pace`. `upTo`: the line breaks after so many chunks. */
function sheets(pace: () => Promise<void>, upTo = Number.POSITIVE_INFINITY) {
  const asked = new AbortController();
  const { pages, stream } = printSheets({
    form: satisfaction,
    lang: 'vi',
    units: [],
    serials: Array.from({ length: SHEETS }, (_, i) => serialOf(i)),
    batch: 14,
    province: 'Tỉnh Thử',
    survey: 'Thử',
    postOffice: 'Bưu điện Thử',
    unit: 'Sở An',
    respondentGroup: 'Người dân',
    cover: { campaign: 'Thử', quota: null, allottedOn: '2026-06-15' },
  });
  const reader = stream.getReader();
  let sent = 0;
  const paced = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await pace();
      sent += 1;
      const part = sent > upTo ? null : await reader.read();
      if (part === null) controller.error(new Error('the line broke'));
      else if (part.done) controller.close();
      else controller.enqueue(part.value);
    },
    async cancel() {
      asked.abort();
      await reader.cancel();
    },
  });
  const headers = {
    'Content-Type': 'application/pdf',
    'Content-Disposition': 'attachment; filename="lo-014.pdf"',
    'X-Pages': String(pages),
    'X-Sheets': String(SHEETS),
  };
  return { response: new Response(paced, { headers }), gone: asked.signal };
}

/** Steps that go on when they are told to. */
function gate() {
  let open = () => {};
  let waiting = new Promise<void>((resolve) => {
    open = resolve;
  });
  let free = false;
  return {
    pace: () => (free ? Promise.resolve() : waiting),
    step: () => {
      open();
      waiting = new Promise((resolve) => {
        open = resolve;
      });
    },
    go: () => {
      free = true;
      open();
    },
  };
}

const status = () => page.getByRole('status').textContent();
const print = () => page.getByRole('button', { name: 'In phiếu (PDF)' }).click();

test('shows how far it is, then saves the whole file', async () => {
  const { pace, step, go } = gate();
  let asked = '';
  behave = (request) => {
    asked = new URL(request.url).pathname + new URL(request.url).search;
    return sheets(pace).response;
  };
  await print();
  await page.getByText('Đang chuẩn bị phiếu…').waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  const progress = page.getByText(/Đang tạo phiếu \d+\/20/);
  while (!(await progress.isVisible())) step();
  expect(asked).toBe('/api/v1/campaigns/thu-2026/sheet-batches/14/sheets.pdf?lang=vi');
  expect(await accessibilityFindings(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
  const download = page.waitForEvent('download');
  go();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('lo-014.pdf');
  expect((await readPdf(readFileSync(await saved.path()))).pages).toHaveLength(PAGES);
  await page.getByText('Đã lưu lo-014.pdf: 20 phiếu. In hai mặt, khổ A4, không thu nhỏ.').waitFor();
  expect(visitor.complaints).toEqual([]);
});

test('prints in another language when asked', async () => {
  let asked = '';
  behave = (request) => {
    asked = new URL(request.url).search;
    return sheets(() => Promise.resolve()).response;
  };
  await page.getByLabel('Ngôn ngữ của phiếu').selectOption('en');
  const download = page.waitForEvent('download');
  await print();
  await download;
  expect(asked).toBe('?lang=en');
});

test('stops when told to, saves nothing, and can begin again', async () => {
  const { pace, step, go } = gate();
  const printed = sheets(pace);
  behave = () => printed.response;
  let downloads = 0;
  page.on('download', () => {
    downloads += 1;
  });
  await print();
  step();
  await page.getByRole('button', { name: 'Dừng' }).click();
  await page.getByText('Đã dừng, chưa lưu tệp nào.').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  go();
  await expect.poll(() => printed.gone.aborted).toBe(true);
  expect(downloads).toBe(0);
  behave = () => sheets(() => Promise.resolve()).response;
  const download = page.waitForEvent('download');
  await print();
  await download;
});

test('stops when the screen is left', async () => {
  const { pace, step, go } = gate();
  const printed = sheets(pace);
  behave = () => printed.response;
  await print();
  step();
  await page.getByRole('button', { name: 'Rời đi' }).click();
  go();
  await expect.poll(() => printed.gone.aborted).toBe(true);
});

test('says what went wrong and what to do: refused, or the line broken', async () => {
  const problem = { code: 'nothing-to-print', errors: [] };
  behave = () =>
    new Response(JSON.stringify(problem), {
      status: 409,
      headers: { 'Content-Type': 'application/problem+json' },
    });
  await print();
  const alert = page.getByRole('alert');
  expect(await alert.textContent()).toContain(
    'Lô không còn phiếu nào để in. Chỉ in những phiếu chưa thu về.',
  );
  expect(await accessibilityFindings(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
  behave = () => sheets(() => Promise.resolve(), 5).response;
  await print();
  await expect.poll(() => alert.textContent()).toMatch(/máy chủ/i);
  expect(await status()).toBe('');
  expect(await page.getByRole('button', { name: 'In phiếu (PDF)' }).isEnabled()).toBe(true);
});
