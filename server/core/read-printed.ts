/**
 * A printed table read by a mapping of its columns into values that `compare-print.ts` can hold against a result. Units
 * are found by code, name or recorded alias only, numbers by the declared notation only (domain §9.5): what does not fit
 * is listed by row and column and compared with nothing; nothing is guessed.
 */
import type { PrintedValue } from './campaign.ts';
import { nameKey, type UnitRow, unitFinder } from './check-units.ts';
import { decimalsOf } from './decimal.ts';
import type { DecimalText, Framework } from './framework.ts';

/** A cell as its file holds it: text, a number in machine notation, or something that is neither. Null: empty. */
export type PrintedCell = string | { readonly number: string } | { readonly odd: string } | null;

export type PrintedTableRows = readonly (readonly PrintedCell[])[];

/** What a column may hold; `mean-index` belongs to no unit. */
export const COLUMN_FIELDS = [
  'points',
  'appraised',
  'survey',
  'scale',
  'index',
  'class',
  'rank',
  'order',
  'self-points',
  'criterion',
  'percent',
  'count',
] as const satisfies readonly PrintedValue['field'][];

export interface PrintColumn {
  /** The column's name by `columnNames`. */
  readonly column: string;
  readonly field: (typeof COLUMN_FIELDS)[number];
  /** Whose: the code. In the sheet of one unit the row says it. */
  readonly criterion?: string | undefined;
}

/** How the columns of a table are read; remembered by name. */
export interface PrintMapping {
  /** The row that holds the columns' titles, from 1. */
  readonly header: number;
  readonly decimals: 'comma' | 'point';
  /** The column that names the row: a unit, or in the sheet of one unit a criterion. */
  readonly unit: string;
  /** Code of the unit whose sheet this is, a row a criterion (`read-printed-sheet.ts`). Without it: a row a unit. */
  readonly sheetOf?: string | undefined;
  readonly columns: readonly PrintColumn[];
}

/** A cell that was not compared, and why. */
export interface Unread {
  /** From 1, as a spreadsheet counts. */
  readonly row: number;
  readonly column: string;
  readonly text: string;
  readonly why:
    | 'unknown-unit'
    | 'ambiguous-unit'
    | 'not-in-campaign'
    | 'unit-twice'
    | 'unknown-criterion'
    | 'criterion-twice'
    | 'not-a-number'
    | 'unknown-class'
    | 'not-a-place';
}

export interface ReadTable {
  readonly printed: readonly PrintedValue[];
  readonly unread: readonly Unread[];
  /** Codes of units of the campaign, or of leaves in the sheet of one unit, that the table does not name. */
  readonly absent: readonly string[];
}

/** Why a mapping does not fit a table at all: nothing was read. */
export interface MappingFault {
  /** Path in the mapping, e.g. `columns[2]`. */
  readonly path: string;
  readonly code:
    | 'no-header-row'
    | 'no-such-column'
    | 'criterion-unknown'
    | 'mapped-twice'
    | 'no-column'
    | 'not-of-a-sheet'
    | 'not-in-campaign';
  /** What the mapping asked for. */
  readonly text: string;
}

/** A, B, … Z, AA, as spreadsheets name columns. */
export function columnLetter(at: number): string {
  const rest = Math.floor(at / 26);
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (at % 26));
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

export const cellText = (cell: PrintedCell | undefined): string => {
  if (cell == null) return '';
  if (typeof cell === 'string') return oneLine(cell);
  return 'number' in cell ? cell.number : cell.odd;
};

/** The names of a table's columns: their titles; the letter where the title is empty or stands twice. */
export function columnNames(rows: PrintedTableRows, header: number): string[] {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  const titles = Array.from({ length: width }, (_, at) => cellText(rows[header - 1]?.[at]));
  const often = (title: string) => titles.filter((one) => nameKey(one) === nameKey(title)).length;
  return titles.map((title, at) => (title === '' || often(title) > 1 ? columnLetter(at) : title));
}

