/**
 * What the dates of a dossier earn, and the quarter it belongs to (domain §6, decision 10). Every day is a day of the
 * calendar of Việt Nam, written `YYYY-MM-DD`; whoever reads a time turns it into such a day first (`calendar.ts`).
 *
 * Returned before the day it is due: 2 points; on that day: 1; after it: 0. A dossier belongs to the quarter of its
 * return. What is not returned when a quarter is over earns nothing there and is counted as open, or as overdue where
 * its day has passed.
 */
import { addDays, daysBetween } from './calendar.ts';

/** Days in which the clock stood still, half-open: `from` is the first one, `to` the first that counts again. */
export interface Pause {
  readonly from: string;
  readonly to: string;
}

/** The dates of a dossier, checked: received ≤ returned, and every pause within. */
export interface DossierDays {
  readonly receivedOn: string;
  readonly dueOn: string;
  /** Null: not returned yet. */
  readonly returnedOn: string | null;
  readonly pauses: readonly Pause[];
}

/** early 2 · on the day 1 · late 0 */
export type TimePoints = 0 | 1 | 2;

/** A quarter of a year, 1 to 4. */
export interface Quarter {
  readonly year: number;
  readonly quarter: number;
}

/** Dossiers of one unit, or of one official of it, in one quarter. */
export interface DossierCounts {
  /** Returned in the quarter, by indicator 1: the calendar as it is. */
  readonly early: number;
  readonly onTheDay: number;
  readonly late: number;
  /** The same dossiers by indicator 2: without the days in which the clock stood still. */
  readonly ownEarly: number;
  readonly ownOnTheDay: number;
  readonly ownLate: number;
  /** Received before the end of the quarter and not returned by then; overdue: those of them whose day is over too. */
  readonly open: number;
  readonly overdue: number;
  /** Of the returned ones: of procedures that can be done online (in part or in full), and those of them not late. */
  readonly online: number;
  readonly onlineOnTime: number;
}

export const NO_DOSSIERS: DossierCounts = {
  early: 0,
  onTheDay: 0,
  late: 0,
  ownEarly: 0,
  ownOnTheDay: 0,
  ownLate: 0,
  open: 0,
  overdue: 0,
  online: 0,
  onlineOnTime: 0,
};

/** Points of a return against the day it was due. */
export function timePoints(returnedOn: string, dueOn: string): TimePoints {
  if (returnedOn < dueOn) return 2;
  return returnedOn === dueOn ? 1 : 0;
}

/** Days between receipt and return in which the clock stood still; a day in two pauses counts once. */
export function pausedDays({ receivedOn, returnedOn, pauses }: DossierDays): number {
  if (returnedOn === null) return 0;
  let counted = receivedOn;
  let days = 0;
  for (const { from, to } of [...pauses].sort((one, other) => (one.from < other.from ? -1 : 1))) {
    const start = from > counted ? from : counted;
    const end = to < returnedOn ? to : returnedOn;
    if (end <= start) continue;
    days += daysBetween(start, end);
    counted = end;
  }
  return days;
}

/**
 * What a dossier earns for indicators 1 (total time) and 2 (the time of the agency itself: the day it is due moves on
 * by the days in which the clock stood still); null while it is not returned.
 */
export function dossierTime(dossier: DossierDays): {
  readonly totalTime: TimePoints | null;
  readonly ownTime: TimePoints | null;
} {
  const { returnedOn, dueOn } = dossier;
  if (returnedOn === null) return { totalTime: null, ownTime: null };
  return {
    totalTime: timePoints(returnedOn, dueOn),
    ownTime: timePoints(returnedOn, addDays(dueOn, pausedDays(dossier))),
  };
}

/** The quarter a day falls in. */
export function quarterOf(day: string): Quarter {
  return { year: Number(day.slice(0, 4)), quarter: Math.ceil(Number(day.slice(5, 7)) / 3) };
}

/** First day of a quarter, and the first day after it: half-open, so that its last day counts (domain §9.8). */
export function quarterDays({ year, quarter }: Quarter): { readonly from: string; readonly before: string } {
  const first = (month: number) => `${year}-${String(month).padStart(2, '0')}-01`;
  const from = first(3 * quarter - 2);
  return { from, before: quarter === 4 ? `${year + 1}-01-01` : first(3 * quarter + 1) };
}

/**
 * Where a dossier stands when a quarter is over: returned in it; still open; overdue, because its day is over too; or
 * no matter of this quarter (returned before it, or received after it).
 */
export function standingIn(
  { receivedOn, dueOn, returnedOn }: DossierDays,
  quarter: Quarter,
): 'returned' | 'open' | 'overdue' | 'elsewhere' {
  const { from, before } = quarterDays(quarter);
  if (receivedOn >= before) return 'elsewhere';
  if (returnedOn !== null && returnedOn < before) return returnedOn >= from ? 'returned' : 'elsewhere';
  return dueOn < before ? 'overdue' : 'open';
}
