/** From the ledger of arrivals to days and units. What came too late was not taken, and is not among the received. */
import type { Text } from '../../survey-forms/form.ts';
import type { Arrivals, ArrivalsByDay } from './api.ts';

/** What came on a day, by what right: with a slip, on paper, or as a walk-in, online or at a counter device. */
export type DayArrivals = ArrivalsByDay['days'][number];

export interface UnitArrivals extends Counts {
  /** Empty for a form that rates many units. */
  readonly unit: string;
  readonly name: Text | null;
}

interface Counts {
  readonly token: number;
  readonly sheet: number;
  readonly walkIn: number;
  /** token + sheet + walkIn. */
  readonly received: number;
  /** Arrived after the last day: refused, and only counted (decision 11). */
  readonly late: number;
}

type Row = Arrivals['days'][number];

const DAY_MS = 86_400_000;

const nextDay = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

function sumOf(rows: readonly Row[]): Counts {
  const sum = (field: 'used' | 'open' | 'sheet' | 'late') =>
    rows.reduce((total, row) => total + row[field], 0);
  const [token, sheet, walkIn] = [sum('used'), sum('sheet'), sum('open')];
  return { token, sheet, walkIn, received: token + sheet + walkIn, late: sum('late') };
}

/** Received on a day. What came too late was not taken. */
export const totalOf = ({ slips, sheets, open, kiosk }: DayArrivals) => slips + sheets + open + kiosk;

/** Every day from the first to the last on which something came; days between them stand with zeros. */
export function everyDay(rows: readonly DayArrivals[]): DayArrivals[] {
  const came = rows.filter((row) => totalOf(row) + row.late > 0);
  const byDay = new Map(came.map((row) => [row.day, row]));
  const days = [...byDay.keys()].sort();
  const last = days.at(-1) ?? '';
  const found: DayArrivals[] = [];
  for (let day = days[0] ?? ''; day !== '' && day <= last; day = nextDay(day))
    found.push(byDay.get(day) ?? { day, slips: 0, sheets: 0, open: 0, kiosk: 0, late: 0 });
  return found;
}

/** Every unit the reader may see, most received first; units without any are there with zeros. */
export function arrivalsByUnit({ days, units }: Pick<Arrivals, 'days' | 'units'>): UnitArrivals[] {
  const known = units.map(({ code, name }) => ({
    unit: code,
    name: name as Text | null,
    ...sumOf(days.filter((row) => row.unit === code)),
  }));
  const whole = sumOf(days.filter((row) => row.unit === ''));
  const all = whole.received + whole.late > 0 ? [...known, { unit: '', name: null, ...whole }] : known;
  return all.sort((a, b) => b.received - a.received || a.unit.localeCompare(b.unit));
}

/** The day on which most were received; null where none came, or no day stands out: there is but one, or several are alike. */
export function busiestDay(days: readonly DayArrivals[]): DayArrivals | null {
  const most = Math.max(0, ...days.map(totalOf));
  const [busiest, second] = days.filter((day) => totalOf(day) === most);
  return busiest === undefined || second !== undefined || days.length === 1 ? null : busiest;
}
