import { describe, expect, it } from 'vitest';
import type { PrintedCell, PrintMapping } from '../../server/core/read-printed.ts';
import { columnLetter, columnNames, readPrinted, shownNumber } from '../../server/core/read-printed.ts';
import { framework } from '../walk/hand-computed.ts';

const campaign = {
  framework,
  units: ['TT-AN', 'TT-BI', 'TT-CA'],
  known: [
    { code: 'TT-AN', name: { vi: 'Sở An' }, aliases: ['Sở A'] },
    { code: 'TT-BI', name: { vi: 'Sở Bình' }, aliases: [] },
    { code: 'TT-CA', name: { vi: 'Sở Cát' }, aliases: [] },
    { code: 'TT-DU', name: { vi: 'Sở Dương' }, aliases: [] },
    { code: 'TT-X1', name: { vi: 'Xã Trùng' }, aliases: [] },
    { code: 'TT-X2', name: { vi: 'Xã Trùng' }, aliases: [] },
  ],
};

const rows: (readonly PrintedCell[])[] = [
  ['Phụ lục 2', null, null, null],
  ['STT', 'Đơn  vị', 'Chỉ số', 'Xếp loại', 'Hạng'],
  [{ number: '1' }, 'sở cát', '83,76', 'TỐT', { number: '1' }],
  [{ number: '2' }, 'Sở A', '1.083,2', 'Tốt', { number: '2' }],
];

const mapping: PrintMapping = {
  header: 2,
  decimals: 'comma',
  unit: 'Đơn vị',
  columns: [
    { column: 'Chỉ số', field: 'index' },
    { column: 'Xếp loại', field: 'class' },
    { column: 'Hạng', field: 'rank' },
  ],
};

/** @throws Error where the mapping does not fit */
function read(table = rows, more: Partial<PrintMapping> = {}) {
  const found = readPrinted(table, { ...mapping, ...more }, campaign);
  if ('faults' in found) throw new Error(JSON.stringify(found.faults));
  return found;
}

const value = (cell: PrintedCell, decimals: PrintMapping['decimals'] = 'comma') =>
  read(
    [
      ['Đơn vị', 'Chỉ số'],
      ['Sở An', cell],
    ],
    { header: 1, decimals, columns: [{ column: 'Chỉ số', field: 'index' }] },
  );

