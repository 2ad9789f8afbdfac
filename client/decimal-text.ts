/**
 * Arithmetic for print on decimal text, with whole numbers only: a score never passes through a binary float
 * (decision 7). Nothing is decided with these; classes and ranks come from the core.
 */

interface Scaled {
  /** The number times 10 to the power of `places`. */
  readonly digits: bigint;
  readonly places: number;
}

/** Whether a text is a decimal in machine notation. */
export const isDecimalText = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);

/** Reads machine notation, "-12.50". Throws on anything else. */
function scaledOf(text: string): Scaled {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new Error(`not a decimal: ${text}`);
  const [whole = '', fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), places: fraction.length };
}

/** Half away from zero, which is half up for the scores printed here. */
function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const top = (numerator < 0n ? -numerator : numerator) * 2n;
  const bottom = denominator < 0n ? -denominator : denominator;
  const magnitude = (top + bottom) / (bottom * 2n);
  return negative ? -magnitude : magnitude;
}

function textOf({ digits, places }: Scaled): string {
  const sign = digits < 0n ? '-' : '';
  const padded = (digits < 0n ? -digits : digits).toString().padStart(places + 1, '0');
  const whole = padded.slice(0, padded.length - places);
  return places === 0 ? `${sign}${whole}` : `${sign}${whole}.${padded.slice(padded.length - places)}`;
}

/** Rounds half up to a fixed number of decimals: `roundText('84.685', 2)` is "84.69", `roundText('2', 2)` is "2.00". */
export function roundText(text: string, decimals: number): string {
  const { digits, places } = scaledOf(text);
  const scaled =
    places <= decimals
      ? digits * 10n ** BigInt(decimals - places)
      : divideHalfUp(digits, 10n ** BigInt(places - decimals));
  return textOf({ digits: scaled, places: decimals });
}

/** Exact difference `a − b`, with the longer of the two fractions. */
export function minusText(a: string, b: string): string {
  const [left, right] = [scaledOf(a), scaledOf(b)];
  const places = Math.max(left.places, right.places);
  const align = (one: Scaled) => one.digits * 10n ** BigInt(places - one.places);
  return textOf({ digits: align(left) - align(right), places });
}

/** Exact sum, with the longest of the fractions; "0" of none. */
export function sumText(texts: readonly string[]): string {
  const terms = texts.map(scaledOf);
  const places = Math.max(0, ...terms.map((term) => term.places));
  const digits = terms.reduce((sum, term) => sum + term.digits * 10n ** BigInt(places - term.places), 0n);
  return textOf({ digits, places });
}

/** Exact product, without zeros at the end: `timesText('0.5', '2')` is "1". */
export function timesText(a: string, b: string): string {
  const [left, right] = [scaledOf(a), scaledOf(b)];
  const product = textOf({ digits: left.digits * right.digits, places: left.places + right.places });
  return product.includes('.') ? product.replace(/\.?0+$/, '') : product;
}

/** Mean of some decimals, rounded half up to a fixed number of decimals; null of none. */
export function meanText(texts: readonly string[], decimals: number): string | null {
  if (texts.length === 0) return null;
  const { digits, places } = scaledOf(sumText(texts));
  const more = Math.max(0, decimals - places);
  const scale = 10n ** BigInt(places + more - decimals);
  const mean = divideHalfUp(digits * 10n ** BigInt(more), BigInt(texts.length) * scale);
  return textOf({ digits: mean, places: decimals });
}

/** `100 × part / whole` with two decimals, for the length of a bar; "0" where the whole is zero. */
export function percentText(part: string, whole: string): string {
  const [top, bottom] = [scaledOf(part), scaledOf(whole)];
  if (bottom.digits === 0n) return '0';
  const numerator = top.digits * 10n ** BigInt(bottom.places + 4);
  const denominator = bottom.digits * 10n ** BigInt(top.places);
  return textOf({ digits: divideHalfUp(numerator, denominator), places: 2 });
}

/** A share in [0;1] as percent, exactly: "0.8707" is "87.07". */
export function hundredfold(text: string): string {
  const { digits, places } = scaledOf(text);
  return places >= 2
    ? textOf({ digits, places: places - 2 })
    : textOf({ digits: digits * 10n ** BigInt(2 - places), places: 0 });
}

/** Percent as a share, exactly and without zeros at the end: "60" is "0.6". */
export function hundredth(text: string): string {
  const { digits, places } = scaledOf(text);
  return textOf({ digits, places: places + 2 }).replace(/\.?0+$/, '');
}

/** Whether `part` of `whole` is at least the share, decimal text in [0;1]; exactly, without a quotient. */
export function reachesShare(part: number, whole: number, share: string): boolean {
  const { digits, places } = scaledOf(share);
  return BigInt(part) * 10n ** BigInt(places) >= digits * BigInt(whole);
}

/** −1, 0 or 1, as for sorting. */
export function compareText(a: string, b: string): number {
  const { digits } = scaledOf(minusText(a, b));
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

/** How far something is, in whole percent; cut, not rounded: 99.9 % is not all. */
export const reachedPercent = (count: number, target: number): string =>
  percentText(String(count), String(target)).replace(/\.\d+$/, '');
