/**
 * The survey page for analysts, on the built program and in a real browser: what it shows of a survey that runs, that is
 * over and that nobody has answered; that it follows without moving; its filters, keys, dialogs and print.
 */
import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type Visit } from '../help/browser.ts';
import { checkScreen } from '../help/check-screen.ts';
import { readPdf } from '../help/read-pdf.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { callApi, DESK, staffVisit } from '../help/staff-visit.ts';

const SCREENS = '/quan-tri/khao-sat';
/** Of the sample: running, and over with comments and declared questions. */
const RUNNING = 'tinh-mau-2026-hai-long';
const OVER = 'tinh-mau-2025-hai-long';
/** Opened here; answered in the test that follows it, and never. */
const FOLLOWED = 'theo-doi';
const EMPTY = 'chua-ai-tra-loi';
const GROUP = 'citizen';
const WIDTHS = [360, 768, 1440];

let server: RunningServer;
let browser: Browser;
let manager: Visit;
let analyst: Visit;
let units: string[];
/** A question by which the results of the survey that is over may be broken down. */
let declared: string;

const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);

interface Called {
  readonly status: number;
  readonly body: unknown;
}

async function done<Body>(call: Promise<Called>): Promise<Body> {
  const { status, body } = await call;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as Body;
}

const openSurvey = (id: string) =>
  done(
    callApi(manager.page, 'POST', '/surveys', {
      ...{ id, campaign: 'tinh-mau-2026', form: 'satisfaction', title: { vi: `Khảo sát ${id}` } },
      ...{
        units,
        opensOn: day(-2),
        closesOn: day(20),
        openAnswers: true,
        channels: ['web', 'kiosk', 'paper'],
      },
    }),
  );

async function issueTokens(unit: string, count: number): Promise<string[]> {
  const issued = callApi(manager.page, 'POST', `/surveys/${FOLLOWED}/tokens`, { unit, count });
  const { slips } = await done<{ slips: { token: string }[] }>(issued);
  return slips.map(({ token }) => token);
}

/** An answer by a slip: content with most, and with each question in another way. */
async function answer(unit: string, token: string, turn: number): Promise<void> {
  const level = (question: number) => (question === 8 ? 2 : 3 + ((question + turn) % 3));
  const response = await fetch(`${server.origin}/api/v1/responses`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      ...{ clientId: randomBytes(16).toString('base64url'), survey: FOLLOWED, formVersion: 1, unit, token },
      ...{ respondentGroup: GROUP, channel: 'web', seconds: 200 },
      answers: Object.fromEntries(
        Array.from({ length: 22 }, (_, at) => [`q${String(at + 1).padStart(2, '0')}`, level(at + 1)]),
      ),
    }),
  });
  if (response.status !== 201) throw new Error(await response.text());
}

beforeAll(async () => {
  [server, browser] = await Promise.all([startRunningServer(), launchBrowser()]);
  manager = await staffVisit({ server, browser }, ['quan-ly', 'fieldwork-manager']);
  analyst = await staffVisit({ server, browser }, ['phan-tich', 'analyst']);
  const path = `/surveys/${RUNNING}/arrivals?by=unit`;
  const arrivals = await done<{ units: { code: string }[] }>(callApi(manager.page, 'GET', path));
  units = arrivals.units.slice(0, 3).map(({ code }) => code);
  const results = await done<{ choices: { breakdowns: { question: string }[] } }>(
    callApi(analyst.page, 'GET', `/surveys/${OVER}/results`),
  );
  declared = results.choices.breakdowns[0]?.question ?? '';
  await openSurvey(FOLLOWED);
  await openSurvey(EMPTY);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens the page and waits for what comes last. */
async function open(page: Page, survey: string, query = ''): Promise<void> {
  await page.setViewportSize(DESK.viewport);
  await page.goto(`${SCREENS}/${survey}${query}`);
  await page.waitForSelector('.release .strong');
  await page.waitForSelector('.comments h2');
  await page.waitForLoadState('networkidle').catch(() => {});
}

const textOf = (page: Page, selector: string) => page.locator(selector).first().innerText();

/** Sum of what moved without the reader's doing since the page was told to watch. */
const watchShifts = (page: Page) =>
  page.evaluate(() => {
    const seen = window as unknown as { shifts: { value: number; what: string[] }[] };
    seen.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const shift = entry as unknown as {
          value: number;
          hadRecentInput: boolean;
          sources: { node: Element }[];
        };
        if (!shift.hadRecentInput)
          seen.shifts.push({
            value: shift.value,
            what: shift.sources.map(({ node }) =>
              (node?.outerHTML ?? node?.textContent ?? 'gone').slice(0, 120),
            ),
          });
      }
    }).observe({ type: 'layout-shift' });
  });
