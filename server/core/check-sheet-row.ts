/**
 * One row of a file of keyed sheets, read and checked by the code that checks the keying screen. A cell says what the
 * clerk saw: empty = left blank, `?` = unreadable or two boxes marked; codes of a multi question stand in one cell with
 * a space or a semicolon between them, and `0` there says "none of these". In a number, point and comma alike stand
 * before the decimals, and nothing groups thousands: "1.234,5" is told, not guessed.
 */
import type { Violation } from '../../survey-forms/answer.ts';
import {
  type Form,
  levelsOf,
  type Question,
  questionsOf,
  type TextQuestion,
} from '../../survey-forms/form.ts';
import {
  checkKeyed,
  countableOf,
  type KeyedAnswers,
  type KeyedField,
  type KeyedValue,
  UNREADABLE,
  valueAt,
} from '../../survey-forms/keyed-answers.ts';
import { askedQuestions, isRecord } from '../../survey-forms/relevance.ts';
import { isSerial, SERIAL_DIGITS } from '../../survey-forms/serial.ts';
import { headingOf, type SheetColumns } from './sheet-columns.ts';

/** What may be wrong with a row by itself; the sentences stand in the file of words. */
export type RowFaultCode =
  | Violation['code']
  | 'serial-missing'
  | 'wrong-check-digit'
  | 'cells-missing'
  | 'cells-too-many'
  | 'date-in-cell'
  | 'error-in-cell';

export interface RowFault<Code extends string = RowFaultCode> {
  readonly column: string;
  readonly code: Code;
  /** The bound that was passed, as machine text. */
  readonly limit?: string | undefined;
}

/** A row as it stands in the file, its cells in the order of the template. */
export interface FileRow {
  /** As the spreadsheet numbers it, from 1; the headings are row 1. */
  readonly row: number;
  readonly cells: readonly string[];
  /** What was wrong with it before any cell was read: place of the column, code. */
  readonly odd?: readonly (readonly [place: number, code: RowFaultCode])[] | undefined;
}

/** A sheet as a row of a file says it was keyed. */
export interface FileSheet {
  readonly serial: string;
  readonly answers: KeyedAnswers;
  /** Free text by question. */
  readonly comments: Readonly<Record<string, string>>;
}

export interface RowReading {
  /** '' where none can be read. */
  readonly serial: string;
  /** Null where a fault was found. */
  readonly sheet: FileSheet | null;
  readonly faults: readonly RowFault[];
}

/** As printed beside the box and keyed (`survey-forms/paper-layout.ts`). */
const NONE_OF_THESE = '0';

export const isOutOfStep = (code: RowFaultCode): boolean =>
  code === 'cells-missing' || code === 'cells-too-many';

export function readSheetRow(columns: SheetColumns, { cells, odd = [] }: FileRow): RowReading {
  const [heading = ''] = columns.headings;
  const serial = readSerial(cells[0] ?? '');
  const ofFile = odd.map(([place, code]) => ({ column: columns.headings[place] ?? heading, code }));
  // In a row that is out of step every cell stands under the wrong heading.
  if (ofFile.some(({ code }) => isOutOfStep(code))) return { serial: '', sheet: null, faults: ofFile };
  const faults: RowFault[] = [...ofFile];
  if (typeof serial !== 'string' && !faults.some(({ column }) => column === heading))
    faults.push({ column: heading, code: serial.code });
  const answers = readAnswers(columns, cells, faults);
  const comments = readComments(columns, cells, answers, faults);
  const read = typeof serial === 'string' ? serial : '';
  if (faults.length > 0 || typeof serial !== 'string')
    return { serial: read, sheet: null, faults: faults.sort(byPlace(columns)) };
  return { serial: read, sheet: { serial, answers, comments }, faults };
}

const byPlace =
  ({ headings }: SheetColumns) =>
  (one: RowFault, other: RowFault): number =>
    headings.indexOf(one.column) - headings.indexOf(other.column);

/**
 * Spaces are taken out, and zeros that a spreadsheet dropped from the front are put back: the check digit is the same
 * with them and without.
 */
function readSerial(cell: string): string | { code: RowFaultCode } {
  const digits = cell.replace(/\s/g, '');
  if (digits === '') return { code: 'serial-missing' };
  const serial = /^\d+$/.test(digits) ? digits.padStart(SERIAL_DIGITS, '0') : digits;
  return isSerial(serial) ? serial : { code: 'wrong-check-digit' };
}

/** The serial of a row, if it can be read at all. */
export function serialIn(cells: readonly string[]): string | null {
  const serial = readSerial(cells[0] ?? '');
  return typeof serial === 'string' ? serial : null;
}

function readAnswers(columns: SheetColumns, cells: readonly string[], faults: RowFault[]): KeyedAnswers {
  const { form, units, fields, headings } = columns;
  const odd = faults.filter(({ column }) => column !== headings[0]);
  const found: RowFault[] = [];
  const given: Given = {};
  for (const [i, field] of fields.entries()) {
    const cell = (cells[i + 1] ?? '').trim();
    if (cell === '' || odd.some(({ column }) => column === headings[i + 1])) continue;
    const value = readCell(cell, field);
    if (value === undefined) found.push({ column: headingOf(field), ...misreadOf(columns, field) });
    else put(given, field, value);
  }
  putBlanks(columns, given);
  const checked = checkKeyed(form, given, units);
  const violations = checked.ok ? [] : checked.violations.map((one) => faultOf(columns, one));
  const wrong = odd.length + found.length > 0 || violations.some(({ code }) => !FOLLOWS.has(code));
  // What is not asked hangs on the answers before it: where one of those is wrong, only that is said.
  faults.push(...found, ...violations.filter(({ code }) => !wrong || !FOLLOWS.has(code)));
  return checked.ok ? checked.keyed : {};
}

