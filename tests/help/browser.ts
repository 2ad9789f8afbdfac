/** A real Chromium: the one installed on the machine, or the one from the registry. */
import { existsSync } from 'node:fs';
import axe from 'axe-core';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { onTestFailed, TestRunner } from 'vitest';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The size of an old phone, in CSS pixels. */
export const PHONE = { width: 360, height: 740 } as const;

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @param more further flags of the browser */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch(await chosenBrowser(more));
}

/** Where the browser is, and what it is started with. */
export async function chosenBrowser(more: readonly string[] = []) {
  const args = [...QUIET, ...more];
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed && !process.env.CHROMIUM_FROM_REGISTRY) return { executablePath: installed, args };
  // Without the package's own flags: they switch web security off, and with it what is to be tested.
  const packed = (await import('@sparticuz/chromium')).default;
  return { executablePath: await packed.executablePath(), args: [...args, '--no-zygote'] };
}

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained about: broken scripts, refused styles, missing files. */
  readonly complaints: string[];
}

/** A visitor on a phone. */
export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: PHONE, locale: 'vi-VN', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  const shown = { context, page, complaints };
  if (TestRunner.getCurrentTest()) onTestFailed(() => tellWhatStands(shown));
  return shown;
}

/** A failure on another machine says what was not there; this says what was. */
async function tellWhatStands({ page, complaints }: Visit): Promise<void> {
  if (page.isClosed()) return;
  const text = await page.innerText('body', { timeout: 2_000 }).catch(String);
  console.log(`On ${page.url()} stood:\n${text.slice(0, 3_000)}\n${complaints.join('\n')}`);
}

/** What axe finds on the page as it is shown now: rule, and the elements. All of its rules, not only the WCAG ones. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return violations.flatMap((found) =>
    found.nodes.map((node) => `${found.id}: ${node.target.join(' ')} (${node.failureSummary ?? ''})`),
  );
}

/** Where text keeps less than 7 to its ground (WCAG AAA), as the form and the keying page must not. */
export async function contrastFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({ runOnly: ['color-contrast-enhanced'] }),
  );
  return violations.flatMap(({ nodes }) => nodes.map((node) => `${node.target.join(' ')}: ${node.html}`));
}

/** How far something is wider than the screen, so that the page scrolls sideways, or an open dialog does. */
export async function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const boxes = [document.documentElement, ...document.querySelectorAll('dialog[open]')];
    return Math.max(...boxes.map((box) => box.scrollWidth - box.clientWidth));
  });
}
