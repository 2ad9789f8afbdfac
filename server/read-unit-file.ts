/**
 * Some units of a province from a CSV file, a row a unit, with headings in Vietnamese or English. What a cell means is read
 * here; what makes a good list is checked where it is stored (`check-units.ts`).
 */
import type { Lang } from '../survey-forms/form.ts';
import type { UnitRow } from './core/check-units.ts';
import { type ColumnTable, findColumns } from './core/dossier-columns.ts';
import { foldText } from './core/fold-text.ts';
import { type MomentFault, readMoment } from './core/read-moment.ts';
import { Problem, type ProblemPlace } from './problem.ts';
import { readTable } from './read-table.ts';
import type { Cell } from './read-workbook.ts';

export const UNIT_COLUMNS = [
  'code',
  'name',
  'kind',
  'parent',
  'aliases',
  'nameEn',
  'validFrom',
  'validTo',
] as const;

export type UnitColumn = (typeof UNIT_COLUMNS)[number];

/** The first two of each are those of the template. */
export const UNIT_TABLE: ColumnTable<UnitColumn> = {
  columns: UNIT_COLUMNS,
  required: ['code', 'name', 'kind'],
  headings: {
    code: ['Mã đơn vị', 'Code', 'Mã', 'Unit code'],
    name: ['Tên đơn vị', 'Name', 'Tên', 'Name in Vietnamese'],
    kind: ['Loại đơn vị', 'Kind', 'Loại'],
    parent: ['Đơn vị cấp trên', 'Unit above', 'Mã đơn vị cấp trên', 'Mã cấp trên', 'Trực thuộc', 'Parent'],
    aliases: ['Tên gọi khác', 'Other names', 'Aliases'],
    nameEn: ['Tên tiếng Anh', 'Name in English'],
    validFrom: ['Có từ ngày', 'Valid from'],
    validTo: ['Thôi tồn tại từ ngày', 'Valid to'],
  },
};

/** Folded, as offices write them; the first Vietnamese one is what the screen says. */
const KINDS: Readonly<Record<UnitRow['kind'], readonly string[]>> = {
  country: ['country', 'trung uong', 'ca nuoc'],
  province: ['province', 'tinh', 'thanh pho truc thuoc trung uong'],
  department: ['department', 'so, ban, nganh', 'so', 'ban', 'nganh', 'co quan cap tinh'],
  district: ['district', 'huyen', 'thi xa', 'thanh pho thuoc tinh'],
  commune: ['commune', 'xa', 'phuong', 'thi tran', 'dac khu'],
  'post-office': ['post-office', 'post office', 'buu dien', 'buu cuc'],
  official: ['official', 'can bo, cong chuc', 'cong chuc', 'can bo'],
  other: ['other', 'khac'],
};

const kindOf = (written: string): UnitRow['kind'] | null => {
  const folded = foldText(written).trim();
  const found = Object.entries(KINDS).find(([, names]) => names.includes(folded));
  return found ? (found[0] as UnitRow['kind']) : null;
};

export interface ReadUnits {
  readonly units: readonly UnitRow[];
  /** Row of the file, titles in row 1, for each unit. */
  readonly rows: readonly number[];
}

const MOST_PLACES = 100;

/** @throws Problem `file-unreadable`; `definition-invalid` with row and column */
export async function readUnitFile(text: string, lang: Lang): Promise<ReadUnits> {
  const [sheet] = await readTable(Buffer.from(text));
  const [titles = [], ...body] = sheet?.rows ?? [];
  const found = findColumns(UNIT_TABLE, titles.map(plain));
  if (!found.ok)
    throw new Problem(
      'file-unreadable',
      found.faults.map(({ heading, code }) => ({ field: heading.slice(0, 80), code, values: {} })),
    );
  const places: ProblemPlace[] = [];
  const read = body.flatMap((cells, at) => {
    if (cells.every((cell) => plain(cell) === '')) return [];
    const row = at + 2;
    const textOf = (column: UnitColumn) => plain(cells[found.places.get(column) ?? -1] ?? null);
    return [
      {
        row,
        unit: readUnit(textOf, (column, code) =>
          places.push({ field: unitPlace(row, column, lang), code, values: {} }),
        ),
      },
    ];
  });
  if (places.length > 0) throw new Problem('definition-invalid', places.slice(0, MOST_PLACES));
  return { units: read.map(({ unit }) => unit), rows: read.map(({ row }) => row) };
}

type CellFault = 'cell-blank' | 'unit-kind-unknown' | MomentFault;

/** "3, Loại đơn vị": row and column as the reader's template names it. */
export const unitPlace = (row: number, column: UnitColumn, lang: Lang): string =>
  `${row}, ${UNIT_TABLE.headings[column][lang === 'en' ? 1 : 0]}`;

function readUnit(
  textOf: (column: UnitColumn) => string,
  tell: (column: UnitColumn, code: CellFault) => void,
): UnitRow {
  for (const column of ['code', 'name'] as const) if (textOf(column) === '') tell(column, 'cell-blank');
  const kind = kindOf(textOf('kind'));
  if (kind === null) tell('kind', 'unit-kind-unknown');
  const dayOf = (column: 'validFrom' | 'validTo') => {
    if (textOf(column) === '') return undefined;
    const moment = readMoment(textOf(column));
    if (typeof moment !== 'string') return moment.day;
    tell(column, moment);
    return undefined;
  };
  const [validFrom, validTo, en] = [dayOf('validFrom'), dayOf('validTo'), textOf('nameEn')];
  return {
    ...{ code: textOf('code'), parent: textOf('parent') || null, kind: kind ?? 'other' },
    name: en === '' ? { vi: textOf('name') } : { vi: textOf('name'), en },
    aliases: [
      ...new Set(
        textOf('aliases')
          .split(';')
          .map((one) => one.trim()),
      ),
    ].filter((one) => one !== ''),
    ...(validFrom && { validFrom }),
    ...(validTo && { validTo }),
  };
}

function plain(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell.normalize('NFC').replace(/\s+/gu, ' ').trim();
  return 'number' in cell ? cell.number : (cell.day ?? '');
}