/** Keyed answers on their way: a hundred thousand rows are read in place, not copied field by field. */
type Given = Record<string, KeyedValue | Record<string, KeyedValue>>;

function put(given: Given, { question, unit }: KeyedField, value: KeyedValue): void {
  if (unit === '') {
    given[question.key] = value;
    return;
  }
  const rows = given[question.key];
  if (isRecord(rows)) (rows as Record<string, KeyedValue>)[unit] = value;
  else given[question.key] = { [unit]: value };
}

/** Every field that is asked has a value: an empty cell is a blank. */
function putBlanks({ form, fields }: SheetColumns, given: Given): void {
  const asked = new Set(askedQuestions(form, countableOf(given)));
  for (const field of fields)
    if (asked.has(field.question) && valueAt(given, field) === undefined) put(given, field, null);
}

const FOLLOWS: ReadonlySet<RowFaultCode> = new Set(['not-asked', 'unknown-question', 'unknown-unit']);

function faultOf({ form }: SheetColumns, { question: key, unit, code, limit }: Violation): RowFault {
  const column = headingOf({ question: { key }, unit: unit ?? '' });
  const question = questionsOf(form).find((one) => one.key === key);
  if (code === 'not-in-scale' && question) return { column, code, limit: codesOf(form, question) };
  return { column, code, ...(limit === undefined ? {} : { limit }) };
}

const codesOf = (form: Form, question: Question): string =>
  question.kind === 'number' || question.kind === 'text'
    ? ''
    : levelsOf(form, question)
        .map(({ code }) => code)
        .join(' ');

/** The value in a cell that is not empty; undefined: it cannot be read as its question's kind. */
function readCell(cell: string, { question }: KeyedField): KeyedValue | undefined {
  if (cell === UNREADABLE) return UNREADABLE;
  if (question.kind === 'number') return readNumber(cell);
  if (question.kind === 'multi') return readCodes(cell);
  return /^\d{1,9}$/.test(cell) ? Number(cell) : undefined;
}

function readNumber(cell: string): string | undefined {
  const [, whole, decimals] = /^(-?\d+)(?:[.,](\d+))?$/.exec(cell) ?? [];
  if (whole === undefined) return undefined;
  return decimals === undefined ? whole : `${whole}.${decimals}`;
}

function readCodes(cell: string): readonly number[] | undefined {
  if (cell === NONE_OF_THESE) return [];
  const codes = cell.split(/[\s;]+/).filter((code) => code !== '');
  return codes.every((code) => /^\d{1,9}$/.test(code)) ? codes.map(Number) : undefined;
}

const misreadOf = ({ form }: SheetColumns, { question }: KeyedField): Pick<RowFault, 'code' | 'limit'> =>
  question.kind === 'number'
    ? { code: 'not-a-number' }
    : { code: 'not-in-scale', limit: codesOf(form, question) };

/** Half of a surrogate pair, or U+0000: no database keeps them. */
const UNSTORABLE = /\p{Cs}|\0/u;

function readComments(
  { form, fields, texts }: SheetColumns,
  cells: readonly string[],
  answers: KeyedAnswers,
  faults: RowFault[],
): Record<string, string> {
  const comments: Record<string, string> = {};
  const sound = faults.length === 0;
  let asked: ReadonlySet<string> | null = null;
  for (const [i, question] of texts.entries()) {
    const text = (cells[1 + fields.length + i] ?? '').normalize('NFC').trim();
    if (text === '') continue;
    const wrong = textFault(question, text);
    asked ??= new Set(askedQuestions(form, countableOf(answers)).map(({ key }) => key));
    if (wrong !== null) faults.push({ column: question.key, ...wrong });
    else if (sound && !asked.has(question.key)) faults.push({ column: question.key, code: 'not-asked' });
    else comments[question.key] = text;
  }
  return comments;
}

function textFault({ maxLength }: TextQuestion, text: string): Pick<RowFault, 'code' | 'limit'> | null {
  if (UNSTORABLE.test(text)) return { code: 'wrong-type' };
  const tooLong = text.length > maxLength && [...text].length > maxLength;
  return tooLong ? { code: 'too-long', limit: String(maxLength) } : null;
}

/** The cells that say this sheet: what `readSheetRow` reads back to the same. */
export function cellsOf({ fields, texts }: SheetColumns, sheet: FileSheet): string[] {
  return [
    sheet.serial,
    ...fields.map((field) => cellOf(valueAt(sheet.answers, field))),
    ...texts.map(({ key }) => sheet.comments[key] ?? ''),
  ];
}

function cellOf(value: KeyedValue | undefined): string {
  if (value === undefined || value === null || isRecord(value)) return '';
  if (!Array.isArray(value)) return String(value);
  return value.length === 0 ? NONE_OF_THESE : value.join(' ');
}
