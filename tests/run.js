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
const MOST_TRIED_AGAIN = 3;

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

/** One run of the test runner. Resolves to its exit code, what it printed, and what became of each file. */
async function testRun(name, projects, files = []) {
  const report = join(reports, `${name}.json`);
  const { code, printed } = await run('vitest', [
    'run',
    ...files,
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  return { code, printed, results: readResults(report) };
}

/** What the report says of each file; null where there is none to read. */
function readResults(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8')).testResults;
  } catch {
    return null;
  }
}

async function tests(...projects) {
  let { code, printed, results } = await testRun(projects.join('-'), projects);
  const notes = [];
  const again = projects.includes('browser') ? worthASecondTry(results ?? []) : [];
  if (code !== 0 && again.length > 0) {
    // The whole file, so that it begins with a server and data of its own.
    const second = await testRun(
      'second-try',
      ['browser'],
      again.map(({ name }) => name),
    );
    ({ code } = second);
    printed += second.printed;
    if (code === 0) notes.push(...again.flatMap(failedIn).map(triedAgain));
    const renewed = new Map(second.results?.map((one) => [one.name, one]));
    results = results.map((one) => renewed.get(one.name) ?? one);
  }
  return tally(code, printed, results, notes);
}

/**
 * A whole browser beside the server on a small machine: where nothing but a few files of browser tests failed, they are
 * run once more, and the run names what held only then.
 */
function worthASecondTry(results) {
  const failed = results.filter(({ status }) => status === 'failed');
  const few =
    failed.length <= MOST_TRIED_AGAIN && failed.every(({ name }) => name.includes('/tests/browser/'));
  return few ? failed : [];
}

const failedIn = ({ name, message, assertionResults }) =>
  assertionResults.length === 0
    ? [{ fullName: name, failureMessages: [message] }]
    : assertionResults.filter(({ status }) => status === 'failed');

const triedAgain = ({ fullName, failureMessages }) =>
  `held only at the second try: ${fullName} (${failureMessages[0].split('\n')[0]})`;

function tally(code, printed, results, notes) {
  const all = (results ?? []).flatMap((one) => one.assertionResults);
  const broken = (results ?? []).filter(
    (one) => one.status === 'failed' && one.assertionResults.length === 0,
  );
  const count = (...states) => all.filter((one) => states.includes(one.status)).length;
  const [passed, failed] = [count('passed'), count('failed') + broken.length];
  total.passed += passed;
  // A run that ends badly without naming a test, or without a report, has failed all the same.
  total.failed += code === 0 && results !== null ? failed : Math.max(failed, 1);
  total.skipped += count('skipped', 'pending', 'todo', 'disabled');
  const counts = `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}`;
  const told = [counts, ...all.flatMap((one) => one.meta?.note ?? []), ...notes].join('\n    ');
  return { ok: code === 0 && failed === 0 && results !== null, printed, told };
}

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
