/**
 * The gate (decision 23): what rests on few answers does not leave the office, nor does what would give it away.
 *
 * The rule. A count, share or mean is shown when at least 5 answers stand behind it (inside) or 10 (public); with none
 * behind it, it is said to be empty; else it is withheld: hidden, zero and empty are three things (decision 9). With it
 * is withheld what would tell it by subtraction, so that of all that is shown
 *   (1) no hidden count can be computed, and each small one may, as far as can be seen, be anything from 0 to the
 *       smallest base;
 *   (2) hence no group of answers can be cut out by adding and subtracting whose number is 1 to 4 (9): a sum that holds
 *       a hidden small count is fixed, so it is at least as large as the largest value which that count may have.
 * Why a range down to 0 and up to the base: less would tell that somebody answered, or that they were few.
 *
 * One table with its totals is settled by `hideCounts`. Pages of one survey are many tables that share totals: narrowed
 * by unit and by group, channel, flag or a trait. To keep all of them safe together, for each item:
 *   a. Answers by token or sheet and those of walk-ins are two tables that share nothing; their sum is shown where both
 *      of its parts are shown or empty, so that it tells nothing new.
 *   b. Which units are shown is settled once, on the numbers by unit. Of a unit that is not, nothing is told at all; in
 *      every further table all such units together are one row. So the totals of rows are the same in all tables.
 *   c. Beside the unit there is one further narrowing at a time: units × groups, units × channels, units × flag, units ×
 *      trait, each settled as one table under these totals. Tables that share nothing but the totals of their rows tell
 *      nothing of each other: for any count in each of them that agrees with these totals there are answers that agree
 *      with all. So what is safe in each is safe in all.
 *   d. Two narrowings at a time are answered by group and channel, and only where no crossing of unit, group and channel
 *      is small: then nothing in these three tables is hidden. Any other two at a time are withheld.
 *   e. All of this is settled over every unit of the survey, whoever reads, so that two readers see the same of a unit.
 *      Who may see some units only is shown their sum where each of them is shown or empty.
 *   f. What everybody is told of a published result (`withhold-counts.ts`) is part of what these pages show staff.
 * A summary of several items is shown where each of them is shown or empty.
 *
 * How many answers a unit has is no secret inside (decision 22: arrivals); what they say is. In time, what is shown of a
 * running survey changes by at least 10 answers (decision 22).
 */
import { hideCounts } from './hide-cells.ts';

/** Fewest answers behind what is shown: to staff, and to everybody. */
export const SMALLEST_BASE = { inside: 5, public: 10 } as const;

export type Audience = keyof typeof SMALLEST_BASE;

/** What becomes of a figure: there is nothing behind it; too little; or enough. */
export type Standing = 'shown' | 'empty' | 'withheld';

/** Of a figure that shares its answers with nothing else that is shown. */
export function standingOf(base: number, audience: Audience): Standing {
  if (base === 0) return 'empty';
  return base < SMALLEST_BASE[audience] ? 'withheld' : 'shown';
}

/** A sum of parts, or a summary of items: withheld with any of them, for else it would tell of that one. */
export function together(parts: readonly Standing[]): Standing {
  if (parts.includes('withheld')) return 'withheld';
  return parts.includes('shown') ? 'shown' : 'empty';
}

/** A figure as it goes out: null with `withheld`, never 0. */
export function behindGate<Value>(
  value: Value,
  standing: Standing,
): { readonly value: Value | null; readonly withheld: boolean } {
  return standing === 'withheld' ? { value: null, withheld: true } : { value, withheld: false };
}

export interface TableStandings {
  readonly cells: readonly (readonly Standing[])[];
  readonly rows: readonly Standing[];
  readonly columns: readonly Standing[];
  readonly total: Standing;
}

/**
 * A table of counts that stands for itself, with the totals of rows and columns and the grand total.
 * @param cells rows of equal length
 * @param totals `known`: totals of rows and the grand total are shown elsewhere, each large enough or 0
 */
