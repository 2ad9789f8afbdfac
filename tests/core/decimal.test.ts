import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decimalsOf,
  decimalText,
  fixedText,
  isDecimalText,
  mean,
  parseDecimal,
  ratio,
  roundHalfUp,
  sum,
} from '../../server/core/decimal.ts';

const d = parseDecimal;

/** Decimal texts in shortest notation: no leading or trailing zeros, no "-0". */
const shortest = fc
  .record({
    negative: fc.boolean(),
    whole: fc.bigInt({ min: 0n, max: 10n ** 40n }),
    tail: fc.stringMatching(/^\d{0,30}[1-9]$/),
    isWhole: fc.boolean(),
  })
  .map(({ negative, whole, tail, isWhole }) => {
    const text = isWhole ? String(whole) : `${whole}.${tail}`;
    return negative && text !== '0' ? `-${text}` : text;
  });

describe('reading', () => {
  it.each(['0', '-0', '7', '-12.50', '0.1', '007.10', '84.68919'])('takes %s', (text) => {
    expect(isDecimalText(text)).toBe(true);
    expect(() => d(text)).not.toThrow();
  });

  it.each([
    '',
    ' 1',
    '1 ',
    '1,5',
    '1.',
    '.5',
    '+1',
    '1e3',
    '1/3',
    "0.'3'",
    '0.(3)',
    '1_0',
    '--1',
    '١',
    '1\n',
    'NaN',
  ])('refuses %j', (text) => {
    expect(isDecimalText(text)).toBe(false);
    expect(() => d(text)).toThrow('not a decimal');
  });

  it('takes no JSON number for a text', () => {
    expect(isDecimalText(1.5)).toBe(false);
    expect(isDecimalText(null)).toBe(false);
  });

  it('counts the printed decimals, trailing zeros included', () => {
    expect([decimalsOf('87'), decimalsOf('87.5'), decimalsOf('87.50')]).toEqual([0, 1, 2]);
  });
});

describe('arithmetic', () => {
  it('is exact where binary floats are not: 0.1 + 0.2 = 0.3', () => {
    expect(d('0.1').add(d('0.2')).equals(d('0.3'))).toBe(true);
    expect(decimalText(sum([d('0.1'), d('0.2')]))).toBe('0.3');
  });

  it('knows no mean of nothing', () => {
    expect(mean([])).toBeNull();
    // (86.90 + 57.96) / 2 = 72.43 (domain §4)
    expect(decimalText(mean([d('86.90'), d('57.96')]) ?? d('0'))).toBe('72.43');
  });

  it('refuses fractional counts', () => {
    expect(() => ratio(1.5, 2)).toThrow(RangeError);
  });
});

describe('rounding', () => {
  it.each([
    ['1.33605', 4, '1.3361'],
    ['1.33604999', 4, '1.3360'],
    ['2.183', 4, '2.1830'],
    ['85.6', 2, '85.60'],
    ['69.995', 2, '70.00'],
    ['69.9949', 2, '69.99'],
    ['0.5', 0, '1'],
    ['-0.5', 0, '-1'],
    ['-2.345', 2, '-2.35'],
    ['-0.004', 2, '0.00'],
    ['1234567.8', 0, '1234568'],
  ])('%s to %i decimals is %s', (text, decimals, expected) => {
    expect(fixedText(d(text), decimals)).toBe(expected);
    expect(roundHalfUp(d(text), decimals).equals(d(expected))).toBe(true);
  });

  it('rounds a third that does not end', () => {
    expect(fixedText(ratio(2, 3), 4)).toBe('0.6667');
    expect(fixedText(ratio(1, 3), 4)).toBe('0.3333');
  });

  it('refuses a number of decimals that is none', () => {
    expect(() => fixedText(d('1'), -1)).toThrow();
    expect(() => roundHalfUp(d('1'), 1.5)).toThrow();
  });

  it('never moves a value by more than half of the last place', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 1e9 }), fc.nat(12), (n, m, decimals) => {
        const value = ratio(n, m);
        const moved = roundHalfUp(value, decimals).sub(value).abs();
        return moved.mul(2).lte(ratio(1, 10 ** decimals));
      }),
    );
  });
});

describe('writing', () => {
  it.each([
    ['100', '100'],
    ['100.00', '100'],
    ['0.0', '0'],
    ['-0', '0'],
    ['12.3400', '12.34'],
    ['-0.050', '-0.05'],
    ['1000000000000000000000000000000000.5', '1000000000000000000000000000000000.5'],
  ])('%s becomes %s', (text, expected) => {
    expect(decimalText(d(text))).toBe(expected);
  });

  it.each([
    // 30 significant digits, half up
    [1, 3, `0.${'3'.repeat(30)}`],
    [2, 3, `0.${'6'.repeat(29)}7`],
    [-2, 3, `-0.${'6'.repeat(29)}7`],
    [200, 3, `66.${'6'.repeat(27)}7`],
    [1, 300, `0.00${'3'.repeat(30)}`],
    [1, 7, '0.142857142857142857142857142857'],
    [4000, 90, `44.${'4'.repeat(28)}`],
    [1, 1024, '0.0009765625'],
  ])('%i ÷ %i is %s', (n, m, expected) => {
    expect(decimalText(ratio(n, m))).toBe(expected);
  });

  it('carries over when thirty nines are rounded up', () => {
    // 1 − 1/(3×10^40) = 0.999…9666… rounds to 1
    const tiny = d(`0.${'0'.repeat(39)}1`).div(ratio(3));
    expect(decimalText(ratio(1).sub(tiny))).toBe('1');
  });

  it('writes a quotient beyond 30 digits of whole number without exponent', () => {
    const huge = d(`1${'0'.repeat(35)}`).div(ratio(3));
    expect(decimalText(huge)).toBe(`${'3'.repeat(30)}00000`);
  });

  it('gives back what it read, and reads back what it wrote', () => {
    fc.assert(fc.property(shortest, (text) => decimalText(d(text)) === text));
  });

  it('is within half of the thirtieth digit of any quotient', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), fc.integer({ min: 1 }), (n, m) => {
        const value = ratio(n, m);
        const off = d(decimalText(value)).sub(value).abs().div(value);
        return off.lte(ratio(1, 2).div(d(`1${'0'.repeat(29)}`)));
      }),
    );
  });
});
