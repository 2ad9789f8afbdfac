/**
 * Tables as a workbook that is written while its rows are read: a sheet is packed row by row and never lies in memory.
 * Office Open XML (ECMA-376), as little of it as every reader needs: sheets, shared texts, three styles, and a head that
 * stays in sight. Texts that recur stand in the file once; where there are very many different ones, in their cells.
 */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { isDecimalText } from '../core/decimal.ts';
import { plainText } from '../table-text.ts';
import type { Cell, Column, ExportTable, Row } from './export-table.ts';

/** Beyond it a workbook is no longer for people (decision 28). */
export const MOST_WORKBOOK_ROWS = 200_000;
/** What a sheet can have. */
export const MOST_COLUMNS = 16_384;
/** Different texts kept in memory to be named by number. */
const MOST_SHARED = 50_000;
/** Digits that a number in a spreadsheet keeps. */
const EXACT_DIGITS = 15;

export interface Sheet {
  readonly title: string;
  readonly table: ExportTable;
}

export async function* workbookBytes(sheets: readonly Sheet[]): AsyncGenerator<Buffer> {
  const shared = new SharedTexts();
  const parts: (readonly [path: string, content: Iterable<string> | AsyncIterable<string>])[] = [
    ['[Content_Types].xml', [contentTypes(sheets.length)]],
    ['_rels/.rels', [relations([['officeDocument', 'xl/workbook.xml']])]],
    ['xl/workbook.xml', [workbook(sheets)]],
    ['xl/_rels/workbook.xml.rels', [workbookRelations(sheets.length)]],
    ['xl/styles.xml', [STYLES]],
    ...sheets.map(({ table }, at) => [sheetPath(at), sheetXml(table, shared)] as const),
    // Last: only then all of them are known.
    ['xl/sharedStrings.xml', shared.xml()],
  ];
  yield* archive(parts);
}

/** Packed one after the other; whoever stops reading stops the reading of rows too. */
async function* archive(
  parts: readonly (readonly [path: string, content: Iterable<string> | AsyncIterable<string>])[],
): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const inputs = parts.map(([path, content]) => {
    const input = Readable.from(content, { highWaterMark: 1 });
    input.on('error', (error) => output.destroy(error));
    zip.addReadStream(input, path);
    return input;
  });
  zip.end();
  try {
    for await (const bytes of output) yield bytes as Buffer;
  } finally {
    for (const input of inputs) input.destroy();
  }
}

class SharedTexts {
  /** By the text as it came; the texts themselves as they are written. */
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];

  /** The number of a text; where there are too many already, what stands in the cell itself. */
  of(text: string): number | string {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const written = textXml(plainText(text));
    if (this.#texts.length >= MOST_SHARED) return written;
    this.#numbers.set(text, this.#texts.length);
    return this.#texts.push(written) - 1;
  }

  *xml(): Generator<string> {
    yield `${XML}<sst xmlns="${MAIN}">`;
    for (const text of this.#texts) yield `<si>${text}</si>`;
    yield '</sst>';
  }
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const sheetPath = (at: number) => `xl/worksheets/sheet${at + 1}.xml`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** `_x0041_` in a text would be read as the sign it stands for. */
const textXml = (text: string): string =>
  `<t xml:space="preserve">${escaped(text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'))}</t>`;

function contentTypes(sheets: number): string {
  const part = (path: string, type: string) =>
    `<Override PartName="/${path}" ContentType="${TYPES}.${type}+xml"/>`;
  const overrides = [
    part('xl/workbook.xml', 'sheet.main'),
    part('xl/styles.xml', 'styles'),
    part('xl/sharedStrings.xml', 'sharedStrings'),
    ...Array.from({ length: sheets }, (_, at) => part(sheetPath(at), 'worksheet')),
  ];
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

const workbookRelations = (sheets: number): string =>
  relations([
    ...Array.from({ length: sheets }, (_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const),
    ['styles', 'styles.xml'],
    ['sharedStrings', 'sharedStrings.xml'],
  ]);

/** What no title of a sheet may hold, and how long it may be. */
const sheetTitle = (title: string): string => title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31);

function workbook(sheets: readonly Sheet[]): string {
  const each = sheets.map(
    ({ title }, at) =>
      `<sheet name="${escaped(sheetTitle(title))}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each.join('')}</sheets></workbook>`;
}

/** 0: as it comes; 1: the head, bold and wrapped. */
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`;
const HEAD_STYLE = ' s="1"';

const NARROW = 12;

async function* sheetXml({ columns, count, rows }: ExportTable, shared: SharedTexts): AsyncGenerator<string> {
  const letters = columns.map((_, at) => columnLetters(at));
  const widths = columns.map(
    ({ width = NARROW }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const head = columns.map(({ name }) => name);
  const heads = columns.map((): Pick<Column, 'holds'> => ({ holds: 'word' }));
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`;
  yield rowXml(head, heads, { number: 1, letters, shared, style: HEAD_STYLE });
  let number = 1;
  for await (const some of rows()) {
    yield some
      .map((row) => {
        number += 1;
        return rowXml(row, columns, { number, letters, shared, style: '' });
      })
      .join('');
  }
  yield `</sheetData><autoFilter ref="A1:${letters.at(-1)}${count + 1}"/></worksheet>`;
}

interface Place {
  /** Of the row, from 1. */
  readonly number: number;
  readonly letters: readonly string[];
  readonly shared: SharedTexts;
  readonly style: string;
}

function rowXml(row: Row, columns: readonly Pick<Column, 'holds'>[], place: Place): string {
  let cells = '';
  for (let at = 0; at < row.length; at += 1)
    cells += cellXml(row[at], columns[at], `${place.letters[at]}${place.number}`, place);
  return `<row r="${place.number}">${cells}</row>`;
}

function cellXml(
  cell: Cell | undefined,
  column: Pick<Column, 'holds'> | undefined,
  name: string,
  { shared, style }: Place,
): string {
  if (cell === null || cell === undefined || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${name}"${style}><v>${cell}</v></c>`;
  if (column?.holds === 'number' && isExact(cell)) return `<c r="${name}"${style}><v>${cell}</v></c>`;
  const text = shared.of(cell);
  if (typeof text === 'number') return `<c r="${name}"${style} t="s"><v>${text}</v></c>`;
  return `<c r="${name}"${style} t="inlineStr"><is>${text}</is></c>`;
}

/** A decimal that a spreadsheet keeps digit for digit; a longer one stays a text. */
const isExact = (text: string): boolean =>
  isDecimalText(text) && text.replace(/\D/g, '').length <= EXACT_DIGITS;

/** 0 → A, 25 → Z, 26 → AA. */
function columnLetters(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : `${columnLetters(Math.floor(at / 26) - 1)}${letter}`;
}
