/** How long files of answers take to be made, and the memory that takes, on both databases. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ExportReport } from './export-program.ts';
import { buildProgram } from './measured-server.ts';

export interface Exporting extends ExportReport {
  readonly database: string;
  readonly format: string;
}

/** Goal of the issue, bytes. */
export const MEMORY_GOAL = 300_000_000;

export interface ExportSizes {
  readonly csv: number;
  readonly xlsx: number;
}

/** Each in a process of its own, of answers that another one loaded. @param postgres address of an empty one; null: SQLite only */
export async function measureExport(sizes: ExportSizes, postgres: string | null): Promise<Exporting[]> {
  const program = await buildProgram('tests/bench/export-program.ts');
  const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-bench-'));
  const databases = [['SQLite', join(folder, 'tep.db')], ...(postgres ? [['PostgreSQL', postgres]] : [])];
  const run = async (...given: string[]) =>
    (await promisify(execFile)(process.execPath, [program.file, ...given])).stdout;
  const exportings: Exporting[] = [];
  try {
    for (const [database = '', address = ''] of databases) {
      await run('load', address, String(sizes.csv), String(sizes.xlsx));
      for (const format of ['csv', 'xlsx'] as const) {
        const report = JSON.parse(await run(format, address, String(sizes[format]))) as ExportReport;
        exportings.push({ database, format, ...report });
      }
    }
  } finally {
    program.remove();
    rmSync(folder, { recursive: true, force: true });
  }
  return exportings;
}

const COLUMNS: readonly (readonly [head: string, width: number, cell: (one: Exporting) => string])[] = [
  ['rows', 9, (one) => String(one.rows)],
  ['stored', 9, (one) => String(one.stored)],
  ['in file', 9, (one) => String(one.found)],
  ['file MB', 9, (one) => (one.bytes / 1e6).toFixed(1)],
  ['s', 8, (one) => (one.milliseconds / 1000).toFixed(1)],
  ['rows/s', 9, (one) => ((1000 * one.rows) / one.milliseconds).toFixed(0)],
  ['CPU s', 8, (one) => (one.processor / 1000).toFixed(1)],
  ['before MB', 11, (one) => (one.before / 1e6).toFixed(0)],
  ['peak MB', 9, (one) => (one.peak / 1e6).toFixed(0)],
  ['answers', 9, (one) => String(one.answers)],
  ['longest ms', 12, (one) => one.longestWait.toFixed(0)],
];
const NAME_WIDTH = 18;

export function exportTable(exportings: readonly Exporting[]): string {
  const row = (name: string, cell: (column: (typeof COLUMNS)[number]) => string) =>
    name.padEnd(NAME_WIDTH) + COLUMNS.map((column) => cell(column).padStart(column[1])).join('');
  const over = exportings.filter(({ peak }) => peak > MEMORY_GOAL);
  return [
    'Answers of a survey that is over as a file, 22 answers each; meanwhile one citizen after another sends answers to the',
    'same process: the last two columns say how many were taken and how long one waited at most.',
    row('', ([head]) => head),
    ...exportings.map((one) => row(`${one.database} ${one.format}`, ([, , cell]) => cell(one))),
    over.length === 0
      ? `All below ${MEMORY_GOAL / 1e6} MB.`
      : `Above ${MEMORY_GOAL / 1e6} MB: ${over.map((one) => `${one.database} ${one.format}`).join(', ')}`,
    '',
  ].join('\n');
}
