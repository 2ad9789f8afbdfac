/**
 * A sheet of a workbook as rows by heading, with the place of every cell, so that what is wrong can be told as the
 * office sees it: sheet, row and column ("Tiêu chí!F12"). A sheet or column that is not called as expected stops the
 * reading; nothing is guessed.
 */
import type { Fault } from '../survey-forms/fault.ts';
import { isDecimalText } from './core/decimal.ts';
import { fault } from './core/fault-list.ts';
import type { DecimalText } from './core/framework.ts';
import type { Cell, Sheet } from './read-workbook.ts';

/** Digits in which a spreadsheet shows and compares numbers; what stands behind them is dust of its arithmetic. */
const SHOWN_DIGITS = 15;

/** "A", …, "Z", "AA". */
function columnLetters(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : `${columnLetters(Math.floor(at / 26) - 1)}${last}`;
}

/** As a fault names what it is held against. */
export const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

/**
 * Finds a sheet and its columns by their headings, in any order; faults name what is missing and what is there instead.
 * @param columns key → heading
 * @param headAt the row of the headings, from 0: a printed annex has its title above them
 */
export function readRows<Column extends string>(
  sheets: readonly Sheet[],
  name: string,
  columns: Readonly<Record<Column, string>>,
  faults: Fault[],
  headAt = 0,
): SheetRow<Column>[] {
  const sheet = sheets.find((one) => one.name.trim() === name);
  if (!sheet) {
    const there = quoted(sheets.map((one) => one.name));
    faults.push(fault(name, 'missing-sheet', `no sheet is called "${name}"; the file has ${there}`));
    return [];
  }
  const headings = Object.entries<string>(columns);
  const head = textsOf(sheet.rows[headAt]);
  faults.push(...headFaults(sheet, headAt, Object.values(columns)));
  const places = new Map(headings.map(([key, heading]) => [key, head.indexOf(heading)]));
  return sheet.rows
    .map((cells, at) => new SheetRow<Column>(name, at + 1, cells, places, faults))
    .slice(headAt + 1)
    .filter((row) => !row.isBlank);
}

/** Cells that are neither text nor number. */
const ODD = {
  date: ['date-in-cell', 'the spreadsheet made a date of it: format the cell as text'],
  error: ['error-in-cell', 'the formula of this cell fails'],
  'yes-no': ['not-a-text', 'a text is expected'],
} as const;

const textsOf = (cells: readonly Cell[] = []): string[] =>
  cells.map((cell) => (typeof cell === 'string' ? cell.trim() : ''));

/** Titles above the headings take a few rows. */
const HEAD_WITHIN = 20;

/** What is wrong with the row of the headings; where it is none at all, that alone, for the rest would follow from it. */
function* headFaults({ name, rows }: Sheet, headAt: number, headings: readonly string[]): Generator<Fault> {
  const known = (cells: readonly Cell[] | undefined) =>
    textsOf(cells).filter((text) => headings.includes(text)).length;
  const place = `${name.trim()}!${headAt + 1}`;
  if (known(rows[headAt]) === 0) {
    const below = rows.slice(0, HEAD_WITHIN).findIndex((cells) => known(cells) > 1);
    yield below > headAt
      ? fault(place, 'headings-below', `the headings stand in row "${below + 1}": delete what is above them`)
      : fault(
          place,
          'no-headings',
          `"${name.trim()}" has no headings here; its columns are ${quoted(headings)}`,
        );
    return;
  }
  const head = textsOf(rows[headAt]);
  for (const [at, heading] of head.entries()) {
    const cell = `${name.trim()}!${columnLetters(at)}${headAt + 1}`;
    if (heading === '') continue;
    if (!headings.includes(heading))
      yield fault(cell, 'unknown-column', `"${heading}" is no column of this sheet`);
    else if (head.indexOf(heading) < at)
      yield fault(cell, 'column-twice', `the column "${heading}" stands there twice`);
  }
  for (const heading of headings)
    if (!head.includes(heading)) yield fault(place, 'missing-column', `no column is headed "${heading}"`);
  yield* unheadedFaults({ name, rows }, headAt, head);
}

