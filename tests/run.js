/**
 * What `npm test` runs: types, lint and format, the build, then all tests, each step only after the one before it held.
 * Says one line a step; what a failed step printed follows in full. Plain JavaScript, because it checks the TypeScript.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = mkdtempSync(join(tmpdir(), 'thuoc-do-test-'));
const startedAt = Date.now();
const total = { passed: 0, failed: 0, skipped: 0 };

const say = (text) => void process.stdout.write(text);
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** Runs a tool of the project. Resolves to its exit code and all that it printed, in the order printed. */
function run(tool, args) {
  return new Promise((resolve) => {
    const child = spawn(join(root, 'node_modules', '.bin', tool), args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        printed += text;
      });
    child.once('error', (error) => resolve({ code: 1, printed: String(error) }));
    child.once('close', (code) => resolve({ code: code ?? 1, printed }));
  });
}

/** Tools in turn, up to the first that fails. */
async function tools(...commands) {
  for (const [tool, ...args] of commands) {
    const { code, printed } = await run(tool, args);
    if (code !== 0) return { ok: false, printed, told: '' };
  }
  return { ok: true, printed: '', told: '' };
}

async function tests(...projects) {
  const report = join(reports, `${projects.join('-')}.json`);
  const { code, printed } = await run('vitest', [
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const { passed, failed, skipped, notes } = readReport(report);
  total.passed += passed;
  // A run that ends badly without naming a test has failed all the same.
  total.failed += code === 0 ? failed : Math.max(failed, 1);
  total.skipped += skipped;
  const counts = `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}`;
  return { ok: code === 0 && failed === 0, printed, told: [counts, ...notes].join('\n    ') };
}

function readReport(file) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0, notes: [] };
  }
  const all = report.testResults.flatMap((one) => one.assertionResults);
  const files = report.testResults.filter(
    (one) => one.status === 'failed' && one.assertionResults.length === 0,
  );
  const count = (...states) => all.filter((one) => states.includes(one.status)).length;
  return {
    passed: count('passed'),
    failed: count('failed') + files.length,
    skipped: count('skipped', 'pending', 'todo', 'disabled'),
    notes: [...all.flatMap((one) => one.meta?.note ?? []), ...all.filter(wasTriedAgain).map(triedAgain)],
  };
}

/** Only tests in a browser get a second try (see vite.config.ts); one that needed it is named, never passed over. */
const wasTriedAgain = (one) => one.status === 'passed' && one.failureMessages.length > 0;
const triedAgain = (one) =>
  `held only at the second try: ${one.fullName} (${one.failureMessages[0].split('\n')[0]})`;

const STEPS = [
  ['types', () => tools(['tsc', '--noEmit'])],
  ['lint and format', () => tools(['biome', 'check', '--error-on-warnings', '.'])],
  [
    'build',
    () =>
      tools(
        ['vite', 'build', '--mode', 'client', '--logLevel', 'warn'],
        ['vite', 'build', '--mode', 'server', '--logLevel', 'warn'],
      ),
  ],
  ['tests without a database', () => tests('pure')],
  ['tests on SQLite, PostgreSQL and in a browser', () => tests('server', 'browser')],
];

async function runSteps() {
  for (const [name, step] of STEPS) {
    say(`${name} … `);
    const begun = Date.now();
    const { ok, printed, told } = await step();
    say(`${ok ? 'ok' : 'FAILED'}, ${seconds(begun)}${told === '' ? '' : `: ${told}`}\n`);
    if (ok) continue;
    say(`${printed.trimEnd()}\n`);
    return false;
  }
  return true;
}

try {
  const ok = await runSteps();
  // A step without tests that failed must not leave a line that looks green.
  if (!ok) total.failed = Math.max(total.failed, 1);
  say(`${ok ? 'All steps held' : 'Stopped at the first step that failed'}, ${seconds(startedAt)}.\n`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  say(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
  process.exitCode = ok ? 0 : 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}
