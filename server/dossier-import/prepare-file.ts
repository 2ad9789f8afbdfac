/**
 * First reading of a file of dossiers, while it comes in: headings, then every row by itself. What was read goes to the
 * disk as lines (`PreparedRow`), so that nothing but the row at hand lies in memory and nothing is parsed twice.
 */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { type DossierCells, type DossierContext, dossierLine, readDossier } from '../core/check-dossier.ts';
import {
  DOSSIER_COLUMNS,
  DOSSIER_TABLE,
  type DossierColumn,
  findColumns,
  type Places,
} from '../core/dossier-columns.ts';
import { cellsInOrder, type DossierRowFault } from '../dossier-faults.ts';
import { Problem } from '../problem.ts';
import { readCsv } from '../sheet-import/read-csv.ts';
import { type RawRow, unreadable } from '../sheet-import/unreadable.ts';
import { type LineDisk, LineWriter } from './line-file.ts';

export const LARGEST_DOSSIER_FILE = 512 * 1024 * 1024;
export const MOST_DOSSIERS = 2_000_000;
/** Between so many rows whoever else waits for the server has his turn. */
const ROWS_AT_ONCE = 500;

export interface Prepared {
  readonly rows: number;
  /** SHA-256 of the bytes. */
  readonly hash: string;
}

/**
 * @param path where the lines go
 * @throws Problem `file-unreadable`, `file-too-large`; then nothing of it is kept
 */
export async function prepareFile(
  disk: LineDisk,
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  context: DossierContext,
): Promise<Prepared> {
  const measured = new MeasuredBytes(bytes);
  const writer = await LineWriter.begin(disk, path);
  try {
    const raw = readCsv(measured, MOST_DOSSIERS + 1, tooManyDossiers);
    const first = await raw.next();
    if (first.done) throw unreadable('empty-file');
    const places = placesOf(first.value.cells);
    let rows = 0;
    for await (const one of raw) {
      rows += 1;
      if (rows % ROWS_AT_ONCE === 0) await setImmediate();
      await writer.add(preparedLine(readRow(one, places, first.value.cells.length, context)));
    }
    await writer.end();
    return { rows, hash: measured.hash() };
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

const tooLarge = (code: string) => new Problem('file-too-large', [{ field: 'file', code, values: {} }]);
const tooManyDossiers = () => tooLarge('too-many-dossiers');

/** Bytes on their way through: counted and hashed. */
class MeasuredBytes implements AsyncIterable<Uint8Array> {
  readonly #hash = createHash('sha256');

  constructor(private readonly bytes: AsyncIterable<Uint8Array>) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    let count = 0;
    for await (const chunk of this.bytes) {
      count += chunk.length;
      if (count > LARGEST_DOSSIER_FILE) throw tooLarge('dossier-file-too-large');
      this.#hash.update(chunk);
      yield chunk;
    }
  }

  hash(): string {
    return this.#hash.digest('base64url');
  }
}

/** @throws Problem `file-unreadable` with the headings that are missing or there twice */
function placesOf(headings: readonly string[]): Places<DossierColumn> {
  const found = findColumns(DOSSIER_TABLE, headings);
  if (found.ok) return found.places;
  throw new Problem(
    'file-unreadable',
    found.faults.map(({ heading, code }) => ({ field: heading.slice(0, 80), code, values: {} })),
  );
}

/** A row that was read: the dossier as its line (`dossierLine`), or the cells with what is wrong with them. */
export type PreparedRow =
  | { readonly row: number; readonly line: string }
  | { readonly row: number; readonly cells: readonly string[]; readonly faults: readonly DossierRowFault[] };

function readRow(
  { row, cells: all }: RawRow,
  places: Places<DossierColumn>,
  width: number,
  context: DossierContext,
): PreparedRow {
  const cells = Object.fromEntries(
    DOSSIER_COLUMNS.map((column) => [column, undefused(all[places.get(column) ?? -1] ?? '')]),
  ) as DossierCells;
  const { dossier, faults } = readDossier(cells, context);
  const isTooLong = all.slice(width).some((cell) => cell.trim() !== '');
  if (dossier && !isTooLong) return { row, line: dossierLine(dossier) };
  const tooMany: DossierRowFault[] = isTooLong ? [{ column: 'dossier', code: 'cells-too-many' }] : [];
  return { row, cells: cellsInOrder(cells), faults: [...tooMany, ...faults] };
}

/** Files that we hand out have an apostrophe before what a spreadsheet would take for a formula. */
const undefused = (cell: string): string => (/^'[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell);

/** Stands before the JSON of a faulty row; a dossier's own begins with a bracket. */
const FAULTY = '!';

const preparedLine = (one: PreparedRow): string =>
  'line' in one
    ? `${one.row}\t${one.line}`
    : `${one.row}\t${FAULTY}${JSON.stringify([one.cells, one.faults])}`;

export function readPrepared(text: string): PreparedRow {
  const tab = text.indexOf('\t');
  const row = Number(text.slice(0, tab));
  if (text[tab + 1] !== FAULTY) return { row, line: text.slice(tab + 1) };
  const [cells, faults] = JSON.parse(text.slice(tab + 2)) as [string[], DossierRowFault[]];
  return { row, cells, faults };
}
