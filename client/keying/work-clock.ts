/** The time a clerk was at work, pauses left out. Instants are milliseconds of a clock that never jumps. Pure. */

export interface WorkClock {
  /** When a key was last pressed; null: nothing runs. */
  readonly lastAt: number | null;
  /** Milliseconds at work on the sheet at hand, from the last one saved. */
  readonly sheet: number;
  /** Milliseconds at work since the screen was opened, in finished sheets. */
  readonly total: number;
  /** Sheets finished in that time. */
  readonly sheets: number;
}

export const STOPPED: WorkClock = { lastAt: null, sheet: 0, total: 0, sheets: 0 };

/** Who is silent for longer has taken a pause without saying so: no more than this counts. */
const LONGEST_SILENCE = 120_000;

/** A key was pressed. */
export function ticked(clock: WorkClock, at: number): WorkClock {
  const silent = clock.lastAt === null ? 0 : Math.max(0, at - clock.lastAt);
  return { ...clock, lastAt: at, sheet: clock.sheet + Math.min(silent, LONGEST_SILENCE) };
}

/** A sheet was finished. */
export const sheetDone = (clock: WorkClock): WorkClock => ({
  ...clock,
  sheet: 0,
  total: clock.total + clock.sheet,
  sheets: clock.sheets + 1,
});

/** Whole sheets an hour; null before the first. */
export function sheetsAnHour({ total, sheets }: WorkClock): number | null {
  return sheets === 0 || total === 0 ? null : Math.round((sheets * 3_600_000) / total);
}
