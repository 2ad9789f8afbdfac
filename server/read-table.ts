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

type TableFault = 'not-utf8' | 'not-a-table' | 'table-too-large' | 'no-bytes';

const unreadable = (code: TableFault) => new Problem('file-unreadable', [{ field: 'file', code }]);

/** @throws Problem `file-unreadable` */
export async function readTable(file: Buffer): Promise<Sheet[]> {
  if (file.length === 0) throw unreadable('no-bytes');
  const sheets = WORKBOOKS.includes(file.toString('hex', 0, 4))
    ? await readWorkbook(file)
    : readText(decoded(file));
  const filled = sheets.map(trimmed).filter(({ rows }) => rows.length > 0);
  if (filled.length === 0) throw unreadable('not-a-table');
  if (filled.some(({ rows }) => rows.length > MOST_ROWS || (rows[0]?.length ?? 0) > MOST_COLUMNS))
    throw unreadable('table-too-large');
  return filled;
}

/** UTF-8, or UTF-16 with its mark, as spreadsheets save "Unicode text". */
function decoded(file: Buffer): string {
  const encoding = file[0] === 0xff && file[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(file);
  } catch {
    throw unreadable('not-utf8');
  }
}

function readText(text: string): Sheet[] {
  if (/^\s*[[{]/.test(text)) return readJson(text);
  const [first = ''] = text.split(/\r?\n/, 1);
  const often = (mark: string) => first.split(mark).length;
  const delimiter = [';', '\t', ','].reduce((best, mark) => (often(mark) > often(best) ? mark : best), ',');
  try {
    const rows: string[][] = parse(text, { delimiter, relax_column_count: true, relax_quotes: true });
    return [{ name: 'CSV', rows: rows.map((row) => row.map((cell) => (cell.trim() === '' ? null : cell))) }];
  } catch {
    throw unreadable('not-a-table');
  }
}

function readJson(text: string): Sheet[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable('not-a-table');
  }
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
