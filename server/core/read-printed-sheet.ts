/**
 * The printed sheet of one unit: a row a criterion, as assessments are printed, with the points of its areas and groups
 * between and one row for the whole. Codes are matched by their digits, "1,1" and "5.5.1." too (domain §9.6); what is no
 * code of the framework is listed and compared with nothing.
 */
import type { PrintedValue } from './campaign.ts';
import { nameKey } from './check-units.ts';
import type { Framework } from './framework.ts';
import {
  cellText,
  columnNames,
  columnPlace,
  columnPlaces,
  HAS_PLACES,
  isEmpty,
  type MappingFault,
  mappingFaults,
  numberIn,
  type PrintColumn,
  type PrintedTableRows,
  type PrintMapping,
  type ReadTable,
  type Unread,
} from './read-printed.ts';

/** What a column of a sheet may hold: final points, the unit's claim, the share in percent, the count behind it. */
export const SHEET_FIELDS = [
  'criterion',
  'self-points',
  'percent',
  'count',
] as const satisfies readonly PrintColumn['field'][];

/** How the row of the whole is named, for want of a code. */
const WHOLE = ['tổng', 'tổng số', 'tổng cộng', 'tổng điểm', 'total'];

/** The row of the whole. */
const ALL = '';

/** Reads the sheet of `mapping.sheetOf`, or says what of the mapping is not in it: never both. */
export function readPrintedSheet(
  rows: PrintedTableRows,
  mapping: PrintMapping & { readonly sheetOf: string },
  campaign: { readonly framework: Framework; readonly units: readonly string[] },
): ReadTable | { readonly faults: readonly MappingFault[] } {
  const { sheetOf: unit, header, decimals } = mapping;
  const names = columnNames(rows, header);
  const faults = mappingFaults(rows, names, mapping, ({ field }) =>
    SHEET_FIELDS.some((one) => one === field) ? null : 'not-of-a-sheet',
  );
  if (!campaign.units.includes(unit)) faults.push({ path: 'sheetOf', code: 'not-in-campaign', text: unit });
  if (faults.length > 0) return { faults };
  const [printed, unread]: [PrintedValue[], Unread[]] = [[], []];
  const body = rows.slice(header);
  const named = columnPlace(names, mapping.unit);
  const found = criterionRows(body, named, mapping, campaign.framework, unread);
  const columns = mapping.columns.map((column) => {
    const at = columnPlace(names, column.column);
    const cells = [...found.values()].map((row) => body[row]?.[at]);
    return { ...column, at, places: columnPlaces(cells, decimals) };
  });
  for (const [code, at] of found)
    for (const { column, field, at: place, places } of columns) {
      const cell = body[at]?.[place];
      if (isEmpty(cell)) continue;
      const value = numberIn(cell, decimals, 0);
      const whose = owner(field, code);
      if (value === null)
        unread.push({ row: header + at + 1, column, text: cellText(cell), why: 'not-a-number' });
      else if (whose)
        printed.push({
          unit,
          ...whose,
          value,
          // Rows differ in what they count: 30 % beside 79,04 % is not 30,00 %, but 2 points beside 0,7664 are 2,0000.
          ...(HAS_PLACES.includes(field) ? { places } : {}),
          label: { vi: code === ALL ? `${cellText(body[at]?.[named])} – ${column}` : column },
        });
    }
  const leaves = campaign.framework.criteria.filter(({ kind }) => kind !== 'group');
  return { printed, unread, absent: leaves.map(({ code }) => code).filter((code) => !found.has(code)) };
}

/** What a cell of a row is; null: a share or a count of the whole is nothing that is computed. */
function owner(field: PrintColumn['field'], code: string): Pick<PrintedValue, 'field' | 'criterion'> | null {
  if (code !== ALL) return { field, criterion: code };
  if (field === 'criterion') return { field: 'points' };
  return field === 'self-points' ? { field } : null;
}

/** Code → its row below the titles, each once; a row that names something else is listed, an empty one is passed over. */
function criterionRows(
  body: PrintedTableRows,
  place: number,
  { header, unit: column }: PrintMapping,
  { criteria }: Framework,
  unread: Unread[],
): ReadonlyMap<string, number> {
  const codes = new Set(criteria.map(({ code }) => code));
  const found = new Map<string, number>();
  for (const [at, cells] of body.entries()) {
    const text = cellText(cells[place]);
    if (text === '') continue;
    const code = WHOLE.includes(nameKey(text)) ? ALL : text.replaceAll(',', '.').replace(/\.$/, '');
    const why =
      code !== ALL && !codes.has(code) ? 'unknown-criterion' : found.has(code) ? 'criterion-twice' : null;
    if (why === null) found.set(code, at);
    else unread.push({ row: header + at + 1, column, text, why });
  }
  return found;
}
