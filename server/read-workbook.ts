/**
 * XLSX → rows of its sheets. The archive is bounded before anything of it is inflated (reliability §4): by what it
 * declares, and each part once more by counting while it is unpacked, for an archive may lie. Numbers come as the text
 * that stands in the file, so that nobody rounds them on the way.
 */
import readSheets from 'read-excel-file/node';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Problem } from './problem.ts';

/** A cell: text, a number as the file writes it, or what cannot be read as either; of a date its day. Null: empty. */
export type Cell =
  | string
  | { readonly number: string }
  | { readonly odd: 'date' | 'yes-no' | 'error'; readonly day?: string | undefined }
  | null;

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

const MOST_PARTS = 200;
const MOST_BYTES = 50 * 1024 * 1024;
const MOST_RATIO = 100;
/** Small parts of repeated markup shrink further than any ratio, and harm nobody. */
const RATIO_FROM = 1024 * 1024;
/** The container of .xls, and of a workbook that is locked by a password. */
const OLD_CONTAINER = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

type FileFault = 'not-a-workbook' | 'old-or-locked-workbook' | 'workbook-too-large';

const unreadable = (code: FileFault) => new Problem('file-unreadable', [{ field: 'file', code }]);

/** @throws Problem `file-unreadable` */
export async function readWorkbook(file: Buffer): Promise<Sheet[]> {
  if (file.subarray(0, 4).equals(OLD_CONTAINER)) throw unreadable('old-or-locked-workbook');
  try {
    const parts = await unpacked(file);
    const failing = failingCells(parts);
    const sheets = await readSheets(file, {
      trim: false,
      parseNumber: (number) => ({ number }),
    });
    return sheets.map(({ sheet, data }, at) => ({
      name: sheet,
      rows: withFailing(
        data.map((row) => row.map(cellOf)),
        failing[at] ?? [],
      ),
    }));
  } catch (error) {
    throw error instanceof Problem ? error : unreadable('not-a-workbook');
  }
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  if (typeof value === 'boolean') return { odd: 'yes-no' };
  if (value instanceof Date) return { odd: 'date', day: dayIn(value) };
  return value === null || value === undefined ? null : (value as { number: string });
}

/** A spreadsheet's day has no zone; it is read as one of UTC. Undefined where the number of days is none. */
const dayIn = (date: Date) => (Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10));

/** Name → content of every part, within the bounds. */
async function unpacked(file: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(file, { validateEntrySizes: true });
  if (zip.entryCount > MOST_PARTS) throw unreadable('workbook-too-large');
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  const declared = entries.reduce((bytes, entry) => bytes + entry.uncompressedSize, 0);
  const swollen = entries.some(
    ({ uncompressedSize, compressedSize }) =>
      uncompressedSize > RATIO_FROM && uncompressedSize > MOST_RATIO * compressedSize,
  );
  if (swollen || declared > MOST_BYTES) throw unreadable('workbook-too-large');
  const parts = new Map<string, Buffer>();
  for (const entry of entries) parts.set(entry.fileName, await inflated(zip, entry));
  return parts;
}

/** Counts what a part really unpacks to; one byte more than declared ends it. */
async function inflated(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    bytes += (chunk as Buffer).length;
    if (bytes > entry.uncompressedSize) throw unreadable('workbook-too-large');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

const attribute = (tag: string, name: string): string =>
  new RegExp(`\\s${name}=["']([^"']*)`).exec(tag)?.[1] ?? '';

const tags = (text: string, name: string): string[] =>
  [...text.matchAll(new RegExp(`<(?:\\w+:)?${name}\\b[^>]*>`, 'g'))].map(([tag]) => tag);

type Place = readonly [row: number, column: number];

/** Of each sheet the cells whose formula fails: the reader takes them for blank ones, which is another value (decision 9). */
function failingCells(parts: ReadonlyMap<string, Buffer>): Place[][] {
  const text = (name: string) => parts.get(name)?.toString() ?? '';
  const targets = new Map(
    tags(text('xl/_rels/workbook.xml.rels'), 'Relationship').map((tag) => [
      attribute(tag, 'Id'),
      `xl/${attribute(tag, 'Target').replace(/^\/?(xl\/)?/, '')}`,
    ]),
  );
  return tags(text('xl/workbook.xml'), 'sheet')
    .map((tag) => targets.get(attribute(tag, 'r:id')) ?? '')
    .filter((target) => target.startsWith('xl/worksheets/'))
    .map((target) =>
      tags(text(target), 'c').flatMap((tag) =>
        attribute(tag, 't') === 'e' ? placeIn(attribute(tag, 'r')) : [],
      ),
    );
}

/** "F3" → row 2, column 5, from 0. */
function placeIn(cell: string): Place[] {
  const [, letters, row] = /^([A-Z]{1,3})(\d+)$/.exec(cell) ?? [];
  if (letters === undefined) return [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return [[Number(row) - 1, column - 1]];
}

function withFailing(rows: readonly (readonly Cell[])[], failing: readonly Place[]): (readonly Cell[])[] {
  const told = rows.map((row) => [...row]);
  for (const [row, column] of failing) {
    const cells = told[row];
    while (cells && cells.length < column) cells.push(null);
    if (cells) cells[column] = { odd: 'error' };
  }
  return told;
}
