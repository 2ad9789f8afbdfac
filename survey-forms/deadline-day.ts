/**
 * The day that the words of a deadline name for certain; the page of a plan reads it as the import does. Everything else
 * stays words: half of the deadlines of a printed plan are rules ("15 days after the inspection"), and a guessed day would
 * call somebody late who is not.
 */

const BEFORE = String.raw`(?:(?:trước|đến|chậm nhất|hạn|hoàn thành trước)\s+)?(?:ngày\s+)?`;
const DATE = new RegExp(`^${BEFORE}(\\d{1,2})\\s*[/.-]\\s*(\\d{1,2})\\s*[/.-]\\s*(\\d{4})$`, 'u');
const SPELT = new RegExp(`^${BEFORE}(\\d{1,2}) tháng (\\d{1,2}) năm (\\d{4})$`, 'u');
const QUARTER = /^(?:trong\s+)?quý (i|ii|iii|iv|[1-4])(?:\s*\/\s*| năm )(\d{4})$/u;
const MONTH = /^(?:trong\s+)?tháng (\d{1,2})(?:\s*\/\s*| năm )(\d{4})$/u;
const ROMAN = ['i', 'ii', 'iii', 'iv'];

const padded = (number: string | number) => String(number).padStart(2, '0');

/** Days of a month; 0 where the calendar has no such month. */
function daysOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** The last day of a month. */
function endOf(year: string, month: number): string | null {
  const days = daysOf(Number(year), month);
  return days === 0 ? null : `${year}-${padded(month)}-${days}`;
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
    const [, day = '', month = '', year = ''] = date;
    const isDay = Number(day) >= 1 && Number(day) <= daysOf(Number(year), Number(month));
    return isDay ? `${year}-${padded(month)}-${padded(day)}` : null;
  }
  const quarter = QUARTER.exec(text);
  if (quarter) {
    const at = ROMAN.indexOf(quarter[1] ?? '') + 1 || Number(quarter[1]);
    return endOf(quarter[2] ?? '', at * 3);
  }
  const month = MONTH.exec(text);
  return month ? endOf(month[2] ?? '', Number(month[1])) : null;
}
