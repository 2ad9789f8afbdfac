/** How long a file of verified sheets takes to be checked and stored, and the memory that takes, on both databases. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ImportReport } from './import-program.ts';
import { buildProgram } from './measured-server.ts';

export interface Importing extends ImportReport {
  readonly database: string;
}

/** Each in a process of its own, on an empty database. @param postgres address of an empty one; null: SQLite only */
export async function measureImport(rows: number, postgres: string | null): Promise<Importing[]> {
  const program = await buildProgram('tests/bench/import-program.ts');
  const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-bench-'));
  const databases = [['SQLite', join(folder, 'nhap.db')], ...(postgres ? [['PostgreSQL', postgres]] : [])];
  const importings: Importing[] = [];
  try {
    for (const [database = '', address = ''] of databases) {
      const given = [program.file, address, String(rows)];
      const { stdout } = await promisify(execFile)(process.execPath, given);
      importings.push({ database, ...(JSON.parse(stdout) as ImportReport) });
    }
  } finally {
    program.remove();
    rmSync(folder, { recursive: true, force: true });
  }
  return importings;
}

const COLUMNS: readonly (readonly [head: string, width: number, cell: (one: Importing) => string])[] = [
  ['rows', 9, (one) => String(one.rows)],
  ['file MB', 9, (one) => (one.fileBytes / 1e6).toFixed(1)],
  ['check s', 9, (one) => (one.checking / 1000).toFixed(1)],
  ['store s', 9, (one) => (one.storing / 1000).toFixed(1)],
  ['rows/s', 9, (one) => ((1000 * one.rows) / (one.checking + one.storing)).toFixed(0)],
  ['CPU s', 9, (one) => (one.processor / 1000).toFixed(1)],
  ['before MB', 11, (one) => (one.before / 1e6).toFixed(0)],
  ['peak MB', 9, (one) => (one.peak / 1e6).toFixed(0)],
  ['answers', 9, (one) => String(one.answers)],
  ['longest ms', 12, (one) => one.longestWait.toFixed(0)],
];
const NAME_WIDTH = 14;

export function importTable(importings: readonly Importing[]): string {
  const row = (name: string, cell: (column: (typeof COLUMNS)[number]) => string) =>
    name.padEnd(NAME_WIDTH) + COLUMNS.map((column) => cell(column).padStart(column[1])).join('');
  return [
    'Import of verified sheets from CSV, 22 answers each, in batches of 500; meanwhile one citizen after another',
    'sends answers to the same process: the last two columns say how many were taken and how long one waited at most.',
    row('', ([head]) => head),
    ...importings.map((one) => row(one.database, ([, , cell]) => cell(one))),
    '',
  ].join('\n');
}
