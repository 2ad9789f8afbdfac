/** The measurements of intake as a table, with their ratios and the circumstances. */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONNECTIONS } from './fire.ts';
import { type Measurement, median } from './measure-intake.ts';

/** Milliseconds of one `fdatasync` of 4 kB on the disk that the databases lie on: median of 200. */
function syncCost(): number {
  const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-sync-'));
  const file = openSync(join(folder, 'file'), 'w');
  const block = Buffer.alloc(4096, 1);
  const costs = Array.from({ length: 200 }, () => {
    writeSync(file, block);
    const begun = performance.now();
    fdatasyncSync(file);
    return performance.now() - begun;
  });
  closeSync(file);
  rmSync(folder, { recursive: true, force: true });
  return median(costs);
}

const whole = (value: number) => Math.round(value).toLocaleString('en');
const megabytes = (bytes: number) => whole(bytes / 1e6);

const COLUMNS: readonly (readonly [head: string, width: number, cell: (one: Measurement) => string])[] = [
  ['median/s', 10, (one) => whole(one.perSecond)],
  ['least', 9, (one) => whole(one.least)],
  ['most', 9, (one) => whole(one.most)],
  ['p50 ms', 8, (one) => whole(one.p50)],
  ['p99 ms', 8, (one) => whole(one.p99)],
  ['CPU µs', 8, (one) => whole(one.processor)],
  ['RSS MB', 8, (one) => megabytes(one.residentMemory)],
  ['requests', 10, (one) => whole(one.answered)],
];

const NAME_WIDTH = 34;

const rowOf = (name: string, cell: (column: (typeof COLUMNS)[number]) => string) =>
  name.padEnd(NAME_WIDTH) + COLUMNS.map((column) => cell(column).padStart(column[1])).join('');

/** @param measured in the order of `measureIntake` */
export function intakeTable(measured: readonly Measurement[]): string {
  const [, validate, grouped, single, groupedThere, singleThere] = measured;
  const ratio = (name: string, one: Measurement | undefined, other: Measurement | undefined) =>
    one && other ? [`${name} ${(one.perSecond / other.perSecond).toFixed(2)}`] : [];
  const sharers = groupedThere ? 'Server, load generator and PostgreSQL' : 'Server and load generator';
  return [
    `Intake: 22 answers a response, 200 units, ${CONNECTIONS} connections, every response another; answered when durable.`,
    `${sharers} share ${cpus().length} processors; fdatasync of 4 kB takes ${syncCost().toFixed(2)} ms; Node ${process.version}.`,
    rowOf('', ([head]) => head),
    ...measured.map((one) => rowOf(one.name, ([, , cell]) => cell(one))),
    [
      ...ratio('c/d', grouped, single),
      ...ratio('c/b', grouped, validate),
      ...ratio('cp/dp', groupedThere, singleThere),
      ...ratio('cp/b', groupedThere, validate),
    ].join('   '),
    '',
  ].join('\n');
}
