/** Somebody of the staff in a real browser: an account with a role, a password of its own, and a page that is signed in. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type Visit, visit } from './browser.ts';
import type { RunningServer } from './running-server.ts';

/** The screen of a desk. */
export const DESK = { viewport: { width: 1280, height: 900 } } as const;

export interface Workplace {
  readonly server: RunningServer;
  readonly browser: Browser;
}

/** Makes an account. @returns its one-time password */
export async function newAccount(
  server: RunningServer,
  username: string,
  role: string,
  unit = '',
): Promise<string> {
  const said = await server.cli('account', username, '--role', role, '--unit', unit);
  const [, password] = /one-time password: (\S+)/.exec(said) ?? [];
  if (password === undefined) throw new Error(said);
  return password;
}

/** Somebody with a role for a unit and all below it, or everywhere, at the start of the staff pages. Paths may begin at `/`. */
export async function staffVisit(
  { server, browser }: Workplace,
  [username, role, unit]: readonly [username: string, role: string, unit?: string],
  options: BrowserContextOptions = DESK,
): Promise<Visit> {
  const password = await newAccount(server, username, role, unit);
  const visitor = await visit(browser, { acceptDownloads: true, baseURL: server.origin, ...options });
  const { page } = visitor;
  await page.goto('/quan-tri');
  await callApi(page, 'POST', '/session', { username, password });
  await callApi(page, 'PUT', '/session/password', { current: password, wanted: `${password}-own` });
  await page.goto('/quan-tri');
  // The page asked who is signed in before anybody was, and the browser noted the answer.
  visitor.complaints.length = 0;
  return visitor;
}

/** Calls the API as whoever is signed in on the page. @returns the status, and the body where there is one */
export const callApi = (page: Page, method: string, path: string, body?: object) =>
  page.evaluate(
    async ({ method, path, body }) => {
      const response = await fetch(`/api/v1${path}`, {
        method,
        headers: { 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as unknown };
    },
    { method, path, body },
  );