const forgetShifts = (page: Page) =>
  page.evaluate(() => {
    (window as unknown as { shifts: unknown[] }).shifts.length = 0;
  });
const shiftsOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { shifts: { value: number; what: string[] }[] }).shifts);

describe('every width', () => {
  test.each([RUNNING, OVER, EMPTY])(
    '%s is without findings, and nothing is wider than the screen',
    async (survey) => {
      const { page } = analyst;
      await open(page, survey, survey === OVER ? `?chia-theo=${declared}` : '');
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await checkScreen(analyst);
      }
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.keyboard.press('t');
      await page.waitForSelector('.picture.as-table');
      await checkScreen(analyst);
    },
  );
});

test('a survey nobody has answered says why it is empty, and what comes next', async () => {
  const { page } = analyst;
  await open(page, EMPTY);
  expect(await textOf(page, '.live-lead')).toContain('Chưa có số liệu để xem.');
  expect(await textOf(page, '.live-lead')).toContain('khi có ít nhất 10 phiếu');
  expect(await textOf(page, '.days-canvas')).toContain('Chưa nhận phiếu nào.');
  expect(await textOf(page, '.comments')).toContain('Chưa có lô ý kiến nào được đưa ra.');
});

test('the page follows a running survey, and nothing moves while answers come in', {
  timeout: 120_000,
}, async () => {
  const { page } = analyst;
  const [first = '', second = ''] = units;
  const tokens = { [first]: await issueTokens(first, 60), [second]: await issueTokens(second, 60) };
  for (let turn = 0; turn < 12; turn += 1) await answer(first, tokens[first]?.[turn] ?? '', turn);
  await open(page, FOLLOWED);
  await page.waitForSelector('.follow.following');
  await page.waitForSelector('.level-canvas canvas');
  const before = await textOf(page, '.release .strong');
  await watchShifts(page);
  for (const [round, width] of WIDTHS.entries()) {
    await page.setViewportSize({ width, height: 900 });
    // At the top, among the pictures, and among the tables that took their place.
    if (round === 2) await page.keyboard.press('t');
    await page.evaluate((share) => scrollTo(0, share * document.body.scrollHeight), round * 0.2);
    await page.waitForTimeout(700);
    await forgetShifts(page);
    for (let turn = 16 * round; turn < 16 * round + 16; turn += 1) {
      await answer(first, tokens[first]?.[12 + turn] ?? '', turn);
      await answer(second, tokens[second]?.[turn] ?? '', turn);
      await page.waitForTimeout(120);
    }
    await page.waitForTimeout(4000);
    expect(await shiftsOf(page)).toEqual([]);
  }
  // Released and received came by the stream: the page was not loaded again.
  expect(await textOf(page, '.release .strong')).not.toBe(before);
  expect(await textOf(page, '.stats')).toContain('108');
  // Said aloud, too, for who cannot see the figures change.
  expect(await page.locator('p.visually-hidden[role="status"]').textContent()).toMatch(/^\d+ phiếu/);
});

