/** A workbook written row by row says to another reader what went in; without a database. */
import readExcelFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { type Column, type ExportTable, type Row, tableOf } from '../../server/exports/export-table.ts';
import { workbookBytes } from '../../server/exports/workbook-bytes.ts';

const COLUMNS: readonly Column[] = [
  { name: 'Tên "cột" & <dấu>', holds: 'word', width: 30 },
  { name: 'số', holds: 'number' },
];

async function written(...tables: readonly ExportTable[]): Promise<Buffer> {
  const parts: Buffer[] = [];
  const sheets = tables.map((table, at) => ({ title: `Bảng ${at + 1}: [*?]/\\`, table }));
  for await (const part of workbookBytes(sheets)) parts.push(part);
  return Buffer.concat(parts);
}

const read = async (bytes: Buffer, sheet = 1): Promise<readonly Row[]> => {
  const sheets = await readExcelFile(bytes, { trim: false });
  return (sheets[sheet - 1]?.data ?? []) as readonly Row[];
};

test('another reader finds every cell, Vietnamese, numbers and gaps', async () => {
  const rows: Row[] = [
    ['Sở Nội vụ', 12],
    ['  hai khoảng trắng  ', '0.8707'],
    [null, 0],
    ['dòng\nmới & <thẻ> "nháy"', null],
    ['_x0041_', '-5'],
  ];
  const got = await read(await written(tableOf(COLUMNS, rows)));
  expect(got).toEqual([
    ['Tên "cột" & <dấu>', 'số'],
    ['Sở Nội vụ', 12],
    ['  hai khoảng trắng  ', 0.8707],
    [null, 0],
    ['dòng\nmới & <thẻ> "nháy"', null],
    ['_x0041_', -5],
  ]);
});

test('what would be computed by a spreadsheet, is not; a number stays one', async () => {
  const formulas = ['=1+1', '+84', '-cmd', '@SUM(A1)', '\t=1', '＝1', ' =1', '\u200b=1'];
  const got = await read(await written(tableOf(COLUMNS, [...formulas.map((one): Row => [one, '-7.25'])])));
  for (const [text, number] of got.slice(1)) {
    expect(String(text)).toMatch(/^'/);
    expect(number).toBe(-7.25);
  }
});

test('a decimal longer than a spreadsheet keeps stays digit for digit, as a text', async () => {
  const [, row] = await read(await written(tableOf(COLUMNS, [['dài', '0.12345678901234567']])));
  expect(row?.[1]).toBe('0.12345678901234567');
});

test('more different texts than are shared, wide rows, a second sheet', async () => {
  const many = Array.from({ length: 60_000 }, (_, at): Row => [`câu ${at}`, at]);
  const wide = Array.from({ length: 800 }, (_, at): Column => ({ name: `c${at}`, holds: 'number' }));
  const bytes = await written(
    tableOf(COLUMNS, many),
    tableOf(wide, [Array.from({ length: 800 }, (_, at) => at)]),
  );
  const first = await read(bytes);
  expect(first).toHaveLength(60_001);
  expect([first[1], first[49_999], first[50_003], first[60_000]]).toEqual([
    ['câu 0', 0],
    ['câu 49998', 49_998],
    ['câu 50002', 50_002],
    ['câu 59999', 59_999],
  ]);
  const second = await read(bytes, 2);
  expect(second[1]).toEqual(Array.from({ length: 800 }, (_, at) => at));
});

test('an empty table is a workbook with its head', async () => {
  expect(await read(await written(tableOf(COLUMNS, [])))).toEqual([['Tên "cột" & <dấu>', 'số']]);
});

test('trouble with the rows is trouble with the workbook, not a short one', async () => {
  const broken: ExportTable = {
    ...{ columns: COLUMNS, count: 2 },
    async *rows() {
      yield [['một', 1]];
      throw new Error('the database is gone');
    },
  };
  await expect(written(broken)).rejects.toThrow('the database is gone');
});

test('who stops reading stops the reading of rows', async () => {
  let [begun, ended] = [false, false];
  const endless: ExportTable = {
    ...{ columns: COLUMNS, count: 1 },
    async *rows() {
      begun = true;
      try {
        for (let at = 0; ; at += 1) {
          yield Array.from({ length: 500 }, (_, i) => [`x${Math.random()} ${at} ${i}`, i]);
          await new Promise((resolve) => setImmediate(resolve));
        }
      } finally {
        ended = true;
      }
    },
  };
  let bytes = 0;
  for await (const part of workbookBytes([{ title: 'a', table: endless }])) {
    bytes += part.length;
    if (bytes > 200_000) break;
  }
  await expect.poll(() => [begun, ended]).toEqual([true, true]);
});
