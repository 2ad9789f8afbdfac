import { describe, expect, it } from 'vitest';
import { bandOf, classify } from '../../server/core/classify.ts';
import { parseDecimal, ratio } from '../../server/core/decimal.ts';
import { bands } from './made-up.ts';

describe('bands', () => {
  it.each([
    ['100', 'Xuất sắc'],
    ['90', 'Xuất sắc'],
    ['89.9999999999999999999999999999', 'Tốt'],
    ['80', 'Tốt'],
    ['79.05', 'Khá'],
    ['70', 'Khá'],
    ['69.96', 'Trung bình'],
    ['69.999', 'Trung bình'],
    ['50', 'Trung bình'],
    ['49.99', 'Yếu'],
    ['0', 'Yếu'],
    ['-2', 'Yếu'],
    ['105', 'Xuất sắc'],
  ])('%s is %s', (value, name) => {
    expect(bandOf(bands, parseDecimal(value))?.name.vi).toBe(name);
  });

  it('cut a fraction that no rounding may lift: 100 × 62.999…/70 stays under 90', () => {
    // 80 × 89.999…9 recurring is exactly 90, but one part in 10^40 less is not
    const nearly = ratio(90).sub(ratio(1).div(parseDecimal(`1${'0'.repeat(40)}`)));
    expect(bandOf(bands, nearly)?.name.vi).toBe('Tốt');
  });
});

describe('what is cut', () => {
  const procedure = {
    bandsOn: 'points' as const,
    bands: ['15', '12', '9', '6', '0'].map((from, place) => ({ name: { vi: `Loại ${place + 1}` }, from })),
  };

  it('may be the points: exactly 15.00 of 18 is the best class', () => {
    const unit = { points: parseDecimal('15.00'), index: parseDecimal('15').div(ratio(18)).mul(ratio(100)) };
    expect(classify(procedure, unit)?.name.vi).toBe('Loại 1');
    expect(classify(procedure, { ...unit, points: parseDecimal('14.99') })?.name.vi).toBe('Loại 2');
  });

  it('is else the index, not the points', () => {
    expect(classify({ bandsOn: 'index', bands }, { points: ratio(66), index: ratio(85) })?.name.vi).toBe(
      'Tốt',
    );
  });

  it('is nothing without an index', () => {
    expect(classify({ bandsOn: 'index', bands }, { points: null, index: null })).toBeNull();
    expect(classify(procedure, { points: ratio(15), index: null })).toBeNull();
  });
});
