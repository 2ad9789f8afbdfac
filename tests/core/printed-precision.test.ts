/**
 * How exactly a printed cell speaks: a whole number beside decimals stands for itself, and a column of whole numbers alone
 * agrees with no decimals (domain §9.5). On the sheet of Điện Biên 2020 as it was printed, and on a table of units.
 */
import { describe, expect, test } from 'vitest';
import type { CampaignInputs } from '../../server/core/campaign.ts';
import { type CampaignFile, checkCampaign } from '../../server/core/check-campaign.ts';
import { comparePrint } from '../../server/core/compare-print.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { fixedText, parseDecimal } from '../../server/core/decimal.ts';
import { type PrintedCell, type PrintMapping, readPrinted } from '../../server/core/read-printed.ts';
import { readPrintedSheet } from '../../server/core/read-printed-sheet.ts';
import { sampleFiles } from '../../server/sample/sample-files.ts';
import { framework } from '../help/dien-bien-2020.ts';
import { criterion, campaign as madeUp, framework as small, unit } from './made-up.ts';

type Cell = (text: string) => PrintedCell;

/** As CSV and as numbers of a workbook: the same table must be told the same. */
const KINDS: readonly (readonly [string, Cell])[] = [
  ['as text', (text) => text.replace('.', ',')],
  ['as numbers', (text) => ({ number: String(Number(text)) })],
];

describe.each(KINDS)('the sheet of Điện Biên 2020 %s', (_, cell) => {
  const file = (sampleFiles.campaigns as CampaignFile[]).find(
    ({ campaign }) => campaign.id === 'dien-bien-2020',
  );
  if (!file) throw new Error('Điện Biên 2020 is not among the sample');
  const own = { ...framework, id: file.campaign.frameworkId };
  const units = [{ code: 'DB', name: { vi: 'Tỉnh Điện Biên' }, aliases: [] }];
  const checked = checkCampaign(file, { framework: own, units });
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
  const inputs: CampaignInputs = { ...checked.inputs, forms: [], tallies: [] };
  const result = computeResult(inputs);
  const computed = new Map(result.units[0]?.nodes.map(({ code, points }) => [code, points ?? '0']));

  /** Verdict by code of a table with codes and points. */
  function verdicts(printed: readonly (readonly [string, string])[]): Map<string | null, string> {
    const rows = [['Mã', 'Thẩm định'], ...printed.map(([code, points]) => [code, cell(points)])];
    const mapping: PrintMapping & { sheetOf: string } = {
      ...{ header: 1, decimals: 'comma', unit: 'Mã', sheetOf: 'DB' },
      columns: [{ column: 'Thẩm định', field: 'criterion' }],
    };
    const read = readPrintedSheet(rows, mapping, { framework: own, units: ['DB'] });
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    const compared = comparePrint({ ...inputs, scores: [] }, result, read.printed);
    return new Map(compared.map(({ criterion: code, verdict }) => [code, verdict]));
  }

  const counted = (found: ReadonlyMap<string | null, string>) => {
    const counts: Record<string, number> = {};
    for (const verdict of found.values()) counts[verdict] = (counts[verdict] ?? 0) + 1;
    return counts;
  };

  test('2 for 1,5 and 1 for 0,7664 are not told as equal', () => {
    const found = verdicts([
      ['1.5', '2'],
      ['1.6', '1.28'],
      ['6.1.1', '1'],
      ['5.6', '1'],
    ]);
    expect(Object.fromEntries(found)).toEqual({
      '1.5': 'different',
      '1.6': 'equal',
      '6.1.1': 'different',
      '5.6': 'different',
    });
  });

  test('each of its points agrees; one that is changed to a whole number does not', () => {
    expect(counted(verdicts([...computed]))).toEqual({ equal: 153 });
    const slip = verdicts([...computed].map(([code, points]) => [code, code === '1.5' ? '2' : points]));
    expect([slip.get('1.5'), counted(slip)]).toEqual(['different', { equal: 152, different: 1 }]);
  });

  test('rounded to whole numbers throughout, only what is whole agrees', () => {
    const found = verdicts([...computed].map(([code, points]) => [code, fixedText(parseDecimal(points), 0)]));
    const whole = [...computed.values()].filter((points) => !points.includes('.')).length;
    expect(counted(found)).toEqual({ equal: whole, rounding: 153 - whole });
  });

  test('a right print with fewer decimals than its column is off by rounding', () => {
    expect(
      verdicts([
        ['1.6', '1.3'],
        ['6.1.1', '0.7664'],
      ]).get('1.6'),
    ).toBe('rounding');
    expect(
      verdicts([
        ['1.6', '1.2'],
        ['6.1.1', '0.7664'],
      ]).get('1.6'),
    ).toBe('different');
  });
});

describe.each(KINDS)('a table of units %s', (_, cell) => {
  const tree = small([criterion('1', 'appraisal', null), criterion('2', 'perception', null)]);
  const inputs: CampaignInputs = madeUp({
    framework: tree,
    units: ['AN', 'BI'].map((code) => unit(code, { scale: '100' })),
    scores: ['88.75', '64.29'].map((points, at) => ({
      ...{ unit: at === 0 ? 'AN' : 'BI', criterion: '1', state: 'scored', points },
    })),
  });
  const verdicts = (an: string, bi: string) => {
    const read = readPrinted(
      [
        ['Đơn vị', 'Điểm'],
        ['Sở An', cell(an)],
        ['Sở Bình', cell(bi)],
        // No row of the campaign: what is printed there says nothing about the others.
        ['Bình quân', cell('76.5213')],
      ],
      {
        header: 1,
        decimals: 'comma',
        unit: 'Đơn vị',
        columns: [{ column: 'Điểm', field: 'criterion', criterion: '1' }],
      },
      {
        ...{ framework: tree, units: ['AN', 'BI'] },
        known: [
          { code: 'AN', name: { vi: 'Sở An' }, aliases: [] },
          { code: 'BI', name: { vi: 'Sở Bình' }, aliases: [] },
        ],
      },
    );
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    return comparePrint(inputs, computeResult(inputs), read.printed).map(({ verdict }) => verdict);
  };

  test('88 for 88,75 differs beside 64,29, and is rounding where all are whole', () => {
    expect(verdicts('88.75', '64.29')).toEqual(['equal', 'equal']);
    expect(verdicts('88', '64.29')).toEqual(['different', 'equal']);
    expect(verdicts('89', '64')).toEqual(['rounding', 'rounding']);
    expect(verdicts('90', '64')).toEqual(['different', 'rounding']);
  });
});
