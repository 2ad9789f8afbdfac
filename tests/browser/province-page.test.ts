/**
 * The page of a province on the built program, with the sample and with an empty database, at the widths of a phone, a
 * tablet and a desk: where an analyst and a publisher begin, two real questions, what comes in without anything moving,
 * the year and the order in the address, print.
 */
import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type Visit } from '../help/browser.ts';
import { checkScreen } from '../help/check-screen.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { callApi, DESK, staffVisit } from '../help/staff-visit.ts';

const PROVINCE = '/quan-tri/toan-canh';
const WIDTHS = [360, 768, 1440];
/** Of the sample: published, and running. */
const YEAR = 'tinh-mau-2025';
const RUNNING = 'tinh-mau-2026';
const SURVEY = 'tinh-mau-2026-hai-long';

let sample: RunningServer;
let empty: RunningServer;
let browser: Browser;
let analyst: Visit;

beforeAll(async () => {
  [sample, empty, browser] = await Promise.all([
    startRunningServer(),
    startRunningServer({ SAMPLE: 'off' }),
    launchBrowser(),
  ]);
  analyst = await staffVisit({ server: sample, browser }, ['phan-tich', 'analyst']);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await Promise.all([sample?.stop(), empty?.stop()]);
});

const settled = (page: Page) => page.waitForLoadState('networkidle');

async function open(page: Page, query = ''): Promise<void> {
  await page.setViewportSize(DESK.viewport);
  await page.goto(`${PROVINCE}${query}`);
  await page.locator('#due').waitFor();
  await settled(page);
}

async function checkWidths(shown: Visit): Promise<void> {
  for (const width of WIDTHS) {
    await shown.page.setViewportSize({ width, height: 900 });
    await settled(shown.page);
    await checkScreen(shown);
  }
}

const mainText = async (page: Page) => page.locator('main').innerText();

interface Shown {
  readonly campaign: {
    readonly result: {
      readonly lowest: readonly string[];
      readonly units: readonly {
        readonly unit: string;
        readonly name: { readonly vi: string };
        readonly costliest: string | null;
        readonly class: { readonly vi: string } | null;
      }[];
      readonly areas: readonly { readonly code: string; readonly name: { readonly vi: string } }[];
    };
  };
}

const overview = async (page: Page) =>
  (await callApi(page, 'GET', `/overview?campaign=${YEAR}`)).body as Shown;

