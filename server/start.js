/**
 * What `npm start` and `npm run cli` run: builds what is missing or older than its source, then hands over to the built
 * program. Plain JavaScript, because it must run before anything is built.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCES = ['server', 'client', 'survey-forms', 'db', 'package-lock.json', 'vite.config.ts'];
const OUTPUTS = { client: 'dist/client/.vite/manifest.json', server: 'dist/server/cli.js' };

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function buildIfNeeded() {
  const source = Math.max(...SOURCES.map((name) => newest(join(root, name))));
  for (const [mode, output] of Object.entries(OUTPUTS)) {
    const built = join(root, output);
    if (existsSync(built) && statSync(built).mtimeMs >= source) continue;
    process.stderr.write(`Đang dựng / building: ${mode}\n`);
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    const { status } = spawnSync(process.execPath, [vite, 'build', '--mode', mode, '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    });
    if (status !== 0) process.exit(status ?? 1);
  }
}

buildIfNeeded();
if (process.argv[2] === 'build') process.exit(0);
await import(join(root, 'dist', 'server', 'cli.js'));
