/** The built program in a process of its own, which can be killed without warning and started again on the same data. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const START_WITHIN_MS = 60_000;

export interface KillableServer {
  readonly origin: string;
  /** SIGKILL: no handler runs, nothing is flushed. Resolves when the process is gone. */
  kill(): Promise<void>;
}

/** Builds the program if its sources changed since. @throws Error when they do not build */
export function buildProgram(): void {
  const { status, stderr } = spawnSync(process.execPath, ['server/start.js', 'build'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the program was not built:\n${stderr}`);
}

/** Resolves when the server says where it serves. @param dataDir folder of the SQLite database */
export function startKillable(dataDir: string): Promise<KillableServer> {
  const child = spawn(process.execPath, [join('dist', 'server', 'cli.js'), 'serve'], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      HOST: '127.0.0.1',
      PORT: '0',
      SAMPLE: 'off',
      ORIGIN: '',
      ANSWERS_PER_MINUTE: '1000000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = () => reject(new Error(`the server did not start:\n${said}`));
    const late = setTimeout(fail, START_WITHIN_MS);
    child.once('exit', fail);
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
        if (origin === undefined) return;
        clearTimeout(late);
        child.off('exit', fail);
        resolve({ origin, kill: () => kill(child) });
      });
  });
}

function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
