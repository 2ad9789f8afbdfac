import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareText,
  hundredfold,
  hundredth,
  meanText,
  minusText,
  percentText,
  reachesShare,
  roundText,
  timesText,
} from '../../client/decimal-text.ts';

describe('decimal text for print', () => {
  it.each([
    ['84.68919', 2, '84.69'],
    ['84.685', 2, '84.69'],
    ['84.6849999', 2, '84.68'],
    ['69.995', 2, '70.00'],
    ['2', 2, '2.00'],
    ['0.5', 0, '1'],
    ['-0.005', 2, '-0.01'],
    ['9007199254740993.25', 1, '9007199254740993.3'],
  ])('rounds %s to %i decimals half up: %s', (text, decimals, rounded) => {
    expect(roundText(text, decimals)).toBe(rounded);
  });

  it('turns a percentage into a share and back', () => {
    expect(['60', '62.5', '100', '0', '0.05'].map(hundredth)).toEqual(['0.6', '0.625', '1', '0', '0.0005']);
    expect(hundredfold(hundredth('66.667'))).toBe('66.667');
  });

  it('says whether a share is reached without dividing: 2 of 3 is below 66.67 %, 6 of 10 is 60 %', () => {
    expect(reachesShare(2, 3, '0.6667')).toBe(false);
    expect(reachesShare(2, 3, '0.6666')).toBe(true);
    expect(reachesShare(6, 10, '0.6')).toBe(true);
    expect(reachesShare(0, 4, '0')).toBe(true);
  });

  it('subtracts exactly where floats do not', () => {
    expect(minusText('0.3', '0.1')).toBe('0.2');
    expect(minusText('72.19', '72.1960784313725490196078431373')).toBe('-0.0060784313725490196078431373');
    expect(minusText('5', '5.00')).toBe('0.00');
  });

  it('turns a share into percent by moving the point', () => {
    expect(hundredfold('0.8707')).toBe('87.07');
    expect(hundredfold('1')).toBe('100');
    expect(hundredfold('0.5')).toBe('50');
    expect(hundredfold('0.005')).toBe('0.5');
  });

  it('gives the length of a bar', () => {
    expect(percentText('7.78', '8.5')).toBe('91.53'); // 7.78 / 8.5 = 0.915294…
    expect(percentText('32', '45')).toBe('71.11');
    expect(percentText('0', '2')).toBe('0.00');
    expect(percentText('1', '0')).toBe('0');
  });

  it('compares by value, not by digits', () => {
    expect(compareText('9.5', '10')).toBe(-1);
    expect(compareText('1.50', '1.5')).toBe(0);
    expect(compareText('-1', '-2')).toBe(1);
  });

  it('refuses what is not machine notation', () => {
    for (const text of ['1,5', '', '1e3', ' 1', '.5', 'NaN'])
      expect(() => roundText(text, 2)).toThrow(/not a decimal/);
  });

  it('rounds cents as whole numbers do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (thousandths) => {
        const text = `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`;
        const cents = Math.floor((thousandths + 5) / 10);
        expect(roundText(text, 2)).toBe(`${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`);
      }),
    );
  });
});

describe('means and products', () => {
  it('are exact, and rounded half up only at the end', () => {
    expect(meanText(['1.25', '2'], 2)).toBe('1.63');
    expect(meanText(['1', '1', '2'], 4)).toBe('1.3333');
    expect(meanText(['18.00'], 2)).toBe('18.00');
    expect(meanText([], 2)).toBeNull();
    expect(timesText('0.5', '2')).toBe('1');
    expect(timesText('1.25', '0.3')).toBe('0.375');
    expect(timesText('0', '2')).toBe('0');
  });
});
