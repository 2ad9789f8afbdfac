import { expect, test } from 'vitest';
import { formatSerial, isSerial, numberOfSerial, SERIALS, serialOf } from '../../survey-forms/serial.ts';

test('the check digit is that of the published example of the method', () => {
  // Damm's own example: 572 is checked by 4.
  expect(isSerial('005724')).toBe(true);
  expect(serialOf(572)).toBe('005724');
});

test('every number has one serial, and leads back from it', () => {
  for (let number = 0; number < SERIALS; number += 37) {
    const serial = serialOf(number);
    expect([isSerial(serial), numberOfSerial(serial)]).toEqual([true, number]);
  }
  expect(() => serialOf(SERIALS)).toThrow(RangeError);
  expect(() => serialOf(1.5)).toThrow(RangeError);
});

test('every wrong digit and every swap of neighbours is found', () => {
  for (let number = 0; number < SERIALS; number += 101) {
    const serial = serialOf(number);
    for (let at = 0; at < serial.length; at++) {
      for (const digit of '0123456789')
        if (digit !== serial[at])
          expect(isSerial(serial.slice(0, at) + digit + serial.slice(at + 1))).toBe(false);
      const [one, two] = [serial.charAt(at), serial.charAt(at + 1)];
      if (two !== '' && one !== two)
        expect(isSerial(serial.slice(0, at) + two + one + serial.slice(at + 2))).toBe(false);
    }
  }
});

test('what is no serial', () => {
  for (const text of ['', '57240', '0057241', '00572a', ' 005724', '００５７２４'])
    expect(isSerial(text)).toBe(false);
  expect(formatSerial('005724')).toBe('005 724');
});
