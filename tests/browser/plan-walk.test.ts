/**
 * An improvement plan on the built program: made from the gaps of a result, changed and changed back, issued; the lead
 * agency reports with a document; the plan of 2018 comes as its annex, is shown by agency and deadline, and goes onto
 * paper. At the widths of a desk and a phone axe finds nothing and nothing is wider than the screen.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type Visit } from '../help/browser.ts';
import { checkAfterRefusal, checkBothWidths } from '../help/check-screen.ts';
import { pdf } from '../help/evidence.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { callApi, staffVisit } from '../help/staff-visit.ts';

const ANNEX = join(import.meta.dirname, '../../server/sample/dien-bien-2018-plan.xlsx');
const NAME = 'Kế hoạch cải thiện Chỉ số năm 2021';

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

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** The plan that was made, by its address. */
const planOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

async function makeFromGaps(shown: Visit): Promise<void> {
  const { page } = shown;
  await page.goto('/quan-tri/ke-hoach');
  await button(page, 'Lập kế hoạch').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Kế hoạch của đơn vị').selectOption('DB');
  await dialog.getByLabel('Kết quả làm gốc').selectOption('dien-bien-2020');
  await dialog.getByRole('checkbox').nth(2).waitFor();
  await checkBothWidths(shown);
  // Nothing is chosen beforehand, and nothing is made of nothing.
  expect(await dialog.getByRole('checkbox', { checked: true }).count()).toBe(0);
  await dialog.getByLabel('Tên kế hoạch').fill(NAME);
  await dialog.getByRole('button', { name: 'Lập kế hoạch' }).click();
  await dialog.getByText('Hãy chọn ít nhất một tiêu chí.').waitFor();
  for (const at of [0, 1, 2]) await dialog.getByRole('checkbox').nth(at).check();
  await dialog.getByText(/^Đã chọn 3 tiêu chí, nhiều nhất thêm [\d,]+ điểm\.$/).waitFor();
  expect(await dialog.getByLabel('Năm thực hiện').inputValue()).toBe('2021');
  await dialog.getByRole('button', { name: 'Lập kế hoạch' }).click();
  await heading(page, NAME);
}

