/**
 * Checks a file of keyed sheets whole, before anything of it is stored (decision 16): read once as it streams in, then
 * row by row against the form and the ledger of serials. In memory lie at most a few hundred rows and, packed, the file.
 */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import {
  type ImportBlocks,
  type NamedSheet,
  namedSheets,
  type SheetImport,
  serialsElsewhere,
} from '../../db/queries/sheet-imports.ts';
import { listSheetBatches, type SheetBatch } from '../../db/queries/sheets.ts';
import type { Form } from '../../survey-forms/form.ts';
import { numberOfSerial, SERIALS } from '../../survey-forms/serial.ts';
import { contentHashOfRow, frameFault } from '../actions/store-imported.ts';
import {
  type FileRow,
  isOutOfStep,
  type RowReading,
  readSheetRow,
  serialIn,
} from '../core/check-sheet-row.ts';
import { standingOfRow } from '../core/import-standing.ts';
import {
  columnsOf,
  formOfHeadings,
  placeColumns,
  type SheetColumns,
  tidyHeading,
} from '../core/sheet-columns.ts';
import { type Environment, randomId } from '../environment.ts';
import { LinePacker, type PackedLines, unpackLines } from '../packed-lines.ts';
import { Problem } from '../problem.ts';
import { FaultPacker, type ImportFault, type ImportFaultCode } from '../sheet-faults.ts';
import type { SurveyEntry } from '../survey-book.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { type RawRow, tooManyRows, unreadable } from './unreadable.ts';

/** As it came in. */
export interface SheetFile {
  readonly name: string;
  readonly kind: SheetImport['fileKind'];
  readonly pass: 0 | 1 | 2;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export const LARGEST_FILE = 64 * 1024 * 1024;
/** As many as there are serials. */
const MOST_ROWS = 100_000;
/** Between so many rows whoever else waits for the server has his turn. */
const ROWS_AT_ONCE = 500;

/**
 * @param clerk the account that brings the file: its rows become that account's keyings
 * @throws Problem `file-unreadable`, `file-too-large`, `old-form-version`
 */
export async function checkSheetFile(
  environment: Environment,
  entry: SurveyEntry,
  clerk: string,
  file: SheetFile,
): Promise<{ head: SheetImport; blocks: ImportBlocks }> {
  const bytes = new MeasuredBytes(file.bytes);
  const rows = file.kind === 'csv' ? readCsv(bytes) : await readXlsx(await whole(bytes));
  const spool = await spoolRows(entry, rows);
  const { survey } = entry;
  const head: SheetImport = {
    ...{ id: randomId(environment), province: survey.province, campaign: survey.campaign, survey: survey.id },
    ...{ formVersion: spool.columns.form.version, fileName: file.name, fileKind: file.kind },
    ...{ fileHash: bytes.hash(), pass: file.pass, state: 'checked', mode: null, rows: spool.rows },
    ...{ faulty: 0, done: 0, stored: 0, unchanged: 0, refused: 0 },
    ...{ broughtBy: clerk, broughtAt: environment.now().toISOString(), movedAt: null },
  };
  const { faulty, unchanged, ...blocks } = await new RowCheck(environment, entry, head, spool).run();
  return { head: { ...head, faulty, unchanged }, blocks };
}

/** Bytes on their way through: counted and hashed. */
class MeasuredBytes implements AsyncIterable<Uint8Array> {
  readonly #hash = createHash('sha256');

  constructor(private readonly bytes: AsyncIterable<Uint8Array>) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    let count = 0;
    for await (const chunk of this.bytes) {
      count += chunk.length;
      if (count > LARGEST_FILE)
        throw new Problem('file-too-large', [{ field: 'file', code: 'too-many-bytes' }]);
      this.#hash.update(chunk);
      yield chunk;
    }
  }

  hash(): string {
    return this.#hash.digest('base64url');
  }
}

/** A workbook is an archive that is read from its end: it has to be there whole. */
async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The rows of a file, read and packed, with the serials that come more than once. */
interface Spool {
  readonly columns: SheetColumns;
  readonly rows: number;
  readonly packed: Buffer;
  /** Another row with the same serial, by row. */
  readonly twins: ReadonlyMap<number, number>;
}

async function spoolRows(entry: SurveyEntry, raw: AsyncGenerator<RawRow>): Promise<Spool> {
  const first = await raw.next();
  if (first.done) throw unreadable('empty-file');
  const headings = first.value.cells;
  const columns = columnsOf(formOf(entry, headings), entry.survey.units);
  const placed = placeColumns(columns, headings);
  if (!placed.ok)
    throw new Problem(
      'file-unreadable',
      placed.faults.slice(0, 100).map(({ column, code }) => ({ field: column, code })),
    );
  const packer = new LinePacker();
  /** By the number in the serial; 0: it has not come yet. */
  const firstRows = new Uint32Array(SERIALS);
  const twins = new Map<number, number>();
  let rows = 0;
  for await (const one of raw) {
    rows += 1;
    if (rows > MOST_ROWS) throw tooManyRows('csv');
    if (rows % ROWS_AT_ONCE === 0) await setImmediate();
    const { row, cells, odd = [] } = aligned(one, columns, placed.places, headings.length);
    packer.add([row, cells, odd]);
    // In a row out of step the first cell need not be its serial.
    const serial = odd.some(([, code]) => isOutOfStep(code)) ? null : serialIn(cells);
    if (serial === null) continue;
    const twin = firstRows[numberOfSerial(serial)] ?? 0;
    if (twin > 0) twins.set(row, twin).set(twin, twins.get(twin) ?? row);
    else firstRows[numberOfSerial(serial)] = row;
  }
  return { columns, rows, packed: packer.end(), twins };
}

