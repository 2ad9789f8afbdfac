/** A running server with a post office whose sheets came back, its fieldwork manager and clerks: for tests of keying. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { shippedForms } from '../../survey-forms/catalogue.ts';
import { defineForm } from '../../survey-forms/check-form.ts';
import type { Form } from '../../survey-forms/form.ts';
import { itemsForm } from '../survey-forms/small-form.ts';
import { campaign, framework } from '../walk/hand-computed.ts';
import { type Visit, visit } from './browser.ts';
import { type RunningServer, startRunningServer } from './running-server.ts';
import { unitsFile } from './world.ts';

const CAMPAIGN = campaign.campaign.id;
const POST_OFFICE = 'TT-BD';
/** What clerks change their one-time password to. */
export const CLERK_PASSWORD = 'mat-khau-nguoi-nhap';

/** One key for each item of the form with 24 of them. */
export const CODED_DIGITS = '123451234512345123451234';

/** A form of so many coded items and nothing else. */
export const codedItems = (count: number): Form =>
  defineForm({ ...itemsForm(count), id: 'coded', title: { vi: 'Phiếu mã', en: 'Coded form' } });

export interface Clerk {
  readonly username: string;
  readonly cookie: string;
}

export interface OfficeBatch {
  readonly number: number;
  /** In the order of receipt. */
  readonly serials: readonly string[];
}

export interface KeyingOffice {
  readonly server: RunningServer;
  /** Calls the API as the fieldwork manager. */
  api<Body>(method: string, path: string, body?: unknown): Promise<Body>;
  /** An account that keys for the post office, with a password of its own. */
  clerk(): Promise<Clerk>;
  /** Ends every session of a clerk, as a change of password elsewhere does. */
  changePassword(clerk: Clerk, before: string, now: string): Promise<void>;
  /** Sheets of a survey, allotted, handed out and counted back today. */
  batch(survey: string, sheets: number): Promise<OfficeBatch>;
  /** The fieldwork manager, who has signed in on the page of the staff. */
  manager(browser: Browser, options?: BrowserContextOptions): Promise<Visit>;
  /** A computer with a keyboard, on the keying page. */
  computer(browser: Browser, options?: BrowserContextOptions, path?: string): Promise<Visit>;
}

/** What tests key: `ma` (24 coded items), `hai-long` (with free text), `dai-bieu` (a matrix). */
const SURVEYS = [
  { id: 'ma', form: 'coded', title: { vi: 'Phiếu mã', en: 'Coded form' } },
  { id: 'hai-long', form: 'satisfaction', title: { vi: 'Hài lòng', en: 'Satisfaction' } },
  { id: 'dai-bieu', form: 'department-matrix', title: { vi: 'Đại biểu', en: 'Deputies' } },
];

