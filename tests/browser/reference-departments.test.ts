/**
 * Lai Châu 2017 and 2020 through the screens of a publisher and of anybody: one list over different scales, then two groups
 * with their own ranks; and the printed tables held against them. Expected figures are those of the documents.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type Visit } from '../help/browser.ts';
import { checkBothWidths } from '../help/check-screen.ts';
import { printedCsv, printedTable, printedWorkbook, TITLES } from '../help/lai-chau-print.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { staffVisit } from '../help/staff-visit.ts';

let server: RunningServer;
let browser: Browser;
let publisher: Visit;

beforeAll(async () => {
  [server, browser] = await Promise.all([startRunningServer(), launchBrowser()]);
  publisher = await staffVisit({ server, browser }, ['cong-bo', 'publisher', 'LC']);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

interface Ranking {
  readonly caption: string;
  /** Rank, unit, index, points of scale, class. */
  readonly rows: readonly string[][];
}

/** The tables of a ranking as they stand on the page. */
async function rankings(page: Page): Promise<Ranking[]> {
  await page.locator('table.ranking').first().waitFor();
  const read = await page.locator('table.ranking').evaluateAll((tables) =>
    tables.map((table) => ({
      caption: table.querySelector('caption')?.textContent ?? '',
      rows: [...table.querySelectorAll('tbody tr')].map((row) => {
        const cells = [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '');
        const name = row.querySelector('th')?.firstChild?.textContent ?? '';
        return [cells[0] ?? '', name, cells[1] ?? '', ...cells.slice(-2)];
      }),
    })),
  );
  return read.map(({ caption, rows }) => ({ caption: caption.trim(), rows }));
}

const places = (size: number) => Array.from({ length: size }, (_, at) => String(at + 1));
const openPreview = (page: Page, campaign: string) => page.goto(`/quan-tri/dot-danh-gia/${campaign}`);

describe('Lai Châu 2017', () => {
  test('is one list over scales of 100, 92, 87 and 67', { timeout: 90_000 }, async () => {
    const { page } = publisher;
    await page.goto('/quan-tri');
    await page.locator('nav a', { hasText: 'Đợt đánh giá' }).click();
    await page.locator('main a[href$="/dot-danh-gia/lai-chau-2017"]').first().click();
    const preview = await rankings(page);
    await checkBothWidths(publisher);
    await page.goto('/ket-qua/lai-chau-2017');
    for (const shown of [preview, await rankings(page)]) {
      const [{ caption, rows } = { caption: '', rows: [] }] = shown;
      expect([shown.length, caption]).toEqual([1, 'Tất cả đơn vị · 20 đơn vị']);
      expect(rows.map(([rank]) => rank)).toEqual(places(20));
      expect(rows[0]).toEqual(['1', 'Sở Giáo dục và Đào tạo', '88,75', '88,75/100', 'Tốt']);
      expect(rows[1]).toEqual(['2', 'Thanh tra tỉnh', '88,25', '81,19/92', 'Tốt']);
      expect(rows[7]?.slice(2)).toEqual(['82,64', '71,90/87', 'Tốt']);
      // 64,25 + 15,80 is 80,05: Tốt, where 79,05 and Khá are printed (domain §9.2).
      expect(rows[11]).toEqual(['12', 'Sở Tư pháp', '80,05', '80,05/100', 'Tốt']);
      expect(rows.find(([, name]) => name === 'Sở Ngoại vụ')?.slice(2)).toEqual(['70,96', '47,54/67', 'Khá']);
    }
  });

  test('as printed: only Sở Tư pháp disagrees, and with it the class', { timeout: 90_000 }, async () => {
    const file = { name: 'phu-luc-2017.xlsx', mimeType: '', buffer: await printedWorkbook(2017) };
    const { sentence, rows } = await compare('lai-chau-2017', file, 2017);
    expect(sentence).toBe('100 ô được đối chiếu: 3 ô lệch, 0 ô lệch ở chữ số cuối do làm tròn.');
    const effect = 'xếp loại: in Khá, tính ra Tốt';
    expect(rows).toEqual([
      ['Sở Tư pháp', 'Tổng điểm', '79,05', '80,05', '+1,00', 'Không khớp', effect],
      ['Sở Tư pháp', 'Chỉ số (%)', '79,05', '80,05', '+1,00', 'Không khớp', effect],
      ['Sở Tư pháp', 'Xếp loại', 'Khá', 'Tốt', '', 'Không khớp', ''],
    ]);
    await checkBothWidths(publisher);
  });
});

