/**
 * Exact arithmetic for scores (decision 7): rationals over BigInt, decimal text in and out, no binary float on the way.
 * fraction.js supplies add, mul, div and compare; its own `round` (negative halves go up) and `toString`
 * (repeating notation "0.(3)", cut at 15 places) are not used.
 */
import { Fraction } from 'fraction.js';
import type { DecimalText } from './framework.ts';

export type Decimal = Fraction;

/** Machine notation: optional minus, digits, optional point and digits. No comma, no exponent, no bare point. */
const NOTATION = /^-?\d+(\.\d+)?$/;

/** A quotient that does not terminate is written with this many significant digits (decision 7). */
const SIGNIFICANT_DIGITS = 30;

export const ZERO: Decimal = new Fraction(0n);
export const ONE: Decimal = new Fraction(1n);
export const HUNDRED: Decimal = new Fraction(100n);

/** True for decimal text in machine notation, e.g. "84.68919". */
export function isDecimalText(value: unknown): value is DecimalText {
  return typeof value === 'string' && NOTATION.test(value);
}

/** The exact value of a decimal text. Throws on any other notation. */
export function parseDecimal(text: DecimalText): Decimal {
  if (!isDecimalText(text)) throw new Error(`not a decimal in machine notation: ${JSON.stringify(text)}`);
  return new Fraction(BigInt(text.replace('.', '')), 10n ** BigInt(decimalsOf(text)));
}

/** Digits after the point of a decimal text: 2 in "87.00". */
export function decimalsOf(text: DecimalText): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

/** Numerator over denominator, both whole numbers (counts). Throws on a fractional part and on division by zero. */
export function ratio(numerator: number, denominator = 1): Decimal {
  return new Fraction(BigInt(numerator), BigInt(denominator));
}

/** 10 to a whole power of 0 or more. */
export function tenToThe(power: number): Decimal {
  return new Fraction(10n ** BigInt(power));
}

export function sum(list: readonly Decimal[]): Decimal {
  return list.reduce((total, value) => total.add(value), ZERO);
}

/** Mean of the values; null of none, because the mean of nothing is not zero (decision 9). */
export function mean(list: readonly Decimal[]): Decimal | null {
  return list.length === 0 ? null : sum(list).div(ratio(list.length));
}

/** Rounded to a number of decimals (0 or more), half away from zero. */
export function roundHalfUp(value: Decimal, decimals: number): Decimal {
  return new Fraction(scaledInteger(value, checkedDecimals(decimals)), 10n ** BigInt(decimals));
}

/** Text with exactly so many decimals, half away from zero: "85.60". A rounded zero has no sign. */
export function fixedText(value: Decimal, decimals: number): DecimalText {
  return placePoint(scaledInteger(value, checkedDecimals(decimals)), decimals);
}

/**
 * Decimal text without exponent and trailing zeros: exact where the decimals end, else 30 significant digits,
 * half away from zero.
 */
export function decimalText(value: Decimal): DecimalText {
  const places = terminatingPlaces(value.d) ?? SIGNIFICANT_DIGITS - 1 - magnitude(value);
  const text = placePoint(scaledInteger(value, places), places);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** As `decimalText`; null stays null. */
export function decimalTextOrNull(value: Decimal | null): DecimalText | null {
  return value === null ? null : decimalText(value);
}

function checkedDecimals(decimals: number): number {
  if (!Number.isInteger(decimals) || decimals < 0)
    throw new Error(`decimals must be 0 or more, not ${decimals}`);
  return decimals;
}

/** value × 10^places, rounded to an integer, half away from zero. */
function scaledInteger(value: Decimal, places: number): bigint {
  const shift = 10n ** BigInt(Math.abs(places));
  const top = places < 0 ? value.n : value.n * shift;
  const bottom = places < 0 ? value.d * shift : value.d;
  return value.s * ((2n * top + bottom) / (2n * bottom));
}

/** integer ÷ 10^places as text. */
function placePoint(integer: bigint, places: number): string {
  if (places <= 0) return String(integer * 10n ** BigInt(-places));
  const sign = integer < 0n ? '-' : '';
  const digits = String(integer < 0n ? -integer : integer).padStart(places + 1, '0');
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Decimals that a reduced fraction with this denominator needs; null when they never end. */
function terminatingPlaces(denominator: bigint): number | null {
  const twos = multiplicity(denominator, 2n);
  const fives = multiplicity(denominator, 5n);
  return 2n ** BigInt(twos) * 5n ** BigInt(fives) === denominator ? Math.max(twos, fives) : null;
}

function multiplicity(value: bigint, prime: bigint): number {
  let times = 0;
  for (let rest = value; rest % prime === 0n; rest /= prime) times += 1;
  return times;
}

/** The e with 10^e ≤ |value| < 10^(e+1), for a value other than zero. */
function magnitude(value: Decimal): number {
  const shift = String(value.d).length - String(value.n).length;
  const top = shift < 0 ? value.n : value.n * 10n ** BigInt(shift);
  const bottom = shift < 0 ? value.d * 10n ** BigInt(-shift) : value.d;
  return top >= bottom ? -shift : -shift - 1;
}