export async function startKeyingOffice(): Promise<KeyingOffice> {
  const server = await startRunningServer({ SAMPLE: 'off' });
  const call = async (cookie: string, method: string, path: string, body?: unknown) => {
    const response = await fetch(`${server.origin}/api/v1${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', Cookie: cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return { body: JSON.parse(text), cookie: response.headers.get('Set-Cookie')?.split(';')[0] ?? cookie };
  };
  const signIn = async (username: string, password: string, wanted: string) => {
    const begun = await call('', 'POST', '/session', { username, password });
    return (await call(begun.cookie, 'PUT', '/session/password', { current: password, wanted })).cookie;
  };
  const admin = await signIn('admin', firstPassword(server), 'mat-khau-quan-tri');
  const account = async (username: string, roles: readonly string[], unit: string) => {
    const grants = roles.map((role) => ({ role, unit }));
    const { body } = await call(admin, 'POST', '/accounts', { username, name: `Người ${username}`, grants });
    return signIn(username, body.password, CLERK_PASSWORD);
  };
  const manager = await account('quan-ly', ['administrator', 'fieldwork-manager', 'publisher'], '');
  const api: KeyingOffice['api'] = async (method, path, body) =>
    (await call(manager, method, path, body)).body;

  const forms = [...shippedForms, codedItems(24)].map((form) => ({ kind: 'form', form }));
  for (const file of [unitsFile, ...forms, { kind: 'framework', framework }, campaign])
    await api('POST', '/imports', file);
  const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
  for (const survey of SURVEYS)
    await api('POST', '/surveys', {
      ...survey,
      campaign: CAMPAIGN,
      units: ['TT-AN', 'TT-BI', 'TT-CA'],
      opensOn: day(-10),
      closesOn: day(10),
      openAnswers: true,
    });

  let clerks = 0;
  return {
    server,
    api,
    clerk: async () => {
      clerks += 1;
      const username = `clerk-${clerks}`;
      return { username, cookie: await account(username, ['entry-clerk'], POST_OFFICE) };
    },
    changePassword: async ({ username }, before, now) => {
      const begun = await call('', 'POST', '/session', { username, password: before });
      await call(begun.cookie, 'PUT', '/session/password', { current: before, wanted: now });
    },
    batch: (survey, sheets) => returnedBatch(api, survey, sheets),
    manager: (browser, options) => signedInManager(server, browser, options),
    computer: async (browser, options = {}, path = '/nhap-phieu') => {
      const visitor = await visit(browser, { viewport: { width: 1366, height: 768 }, ...options });
      await visitor.page.goto(`${server.origin}${path}`);
      return visitor;
    },
  };
}

async function signedInManager(
  { origin }: RunningServer,
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const desk = { viewport: { width: 1366, height: 900 }, acceptDownloads: true, baseURL: origin };
  const visitor = await visit(browser, { ...desk, ...options });
  const { page, complaints } = visitor;
  await page.goto('/quan-tri');
  await page.fill('input[name=username]', 'quan-ly');
  await page.fill('input[name=password]', CLERK_PASSWORD);
  await page.click('button[type=submit]');
  await page.waitForSelector('.bar nav');
  // The page asked who is signed in before anybody was, and the browser noted the answer.
  complaints.length = 0;
  return visitor;
}

const firstPassword = (server: RunningServer) => /one-time password: (\S+)/.exec(server.output())?.[1] ?? '';

interface AllottedBatch {
  readonly sheets: readonly { readonly serial: string }[];
}

async function returnedBatch(api: KeyingOffice['api'], survey: string, sheets: number): Promise<OfficeBatch> {
  const path = `/campaigns/${CAMPAIGN}/sheet-batches`;
  const many = survey === 'dai-bieu';
  const { batches } = await api<{ batches: number[] }>('POST', path, {
    survey,
    postOffice: POST_OFFICE,
    units: many ? [] : ['TT-AN'],
    respondentGroup: many ? 'deputy' : 'citizen',
    sheets,
    quota: null,
  });
  const number = batches[0] ?? 0;
  await api('PUT', `${path}/${number}/handed-out`, {});
  await api('PUT', `${path}/${number}/count-back`, { expected: sheets, all: true });
  const { sheets: back } = await api<AllottedBatch>('GET', `${path}/${number}`);
  return { number, serials: back.map(({ serial }) => serial) };
}

/** Through the door, with the network or without. */
export async function unlock(page: Page, { username }: Clerk, password = CLERK_PASSWORD): Promise<void> {
  await page.fill('input[name=username]', username);
  await page.fill('input[name=password]', password);
  await page.click('button[type=submit]');
}

/** From the list into one pass of a batch. */
export async function openBatch(page: Page, { number }: OfficeBatch, pass = 1): Promise<void> {
  const batch = page.locator('.batch', { hasText: `Lô ${String(number).padStart(3, '0')} · lượt ${pass}` });
  await batch.locator('button').click();
  await page.waitForSelector('.keying');
}

/** As fast as a good hand, and slower than any scanner. */
export const HAND_MS = 70;
/** Where nobody asks how it was typed. */
const SCRIPT_MS = 10;

/** Types keys one after the other, ↵ for Enter and ← for Backspace. @returns keys pressed */
export async function keys(page: Page, text: string, pace = SCRIPT_MS): Promise<number> {
  const names = [...text].map((sign) => ({ '↵': 'Enter', '←': 'Backspace' })[sign] ?? sign);
  for (const name of names) {
    await page.keyboard.press(name);
    if (pace > 0) await page.waitForTimeout(pace);
  }
  return names.length;
}

/** What a scanner sends: the digits in one burst, with its Enter. */
export const scan = (page: Page, serial: string): Promise<void> => page.keyboard.type(serial);

/** The value of a name in the strip. */
export const stripOf = async (page: Page, name: string): Promise<string> =>
  (await page.locator(`.strip dt:text-is("${name}") + dd`).textContent()) ?? '';

/** Waits until nothing of this clerk waits to be sent. */
export async function sent(page: Page): Promise<void> {
  await page.waitForSelector('.strip dt:text-is("Chưa gửi") + dd:text-is("0")', { timeout: 30_000 });
}

/** From wherever the page is to the proof. @returns what it says */
export async function prove(page: Page): Promise<string> {
  const screen = await page.waitForSelector('.keying, .batches, .empty, .lines');
  if ((await screen.getAttribute('class')) === 'keying') await page.click('text=Về danh sách lô');
  await page.click('text=Đối chiếu với máy chủ');
  await page.click('button:text-is("Đối chiếu")');
  return (await page.textContent('.verdict')) ?? '';
}
