/**
 * What ends the year, on the built program and in a real browser: a unit brings its documents on a phone, a publisher
 * compares with the printed table and proposes, a second one confirms, and everybody reads the result and its files.
 * Whatever is shown, axe finds nothing and nothing is wider than the screen.
 */
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import readSheets from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accessibilityFindings,
  launchBrowser,
  PHONE,
  sidewaysOverflow,
  type Visit,
  visit,
} from '../help/browser.ts';
import { oneLeafFramework } from '../help/rounds-framework.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';

const DESK = { viewport: { width: 1280, height: 900 } } as const;
const [UNIT, OTHER] = ['XX-SNV', 'XX-STP'];
const CAMPAIGN = 'cong-bo-2026';
const DOCUMENTS = 'tai-lieu-2026';
const DAY_MS = 86_400_000;
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [] /Count 0>> endobj\ntrailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF\n',
);

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
const campaign = (id: string, scores: object[]) => ({
  kind: 'campaign',
  campaign: {
    id,
    province: 'XX',
    year: 2026,
    title: { vi: `Chỉ số cải cách hành chính ${id}`, en: `Index ${id}` },
    source: null,
    policies: {
      adjustments: 'inside-the-points',
      notApplicable: 'flat',
      ranking: 'all',
      ties: 'shared',
      openAnswers: 'excluded',
      flaggedAnswers: 'included',
      minimumResponses: 1,
    },
    frameworkId: framework.id,
    frameworkVersion: 1,
  },
  units: [{ unit: UNIT }, { unit: OTHER }],
  scores,
  adjustments: [],
  printed: [],
});

