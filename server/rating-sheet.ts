/**
 * A rating as tables that leave the program: agencies by rank with every indicator, total and class, and officials with
 * theirs, row by row as the page shows them to the same reader. A workbook for people, or one table as CSV with numbers
 * in machine notation. Names come from files of others: a text that begins like a formula is defused in both.
 */
import { stringify } from 'csv-stringify/sync';
import writeWorkbook, { type CellObject } from 'write-excel-file/node';
import { wordsOf } from '../client/words/words-of.ts';
import { type Lang, say, type Text } from '../survey-forms/form.ts';
import type { DecimalText } from './core/framework.ts';
import type { AgencyRating, IndicatorScore, OfficialRating, RatingResult } from './core/rating-result.ts';
import { plainText } from './table-text.ts';

export const RATING_TABLES = ['agencies', 'officials'] as const;
export type RatingTable = (typeof RATING_TABLES)[number];

/** A rating cut to its reader (`shownResult`), with what its heading says. */
export interface RatingFile {
  readonly result: RatingResult;
  /** Names of the indicators, by code. */
  readonly names: Readonly<Record<string, Text>>;
  readonly title: Text;
  /** "Quý I/2026 · đã chốt" */
  readonly period: string;
  /** SHA-256 of what is frozen; null: it may still change. */
  readonly hash: string | null;
}

/** A text; a decimal with two decimals; a count; or nothing. */
type Cell = string | { readonly decimal: DecimalText } | number | null;

interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** By rank, as on the page; the order of the campaign among equals and for those without one. */
const ranked = (units: readonly AgencyRating[]): AgencyRating[] =>
  units.toSorted((a, b) => (a.rank ?? units.length + 1) - (b.rank ?? units.length + 1));

const decimal = (text: DecimalText | null): Cell => (text === null ? null : { decimal: text });

/** Points, or the word for why there are none: blank and not assessed are two things (decision 9). */
function pointsCell({ points, state }: IndicatorScore, lang: Lang): Cell {
  const { notAssessed, blank, waiting } = wordsOf(lang).staff.ratings;
  if (points !== null) return decimal(points);
  return { 'not-assessed': notAssessed, blank, waiting, scored: null }[state];
}

const indicatorHeads = (codes: readonly string[], { names }: RatingFile, lang: Lang): string[] =>
  codes.map((code) => {
    const name = names[code];
    return `${wordsOf(lang).staff.ratings.indicatorShort(code)}${name ? ` ${say(name, lang)}` : ''}`;
  });

function agencyTable(file: RatingFile, lang: Lang): Table {
  const text = wordsOf(lang).staff.ratings;
  const codes = file.result.rules.indicators.map(({ indicator }) => indicator);
  const classOf = ({ class: name, unclassed }: AgencyRating): string => {
    if (name !== null) return say(name, lang);
    return unclassed === 'reduced-scale' ? text.reducedScale : text.noClass;
  };
  return {
    title: text.sheet.agencies,
    head: [
      ...[text.rank, text.sheet.code, text.agency],
      ...indicatorHeads(codes, file, lang),
      ...[text.total, text.sheet.scale, text.class],
    ],
    rows: ranked(file.result.units).map((agency) => [
      ...[agency.rank, agency.unit, say(agency.name, lang)],
      ...agency.indicators.map((score) => pointsCell(score, lang)),
      ...[decimal(agency.total), decimal(agency.scale), classOf(agency)],
    ]),
  };
}

function officialTable(file: RatingFile, lang: Lang): Table {
  const text = wordsOf(lang).staff.ratings;
  const { officialIndicators } = file.result.rules;
  const returned = ({ dossiers: { early, onTheDay, late } }: OfficialRating) => early + onTheDay + late;
  return {
    title: text.sheet.officials,
    head: [
      ...[text.sheet.code, text.agency, text.officials.name, text.officials.dossiers],
      ...indicatorHeads(officialIndicators, file, lang),
      text.total,
    ],
    rows: ranked(file.result.units).flatMap(({ unit, name, officials }) =>
      officials.map((official) => [
        ...[unit, say(name, lang), say(official.name, lang), returned(official)],
        ...official.indicators.map((score) => pointsCell(score, lang)),
        official.total === null ? text.notAssessed : decimal(official.total),
      ]),
    ),
  };
}

const tableOf = (file: RatingFile, table: RatingTable, lang: Lang): Table =>
  table === 'agencies' ? agencyTable(file, lang) : officialTable(file, lang);

/** One table: comma, CRLF, UTF-8 with its mark, exact decimals. */
export function ratingCsv(file: RatingFile, table: RatingTable, lang: Lang): string {
  const { head, rows } = tableOf(file, table, lang);
  const written = (cell: Cell): string | number => {
    if (typeof cell === 'string') return plainText(cell);
    return typeof cell === 'object' ? (cell?.decimal ?? '') : cell;
  };
  const cells = rows.map((row) => row.map(written));
  return stringify([head.map(plainText), ...cells], { bom: true, record_delimiter: 'windows' });
}

const WIDE = 36;
const NARROW = 13;

function sheetCell(cell: Cell): CellObject | null {
  if (cell === null) return null;
  if (typeof cell === 'string')
    return { type: String, value: plainText(cell), format: '@', alignVertical: 'top' };
  if (typeof cell === 'number') return { type: Number, value: cell, format: '#,##0', alignVertical: 'top' };
  return { type: Number, value: Number(cell.decimal), format: '#,##0.00', alignVertical: 'top' };
}

const headCell = (value: string): CellObject => ({
  ...{ type: String, value: plainText(value), fontWeight: 'bold', wrap: true },
  ...{ alignVertical: 'top', bottomBorderStyle: 'thin' },
});

/** Rows above the headings of each table: what it is of, its hash, and an empty one. */
const ROWS_ABOVE = 3;

/** Both tables, a sheet each. */
export async function ratingWorkbook(file: RatingFile, lang: Lang): Promise<Buffer> {
  const { hash: hashWord, sheet: text } = wordsOf(lang).staff.ratings;
  const standing = file.hash === null ? text.notClosed : `${hashWord}: ${file.hash}`;
  const sheets = RATING_TABLES.map((one) => {
    const { title, head, rows } = tableOf(file, one, lang);
    return {
      sheet: title,
      data: [
        [{ ...headCell(`${say(file.title, lang)} · ${file.period}`), wrap: false }],
        [sheetCell(standing)],
        [],
        head.map(headCell),
        ...rows.map((row) => row.map(sheetCell)),
      ],
      columns: head.map((_, at) => ({ width: at === 1 || at === 2 ? WIDE : NARROW })),
      stickyRowsCount: ROWS_ABOVE + 1,
      orientation: 'landscape' as const,
    };
  });
  return writeWorkbook(sheets).toBuffer();
}
