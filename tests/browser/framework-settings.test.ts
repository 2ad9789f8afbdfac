/**
 * A publisher's year begins, on the built program and in a real browser: a framework from the year before, changed and
 * saved, taken out as a workbook and back, compared; then a campaign with its units, policies, bonus and what does not
 * apply. Every screen is looked at by axe, at the width of a desk and of an old phone, in both languages.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, type Visit } from '../help/browser.ts';
import { checkBothWidths, checkScreen } from '../help/check-screen.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { staffVisit } from '../help/staff-visit.ts';

const folder = join(tmpdir(), `thuoc-do-downloads-${process.pid}`);

let server: RunningServer;
let browser: Browser;
let lan: Visit;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  [server, browser] = await Promise.all([startRunningServer(), launchBrowser()]);
  lan = await staffVisit({ server, browser }, ['lan', 'publisher', 'XX']);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const at = (path: string) => `${server.origin}/quan-tri${path}`;

/** The screen once more in English, where no Vietnamese sentence of the product may be left. */
async function checkEnglish(visitor: Visit, heading: string): Promise<void> {
  const { page } = visitor;
  await page.click('.bar button[lang=en]');
  await page.waitForSelector(`h1:has-text("${heading}")`);
  await checkBothWidths(visitor);
  await page.click('.bar button[lang=vi]');
}

const row = (page: Page, code: string) => page.locator(`[id="row-${code}"]`);

async function save(page: Page): Promise<void> {
  await page.click('.editor-bar button:has-text("Lưu")');
  await page.waitForSelector('.editor-bar [role=status]:has-text("Đã lưu lúc")');
}

