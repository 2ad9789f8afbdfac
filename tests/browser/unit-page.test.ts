/**
 * The page of a unit, the list that leads to it, and the comparison, on the built program with the sample and with an empty
 * database, at the widths of a phone, a tablet and a desk: three real questions in three clicks each, axe finds nothing,
 * nothing is wider than the screen.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type Visit } from '../help/browser.ts';
import { checkAfterRefusal, checkScreen } from '../help/check-screen.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { callApi, staffVisit } from '../help/staff-visit.ts';

const CAMPAIGN = 'tinh-mau-2025';
const WIDTHS = [360, 768, 1440];

let sample: RunningServer;
let empty: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [sample, empty, browser] = await Promise.all([
    startRunningServer(),
    startRunningServer({ SAMPLE: 'off' }),
    launchBrowser(),
  ]);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await Promise.all([sample?.stop(), empty?.stop()]);
});

/** What is drawn is there: the page waits for nothing any more. */
const settled = (page: Page) => page.waitForLoadState('networkidle');

async function checkWidths(shown: Visit, heading: string): Promise<void> {
  const { page } = shown;
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await settled(page);
    await checkScreen(shown);
  }
}

interface Line {
  readonly code: string;
  readonly name: { readonly vi: string };
}

/** The units of the published year in ranking order, as the API tells them. */
async function ranking(page: Page): Promise<readonly Line[]> {
  const { body } = await callApi(page, 'GET', '/unit-dashboards');
  const { campaigns } = body as { campaigns: { id: string; units: Line[] }[] };
  return campaigns.find(({ id }) => id === CAMPAIGN)?.units ?? [];
}

const textOf = async (page: Page, selector: string) => (await page.locator(selector).innerText()).trim();

