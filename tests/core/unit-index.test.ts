import { describe, expect, it } from 'vitest';
import type { Adjustment } from '../../server/core/campaign.ts';
import { decimalTextOrNull, fixedText, parseDecimal, ratio, ZERO } from '../../server/core/decimal.ts';
import { adjustmentTotals, unitIndex } from '../../server/core/unit-index.ts';

const AFTER = { adjustments: 'after-scaling' } as const;

const adjustment = (kind: Adjustment['kind'], points: string): Adjustment => ({
  unit: 'A',
  kind,
  points,
  reason: 'Sáng kiến được công nhận',
  document: 'QĐ 1/QĐ-UBND',
});

function computed(
  tree: { points: string | null; scale: string | null },
  more: {
    given?: string;
    bonus?: string;
    deduction?: string;
    rule?: 'inside-the-points' | 'after-scaling';
  } = {},
) {
  const decimal = (text: string | null | undefined) => (text == null ? null : parseDecimal(text));
  const { points, scale, index } = unitIndex(
    { points: decimal(tree.points), applicableMax: decimal(tree.scale) },
    decimal(more.given),
    { bonus: decimal(more.bonus) ?? ZERO, deduction: decimal(more.deduction) ?? ZERO },
    { adjustments: more.rule ?? 'inside-the-points' },
  );
  return [points, scale, index].map(decimalTextOrNull);
}

describe('bonus and deduction', () => {
  it('add up, each kind up to its cap', () => {
    const given = [adjustment('bonus', '1.5'), adjustment('bonus', '1'), adjustment('deduction', '0.25')];
    const totals = (caps: { bonusCap?: string; deductionCap?: string }) => {
      const { bonus, deduction } = adjustmentTotals(given, caps);
      return [bonus, deduction].map(decimalTextOrNull);
    };
    expect(totals({})).toEqual(['2.5', '0.25']);
    expect(totals({ bonusCap: '2', deductionCap: '5' })).toEqual(['2', '0.25']);
    expect(totals({ bonusCap: '2.5', deductionCap: '0.2' })).toEqual(['2.5', '0.2']);
    expect(totals({ bonusCap: '0' })).toEqual(['0', '0.25']);
  });

  it('are nothing where none is given, and never negative', () => {
    const { bonus, deduction } = adjustmentTotals([], { bonusCap: '2' });
    expect([bonus, deduction].map(decimalTextOrNull)).toEqual(['0', '0']);
    expect(() => adjustmentTotals([adjustment('deduction', '-1')], {})).toThrow(
      'unit A: a deduction of -1 points',
    );
  });
});

describe('inside the points', () => {
  it('moves the points before the division by the scale, and leaves the scale', () => {
    // (66 + 3 − 1) ÷ 80 = 85 %
    expect(computed({ points: '66', scale: '80' }, { bonus: '3', deduction: '1' })).toEqual([
      '68',
      '80',
      '85',
    ]);
  });
});

describe('after scaling', () => {
  it('moves the index: 82.5 − 1.5 = 81, and 100 + 5 is not cut at 100', () => {
    const rule = 'after-scaling';
    expect(computed({ points: '66', scale: '80' }, { deduction: '1.5', rule })).toEqual(['66', '80', '81']);
    expect(computed({ points: '100', scale: '100' }, { bonus: '5', rule })).toEqual(['100', '100', '105']);
  });

  it('matches the invented tree of six units worked out in R: U3 85.857…, U5 40.444…', () => {
    const none = { points: ratio(58), applicableMax: ratio(70) };
    const u3 = unitIndex(none, null, { bonus: ratio(3), deduction: ZERO }, AFTER).index;
    expect(u3 && fixedText(u3, 10)).toBe('85.8571428571');
    const low = { points: ratio(40), applicableMax: ratio(90) };
    const u5 = unitIndex(low, null, { bonus: ZERO, deduction: ratio(4) }, AFTER).index;
    expect(u5 && fixedText(u5, 10)).toBe('40.4444444444');
  });
});

describe('the scale', () => {
  it('may be given directly: Thanh tra tỉnh 2017, 81.19 of 92 prints 88.25', () => {
    const [points, scale, index] = computed({ points: '81.19', scale: null }, { given: '92' });
    expect([points, scale, fixedText(parseDecimal(index ?? '0'), 2)]).toEqual(['81.19', '92', '88.25']);
  });

  it('given directly stands before the one of the tree', () => {
    expect(computed({ points: '49', scale: '100' }, { given: '98' })).toEqual(['49', '98', '50']);
  });

  it('that is unknown or zero gives no index', () => {
    expect(computed({ points: '49', scale: null })).toEqual(['49', null, null]);
    expect(computed({ points: '1', scale: '0' })).toEqual(['1', '0', null]);
  });
});

it('has no index, and no points, while the tree is incomplete', () => {
  expect(computed({ points: null, scale: '100' }, { bonus: '2' })).toEqual([null, '100', null]);
});
