/** How long a year of dossiers takes to be checked, stored and rated, and the memory that takes, on both databases. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildProgram } from './measured-server.ts';
import type { RatingReport } from './rating-program.ts';

export interface Rated extends RatingReport {
  readonly database: string;
}

/** Each in a process of its own, on an empty database. @param postgres address of an empty one; null: SQLite only */
export async function measureRating(rows: number, postgres: string | null): Promise<Rated[]> {
  const program = await buildProgram('tests/bench/rating-program.ts');
  const measured: Rated[] = [];
  try {
    for (const database of ['SQLite', ...(postgres ? ['PostgreSQL'] : [])]) {
      const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-bench-'));
      const address = database === 'SQLite' ? join(folder, 'ho-so.db') : (postgres ?? '');
      const given = [program.file, address, String(rows), folder];
      const { stdout } = await promisify(execFile)(process.execPath, given).finally(() =>
        rmSync(folder, { recursive: true, force: true }),
      );
      measured.push({ database, ...(JSON.parse(stdout) as RatingReport) });
    }
  } finally {
    program.remove();
  }
  return measured;
}

const COLUMNS: readonly (readonly [head: string, width: number, cell: (one: Rated) => string])[] = [
  ['dossiers', 10, (one) => String(one.rows)],
  ['file MB', 9, (one) => (one.fileBytes / 1e6).toFixed(0)],
  ['check s', 9, (one) => (one.checking / 1000).toFixed(1)],
  ['store s', 9, (one) => (one.storing / 1000).toFixed(1)],
  ['rows/s', 8, (one) => ((1000 * one.rows) / (one.checking + one.storing)).toFixed(0)],
  ['quarter s', 11, (one) => (one.rating / 1000).toFixed(2)],
  ['again s', 9, (one) => (one.again / 1000).toFixed(1)],
  ['CPU s', 8, (one) => (one.processor / 1000).toFixed(0)],
  ['before MB', 11, (one) => (one.before / 1e6).toFixed(0)],
  ['peak MB', 9, (one) => (one.peak / 1e6).toFixed(0)],
  ['wait ms', 9, (one) => one.longestWait.toFixed(0)],
];
const NAME_WIDTH = 12;

export function ratingTable(measured: readonly Rated[]): string {
  const row = (name: string, cell: (column: (typeof COLUMNS)[number]) => string) =>
    name.padEnd(NAME_WIDTH) + COLUMNS.map((column) => cell(column).padStart(column[1])).join('');
  return [
    'A year of dossiers of 18 departments from one CSV file: checked, stored, its quarters rated (the slowest one),',
    'and the same file brought and checked again; “wait”: how long whoever else asked the server had to wait at most.',
    row('', ([head]) => head),
    ...measured.map((one) => row(one.database, ([, , cell]) => cell(one))),
    '',
  ].join('\n');
}