describe('with the sample', { timeout: 300_000 }, () => {
  test('is where an analyst and a publisher begin, on the newest published year', async () => {
    for (const visitor of [
      analyst,
      await staffVisit({ server: sample, browser }, ['cong-bo', 'publisher']),
    ]) {
      const { page } = visitor;
      await page.goto('/quan-tri');
      await page.waitForURL(`**${PROVINCE}`);
      await page.getByRole('heading', { level: 1, name: /năm 2025/ }).waitFor();
      await settled(page);
      await checkScreen(visitor);
      if (visitor !== analyst) await visitor.context.close();
    }
  });

  test.each(['', `?dot=${RUNNING}`, '?dot=lai-chau-2020', '?dot=dien-bien-2022-procedure'])(
    'at every width, as pictures and as tables: %s',
    async (query) => {
      await open(analyst.page, query);
      await checkWidths(analyst);
      await analyst.page.keyboard.press('t');
      await checkWidths(analyst);
    },
  );

  test('stands in English too', async () => {
    const { page } = analyst;
    await open(page);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 2, name: 'Ranking' }).waitFor();
    expect(await page.locator('.lead').innerText()).toMatch(/units are Good or better, mean \d\d\.\d\d/);
    await checkScreen(analyst);
    await page.getByRole('button', { name: 'Tiếng Việt' }).click();
    await page.getByRole('heading', { level: 2, name: 'Xếp hạng' }).waitFor();
  });

  test('says at once which area cost the lowest unit most', async () => {
    const { page } = analyst;
    await open(page);
    const { result } = (await overview(page)).campaign;
    const lowest = result.units.find(({ unit }) => unit === result.lowest[0]);
    const area = result.areas.find(({ code }) => code === lowest?.costliest);
    expect(await page.locator('.more-findings').innerText()).toContain(
      `mất nhiều điểm nhất ở “${area?.code}. ${area?.name.vi}”`,
    );
    // And one click on, point by point.
    await page
      .locator('.stats')
      .getByRole('link', { name: lowest?.name.vi ?? '' })
      .last()
      .click();
    await page.waitForURL(`**${PROVINCE}/${YEAR}/${lowest?.unit}`);
    await page.getByRole('heading', { level: 1, name: lowest?.name.vi ?? '' }).waitFor();
  });

  test('leads in one click to what a unit must gain to be Tốt', async () => {
    const { page } = analyst;
    await open(page);
    const { result } = (await overview(page)).campaign;
    const fair = result.units.find((unit) => unit.class?.vi === 'Khá');
    await page
      .locator('.ranking')
      .getByRole('link', { name: fair?.name.vi ?? '', exact: true })
      .click();
    await page
      .getByText(/Cần thêm [\d,]+ điểm để đạt Tốt/)
      .first()
      .waitFor();
  });

  test('keeps the campaign and the order in the address', async () => {
    const { page } = analyst;
    await open(page);
    await page.getByRole('button', { name: 'So với 2024' }).click();
    await page.waitForURL('**?xep=thay-doi');
    const first = await page.locator('.ranking tbody tr').first().innerText();
    expect(first).toMatch(/−\d/);
    await page.reload();
    await page.locator('.ranking').waitFor();
    expect(await page.locator('.ranking tbody tr').first().innerText()).toBe(first);
    await page.selectOption('.unit-choice select', 'tinh-mau-2024');
    await page.waitForURL('**?xep=thay-doi&dot=tinh-mau-2024');
    await page.getByRole('heading', { level: 1, name: /năm 2024/ }).waitFor();
    // The first year has none before it.
    expect(await page.getByText('So với 20').count()).toBe(0);
  });

  test('says when a campaign of the address does not exist', async () => {
    const { page } = analyst;
    await page.goto(`${PROVINCE}?dot=khong-co`);
    await page.getByRole('alert').waitFor();
    analyst.complaints.length = 0;
    await checkScreen(analyst);
    await page.getByRole('link', { name: 'Xem đợt mới nhất' }).click();
    await page.locator('.ranking').waitFor();
  });

  test('follows what comes in, and nothing moves', async () => {
    const { page } = analyst;
    await open(page, `?dot=${RUNNING}`);
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForTimeout(700);
      const before = await received(page);
      await watchShifts(page);
      await answerOften(12);
      // As when somebody comes back to the page: it asks at once.
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await page.waitForFunction(
        (last) => document.querySelector('.received b')?.textContent !== last,
        before,
        { timeout: 30_000 },
      );
      await page.waitForTimeout(500);
      expect(await shiftsOf(page)).toEqual([]);
    }
    await checkScreen(analyst);
  });

  test('on paper has its head and its method, and no ways on', async () => {
    const { page } = analyst;
    await open(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.print-head').innerText()).toContain('Tỉnh Mẫu');
    expect(await page.locator('.print-note').innerText()).toContain('không làm tròn');
    for (const hidden of ['.bar nav', '.unit-choice', '.screen-actions'])
      expect([hidden, await page.locator(hidden).first().isVisible()]).toEqual([hidden, false]);
    await page.emulateMedia({ media: 'screen' });
  });
});

describe('an empty installation', { timeout: 300_000 }, () => {
  test('says why the page is empty, and what to do next', async () => {
    const publisher = await staffVisit({ server: empty, browser }, ['mo-dau', 'publisher']);
    await publisher.page.waitForURL(`**${PROVINCE}`);
    await publisher.page.getByText('Chưa có đợt đánh giá nào').waitFor();
    await checkWidths(publisher);
    await publisher.page.getByRole('link', { name: 'Tạo đợt đánh giá' }).click();
    await publisher.page.waitForURL('**/tao-dot-danh-gia');
    const reader = await staffVisit({ server: empty, browser }, ['doc', 'analyst']);
    await reader.page.getByText('Trang này có số liệu sau khi').waitFor();
    expect(await mainText(reader.page)).not.toMatch(/\b0\b/);
    await checkWidths(reader);
    await Promise.all([publisher.context.close(), reader.context.close()]);
  });
});

const received = (page: Page) => page.locator('.received b').first().innerText();

/** Walk-ins from phones, who are content. */
async function answerOften(times: number): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) {
    const response = await fetch(`${sample.origin}/api/v1/responses`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        ...{ clientId: randomBytes(16).toString('base64url'), survey: SURVEY, formVersion: 1, unit: 'XX-01' },
        ...{ respondentGroup: 'citizen', channel: 'web', seconds: 200 },
        answers: Object.fromEntries(
          Array.from({ length: 22 }, (_, at) => [`q${String(at + 1).padStart(2, '0')}`, 4]),
        ),
      }),
    });
    if (response.status !== 201) throw new Error(await response.text());
  }
}

/** Notes what moves without the reader's doing. */
const watchShifts = (page: Page) =>
  page.evaluate(() => {
    const seen = window as unknown as { shifts: number[] };
    seen.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const shift = entry as unknown as { value: number; hadRecentInput: boolean };
        if (!shift.hadRecentInput) seen.shifts.push(shift.value);
      }
    }).observe({ type: 'layout-shift' });
  });

const shiftsOf = (page: Page) => page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