describe('a printed table', () => {
  it('is read by its columns, units by recorded names only, numbers as they are written', () => {
    const { printed, unread, absent } = read();
    expect(printed.map(({ unit, field, value: text }) => [unit, field, text])).toEqual([
      ['TT-CA', 'index', '83.76'],
      ['TT-CA', 'class', 'Tốt'],
      ['TT-CA', 'rank', '1'],
      ['TT-AN', 'index', '1083.2'],
      ['TT-AN', 'class', 'Tốt'],
      ['TT-AN', 'rank', '2'],
    ]);
    expect(printed[0]?.label).toEqual({ vi: 'Chỉ số' });
    expect([unread, absent]).toEqual([[], ['TT-BI']]);
  });

  it('whose columns stand in another order is read the same', () => {
    const turned = rows.map((row) => [...row].reverse());
    const key = (one: { unit: string | null; field: string }) => `${one.unit} ${one.field}`;
    const sorted = (table: typeof rows) =>
      read(table).printed.toSorted((a, b) => key(a).localeCompare(key(b)));
    // A row shorter than the others must not shift when it is turned.
    const padded = turned.map((row, at) => (at === 0 ? [] : row));
    expect(sorted(padded)).toEqual(sorted(rows));
  });

  it('names of units that are not recorded, not of the campaign or not unique are listed, never guessed', () => {
    const strangers = ['Sở An tỉnh', 'Sở Dương', 'Xã Trùng', 'Sở An', 'SỞ AN', 'Trung bình'];
    const table = [['Đơn vị', 'Chỉ số'], ...strangers.map((name) => [name, '80'])];
    const { printed, unread } = read(table, { header: 1, columns: [{ column: 'Chỉ số', field: 'index' }] });
    expect(printed.map(({ unit }) => unit)).toEqual(['TT-AN']);
    expect(unread.map(({ row, text, why }) => [row, text, why])).toEqual([
      [2, 'Sở An tỉnh', 'unknown-unit'],
      [3, 'Sở Dương', 'not-in-campaign'],
      [4, 'Xã Trùng', 'not-in-campaign'],
      [6, 'SỞ AN', 'unit-twice'],
      [7, 'Trung bình', 'unknown-unit'],
    ]);
  });

  it.each<[PrintedCell, PrintMapping['decimals'], string | null]>([
    ['83,76', 'comma', '83.76'],
    ['83,70', 'comma', '83.70'],
    ['1.135', 'comma', '1135'],
    ['1.135', 'point', '1.135'],
    ['98,1 %', 'comma', '98.1'],
    ['−0,5', 'comma', '-0.5'],
    ['83.76', 'comma', null],
    ['83,76', 'point', null],
    ['1,135.5', 'point', '1135.5'],
    ['12.34.56', 'comma', null],
    ['8O,5', 'comma', null],
    [{ odd: 'date' }, 'comma', null],
    [{ number: '84.689189999999996' }, 'comma', '84.68919'],
    [{ number: '1e-7' }, 'comma', '0.0000001'],
  ])('%j by %s is %s', (cell, decimals, wanted) => {
    const { printed, unread } = value(cell, decimals);
    expect(printed[0]?.value ?? null).toBe(wanted);
    expect(unread.map(({ why }) => why)).toEqual(wanted === null ? ['not-a-number'] : []);
  });

  it.each([null, '', ' ', '-', '–', '\u00a0'])('%j is nothing printed', (cell) => {
    expect(value(cell)).toMatchObject({ printed: [], unread: [] });
  });

  it('numbers of a column are printed with as many decimals as its longest one', () => {
    const table = [
      ['Đơn vị', 'Chỉ số'],
      ['Sở An', { number: '72.19' }],
      ['Sở Cát', { number: '83.5' }],
      ['Sở Bình', { number: '92' }],
    ];
    const { printed } = read(table, { header: 1, columns: [{ column: 'Chỉ số', field: 'index' }] });
    expect(printed.map(({ value: text }) => text)).toEqual(['72.19', '83.50', '92.00']);
  });

  it('classes and places are only those that exist', () => {
    const table = [
      ['Đơn vị', 'Loại', 'Hạng'],
      ['Sở An', 'Rất tốt', '0'],
      ['Sở Cát', 'Good', '2'],
    ];
    const columns = [
      { column: 'Loại', field: 'class' },
      { column: 'Hạng', field: 'rank' },
    ] as const;
    const { printed, unread } = read(table, { header: 1, columns });
    expect(printed.map((one) => one.value)).toEqual(['Tốt', '2']);
    expect(unread.map(({ column, text, why }) => [column, text, why])).toEqual([
      ['Loại', 'Rất tốt', 'unknown-class'],
      ['Hạng', '0', 'not-a-place'],
    ]);
  });
});

describe('a mapping that does not fit', () => {
  const faults = (more: Partial<PrintMapping>) => {
    const found = readPrinted(rows, { ...mapping, ...more }, campaign);
    return 'faults' in found ? found.faults.map(({ path, code, text }) => [path, code, text]) : [];
  };

  it('says what is missing, and reads nothing', () => {
    expect(faults({ header: 9 })).toEqual([['header', 'no-header-row', '9']]);
    expect(faults({ unit: 'Tên đơn vị' })).toEqual([['unit', 'no-such-column', 'Tên đơn vị']]);
    expect(faults({ columns: [] })).toEqual([['columns', 'no-column', '']]);
    expect(
      faults({
        columns: [
          { column: 'Chỉ số 2020', field: 'index' },
          { column: 'Hạng', field: 'index' },
          { column: 'STT', field: 'criterion', criterion: '9.9' },
        ],
      }),
    ).toEqual([
      ['columns[0]', 'no-such-column', 'Chỉ số 2020'],
      ['columns[1]', 'mapped-twice', 'Hạng'],
      ['columns[2]', 'criterion-unknown', '9.9'],
    ]);
  });
});

describe('columns', () => {
  it('go by their titles, by their letters where those are empty or stand twice', () => {
    const table = [['Đơn vị', null, 'Điểm', 'ĐIỂM ']];
    expect(columnNames(table, 1)).toEqual(['Đơn vị', 'B', 'C', 'D']);
    expect([0, 25, 26, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });
});

describe('a number of a spreadsheet', () => {
  it('is what is shown of it', () => {
    expect(shownNumber('0.30000000000000004')).toBe('0.3');
    expect(shownNumber('100')).toBe('100');
    expect(shownNumber('')).toBeNull();
    expect(shownNumber('1e400')).toBeNull();
  });
});
