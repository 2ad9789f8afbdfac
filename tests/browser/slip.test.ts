/**
 * A slip from the office that issues it to the citizen who answers with it, on the built program and in a real browser:
 * printed, typed, scanned, mistyped, used twice. Whatever is shown, axe finds nothing and nothing is wider than the screen.
 */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFindings, launchBrowser, type Visit, visit } from '../help/browser.ts';
import { checkAfterRefusal, checkScreen } from '../help/check-screen.ts';
import { type RunningServer, startRunningServer } from '../help/running-server.ts';
import { staffVisit } from '../help/staff-visit.ts';

const SURVEY = 'tinh-mau-2026-hai-long';
const STAFF = `/quan-tri/khao-sat/${SURVEY}`;
const RECEIPT = /^[2-9A-HJ-NP-Z]{10}$/;
const DESK = { viewport: { width: 1440, height: 900 }, acceptDownloads: true } as const;

interface Slip {
  readonly address: string;
  readonly code: string;
}

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startRunningServer(), launchBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

let managers = 0;

/** A fieldwork manager with the staff application open. */
function manager(options: Parameters<typeof visit>[1] = DESK): Promise<Visit> {
  managers += 1;
  return staffVisit({ server, browser }, [`quan-ly-${managers}`, 'fieldwork-manager'], options);
}

/** Issues slips on the screen and reads them from the file that it offers. */
async function issueSlips({ page }: Visit, count: number): Promise<Slip[]> {
  await page.goto(`${server.origin}${STAFF}/ma-phieu`);
  await page.fill('input[name=count]', String(count));
  await page.click('main form button[type=submit]');
  await page.waitForSelector('.slip');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.click('.toolbar button >> nth=1'),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  const [, ...rows] = text.trim().split('\r\n');
  return rows.map((row) => {
    const [, code = '', address = ''] = row.split(',');
    return { code, address };
  });
}

async function used(page: Page): Promise<number> {
  const ledger = await page.evaluate(
    async (path) => (await fetch(path)).json() as Promise<{ units: { used: number }[] }>,
    `/api/v1/surveys/${SURVEY}/ledger`,
  );
  return ledger.units.reduce((sum, unit) => sum + unit.used, 0);
}

describe('an office', () => {
  test('issues slips, prints 24 on a sheet, and accounts for them', { timeout: 120_000 }, async () => {
    const visitor = await manager();
    const { page } = visitor;
    await page.goto(`${server.origin}${STAFF}/ma-phieu`);
    await page.waitForSelector('input[name=count]');
    await checkScreen(visitor);
    const slips = await issueSlips(visitor, 30);
    expect(slips).toHaveLength(30);
    await checkScreen(visitor);
    expect(await page.locator('.slip').count()).toBe(30);
    for (const { code, address } of slips) {
      expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}$/);
      expect(address).toMatch(new RegExp(`^${server.origin}/p/[0-9A-Z]{26}$`));
      expect(await page.locator(`.slip-code:text-is("${code}")`).count()).toBe(1);
    }
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(2);
    // Nothing on a slip is cut off.
    expect(
      await page
        .locator('.slip, .slip-head, .slip-foot')
        .evaluateAll(
          (all) =>
            all.filter(
              (one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1,
            ).length,
        ),
    ).toBe(0);

    await page.click('.toolbar button >> nth=2');
    await page.waitForSelector('table');
    await checkScreen(visitor);
    await page.click('table .link-button');
    await page.fill('dialog input[name=reason]', 'in nhầm đơn vị');
    await checkScreen(visitor);
    await page.click('dialog button[type=submit]');
    await page.waitForSelector('td:text-is("đã hủy")');

    await page.goto(`${server.origin}${STAFF}/so-phieu`);
    await page.waitForSelector('.note.good');
    await checkScreen(visitor);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('.section-head button >> nth=-1'),
    ]);
    expect(await readFile(await download.path(), 'utf8')).toContain('Đã cấp,Đã dùng');
    await visitor.context.close();
  });

  test('has the same on a phone', { timeout: 120_000 }, async () => {
    const visitor = await manager({ acceptDownloads: true });
    const { page } = visitor;
    for (const path of ['/ma-phieu', '/so-phieu']) {
      await page.goto(`${server.origin}${STAFF}${path}`);
      await page.waitForSelector('main table, main .empty');
      await checkScreen(visitor);
    }
    await visitor.context.close();
  });
});

