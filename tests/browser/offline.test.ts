/**
 * Nothing is lost on a phone: no network, closed pages, two tabs, a browser that is killed, an update, a full storage.
 * What is shown on the way is held to axe and to the width of an old phone.
 */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings, launchBrowser, type Visit, visit } from '../help/browser.ts';
import { killableProfile } from '../help/killable-browser.ts';
import { checkScreen, counted, fillAndSend, formAddress, SURVEY } from '../help/phone-form.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';

const RECEIPT = /^[2-9A-HJ-NP-Z]{10}$/;
const COUNTS = '#outbox-counts';

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

/** Opens the form and waits until it would open without a network too. */
async function openForm(page: Page, address = form): Promise<void> {
  await page.goto(address);
  await page.waitForSelector('body.live');
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  // The worker took over after this page had come: asked for once more, it is kept.
  await page.reload();
  await page.waitForSelector('body.live');
}

const saysCounts = (page: Page, waiting: number, sent: number, refused = 0) =>
  page.waitForFunction(
    ([selector, text]) => document.querySelector(selector ?? '')?.textContent === text,
    [
      COUNTS,
      `Đang chờ gửi: ${waiting} · Đã gửi: ${sent}${refused === 0 ? '' : ` · Không được nhận: ${refused}`}`,
    ] as const,
    { timeout: 30_000 },
  );

/** Refuses the intake as a broken line does, until it is allowed. */
async function cutIntake(visitor: Pick<Visit, 'context'>): Promise<void> {
  await visitor.context.route('**/api/v1/responses', (route) => route.abort());
}