export function withholdTable(
  cells: readonly (readonly number[])[],
  audience: Audience,
  totals: 'open' | 'known' = 'open',
): TableStandings {
  const hidden = hideCounts(cells, SMALLEST_BASE[audience], totals);
  const standing = (count: number, isHidden: boolean | undefined): Standing =>
    isHidden ? 'withheld' : count === 0 ? 'empty' : 'shown';
  const columns = cells[0]?.map((_, j) => sumOf(cells.map((row) => row[j] ?? 0))) ?? [];
  return {
    cells: cells.map((row, i) => row.map((count, j) => standing(count, hidden.cells[i]?.[j]))),
    rows: cells.map((row, i) => standing(sumOf(row), hidden.rows[i])),
    columns: columns.map((count, j) => standing(count, hidden.columns[j])),
    total: standing(sumOf(columns), hidden.total),
  };
}

/** Counts in a line under their total: a table of one row, for which hiding one more is always enough. */
export function withholdList(
  counts: readonly number[],
  audience: Audience,
): { readonly counts: readonly Standing[]; readonly total: Standing } {
  const alone = counts.map((count) => standingOf(count, audience));
  const total = standingOf(sumOf(counts), audience);
  const hidden = counts.filter((_, at) => alone[at] === 'withheld');
  if (hidden.length === 0 || total === 'withheld' || sumOf(hidden) >= SMALLEST_BASE[audience])
    return { counts: alone, total };
  const next = Math.min(...counts.filter((_, at) => alone[at] === 'shown'));
  return { counts: alone.with(counts.indexOf(next), 'withheld'), total };
}

/** Answers to one item by unit and one further narrowing: a respondent group, a channel, a code of a trait. */
export interface NarrowedCount {
  readonly unit: string;
  readonly value: string;
  readonly base: number;
}

/** Null: all units, all values. */
export type NarrowedGate = (unit: string | null, value: string | null) => Standing;

/**
 * Units × one narrowing (b and c above). For a breakdown by a trait give every answer, also of those who left the trait
 * out, under a value of their own: then each cell and its complement are covered (decision 23).
 */
export function narrowedGate(counts: readonly NarrowedCount[], audience: Audience): NarrowedGate {
  const sums = sumsOf(counts);
  // In the order of their codes, so that whoever asks about the same answers sees the same hidden.
  const units = [...sums.keys()].sort();
  const values = [...new Set(counts.map(({ value }) => value))].sort();
  const list = withholdList(
    units.map((unit) => sumOf([...(sums.get(unit)?.values() ?? [])])),
    audience,
  );
  const own = new Map(units.map((unit, at) => [unit, list.counts[at] ?? 'empty']));
  const rows = units.filter((unit) => own.get(unit) !== 'withheld');
  const hidden = units.filter((unit) => own.get(unit) === 'withheld');
  const countAt = (some: readonly string[], value: string) =>
    some.reduce((all, unit) => all + (sums.get(unit)?.get(value) ?? 0), 0);
  const settled = lazily(() => {
    const table = [...rows.map((unit) => [unit]), ...(hidden.length > 0 ? [hidden] : [])];
    return withholdTable(
      table.map((some) => values.map((value) => countAt(some, value))),
      audience,
      'known',
    );
  });
  return (unit, value) => {
    if (list.total !== 'shown') return list.total;
    const row = unit === null ? 'shown' : (own.get(unit) ?? 'empty');
    if (value === null || row === 'empty') return row;
    const column = values.indexOf(value);
    const whole = settled().columns[column] ?? 'empty';
    if (unit === null || whole === 'empty') return whole;
    return row === 'withheld' ? row : (settled().cells[rows.indexOf(unit)]?.[column] ?? 'empty');
  };
}

