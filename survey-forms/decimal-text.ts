/**
 * Decimal text in machine notation ("-12.50"): how numbers and pay-outs are written (decision 7). Compared exactly,
 * never through a binary float. Runs on the phone.
 */

/** Digits on either side of the point: far above any answer, and a bound on the work a hostile text can cause. */
const DIGITS = 18;
const DECIMAL = new RegExp(`^-?\\d{1,${DIGITS}}(\\.\\d{1,${DIGITS}})?$`);

/** True for decimal text: a point, no exponent, no thousands mark, no plus sign, no spaces. */
export function isDecimal(value: unknown): value is string {
  return typeof value === 'string' && DECIMAL.test(value);
}

/** Digits written after the point. */
export function decimalsOf(text: string): number {
  return text.split('.')[1]?.length ?? 0;
}

/** True when `a` is less than `b`; both must be decimal text. */
export function isLess(a: string, b: string): boolean {
  return scaled(a) < scaled(b);
}

function scaled(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(DIGITS, '0'));
}
