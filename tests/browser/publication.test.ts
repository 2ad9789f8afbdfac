/**
 * Around the end of the year, on the built program and in a real browser: a unit brings its documents on a phone, a
 * publisher compares with the printed table, and a proposal is refused or taken back. Whatever is shown, axe finds nothing
 * and nothing is wider than the screen. The year itself, up to its publication, is walked in `yearly-work.test.ts`.
 */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, PHONE, type Visit } from '../help/browser.ts';
import { checkBothWidths } from '../help/check-screen.ts';
import { pdf } from '../help/evidence.ts';
import { oneLeafFramework } from '../help/rounds-framework.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { staffVisit } from '../help/staff-visit.ts';
import {
  bring,
  leafOn,
  OTHER,
  openSelfAssessment,
  openUnit,
  PROVINCE,
  UNIT,
  yearCampaign,
} from '../help/year-campaign.ts';

const CAMPAIGN = 'cong-bo-2026';
const RESULT = `/quan-tri/dot-danh-gia/${CAMPAIGN}`;
const DOCUMENTS = 'tai-lieu-2026';
const DOCUMENT = pdf();

let server: RunningServer;
let browser: Browser;

const framework = {
  ...oneLeafFramework,
  criteria: [
    ...oneLeafFramework.criteria.map((one) => ({ ...one, max: one.parent === null ? '10' : '6' })),
    { code: '1.2', parent: '1', name: { vi: 'Tiêu chí thứ hai' }, kind: 'appraisal', max: '4' },
  ],
  max: '10',
};
const score = (unit: string, criterion: string, points: string) =>
  ({ unit, criterion, state: 'scored', points }) as const;

