/**
 * The trial behind "saved, then lost": a phone is told that its answer was saved, and at that moment the browser is killed
 * without warning, over and over, on one profile. At the end the network is back: every answer that was ever called saved
 * must be counted, and none twice. What it cannot show is the loss of power: the operating system outlives the browser.
 */
import type { Page } from 'playwright-core';
import { type KillableBrowser, killableProfile, type Profile } from '../help/killable-browser.ts';
import { counted, formAddress } from '../help/phone-form.ts';
import { startRunningServer } from '../help/running-server.ts';

export interface KilledPhoneReport {
  readonly kills: number;
  /** Answers of which the screen had said that they are saved. */
  readonly saved: number;
  /** Answers that the server counted more than before. */
  readonly counted: number;
  /** Receipts on the phone at the end. */
  readonly receipts: number;
}

/** Answers before each kill; the last one is saved a moment before. */
const PER_LIFE = 3;
const MOST_PARTS = 10;

/** @throws Error when browser or server do not start, or the queue is not emptied in time */
export async function killedPhone(kills: number): Promise<KilledPhoneReport> {
  const server = await startRunningServer({ ANSWERS_PER_MINUTE: '6000' });
  const profile = killableProfile();
  try {
    const form = await formAddress(server);
    const before = await counted(server);
    for (let life = 0; life < kills; life++) await live(profile, form);
    const receipts = await emptyQueue(profile, form, kills * PER_LIFE);
    return { kills, saved: kills * PER_LIFE, counted: (await counted(server)) - before, receipts };
  } finally {
    profile.remove();
    await server.stop();
  }
}

/** A few answers without a network; the browser dies as soon as the last one is called saved. */
async function live(profile: Profile, form: string): Promise<void> {
  const browser = await profile.launch();
  try {
    // The page's own way out is cut; what an earlier life left may be sent by the service worker meanwhile.
    await browser.context.route('**/api/v1/responses', (route) => route.abort());
    for (let i = 0; i < PER_LIFE; i++) {
      await browser.page.goto(form);
      await browser.page.waitForSelector('body.live');
      await fillAndSend(browser.page);
      await browser.page.waitForSelector('#saved:not([hidden])');
    }
  } finally {
    await browser.kill();
  }
}

/** As fast as a script can press; the person's pace is no matter here. */
async function fillAndSend(page: Page): Promise<void> {
  await page.evaluate((most) => {
    const press = (id: string) => document.getElementById(id)?.click();
    for (let part = 0; part < most; part++) {
      for (const question of document.querySelectorAll('.part:not([hidden]) fieldset'))
        question.querySelector('label')?.click();
      if (document.getElementById('send')?.hidden === false) break;
      press('next');
    }
    press('send');
  }, MOST_PARTS);
}

/** @returns receipts on the phone after everything was sent */
async function emptyQueue(profile: Profile, form: string, expected: number): Promise<number> {
  const browser: KillableBrowser = await profile.launch();
  try {
    await browser.page.goto(form);
    await browser.page
      .waitForFunction(
        (wanted) => document.getElementById('outbox-counts')?.textContent?.includes(wanted),
        `Đang chờ gửi: 0 · Đã gửi: ${expected}`,
        { timeout: 120_000 },
      )
      .catch(() => undefined);
    const said = (await browser.page.textContent('#outbox-counts')) ?? '';
    const [, sent] = /Đang chờ gửi: 0 · Đã gửi: (\d+)/.exec(said) ?? [];
    return Number(sent ?? Number.NaN);
  } finally {
    await browser.kill();
  }
}

/** What the trial found, in words. */
export function killedPhoneText({ kills, saved, counted, receipts }: KilledPhoneReport): string {
  return `The browser was killed ${kills} times; of ${saved} answers called saved, ${counted} were counted and ${receipts} have their receipt.`;
}
