/**
 * What the words of a plan say for certain: the points of a target, the agencies (the day of a deadline is read by
 * `survey-forms/deadline-day.ts`). Everything else stays words.
 */
import type { DecimalText } from './framework.ts';

const POINTS = /(?<![\d.,/])(\d+(?:[.,]\d+)?)\s*\/\s*(\d+(?:[.,]\d+)?)\s*điểm/giu;
/** "từ 0.5 đến 1 điểm": a range is no target. */
const RANGE = /\d\s*đến\s*\d+(?:[.,]\d+)?\s*điểm/iu;

/**
 * The points that a target in words names ("Đạt điểm tối đa 0,5/0,5 điểm" → "0.5"); null where it names none, several, or
 * a range.
 */
export function targetPointsIn(words: string): DecimalText | null {
  if (RANGE.test(words)) return null;
  const found = [...words.normalize('NFC').matchAll(POINTS)];
  const points = found[0]?.[1];
  if (found.length !== 1 || points === undefined) return null;
  return points.replace(',', '.').replace(/^0+(?=\d)/, '');
}

export interface NamedAgencies {
  /** In the order of the words, each once. */
  readonly units: readonly string[];
  /** Nothing else stands in the words. */
  readonly isWhole: boolean;
}

/** Signs between agencies, tried one after the other: names hold commas and hyphens themselves. */
const SEPARATORS = [/[\n;]/u, /,/u, /(?:^|\s)-\s/u] as const;
const BULLET = /^(?:[-–+•]|\d+[.)])\s*/u;

/**
 * The units that words name by a recorded spelling (decision 3). A part that is no spelling is left as words; nothing is
 * found by likeness.
 * @param find the one unit of a spelling; null: none, or several
 */
export function agenciesIn(words: string, find: (name: string) => string | null): NamedAgencies {
  const found = partsOf(words, find, 0);
  return {
    units: [...new Set(found.filter((one) => one !== null))],
    isWhole: found.length > 0 && found.every((one) => one !== null),
  };
}

function partsOf(words: string, find: (name: string) => string | null, from: number): (string | null)[] {
  const text = words
    .trim()
    .replace(BULLET, '')
    .replace(/[.;,]+$/u, '')
    .trim();
  if (text === '') return [];
  const unit = find(text);
  if (unit !== null) return [unit];
  const separator = SEPARATORS[from];
  if (!separator) return [null];
  return text.split(separator).flatMap((part) => partsOf(part, find, from + 1));
}
