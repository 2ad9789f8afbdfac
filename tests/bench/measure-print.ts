/** How long the sheets of a batch take to print, and the memory that takes, by form and number of sheets. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { buildProgram } from './measured-server.ts';
import type { PrintReport } from './print-program.ts';

export interface Printing extends PrintReport {
  readonly form: string;
  readonly units: number;
  readonly sheets: number;
}

const FORMS = [
  { form: 'satisfaction', units: 0 },
  { form: 'deputies-on-departments', units: 20 },
];

/** Each form with each number of sheets, in a process of its own. */
export async function measurePrint(numbers: readonly number[]): Promise<Printing[]> {
  const program = await buildProgram('tests/bench/print-program.ts');
  const printings: Printing[] = [];
  try {
    for (const { form, units } of FORMS)
      for (const sheets of numbers) {
        const given = [program.file, form, String(units), String(sheets)];
        const { stdout } = await promisify(execFile)(process.execPath, given);
        printings.push({ form, units, sheets, ...(JSON.parse(stdout) as PrintReport) });
      }
  } finally {
    program.remove();
  }
  return printings;
}

const COLUMNS: readonly (readonly [head: string, width: number, cell: (one: Printing) => string])[] = [
  ['sheets', 8, (one) => String(one.sheets)],
  ['pages', 8, (one) => String(one.pages)],
  ['ms', 8, (one) => one.milliseconds.toFixed(0)],
  ['ms/sheet', 10, (one) => (one.milliseconds / one.sheets).toFixed(2)],
  ['kB', 8, (one) => (one.bytes / 1000).toFixed(0)],
  ['peak MB', 9, (one) => (one.peak / 1e6).toFixed(0)],
  ['longest ms', 12, (one) => one.longestStep.toFixed(0)],
];
const NAME_WIDTH = 40;

/** @param printings of each form in rising number of sheets */
export function printTable(printings: readonly Printing[]): string {
  const row = (name: string, cell: (column: (typeof COLUMNS)[number]) => string) =>
    name.padEnd(NAME_WIDTH) + COLUMNS.map((column) => cell(column).padStart(column[1])).join('');
  const rows = printings.map((one) =>
    row(`${one.form}${one.units > 0 ? `, ${one.units} units` : ''}`, ([, , cell]) => cell(one)),
  );
  const ratios = FORMS.map(({ form }) => {
    const own = printings.filter((one) => one.form === form);
    const [few, many] = [own[0], own.at(-1)];
    if (!few || !many) return '';
    const ratio = (value: (one: Printing) => number) => (value(many) / value(few)).toFixed(2);
    return `${form}: ${many.sheets}/${few.sheets} sheets take ${ratio((one) => one.milliseconds)} of the time and ${ratio((one) => one.peak)} of the memory`;
  });
  return [
    'Printing a batch as PDF; the longest time for which other requests wait is the last column.',
    row('', ([head]) => head),
    ...rows,
    ...ratios,
    '',
  ].join('\n');
}
