/**
 * A unit's officer types while the session ends, while the line is cut and the page is closed, and while the deadline is
 * moved: what was typed is there again, for the same person only. On a phone, where the standing stays in sight.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, PHONE, type Visit, visit } from '../help/browser.ts';
import { checkBothWidths, checkScreen } from '../help/check-screen.ts';
import { roundsFramework } from '../help/rounds-framework.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { callApi, newAccount, staffVisit } from '../help/staff-visit.ts';
import { bring, leafOn, openSelfAssessment, openUnit, UNIT, yearCampaign } from '../help/year-campaign.ts';

const CAMPAIGN = 'chua-gui';

let server: RunningServer;
let browser: Browser;
let publisher: Page;
let officer: Visit;
const passwords = new Map<string, string>();

/** Signs in on the form of the page. */
async function signIn(page: Page, username: string): Promise<void> {
  await page.fill('[name=username]', username);
  await page.fill('[name=password]', passwords.get(username) ?? '');
  await page.click('form button[type=submit]');
}

async function officerAccount(username: string): Promise<void> {
  const given = await newAccount(server, username, 'unit-officer', UNIT);
  const { page, context } = await visit(browser, { baseURL: server.origin });
  await page.goto('/quan-tri');
  await callApi(page, 'POST', '/session', { username, password: given });
  passwords.set(username, `${given}-own`);
  await callApi(page, 'PUT', '/session/password', { current: given, wanted: `${given}-own` });
  await context.close();
}

beforeAll(async () => {
  [server, browser] = await Promise.all([startRunningServer(), launchBrowser()]);
  publisher = (await staffVisit({ server, browser }, ['cong-bo', 'publisher'])).page;
  await bring(
    publisher,
    { kind: 'framework', framework: roundsFramework },
    yearCampaign(CAMPAIGN, roundsFramework),
  );
  await openSelfAssessment(publisher, CAMPAIGN, 4);
  for (const name of ['noi-vu', 'noi-vu-2']) await officerAccount(name);
  officer = await visit(browser, { baseURL: server.origin, viewport: PHONE });
  await openUnit(officer.page, CAMPAIGN, UNIT);
  await signIn(officer.page, 'noi-vu');
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const SLOW = { timeout: 120_000 };

test(
  'the rule is told before anything is typed, and the standing stays in sight on a phone',
  SLOW,
  async () => {
    const { page } = officer;
    await leafOn(page, '1.2').waitFor();
    expect(await leafOn(page, '1.2').textContent()).toContain('Cách tính điểm: 1,5 điểm × tử số ÷ mẫu số.');
    await leafOn(page, '2.2').scrollIntoViewIfNeeded();
    const line = page.locator('.summary-line');
    expect((await line.boundingBox())?.y).toBe(0);
    expect(await line.textContent()).toContain('0/5,5 điểm');
    expect(await line.textContent()).toContain('thiếu 4');
    expect(await line.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
    officer.complaints.length = 0;
    await checkBothWidths(officer);
  },
);

test(
  'what was typed as the session ended is sent after signing in again, and shown to nobody else',
  SLOW,
  async () => {
    const { page, context } = officer;
    const leaf = leafOn(page, '1.1');
    await leaf.locator('input').first().fill('1,5');
    await leaf.locator('.save-line:has-text("Đã lưu")').waitFor();
    await context.clearCookies();
    await leaf.locator('textarea').fill('Hai sáng kiến, một đã công nhận');
    await page.waitForSelector('[name=password]');
    await signIn(page, 'noi-vu');
    await leaf.locator('.save-line:has-text("Đã lưu")').waitFor();
    expect(await leaf.locator('input').first().inputValue()).toBe('1,5');
    expect(await leaf.locator('textarea').inputValue()).toBe('Hai sáng kiến, một đã công nhận');
    expect(await leaf.textContent()).toContain('đã được đưa lại đây');
    officer.complaints.length = 0;
    await checkScreen(officer);
    await page.reload();
    await leaf.locator('textarea').waitFor();
    expect(await leaf.locator('textarea').inputValue()).toBe('Hai sáng kiến, một đã công nhận');
    expect(await leaf.textContent()).not.toContain('đã được đưa lại đây');

    await context.clearCookies();
    await leaf.locator('textarea').fill('Chỉ của tôi');
    await page.waitForSelector('[name=password]');
    await signIn(page, 'noi-vu-2');
    await leaf.locator('textarea').waitFor();
    expect(await leaf.locator('textarea').inputValue()).toBe('Hai sáng kiến, một đã công nhận');
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Chỉ của tôi');
    await context.clearCookies();
    await page.reload();
    await signIn(page, 'noi-vu');
  },
);

test('what was typed without a line is sent when the page is opened again', SLOW, async () => {
  const { page, context } = officer;
  await leafOn(page, '2.1').waitFor();
  await context.setOffline(true);
  await leafOn(page, '2.1').locator('textarea').fill('Gõ lúc mất mạng');
  await leafOn(page, '2.1').locator('.save-line:has-text("Chưa lưu được")').waitFor();
  await page.close({ runBeforeUnload: false });
  await context.setOffline(false);
  const again = await context.newPage();
  officer = { ...officer, page: again, complaints: [] };
  await openUnit(again, CAMPAIGN, UNIT);
  await leafOn(again, '2.1').locator('.save-line:has-text("Đã lưu")').waitFor();
  expect(await leafOn(again, '2.1').locator('textarea').inputValue()).toBe('Gõ lúc mất mạng');
});

test(
  'a deadline that was moved while somebody types is told at once, and the text stays to be copied',
  SLOW,
  async () => {
    const { page, context } = officer;
    // The clock of the server cannot be moved from here: its refusal is.
    const place = { field: 'deadline', code: 'late', sentence: 'Hạn là hết ngày 01/02/2026.' };
    const closed = { stage: 'self', day: '2026-02-01', daysLeft: -1, closed: true };
    await context.route('**/assessments/**', async (route) => {
      if (route.request().method() === 'PUT')
        return route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          body: JSON.stringify({ code: 'deadline-passed', errors: [place] }),
        });
      const response = await route.fetch();
      const body = (await response.json()) as object;
      return route.fulfill({ response, json: { ...body, writes: null, deadline: closed } });
    });
    await leafOn(page, '1.2').locator('textarea').fill('Chưa kịp lưu');
    const aside = leafOn(page, '1.2').locator('.note.warn');
    await aside.waitFor();
    expect(await aside.textContent()).toContain('Chưa kịp lưu');
    expect(await page.textContent('.deadline')).toContain('quá 1 ngày');
    expect(await page.textContent('main')).not.toContain('deadline');
    officer.complaints.length = 0;
    await checkBothWidths(officer);
    await context.unrouteAll({ behavior: 'ignoreErrors' });
    await page.reload();
    await leafOn(page, '1.2').locator('.save-line:has-text("Đã lưu")').waitFor();
    expect(await leafOn(page, '1.2').locator('textarea').inputValue()).toBe('Chưa kịp lưu');
  },
);
