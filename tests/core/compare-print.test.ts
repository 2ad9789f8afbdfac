import { describe, expect, it } from 'vitest';
import type { CampaignInputs, PrintedValue, Score } from '../../server/core/campaign.ts';
import { comparePrint, numericVerdict } from '../../server/core/compare-print.ts';
import type { Comparison } from '../../server/core/comparison.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { parseDecimal, ratio } from '../../server/core/decimal.ts';
import { campaign, criterion, framework, unit } from './made-up.ts';

/** Lai Châu province, Decision 502/QĐ-UBND of 22 May 2018: four rows around the one that does not add up. */
const rows = [
  // unit, appraisal, survey, total, index, class, rank (of these four)
  ['TC', '64.50', '15.81', '80.31', '80.31', 'Tốt', '1'],
  ['TP', '64.25', '15.80', '79.05', '79.05', 'Khá', '2'],
  ['KH', '61.50', '15.66', '77.16', '77.16', 'Khá', '3'],
  ['VH', '60.75', '15.66', '76.41', '76.41', 'Khá', '4'],
] as const;

const printed: PrintedValue[] = rows.flatMap(([code, appraised, survey, points, index, name, rank]) => [
  { unit: code, field: 'appraised', value: appraised },
  { unit: code, field: 'survey', value: survey },
  { unit: code, field: 'points', value: points },
  { unit: code, field: 'scale', value: '100' },
  { unit: code, field: 'index', value: index },
  { unit: code, field: 'class', value: name },
  { unit: code, field: 'rank', value: rank },
]);

const inputs = campaign({
  framework: framework([criterion('1', 'appraisal', null), criterion('2', 'perception', null)]),
  units: rows.map(([code]) => unit(code, { scale: '100' })),
  scores: rows.flatMap(([code, appraised, survey]): Score[] => [
    { unit: code, criterion: '1', state: 'scored', points: appraised },
    { unit: code, criterion: '2', state: 'scored', points: survey },
  ]),
});

const compare = (values: PrintedValue[], of: CampaignInputs = inputs) =>
  comparePrint(of, computeResult(of), values);
const one = (value: PrintedValue, of = inputs): Comparison | undefined => compare([value], of)[0];

describe('the rule', () => {
  it.each([
    ['84.69', '84.68919', 'equal'],
    ['84.68', '84.68919', 'rounding'],
    ['84.70', '84.68919', 'different'],
    ['72.19', '72.196', 'rounding'],
    ['15.98', '15.97', 'different'], // exactly one unit of the last place
    ['15.98', '15.9700001', 'rounding'],
    ['92', '92.4', 'equal'],
    ['92.0', '92.4', 'different'], // the printed zero counts
    ['92', '93', 'different'],
    ['87.50', '87.5', 'equal'],
    ['87.50', '87.505', 'rounding'],
    ['87.51', '87.505', 'equal'],
    ['0', '0.49', 'equal'],
    ['-1.3', '-1.25', 'equal'],
    ['71.71', '71.11', 'different'],
  ])('printed %s, computed %s: %s', (text, computed, verdict) => {
    expect(numericVerdict(text, parseDecimal(computed))).toBe(verdict);
  });

  it('holds a fraction against its print: 1130/1228 = 92.0195… against 92.01', () => {
    expect(numericVerdict('92.01', ratio(113000, 1228))).toBe('rounding');
    expect(numericVerdict('92.02', ratio(113000, 1228))).toBe('equal');
  });
});

describe('Sở Tư pháp 2017: 64.25 + 15.80 = 80.05, printed 79.05', () => {
  const comparisons = compare(printed);
  const off = comparisons.filter(({ verdict }) => verdict !== 'equal');

  it('is the only row that disagrees', () => {
    expect(comparisons).toHaveLength(28);
    expect(off.map(({ unit: code, field, verdict }) => [code, field, verdict])).toEqual([
      ['TP', 'points', 'different'],
      ['TP', 'index', 'different'],
      ['TP', 'class', 'different'],
    ]);
  });

  it('keeps both values, and says that the class flips and the rank stays', () => {
    const effect = { class: { printed: { vi: 'Khá' }, computed: { vi: 'Tốt' } } };
    expect(off[1]).toEqual({
      unit: 'TP',
      field: 'index',
      criterion: null,
      printed: '79.05',
      computed: '80.05',
      verdict: 'different',
      label: null,
      effect,
    });
    expect(off[0]?.effect).toEqual(effect);
    expect(off[2]?.effect).toBeUndefined();
  });
});

