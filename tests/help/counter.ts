/** A running server with an administrator signed in, and devices at its counters, for tests that drive a browser. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type Visit, visit } from './browser.ts';
import { type RunningServer, startRunningServer } from './running-server.ts';

export const COUNTER_PIN = '2468';

/** A tablet, upright. */
export const TABLET = { viewport: { width: 768, height: 1024 }, hasTouch: true } as const;

export interface Counter {
  readonly server: RunningServer;
  /** The session of somebody who holds the roles of administrator and fieldwork manager. */
  cookie(): string;
  /** Calls the API as that person. */
  api<Body>(method: string, path: string, body?: unknown): Promise<Body>;
  /** Sets up a kiosk of the sample survey. */
  newKiosk(): Promise<{ id: string; code: string }>;
  /** A device of its own, not enrolled. @param clock what it takes the time to be, in milliseconds since 1970 */
  device(browser: Browser, options?: BrowserContextOptions, clock?: number): Promise<Visit>;
  /** A device that shows its start screen. @param path `/quay` in a language */
  enrolled(
    browser: Browser,
    options?: BrowserContextOptions,
    path?: string,
  ): Promise<Visit & { readonly id: string }>;
}

interface Place {
  readonly survey: string;
  readonly units: readonly { readonly code: string }[];
}

export async function startCounter(): Promise<Counter> {
  const server = await startRunningServer();
  let cookie = '';
  async function call(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${server.origin}/api/v1${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', Cookie: cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    cookie = response.headers.get('Set-Cookie')?.split(';')[0] ?? cookie;
    return response;
  }
  const api = async <Body>(method: string, path: string, body?: unknown): Promise<Body> =>
    (await call(method, path, body)).json() as Promise<Body>;
  const signIn = async (username: string, password: string) => {
    cookie = '';
    await api('POST', '/session', { username, password });
    await api('PUT', '/session/password', { current: password, wanted: `${password}-own` });
  };

  await signIn('admin', /one-time password: (\S+)/.exec(server.output())?.[1] ?? '');
  const grants = ['administrator', 'fieldwork-manager'].map((role) => ({ role, unit: '' }));
  const account = { username: 'quay', name: 'Người giữ quầy', grants };
  await signIn('quay', (await api<{ password: string }>('POST', '/accounts', account)).password);

  const { places } = await api<{ places: Place[] }>('GET', '/kiosks');
  const [place] = places;
  const newKiosk = () =>
    api<{ id: string; code: string }>('POST', '/kiosks', {
      survey: place?.survey,
      unit: place?.units[0]?.code,
      counter: 'Quầy số 2, đất đai',
      pin: COUNTER_PIN,
    });
  const device: Counter['device'] = async (browser, options = {}, clock = Date.now()) => {
    const visitor = await visit(browser, { ...TABLET, ...options });
    await visitor.page.clock.install({ time: clock });
    return visitor;
  };
  return {
    server,
    cookie: () => cookie,
    api,
    newKiosk,
    device,
    enrolled: async (browser, options, path = '/quay') => {
      const { id, code } = await newKiosk();
      const visitor = await device(browser, options);
      await visitor.page.goto(`${server.origin}${path}`);
      await enrol(visitor.page, code);
      return { ...visitor, id };
    },
  };
}

/** Longer than presses are ignored after a screen has changed. */
const SETTLED_MS = 450;

/** Presses a control once the screen has stood long enough. */
export async function press(page: Page, selector: string): Promise<void> {
  await page.clock.runFor(SETTLED_MS);
  await page.locator(selector).first().tap();
}

export const screenOf = (page: Page, name: string) => page.waitForSelector(`main[data-screen="${name}"]`);

export async function enrol(page: Page, code: string): Promise<void> {
  await screenOf(page, 'enrol');
  await page.fill('#enrol-code', code);
  await page.fill('#enrol-pin', COUNTER_PIN);
  await press(page, 'button[type=submit]');
  await screenOf(page, 'start');
}

/** From the start to the last screen, each question answered by its last level. @returns questions answered */
export async function answerAll(page: Page, onQuestion?: () => Promise<void>): Promise<number> {
  await press(page, '.go');
  for (let answered = 0; ; answered++) {
    await page.waitForSelector('main[data-screen="question"], main[data-screen="send"]');
    if ((await page.getAttribute('main', 'data-screen')) === 'send') return answered;
    await onQuestion?.();
    // A question for words is left blank.
    await press(
      page,
      (await page.locator('textarea').count()) > 0 ? '.foot .button:not(.quiet)' : '.level >> nth=-1',
    );
  }
}

/** Through the PIN to the part for staff. */
export async function openStaffPart(page: Page, pin = COUNTER_PIN): Promise<void> {
  await press(page, '.staff button');
  await screenOf(page, 'pin');
  await page.fill('#staff-pin', pin);
  await press(page, 'button[type=submit]');
}
