/**
 * Files that people fill in or correct: the template of a form version, faulty rows handed back in the same shape, and
 * the list of faults. CSV opens in a spreadsheet; XLSX carries the codes on a second sheet.
 */
import { stringify } from 'csv-stringify/sync';
import writeExcelFile from 'write-excel-file/node';
import { fill } from '../../client/words/fill.ts';
import { type Words, wordsOf } from '../../client/words/words-of.ts';
import { type Lang, levelsOf, type Question, say, type Text } from '../../survey-forms/form.ts';
import { FAULT_HEADING, headingOf, type SheetColumns } from '../core/sheet-columns.ts';
import type { FaultyRow, ImportFault } from '../sheet-faults.ts';

const MARK = '\ufeff';

/** UTF-8 with its mark, so that Excel reads Vietnamese; a text like a formula gets an apostrophe, which reading takes off. */
const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  stringify(rows as (string | number)[][], { record_delimiter: 'windows', escape_formulas: true });

/** What is wrong, in the reader's language. */
export function faultSentence({ code, limit }: Omit<ImportFault, 'column'>, lang: Lang): string {
  const { faults } = wordsOf(lang).staff.sheetImports;
  return fill(faults[code], { limit: limit ?? '' });
}

export const templateCsv = (columns: SheetColumns): string => MARK + csvOf([columns.headings]);

/** Handed back: the rows as they were, and at their end what is wrong with each. */
export function* faultyRowsCsv(
  columns: SheetColumns,
  rows: Iterable<FaultyRow>,
  lang: Lang,
): Generator<string> {
  yield MARK + csvOf([[...columns.headings, FAULT_HEADING]]);
  for (const row of rows) yield csvOf([[...row.cells, sentencesOf(row, lang)]]);
}

const sentencesOf = ({ faults }: FaultyRow, lang: Lang): string =>
  faults.map((fault) => `${fault.column}: ${faultSentence(fault, lang)}`).join(' | ');

/** Every fault a line: row, column, what stands there, what is wrong. */
export function* faultsCsv(columns: SheetColumns, rows: Iterable<FaultyRow>, lang: Lang): Generator<string> {
  const { row: rowWord, column: columnWord, value, fault: faultWord } = wordsOf(lang).staff.sheetImports;
  yield MARK + csvOf([[rowWord, columnWord, value, faultWord]]);
  for (const { row, cells, faults } of rows)
    for (const fault of faults)
      yield csvOf([[row, fault.column, cellUnder(columns, cells, fault), faultSentence(fault, lang)]]);
}

/** What stands in the cell; free text is not repeated beside a serial. */
export function cellUnder(
  { headings, fields }: SheetColumns,
  cells: readonly string[],
  { column }: Pick<ImportFault, 'column'>,
): string {
  const place = headings.indexOf(column);
  return place <= fields.length ? (cells[place] ?? '') : '';
}

type SheetCells = { value: string; type: StringConstructor; format?: string; fontWeight?: 'bold' }[][];

/** Text, also where it looks like a number: a spreadsheet would take the zeros off a serial. */
const textCell = (value: string) => ({ value, type: String, format: '@' });
const headCell = (value: string) => ({ ...textCell(value), fontWeight: 'bold' as const });

/** Making a workbook holds up the server: about 10 ms a thousand cells. */
const BLANK_CELLS = 12_000;
/** Faulty rows beyond this are handed back as CSV, whatever they came in. */
export const MOST_WORKBOOK_FAULTS = 2000;

/** The template, ready to type into. */
export function templateXlsx(columns: SheetColumns, unitNames: UnitNames, lang: Lang): Promise<Buffer> {
  const row = columns.headings.map(() => textCell(''));
  const blank = Array.from({ length: Math.ceil(BLANK_CELLS / row.length) }, () => row);
  return workbook(columns, [columns.headings.map(headCell), ...blank], unitNames, lang);
}

export function faultyRowsXlsx(
  columns: SheetColumns,
  rows: Iterable<FaultyRow>,
  unitNames: UnitNames,
  lang: Lang,
): Promise<Buffer> {
  const head = [...columns.headings, FAULT_HEADING].map(headCell);
  const cells = [...rows].map((row) => [...row.cells, sentencesOf(row, lang)].map(textCell));
  return workbook(columns, [head, ...cells], unitNames, lang);
}

/** Name by code of the units that a matrix rates; empty for a form on one unit. */
export type UnitNames = ReadonlyMap<string, Text>;

async function workbook(
  columns: SheetColumns,
  data: SheetCells,
  unitNames: UnitNames,
  lang: Lang,
): Promise<Buffer> {
  const text = wordsOf(lang).staff.sheetImports;
  const widths = columns.headings.map((heading) => ({ width: Math.max(8, heading.length + 2) }));
  return writeExcelFile([
    { data, sheet: text.sheets.answers, columns: widths, stickyRowsCount: 1, stickyColumnsCount: 1 },
    {
      data: codeRows(columns, unitNames, lang),
      sheet: text.sheets.codes,
      columns: [{ width: 24 }, { width: 70 }, { width: 12 }, { width: 40 }],
      stickyRowsCount: 1,
    },
  ]).toBuffer();
}

/** The second sheet: how to fill the first one in, then every column with its codes. */
function codeRows(columns: SheetColumns, unitNames: UnitNames, lang: Lang): SheetCells {
  const text = wordsOf(lang).staff.sheetImports;
  const row = (...cells: string[]) => cells.map(textCell);
  const head = [text.codes.column, text.codes.question, text.codes.code, text.codes.label].map(headCell);
  const [serial = ''] = columns.headings;
  const asked = new Map(columns.fields.map((field) => [field.question.key, field]));
  const rows = [...asked.values()].flatMap(({ question, unit }) => {
    const heading = headingOf({ question, unit: unit && '…' });
    return codesOf(columns, question, text, lang).map(([code, label], i) =>
      row(i === 0 ? heading : '', i === 0 ? say(question.text, lang) : '', code, label),
    );
  });
  const units = [...unitNames].map(([code, name]) => row(`…@${code}`, say(name, lang)));
  const texts = columns.texts.map((question) =>
    row(
      question.key,
      say(question.text, lang),
      '',
      fill(text.codes.text, { limit: String(question.maxLength) }),
    ),
  );
  return [
    head,
    ...text.codes.howTo.map((line) => row('', line)),
    row(serial, text.codes.serial),
    ...rows,
    ...units,
    ...texts,
  ];
}

function codesOf(
  { form }: SheetColumns,
  question: Question,
  { codes }: Words['staff']['sheetImports'],
  lang: Lang,
): (readonly [code: string, label: string])[] {
  if (question.kind === 'text') return [];
  if (question.kind === 'number')
    return [['', fill(codes.number, { min: question.min ?? '…', max: question.max ?? '…' })]];
  const levels = levelsOf(form, question).map(({ code, text }) => [String(code), say(text, lang)] as const);
  return question.kind === 'multi' ? [...levels, ['0', codes.none]] : levels;
}
