/**
 * The serial of a paper sheet: five digits of number and a check digit by Damm's method (H. M. Damm, 2004), which finds
 * every wrong digit and every swap of two neighbours. Typed by a clerk, read by a scanner from the QR.
 */

/** Damm's quasigroup of order 10: row is what was read so far, column the next digit. */
const QUASIGROUP = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const;

export const SERIAL_DIGITS = 6;
/** How many serials there are: 00000 to 99999, each with its check digit. */
export const SERIALS = 100_000;

const damm = (digits: string): string =>
  [...digits].reduce((row, digit) => QUASIGROUP[Number(row)]?.charAt(Number(digit)) ?? '', '0');

/** The serial of a number. @throws RangeError outside 0 to 99.999 */
export function serialOf(number: number): string {
  if (!Number.isInteger(number) || number < 0 || number >= SERIALS)
    throw new RangeError(`no serial has the number ${number}`);
  const digits = String(number).padStart(SERIAL_DIGITS - 1, '0');
  return digits + damm(digits);
}

/** Whether the text is six digits, and the last of them checks the others. */
export function isSerial(text: string): boolean {
  return /^\d{6}$/.test(text) && damm(text) === '0';
}

/** The number in a serial, without its check digit. */
export const numberOfSerial = (serial: string): number => Number(serial.slice(0, -1));

/** As it is printed and shown: "004 217". */
export const formatSerial = (serial: string): string => `${serial.slice(0, 3)} ${serial.slice(3)}`;