test('a lost stream is said, and the page goes on asking', { timeout: 120_000 }, async () => {
  const { page } = analyst;
  await page.route('**/events', (route) => route.abort());
  await open(page, FOLLOWED);
  await page.waitForSelector('.follow.lost');
  expect(await textOf(page, '.follow')).toContain('mất kết nối');
  const asked = page.waitForRequest('**/results*', { timeout: 30_000 });
  await asked;
  await page.unroute('**/events');
  await page.waitForSelector('.follow.following', { timeout: 60_000 });
  analyst.complaints.length = 0;
});

describe('filters', () => {
  test('live in the address, stay on reload, and can be sent to a colleague', async () => {
    const { page } = analyst;
    await open(page, RUNNING);
    await page.selectOption('select[name="unit"]', units[0] ?? '');
    await page.selectOption('select[name="basis"]', 'all');
    await page.waitForURL((url) => url.search === `?don-vi=${units[0]}&loai-phieu=tat-ca`);
    await page.waitForFunction(() => document.querySelector('.old') === null);
    const shown = await textOf(page, '.live-lead');
    await page.reload();
    await page.waitForSelector('.live-lead');
    expect(await textOf(page, '.live-lead')).toBe(shown);
    expect(await page.inputValue('select[name="unit"]')).toBe(units[0]);
    await page.click('text=Bỏ lọc');
    await page.waitForURL((url) => url.search === '');
  });

  test('by a value that does not exist are refused with the values that do', async () => {
    const { page } = analyst;
    await open(page, RUNNING);
    await page.goto(`${SCREENS}/${RUNNING}?don-vi=ZZ&loai-phieu=gi-do`);
    const notice = page.locator('.note.bad').first();
    await notice.waitFor();
    const said = await notice.innerText();
    expect(said).toMatch(/Đơn vị: .*ZZ/);
    expect(said).toMatch(/Loại phiếu: .*gi-do.*counted/);
    await page.click('text=Bỏ lọc');
    await page.waitForSelector('.live-lead');
    analyst.complaints.length = 0;
  });

  test('of days upside down are told where they stand', async () => {
    const { page } = analyst;
    await page.goto(`${SCREENS}/${RUNNING}?tu-ngay=2026-12-31&den-ngay=2026-01-01`);
    const notice = page.locator('section:has(input[name="from"]) .note.bad').first();
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(/Đến ngày: .*khoảng ngược/);
    // Of days that cannot be, no figure is claimed.
    expect(await page.locator('.days-lead').count()).toBe(0);
    await page.fill('input[name="from"]', '2026-01-01');
    await page.fill('input[name="to"]', '2026-12-31');
    await notice.waitFor({ state: 'detached' });
    analyst.complaints.length = 0;
  });
});

test('t turns every picture into its table and back; inside a figure, that one alone', async () => {
  const { page } = analyst;
  await open(page, RUNNING);
  const pictures = await page.locator('.picture').count();
  expect(pictures).toBeGreaterThan(2);
  await page.keyboard.press('t');
  await page.waitForFunction((all) => document.querySelectorAll('.as-table').length === all, pictures);
  await page.keyboard.press('t');
  await page.waitForFunction(() => document.querySelectorAll('.as-table').length === 0);
  await page.locator('.picture button').first().focus();
  await page.keyboard.press('t');
  await page.waitForFunction(() => document.querySelectorAll('.as-table').length === 1);
});

test('every level is drawn and named, also at 0, and the counts of the table add up to the N', async () => {
  const { page } = analyst;
  await open(page, RUNNING);
  const label = await page.locator('.level-canvas canvas').first().getAttribute('aria-label');
  expect(label?.match(/: \d/g)).toHaveLength(5);
  await page.keyboard.press('t');
  const cells = await page.locator('.item-table tbody tr').first().locator('td').allInnerTexts();
  const counts = cells.slice(0, 6).map((cell) => Number(cell.replaceAll('.', '')));
  expect(counts.slice(0, 5).reduce((sum, count) => sum + count, 0)).toBe(counts[5]);
});

