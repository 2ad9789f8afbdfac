import { describe, expect, it } from 'vitest';
import { decimalsOf, isDecimal, isLess } from '../../survey-forms/decimal-text.ts';

describe('decimal text', () => {
  it.each(['0', '-0', '7', '007', '-12.50', '0.1', '999999999999999999.999999999999999999'])(
    'reads %s',
    (text) => expect(isDecimal(text)).toBe(true),
  );

  it.each([
    '',
    ' ',
    '1,5',
    '1.',
    '.5',
    '+1',
    '1e3',
    '0x1',
    '1 000',
    '1\n',
    '--1',
    'NaN',
    '١',
    '1'.repeat(19),
    5,
    null,
    ['1'],
  ])('refuses %j', (value) => expect(isDecimal(value)).toBe(false));

  it('counts the digits written after the point', () => {
    expect([decimalsOf('12'), decimalsOf('1.5'), decimalsOf('-1.50')]).toEqual([0, 1, 2]);
  });

  it.each([
    ['2', '10', true],
    ['-10', '-2', true],
    ['-0.5', '0', true],
    ['0.1', '0.10', false],
    ['-0', '0', false],
    ['05', '5', false],
    // Equal as binary floats, not as decimals.
    ['9007199254740992', '9007199254740993', true],
    ['0.300000000000000000', '0.300000000000000001', true],
  ])('%s < %s is %s', (a, b, less) => {
    expect(isLess(a, b)).toBe(less);
    expect(less && isLess(b, a)).toBe(false);
  });
});