/** Answers every question of the whole page. */
async function answerAll(page: Page): Promise<void> {
  for (const question of await page.locator('fieldset').all())
    await question.locator('label').first().click();
}

describe('a citizen with a slip', () => {
  let office: Visit;
  let slips: Slip[];

  beforeAll(async () => {
    office = await manager();
    slips = await issueSlips(office, 6);
  }, 60_000);

  afterAll(async () => {
    await office?.context.close();
  });

  const nextSlip = () => slips.pop() ?? { address: '', code: '' };

  test.each([
    ['', 'Mã phiếu đã được dùng'],
    ['/en', 'The code has been used'],
  ])('types its code without script (%s/p)', { timeout: 120_000 }, async (root, usedWords) => {
    const before = await used(office.page);
    const { code } = nextSlip();
    const visitor = await visit(browser, { javaScriptEnabled: false });
    const { page } = visitor;
    await page.goto(`${server.origin}${root}/p`);
    // A swap of two neighbours that differ.
    const at = [...code].findIndex(
      (sign, place) => /\w/.test(sign) && /\w/.test(code[place + 1] ?? '') && sign !== code[place + 1],
    );
    const swapped = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2);
    await page.fill('#slip-code', swapped);
    await page.click('main button[type=submit]');
    expect(await page.textContent('#slip-wrong')).toMatch(/nhầm hoặc đổi chỗ|changed places/);
    expect(await page.inputValue('#slip-code')).toBe(swapped);
    await page.fill('#slip-code', code.toLowerCase());
    await page.click('main button[type=submit]');
    await page.waitForSelector('#survey-form');
    await answerAll(page);
    await page.click('#send');
    expect(await page.textContent('#receipt-code')).toMatch(RECEIPT);
    expect(await used(office.page)).toBe(before + 1);
    await page.goto(`${server.origin}${root}/p/${code}`);
    expect(await page.textContent('h1')).toBe(usedWords);
    expect(visitor.complaints.filter((line) => !line.includes('409') && !line.includes('422'))).toEqual([]);
    await visitor.context.close();
  });

  test('scans its QR, answers with script, and the slip is spent', { timeout: 120_000 }, async () => {
    const before = await used(office.page);
    const { address } = nextSlip();
    const visitor = await visit(browser);
    const { page } = visitor;
    const [origin, token] = address.split('/p/');
    await page.goto(`${origin}/P/${token}`);
    await checkScreen(visitor);
    for (let part = 0; part < 6; part++) {
      await page.waitForSelector('.part:not([hidden])');
      for (const question of await page.locator('.part:not([hidden]) fieldset').all())
        await question.locator('label').last().click();
      if (await page.locator('#send').isVisible()) break;
      await page.click('#next');
    }
    await page.click('#send');
    await page.waitForFunction(() => document.querySelector('#receipt-code')?.textContent);
    expect(await used(office.page)).toBe(before + 1);
    await page.goto(address);
    expect(await page.textContent('h1')).toBe('Mã phiếu đã được dùng');
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(await visitor.context.cookies()).toEqual([]);
    await visitor.context.close();
  });

  test.each(['/p', '/p?ma=7K3M', '/en/p?ma=00000000001'])(
    '%s can be read and used by everybody',
    { timeout: 60_000 },
    async (path) => {
      const visitor = await visit(browser);
      await visitor.page.goto(`${server.origin}${path}`);
      await checkAfterRefusal(visitor, 422);
      await visitor.context.close();
    },
  );

  test('leaves no trace of it in what the server says', () => {
    const said = server.output();
    for (const { code, address } of slips) {
      expect(said).not.toContain(code);
      expect(said).not.toContain(address.slice(-26));
    }
  });
});
