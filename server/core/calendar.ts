/**
 * Calendar days of Việt Nam. Instants are UTC; every date, deadline and ledger day is a day in Asia/Ho_Chi_Minh
 * (decision 10), which is UTC+7 all year since 1975, so no time-zone table is needed.
 */

const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

/** The day (`YYYY-MM-DD`) on which an instant falls in Việt Nam. */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** The day `days` after `day` (before it, when negative). */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from one day to another; negative when the other is before it. */
export function daysBetween(day: string, other: string): number {
  return (Date.parse(`${other}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / DAY_MS;
}

/** Whether the text is a day that exists, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Where a day lies in a survey's window: a deadline includes its whole day (decisions 10 and 11). */
export function windowAt(
  survey: { opensOn: string; closesOn: string; acceptsUntil: string },
  day: string,
): 'before' | 'open' | 'accepting' | 'over' {
  if (day < survey.opensOn) return 'before';
  if (day <= survey.closesOn) return 'open';
  return day <= survey.acceptsUntil ? 'accepting' : 'over';
}
