/**
 * A printed table given as XLSX, CSV or JSON → sheets of cells. Which it is, its content says. Of a JSON file every list
 * of objects is a sheet, its fields the columns.
 */
import { parse } from 'csv-parse/sync';
import { Problem } from './problem.ts';
import { type Cell, readWorkbook, type Sheet } from './read-workbook.ts';

/** Bytes: a table of 3,300 units and 60 criteria stays well below this. */
export const LARGEST_TABLE = 8 * 1024 * 1024;
/** Decision 28. */
const MOST_ROWS = 20_000;
const MOST_COLUMNS = 500;

/** First bytes, hex: a zip archive, and the container of .xls, which is told by its own words. */
const WORKBOOKS = ['504b0304', 'd0cf11e0'];

/** Beginnings of files that are no text, hex: PDF, JPEG, PNG, GIF, RAR, 7-Zip, gzip. */
const NO_TABLES = ['255044462d', 'ffd8ff', '89504e47', '47494638', '52617221', '377abcaf', '1f8b'];

type TableFault = 'not-a-table-file' | 'not-utf8' | 'not-a-table' | 'table-too-large' | 'no-bytes';

const unreadable = (code: TableFault) => new Problem('file-unreadable', [{ field: 'file', code }]);

/** @throws Problem `file-unreadable` */
export async function readTable(file: Buffer): Promise<Sheet[]> {
  if (file.length === 0) throw unreadable('no-bytes');
  const start = file.toString('hex', 0, 8);
  if (NO_TABLES.some((one) => start.startsWith(one))) throw unreadable('not-a-table-file');
  const sheets = WORKBOOKS.includes(start.slice(0, 8)) ? await readWorkbook(file) : readText(decoded(file));
  const filled = sheets.map(trimmed).filter(({ rows }) => rows.length > 0);
  if (filled.length === 0) throw unreadable('not-a-table');
  if (filled.some(({ rows }) => rows.length > MOST_ROWS || (rows[0]?.length ?? 0) > MOST_COLUMNS))
    throw unreadable('table-too-large');
  return filled;
}

/** UTF-8, or UTF-16 with its mark, as spreadsheets save "Unicode text". */
function decoded(file: Buffer): string {
  const encoding = file[0] === 0xff && file[1] === 0xfe ? 'utf-16le' : 'utf-8';
  const text = attempt(() => new TextDecoder(encoding, { fatal: true }).decode(file));
  if (text === null) throw unreadable('not-utf8');
  // No spreadsheet writes a NUL into a table.
  if (text.includes('\0')) throw unreadable('not-a-table-file');
  return text;
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function readText(text: string): Sheet[] {
  if (/^\s*[[{]/.test(text)) return readJson(text);
  const cut = (delimiter: string, to?: number): string[][] | null =>
    attempt(() => parse(text, { delimiter, ...LOOSE, ...(to === undefined ? {} : { to }) }));
  const steadiest = MARKS.map((mark) => ({ mark, rows: steadyRows(cut(mark, FIRST_ROWS) ?? []) })).reduce(
    (best, one) => (one.rows > best.rows ? one : best),
  );
  const rows = cut(steadiest.mark);
  if (rows === null) throw unreadable('not-a-table');
  return [{ name: 'CSV', rows: rows.map((row) => row.map((cell) => (cell.trim() === '' ? null : cell))) }];
}

/** Rows of any width, quotes where they happen to stand, line ends of any system. */
const LOOSE = {
  relax_column_count: true,
  relax_quotes: true,
  record_delimiter: ['\r\n', '\n', '\r'],
};

/** What may part the cells of a line, the likeliest first where two part them as steadily. */
const MARKS = [';', '\t', ','];

/** Rows by which the mark is told: a title or two above the table, and enough of it. */
const FIRST_ROWS = 30;

/** How many rows have the width that most have, one cell alone being no table: a comma of decimals stands here and there only. */
function steadyRows(rows: readonly (readonly string[])[]): number {
  const often = new Map<number, number>();
  for (const { length } of rows) if (length > 1) often.set(length, (often.get(length) ?? 0) + 1);
  return Math.max(0, ...often.values());
}

function readJson(text: string): Sheet[] {
  const value = attempt((): unknown => JSON.parse(text));
  if (value === null) throw unreadable('not-a-table');
  const lists = Array.isArray(value) ? { JSON: value } : (value as Record<string, unknown>);
  return Object.entries(lists).flatMap(([name, list]) =>
    Array.isArray(list) && list.length > 0 && list.every(isRecord) ? [sheetOf(name, list)] : [],
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function sheetOf(name: string, list: readonly Record<string, unknown>[]): Sheet {
  const fields = [...new Set(list.flatMap((row) => Object.keys(row)))];
  return { name, rows: [fields, ...list.map((row) => fields.map((field) => cellOf(row[field])))] };
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'number') return { number: String(value) };
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (isRecord(value) && typeof value.vi === 'string') return value.vi;
  if (typeof value === 'boolean') return { odd: 'yes-no' };
  return null;
}

/** Without empty rows at the end; every row as long as the longest. */
function trimmed({ name, rows }: Sheet): Sheet {
  const last = rows.findLastIndex((row) => row.some((cell) => cell !== null));
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  return {
    name,
    rows: rows.slice(0, last + 1).map((row) => Array.from({ length: width }, (_, at) => row[at] ?? null)),
  };
}
