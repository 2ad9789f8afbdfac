/** What makes the result public: one proposes, a second confirms what he is told, and anybody reads it with its files. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import readSheets from 'read-excel-file/node';
import { expect } from 'vitest';
import { visit } from '../../help/browser.ts';
import { checkBothWidths } from '../../help/check-screen.ts';
import { callApi, type Workplace } from '../../help/staff-visit.ts';
import { OTHER, UNIT } from '../../help/year-campaign.ts';
import { CAMPAIGN, type People, RESULT } from './year.ts';

const PUBLIC = `/ket-qua/${CAMPAIGN}`;

export const publicStatus = async ({ server }: Workplace) =>
  (await fetch(`${server.origin}${PUBLIC}`)).status;

/** Whoever proposes may take it back, and may not confirm it, on the page or without it. */
export async function propose({ publisher }: People): Promise<void> {
  const { page } = publisher;
  await page.goto(RESULT);
  await page.getByText('Không còn gì thiếu').waitFor();
  await checkBothWidths(publisher);
  await page.getByRole('button', { name: 'Đề nghị công bố' }).click();
  await page.click('dialog button[type=submit]');
  // What is missing is said at its field, and the first of them has the focus.
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'number');
  await page.fill('dialog input[name=number]', '12/QĐ-UBND');
  await page.fill('dialog input[name=day]', '2026-12-01');
  await checkBothWidths(publisher);
  await page.click('dialog button[type=submit]');
  await page.getByText('Bạn đã đề nghị công bố').waitFor();
  expect(await page.getByRole('button', { name: 'Xác nhận công bố' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Rút đề nghị' }).count()).toBe(1);
  await checkBothWidths(publisher);
  const path = `/campaigns/${CAMPAIGN}`;
  const { proposal } = (await callApi(page, 'GET', `${path}/preview`)).body as { proposal: { id: string } };
  const own = await callApi(page, 'PUT', `${path}/publications/${proposal.id}`, { outcome: 'confirmed' });
  expect(own.status).toBe(403);
  publisher.complaints.length = 0;
}

const rowsOf = async (page: Page, table: string) => {
  const rows = await page.locator(`${table} tbody tr`).all();
  return Promise.all(
    rows.map(async (row) => (await row.locator('td, th').allInnerTexts()).map((text) => text.trim())),
  );
};

/** The second sees the figures, whose proposal it is and by which decision, before and while he is asked. */
export async function confirm({ confirmer }: People): Promise<void> {
  const { page } = confirmer;
  await page.goto(RESULT);
  await page.getByRole('button', { name: 'Xác nhận công bố' }).waitFor();
  expect(await rowsOf(page, '.ranking')).toEqual([
    ['1', 'Sở Nội vụ', '85,00', '5,95/7', 'Tốt'],
    ['2', 'Sở Tư pháp', '70,00', '3,50/5', 'Yếu'],
  ]);
  await page.getByRole('button', { name: 'Xác nhận công bố' }).click();
  const asked = await page.innerText('dialog');
  expect(asked).toContain('cong-bo đề nghị công bố lúc');
  expect(asked).toContain('Sẽ là phiên bản 1.');
  expect(asked).toContain('Quyết định số 12/QĐ-UBND ngày 01/12/2026');
  await checkBothWidths(confirmer);
  await page.click('dialog .dialog-actions button:has-text("Xác nhận công bố")');
  await page.getByText('Đã công bố phiên bản 1.', { exact: true }).waitFor();
  await page.getByText('chưa có gì mới để công bố').waitFor();
  await checkBothWidths(confirmer);
}

/** As anybody would: the ranking and both units carry what was appraised, in both languages. */
export async function readPages({ server, browser }: Workplace): Promise<void> {
  const reader = await visit(browser, { baseURL: server.origin });
  const { page } = reader;
  for (const prefix of ['', '/en'])
    for (const path of ['', '/ban/1', '/cach-tinh', `/don-vi/${UNIT}`, `/don-vi/${OTHER}`]) {
      await page.goto(`${prefix}${PUBLIC}${path}`);
      await checkBothWidths(reader);
    }
  await page.goto(PUBLIC);
  expect(await page.textContent('main')).toContain('Quyết định số 12/QĐ-UBND ngày 01/12/2026');
  await page.goto(`${PUBLIC}/don-vi/${UNIT}`);
  expect(await page.textContent('.arithmetic')).toContain('100 × 5,95 ÷ 7');
  await page.goto(`${PUBLIC}/don-vi/${OTHER}`);
  expect(await page.textContent('.arithmetic')).toContain('100 × 3,5 ÷ 5');
  await reader.context.close();
}

async function download(page: Page, name: RegExp): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  return file.path();
}

interface WholeFile {
  readonly result: {
    readonly units: { unit: string; index: string; nodes: { code: string; points: string | null }[] }[];
  };
}

/** The files say the same as the page: the workbook in another program, and the whole result recomputed from its file. */
export async function readFiles({ server, browser }: Workplace): Promise<void> {
  const { page, context } = await visit(browser, { acceptDownloads: true, baseURL: server.origin });
  await page.goto(PUBLIC);
  const [ranking] = await readSheets(await download(page, /^Bảng tính Excel/));
  expect(ranking?.data.slice(4).map((row) => [row[0], row[2], row[11]])).toEqual([
    [1, 'Sở Nội vụ', 85],
    [2, 'Sở Tư pháp', 70],
  ]);
  const whole = await download(page, /JSON/);
  const { result } = JSON.parse(readFileSync(whole, 'utf8')) as WholeFile;
  const pointsOf = (unit: string) =>
    Object.fromEntries(
      (result.units.find((one) => one.unit === unit)?.nodes ?? []).map(({ code, points }) => [code, points]),
    );
  expect(pointsOf(UNIT)).toMatchObject({
    '1.1': '1.6',
    '1.2': '1.35',
    '2.1': '0.8',
    '2.2': '1',
    '2.3': '1.2',
  });
  expect(pointsOf(OTHER)).toMatchObject({
    '1.1': null,
    '1.2': '0.9',
    '2.1': '0.5',
    '2.2': '1',
    '2.3': '1.1',
  });
  expect(await server.cli('verify', whole)).toContain('same, recomputed from 2 units');
  await context.close();
}