beforeAll(async () => {
  [server, browser] = await Promise.all([startRunningServer(), launchBrowser()]);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function checkScreen({ page, complaints }: Pick<Visit, 'page' | 'complaints'>): Promise<void> {
  const size = page.viewportSize();
  for (const viewport of [DESK.viewport, PHONE]) {
    await page.setViewportSize(viewport);
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(await sidewaysOverflow(page)).toBe(0);
  }
  if (size) await page.setViewportSize(size);
  expect(complaints).toEqual([]);
}

/** Somebody with a role, signed in. */
async function staff(
  name: string,
  role: string,
  unit: string,
  options: BrowserContextOptions = DESK,
): Promise<Visit> {
  const said = await server.cli('account', name, '--role', role, '--unit', unit);
  const password = /one-time password: (\S+)/.exec(said)?.[1] ?? '';
  const visitor = await visit(browser, { acceptDownloads: true, ...options });
  await visitor.page.goto(`${server.origin}/quan-tri`);
  await call(visitor.page, 'POST', '/session', { username: name, password });
  await call(visitor.page, 'PUT', '/session/password', { current: password, wanted: `${password}-own` });
  await visitor.page.goto(`${server.origin}/quan-tri`);
  // The page asked who is signed in before anybody was, and the browser noted the answer.
  visitor.complaints.length = 0;
  return visitor;
}

const call = (page: Page, method: string, path: string, body: object) =>
  page.evaluate(
    async ({ method, path, body }) => {
      const response = await fetch(`/api/v1${path}`, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      return response.status;
    },
    { method, path, body },
  );

const dayFromNow = (days: number) =>
  new Date(Date.now() + 7 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10);

const open = (page: Page, path: string) => page.goto(`${server.origin}/quan-tri/${path}`);

describe('the end of the year', () => {
  test('a unit brings documents on a phone, shares one and takes it back', { timeout: 240_000 }, async () => {
    const publisher = await staff('mo-dot', 'publisher', '');
    expect(await call(publisher.page, 'POST', '/imports', { kind: 'framework', framework })).toBe(201);
    expect(await call(publisher.page, 'POST', '/imports', campaign(DOCUMENTS, []))).toBe(201);
    const deadlines = { deadlines: { self: dayFromNow(5) } };
    expect(await call(publisher.page, 'PUT', `/campaigns/${DOCUMENTS}/deadlines`, deadlines)).toBe(200);
    const officer = await staff('don-vi', 'unit-officer', UNIT, { viewport: PHONE });
    const { page } = officer;
    await open(page, `danh-gia/${DOCUMENTS}/don-vi/${UNIT}`);
    const slot = page.locator('#tc-1-1 .evidence');
    await slot.getByRole('button', { name: /^Thêm tài liệu/ }).click();
    const choose = async (name: string, mimeType: string, buffer: Buffer) =>
      slot.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
    // What is refused says why, and stays to be corrected.
    await choose('Quyết định 12.pdf', 'application/pdf', Buffer.from('no pdf at all'));
    expect(await slot.locator('input[name=title]').inputValue()).toBe('Quyết định 12');
    await slot.getByRole('button', { name: 'Gửi tài liệu' }).click();
    await slot.locator('.note.bad').waitFor();
    expect(await slot.locator('.note.bad').textContent()).toContain('Chỉ nhận PDF');
    officer.complaints.length = 0;
    await checkScreen(officer);
    await choose('Quyết định 12.pdf', 'application/pdf', PDF);
    await slot.locator('input[name=number]').fill('12/QĐ-UBND');
    await slot.locator('input[name=issuedOn]').fill('2026-05-04');
    await slot.getByRole('button', { name: 'Gửi tài liệu' }).click();
    await slot.getByRole('link', { name: 'Tải về: Quyết định 12' }).waitFor();
    expect(await slot.textContent()).toContain('số 12/QĐ-UBND ngày 04/05/2026');
    await checkScreen(officer);
    // The same document for another criterion, without sending it again.
    const second = page.locator('#tc-1-2 .evidence');
    await second.getByRole('button', { name: /^Dùng tài liệu đã có/ }).click();
    await second.getByRole('button', { name: /^Dùng cho tiêu chí này/ }).click();
    await second.getByRole('link', { name: 'Tải về: Quyết định 12' }).waitFor();
    expect(await slot.textContent()).toContain('dùng cả cho tiêu chí 1.2');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      second.getByRole('link', { name: 'Tải về: Quyết định 12' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('Quyết định 12.pdf');
    expect(readFileSync(await file.path()).equals(PDF)).toBe(true);
    // Taken back, and brought in again by undoing.
    await slot.getByRole('button', { name: /^Rút tài liệu/ }).click();
    await slot.locator('.tag', { hasText: 'đã rút' }).waitFor();
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await slot.locator('.tag', { hasText: 'đã rút' }).waitFor({ state: 'detached' });
    await checkScreen(officer);
    await officer.context.close();
    await publisher.context.close();
  });

  test('one compares and proposes, a second confirms; everybody reads it', { timeout: 240_000 }, async () => {
    // Frameworks are brought by who publishes for all.
    const one = await staff('cong-bo-1', 'publisher', '');
    const other = await staff('cong-bo-2', 'publisher', 'XX');
    await call(one.page, 'POST', '/imports', { kind: 'framework', framework });
    const scores = [
      score(UNIT, '1.1', '5.5'),
      score(UNIT, '1.2', '3'),
      score(OTHER, '1.1', '6'),
      score(OTHER, '1.2', '3.25'),
    ];
    expect(await call(one.page, 'POST', '/imports', campaign(CAMPAIGN, scores))).toBe(201);
    await comparesWithPrint(one);
    await proposes(one);
    await confirms(other);
    await reads();
    await one.context.close();
    await other.context.close();
  });
});

async function comparesWithPrint(publisher: Visit): Promise<void> {
  const { page } = publisher;
  await open(page, `dot-danh-gia/${CAMPAIGN}`);
  await page.getByText('Không còn gì thiếu').waitFor();
  await checkScreen(publisher);
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
  await checkScreen(publisher);
  await page.getByRole('button', { name: 'Đối chiếu', exact: true }).click();
  await page.locator('#print-result').waitFor();
  const said = (await page.textContent('main')) ?? '';
  // 8.5 of 10 is 85, printed 84.90.
  expect(said).toContain('4 ô được đối chiếu: 1 ô lệch');
  expect(said).toContain('“Sở lạ” – chưa ghi nhận đơn vị nào có tên này');
  expect(await page.locator('tbody tr').allTextContents()).toEqual(['Sở Nội vụChỉ số84,9085+0,10Không khớp']);
  await checkScreen(publisher);
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

async function proposes(publisher: Visit): Promise<void> {
  const { page } = publisher;
  await open(page, `dot-danh-gia/${CAMPAIGN}`);
  await page.getByRole('button', { name: 'Đề nghị công bố' }).click();
  await page.click('dialog button[type=submit]');
  // What is missing is said at its field, and the first of them has the focus.
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'number');
  await page.fill('dialog input[name=number]', '12/QĐ-UBND');
  await page.fill('dialog input[name=day]', '2026-12-01');
  await checkScreen(publisher);
  await page.click('dialog button[type=submit]');
  await page.getByText('Bạn đã đề nghị công bố').waitFor();
  // The same person is offered to take it back, not to confirm it.
  expect(await page.getByRole('button', { name: 'Xác nhận công bố' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Rút đề nghị' }).count()).toBe(1);
  await checkScreen(publisher);
}

async function confirms(second: Visit): Promise<void> {
  const { page } = second;
  await open(page, `dot-danh-gia/${CAMPAIGN}`);
  await page.getByText('Quyết định số 12/QĐ-UBND ngày 01/12/2026').waitFor();
  // Refusing needs a reason; Esc leaves everything as it was.
  await page.getByRole('button', { name: 'Từ chối' }).click();
  await page.click('dialog button[type=submit]');
  await page.getByText('Hãy nêu lý do.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Xác nhận công bố' }).click();
  await checkScreen(second);
  await page.click('dialog .dialog-actions button:has-text("Xác nhận công bố")');
  await page.getByText('Đã công bố phiên bản 1.', { exact: true }).waitFor();
  await page.getByText('chưa có gì mới để công bố').waitFor();
  await checkScreen(second);
}

/** As anybody would: the page, its files, and the workbook in another program. */
async function reads(): Promise<void> {
  const reader = await visit(browser, { acceptDownloads: true });
  const { page } = reader;
  for (const prefix of ['', '/en'])
    for (const path of ['', '/ban/1', '/cach-tinh']) {
      await page.goto(`${server.origin}${prefix}/ket-qua/${CAMPAIGN}${path}`);
      await checkScreen(reader);
    }
  await page.goto(`${server.origin}/ket-qua/${CAMPAIGN}`);
  expect(await page.textContent('main')).toContain('Quyết định số 12/QĐ-UBND ngày 01/12/2026');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^Bảng tính Excel/ }).click(),
  ]);
  const [ranking] = await readSheets(await file.path());
  expect(ranking?.data.slice(4).map((row) => [row[0], row[2], row[11]])).toEqual([
    [1, 'Sở Tư pháp', 92.5],
    [2, 'Sở Nội vụ', 85],
  ]);
  await reader.context.close();
}
