/** The sheet of one unit, read by the codes of its rows and held against the result. */
import { describe, expect, test } from 'vitest';
import { comparePrint } from '../../server/core/compare-print.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import type { Framework } from '../../server/core/framework.ts';
import type { PrintedCell, PrintMapping } from '../../server/core/read-printed.ts';
import { readPrintedSheet } from '../../server/core/read-printed-sheet.ts';
import { framework as fed } from '../walk/hand-computed.ts';

/** Without surveys, and 2.1 in proportion to what was counted. */
const framework: Framework = {
  ...fed,
  criteria: fed.criteria.map(({ feed: _, ...criterion }) =>
    criterion.code === '2.1' ? { ...criterion, rule: { kind: 'proportional' } } : criterion,
  ),
};

const rows: (readonly PrintedCell[])[] = [
  ['TT', 'Điểm tự chấm', 'Điểm', 'Tỷ lệ', 'Số'],
  ['1.', '26', '20,5', null, null],
  ['1,1', '25', '19', '71,71 %', '23,8'],
  [{ number: '2.1' }, '1', { number: '1.5' }, { number: '30' }, null],
  ['9.9', '1', '1', null, null],
  ['1.1', '1', '1', null, null],
  ['2.2', 'không', '-', null, null],
  ['Tổng cộng', '26', '20,5', '50', null],
];

const mapping: PrintMapping & { sheetOf: string } = {
  header: 1,
  decimals: 'comma',
  unit: 'TT',
  sheetOf: 'TT-AN',
  columns: [
    { column: 'Điểm tự chấm', field: 'self-points' },
    { column: 'Điểm', field: 'criterion' },
    { column: 'Tỷ lệ', field: 'percent' },
    { column: 'Số', field: 'count' },
  ],
};

const read = (more: Partial<typeof mapping> = {}) =>
  readPrintedSheet(rows, { ...mapping, ...more }, { framework, units: ['TT-AN'] });

describe('the sheet of one unit', () => {
  test('is read by codes however they are written; what is none is listed', () => {
    const found = read();
    if ('faults' in found) throw new Error(JSON.stringify(found.faults));
    expect(found.printed.map(({ field, criterion, value }) => [criterion ?? 'all', field, value])).toEqual([
      ['1', 'self-points', '26'],
      ['1', 'criterion', '20.5'],
      ['1.1', 'self-points', '25'],
      ['1.1', 'criterion', '19'],
      ['1.1', 'percent', '71.71'],
      ['1.1', 'count', '23.8'],
      ['2.1', 'self-points', '1'],
      ['2.1', 'criterion', '1.5'],
      ['2.1', 'percent', '30'],
      ['all', 'self-points', '26'],
      ['all', 'points', '20.5'],
    ]);
    expect(found.unread).toEqual([
      { row: 5, column: 'TT', text: '9.9', why: 'unknown-criterion' },
      { row: 6, column: 'TT', text: '1.1', why: 'criterion-twice' },
      { row: 7, column: 'Điểm tự chấm', text: 'không', why: 'not-a-number' },
    ]);
    expect(found.absent).toEqual(['1.2']);
  });

  test('says which choice does not fit, and reads nothing', () => {
    const columns = [
      { column: 'Điểm', field: 'class' },
      { column: 'Ghi chú', field: 'count' },
    ] as const;
    expect(read({ sheetOf: 'TT-XA', columns })).toEqual({
      faults: [
        { path: 'columns[0]', code: 'not-of-a-sheet', text: 'Điểm' },
        { path: 'columns[1]', code: 'no-such-column', text: 'Ghi chú' },
        { path: 'sheetOf', code: 'not-in-campaign', text: 'TT-XA' },
      ],
    });
  });

  test('is held against what was scored, claimed and counted', () => {
    const unit = 'TT-AN';
    const scored = { unit, state: 'scored' } as const;
    const inputs = {
      ...{ id: 'x', province: 'TT', year: 2026, title: { vi: 'x' }, source: null, framework },
      policies: {
        adjustments: 'inside-the-points',
        notApplicable: 'flat',
        ranking: 'all',
        ties: 'shared',
        openAnswers: 'excluded',
        flaggedAnswers: 'included',
        minimumResponses: 1,
      } as const,
      units: [{ code: unit, name: { vi: 'Sở An' }, group: null, scale: null }],
      scores: [
        {
          ...scored,
          criterion: '1.1',
          points: '19',
          selfPoints: '25',
          figures: { numerator: '32', denominator: '45' },
        },
        { ...scored, criterion: '1.2', points: '1.5' },
        {
          ...scored,
          criterion: '2.1',
          points: '5.9856',
          selfPoints: '1',
          inputs: { values: { numerator: '249', denominator: '832' } },
        },
        { ...scored, criterion: '2.2', points: '0' },
      ],
      ...{ adjustments: [], forms: [], tallies: [] },
    };
    const found = read();
    if ('faults' in found) throw new Error(JSON.stringify(found.faults));
    const compared = comparePrint(inputs, computeResult(inputs), found.printed);
    expect(
      compared.map(({ criterion, field, computed, verdict }) => [criterion, field, computed, verdict]),
    ).toEqual([
      // 25 of 1.1; what nobody claimed adds nothing.
      ['1', 'self-points', '25', 'different'],
      ['1', 'criterion', '20.5', 'equal'],
      ['1.1', 'self-points', '25', 'equal'],
      ['1.1', 'criterion', '19', 'equal'],
      // 32/45 = 71.11… %, of 249/832 = 29.93 % "30" is printed.
      ['1.1', 'percent', expect.stringMatching(/^71\.1111/), 'different'],
      ['1.1', 'count', '32', 'different'],
      ['2.1', 'self-points', '1', 'equal'],
      // 20 × 249/832.
      ['2.1', 'criterion', '5.9856', 'different'],
      ['2.1', 'percent', expect.stringMatching(/^29\.927/), 'equal'],
      [null, 'self-points', '26', 'equal'],
      [null, 'points', '26.4856', 'different'],
    ]);
  });
});