test('a breakdown by a declared question, and comments found without their marks', {
  timeout: 120_000,
}, async () => {
  const { page } = analyst;
  await open(page, OVER);
  await page.selectOption('select[name="breakdown"]', declared);
  await page.waitForURL((url) => url.searchParams.get('chia-theo') === declared);
  await page.waitForFunction(() =>
    [...document.querySelectorAll('h2')].some((h2) => h2.innerText.startsWith('Chia theo câu')),
  );
  await page.fill('input[name="search"]', 'ghe ngoi');
  await page.click('.search-form button');
  await page.waitForURL((url) => url.searchParams.get('tim') === 'ghe ngoi');
  await page.waitForSelector('.comment-list mark');
  expect((await page.locator('.comment-list mark').allInnerTexts()).slice(0, 2)).toEqual(['ghế', 'ngồi']);
  await checkScreen(analyst);
});

describe('the fieldwork manager', () => {
  test('sets targets, which stand beside what came, and takes them back', async () => {
    const { page } = manager;
    await page.goto(`${SCREENS}/${EMPTY}`);
    await page.click('text=Mục tiêu số phiếu');
    await page.fill('dialog input[name="web"]', '0');
    await page.click('text=Lưu mục tiêu');
    expect(await textOf(page, 'dialog .error')).toContain('số nguyên từ 1');
    await page.fill('dialog input[name="web"]', '400');
    await page.click('text=Lưu mục tiêu');
    await page.waitForSelector('.targets dl');
    expect(await textOf(page, '.targets')).toMatch(/0 trên 400 phiếu\s+0\s%/);
    await checkScreen(manager);
    await page.click('text=Hoàn tác');
    await page.waitForSelector('.targets dl', { state: 'detached' });
  });

  test('declares by what results will be broken down, before the survey is over', async () => {
    const { page } = manager;
    await page.goto(`${SCREENS}/${RUNNING}`);
    await page.click('text=Câu để chia kết quả');
    await page.waitForSelector('dialog .fields, dialog .empty');
    await checkScreen(manager);
    await page.keyboard.press('Escape');
    await page.goto(`${SCREENS}/${OVER}`);
    await page.click('text=Câu để chia kết quả');
    await page.waitForSelector('dialog .note.info');
    expect(await page.locator('dialog input[type="checkbox"]:enabled').count()).toBe(0);
    await page.keyboard.press('Escape');
  });
});

test('a unit officer follows arrivals while the survey runs, and sees no results', async () => {
  const officer = await staffVisit({ server, browser }, ['can-bo', 'unit-officer', units[0] ?? '']);
  const { page } = officer;
  await page.goto(`${SCREENS}/${FOLLOWED}`);
  await page.waitForSelector('.days-canvas');
  expect(await page.locator('.empty').first().innerText()).toContain(
    'sau khi khảo sát hết thời hạn nhận phiếu',
  );
  expect(await page.locator('.level-canvas').count()).toBe(0);
  await page.waitForSelector('.follow.following');
  await checkScreen(officer);
  await page.goto(`${SCREENS}/${OVER}`);
  await page.waitForSelector('.level-canvas');
  await checkScreen(officer);
});

test('on A4 it has a header with province and time, page numbers and the method, and no ways on', async () => {
  const { page } = analyst;
  await open(page, RUNNING);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.filter-box').isVisible()).toBe(false);
  expect(await page.locator('.bar nav').isVisible()).toBe(false);
  const { pages } = await readPdf(await page.pdf({ format: 'A4', preferCSSPageSize: true }));
  await page.emulateMedia({ media: null });
  expect(pages.length).toBeGreaterThan(1);
  expect(pages[0]?.text).toMatch(/số liệu lúc \d\d\/\d\d\/\d{4}/);
  for (const [at, { width, text }] of pages.entries()) {
    expect(Math.round(width)).toBe(595);
    expect(text).toContain(`${at + 1}/${pages.length}`);
    expect(text).toMatch(/Tỉnh Mẫu · .* · \d\d\/\d\d\/\d{4}/);
  }
  expect(pages.at(-1)?.text).toContain('Cách tính.');
});