describe('a framework', () => {
  test('is made from the year before and opens as a draft', { timeout: 120_000 }, async () => {
    const { page } = lan;
    await page.goto(at('/bo-tieu-chi'));
    await page.waitForSelector('table a:has-text("tinh-mau"), table th');
    await checkBothWidths(lan);
    await checkEnglish(lan, 'Frameworks');
    await page.click('.screen-actions button:has-text("Tạo bộ tiêu chí")');
    const earlier = page.locator('dialog select[name=earlier]');
    const option = earlier.locator('option', { hasText: 'tinh-mau-2026' });
    await earlier.selectOption((await option.getAttribute('value')) ?? '');
    await page.fill('dialog input[name=id]', 'tinh-mau-2027');
    await page.fill('dialog input[name=title]', 'Bộ tiêu chí cấp xã năm 2027');
    await checkBothWidths(lan);
    await page.click('dialog button[type=submit]');
    await page.waitForURL(/bo-tieu-chi\/tinh-mau-2027\/1$/);
    await page.waitForSelector('.editor-tree');
    expect(await page.textContent('h1')).toBe('Bộ tiêu chí cấp xã năm 2027');
    await checkBothWidths(lan);
  });

  test('shows live sums, takes steps back, and is saved with its faults told', {
    timeout: 120_000,
  }, async () => {
    const { page } = lan;
    const area = row(page, '1');
    expect(await area.locator('.sum').textContent()).toContain('đủ');
    await row(page, '1.1').locator('button').click();
    await page.waitForSelector('.open-row');
    await checkBothWidths(lan);
    const max = page.locator('.open-row input[name=max]');
    const before = await max.inputValue();
    await max.fill('1,25');
    expect(await area.locator('.wrong-sum').textContent()).toContain('thiếu');
    await page.click('.editor-bar button:has-text("Hoàn tác")');
    expect(await max.inputValue()).toBe(before);
    await page.click('.editor-bar button:has-text("Làm lại")');
    expect(await max.inputValue()).toBe('1,25');
    await save(page);
    const faults = page.locator('.note.bad li');
    expect(await faults.first().textContent()).toContain('Điểm tối đa khác tổng điểm');
    await faults.first().locator('button').click();
    await page.waitForSelector('[id="row-1"] [aria-expanded=true]');
    await checkBothWidths(lan);
    await page.click('.editor-bar button:has-text("Hoàn tác")');
    await save(page);
    await page.waitForSelector('.note.good:has-text("Không còn lỗi")');
  });

  test('gives every kind of rule its form, and a row its place', { timeout: 120_000 }, async () => {
    const { page } = lan;
    await row(page, '1.1').locator('button').click();
    for (const kind of await page.locator('.open-row select[name=rule] option').all()) {
      await page
        .locator('.open-row select[name=rule]')
        .selectOption((await kind.getAttribute('value')) ?? '');
      await checkScreen(lan);
    }
    await page.locator('.open-row select[name=rule]').selectOption('to-target');
    await page.fill('.open-row input[name=target]', '50');
    await page.click('.row-tools button:has-text("Thêm tiêu chí sau")');
    expect(await page.locator('.open-row input[name=code]').inputValue()).toMatch(/^1\.\d+$/);
    await page.click('.row-tools button:has-text("Xóa")');
    await save(page);
    expect(await row(page, '1.1').textContent()).toContain('so với chỉ tiêu');
  });

  test('survives a closed browser: unsaved changes are offered again', { timeout: 60_000 }, async () => {
    const { page } = lan;
    await page.click('summary:has-text("Tên, xếp loại, làm tròn")');
    await page.fill('input[name=title]', 'Tên chưa lưu');
    await page.waitForFunction(() =>
      Object.values({ ...localStorage })
        .join()
        .includes('Tên chưa lưu'),
    );
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.waitForSelector('.kept-note');
    await checkBothWidths(lan);
    await page.click('.kept-note button:has-text("Mở lại")');
    await page.click('summary:has-text("Tên, xếp loại, làm tròn")');
    expect(await page.inputValue('input[name=title]')).toBe('Tên chưa lưu');
    await page.click('.editor-bar button:has-text("Hoàn tác")');
  });

  test('goes out as a workbook and comes back; a changed sheet is told by its cells', {
    timeout: 120_000,
  }, async () => {
    const { page } = lan;
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('a:has-text("Excel")')]);
    const file = join(folder, 'mau.xlsx');
    await download.saveAs(file);
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
    await page.setInputFiles('.editor-bar input[type=file]', file);
    await page.waitForSelector('.editor-bar [role=status]:has-text("Đã lấy nội dung từ mau.xlsx")');
    await save(page);
    await page.waitForSelector('.note.good');
    await page.setInputFiles('.editor-bar input[type=file]', {
      name: 'khac.xlsx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('không phải bảng tính'),
    });
    await page.waitForSelector('.note.bad:has-text("Không đọc được tệp")');
    const part = { kind: 'framework', framework: { id: 'x', version: 1 } };
    await page.setInputFiles('.editor-bar input[type=file]', {
      name: 'thieu.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(part)),
    });
    await page.waitForSelector('.note.bad:has-text("framework.criteria: Thiếu trường này")');
    expect(await page.locator('.editor-tree').count()).toBe(1);
    lan.complaints.length = 0;
    await checkBothWidths(lan);
  });

  test('is not written over: the second is told who saved, and keeps what he typed', {
    timeout: 120_000,
  }, async () => {
    const minh = await staffVisit({ server, browser }, ['minh', 'publisher', 'XX']);
    await minh.page.goto(at('/bo-tieu-chi/tinh-mau-2027/1'));
    await minh.page.waitForSelector('.editor-tree');
    const rename = async ({ page }: Visit, title: string) => {
      const settings = page.locator('details:has(input[name=title])');
      if ((await settings.getAttribute('open')) === null) await settings.locator('summary').click();
      await page.fill('input[name=title]', title);
    };
    await rename(lan, 'Tên của Lan');
    await save(lan.page);
    await rename(minh, 'Tên của Minh');
    await minh.page.click('.editor-bar button:has-text("Lưu")');
    const told = minh.page.locator('.note.bad', { hasText: 'Người khác vừa sửa' });
    await told.waitFor();
    expect(await told.textContent()).toContain('lan đã lưu lúc');
    expect(await minh.page.inputValue('input[name=title]')).toBe('Tên của Minh');
    minh.complaints.length = 0;
    await checkBothWidths(minh);
    await minh.context.close();
  });

  test('passes on what stands on the screen, and its head says what was saved', {
    timeout: 120_000,
  }, async () => {
    const { page } = lan;
    const title = page.locator('input[name=title]');
    await title.fill('Tên đã lưu');
    await row(page, '1.1').locator('button').first().click();
    const max = page.locator('.open-row input[name=max]');
    const before = await max.inputValue();
    await max.fill('1,25');
    await save(page);
    expect(await page.textContent('h1')).toBe('Tên đã lưu');
    expect(await page.textContent('main .tag')).toBe('bản nháp');
    await max.fill(before);
    await save(page);
    expect(await page.textContent('main .tag')).toBe('dùng được');
    await title.fill('Tên còn trên màn hình');
    await page.click('button:has-text("Tạo bản mới từ bản này")');
    await page.waitForURL(/tinh-mau-2027\/2$/);
    await page.waitForSelector('h1:has-text("Tên còn trên màn hình")');
    await page.click('summary:has-text("Tên, xếp loại, làm tròn")');
    await title.fill('Tên sắp xóa');
    await save(page);
    await page.click('button:has-text("Xóa bản nháp")');
    await page.waitForSelector('.flash:has-text("Đã xóa bản nháp “Tên sắp xóa”")');
    await page.goto(at('/bo-tieu-chi/tinh-mau-2027/1'));
    await page.waitForSelector('h1:has-text("Tên đã lưu")');
  });

  test('stands beside the version before it, with what changed', { timeout: 60_000 }, async () => {
    const { page } = lan;
    await page.click('a:has-text("So sánh hai bản")');
    await page.waitForURL(/thay-doi$/);
    const other = page.locator('select[name=other]');
    const option = other.locator('option', { hasText: 'tinh-mau-2026' });
    await other.selectOption((await option.getAttribute('value')) ?? '');
    await page.waitForSelector('.changes');
    expect(await page.textContent('.changes')).toContain('đổi cách tính');
    await checkBothWidths(lan);
  });
});

