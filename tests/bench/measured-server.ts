/** Builds and runs the servers that are measured, each as a built program in a process of its own. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { ServerKind, ServerReport } from './bench-server.ts';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A built program; it stands inside the project, so that it finds the packages. */
export interface Program {
  readonly file: string;
  remove(): void;
}

export const buildBenchServer = (): Promise<Program> => buildProgram('tests/bench/bench-server.ts');

/** @param source a file of the project that runs by itself */
export async function buildProgram(source: string): Promise<Program> {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const outDir = mkdtempSync(join(ROOT, 'dist', 'bench-'));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { ssr: source, outDir, target: 'node20', emptyOutDir: true },
  });
  return {
    file: join(outDir, `${parse(source).name}.js`),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
}

export interface MeasuredServer {
  readonly origin: string;
  report(): Promise<ServerReport>;
  stop(): Promise<void>;
}

/** @param profiles folder for a CPU profile of the server; none unless given */
export async function startMeasured(
  program: Program,
  kind: ServerKind,
  address: string,
  profiles?: string,
): Promise<MeasuredServer> {
  const child = fork(program.file, [kind, address], {
    execArgv: profiles
      ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`, `--cpu-prof-name=${kind}.cpuprofile`]
      : [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { port } = (await told(child)) as { port: number };
  return {
    origin: `http://127.0.0.1:${port}`,
    report: () => {
      const answer = told(child);
      child.send('report');
      return answer as Promise<ServerReport>;
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.send('stop');
      }),
  };
}

function told(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the measured server ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}