describe('with the sample', { timeout: 300_000 }, () => {
  test('three questions in three clicks, and every page at three widths', async () => {
    const shown = await staffVisit({ server: sample, browser }, ['phan-tich', 'analyst']);
    const { page } = shown;
    const units = await ranking(page);
    const lowest = units.at(-1)?.name.vi ?? '';
    await page.goto('/quan-tri');
    // Which area cost the lowest unit most? 1: the section, 2: the unit at the end of the ranking; its page says it.
    await page.getByRole('navigation').getByRole('link', { name: 'Đơn vị', exact: true }).click();
    await page.getByLabel('Đợt đánh giá').selectOption(CAMPAIGN);
    await checkWidths(shown, 'Kết quả của đơn vị');
    await page.getByRole('row').last().getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: lowest }).waitFor();
    expect(await textOf(page, '.answers-list')).toMatch(/Mất nhiều điểm nhất ở “.+”: \d+,\d\d điểm/);
    // What must it gain? The same page says it, and a third click where it could come from.
    expect(await textOf(page, '.answers-list')).toMatch(/Cần thêm \d+,\d\d điểm để đạt /);
    await page.locator('.answers-list a').first().click();
    expect(new URL(page.url()).hash).toBe('#len-loai');
    expect(await page.locator('#len-loai tbody tr').count()).toBeGreaterThan(2);
    await checkWidths(shown, lowest);
    await page.getByLabel('Theo bộ tiêu chí').check();
    expect(await page.locator('.tree tbody tr').first().innerText()).toMatch(/^1 /);
    await page.locator('h1').click();
    await page.keyboard.press('t');
    await page.locator('#cac-nam table').waitFor();
    await checkWidths(shown, lowest);
  });

  test('which survey item fell: said at the top, and first in its table', async () => {
    const shown = await staffVisit({ server: sample, browser }, ['phan-tich-2', 'analyst']);
    const { page } = shown;
    const fallen = (await ranking(page)).find(({ name }) => name.vi === 'Phường Mẫu Đông');
    await page.goto(`/quan-tri/toan-canh/${CAMPAIGN}/${fallen?.code}`);
    const said = page.getByRole('link', { name: /Mục khảo sát giảm nhiều nhất/ });
    const item = /“(.+)”, giảm ([\d,]+) điểm/.exec(await said.innerText());
    await said.click();
    const first = page.locator('#khao-sat tbody tr').first();
    expect(await first.innerText()).toContain(item?.[1] ?? 'no item');
    expect(await first.innerText()).toContain(`−${item?.[2]}`);
    await page.getByLabel('Theo phiếu hỏi').check();
    expect(await first.innerText()).not.toContain(item?.[1] ?? 'no item');
    expect(await page.locator('#khao-sat').innerText()).toMatch(/\d+ trong \d+ mục giảm so với năm trước/);
    await checkScreen(shown);
  });

  test('two years, two units, two groups; what cannot be compared says why', async () => {
    const shown = await staffVisit({ server: sample, browser }, ['so-sanh', 'analyst']);
    const { page } = shown;
    await page.goto('/quan-tri/so-sanh');
    await page
      .getByText(/điểm phần trăm/)
      .first()
      .waitFor();
    await checkWidths(shown, 'So sánh');
    // Every unit leads to its own comparison.
    await page.goto(`/quan-tri/so-sanh?kieu=nam&trai=tinh-mau-2024&phai=${CAMPAIGN}`);
    await page.getByRole('heading', { name: 'Từng đơn vị, thay đổi lớn trước' }).waitFor();
    await checkWidths(shown, 'So sánh');
    await page.locator('section').last().getByRole('link').first().click();
    await page.waitForURL(/don-vi=XX/);
    await page.getByLabel('Hai đơn vị').check();
    await page.getByLabel('Đợt đánh giá').selectOption(CAMPAIGN);
    await page.getByLabel('Đơn vị thứ nhất').selectOption({ index: 1 });
    await page.getByLabel('Đơn vị thứ hai').selectOption({ index: 2 });
    await page
      .getByText(/(thấp|cao) hơn/)
      .first()
      .waitFor();
    expect(new URL(page.url()).searchParams.get('kieu')).toBe('don-vi');
    await checkWidths(shown, 'So sánh');
    await page.getByLabel('Hai nhóm').check();
    await page
      .getByText(/(thấp|cao) hơn/)
      .first()
      .waitFor();
    await checkWidths(shown, 'So sánh');
    await page.goto(`/quan-tri/so-sanh?kieu=nam&trai=lai-chau-2020&phai=${CAMPAIGN}`);
    await page.getByText('hai tỉnh khác nhau').waitFor();
    await checkAfterRefusal(shown, 409);
    await page.goto('/quan-tri/so-sanh?kieu=nam&trai=khong-co&phai=tinh-mau-2025');
    await page.getByText('Không có giá trị “khong-co”').waitFor();
    await checkAfterRefusal(shown, 422);
  });

  test('a unit officer comes to the own unit, and to no other', async () => {
    const shown = await staffVisit({ server: sample, browser }, ['can-bo', 'unit-officer', 'XX-02']);
    const { page } = shown;
    await page.goto('/quan-tri/don-vi');
    await page.getByLabel('Đợt đánh giá').selectOption(CAMPAIGN);
    expect(await page.getByRole('row').count()).toBe(2);
    await page.getByRole('row').last().getByRole('link').click();
    await page.locator('.answers-list').waitFor();
    await settled(page);
    await checkScreen(shown);
    await page.goto(`/quan-tri/toan-canh/${CAMPAIGN}/XX-03`);
    await page.getByRole('alert').waitFor();
    await checkAfterRefusal(shown, 403);
  });

  test('in English too', async () => {
    const shown = await staffVisit({ server: sample, browser }, ['english', 'publisher']);
    const { page } = shown;
    await page.goto(`/quan-tri/toan-canh/${CAMPAIGN}/XX-02`);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'To reach a better class' }).waitFor();
    await checkScreen(shown);
    await page.goto('/quan-tri/so-sanh?kieu=nhom');
    await page.getByRole('heading', { name: 'By area, the biggest difference first' }).first().waitFor();
    await checkScreen(shown);
  });
});

test('an empty database: every page says why it is empty and what to do next', {
  timeout: 200_000,
}, async () => {
  const shown = await staffVisit({ server: empty, browser }, ['trong', 'analyst']);
  const { page } = shown;
  for (const [path, heading] of [
    ['don-vi', 'Kết quả của đơn vị'],
    ['so-sanh', 'So sánh'],
  ] as const) {
    await page.goto(`/quan-tri/${path}`);
    await page.getByText('sau khi đợt đánh giá đầu tiên được công bố').waitFor();
    expect(await page.getByRole('link', { name: 'Xem các đợt đánh giá' }).count()).toBe(1);
    await checkWidths(shown, heading);
  }
  await page.goto(`/quan-tri/toan-canh/${CAMPAIGN}/XX-02`);
  await page.getByRole('alert').waitFor();
  await checkAfterRefusal(shown, 404);
});
