/** What the publisher arranges: the days, who appraises what, the council, and a change after the lock. */
import { expect } from 'vitest';
import type { Visit } from '../../help/browser.ts';
import { checkAfterRefusal, checkScreen } from '../../help/check-screen.ts';
import { dayFromNow, OTHER } from '../../help/year-campaign.ts';
import { ASSESSED, CAMPAIGN, type People } from './year.ts';

/** Sets the days, which opens the self-assessment of both units. */
export async function openTheYear(visitor: Visit): Promise<void> {
  const { page } = visitor;
  await page.click('nav a:has-text("Đánh giá, thẩm định")');
  await page.click(`a[href$="/danh-gia/${CAMPAIGN}"]`);
  await page.waitForSelector('.empty');
  await checkScreen(visitor);
  await page.click('.screen-actions button:has-text("Mở tự đánh giá")');
  for (const [stage, days] of [
    ['self', 5],
    ['round-1', 10],
    ['explanation', 15],
    ['round-2', 20],
    ['council', 25],
  ] as const)
    await page.fill(`dialog input[name="${stage}"]`, dayFromNow(days));
  await checkScreen(visitor);
  // A stage that ends before the one ahead of it is told at its field, and nothing is opened.
  await page.fill('dialog input[name="round-2"]', dayFromNow(12));
  await page.click('dialog button[type=submit]');
  await page.waitForSelector('dialog [role=alert]');
  await page.fill('dialog input[name="round-2"]', dayFromNow(20));
  await page.click('dialog button[type=submit]');
  await page.waitForSelector('.assessed-units tbody tr');
  expect(await page.locator('.assessed-units tbody tr').count()).toBe(2);
  visitor.complaints.length = 0;
  await checkScreen(visitor);
}

export async function assignAreas(visitor: Visit): Promise<void> {
  const { page } = visitor;
  await page.click('.screen-actions a:has-text("Phân công")');
  await page.waitForSelector('fieldset.appraiser');
  const tick = async (name: string, area: string) => {
    await page.locator('fieldset.appraiser', { hasText: name }).locator('label', { hasText: area }).click();
    await page.waitForSelector(`.flash-text:has-text("${name}")`);
  };
  await tick('tham-dinh-1', '1. Chỉ đạo');
  await tick('tham-dinh-2', '2. Kết quả');
  await page.waitForFunction(() => !document.querySelector('main .note.warn'));
  await checkScreen(visitor);
}

/** The council takes both units, and sets one score itself: chosen from the list, told from its place where it is wrong. */
export async function decide(visitor: Visit): Promise<void> {
  const { page } = visitor;
  await page.goto(ASSESSED);
  await page.click('.screen-actions button:has-text("quyết định hội đồng")');
  await page.fill('dialog input[name=number]', '05/QĐ-HĐTĐ');
  await page.fill('dialog input[name=day]', dayFromNow(0));
  await page.click('dialog summary');
  await page.click('dialog button:has-text("Thêm một điểm")');
  await page.selectOption('dialog select[name=unit-0]', OTHER);
  const offered = await page.locator('dialog select[name=criterion-0] option').allTextContents();
  expect(offered[0]).toBe('1.1 Sáng kiến');
  await page.selectOption('dialog select[name=criterion-0]', '2.3');
  await page.fill('dialog input[name=points-0]', '9');
  await page.fill('dialog input[name=note-0]', 'Theo biên bản họp');
  await page.fill('dialog input[name=source-0]', 'Biên bản số 3');
  await checkScreen(visitor);
  await page.click('dialog button[type=submit]');
  await page.waitForSelector('dialog [role=alert]');
  expect(await page.textContent('dialog [role=alert]')).toContain('Vượt điểm tối đa 1,5');
  expect(await page.textContent('dialog .field.wrong')).toContain('Vượt điểm tối đa 1,5');
  await checkAfterRefusal(visitor, 422);
  await page.fill('dialog input[name=points-0]', '1,1');
  await page.click('dialog button[type=submit]');
  await page.waitForFunction(() => document.querySelectorAll('.assessed-units td .tag.top').length === 2);
}

/** A change after the lock waits for somebody else: whoever proposed it is not asked, and nothing is published meanwhile. */
export async function change({ publisher, confirmer }: People): Promise<void> {
  const { page } = publisher;
  await page.goto(ASSESSED);
  await page.click('.screen-actions a:has-text("Sửa điểm đã chốt")');
  await page.waitForSelector('.empty');
  await checkScreen(publisher);
  await page.click('.screen-actions button');
  await page.waitForSelector('dialog textarea');
  await page.fill('dialog .number-field input', '1,6');
  await page.fill('dialog form > .field textarea', 'Nhầm khi nhập');
  await checkScreen(publisher);
  await page.click('dialog button[type=submit]');
  await page.waitForSelector('.change');
  expect(await page.textContent('.change')).toContain('Chờ một người khác xác nhận');
  expect(await page.locator('.change button').allTextContents()).toEqual(['Rút đề nghị']);
  await checkScreen(publisher);
  const other = confirmer.page;
  await other.goto(`${ASSESSED}/sua-diem`);
  await other.waitForSelector('.change');
  expect(await other.textContent('.change')).toContain('1,5 → 1,6');
  expect(await other.textContent('.change')).toContain('Nhầm khi nhập');
  await other.click('.change button:has-text("Xác nhận")');
  await other.waitForSelector('.change:has-text("Đã xác nhận")');
  await checkScreen(confirmer);
}
