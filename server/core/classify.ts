/**
 * The class of a unit (domain §4). Bands are data, closed below, and cut the unrounded value: 69.96 is Trung bình, and
 * exactly 15 of 18 points is Xuất sắc.
 */
import { type Decimal, parseDecimal } from './decimal.ts';
import type { Band, Framework } from './framework.ts';

/**
 * The band that the unit earns, by index or by points as the framework says; null without an index. A value below every
 * band (deductions beyond the points) earns the last one.
 */
export function classify(
  framework: Pick<Framework, 'bands' | 'bandsOn'>,
  unit: { readonly index: Decimal | null; readonly points: Decimal | null },
): Band | null {
  const value = framework.bandsOn === 'index' ? unit.index : unit.points;
  return unit.index === null || value === null ? null : bandOf(framework.bands, value);
}

/** The best band whose lower end the value reaches; bands run from best to worst. */
export function bandOf(bands: readonly Band[], value: Decimal): Band | null {
  return bands.find((band) => value.gte(parseDecimal(band.from))) ?? bands.at(-1) ?? null;
}