/** Reads a table, or says what of the mapping is not in it: never both. */
export function readPrinted(
  rows: PrintedTableRows,
  mapping: PrintMapping,
  campaign: {
    readonly framework: Framework;
    /** Codes of the units that are ranked. */
    readonly units: readonly string[];
    /** All units of the province, with their recorded spellings. */
    readonly known: readonly Pick<UnitRow, 'code' | 'name' | 'aliases'>[];
  },
): ReadTable | { readonly faults: readonly MappingFault[] } {
  const names = columnNames(rows, mapping.header);
  const codes = new Set(campaign.framework.criteria.map(({ code }) => code));
  const faults = mappingFaults(rows, names, mapping, ({ field, criterion }) =>
    BY_CRITERION.includes(field) && !codes.has(criterion ?? '') ? 'criterion-unknown' : null,
  );
  if (faults.length > 0) return { faults };
  const place = (column: string) => columnPlace(names, column);
  const [printed, unread]: [PrintedValue[], Unread[]] = [[], []];
  const body = rows.slice(mapping.header);
  const named = unitRows(body, place(mapping.unit), mapping, campaign, unread);
  const columns = mapping.columns.map((column) => {
    const at = place(column.column);
    const cells = named.map((unit) => unit.cells[at]);
    return { ...column, at, places: columnPlaces(cells, mapping.decimals) };
  });
  for (const { unit, cells, row } of named)
    for (const column of columns) {
      const cell = cells[column.at];
      if (isEmpty(cell)) continue;
      const value = readValue(cell, column.field, mapping.decimals, column.places, campaign.framework);
      if (typeof value === 'string') printed.push(printedValue(unit, column, value));
      else unread.push({ row, column: column.column, text: cellText(cell), why: value.why });
    }
  const found = new Set(named.map(({ unit }) => unit));
  return { printed, unread, absent: campaign.units.filter((code) => !found.has(code)) };
}

function printedValue(
  unit: string,
  { field, criterion, column, places }: PrintColumn & { readonly places: number },
  value: string,
): PrintedValue {
  const whose = { unit, field, ...(criterion === undefined ? {} : { criterion }) };
  return { ...whose, value, ...(HAS_PLACES.includes(field) ? { places } : {}), label: { vi: column } };
}

/** Points and indices, whose columns are printed with the same decimals throughout. */
export const HAS_PLACES: readonly PrintedValue['field'][] = [
  'points',
  'appraised',
  'survey',
  'scale',
  'index',
  'criterion',
  'self-points',
];

/** Fields of one criterion. */
const BY_CRITERION: readonly PrintColumn['field'][] = ['criterion', 'percent', 'count'];

/** Where a column stands, by its name; -1: nowhere. */
export const columnPlace = (names: readonly string[], column: string): number =>
  names.findIndex((name) => nameKey(name) === nameKey(column));

function* faultsOf(
  rows: PrintedTableRows,
  names: readonly string[],
  mapping: PrintMapping,
  misfit: (column: PrintColumn) => MappingFault['code'] | null,
): Generator<MappingFault> {
  if (mapping.header < 1 || mapping.header > rows.length)
    return yield { path: 'header', code: 'no-header-row', text: String(mapping.header) };
  const isThere = (column: string) => columnPlace(names, column) >= 0;
  if (!isThere(mapping.unit)) yield { path: 'unit', code: 'no-such-column', text: mapping.unit };
  if (mapping.columns.length === 0) yield { path: 'columns', code: 'no-column', text: '' };
  const seen = new Set<string>();
  for (const [at, mapped] of mapping.columns.entries()) {
    const { column, field, criterion } = mapped;
    const path = `columns[${at}]`;
    if (!isThere(column)) yield { path, code: 'no-such-column', text: column };
    const code = misfit(mapped);
    if (code !== null) yield { path, code, text: code === 'criterion-unknown' ? (criterion ?? '') : column };
    const what = `${field} ${criterion ?? ''}`;
    if (seen.has(what)) yield { path, code: 'mapped-twice', text: column };
    seen.add(what);
  }
}

/** What of a mapping a table does not have, or cannot hold as `misfit` says. */
export const mappingFaults = (...given: Parameters<typeof faultsOf>): MappingFault[] => [
  ...faultsOf(...given),
];

interface UnitCells {
  readonly unit: string;
  readonly row: number;
  readonly cells: readonly PrintedCell[];
}

