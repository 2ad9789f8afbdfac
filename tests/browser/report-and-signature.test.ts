/**
 * The report and the signatures in a real browser: a publisher writes a sentence, tries, saves and takes it back, downloads
 * the document; registers a key, signs the published file on the command line and brings the signature, which the public
 * page then shows. At the widths of a desk and a phone; axe finds nothing.
 */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mammoth from 'mammoth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../help/browser.ts';
import { checkAfterRefusal, checkBothWidths } from '../help/check-screen.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { staffVisit } from '../help/staff-visit.ts';

let browser: Browser;
let server: RunningServer;
const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-report-'));
/** A folder for pictures of the screens, for people to look at; none unless named. */
const pictures = process.env.PICTURES;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startRunningServer()]);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const picture = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};

async function downloaded(
  page: Page,
  press: () => Promise<unknown>,
): Promise<{ name: string; path: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return { name: download.suggestedFilename(), path };
}

test('a publisher writes, tries and saves a sentence, and takes the report along', {
  timeout: 180_000,
}, async () => {
  const visitor = await staffVisit({ server, browser }, ['minh', 'publisher']);
  const { page } = visitor;
  await page.click('nav a:text-is("Báo cáo")');
  await page.selectOption('select[name=campaign]', 'lai-chau-2020');
  await page.selectOption('select[name=compared]', 'lai-chau-2017');
  await page.waitForSelector('.report-preview >> text=SO VỚI NĂM 2017');
  expect(page.url()).toContain('so-voi=lai-chau-2017');
  await checkBothWidths(visitor);
  await picture(page, 'report');

  await page.click('summary:has-text("Kết quả chung")');
  const field = 'textarea[name=ket-qua-chung]';
  const save = '.report-part[open] button:text-is("Lưu câu này")';
  expect(await page.isDisabled(save)).toBe(true);
  await page.fill(field, 'Toàn tỉnh có {{so_don_vi}} đơn vị.');
  await page.click(save);
  await page.waitForSelector('text=Không có chỗ điền nào tên “so_don_vi”');
  await checkAfterRefusal(visitor, 422);
  await page.fill(field, 'Toàn tỉnh có  đơn vị.');
  await page.evaluate((at) => {
    const area = document.querySelector<HTMLTextAreaElement>(at);
    area?.setSelectionRange(13, 13);
  }, field);
  await page.selectOption('.report-part[open] select', 'tong_so_don_vi');
  expect(await page.inputValue(field)).toBe('Toàn tỉnh có {{tong_so_don_vi}} đơn vị.');
  await page.click('button:text-is("Xem thử câu đang soạn")');
  await page.waitForSelector('.report-preview >> text=Toàn tỉnh có 20 đơn vị.');
  await page.waitForSelector('text=Đang xem thử 1 câu chưa lưu.');
  await page.click(save);
  await page.waitForSelector('text=Đã lưu “Kết quả chung”.');
  await checkBothWidths(visitor);
  await picture(page, 'report-sentence');

  const file = await downloaded(page, () => page.click('button:text-is("Tải báo cáo (DOCX)")'));
  expect(file.name).toBe('bao-cao-lai-chau-2020-1.docx');
  const { value } = await mammoth.extractRawText({ path: file.path });
  expect(value).toContain('Toàn tỉnh có 20 đơn vị.');
  // All that the preview says stands in the document.
  const shown = await page.$$eval('.report-preview td', (cells) =>
    cells.map((cell) => cell.textContent ?? ''),
  );
  expect(shown.length).toBeGreaterThan(300);
  for (const text of new Set(shown)) expect(value).toContain(text);

  await page.click('button:text-is("Trở về câu mẫu")');
  await page.waitForSelector('.report-preview >> text=Có 20 đơn vị được đánh giá');
  await page.click('button:text-is("Hoàn tác")');
  await page.waitForSelector('.report-preview >> text=Toàn tỉnh có 20 đơn vị.');
  await visitor.context.close();
});

test('a signature made elsewhere is brought, and the public page says who signed', {
  timeout: 180_000,
}, async () => {
  const visitor = await staffVisit({ server, browser }, ['binh', 'publisher', 'LC']);
  const { page } = visitor;
  await page.goto('/quan-tri/bao-cao');
  await page.click('a:text-is("Chữ ký số")');
  await page.waitForSelector('text=Chưa đăng ký khóa nào.');
  await checkBothWidths(visitor);

  const key = join(folder, 'khoa-ky.pem');
  const said = await server.cli('sign-key', 'new', key);
  const publicKey = /public key: (\S+)/.exec(said)?.[1] ?? '';
  await page.click('button:text-is("Đăng ký khóa")');
  await page.fill('input[name=name]', 'Sở Nội vụ tỉnh Lai Châu');
  await page.fill('textarea[name=publicKey]', readFileSync(key, 'utf8'));
  const add = 'dialog button:text-is("Đăng ký khóa")';
  await page.click(add);
  await page.waitForSelector('dialog >> text=Đây là khóa bí mật');
  await checkAfterRefusal(visitor, 422);
  await page.fill('textarea[name=publicKey]', publicKey);
  await page.click(add);
  await page.waitForSelector('text=Đã đăng ký khóa của Sở Nội vụ tỉnh Lai Châu.');

  const place = page.locator('.report-part', { hasText: 'năm 2020' });
  const file = await downloaded(page, () => place.locator('a', { hasText: 'Tải tệp công bố' }).click());
  await server.cli('sign', file.path, '--key', key);
  const signature = file.path.replace(/\.json$/, '.chu-ky.json');
  const bring = async (path: string) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      place.locator('button', { hasText: 'Mang chữ ký về' }).click(),
    ]);
    await chooser.setFiles(path);
  };
  await bring(file.path);
  await page.waitForSelector('text=Tệp này không phải tệp chữ ký');
  const damaged = join(folder, 'hong.chu-ky.json');
  writeFileSync(damaged, readFileSync(signature, 'utf8').replace(/"hash": "./, '"hash": "x'));
  await bring(damaged);
  await page.waitForSelector('text=Đây là chữ ký của tệp khác');
  await checkAfterRefusal(visitor, 422);
  await bring(signature);
  await page.waitForSelector('text=Đã nhận chữ ký của Sở Nội vụ tỉnh Lai Châu.');
  await checkBothWidths(visitor);
  await picture(page, 'signatures');

  await page.goto('/ket-qua/lai-chau-2020/cach-tinh');
  await page.waitForSelector('text=Sở Nội vụ tỉnh Lai Châu đã ký tệp công bố.');
  await checkBothWidths(visitor);
  await picture(page, 'signed-method');
  const signed = join(folder, 'da-ky.json');
  const response = await page.request.get('/du-lieu/lai-chau-2020/1/cong-bo.json');
  writeFileSync(signed, await response.body());
  expect(await server.cli('verify', signed, '--public-key', publicKey)).toContain('the key that was given');
  await visitor.context.close();
});
