/** What is chosen on the screen of a printed table, and the mapping that is made of it. Plain functions. */
import type { PrintTables } from './api.ts';

export type PrintMapping = PrintTables['mappings'][number]['mapping'];
export type PrintSheet = PrintTables['sheets'][number];
type PrintColumn = PrintMapping['columns'][number];

/** The fields of a table, in the order in which they are offered; criteria come after. */
export const FIELDS = [
  'points',
  'appraised',
  'survey',
  'scale',
  'index',
  'class',
  'rank',
  'order',
  'self-points',
] as const satisfies readonly PrintColumn['field'][];

/** What a column of the sheet of one unit may hold; the row says of which criterion. */
export const SHEET_FIELDS = [
  'self-points',
  'criterion',
  'percent',
  'count',
] as const satisfies readonly PrintColumn['field'][];

/** What a column holds, as one value of a choice: `index`, `criterion 1.2`; '' is passed over. */
export type ColumnChoice = string;

export interface MappingDraft {
  readonly sheet: number;
  /** From 1. */
  readonly header: number;
  readonly decimals: PrintMapping['decimals'];
  readonly unit: string;
  /** Code of the unit whose sheet this is; '': a row is a unit. */
  readonly sheetOf: string;
  /** Column → choice. */
  readonly columns: Readonly<Record<string, ColumnChoice>>;
}

export const choiceOf = ({ field, criterion }: Pick<PrintColumn, 'field' | 'criterion'>): ColumnChoice =>
  criterion === undefined ? field : `${field} ${criterion}`;

const columnOf = (column: string, choice: ColumnChoice): PrintColumn => {
  const [field = '', ...criterion] = choice.split(' ');
  const known = [...FIELDS, ...SHEET_FIELDS].find((one) => one === field) ?? 'criterion';
  return { column, field: known, ...(criterion.length > 0 ? { criterion: criterion.join(' ') } : {}) };
};

/** The names of the columns, were their titles in the chosen row. */
export const columnsAt = ({ headers }: PrintSheet, header: number): readonly string[] =>
  headers[header - 1] ?? [];

/** A first draft: a remembered mapping where one fits whole, else the row that looks most like titles; of one unit alone it is the sheet. */
export function firstDraft({ sheets, mappings, units }: PrintTables): {
  draft: MappingDraft;
  remembered: string;
} {
  for (const [at, sheet] of sheets.entries())
    for (const { name, mapping } of mappings)
      if (fits(mapping, sheet)) return { draft: draftOf(mapping, at), remembered: name };
  const sheet = Math.max(
    0,
    sheets.findIndex(({ rows }) => rows.length > 2),
  );
  const header = sheets[sheet] ? likelyHeader(sheets[sheet]) : 1;
  const sheetOf = units.length === 1 ? (units[0]?.code ?? '') : '';
  return { draft: { sheet, header, decimals: 'comma', unit: '', sheetOf, columns: {} }, remembered: '' };
}

export const fits = (mapping: PrintMapping, sheet: PrintSheet): boolean =>
  missingColumns(mapping, sheet, mapping.header).length === 0;

/** Columns that a way to read names and the table, with its titles in this row, does not have. */
export function missingColumns({ unit, columns }: PrintMapping, sheet: PrintSheet, header: number): string[] {
  const names = columnsAt(sheet, header);
  return [unit, ...columns.map(({ column }) => column)].filter((name) => !names.includes(name));
}

/** A way kept under this name that the table has not all columns for: kept anew it would lose them. */
export function unfitMapping(
  { mappings, sheets }: Pick<PrintTables, 'mappings' | 'sheets'>,
  { sheet, header }: Pick<MappingDraft, 'sheet' | 'header'>,
  name: string,
): { readonly name: string; readonly missing: readonly string[] } | null {
  const kept = mappings.find((one) => one.name === name.trim());
  const table = sheets[sheet];
  const missing = kept && table ? missingColumns(kept.mapping, table, header) : [];
  return kept && missing.length > 0 ? { name: kept.name, missing } : null;
}

export const draftOf = (
  { header, decimals, unit, sheetOf = '', columns }: PrintMapping,
  sheet: number,
): MappingDraft => ({
  sheet,
  header,
  decimals,
  unit,
  sheetOf,
  columns: Object.fromEntries(columns.map((column) => [column.column, choiceOf(column)])),
});

/** Titles are texts, and most columns have one. */
function likelyHeader({ rows }: PrintSheet): number {
  const texts = rows.slice(0, 30).map((row) => row.filter((cell) => typeof cell === 'string').length);
  const most = Math.max(0, ...texts);
  return Math.max(1, texts.findIndex((count) => count >= Math.max(2, most * 0.8)) + 1);
}

/** The mapping as it is sent; columns that the chosen row does not have are left out. */
export function mappingOf(draft: MappingDraft, sheet: PrintSheet): PrintMapping {
  const names = columnsAt(sheet, draft.header);
  const columns = names.flatMap((name) => {
    const choice = draft.columns[name];
    return choice && name !== draft.unit ? [columnOf(name, choice)] : [];
  });
  const { header, decimals, unit, sheetOf } = draft;
  return { header, decimals, unit, ...(sheetOf === '' ? {} : { sheetOf }), columns };
}