describe('an answer given without a network', { timeout: 120_000 }, () => {
  test('is saved, outlives the page, and is sent when the network is back, once', async () => {
    const before = await counted(server);
    const visitor = await visit(browser);
    const { page, context } = visitor;
    await openForm(page);
    await context.setOffline(true);
    await page.reload();
    await page.waitForSelector('body.live');
    const id = await page.inputValue('input[name=clientId]');
    await page.reload();
    // The page came from the phone, and with it the same HTML: the id of the answer is made anew all the same.
    expect(await page.inputValue('input[name=clientId]')).not.toBe(id);
    await fillAndSend(page);
    await page.waitForSelector('#saved:not([hidden])');
    expect(await page.textContent('#saved-title')).toBe('Phiếu đã được lưu trên máy này');
    expect(await page.isVisible('#receipt-code')).toBe(false);
    await saysCounts(page, 1, 0);
    await checkScreen(page);
    await page.reload();
    await saysCounts(page, 1, 0);
    await checkScreen(page);
    expect(await counted(server)).toBe(before);
    await context.setOffline(false);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await saysCounts(page, 0, 1);
    expect(await page.textContent('#outbox-receipts')).toMatch(/[2-9A-HJ-NP-Z]{10}$/);
    expect(await counted(server)).toBe(before + 1);
    await context.close();
  });

  test.each(['1970-01-01T00:00:00Z', '2099-12-31T00:00:00Z'])(
    'gets its receipt if the page stayed open, with the clock at %s',
    async (clock) => {
      const visitor = await visit(browser);
      const { page, context } = visitor;
      await page.clock.setFixedTime(new Date(clock));
      await openForm(page);
      await context.setOffline(true);
      await fillAndSend(page);
      await page.waitForSelector('#saved:not([hidden])');
      await context.setOffline(false);
      await page.evaluate(() => window.dispatchEvent(new Event('online')));
      await page.waitForSelector('#receipt-code', { timeout: 30_000 });
      expect(await page.textContent('#receipt-code')).toMatch(RECEIPT);
      await checkScreen(page);
      await context.close();
    },
  );

  test('is told on a page that the phone has not kept', async () => {
    const { page, context } = await visit(browser);
    await openForm(page);
    await context.setOffline(true);
    await page.goto(`${server.origin}/khao-sat/khac/XX`);
    expect(await page.textContent('h1')).toBe('Máy đang không có mạng');
    await checkScreen(page);
    await page.goto(`${server.origin}/en/khao-sat/other/XX`);
    expect(await page.textContent('h1')).toBe('You are offline');
    await context.close();
  });

  test('is sent by one of two tabs, and both know', async () => {
    const before = await counted(server);
    const visitor = await visit(browser);
    const { page, context } = visitor;
    await openForm(page);
    const other = await context.newPage();
    await openForm(other);
    // A tab in the background is drawn seldom, and a click waits for that.
    await page.bringToFront();
    await context.setOffline(true);
    await fillAndSend(page);
    await page.waitForSelector('#saved:not([hidden])');
    const sent: string[] = [];
    context.on('request', (request) => {
      if (request.url().endsWith('/api/v1/responses')) sent.push(request.url());
    });
    await context.setOffline(false);
    for (const tab of [page, other]) await tab.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.waitForSelector('#receipt-code', { timeout: 30_000 });
    await saysCounts(other, 0, 1);
    expect(sent).toHaveLength(1);
    expect(await counted(server)).toBe(before + 1);
    await context.close();
  });

  test('is sent by the service worker when the browser finds a network, with no page open', async () => {
    const before = await counted(server);
    const { page, context } = await visit(browser);
    await openForm(page);
    await context.setOffline(true);
    await fillAndSend(page);
    await page.waitForSelector('#saved:not([hidden])');
    const cdp = await context.newCDPSession(page);
    const registered = new Promise<string>((resolve) =>
      cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => {
        if (first) resolve(first.registrationId);
      }),
    );
    await cdp.send('ServiceWorker.enable');
    const registrationId = await registered;
    await page.goto('about:blank');
    await context.setOffline(false);
    await cdp.send('ServiceWorker.dispatchSyncEvent', {
      origin: server.origin,
      registrationId,
      tag: 'outbox',
      lastChance: false,
    });
    await expect.poll(() => counted(server), { timeout: 20_000, interval: 500 }).toBe(before + 1);
    await page.goto(form);
    await saysCounts(page, 0, 1);
    await context.close();
  });

  test('outlives the browser being killed', async () => {
    const before = await counted(server);
    const profile = killableProfile();
    const first = await profile.launch();
    await openForm(first.page);
    const { installabilityErrors } = await (await first.context.newCDPSession(first.page)).send(
      'Page.getInstallabilityErrors',
    );
    expect(installabilityErrors).toEqual([]);
    await first.context.setOffline(true);
    await fillAndSend(first.page);
    await first.page.waitForSelector('#saved:not([hidden])');
    await first.kill();
    const second = await profile.launch();
    await second.page.goto(form);
    await saysCounts(second.page, 0, 1);
    expect(await counted(server)).toBe(before + 1);
    await second.kill();
    profile.remove();
  });

  test('outlives an update of the program with answers of the old one in the queue', async () => {
    const before = await counted(server);
    const { page, context } = await visit(browser);
    await page.goto(`${server.origin}/favicon.svg`);
    const answer = {
      clientId: 'aaaaaaaaaaaaaaaaaaaaaa',
      survey: SURVEY,
      formVersion: 1,
      unit: decodeURIComponent(form.split('/').at(-1) ?? ''),
      respondentGroup: 'citizen',
      channel: 'web',
      answers: { q1: 'not for this form' },
    };
    // The stores as version 1 made them.
    await page.evaluate(
      (body) =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.open('thuoc-do', 1);
          request.onerror = () => reject(request.error);
          request.onupgradeneeded = () => {
            request.result.createObjectStore('waiting', { keyPath: 'id' });
            request.result.createObjectStore('quarantine', { keyPath: 'id' });
          };
          request.onsuccess = () => {
            const db = request.result;
            // As pages of the program do: an open tab stands in no update's way.
            db.onversionchange = () => db.close();
            const transaction = db.transaction('waiting', 'readwrite');
            transaction.objectStore('waiting').put({ id: 'aaaaaaaaaaaaaaaaaaaaaa', body });
            transaction.oncomplete = () => resolve();
          };
        }),
      JSON.stringify(answer),
    );
    await page.goto(form);
    // It is still there, and sent: this one does not fit the form, so it is refused, shown and kept.
    await saysCounts(page, 0, 0, 1);
    expect(await page.textContent('#outbox-refusals')).toContain('1 phiếu');
    await checkScreen(page);
    await fillAndSend(page);
    await page.waitForSelector('#receipt-code');
    await saysCounts(page, 0, 1, 1);
    expect(await counted(server)).toBe(before + 1);
    await context.close();
  });
});

