/**
 * Rows of the first visible sheet of a workbook, in one pass over its stream. Numbers stay numbers, a date where a code
 * belongs and a failed calculation are told cell by cell, and a formula refuses the file: what it shows is no answer
 * that anybody keyed. A library that reads sheets into a table would blank such cells, and let one cell at the far
 * corner claim the memory of the whole table.
 */
import { Workbook } from './open-workbook.ts';
import { type RawRow, tooManyRows, unreadable } from './unreadable.ts';
import { dateStyles, firstVisibleSheet, sharedStrings, unescaped } from './workbook-parts.ts';
import { type XmlAttributes, XmlReader } from './xml-reader.ts';

/** Rows of answers (decision 28). */
export const MOST_WORKBOOK_ROWS = 20_000;
/** Far more than a form of 200 units has; a spreadsheet has 16.384. */
const MOST_COLUMNS = 6000;

/** @throws Problem `file-unreadable`, `file-too-large` */
export async function readXlsx(file: Buffer): Promise<AsyncGenerator<RawRow>> {
  const workbook = await Workbook.open(file);
  const part = await firstVisibleSheet(workbook);
  const cells = new SheetHandler(await sharedStrings(workbook), await dateStyles(workbook));
  return rowsOf(workbook, part, cells);
}

async function* rowsOf(workbook: Workbook, part: string, handler: SheetHandler): AsyncGenerator<RawRow> {
  const reader = new XmlReader(handler);
  for await (const text of workbook.read(part)) {
    reader.write(text);
    yield* handler.take();
  }
  reader.end();
}

type Odd = readonly [place: number, code: 'date-in-cell' | 'error-in-cell'];

class SheetHandler {
  #rows: RawRow[] = [];
  #count = 0;
  /** Of the headings; null before they were read. */
  #width: number | null = null;
  #row = 0;
  #place = -1;
  #cells: string[] = [];
  #odd: Odd[] = [];
  #type = '';
  #style = '';
  #value = '';
  /** Text counts inside `v` and `t`, but for how a reading sounds. */
  #inValue = false;
  #phonetic = false;

  constructor(
    private readonly strings: readonly string[],
    private readonly dates: ReadonlySet<string>,
  ) {}

  /** The rows that were read since it was last asked. */
  take(): readonly RawRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: XmlAttributes): void {
    if (name === 'row') this.#openRow(attributes);
    else if (name === 'c') this.#openCell(attributes);
    else if (name === 'f') throw unreadable('formula-in-cell', `${columnName(this.#place)}${this.#row}`);
    else if (name === 'rPh') this.#phonetic = true;
    this.#inValue = (name === 'v' || name === 't') && !this.#phonetic;
  }

  close(name: string): void {
    this.#inValue = false;
    if (name === 'rPh') this.#phonetic = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#closeRow();
  }

  text(text: string): void {
    if (this.#inValue) this.#value += text;
  }

  #openRow(attributes: XmlAttributes): void {
    this.#row = Number(attributes.get('r') ?? this.#row + 1);
    this.#place = -1;
    this.#cells = [];
    this.#odd = [];
  }

  #openCell(attributes: XmlAttributes): void {
    const at = /^([A-Z]{1,3})\d+$/.exec(attributes.get('r') ?? '')?.[1];
    this.#place = at === undefined ? this.#place + 1 : columnPlace(at);
    this.#type = attributes.get('t') ?? 'n';
    this.#style = attributes.get('s') ?? '';
    this.#value = '';
  }

  #closeCell(): void {
    const text = this.#textOfCell();
    if (text === '') return;
    // Beyond the last heading one cell is enough to say that the row is too long.
    const place = Math.min(this.#place, this.#width ?? MOST_COLUMNS);
    if (place === MOST_COLUMNS) throw unreadable('unknown-column', columnName(this.#place));
    while (this.#cells.length < place) this.#cells.push('');
    this.#cells[place] = text;
  }

  #textOfCell(): string {
    const value = this.#value;
    if (value === '') return '';
    switch (this.#type) {
      case 's': {
        const shared = this.strings[Number(value)];
        if (shared === undefined) throw unreadable('not-a-workbook');
        return shared;
      }
      case 'e':
        return this.#isOdd('error-in-cell');
      case 'd':
        return this.#isOdd('date-in-cell');
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE';
      case 'n':
        // The shortest text that is this number: a spreadsheet writes 2.2 as 2.2000000000000002.
        return this.dates.has(this.#style) ? this.#isOdd('date-in-cell') : String(Number(value));
      default:
        return unescaped(value);
    }
  }

  #isOdd(code: Odd[1]): string {
    this.#odd.push([this.#place, code]);
    return this.#value;
  }

  #closeRow(): void {
    if (this.#cells.every((cell) => cell.trim() === '')) return;
    if (this.#count > MOST_WORKBOOK_ROWS) throw tooManyRows('xlsx');
    this.#count += 1;
    this.#width ??= this.#cells.length;
    this.#rows.push({
      row: this.#row,
      cells: this.#cells,
      ...(this.#odd.length > 0 ? { odd: this.#odd } : {}),
    });
  }
}

function columnPlace(letters: string): number {
  let place = 0;
  for (const letter of letters) place = place * 26 + letter.charCodeAt(0) - 64;
  return place - 1;
}

function columnName(place: number): string {
  const rest = Math.floor(place / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (place % 26));
}
