/** What the officer of a unit does, on a phone: scores himself, hands in, explains. */
import { expect } from 'vitest';
import type { Visit } from '../../help/browser.ts';
import { checkAfterRefusal, checkScreen } from '../../help/check-screen.ts';
import { pdf } from '../../help/evidence.ts';
import { confirmStep, leafOn, openUnit, UNIT } from '../../help/year-campaign.ts';
import { CAMPAIGN } from './year.ts';

/** Figures with their arithmetic, a slip that is told, and a document for what is claimed. */
export async function scoreOneself(visitor: Visit): Promise<void> {
  const { page } = visitor;
  const leaf = (code: string) => leafOn(page, code);
  await leaf('1.1').waitFor();
  await checkScreen(visitor);
  expect(await page.textContent('.deadline')).toContain('còn 5 ngày');
  expect(await page.textContent('.missing summary')).toContain('4 tiêu chí');
  expect(await leaf('2.3').textContent()).toContain('đơn vị không tự chấm');

  await leaf('1.1').locator('input').first().fill('2,5');
  await leaf('1.1').locator('.error').waitFor();
  expect(await leaf('1.1').locator('.error').textContent()).toBe('Vượt điểm tối đa 2.');
  // What is no score is not said to be saved.
  await leaf('1.1').locator('.save-line:has-text("Chưa nhận điểm này")').waitFor();
  await checkAfterRefusal(visitor, 422);
  await leaf('1.1').locator('input').first().fill('2');
  await leaf('1.2').locator('input').nth(0).fill('90');
  await leaf('1.2').locator('input').nth(1).fill('100');
  await leaf('1.2').locator('.result-line').waitFor();
  expect(await leaf('1.2').locator('.result-line').textContent()).toContain('1,5 × 90 ÷ 100 = 1,35');
  await leaf('2.1').locator('input').first().fill('0,5');

  // What is claimed needs its document: told until it is brought, and seen by whoever appraises.
  await leaf('1.1').locator('.missing-line:has-text("Chưa có tài liệu kiểm chứng")').waitFor();
  await leaf('1.1').locator('button:has-text("Thêm tài liệu")').click();
  const file = { name: 'quyet-dinh-12.pdf', mimeType: 'application/pdf', buffer: pdf() };
  await leaf('1.1').locator('input[type=file]').setInputFiles(file);
  await leaf('1.1').locator('input[name=number]').fill('12/QĐ-UBND');
  await leaf('1.1').locator('.evidence-form button[type=submit]').click();
  await leaf('1.1').locator('.evidence-list a').waitFor();
  await leaf('1.1').locator('.missing-line').waitFor({ state: 'detached' });
}

/** A cut line loses nothing, another device shows the same, and handing in says what it means. */
export async function handIn(visitor: Visit): Promise<void> {
  const { page, context } = visitor;
  const leaf = (code: string) => leafOn(page, code);
  await context.setOffline(true);
  await leaf('2.2').locator('input').nth(0).fill('110');
  await leaf('2.2').locator('input').nth(1).fill('100');
  await leaf('2.2').locator('.save-line:has-text("Chưa lưu được")').waitFor();
  await context.setOffline(false);
  await leaf('2.2').locator('.result-line').waitFor();
  visitor.complaints.length = 0;
  await page.waitForSelector('.save-status:has-text("Đã lưu")');
  expect(await page.textContent('.assessment-summary')).toContain('4,85 trên 5,5 điểm · 4/4 tiêu chí');
  await page.reload();
  await leaf('1.2').waitFor();
  expect(await leaf('1.2').locator('input').nth(1).inputValue()).toBe('100');
  await page.waitForSelector('.all-there');
  await checkScreen(visitor);
  await page.click('.step-actions button:has-text("Nộp tự đánh giá")');
  expect(await page.locator('dialog .consequences li').count()).toBe(3);
  await checkScreen(visitor);
  await page.click('dialog button:has-text("Nộp tự đánh giá")');
  await page.waitForSelector('.state-line:has-text("Thẩm định vòng 1")');
  expect(await page.locator('.leaf input').count()).toBe(0);
  await checkScreen(visitor);
}

export async function explain(visitor: Visit): Promise<void> {
  const { page } = visitor;
  await openUnit(page, CAMPAIGN, UNIT);
  const own = leafOn(page, '1.1');
  await own.locator('textarea').waitFor();
  expect(await own.textContent()).toContain('Chỉ công nhận một sáng kiến');
  await checkScreen(visitor);
  await own.locator('textarea').fill('Hai sáng kiến đã được công nhận');
  await own.locator('.save-line:has-text("Đã lưu")').waitFor();
  await confirmStep(page, 'Nộp giải trình');
  await page.waitForSelector('.state-line:has-text("Thẩm định vòng 2")');
}