describe('the effect', () => {
  const reprinted = (changes: Record<string, Partial<Record<PrintedValue['field'], string>>>) =>
    printed.map((value) => ({ ...value, value: changes[value.unit ?? '']?.[value.field] ?? value.value }));
  const effectOf = (values: PrintedValue[], code: string) =>
    compare(values).find((row) => row.unit === code && row.field === 'index')?.effect;

  it('names the rank that follows from the printed index', () => {
    // 76.05 would stand last; computed 80.05 stands second
    const low = reprinted({ TP: { index: '76.05', rank: '4' }, KH: { rank: '2' }, VH: { rank: '3' } });
    expect(effectOf(low, 'TP')).toEqual({
      class: { printed: { vi: 'Khá' }, computed: { vi: 'Tốt' } },
      rank: { printed: 4, computed: 2 },
    });
  });

  it('is silent where the printed class and rank do not follow from the printed index', () => {
    expect(effectOf(reprinted({ TP: { index: '76.05', class: 'Yếu', rank: '3' } }), 'TP')).toBeUndefined();
  });

  it('is silent where nothing flips, and where nothing disagrees', () => {
    expect(effectOf(reprinted({ TP: { index: '80.06', class: 'Tốt' } }), 'TP')).toBeUndefined();
    expect(effectOf(printed, 'TC')).toBeUndefined();
  });

  it('is not told of an equal value: 69.996 prints 70.00, and only the class row disagrees', () => {
    const lifted = campaign({ ...inputs, units: [unit('X', { scale: '100' })], scores: [] });
    const scores = ['50', '19.996'].map((points, leaf): Score => {
      return { unit: 'X', criterion: String(leaf + 1), state: 'scored', points };
    });
    const values: PrintedValue[] = [
      { unit: 'X', field: 'index', value: '70.00' },
      { unit: 'X', field: 'class', value: 'Khá' },
    ];
    const [index, named] = compare(values, { ...lifted, scores });
    expect([index?.verdict, index?.effect]).toEqual(['equal', undefined]);
    expect([named?.verdict, named?.computed]).toEqual(['different', 'Trung bình']);
  });

  it('follows the printed order where no rank is printed', () => {
    const ordered = reprinted({ TP: { index: '76.05' } })
      .filter(({ field }) => field !== 'rank')
      .concat({ unit: 'TP', field: 'order', value: '4' });
    expect(effectOf(ordered, 'TP')?.rank).toEqual({ printed: 4, computed: 2 });
  });
});

describe('fields', () => {
  const withSelf: CampaignInputs = {
    ...inputs,
    scores: inputs.scores.map((score) =>
      score.unit === 'TC' && score.criterion === '1' ? { ...score, selfPoints: '70.5' } : score,
    ),
  };

  it('sum what a unit claimed for itself, where it is known', () => {
    expect(one({ unit: 'TC', field: 'self-points', value: '70.50' }, withSelf)).toMatchObject({
      computed: '70.5',
      verdict: 'equal',
    });
    expect(one({ unit: 'KH', field: 'self-points', value: '70.5' }, withSelf)?.verdict).toBe('missing');
  });

  it('reach any node of the tree, the mean of all units, and places in the list', () => {
    expect(one({ unit: 'KH', field: 'criterion', criterion: '2', value: '15.7' })).toMatchObject({
      criterion: '2',
      computed: '15.66',
      verdict: 'equal',
    });
    // (80.31 + 80.05 + 77.16 + 76.41)/4 = 313.93/4
    expect(one({ unit: null, field: 'mean-index', value: '78.48' })).toMatchObject({
      computed: '78.4825',
      verdict: 'equal',
    });
    expect(one({ unit: 'VH', field: 'order', value: '4' })?.verdict).toBe('equal');
    expect(one({ unit: 'VH', field: 'rank', value: '3' })).toMatchObject({
      computed: '4',
      verdict: 'different',
    });
  });

  it('keep what the document calls a value', () => {
    const label = { vi: 'Tổng điểm' };
    expect(one({ unit: 'VH', field: 'points', value: '76.41', label })?.label).toEqual(label);
  });

  it('are missing where nothing was computed', () => {
    const blank = { ...inputs, scores: inputs.scores.filter((score) => score.unit !== 'VH') };
    for (const field of ['points', 'index', 'class', 'rank', 'order'] as const)
      expect(one({ unit: 'VH', field, value: '1' }, blank)).toMatchObject({
        computed: null,
        verdict: 'missing',
      });
    expect(one({ unit: 'ZZ', field: 'index', value: '1' })?.verdict).toBe('missing');
    expect(one({ unit: 'VH', field: 'criterion', criterion: '7', value: '1' })?.verdict).toBe('missing');
  });
});

describe('ratio criteria', () => {
  const figures = (numerator: string, denominator: string, printedPercent?: string): CampaignInputs => ({
    ...inputs,
    scores: inputs.scores.map((score, position) =>
      position === 0 ? { ...score, figures: { numerator, denominator, printedPercent } } : score,
    ),
  });

  it('hold the printed percentage against its figures: 32/45 is 71.11, printed 71.71', () => {
    const [row, ...rest] = compare([], figures('32', '45', '71.71'));
    expect(rest).toEqual([]);
    expect(row).toMatchObject({ unit: 'TC', field: 'percent', criterion: '1', verdict: 'different' });
    expect(row?.computed).toBe(`71.${'1'.repeat(28)}`);
    expect(compare([], figures('15', '29', '51.72'))[0]?.verdict).toBe('equal');
  });

  it('are passed over without a printed percentage, and missing when they divide by zero', () => {
    expect(compare([], figures('15', '29'))).toEqual([]);
    expect(compare([], figures('15', '0', '0'))[0]).toMatchObject({ computed: null, verdict: 'missing' });
  });
});
