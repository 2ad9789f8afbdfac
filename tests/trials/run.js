/** `npm run trials -- <name> [count]`: runs what takes too long for `npm test`; without a name, says which there are. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const SUFFIX = '.trial.ts';
const names = readdirSync(here)
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length));

const [name, count] = process.argv.slice(2);
if (!names.includes(name) || !/^([1-9]\d*)?$/.test(count ?? '')) {
  process.stderr.write(`npm run trials -- <name> [count]\nTrials: ${names.join(', ')}\n`);
  process.exit(2);
}

const root = dirname(dirname(here));
const { status } = spawnSync(
  join(root, 'node_modules', '.bin', 'vitest'),
  ['run', '--project', 'trials', join('tests', 'trials', name + SUFFIX)],
  {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...(count ? { TRIAL_COUNT: count } : {}) },
  },
);
process.exit(status ?? 1);
