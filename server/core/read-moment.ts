/**
 * A day, with or without a time, as one-stop software and spreadsheets write it: `2022-03-31`, `31/03/2022`, with a time
 * before or behind it. What names no zone is meant in Việt Nam; what does is turned into the day it was there (decision 10).
 */
import { dayOf, isDay } from './calendar.ts';

export interface Moment {
  /** `YYYY-MM-DD`, in Việt Nam. */
  readonly day: string;
  /** Of that day; null: only the day is said. */
  readonly minute: number | null;
}

export type MomentFault = 'date-unreadable' | 'date-not-in-calendar' | 'date-unlikely';

/** Software writes an unknown day as one of the year 1 or 1900; nothing of what is rated is as old, or due so late. */
const FIRST_DAY = '2000-01-01';
const LAST_DAY = '2100-01-01';

/** The same sign as a group before it. */
const again = (group: number): string => `\\${group}`;
/** @param before groups that stand before it in the whole expression */
const dayPattern = (before: number): string =>
  String.raw`(?:(\d{4})([-/.])(\d{1,2})${again(before + 2)}(\d{1,2})|` +
  String.raw`(\d{1,2})([-/.])(\d{1,2})${again(before + 6)}(\d{4}))`;
const TIME = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?`;
const ZONE = String.raw`(Z|[+-]\d{2}:?\d{2})?`;
const DAY_FIRST = new RegExp(`^${dayPattern(0)}(?:(?:T| +)${TIME}${ZONE})?$`);
const TIME_FIRST = new RegExp(`^${TIME} +${dayPattern(3)}$`);

type Parts = readonly (string | undefined)[];

/** @returns the moment, or what is wrong with the text; a blank one is unreadable */
export function readMoment(text: string): Moment | MomentFault {
  const tidy = text.trim();
  const dayFirst = DAY_FIRST.exec(tidy);
  if (dayFirst) return momentOf(dayFirst.slice(1, 9), dayFirst.slice(9, 12), dayFirst[12]);
  const timeFirst = TIME_FIRST.exec(tidy);
  return timeFirst ? momentOf(timeFirst.slice(4, 12), timeFirst.slice(1, 4), undefined) : 'date-unreadable';
}

function momentOf(date: Parts, time: Parts, zone: string | undefined): Moment | MomentFault {
  const [isoYear, , isoMonth, isoDay, day, , month, year] = date;
  const written = [isoYear ?? year, isoMonth ?? month, isoDay ?? day].map((one = '') => one.padStart(2, '0'));
  const named = written.join('-');
  if (!isDay(named)) return 'date-not-in-calendar';
  const [hour, minute, second = '0'] = time;
  if (hour === undefined || minute === undefined) return likely({ day: named, minute: null });
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return 'date-unreadable';
  const minutes = 60 * Number(hour) + Number(minute);
  return likely(zone === undefined ? { day: named, minute: minutes } : inVietNam(named, minutes, zone));
}

/** A day and minute of another zone, as they were in Việt Nam. */
function inVietNam(day: string, minute: number, zone: string): Moment {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  const offset = (60 * Number(hours) + Number(minutes)) * (sign === '-' ? -1 : 1);
  const instant = new Date(Date.parse(`${day}T00:00:00Z`) + (minute - offset) * 60_000);
  const there = 60 * instant.getUTCHours() + instant.getUTCMinutes() + 7 * 60;
  return { day: dayOf(instant), minute: there % (24 * 60) };
}

const likely = (moment: Moment): Moment | MomentFault =>
  moment.day < FIRST_DAY || moment.day >= LAST_DAY ? 'date-unlikely' : moment;

/** Whether one was before the other: by the time where both say one, else by the day alone. */
export function isBefore(one: Moment, other: Moment): boolean {
  if (one.day !== other.day) return one.day < other.day;
  return one.minute !== null && other.minute !== null && one.minute < other.minute;
}