function sumsOf(counts: readonly NarrowedCount[]): Map<string, Map<string, number>> {
  const sums = new Map<string, Map<string, number>>();
  for (const { unit, value, base } of counts) {
    const row = sums.get(unit) ?? new Map<string, number>();
    row.set(value, (row.get(value) ?? 0) + base);
    sums.set(unit, row);
  }
  return sums;
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** What a page of a survey is narrowed to; null: not narrowed. */
export interface Narrowing {
  readonly unit: string | null;
  readonly group: string | null;
  readonly channel: string | null;
  /** By token or sheet; walk-ins; or both. */
  readonly basis: 'counted' | 'open' | 'all';
  /** `without`: unflagged answers only. */
  readonly flagged: 'with' | 'without';
  /** The units that "all units" means to a reader who may not see every one; absent: every one. */
  readonly among?: readonly string[] | undefined;
}

/** Answers to one item in the finest cells of the counters (decision 4). */
export interface AnswerCount {
  readonly unit: string;
  readonly group: string;
  readonly channel: string;
  readonly basis: 'token' | 'sheet' | 'open';
  readonly flagged: boolean;
  readonly base: number;
}

/** How a page of the survey stands that is narrowed like this. */
export type AnswerGate = (narrowing: Narrowing) => Standing;

/** One item over all pages of its survey. @param counts all answers to it: the gate sees what a page leaves out */
export function answerGate(counts: readonly AnswerCount[], audience: Audience): AnswerGate {
  const counted = lazily(() =>
    partGate(
      counts.filter(({ basis }) => basis !== 'open'),
      audience,
    ),
  );
  const open = lazily(() =>
    partGate(
      counts.filter(({ basis }) => basis === 'open'),
      audience,
    ),
  );
  const gate: AnswerGate = (narrowing) => {
    if (narrowing.basis === 'counted') return counted()(narrowing);
    if (narrowing.basis === 'open') return open()(narrowing);
    return together([counted()(narrowing), open()(narrowing)]);
  };
  return (narrowing) =>
    narrowing.unit === null && narrowing.among
      ? together(narrowing.among.map((unit) => gate({ ...narrowing, unit })))
      : gate(narrowing);
}

/** Gates of many items over the same cells: items answered by equally many share one. @param cells in the order of the bases */
export function answerGates(
  cells: readonly Omit<AnswerCount, 'base'>[],
  audience: Audience,
): (bases: readonly number[]) => AnswerGate {
  const known = new Map<string, AnswerGate>();
  return (bases) => {
    const key = bases.join(' ');
    const gate =
      known.get(key) ??
      answerGate(
        cells.map((cell, at) => ({ ...cell, base: bases[at] ?? 0 })),
        audience,
      );
    known.set(key, gate);
    return gate;
  };
}

/** Answers of one basis. */
function partGate(counts: readonly AnswerCount[], audience: Audience): AnswerGate {
  const by = (valueOfCount: (count: AnswerCount) => string) =>
    lazily(() =>
      narrowedGate(
        counts.map((count) => ({ unit: count.unit, value: valueOfCount(count), base: count.base })),
        audience,
      ),
    );
  const gates = { group: by(groupOf), channel: by(channelOf), flag: by(flagOf) };
  const isCrossed = lazily(() => nothingSmall(counts, audience));
  return ({ unit, group, channel, flagged }) => {
    const own = unit === null ? counts : counts.filter((one) => one.unit === unit);
    const narrowings = [
      { gate: gates.group, of: groupOf, value: group },
      { gate: gates.channel, of: channelOf, value: channel },
      { gate: gates.flag, of: flagOf, value: flagged === 'without' ? UNFLAGGED : null },
    ].flatMap(({ gate, of, value }) => (value === null ? [] : [{ gate: gate(), of, value }]));
    if (narrowings.some(({ gate, value }) => gate(unit, value) === 'empty')) return 'empty';
    // What leaves nothing out is no narrowing: that the others are empty is shown.
    const real = narrowings.filter(
      ({ gate, of, value }) =>
        gate(unit, value) === 'withheld' || own.some((one) => one.base > 0 && of(one) !== value),
    );
    const [one, ...more] = real;
    if (!one) return gates.group()(unit, null);
    if (more.length === 0) return one.gate(unit, one.value);
    if (real.some(({ of }) => of === flagOf) || !isCrossed()) return 'withheld';
    return own.some((count) => count.base > 0 && count.group === group && count.channel === channel)
      ? 'shown'
      : 'empty';
  };
}

const UNFLAGGED = 'unflagged';
const groupOf = ({ group }: AnswerCount) => group;
const channelOf = ({ channel }: AnswerCount) => channel;
const flagOf = ({ flagged }: AnswerCount) => (flagged ? 'flagged' : UNFLAGGED);

/** True where no crossing of unit, group and channel is small (d above). */
function nothingSmall(counts: readonly AnswerCount[], audience: Audience): boolean {
  const sums = new Map<string, number>();
  for (const { unit, group, channel, base } of counts) {
    const key = JSON.stringify([unit, group, channel]);
    sums.set(key, (sums.get(key) ?? 0) + base);
  }
  return [...sums.values()].every((base) => standingOf(base, audience) !== 'withheld');
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
