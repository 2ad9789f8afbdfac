/** The built program in a process of its own, on an empty data folder and a free port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_WITHIN_MS = 110_000;

export interface RunningServer {
  readonly origin: string;
  readonly dataDir: string;
  /** Everything it said since the start. */
  readonly output: () => string;
  /** Runs a command of the command line on the same data; @returns what it printed. */
  cli(...words: string[]): Promise<string>;
  stop(): Promise<void>;
}

function settings(dataDir: string, more: Record<string, string>): NodeJS.ProcessEnv {
  return {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    ORIGIN: '',
    ANSWERS_PER_MINUTE: '1000000',
    ...more,
  };
}

/** Starts what `npm start` starts and waits until it says where it serves. */
export async function startRunningServer(more: Record<string, string> = {}): Promise<RunningServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'thuoc-do-server-'));
  const env = settings(dataDir, more);
  const child = spawn(process.execPath, ['server/start.js'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const origin = await announced(child, () => said);
  return {
    origin,
    dataDir,
    output: () => said,
    cli: (...words) => runCommand(words, env),
    stop: async () => {
      if (child.exitCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        await ended;
      }
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function announced(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the server did not start:\n${said()}`)), START_WITHIN_MS);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said()}`)));
    child.stdout?.on('data', () => {
      const found = /quan-tri/.test(said()) ? /(http:\/\/127\.0\.0\.1:\d+)\//.exec(said()) : null;
      if (!found?.[1]) return;
      clearTimeout(late);
      resolve(found[1]);
    });
  });
}

function runCommand(words: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['server/start.js', 'cli', ...words], { cwd: ROOT, env });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('exit', (code) =>
      code === 0 ? resolve(said) : reject(new Error(`cli ${words.join(' ')} ended with ${code}: ${said}`)),
    );
  });
}
