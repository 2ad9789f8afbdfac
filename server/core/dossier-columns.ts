/**
 * Columns of a file of dossiers and of one of procedures, found by their headings: every one-stop software names them in
 * its own way, so that spellings are a table. Case, marks and spaces do not matter; columns that nobody asks for are read over.
 */
import { foldText } from './fold-text.ts';

export const DOSSIER_COLUMNS = [
  'dossier',
  'procedure',
  'unit',
  'official',
  'received',
  'due',
  'returned',
  'pauses',
  'online',
] as const;

export type DossierColumn = (typeof DOSSIER_COLUMNS)[number];

export const PROCEDURE_COLUMNS = [
  'code',
  'name',
  'nameEn',
  'field',
  'online',
  'validFrom',
  'validTo',
] as const;

export type ProcedureColumn = (typeof PROCEDURE_COLUMNS)[number];

/** A table of columns: which a file must have, and the headings each is known by; the first two are those of the template. */
export interface ColumnTable<Column extends string> {
  readonly columns: readonly Column[];
  readonly required: readonly Column[];
  readonly headings: Readonly<Record<Column, readonly [vi: string, en: string, ...others: string[]]>>;
}

export const DOSSIER_TABLE: ColumnTable<DossierColumn> = {
  columns: DOSSIER_COLUMNS,
  required: ['dossier', 'procedure', 'unit', 'received', 'due', 'returned'],
  headings: {
    dossier: ['Mã hồ sơ', 'Dossier', 'Số hồ sơ', 'Mã số hồ sơ', 'Số biên nhận', 'Dossier code', 'Code'],
    procedure: ['Mã thủ tục', 'Procedure', 'Mã TTHC', 'Mã thủ tục hành chính', 'Procedure code'],
    unit: [
      'Đơn vị',
      'Unit',
      'Cơ quan',
      'Mã đơn vị',
      'Cơ quan giải quyết',
      'Đơn vị giải quyết',
      'Cơ quan thực hiện',
      'Đơn vị xử lý',
      'Agency',
      'Unit code',
    ],
    official: [
      'Công chức xử lý',
      'Official',
      'Công chức',
      'Cán bộ',
      'Cán bộ xử lý',
      'Cán bộ thụ lý',
      'Người xử lý',
      'Người thụ lý',
      'Handled by',
    ],
    received: [
      'Ngày tiếp nhận',
      'Received',
      'Ngày nhận',
      'Ngày nhận hồ sơ',
      'Thời gian tiếp nhận',
      'Received on',
      'Date received',
    ],
    due: [
      'Ngày hẹn trả',
      'Due',
      'Hạn trả',
      'Ngày hẹn',
      'Hạn trả kết quả',
      'Ngày hẹn trả kết quả',
      'Hạn xử lý',
      'Due on',
      'Due date',
    ],
    returned: [
      'Ngày trả',
      'Returned',
      'Ngày trả kết quả',
      'Thời gian trả kết quả',
      'Ngày kết thúc',
      'Returned on',
      'Date returned',
    ],
    pauses: ['Tạm dừng', 'Pauses', 'Thời gian tạm dừng', 'Các lần tạm dừng', 'Dừng xử lý', 'Paused'],
    online: ['Trực tuyến', 'Online', 'Nộp trực tuyến', 'Hồ sơ trực tuyến'],
  },
};

export const PROCEDURE_TABLE: ColumnTable<ProcedureColumn> = {
  columns: PROCEDURE_COLUMNS,
  required: ['code', 'name'],
  headings: {
    code: ['Mã thủ tục', 'Code', 'Mã TTHC', 'Mã thủ tục hành chính', 'Procedure', 'Procedure code'],
    name: ['Tên thủ tục', 'Name', 'Tên TTHC', 'Tên thủ tục hành chính', 'Thủ tục', 'Name in Vietnamese'],
    nameEn: ['Tên tiếng Anh', 'Name in English'],
    field: ['Lĩnh vực', 'Field'],
    online: [
      'Dịch vụ công trực tuyến',
      'Online',
      'Mức độ trực tuyến',
      'Mức độ DVC',
      'Mức độ dịch vụ công',
      'Trực tuyến',
    ],
    validFrom: ['Hiệu lực từ', 'Valid from', 'Ngày hiệu lực'],
    validTo: ['Hết hiệu lực', 'Valid to', 'Ngày hết hiệu lực'],
  },
};

export interface HeadingFault {
  /** The heading, or what it would be in the template. */
  readonly heading: string;
  readonly code: 'column-missing' | 'column-twice';
}

/** "Ngày hẹn trả:" and "NGAY HEN TRA" are one heading. */
const headingKey = (heading: string): string =>
  foldText(heading)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Where each column stands in a file; a column that is not there has no place. */
export type Places<Column extends string> = ReadonlyMap<Column, number>;

export function findColumns<Column extends string>(
  { columns, required, headings }: ColumnTable<Column>,
  found: readonly string[],
): { readonly ok: true; readonly places: Places<Column> } | { ok: false; faults: readonly HeadingFault[] } {
  const known = new Map(
    columns.flatMap((column) => headings[column].map((heading) => [headingKey(heading), column] as const)),
  );
  const places = new Map<Column, number>();
  const faults: HeadingFault[] = [];
  for (const [place, heading] of found.entries()) {
    const column = known.get(headingKey(heading));
    if (column === undefined) continue;
    if (places.has(column)) faults.push({ heading, code: 'column-twice' });
    else places.set(column, place);
  }
  for (const column of required)
    if (!places.has(column)) faults.push({ heading: headings[column][0], code: 'column-missing' });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, places };
}