/** The version that the headings name. @throws Problem */
function formOf({ survey, forms }: SurveyEntry, headings: readonly string[]): Form {
  const named = formOfHeadings(headings);
  if (!named) throw unreadable('no-version', tidyHeading(headings[0] ?? '').slice(0, 80) || 'file');
  if (named.form !== survey.form) throw unreadable('other-form', named.form);
  const form = forms.get(named.version);
  if (form) return form;
  const field = `${named.form} v${named.version}`;
  throw new Problem('old-form-version', [{ field, code: 'version-never-opened' }]);
}

/**
 * The row's cells in the order of the template. A row that ends early is out of step, unless only free text is missing:
 * spreadsheets leave out empty cells at the end.
 */
function aligned(
  { row, cells, odd = [] }: RawRow,
  { fields }: SheetColumns,
  places: readonly number[],
  width: number,
): FileRow {
  const oddCells = odd.flatMap(({ 0: at, 1: code }): [number, ImportOdd][] => {
    const place = places.indexOf(at);
    return place < 0 ? [] : [[place, code]];
  });
  const needed = Math.max(...places.slice(0, 1 + fields.length)) + 1;
  if (cells.length < needed) oddCells.push([0, 'cells-missing']);
  if (cells.slice(width).some((cell) => cell.trim() !== '')) oddCells.push([0, 'cells-too-many']);
  return { row, cells: places.map((place) => undefused(cells[place] ?? '')), odd: oddCells };
}

type ImportOdd = NonNullable<FileRow['odd']>[number][1];

/** Files that we hand out have an apostrophe before what a spreadsheet would take for a formula. */
const undefused = (cell: string): string => (/^'[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell);

interface CheckedRow extends RowReading {
  readonly file: FileRow;
}

/** Second reading: every row against form and ledger. */
class RowCheck {
  readonly #good = new LinePacker();
  readonly #bad = new FaultPacker();
  readonly #frames = new Map<number, ImportFaultCode | null>();
  #faulty = 0;
  #unchanged = 0;

  constructor(
    private readonly environment: Environment,
    private readonly entry: SurveyEntry,
    private readonly head: SheetImport,
    private readonly spool: Spool,
  ) {}

  async run(): Promise<ImportBlocks & { faulty: number; unchanged: number }> {
    const { db } = this.environment;
    const batches = new Map((await listSheetBatches(db, this.head.campaign)).map((one) => [one.number, one]));
    for (const chunk of chunks(await unpackLines(this.spool.packed))) {
      const read = chunk.map((file): CheckedRow => ({ file, ...readSheetRow(this.spool.columns, file) }));
      const serials = read.flatMap(({ serial }) => (serial === '' ? [] : [serial]));
      const known = new Map(
        (await namedSheets(db, this.head, serials)).map((sheet) => [sheet.serial, sheet]),
      );
      const strange = serials.filter((serial) => !known.has(serial));
      const elsewhere = await serialsElsewhere(db, this.head, strange);
      for (const row of read) {
        const sheet = known.get(row.serial);
        const batch = sheet && batches.get(sheet.batch);
        if (row.serial === '') this.#note(row, null);
        else if (!sheet || !batch)
          this.#note(row, elsewhere.has(row.serial) ? 'sheet-of-another-campaign' : 'unknown-serial');
        else this.#note(row, this.#standing(row, sheet, batch));
      }
      await setImmediate();
    }
    const [content, faults] = [this.#good.end(), this.#bad.end()];
    return { content, faults, faulty: this.#faulty, unchanged: this.#unchanged };
  }

  #standing(row: CheckedRow, sheet: NamedSheet, batch: SheetBatch): 'free' | 'unchanged' | ImportFaultCode {
    const { survey, formVersion, pass, broughtBy: clerk } = this.head;
    // A row whose answers do not fit has no content; where its sheet stands is told all the same.
    const contentHash = row.sheet ? contentHashOfRow(this.head, row.sheet) : '';
    const arriving = { survey, formVersion, pass, clerk, contentHash };
    const standing = standingOfRow(arriving, sheet, batch, sheet.keyings);
    return standing === 'free' ? (this.#frame(batch) ?? standing) : standing;
  }

  #frame(batch: SheetBatch): ImportFaultCode | null {
    const known = this.#frames.get(batch.number);
    const fault = known === undefined ? frameFault(batch, this.entry) : known;
    this.#frames.set(batch.number, fault);
    return fault;
  }

  #note({ file, sheet, faults }: CheckedRow, standing: 'free' | 'unchanged' | ImportFaultCode | null): void {
    const [column = ''] = this.spool.columns.headings;
    const all: ImportFault[] = [...faults];
    const twin = this.spool.twins.get(file.row);
    if (twin !== undefined) all.unshift({ column, code: 'twice-in-file', limit: String(twin) });
    else if (standing !== null && standing !== 'free' && standing !== 'unchanged')
      all.unshift({ column, code: standing });
    if (all.length > 0 || sheet === null) {
      this.#faulty += 1;
      this.#bad.add({ row: file.row, cells: file.cells, faults: all });
      return;
    }
    if (standing === 'unchanged') this.#unchanged += 1;
    this.#good.add([file.row, sheet.answers, sheet.comments] satisfies GoodLine, sheet.serial);
  }
}

/** A row that fits, behind its serial. */
export type GoodLine = readonly [
  row: number,
  answers: NonNullable<RowReading['sheet']>['answers'],
  comments: Readonly<Record<string, string>>,
];

function* chunks(lines: PackedLines): Generator<FileRow[]> {
  let chunk: FileRow[] = [];
  for (const value of lines.values()) {
    const [row, cells, odd] = value as [number, string[], NonNullable<FileRow['odd']>];
    chunk.push({ row, cells, odd });
    if (chunk.length < ROWS_AT_ONCE) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