beforeAll(async () => {
  [server, browser] = await Promise.all([startRunningServer(), launchBrowser()]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const staff = (...[who, options]: [Parameters<typeof staffVisit>[1], Parameters<typeof staffVisit>[2]?]) =>
  staffVisit({ server, browser }, who, options);

describe('the end of the year', () => {
  test('a unit brings documents on a phone, shares one and takes it back', { timeout: 240_000 }, async () => {
    const publisher = await staff(['mo-dot', 'publisher']);
    await bring(publisher.page, { kind: 'framework', framework }, yearCampaign(DOCUMENTS, framework));
    await openSelfAssessment(publisher.page, DOCUMENTS, 5);
    const officer = await staff(['don-vi', 'unit-officer', UNIT], { viewport: PHONE });
    const { page } = officer;
    await openUnit(page, DOCUMENTS, UNIT);
    const slot = leafOn(page, '1.1').locator('.evidence');
    await slot.getByRole('button', { name: /^Thêm tài liệu/ }).click();
    const choose = async (name: string, mimeType: string, buffer: Buffer) =>
      slot.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
    // What is refused says why, and stays to be corrected.
    await choose('nhầm tệp.pdf', 'application/pdf', Buffer.from('no pdf at all'));
    expect(await slot.locator('input[name=title]').inputValue()).toBe('nhầm tệp');
    await slot.getByRole('button', { name: 'Gửi tài liệu' }).click();
    await slot.locator('.note.bad').waitFor();
    expect(await slot.locator('.note.bad').textContent()).toContain('Chỉ nhận PDF');
    officer.complaints.length = 0;
    await checkBothWidths(officer);
    await choose('Quyết định 12.pdf', 'application/pdf', DOCUMENT);
    // The title that was only offered follows the file.
    expect(await slot.locator('input[name=title]').inputValue()).toBe('Quyết định 12');
    await slot.locator('input[name=number]').fill('12/QĐ-UBND');
    await slot.locator('input[name=issuedOn]').fill('2026-05-04');
    await slot.getByRole('button', { name: 'Gửi tài liệu' }).click();
    await slot.getByRole('link', { name: 'Tải về: Quyết định 12' }).waitFor();
    expect(await slot.textContent()).toContain('số 12/QĐ-UBND ngày 04/05/2026');
    await checkBothWidths(officer);
    // The same document for another criterion, without sending it again.
    const second = leafOn(page, '1.2').locator('.evidence');
    await second.getByRole('button', { name: /^Dùng tài liệu đã có/ }).click();
    await second.getByRole('button', { name: /^Dùng cho tiêu chí này/ }).click();
    await second.getByRole('link', { name: 'Tải về: Quyết định 12' }).waitFor();
    expect(await slot.textContent()).toContain('dùng cả cho tiêu chí 1.2');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      second.getByRole('link', { name: 'Tải về: Quyết định 12' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('Quyết định 12.pdf');
    expect(readFileSync(await file.path()).equals(DOCUMENT)).toBe(true);
    // Taken back, and brought in again by undoing.
    await slot.getByRole('button', { name: /^Rút tài liệu/ }).click();
    await slot.locator('.tag', { hasText: 'đã rút' }).waitFor();
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await slot.locator('.tag', { hasText: 'đã rút' }).waitFor({ state: 'detached' });
    await checkBothWidths(officer);
    await officer.context.close();
    await publisher.context.close();
  });

  test('one compares with print, proposes, and reads why another refuses', { timeout: 240_000 }, async () => {
    const one = await staff(['cong-bo-1', 'publisher']);
    const other = await staff(['cong-bo-2', 'publisher', PROVINCE]);
    const scores = [
      score(UNIT, '1.1', '5.5'),
      score(UNIT, '1.2', '3'),
      score(OTHER, '1.1', '6'),
      score(OTHER, '1.2', '3.25'),
    ];
    await bring(one.page, { kind: 'framework', framework }, yearCampaign(CAMPAIGN, framework, scores));
    await comparesWithPrint(one);
    await proposes(one);
    await refuses(other);
    await one.page.goto(RESULT);
    await one.page.getByText('đã từ chối đề nghị trước').waitFor();
    expect(await one.page.textContent('main')).toContain('“Thiếu phụ lục”');
    await checkBothWidths(one);
    await takesBack(one);
  });
});

async function comparesWithPrint(publisher: Visit): Promise<void> {
  const { page } = publisher;
  await page.goto(RESULT);
  await page.getByText('Không còn gì thiếu').waitFor();
  await checkBothWidths(publisher);
  await page.getByRole('link', { name: 'Đối chiếu với bảng in' }).click();
  const csv = 'Phụ lục;;\nĐơn vị;Chỉ số;Xếp loại\nSở Nội vụ;84,90;Tốt\nSở Tư pháp;92,50;Tốt\nSở lạ;1;Tốt\n';
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'bang-in.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.locator('select[name=header]').waitFor();
  await page.selectOption('select[name=header]', '2');
  await page.selectOption('select[name=unit]', 'Đơn vị');
  await page.selectOption('select[name="column Chỉ số"]', 'index');
  await page.selectOption('select[name="column Xếp loại"]', 'class');
  await page.fill('input[name=remember]', 'Bảng của Sở');
  await checkBothWidths(publisher);
  await page.getByRole('button', { name: 'Đối chiếu', exact: true }).click();
  await page.locator('#print-result').waitFor();
  const said = (await page.textContent('main')) ?? '';
  // 8.5 of 10 is 85, printed 84.90.
  expect(said).toContain('4 ô được đối chiếu: 1 ô lệch');
  expect(said).toContain('“Sở lạ” – chưa ghi nhận đơn vị nào có tên này');
  expect(await page.locator('tbody tr').allTextContents()).toEqual(['Sở Nội vụChỉ số84,9085+0,10Không khớp']);
  await checkBothWidths(publisher);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tải các chỗ lệch (CSV)' }).click(),
  ]);
  expect(readFileSync(await file.path(), 'utf8')).toContain('XX-SNV,Sở Nội vụ,Chỉ số,84.90,85,0.10');
  // The next table of the kind is read the same way.
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'bang-in-2.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.locator('select[name=remembered]').waitFor();
  expect(await page.inputValue('select[name=remembered]')).toBe('Bảng của Sở');
  expect(await page.inputValue('select[name="column Chỉ số"]')).toBe('index');
  // It can be deleted, and brought back.
  await page.getByRole('button', { name: /^Xóa cách đọc này/ }).click();
  await page.getByText('Đã xóa cách đọc “Bảng của Sở”.').waitFor();
  expect(await page.locator('select[name=remembered]').count()).toBe(0);
  await checkBothWidths(publisher);
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await page.locator('select[name=remembered]').waitFor();
  // One whose structure has changed is told by the column that is missing.
  await page.locator('input[type=file]').setInputFiles({
    name: 'bang-la.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Phụ lục;\nTên;Điểm\nSở Nội vụ;8,5\n'),
  });
  await page.getByText('bang-la.csv: 3 hàng').waitFor();
  await page.selectOption('select[name=remembered]', 'Bảng của Sở');
  await page.getByRole('button', { name: 'Đối chiếu', exact: true }).click();
  await page.locator('.note.bad').waitFor();
  expect(await page.textContent('.note.bad')).toContain('Bảng không có cột “Đơn vị”');
  publisher.complaints.length = 0;
}

async function proposes({ page }: Visit): Promise<void> {
  await page.goto(RESULT);
  await page.getByRole('button', { name: 'Đề nghị công bố' }).click();
  await page.fill('dialog input[name=number]', '12/QĐ-UBND');
  await page.fill('dialog input[name=day]', '2026-12-01');
  await page.click('dialog button[type=submit]');
  await page.getByText('Bạn đã đề nghị công bố').waitFor();
}

/** Refusing needs a reason, and Esc leaves everything as it was. */
async function refuses(visitor: Visit): Promise<void> {
  const { page } = visitor;
  await page.goto(RESULT);
  await page.getByRole('button', { name: 'Từ chối' }).click();
  await page.click('dialog button[type=submit]');
  await page.getByText('Hãy nêu lý do.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Xác nhận công bố' }).waitFor();
  await page.getByRole('button', { name: 'Từ chối' }).click();
  await page.fill('dialog textarea[name=note]', 'Thiếu phụ lục');
  await checkBothWidths(visitor);
  await page.click('dialog button[type=submit]');
  await page.getByText('Đã từ chối đề nghị công bố.').waitFor();
  await checkBothWidths(visitor);
}

async function takesBack(publisher: Visit): Promise<void> {
  const { page } = publisher;
  await proposes(publisher);
  await page.getByRole('button', { name: 'Rút đề nghị' }).click();
  await page.getByText('Đã rút đề nghị công bố.').waitFor();
  await page.getByRole('button', { name: 'Đề nghị công bố' }).waitFor();
  await checkBothWidths(publisher);
}