describe('Lai Châu 2020', () => {
  test('is two groups, each with its scale and its ranks', { timeout: 90_000 }, async () => {
    const { page } = publisher;
    await openPreview(page, 'lai-chau-2020');
    const preview = await rankings(page);
    await checkBothWidths(publisher);
    await page.goto('/ket-qua/lai-chau-2020');
    for (const shown of [preview, await rankings(page)]) {
      expect(shown.map(({ caption }) => caption)).toEqual([
        'Nhóm thang điểm 98 · 15 đơn vị',
        'Nhóm thang điểm đặc thù · 5 đơn vị',
      ]);
      expect(shown.map(({ rows }) => rows.map(([rank]) => rank))).toEqual([places(15), places(5)]);
      const [full, special] = shown.map(({ rows }) => rows);
      expect(full?.[0]).toEqual(['1', 'Sở Nội vụ', '87,42', '85,67/98', 'Tốt']);
      // 83,95 twice: the higher appraisal stands first (decision 16).
      expect(full?.slice(3, 5).map((row) => row.slice(0, 4))).toEqual([
        ['4', 'Sở Giáo dục và Đào tạo', '85,66', '83,95/98'],
        ['5', 'Sở Khoa học và Công nghệ', '85,66', '83,95/98'],
      ]);
      expect(special?.map(([, , , scale]) => scale?.split('/')[1])).toEqual(
        expect.arrayContaining(['78,5', '76,5']),
      );
    }
  });

  test('as printed: every cell agrees, two indices but for rounding', { timeout: 90_000 }, async () => {
    const { page } = publisher;
    const file = { name: 'bao-cao-2020.csv', mimeType: 'text/csv', buffer: printedCsv(2020) };
    const { sentence, rows } = await compare('lai-chau-2020', file, 2020);
    expect(sentence).toBe('80 ô được đối chiếu: 0 ô lệch, 2 ô lệch ở chữ số cuối do làm tròn.');
    // 67,93 of 78,5 and 55,23 of 76,5 were printed from longer numbers (domain §9.4).
    expect(rows.map(([, what, printed, computed, , verdict]) => [what, printed, computed, verdict])).toEqual([
      ['Chỉ số (%)', '86,53', '86,535031…', 'Lệch do làm tròn'],
      ['Chỉ số (%)', '72,19', '72,196078…', 'Lệch do làm tròn'],
    ]);
    await page.getByLabel('Hiện', { exact: true }).selectOption('all');
    const verdicts = await page
      .locator('section[aria-labelledby=print-result] tbody td:nth-child(6)')
      .allTextContents();
    expect([verdicts.length, verdicts.filter((verdict) => verdict === 'Khớp').length]).toEqual([80, 78]);
  });
});

interface Compared {
  readonly sentence: string | null;
  readonly rows: readonly string[][];
}

/** Loads a printed table, says which column is what, and reads what does not agree. */
async function compare(
  campaign: string,
  file: { name: string; mimeType: string; buffer: Buffer },
  year: 2017 | 2020,
): Promise<Compared> {
  const { page } = publisher;
  await openPreview(page, campaign);
  await page.getByRole('link', { name: 'Đối chiếu với bảng in' }).click();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.locator('select[name=sheetOf]').waitFor();
  // Many units: a row is a unit until somebody says otherwise.
  expect(await page.inputValue('select[name=sheetOf]')).toBe('');
  await page.selectOption('select[name=unit]', 'Đơn vị');
  for (const field of printedTable(year).fields)
    await page.selectOption(`select[name="column ${TITLES[field]}"]`, field);
  await page.getByRole('button', { name: 'Đối chiếu', exact: true }).click();
  await page.locator('#print-result').waitFor();
  const result = page.locator('section[aria-labelledby=print-result]');
  const rows = await result
    .locator('tbody tr')
    .evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
    );
  return { sentence: await result.locator('[role=status]').textContent(), rows };
}