/** The rows that name a unit of the campaign, each unit once; a row that names another is listed, an empty one is passed over. */
function unitRows(
  body: PrintedTableRows,
  at: number,
  mapping: PrintMapping,
  campaign: { readonly units: readonly string[]; readonly known: Parameters<typeof unitFinder>[0] },
  unread: Unread[],
): UnitCells[] {
  const find = unitFinder(campaign.known);
  const ranked = new Set(campaign.units);
  const found = new Map<string, UnitCells>();
  for (const [position, cells] of body.entries()) {
    const text = cellText(cells[at]);
    if (text === '') continue;
    const row = mapping.header + position + 1;
    const why = (reason: Unread['why']) => unread.push({ row, column: mapping.unit, text, why: reason });
    const codes = find(text);
    const [unit] = codes.length > 1 ? codes.filter((code) => ranked.has(code)) : codes;
    if (codes.length === 0) why('unknown-unit');
    else if (codes.filter((code) => ranked.has(code)).length > 1) why('ambiguous-unit');
    else if (unit === undefined || !ranked.has(unit)) why('not-in-campaign');
    else if (found.has(unit)) why('unit-twice');
    else found.set(unit, { unit, row, cells });
  }
  return [...found.values()];
}

/** A dash stands for "nothing" in printed tables. */
export const isEmpty = (cell: PrintedCell | undefined): cell is null | undefined =>
  cell == null || (typeof cell === 'string' && /^[\s\u00a0–—-]*$/.test(cell));

type Value = string | { readonly why: Unread['why'] };

function readValue(
  cell: PrintedCell,
  field: PrintedValue['field'],
  notation: PrintMapping['decimals'],
  places: number,
  framework: Framework,
): Value {
  if (field === 'class') {
    const text = nameKey(cellText(cell));
    const band = framework.bands.find(({ name }) => [name.vi, name.en ?? ''].map(nameKey).includes(text));
    return band?.name.vi ?? { why: 'unknown-class' };
  }
  const number = numberIn(cell, notation, places);
  if (field === 'rank' || field === 'order')
    return number !== null && /^[1-9]\d{0,8}(\.0+)?$/.test(number)
      ? number.replace(/\..*/, '')
      : { why: 'not-a-place' };
  return number ?? { why: 'not-a-number' };
}

const COMMA = /^-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/;
const POINT = /^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/;

/** Decimal text in machine notation with the decimals that were printed; null for anything else. */
export function numberIn(
  cell: PrintedCell,
  notation: PrintMapping['decimals'],
  places: number,
): DecimalText | null {
  if (cell === null) return null;
  if (typeof cell !== 'string') {
    const number = 'number' in cell ? shownNumber(cell.number) : null;
    return number === null ? null : padded(number, places);
  }
  const text = cell
    .replace(/[\s\u00a0]/g, '')
    .replace(/%$/, '')
    .replace('−', '-');
  if (notation === 'comma') return COMMA.test(text) ? text.replaceAll('.', '').replace(',', '.') : null;
  return POINT.test(text) ? text.replaceAll(',', '') : null;
}

/** Digits a spreadsheet shows of a number; what it stores beyond them is an artefact of binary fractions. */
const SHOWN_DIGITS = 15;

/** A number of a spreadsheet as it is shown: "84.689189999999996" is 84.68919. Null for what is no finite number. */
export function shownNumber(stored: string): DecimalText | null {
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value)) return null;
  const shown = Number(value.toPrecision(SHOWN_DIGITS));
  const text = String(shown);
  return text.includes('e') ? shown.toFixed(20).replace(/\.?0+$/, '') : text;
}

/** A column is printed with as many decimals as its longest number: 87.5 and 92 beside 72.19 stand for 87.50 and 92.00. */
export function columnPlaces(
  cells: readonly (PrintedCell | undefined)[],
  notation: PrintMapping['decimals'],
): number {
  return cells.reduce((longest, cell) => {
    const number = numberIn(cell ?? null, notation, 0);
    return number === null ? longest : Math.max(longest, decimalsOf(number));
  }, 0);
}

function padded(number: DecimalText, places: number): DecimalText {
  const missing = places - decimalsOf(number);
  if (missing <= 0) return number;
  return `${number}${number.includes('.') ? '' : '.'}${'0'.repeat(missing)}`;
}
