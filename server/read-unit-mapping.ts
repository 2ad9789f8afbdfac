/**
 * A mapping of units from a file, CSV or JSON, a row a predecessor: new unit, old unit, day, share, document. Units are found
 * by code, name or recorded alias only, and every place that cannot be read is named by row and column.
 */
import { type UnitRow, unitFinder } from './core/check-units.ts';
import { foldText } from './core/fold-text.ts';
import type { MappingRow } from './core/unit-mapping.ts';
import { Problem, type ProblemPlace } from './problem.ts';
import { readTable } from './read-table.ts';
import type { Cell } from './read-workbook.ts';

/** What each column may be called, folded. */
const COLUMNS: Readonly<Record<keyof MappingRow, readonly string[]>> = {
  newUnit: ['newunit', 'new unit', 'don vi moi'],
  oldUnit: ['oldunit', 'old unit', 'don vi cu'],
  effectiveOn: ['effectiveon', 'effective on', 'ngay hieu luc', 'ngay co hieu luc'],
  share: ['share', 'ty le', 'ti le'],
  document: ['document', 'van ban'],
};

const FIELDS = Object.keys(COLUMNS) as (keyof MappingRow)[];

const MOST_PLACES = 100;

type KnownUnits = readonly Pick<UnitRow, 'code' | 'name' | 'aliases'>[];

/** @throws Problem `file-unreadable`, `definition-invalid` with rows counted as the file has them, titles in row 1 */
export async function readUnitMapping(text: string, units: KnownUnits): Promise<MappingRow[]> {
  const [sheet] = await readTable(Buffer.from(text));
  const [titles = [], ...body] = sheet?.rows ?? [];
  const at = columnsOf(titles);
  const find = unitFinder(units);
  const places: ProblemPlace[] = [];
  const rows = body.flatMap((cells, position): MappingRow[] => {
    if (cells.every((cell) => cell === null)) return [];
    const textOf = (field: keyof MappingRow) => plain(cells[at[field]] ?? null);
    const unitOf = (field: 'newUnit' | 'oldUnit') => {
      const written = textOf(field);
      const codes = find(written);
      const [code] = codes;
      if (code !== undefined && codes.length === 1) return code;
      places.push({
        field: `row ${position + 2} ${field}`,
        code: codes.length > 1 ? 'mapping-unit-ambiguous' : 'mapping-unit-unknown',
        values: { value: { text: written.slice(0, 80) } },
      });
      return written;
    };
    return [
      {
        newUnit: unitOf('newUnit'),
        oldUnit: unitOf('oldUnit'),
        effectiveOn: dayIn(textOf('effectiveOn')),
        share: shareIn(textOf('share')),
        document: textOf('document'),
      },
    ];
  });
  if (places.length > 0) throw new Problem('definition-invalid', places.slice(0, MOST_PLACES));
  return rows;
}

/** @throws Problem `definition-invalid` that names the columns which are missing */
function columnsOf(titles: readonly Cell[]): Record<keyof MappingRow, number> {
  const folded = titles.map((cell) => foldText(plain(cell)));
  const found = FIELDS.map((field) => ({
    field,
    at: folded.findIndex((title) => COLUMNS[field].includes(title)),
  }));
  const missing = found.filter(({ at }) => at < 0);
  if (missing.length > 0)
    throw new Problem(
      'definition-invalid',
      missing.map(({ field }) => ({ field, code: 'mapping-column-missing', values: {} })),
    );
  return Object.fromEntries(found.map(({ field, at }) => [field, at])) as Record<keyof MappingRow, number>;
}

function plain(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell.trim();
  return 'number' in cell ? cell.number : (cell.day ?? '');
}

/** 1/7/2025 and 01/07/2025 as people write days; anything else is left for the check to refuse. */
function dayIn(text: string): string {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
}

/** "0,6", "0.6" and "60 %" are one share; a share has no thousands, so that either mark is that of decimals. */
function shareIn(text: string): string {
  const [, number, percent] = /^(\d{1,20}(?:[.,]\d{1,20})?)\s*(%?)$/.exec(text) ?? [];
  if (number === undefined) return text;
  const point = number.replace(',', '.');
  if (!percent) return point;
  const [whole = '', fraction = ''] = point.split('.');
  const digits = whole.padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`;
}
