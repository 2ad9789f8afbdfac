/** What two appraisers do, each in his area: a score with its reason, all that is equal at once, and round 2. */
import { expect } from 'vitest';
import type { Visit } from '../../help/browser.ts';
import { checkScreen } from '../../help/check-screen.ts';
import { confirmStep, leafOn, openUnit, UNIT } from '../../help/year-campaign.ts';
import { CAMPAIGN } from './year.ts';

/** Area 1: a claim lowered, which needs a reason; the rest accepted, taken back, and accepted again. */
export async function scoreFirstArea(visitor: Visit): Promise<void> {
  const { page } = visitor;
  await openUnit(page, CAMPAIGN, UNIT);
  const own = leafOn(page, '1.1');
  await own.waitFor();
  // Only the assigned area is there.
  expect(await leafOn(page, '2.1').count()).toBe(0);
  expect(await own.locator('.evidence-list').textContent()).toContain('12/QĐ-UBND');
  await checkScreen(visitor);
  // By keyboard: the focus goes where the work is, and never back to the top.
  await own.locator('button:has-text("Chấm điểm")').press('Enter');
  await own.locator('.number-field input:focus').waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('1,2');
  await checkScreen(visitor);
  await page.keyboard.press('Enter');
  await own.locator('.error').waitFor();
  expect(await own.locator('.error').textContent()).toContain('Hãy nêu lý do');
  visitor.complaints.length = 0;
  await own.locator('textarea').fill('Chỉ công nhận một sáng kiến');
  await own.locator('button:has-text("Lưu điểm")').press('Enter');
  await own.locator('.differs').waitFor();
  await own.locator('button:focus:has-text("Sửa điểm")').waitFor();
  const acceptRest = '.area button:has-text("Đồng ý cả 1 tiêu chí")';
  await page.click(acceptRest);
  await page.waitForSelector('.flash-text:has-text("Đã đồng ý 1 tiêu chí")');
  await page.click('.flash button:has-text("Hoàn tác")');
  await page.waitForSelector(acceptRest);
  await page.click(acceptRest);
  await page.waitForSelector('.step-actions:has-text("lĩnh vực của người thẩm định khác")');
  await page.click('label:has-text("Chỉ khác nhau")');
  expect(await page.locator('.leaf').count()).toBe(1);
  await checkScreen(visitor);
}

/** Area 2: points from a report and from a survey made elsewhere, each with its document. */
export async function scoreSecondArea(visitor: Visit): Promise<void> {
  const { page } = visitor;
  const leaf = (code: string) => leafOn(page, code);
  await openUnit(page, CAMPAIGN, UNIT);
  await leaf('2.1').waitFor();
  expect(await leaf('1.1').count()).toBe(0);
  const give = async (code: string, points: string, source: string, note: string) => {
    await leaf(code).locator('button:has-text("Chấm điểm")').click();
    await leaf(code).locator('.number-field input').fill(points);
    await leaf(code).locator('textarea').fill(note);
    await leaf(code).locator('.score-notes input').fill(source);
    await leaf(code).locator('button:has-text("Lưu điểm")').click();
    await leaf(code).locator('button:has-text("Sửa điểm")').waitFor();
  };
  await give('2.1', '0,8', 'Báo cáo số 7/BC', 'Theo báo cáo theo dõi nhiệm vụ');
  await give('2.3', '1,2', 'Báo cáo khảo sát đại biểu', '');
  // What he is typing elsewhere stays when he accepts a score.
  await leaf('2.1').locator('button:has-text("Sửa điểm")').click();
  await leaf('2.1').locator('textarea').fill('Đang ghi dở');
  await leaf('2.2').locator('button:has-text("Đồng ý")').press('Enter');
  await leaf('2.2').locator('button:focus:has-text("Sửa điểm")').waitFor();
  expect(await leaf('2.1').locator('textarea').inputValue()).toBe('Đang ghi dở');
  await leaf('2.1').locator('button:has-text("Thôi")').click();
  await page.waitForSelector('.all-there');
  await leaf('2.1').locator('.trail-box summary').click();
  const given = leaf('2.1').locator('.trail-list li').nth(1);
  await given.waitFor();
  expect(await given.textContent()).toContain('Báo cáo số 7/BC');
  await checkScreen(visitor);
  await confirmStep(page, 'Kết thúc vòng 1');
  await page.waitForSelector('.state-line:has-text("giải trình")');
}

/** Round 2 concerns what the unit explained, and nothing else. */
export async function lookAgain(first: Visit, second: Visit): Promise<void> {
  const { page } = first;
  await openUnit(page, CAMPAIGN, UNIT);
  const own = leafOn(page, '1.1');
  await own.waitFor();
  expect(await own.textContent()).toContain('Hai sáng kiến đã được công nhận');
  expect(await leafOn(page, '1.2').locator('button').count()).toBe(0);
  await own.locator('button:has-text("Chấm điểm")').click();
  await own.locator('input').first().fill('1,5');
  await own.locator('textarea').fill('Công nhận thêm một sáng kiến');
  await own.locator('button:has-text("Lưu điểm")').click();
  await page.waitForSelector('.all-there');
  await checkScreen(first);
  await openUnit(second.page, CAMPAIGN, UNIT);
  await second.page.waitForSelector('.step-actions button');
  await confirmStep(second.page, 'Kết thúc thẩm định');
  await second.page.waitForSelector('.state-line:has-text("Chờ hội đồng")');
}
