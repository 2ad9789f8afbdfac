/** What the sample carries of the documents of Lai Châu, as the tables that were printed: a row a unit, a column a field. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import writeWorkbook from 'write-excel-file/node';

interface Printed {
  unit: string | null;
  field: string;
  value: string;
}

type Year = 2017 | 2020;

/** Field → title of its column. */
export const TITLES: Readonly<Record<string, string>> = {
  points: 'Tổng điểm',
  scale: 'Thang điểm',
  index: 'Chỉ số (%)',
  class: 'Xếp loại',
  rank: 'Xếp hạng',
  order: 'Thứ tự',
};

/** Titles of all columns, that of the units first. */
export const titlesOf = (fields: readonly string[]) => [
  'Đơn vị',
  ...fields.map((field) => TITLES[field] ?? field),
];

export function printedTable(year: Year): { fields: string[]; rows: string[][] } {
  const path = join(import.meta.dirname, `../../server/sample/lai-chau-${year}-campaign.json`);
  const { printed } = JSON.parse(readFileSync(path, 'utf8')) as { printed: Printed[] };
  const own = printed.filter(({ unit }) => unit !== null);
  const fields = [...new Set(own.map(({ field }) => field))];
  const value = (unit: string | null, field: string) =>
    own.find((one) => one.unit === unit && one.field === field)?.value ?? '';
  const units = [...new Set(own.map(({ unit }) => unit))];
  return { fields, rows: units.map((unit) => [unit ?? '', ...fields.map((field) => value(unit, field))]) };
}

const isNumber = (text: string) => /^-?\d+(\.\d+)?$/.test(text);

/** As a workbook: the table on the second sheet, its titles in the second row, numbers as numbers. */
export async function printedWorkbook(year: Year): Promise<Buffer> {
  const { fields, rows } = printedTable(year);
  const body = rows.map((row) => row.map((text) => (isNumber(text) ? Number(text) : text)));
  return writeWorkbook([
    { sheet: 'Ghi chú', data: [['Phụ lục kèm theo Quyết định']] },
    { sheet: 'Phụ lục', data: [[`BẢNG XẾP HẠNG ${year}`], titlesOf(fields), ...body] },
  ]).toBuffer();
}

/** As CSV of a Vietnamese spreadsheet: semicolons, decimal commas, a mark of UTF-8. */
export function printedCsv(year: Year): Buffer {
  const { fields, rows } = printedTable(year);
  const body = rows.map((row) => row.map((text) => (isNumber(text) ? text.replace('.', ',') : text)));
  return Buffer.from(`\ufeff${[titlesOf(fields), ...body].map((row) => row.join(';')).join('\r\n')}`);
}
