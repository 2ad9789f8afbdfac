/**
 * What the words of a plan say for certain: the day of a deadline, the points of a target, the agencies. Everything else
 * stays words: half of the deadlines of a printed plan are rules ("15 days after the inspection"), and a guessed day
 * would call somebody late who is not.
 */
import { addDays, isDay } from './calendar.ts';
import type { DecimalText } from './framework.ts';

const BEFORE = String.raw`(?:(?:trước|đến|chậm nhất|hạn|hoàn thành trước)\s+)?(?:ngày\s+)?`;
const DATE = new RegExp(`^${BEFORE}(\\d{1,2})\\s*[/.-]\\s*(\\d{1,2})\\s*[/.-]\\s*(\\d{4})$`, 'u');
const SPELT = new RegExp(`^${BEFORE}(\\d{1,2}) tháng (\\d{1,2}) năm (\\d{4})$`, 'u');
const QUARTER = /^(?:trong\s+)?quý (i|ii|iii|iv|[1-4])(?:\s*\/\s*| năm )(\d{4})$/u;
const MONTH = /^(?:trong\s+)?tháng (\d{1,2})(?:\s*\/\s*| năm )(\d{4})$/u;
const ROMAN = ['i', 'ii', 'iii', 'iv'];

const padded = (number: string | number) => String(number).padStart(2, '0');

/** The last day of a month. */
function endOf(year: string, month: number): string | null {
  const next = month === 12 ? `${Number(year) + 1}-01-01` : `${year}-${padded(month + 1)}-01`;
  return month >= 1 && month <= 12 ? addDays(next, -1) : null;
}

/**
 * The day that a deadline in words names, `YYYY-MM-DD`; null where it is not exactly one: a rule, two dates, a day without
 * its year ("Trước ngày 15/1"), a date that no calendar has. A quarter or month ends on its last day. "Trước ngày" names
 * the day it names: whoever is late by a day is told by the words beside it, not by an earlier day that stands nowhere.
 */
export function deadlineDay(words: string): string | null {
  const text = words
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[.;,]$/u, '');
  const date = DATE.exec(text) ?? SPELT.exec(text);
  if (date) {
    const day = `${date[3]}-${padded(date[2] ?? '')}-${padded(date[1] ?? '')}`;
    return isDay(day) ? day : null;
  }
  const quarter = QUARTER.exec(text);
  if (quarter) {
    const at = ROMAN.indexOf(quarter[1] ?? '') + 1 || Number(quarter[1]);
    return endOf(quarter[2] ?? '', at * 3);
  }
  const month = MONTH.exec(text);
  return month ? endOf(month[2] ?? '', Number(month[1])) : null;
}

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