describe('a campaign', () => {
  const CAMPAIGN = 'so-2027';

  test('is created on the screen; a missing field is told at its place', { timeout: 120_000 }, async () => {
    const { page } = lan;
    await page.goto(at('/dot-danh-gia'));
    await page.click('.screen-actions a:has-text("Tạo đợt đánh giá")');
    await page.waitForURL(/tao-dot-danh-gia$/);
    await page.waitForSelector('input[name=year]');
    await checkBothWidths(lan);
    await checkEnglish(lan, 'Create a campaign');
    await page.click('form button[type=submit]');
    expect(await page.locator('.field.wrong').count()).toBe(2);
    await page.fill('input[name=year]', '2027');
    await page.fill('input[name=title]', 'Chỉ số các sở năm 2027');
    await page.fill('input[name=id]', CAMPAIGN);
    const framework = page.locator('select[name=framework]');
    const option = framework.locator('option', { hasText: 'tinh-mau-2027' });
    await framework.selectOption((await option.getAttribute('value')) ?? '');
    await page.locator('select[name=kind]').selectOption('department');
    await page.click('button:has-text("Thêm cả")');
    await page.waitForSelector('.unit-list');
    await checkBothWidths(lan);
    await page.click('form button[type=submit]');
    await page.waitForURL(new RegExp(`chi-so/${CAMPAIGN}$`));
    await page.waitForSelector('.tabs');
    await checkBothWidths(lan);
  });

  test('changes its policies, with a way back', { timeout: 120_000 }, async () => {
    const { page } = lan;
    await page.selectOption('select[name=notApplicable]', 'level-by-level');
    await page.click('form button[type=submit]');
    await page.waitForSelector('.flash:has-text("Đã lưu")');
    await page.click('.flash button:has-text("Hoàn tác")');
    await page.waitForFunction(
      () => document.querySelector<HTMLSelectElement>('select[name=notApplicable]')?.value === 'flat',
    );
    await page.click('label:has-text("Giữ hạng theo xếp loại")');
    await page.fill('input[name=least]', '62,5');
    await page.click('form button[type=submit]');
    await page.waitForSelector('.flash');
    await checkBothWidths(lan);
  });

  test('puts its units in order', { timeout: 120_000 }, async () => {
    const { page } = lan;
    await page.goto(at(`/chi-so/${CAMPAIGN}/don-vi`));
    await page.waitForSelector('.unit-list');
    const second = await page.locator('.unit-list tbody th').nth(1).textContent();
    await page.locator('.unit-list tbody tr').nth(1).locator('button').first().click();
    expect(await page.locator('.unit-list tbody th').first().textContent()).toBe(second);
    await page.click('form button[type=submit]');
    await page.waitForSelector('.flash');
    await checkBothWidths(lan);
  });

  test('records a bonus with reason and document, and takes it back', { timeout: 120_000 }, async () => {
    const { page } = lan;
    await page.goto(at(`/chi-so/${CAMPAIGN}/thuong-tru`));
    await page.waitForSelector('form');
    await checkBothWidths(lan);
    await page.click('form button[type=submit]');
    expect(await page.locator('.field.wrong').count()).toBe(4);
    await page.selectOption('select[name=unit]', 'XX-SNV');
    await page.fill('input[name=points]', '0,5');
    await page.fill('input[name=reason]', 'Sáng kiến cấp tỉnh');
    await page.fill('input[name=document]', 'QĐ 12/QĐ-UBND, 05/02/2028');
    await page.click('form button[type=submit]');
    await page.waitForSelector('table:has-text("Sáng kiến cấp tỉnh")');
    await checkBothWidths(lan);
    await page.click('table button:has-text("Bỏ")');
    await page.waitForSelector('.empty');
    await page.click('.flash button:has-text("Hoàn tác")');
    await page.waitForSelector('table:has-text("0,5")');
  });

  test('marks what does not apply, and the standard scale follows', { timeout: 120_000 }, async () => {
    const { page } = lan;
    await page.goto(at(`/chi-so/${CAMPAIGN}/khong-ap-dung`));
    await page.waitForSelector('select[name=subject]');
    await checkBothWidths(lan);
    await page.selectOption('select[name=subject]', '1.1');
    await page.click('button:has-text("Chọn tất cả")');
    await page.click('form button[type=submit]');
    expect(await page.textContent('.field.wrong')).toContain('Hãy ghi lý do');
    await page.fill('input[name=reason]', 'Sở không thực hiện nhiệm vụ này');
    await page.click('form button[type=submit]');
    await page.waitForSelector('.matrix');
    expect(await page.textContent('main')).toMatch(/thang điểm chuẩn \d+(,\d+)?\/100/);
    await checkBothWidths(lan);
    await checkEnglish(lan, 'Settings');
  });

  test('says what the classes of the units below are held to', { timeout: 60_000 }, async () => {
    const { page } = lan;
    await page.goto(at(`/chi-so/${CAMPAIGN}/cap-duoi`));
    await page.waitForSelector('h2');
    expect(await page.textContent('main')).toContain('62,5');
    await page.click('button:has-text("Thêm dòng")');
    await page.selectOption('.row-form select[name=unit]', 'XX-SNV');
    await page.fill('.row-form input[name=units]', '8');
    await page.fill('.row-form input[name=reaching]', '5');
    await page.fill('.row-form input[name=document]', 'Báo cáo 7/BC-SNV');
    await checkBothWidths(lan);
    await page.click('form:has(.row-form) button[type=submit]');
    await page.waitForSelector('.flash');
    expect(await page.textContent('.row-form')).toContain('đủ');
  });

  test('has locked its framework, which can only be read now', { timeout: 60_000 }, async () => {
    const { page } = lan;
    await page.goto(at('/bo-tieu-chi/tinh-mau-2027/1'));
    await page.waitForSelector('.editor-tree');
    expect(await page.textContent('main')).toContain('Bản này đã khóa');
    expect(await page.locator('.editor-bar').count()).toBe(0);
    await row(page, '1.1').locator('button').click();
    expect(await page.locator('.open-row input[name=max]').isDisabled()).toBe(true);
    await checkBothWidths(lan);
    await page.click('button:has-text("Tạo bản mới từ bản này")');
    await page.waitForURL(/tinh-mau-2027\/2$/);
  });

  test('that is locked while somebody changes it loses nothing of his', { timeout: 120_000 }, async () => {
    const { page } = lan;
    await page.waitForSelector('.editor-tree');
    await page.click('summary:has-text("Tên, xếp loại, làm tròn")');
    await page.fill('input[name=title]', 'Tên của bản sau');
    const other = await lan.context.newPage();
    await other.goto(at('/tao-dot-danh-gia'));
    await other.fill('input[name=year]', '2028');
    await other.fill('input[name=title]', 'Chỉ số các sở năm 2028');
    await other.fill('input[name=id]', 'so-2028');
    const framework = other.locator('select[name=framework]');
    const option = framework.locator('option', { hasText: /tinh-mau-2027.*bản 2/ });
    await framework.selectOption((await option.getAttribute('value')) ?? '');
    await other.locator('select[name=kind]').selectOption('department');
    await other.click('button:has-text("Thêm cả")');
    await other.click('form button[type=submit]');
    await other.waitForURL(/chi-so\/so-2028$/);
    await other.close();
    await page.keyboard.press('Control+s');
    await page.waitForSelector('.note.warn:has-text("Hãy lưu thành bản mới, hoặc lưu ra tệp")');
    expect(await page.inputValue('input[name=title]')).toBe('Tên của bản sau');
    expect(await page.textContent('main .tag')).toBe('đã khóa');
    lan.complaints.length = 0;
    await checkBothWidths(lan);
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.click('.kept-note button:has-text("Mở lại")');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('button:has-text("Lưu bản của tôi ra tệp")'),
    ]);
    const file = join(folder, 'cua-toi.json');
    await download.saveAs(file);
    expect(readFileSync(file, 'utf8')).toContain('Tên của bản sau');
    await page.click('button:has-text("Lưu thành bản mới")');
    await page.waitForURL(/tinh-mau-2027\/3$/);
    await page.waitForSelector('h1:has-text("Tên của bản sau")');
  });
});
