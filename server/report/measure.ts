/**
 * What a result is told in. An index is a percentage of a scale, with areas below it. A rating whose classes are set on
 * points (domain §6: "15,00 Xuất sắc") is told in points of its scale, and what is scored there are indicators.
 */
import { formatDecimal, formatShort } from '../../client/format.ts';
import { decimalTextOrNull, mean, parseDecimal } from '../core/decimal.ts';
import type { DecimalText, Framework } from '../core/framework.ts';
import { REPORT_LANGUAGE, type ReportSource } from './report-source.ts';
import { count, DECIMALS, name, percent } from './report-words.ts';

export interface Measure {
  readonly points: boolean;
  /** What is told of a unit, within a sentence. */
  readonly word: 'chỉ số' | 'điểm';
  /** What its first level is made of. */
  readonly part: 'lĩnh vực' | 'chỉ số';
  /** "82,08 %", "14,53 trên 18 điểm", or that there is none. */
  said(unit: Told | undefined): string;
}

type Told = Pick<ReportSource['result']['units'][number], 'index' | 'points' | 'scale'>;

export function measureOf({ bandsOn, criteria }: Pick<Framework, 'bandsOn' | 'criteria'>): Measure {
  if (bandsOn === 'index')
    return { points: false, word: 'chỉ số', part: 'lĩnh vực', said: (unit) => percent(unit?.index ?? null) };
  const flat = criteria.every(({ kind }) => kind !== 'group');
  return {
    points: true,
    word: 'điểm',
    part: flat ? 'chỉ số' : 'lĩnh vực',
    said: (unit) => (unit?.index == null ? percent(null) : ofScale(unit)),
  };
}

/** "14,53 trên 18 điểm". Points of a unit that is not scored whole are no result (decision 9). */
function ofScale({ points, scale }: Pick<Told, 'points' | 'scale'>): string {
  if (points === null) return percent(null);
  const figure = formatDecimal(points, DECIMALS, REPORT_LANGUAGE);
  return scale === null ? `${figure} điểm` : `${figure} trên ${formatShort(scale, 2, REPORT_LANGUAGE)} điểm`;
}

/** As a cell of a table: "14,53/18", as the page of the result writes it. */
export const pointsCell = ({ index, points, scale }: Told): string =>
  index === null || points === null || scale === null
    ? percent(null)
    : `${formatDecimal(points, DECIMALS, REPORT_LANGUAGE)}/${formatShort(scale, 2, REPORT_LANGUAGE)}`;

/** The mean of the units that are scored whole; of a scale only where they all have the same. */
export function meanSaid(
  { mean: { index }, units }: Pick<ReportSource['result'], 'mean' | 'units'>,
  { points }: Measure,
): string {
  if (!points) return percent(index);
  const scored = units.filter((unit) => unit.index !== null);
  const all = scored.flatMap((unit): DecimalText[] => (unit.points === null ? [] : [unit.points]));
  const scales = new Set(scored.map(({ scale }) => scale));
  const [scale = null] = scales.size === 1 ? scales : [];
  return ofScale({ points: decimalTextOrNull(mean(all.map(parseDecimal))), scale });
}

/** Whose mean it is (domain §4); one unit has none, and is named. */
export function meanOf(
  { mean, highest, units }: Pick<ReportSource['result'], 'mean' | 'highest' | 'units'>,
  { word }: Measure,
): string {
  const called = units.flatMap((unit) => (highest.includes(unit.unit) ? [name(unit.name)] : []));
  if (mean.units === 1) return `${capital(word)} của ${called.join(', ')}`;
  return `${capital(word)} trung bình của ${count(mean.units)} đơn vị có ${word}`;
}

/** With a capital, at the start of a sentence. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