describe('a slip', { timeout: 120_000 }, () => {
  test('opens without a network, counts its token, and leaves no trace of it on the phone', async () => {
    const { page, context } = await visit(browser);
    const unit = decodeURIComponent(form.split('/').at(-1) ?? '');
    const token = (await server.cli('tokens', SURVEY, unit, '1')).trim();
    const address = `${server.origin}/p/${token}`;
    await openForm(page, address);
    await context.setOffline(true);
    await page.reload();
    await fillAndSend(page);
    await page.waitForSelector('#saved:not([hidden])');
    expect(await page.isVisible('#saved-another')).toBe(false);
    await context.setOffline(false);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.waitForSelector('#receipt-code', { timeout: 30_000 });
    await saysCounts(page, 0, 1);
    const left = await page.evaluate(async () => {
      const pages = await (await caches.open('pages')).keys();
      return JSON.stringify([pages.map(({ url }) => url), { ...localStorage }, { ...sessionStorage }]);
    });
    expect(left).not.toContain(token);
    await page.goto(address);
    expect(await page.textContent('h1')).toMatch(/đã/);
    await context.close();
  });

  test('that was used on another phone meanwhile is told kindly, kept and counted apart', async () => {
    const { page, context } = await visit(browser);
    const unit = decodeURIComponent(form.split('/').at(-1) ?? '');
    const token = (await server.cli('tokens', SURVEY, unit, '1')).trim();
    await openForm(page, `${server.origin}/p/${token}`);
    await context.setOffline(true);
    await fillAndSend(page);
    await page.waitForSelector('#saved:not([hidden])');
    const other = await visit(browser);
    await other.page.goto(`${server.origin}/p/${token}`);
    await other.page.waitForSelector('body.live');
    await fillAndSend(other.page);
    await other.page.waitForSelector('#receipt-code');
    await other.context.close();
    await context.setOffline(false);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await saysCounts(page, 0, 0, 1);
    expect(await page.isVisible('#error-summary')).toBe(true);
    expect(await page.textContent('#outbox-refusals')).toContain('1 phiếu');
    await checkScreen(page);
    await context.close();
  });
});

describe('a storage that is full', { timeout: 120_000 }, () => {
  test('is told, the answer stays on the screen, and the queue can be carried by hand', async () => {
    const before = await counted(server);
    const visitor = await visit(browser);
    const { page, context } = visitor;
    await page.addInitScript(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await cutIntake(visitor);
    await page.goto(form);
    await page.waitForSelector('body.live');
    await fillAndSend(page);
    await page.waitForSelector('#saved:not([hidden])');
    expect(await page.textContent('#saved-title')).toBe('Máy này đã hết chỗ lưu');
    expect(await page.textContent('#saved-text')).toContain('xin đừng đóng trang');
    await checkScreen(page);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#outbox-export')]);
    const file = readFileSync(await download.path(), 'utf8');
    expect(file).not.toContain(SURVEY);
    expect(await page.textContent('#outbox-said')).toContain('phieu-cho-gui.json');
    await checkScreen(page);
    expect(await importAsStaff(file)).toMatchObject({ stored: 1, before: 0, refused: {} });
    expect(await counted(server)).toBe(before + 1);
    // The network is back after all: the same answer is known, and counts once.
    await context.unroute('**/api/v1/responses');
    await page.click('#outbox-send');
    await page.waitForSelector('#receipt-code', { timeout: 30_000 });
    expect(await counted(server)).toBe(before + 1);
    await context.close();
  });
});

/** A fieldwork manager loads the file on the staff page. */
async function importAsStaff(file: string): Promise<unknown> {
  const said = await server.cli('account', 'nguoi.nap', '--role', 'fieldwork-manager');
  const [, password = ''] = /: (\S+)\s*$/.exec(said.trim()) ?? [];
  const { page, context } = await visit(browser, { viewport: { width: 1440, height: 900 } });
  await page.goto(`${server.origin}/quan-tri/nap-phieu`);
  await page.fill('input[name=username]', 'nguoi.nap');
  await page.fill('input[type=password]', password);
  await page.click('button[type=submit]');
  const fresh = 'mat-khau-cua-toi-2026';
  await page.waitForSelector('input[autocomplete=new-password]');
  const fields = await page.locator('input[type=password]').all();
  for (const [i, field] of fields.entries()) await field.fill(i === 0 ? password : fresh);
  await page.click('button[type=submit]');
  await page.waitForSelector('.drop');
  expect(await accessibilityFindings(page)).toEqual([]);
  const answered = page.waitForResponse('**/api/v1/outbox');
  await page.setInputFiles('.drop input[type=file]', {
    name: 'phieu-cho-gui.json',
    mimeType: 'application/json',
    buffer: Buffer.from(file),
  });
  const result: unknown = await (await answered).json();
  await page.waitForSelector('.note');
  expect(await accessibilityFindings(page)).toEqual([]);
  await context.close();
  return result;
}
