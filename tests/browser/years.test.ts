/**
 * Years beside each other, units that merged and what if, on the built program with the sample and with an empty database, at
 * the widths of a phone, a tablet and a desk: axe finds nothing, nothing is wider than the screen.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type Visit, visit } from '../help/browser.ts';
import { checkAfterRefusal, checkScreen } from '../help/check-screen.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { callApi, staffVisit } from '../help/staff-visit.ts';

const WIDTHS = [360, 768, 1440];
const LAI_CHAU = 'tu=lai-chau-2017&den=lai-chau-2020';
const SAMPLE_YEARS = 'tu=tinh-mau-2024&den=tinh-mau-2025';

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

async function checkWidths(shown: Visit): Promise<void> {
  for (const width of WIDTHS) {
    await shown.page.setViewportSize({ width, height: 900 });
    await shown.page.waitForLoadState('networkidle');
    await checkScreen(shown);
  }
}

const textOf = async (page: Page, selector: string) =>
  (await page.locator(selector).first().innerText()).trim();

describe('with the sample', { timeout: 300_000 }, () => {
  test('Lai Châu 2017 → 2020: the sentence first, risers and fallers, means with their names, one department', async () => {
    const shown = await staffVisit({ server: sample, browser }, ['nam-1', 'analyst']);
    const { page } = shown;
    await page.getByRole('navigation').getByRole('link', { name: 'So sánh năm', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'So sánh các năm' }).waitFor();
    await page.goto(`/quan-tri/so-nam?${LAI_CHAU}`);
    await page.locator('#don-vi').waitFor();
    const lead = await textOf(page, '.lead');
    expect(lead).toContain(
      '20 đơn vị có ở cả hai năm tăng 2,24 điểm phần trăm, từ 79,84 % lên 82,08 %'.replaceAll(
        ' %',
        '\u00a0%',
      ),
    );
    expect(lead).toContain('11 đơn vị tăng, 9 đơn vị giảm.');
    expect(lead).toContain('Tăng nhiều nhất: Sở Ngoại vụ (+15,58). Giảm nhiều nhất: Thanh tra tỉnh (−5,35).');
    const [risers, fallers] = await page.locator('.years-moves ol').all();
    expect([await risers?.locator('li').count(), await fallers?.locator('li').count()]).toEqual([11, 9]);
    expect(await textOf(page, '#trung-binh')).toContain('các số trung bình nhóm ở trên');
    expect(await textOf(page, '#don-vi')).toContain('không in bảng tiêu chí');
    await checkWidths(shown);
    await page.locator('#don-vi a', { hasText: 'Sở Ngoại vụ' }).click();
    await page.getByRole('heading', { level: 2, name: 'Sở Ngoại vụ' }).waitFor();
    expect(new URL(page.url()).searchParams.get('don-vi')).toBe('LC-SNGV');
    expect(await textOf(page, '#cac-phan')).toMatch(/Điểm thẩm định/);
    await checkWidths(shown);
    await page.getByRole('link', { name: 'Mọi đơn vị' }).click();
    await page.locator('#don-vi').waitFor();
  });

  test('a unit of the sample by criterion: the contributions, with bonus less deduction, are like for like', async () => {
    const shown = await staffVisit({ server: sample, browser }, ['nam-2', 'analyst']);
    const { page } = shown;
    await page.goto(`/quan-tri/so-nam?${SAMPLE_YEARS}`);
    await page.locator('#don-vi').waitFor();
    await checkWidths(shown);
    await page.locator('#don-vi a').first().click();
    await page.locator('#tieu-chi').waitFor();
    expect(await textOf(page, '.lead')).toMatch(
      /Trên cùng tiêu chí: [+−]\d+,\d\d; do thang điểm thay đổi: [+−]?\d+(,\d\d)?\./,
    );
    expect(await textOf(page, '#tieu-chi tfoot')).toContain('Cộng: trên cùng tiêu chí');
    await checkWidths(shown);
    await page.goto('/quan-tri/so-nam?tu=lai-chau-2020&den=tinh-mau-2025');
    await page.getByText('hai tỉnh khác nhau').waitFor();
    await checkAfterRefusal(shown, 409);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('are of two provinces').waitFor();
  });

  test('everybody sees the same of published results, and the first year says that it is', async () => {
    const shown = await visit(browser, { baseURL: sample.origin });
    const { page } = shown;
    await page.goto('/ket-qua/lai-chau-2020');
    await page.getByRole('link', { name: 'So với năm trước' }).click();
    await page.getByRole('heading', { level: 1, name: 'So sánh năm 2017 và năm 2020' }).waitFor();
    expect(await textOf(page, '.lead')).toContain('11 đơn vị tăng, 9 đơn vị giảm.');
    await checkWidths(shown);
    await page.locator('#don-vi a', { hasText: 'Sở Y tế' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sở Y tế: So sánh năm 2017 và năm 2020' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/ket-qua/lai-chau-2020/so-nam/lai-chau-2017/don-vi/LC-SYT');
    await checkWidths(shown);
    await page.goto('/en/ket-qua/tinh-mau-2025/so-nam');
    await page.getByRole('heading', { level: 1, name: '2024 and 2025 beside each other' }).waitFor();
    await checkWidths(shown);
    await page.goto('/ket-qua/lai-chau-2017/so-nam');
    await page.getByText('Đây là kết quả được công bố sớm nhất').waitFor();
    await page.goto('/ket-qua/lai-chau-2020/so-nam/tinh-mau-2025');
    await page.getByText('hai tỉnh khác nhau').waitFor();
    await checkScreen(shown);
    expect((await page.goto('/ket-qua/lai-chau-2020/so-nam/lai-chau-2017/don-vi/XX'))?.status()).toBe(404);
  });

  test('a mapping is added by its dialog, refused with the place, undone, and read from a file', async () => {
    const shown = await staffVisit({ server: sample, browser }, ['quy-doi', 'publisher', 'LC']);
    const { page } = shown;
    await page.goto('/quan-tri/anh-xa-don-vi');
    await page.getByText('Chưa có bảng quy đổi.').waitFor();
    await checkWidths(shown);
    await page.getByRole('button', { name: 'Thêm đơn vị mới' }).click();
    await page.fill('input[name="newUnit"]', 'LC-SNV · Sở Nội vụ');
    await page.fill('input[name="effectiveOn"]', '2025-03-01');
    await page.fill('input[name="document"]', 'NQ 5/2025');
    await page.fill('input[name="oldUnit0"]', 'Sở Ngoại vụ');
    await page.fill('input[name="share0"]', '62,5');
    await page.fill('input[name="oldUnit1"]', 'Ban Dân tộc');
    await page.fill('input[name="share1"]', '30');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('Các tỷ lệ của LC-SNV từ ngày 01/03/2025 cộng lại là 0,925').waitFor();
    await checkAfterRefusal(shown, 422);
    await page.fill('input[name="share1"]', '37,5');
    await page.getByText('Cộng: 100').waitFor();
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Đã lưu quy đổi của Sở Nội vụ.').waitFor();
    expect(await textOf(page, '.rows li')).toMatch(/Sở Nội vụ · 01\/03\/2025/);
    expect(await textOf(page, '.rows li')).toContain('62,5');
    await checkWidths(shown);
    await page.getByRole('button', { name: 'Xóa Sở Nội vụ' }).click();
    await page.getByText('Chưa có bảng quy đổi.').waitFor();
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await page.locator('.rows li').waitFor();
    const csv = (old: string) =>
      Buffer.from(
        `Đơn vị mới;Đơn vị cũ;Ngày hiệu lực;Tỷ lệ;Văn bản\nSở Nội vụ;${old};01/03/2025;100 %;NQ 6/2025\n`,
      );
    const take = (old: string) =>
      page.setInputFiles('input[type="file"]', { name: 'a.csv', mimeType: 'text/csv', buffer: csv(old) });
    await take('Sở Lạ');
    await page.getByText('Dòng 2, cột Đơn vị cũ: Không có đơn vị “Sở Lạ”').waitFor();
    await checkAfterRefusal(shown, 422);
    await take('Sở Y tế');
    await page.getByText('Tệp có 1 dòng cho 1 đơn vị mới. Chưa lưu gì cả.').waitFor();
    await page.getByRole('button', { name: 'Lưu nội dung tệp' }).click();
    await page.getByText('Đã lưu: thêm 1 dòng, bỏ 2 dòng.').waitFor();
    expect(await textOf(page, '.rows li')).toContain('Sở Y tế');
  });

  test('what if: the criteria that suffice, other points, and what cannot be', async () => {
    const shown = await staffVisit({ server: sample, browser }, ['neu-thi', 'unit-officer', 'XX-02']);
    const { page } = shown;
    await page.goto('/quan-tri/toan-canh/tinh-mau-2025/XX-02');
    const section = page.locator('#neu-thi');
    await section.waitFor();
    const before = await textOf(page, '.standing, .stats');
    await section.getByRole('button', { name: /^Thử các tiêu chí đủ để đạt / }).click();
    expect(await section.locator('.trial-row').count()).toBeGreaterThan(0);
    await section.getByRole('button', { name: 'Tính thử' }).click();
    await section.getByText(/Với điểm thử, chỉ số là \d+,\d\d/).waitFor();
    await checkWidths(shown);
    const trial = section.locator('.trial-row input').first();
    await trial.fill('999');
    await section.getByText('Điểm thử đã đổi. Hãy tính lại.').waitFor();
    await section.getByRole('button', { name: 'Tính thử' }).click();
    await section.getByText(/vượt mức tối đa/).waitFor();
    await checkAfterRefusal(shown, 422);
    await page.reload();
    await section.waitFor();
    expect(await textOf(page, '.standing, .stats')).toBe(before);
    const asked = await callApi(page, 'POST', '/results/tinh-mau-2025/units/XX-03/what-if', { trials: [] });
    expect(asked.status).toBe(403);
  });
});

test('an empty database: every page says why it is empty and what to do next', {
  timeout: 200_000,
}, async () => {
  const shown = await staffVisit({ server: empty, browser }, ['trong', 'publisher']);
  const { page } = shown;
  await page.goto('/quan-tri/so-nam');
  await page.getByText('sau khi đợt đánh giá đầu tiên được công bố').waitFor();
  await checkWidths(shown);
  await page.goto('/quan-tri/anh-xa-don-vi');
  await page.getByText('Hãy nhập danh sách đơn vị trước.').waitFor();
  await checkWidths(shown);
});
