/** A browser on a profile that outlives it, to be killed without warning and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { chosenBrowser } from './browser.ts';

export interface KillableBrowser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** SIGKILL, to the browser and all it started: nothing is flushed, nobody is asked. */
  kill(): Promise<void>;
}

export interface Profile {
  launch(): Promise<KillableBrowser>;
  remove(): void;
}

export function killableProfile(): Profile {
  const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-profile-'));
  return {
    launch: () => launch(folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function launch(folder: string): Promise<KillableBrowser> {
  const { executablePath, args } = await chosenBrowser();
  const portFile = join(folder, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  // A process group of its own, so that the helpers of the browser die with it.
  const child = spawn(
    executablePath,
    [...args, '--headless', '--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank'],
    { detached: true, stdio: 'ignore' },
  );
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await debuggingPort(portFile)}`);
  const [context] = browser.contexts();
  if (!context) throw new Error('the browser has no context');
  return { context, page: await context.newPage(), kill: () => killGroup(child) };
}

const PORT_TRIES = 300;

async function debuggingPort(file: string): Promise<string> {
  for (let tries = 0; tries < PORT_TRIES; tries++) {
    const [port] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    if (port) return port;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the browser did not start');
}

async function killGroup(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  await ended;
}