/** What stands below no heading would be lost in silence: the first cell of each such column is told. */
function* unheadedFaults({ name, rows }: Sheet, headAt: number, head: readonly string[]): Generator<Fault> {
  const told = new Set<number>();
  for (const [row, cells] of rows.entries())
    for (const [at, cell] of row > headAt ? cells.entries() : []) {
      if (cell === null || head[at] || told.has(at)) continue;
      told.add(at);
      const said = typeof cell === 'string' ? cell.trim() : 'number' in cell ? shownNumber(cell.number) : '…';
      const place = `${name.trim()}!${columnLetters(at)}${row + 1}`;
      yield fault(place, 'no-heading', `"${said.replaceAll('"', "'")}" stands in a column without heading`);
    }
}

/** One row; what cannot be read becomes a fault, and something harmless is handed on so that the rest is read too. */
export class SheetRow<Column extends string> {
  constructor(
    private readonly sheet: string,
    private readonly row: number,
    private readonly cells: readonly Cell[],
    private readonly columns: ReadonlyMap<string, number>,
    private readonly faults: Fault[],
  ) {}

  get isBlank(): boolean {
    return this.cells.every((cell) => cell === null);
  }

  place(column: Column): string {
    return `${this.sheet}!${columnLetters(this.columns.get(column) ?? 0)}${this.row}`;
  }

  fault(column: Column, code: string, message: string): undefined {
    this.faults.push(fault(this.place(column), code, message));
    return undefined;
  }

  cell(column: Column): Cell {
    return this.cells[this.columns.get(column) ?? -1] ?? null;
  }

  /** Text as it stands; a number as it is shown. */
  text(column: Column): string | undefined {
    const cell = this.cell(column);
    if (cell === null || typeof cell === 'string') return cell ?? undefined;
    if ('number' in cell) return shownNumber(cell.number);
    const [code, message] = ODD[cell.odd];
    return this.fault(column, code, message);
  }

  /**
   * A code. A whole number is taken, for an area is often typed so; with a point it is refused, because a number cell
   * holds 1.1 and 1.10 alike (domain §9.6).
   */
  code(column: Column): string | undefined {
    const cell = this.cell(column);
    const isFraction =
      cell !== null && typeof cell === 'object' && 'number' in cell && !/^\d+$/.test(cell.number);
    if (isFraction)
      return this.fault(
        column,
        'code-is-a-number',
        `${shownNumber(cell.number)} is a number: format the column as text, else 1.1 and 1.10 are the same`,
      );
    return this.text(column)?.trim();
  }

  /** An exact decimal in machine notation. A number is taken as the spreadsheet shows it, to 15 digits. */
  decimal(column: Column): DecimalText | undefined {
    const text = this.text(column)?.trim();
    if (text === undefined) return undefined;
    // "1.135" as text is one and a bit here and a thousand there (domain §9.5); as a number cell it is clear.
    if (/^\d{1,3}\.\d{3}$/.test(text) && typeof this.cell(column) === 'string')
      return this.fault(column, 'ambiguous-number', `"${text}" is a text: write it as a number`);
    const machine = /^\d+,\d+$/.test(text) ? text.replace(',', '.') : text;
    if (isDecimalText(machine) && !machine.startsWith('-')) return machine;
    return this.fault(column, 'not-decimal', `"${text}" is no number of zero or more`);
  }

  choice<Choice extends string>(
    column: Column,
    choices: Readonly<Record<Choice, string>>,
  ): Choice | undefined {
    const text = this.text(column)?.trim();
    if (text === undefined) return undefined;
    const found = (Object.keys(choices) as Choice[]).find((key) => choices[key] === text.toLowerCase());
    return (
      found ?? this.fault(column, 'not-a-choice', `"${text}" is not one of ${quoted(Object.values(choices))}`)
    );
  }
}

/** 0.30000000000000004 as 0.3, 8.4000000000000004 as 8.4: what the office sees in the cell. */
function shownNumber(raw: string): string {
  const value = Number(raw);
  if (!Number.isFinite(value)) return raw;
  const [digits = '', exponent = '0'] = value.toExponential(SHOWN_DIGITS - 1).split('e');
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.');
  const all = whole + fraction;
  const point = 1 + Number(exponent);
  const padded =
    point <= 0
      ? `0.${'0'.repeat(-point)}${all}`
      : `${all.slice(0, point).padEnd(point, '0')}.${all.slice(point)}`;
  return `${value < 0 ? '-' : ''}${padded.replace(/\.?0+$/, '')}` || '0';
}