describe('with the sample', { timeout: 300_000 }, () => {
  test('from gaps to progress with a document', async () => {
    const shown = await staffVisit({ server: sample, browser }, ['cong-bo', 'publisher', 'DB']);
    const { page } = shown;
    await makeFromGaps(shown);
    // The sentence of the page says what the API computed.
    const { body } = await callApi(page, 'GET', `/plans/${planOf(page)}`);
    const { expected } = body as { expected: { before: { index: string }; after: { index: string } } };
    const percent = (text: string) => `${Number(text).toFixed(2).replace('.', ',')}\u00a0%`;
    await page
      .getByText(`chỉ số đi từ ${percent(expected.before.index)} lên ${percent(expected.after.index)}`)
      .waitFor();
    await checkBothWidths(shown);

    // Changed by keyboard alone, taken back, done again, saved.
    await page.getByRole('link', { name: 'Sửa nhiệm vụ' }).click();
    await page.getByRole('button', { name: /^Sửa\s+Nhiệm vụ 1$/ }).press('Enter');
    await page.getByLabel('Đơn vị chủ trì trong hệ thống').selectOption('DB-SNV');
    await page.getByLabel('Thời gian hoàn thành').fill('Trước ngày 15/01/2021');
    // Leaving the words fills in the day they name, as a step that can be taken back.
    await page.getByLabel('Thời gian hoàn thành').press('Tab');
    expect(await page.getByLabel('Ngày hạn').inputValue()).toBe('2021-01-15');
    await page.getByLabel('Thêm đơn vị phối hợp').selectOption('DB-STP');
    await page.getByRole('button', { name: /^Bỏ\s+Sở Tư pháp$/ }).waitFor();
    await checkBothWidths(shown);
    await button(page, 'Xong').click();
    await page.getByRole('button', { name: /^Bỏ\s+Nhiệm vụ 3$/ }).click();
    expect(await page.locator('.plan-editor .plan-task').count()).toBe(2);
    await page.locator('h1').press('Control+z');
    expect(await page.locator('.plan-editor .plan-task').count()).toBe(3);
    await page.locator('h1').press('Control+s');
    await page.getByText(/^Đã lưu lúc \d\d:\d\d\.$/).waitFor();
    // What was saved stands in the plan without loading the page again, and the steps can still be taken back.
    expect(await button(page, 'Hoàn tác').isEnabled()).toBe(true);
    await page.getByRole('link', { name: 'Xem kế hoạch' }).click();
    await page.getByRole('heading', { level: 2, name: 'Sở Nội vụ' }).waitFor();
    await leaveAndComeBack(shown);

    await button(page, 'Ban hành').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('2 nhiệm vụ không nêu thời hạn').waitFor();
    await dialog.getByText('2 nhiệm vụ chưa gắn với đơn vị chủ trì').waitFor();
    await dialog.getByRole('button', { name: 'Ban hành' }).click();
    await dialog.getByText('Hãy điền số và ngày văn bản.').first().waitFor();
    await checkBothWidths(shown);
    await dialog.getByLabel('Số văn bản').fill('352/KH-UBND');
    await dialog.getByLabel('Ngày văn bản').fill('2020-12-20');
    await dialog.getByRole('button', { name: 'Ban hành' }).click();
    await page.getByText('Ban hành theo văn bản 352/KH-UBND ngày 20/12/2020').waitFor();

    await reportAsAgency(planOf(page));
    await page.reload();
    await page.getByText('Đã thực hiện 60 %').waitFor();
    await shown.context.close();
  });

  /** What was typed and not saved is said beside the plan, offered when it is opened again, and saved on its revision. */
  async function leaveAndComeBack({ page }: Visit): Promise<void> {
    const source = page.getByLabel('Nguồn', { exact: false });
    await page.getByRole('link', { name: 'Sửa nhiệm vụ' }).click();
    await source.fill('Tờ trình số 12/TTr-SNV');
    await page.getByRole('link', { name: 'Xem kế hoạch' }).click();
    await page.getByText('Có thay đổi chưa lưu, đang giữ trên máy này').waitFor();
    await page.getByRole('link', { name: 'Sửa nhiệm vụ' }).click();
    expect(await source.inputValue()).toBe('');
    await button(page, 'Mở lại thay đổi đó').click();
    expect(await source.inputValue()).toBe('Tờ trình số 12/TTr-SNV');
    await button(page, 'Lưu kế hoạch').click();
    await page.getByText(/^Đã lưu lúc \d\d:\d\d\.$/).waitFor();
    await page.getByRole('link', { name: 'Xem kế hoạch' }).click();
    await page.getByText('Nguồn: Tờ trình số 12/TTr-SNV').waitFor();
    expect(await page.getByText('Có thay đổi chưa lưu').count()).toBe(0);
  }

  /** The agency sees its own tasks, and says how far it is. */
  async function reportAsAgency(plan: string): Promise<void> {
    const shown = await staffVisit({ server: sample, browser }, ['so-noi-vu', 'unit-officer', 'DB-SNV']);
    const { page } = shown;
    await page.goto('/quan-tri/ke-hoach');
    await page.getByText('1 nhiệm vụ cơ quan bạn chủ trì chưa xong').waitFor();
    await checkBothWidths(shown);
    await page.getByRole('link', { name: NAME }).click();
    await page.getByText('Hiện nay: 1 quá hạn.').waitFor();
    expect(await page.locator('.plan-task').count()).toBe(1);
    await page.locator('.plan-task').getByText('quá hạn', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^Báo cáo tiến độ/ }).press('Enter');
    await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await page.getByText('Hãy ghi kết quả.').waitFor();
    await page.getByLabel('Đã thực hiện (%)').fill('60');
    await page.getByLabel('Kết quả đã làm được').fill('Đã trình văn bản');
    await page.setInputFiles('input[type="file"]', {
      name: 'to-trinh.pdf',
      mimeType: 'application/pdf',
      buffer: pdf(),
    });
    await checkBothWidths(shown);
    await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await page.getByText('Đã thực hiện 60 %').waitFor();
    await page.getByRole('button', { name: /^Xem 1 báo cáo/ }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tài liệu: to-trinh.pdf' }).click(),
    ]);
    expect(await readFile(await download.path())).toEqual(pdf());
    await checkBothWidths(shown);
    // Done, it is overdue no more.
    await page.getByRole('button', { name: /^Báo cáo tiến độ/ }).click();
    await page.getByLabel('Tình trạng của nhiệm vụ').selectOption('done');
    await page.getByLabel('Kết quả đã làm được').fill('Đã ban hành');
    await page.getByRole('button', { name: 'Gửi báo cáo' }).click();
    await page.getByText('Mọi nhiệm vụ đã xong.').waitFor();
    // And open again: a report is not changed, another follows it.
    const reopened = { state: 'open', percent: 60, note: 'Còn một phần' };
    const { status } = await callApi(page, 'POST', `/plans/${plan}/tasks/1/progress`, reopened);
    expect(status).toBe(201);
    await shown.context.close();
  }

  test('the plan of 2018 by agency, deadline and criterion, in both languages, filtered by address, and on paper', async () => {
    const shown = await staffVisit({ server: sample, browser }, ['cong-bo-2', 'publisher', 'DB']);
    const { page } = shown;
    await page.goto('/quan-tri/ke-hoach');
    await page.getByRole('link', { name: /Điện Biên năm 2018/ }).click();
    const tasks = page.locator('.plan-on-screen .plan-task');
    await page.getByText(/^Hiện nay: 48 quá hạn · 14 hạn bằng lời · 1 không nêu thời hạn\.$/).waitFor();
    expect(await tasks.count()).toBe(63);
    const office = page.getByRole('region', { name: 'Văn phòng Ủy ban nhân dân tỉnh' });
    expect(await office.locator('.plan-task').count()).toBe(17);
    await checkBothWidths(shown);
    await page.getByLabel('Thời hạn').check();
    await page.getByRole('heading', { level: 2, name: 'Tháng 10/2018' }).waitFor();
    expect(
      await page
        .getByRole('region', { name: /^Hạn bằng lời/ })
        .locator('.plan-task')
        .count(),
    ).toBe(14);
    await page.getByRole('heading', { level: 2, name: 'Không nêu thời hạn' }).waitFor();
    await checkBothWidths(shown);
    await page.getByLabel('Tiêu chí', { exact: true }).check();
    await page.getByRole('heading', { level: 2, name: 'Lĩnh vực 7' }).waitFor();
    await page.getByRole('combobox', { name: 'Cơ quan' }).selectOption({ label: 'Sở Tư pháp' });
    await page.getByText('Đang hiện 2 trên 63 nhiệm vụ.').waitFor();
    expect(new URL(page.url()).search).toBe('?xem=tieu-chi&co-quan=DB-STP');
    await page.reload();
    await page.getByText('Đang hiện 2 trên 63 nhiệm vụ.').waitFor();
    await page.getByRole('combobox', { name: 'Tình trạng' }).selectOption({ label: 'đã xong' });
    await page.getByText('Không nhiệm vụ nào như vậy.').waitFor();
    await page.getByRole('button', { name: 'Bỏ lọc' }).click();
    expect(await tasks.count()).toBe(63);
    await page.getByRole('button', { name: 'English' }).click();
    await page
      .getByText(/^At present: 48 overdue · 14 deadline in words · 1 no deadline stated\.$/)
      .waitFor();
    await checkBothWidths(shown);
    await page.getByRole('button', { name: 'Tiếng Việt' }).click();

    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.plan-annex tbody tr:visible').count()).toBe(63);
    expect(await tasks.first().isVisible()).toBe(false);
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const boxes = [...paper.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)];
    // A4 across.
    expect(boxes.some(([, width, height]) => Number(width) > 840 && Number(height) < 597)).toBe(true);
    await page.emulateMedia({ media: null });
    await shown.context.close();
  });

  test('the annex as a file: the same plan twice is refused in words, another year is another plan', async () => {
    const shown = await staffVisit({ server: sample, browser }, ['cong-bo-3', 'publisher', 'DB']);
    const { page } = shown;
    await page.goto('/quan-tri/ke-hoach');
    await button(page, 'Lập kế hoạch').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Kế hoạch của đơn vị').selectOption('DB');
    await dialog.getByLabel('Bắt đầu từ').selectOption('file');
    await dialog.getByLabel('Tên kế hoạch').fill('Phụ lục nhập từ tệp');
    await dialog.getByLabel('Năm thực hiện').fill('2018');
    await dialog.getByRole('button', { name: 'Lập kế hoạch' }).click();
    await dialog.getByText('Hãy chọn tệp.').waitFor();
    await dialog.locator('input[type="file"]').setInputFiles(ANNEX);
    await dialog.getByText('Đã chọn: dien-bien-2018-plan.xlsx').waitFor();
    await dialog.getByRole('button', { name: 'Lập kế hoạch' }).click();
    await dialog.getByText(/đúng các nhiệm vụ này đã có trong kế hoạch “Kế hoạch nâng cao/).waitFor();
    await checkAfterRefusal(shown, 409);
    // A criterion that the framework does not have is named with its cell.
    await dialog.getByLabel('Kết quả làm gốc').selectOption('dien-bien-2020');
    await dialog.getByRole('button', { name: 'Lập kế hoạch' }).click();
    await dialog.getByText(/Phụ lục!B4: bộ tiêu chí của kết quả làm gốc không có mã “1\.1\.2”/).waitFor();
    await checkAfterRefusal(shown, 422);
    await dialog.getByLabel('Kết quả làm gốc').selectOption('');
    await dialog.getByLabel('Năm thực hiện').fill('2019');
    await dialog.getByRole('button', { name: 'Lập kế hoạch' }).click();
    await heading(page, 'Phụ lục nhập từ tệp');
    await page.getByText('Đã lập dự thảo “Phụ lục nhập từ tệp” với 63 nhiệm vụ.').waitFor();
    // Deleted, and brought back.
    await button(page, 'Xóa dự thảo').click();
    await page.getByText('Đã xóa dự thảo “Phụ lục nhập từ tệp”.').waitFor();
    await button(page, 'Hoàn tác').click();
    await heading(page, 'Phụ lục nhập từ tệp');
    expect(await page.locator('.plan-on-screen .plan-task').count()).toBe(63);
    await shown.context.close();
  });
});

describe('on an empty database', { timeout: 120_000 }, () => {
  test('the list says what to do, to who makes plans and to who waits for them', async () => {
    for (const [name, role, says] of [
      ['cong-bo', 'publisher', /Chưa có kế hoạch nào\. Bấm “Lập kế hoạch”/],
      ['phan-tich', 'analyst', /Chưa có kế hoạch nào dành cho bạn/],
    ] as const) {
      const shown = await staffVisit({ server: empty, browser }, [name, role]);
      await shown.page.goto('/quan-tri/ke-hoach');
      await shown.page.getByText(says).waitFor();
      await checkBothWidths(shown);
      await shown.context.close();
    }
  });
});
