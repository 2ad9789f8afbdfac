/**
 * Every page of the analyst, with the sample and on an empty database, as wide as a phone, a tablet and a desk: axe finds
 * nothing, nothing is wider than the screen, the browser complains of nothing, and an empty page says what to do next.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings, launchBrowser, sidewaysOverflow, type Visit } from '../help/browser.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { staffVisit } from '../help/staff-visit.ts';

const WIDTHS = [360, 768, 1440] as const;
const HEIGHT = 900;

/** Pages that exist whatever is stored, and what an empty database says on them; null: it says the same. */
const PAGES: Readonly<Record<string, RegExp | null>> = {
  '/quan-tri/toan-canh': /Chưa có/,
  '/quan-tri/so-sanh': /[Cc]hưa có|Cần (có )?ít nhất/,
  '/quan-tri/so-nam': /Chưa có/,
  '/quan-tri/anh-xa-don-vi': /Chưa có/,
  '/quan-tri/ke-hoach': /Chưa có/,
  '/quan-tri/cham-diem': /Chưa có năm nào để chấm điểm/,
  '/quan-tri/cham-diem/so-sanh': /Cần ít nhất hai quý/,
  '/quan-tri/khao-sat': /Chưa có|không có khảo sát/i,
  '/quan-tri/tep-so-lieu': /Chưa có/,
  '/quan-tri/bao-cao': /Chưa có kết quả nào được công bố để viết báo cáo/,
  '/quan-tri/khoa-api': /Chưa có/,
  '/quan-tri/tro-giup': null,
  '/api': null,
};

/** Pages of what only the sample holds. */
const SAMPLE_PAGES = [
  '/quan-tri/toan-canh?dot=tinh-mau-2024',
  '/quan-tri/toan-canh/tinh-mau-2025/XX-02',
  '/quan-tri/toan-canh/lai-chau-2020/LC-SGTVT',
  '/quan-tri/khao-sat/tinh-mau-2026-hai-long',
  '/quan-tri/khao-sat/tinh-mau-2025-hai-long?phan-to=gender',
  '/quan-tri/bao-cao?dot=tinh-mau-2025&so-voi=tinh-mau-2024',
  '/ket-qua/nam/2025',
  '/quan-tri/so-nam?tu=lai-chau-2017&den=lai-chau-2020',
  '/quan-tri/so-nam?tu=tinh-mau-2024&den=tinh-mau-2025&don-vi=XX-02',
  '/ket-qua/lai-chau-2020/so-nam',
  '/ket-qua/tinh-mau-2025/so-nam/tinh-mau-2024/don-vi/XX-02',
];

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
});

/** A page is there when nothing on it says that it is loading. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .skeleton') === null);
}

async function findings({ page, complaints }: Visit, path: string): Promise<string[]> {
  complaints.length = 0;
  await open(page, path);
  const wide = await sidewaysOverflow(page);
  const found = await accessibilityFindings(page);
  return [...found, ...(wide > 0 ? [`${wide} px too wide`] : []), ...complaints];
}

describe.each([
  ['the sample', 'on', [...Object.keys(PAGES), ...SAMPLE_PAGES]],
  ['an empty database', 'off', Object.keys(PAGES)],
] as const)('with %s', (_name, sample, paths) => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startRunningServer({ SAMPLE: sample });
  }, 120_000);

  afterAll(async () => {
    await server?.stop();
  });

  test.each(WIDTHS)(
    'every page is right at %i px',
    async (width) => {
      const options = { viewport: { width, height: HEIGHT } };
      const analyst = await staffVisit({ server, browser }, [`analyst-${width}`, 'analyst'], options);
      const wrong: Record<string, string[]> = {};
      for (const path of paths) {
        const found = await findings(analyst, path);
        if (found.length > 0) wrong[path] = found;
      }
      expect(wrong).toEqual({});
      await analyst.context.close();
    },
    300_000,
  );

  if (sample === 'off')
    test('every empty page says so, and what to do next', async () => {
      const { page, context } = await staffVisit({ server, browser }, ['analyst-empty', 'analyst']);
      for (const [path, says] of Object.entries(PAGES)) {
        if (says === null) continue;
        await open(page, path);
        const said = page.locator('main').getByText(says).first();
        await said.waitFor({ timeout: 10_000 }).catch(() => undefined);
        expect([path, await said.count()]).toEqual([path, 1]);
      }
      await context.close();
    }, 120_000);
});
