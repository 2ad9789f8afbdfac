/**
 * Units that merged or split (domain §8): what a new unit is made of, by shares that add to 1, from a day on. A comparison
 * over years follows the mapping back, over several days where it must: the earlier value of a new unit is the share-weighted
 * mean of its predecessors' index. Where the mapping does not lead to one, it says why.
 */
import { type Decimal, decimalText, isDecimalText, ONE, parseDecimal, sum, ZERO } from './decimal.ts';
import type { DecimalText } from './framework.ts';

export interface MappingRow {
  readonly newUnit: string;
  readonly oldUnit: string;
  /** `YYYY-MM-DD`: the first day of the new unit. */
  readonly effectiveOn: string;
  /** Of the new unit, the part that came from the old one; above 0, at most 1. */
  readonly share: DecimalText;
  /** The resolution that says so. */
  readonly document: string;
}

export interface MappingFault {
  /** Place of the row in the list. */
  readonly row: number;
  readonly field: keyof MappingRow;
  readonly code:
    | 'mapping-unit-unknown'
    | 'mapping-same-unit'
    | 'mapping-date'
    | 'mapping-share-wrong'
    | 'mapping-document'
    | 'mapping-twice'
    | 'mapping-shares'
    | 'mapping-cyclic';
  readonly values: Readonly<Record<string, string>>;
}

/** Checks a whole mapping and names every place. Rules that look at several rows come after those of each row. */
export function checkMapping(rows: readonly MappingRow[], units: ReadonlySet<string>): MappingFault[] {
  const single = rows.flatMap((row, at) => [...rowFaults(row, at, units)]);
  return single.length > 0 ? single : [...twiceFaults(rows), ...shareFaults(rows), ...cycleFaults(rows)];
}

function* rowFaults(row: MappingRow, at: number, units: ReadonlySet<string>): Generator<MappingFault> {
  const faulty = (field: keyof MappingRow, code: MappingFault['code']): MappingFault => ({
    ...{ row: at, field, code },
    values: { value: row[field] },
  });
  for (const field of ['newUnit', 'oldUnit'] as const)
    if (!units.has(row[field])) yield faulty(field, 'mapping-unit-unknown');
  if (row.newUnit !== '' && row.newUnit === row.oldUnit) yield faulty('oldUnit', 'mapping-same-unit');
  if (!isDay(row.effectiveOn)) yield faulty('effectiveOn', 'mapping-date');
  if (!isShare(row.share)) yield faulty('share', 'mapping-share-wrong');
  if (row.document.trim() === '') yield faulty('document', 'mapping-document');
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function isShare(text: string): boolean {
  if (!isDecimalText(text) || text.length > 40) return false;
  const share = parseDecimal(text);
  return share.gt(ZERO) && share.lte(ONE);
}

/** Rows that make one new unit on one day. */
function groupsOf(rows: readonly MappingRow[]): { readonly at: number; readonly row: MappingRow }[][] {
  const groups = new Map<string, { at: number; row: MappingRow }[]>();
  for (const [at, row] of rows.entries()) {
    const key = `${row.newUnit} ${row.effectiveOn}`;
    const own = groups.get(key) ?? [];
    own.push({ at, row });
    groups.set(key, own);
  }
  return [...groups.values()];
}

function* twiceFaults(rows: readonly MappingRow[]): Generator<MappingFault> {
  for (const group of groupsOf(rows)) {
    const seen = new Set<string>();
    for (const { at, row } of group) {
      if (seen.has(row.oldUnit))
        yield { row: at, field: 'oldUnit', code: 'mapping-twice', values: { value: row.oldUnit } };
      seen.add(row.oldUnit);
    }
  }
}

function* shareFaults(rows: readonly MappingRow[]): Generator<MappingFault> {
  for (const group of groupsOf(rows)) {
    const total = sum(group.map(({ row }) => parseDecimal(row.share)));
    const [first] = group;
    if (first && !total.equals(ONE)) {
      const values = { unit: first.row.newUnit, day: first.row.effectiveOn, total: decimalText(total) };
      yield { row: first.at, field: 'share', code: 'mapping-shares', values };
    }
  }
}

/** A unit that is made of what it became itself, whatever the days: a code is one unit. One circle is named at a time. */
function* cycleFaults(rows: readonly MappingRow[]): Generator<MappingFault> {
  const made = withoutEnds(rows);
  const [start] = made.keys();
  if (start === undefined) return;
  const path: string[] = [];
  let unit = start;
  for (; !path.includes(unit); unit = made.get(unit)?.find((old) => made.has(old)) ?? start) path.push(unit);
  const circle = [...path.slice(path.indexOf(unit)), unit];
  const at = rows.findIndex(({ newUnit, oldUnit }) => newUnit === circle[0] && oldUnit === circle[1]);
  yield { row: at, field: 'oldUnit', code: 'mapping-cyclic', values: { path: circle.join(' ← ') } };
}

/** New units with what they are made of, less all those whose predecessors come to an end; what is left runs in circles. */
function withoutEnds(rows: readonly MappingRow[]): Map<string, string[]> {
  const made = new Map<string, string[]>();
  const became = new Map<string, string[]>();
  for (const { newUnit, oldUnit } of rows) {
    made.set(newUnit, [...(made.get(newUnit) ?? []), oldUnit]);
    became.set(oldUnit, [...(became.get(oldUnit) ?? []), newUnit]);
  }
  const ends = [...made.keys()].filter((unit) => !made.get(unit)?.some((old) => made.has(old)));
  for (let unit = ends.pop(); unit !== undefined; unit = ends.pop()) {
    made.delete(unit);
    for (const next of became.get(unit) ?? [])
      if (made.has(next) && !made.get(next)?.some((old) => made.has(old))) ends.push(next);
  }
  return made;
}

/** Why the mapping gives a new unit no earlier value. `unit`: the unit it fails at. */
export interface NoEarlierValue {
  readonly code:
    | 'no-mapping'
    | 'predecessor-not-rated'
    | 'predecessor-without-index'
    | 'other-level'
    | 'unknown-level';
  readonly unit: string;
}

export interface Predecessor {
  readonly unit: string;
  /** Of the new unit, over all steps; exact. */
  readonly share: DecimalText;
  readonly index: DecimalText;
}

export type EarlierValue =
  | { readonly ok: true; readonly index: DecimalText; readonly from: readonly Predecessor[] }
  | { readonly ok: false; readonly why: NoEarlierValue };

/** Two evaluated years, what the earlier one rated, and of which level units are. */
export interface MappedYears {
  /** Rows by new unit. */
  readonly made: ReadonlyMap<string, readonly MappingRow[]>;
  readonly earlier: number;
  readonly later: number;
  /** Index in the earlier campaign; null: rated, without an index; undefined: not rated. */
  readonly indexOf: (unit: string) => DecimalText | null | undefined;
  readonly kindOf: (unit: string) => string | undefined;
}

/** Rows by new unit, so that thousands of units are traced in one go. */
export function byNewUnit(rows: readonly MappingRow[]): Map<string, readonly MappingRow[]> {
  const made = new Map<string, MappingRow[]>();
  for (const row of rows) {
    const own = made.get(row.newUnit) ?? [];
    own.push(row);
    made.set(row.newUnit, own);
  }
  return made;
}

/** Its predecessors by what happened between the first day of the earlier year and the last of the later one. */
export function earlierValue(unit: string, years: MappedYears): EarlierValue {
  const found = traced(unit, ONE, `${years.later + 1}-01-01`, years, unit);
  if (!Array.isArray(found)) return { ok: false, why: found };
  const shares = new Map<string, Decimal>();
  for (const { unit: old, share } of found) shares.set(old, (shares.get(old) ?? ZERO).add(share));
  const from = [...shares].map(([old, share]) => ({ old, share, index: years.indexOf(old) ?? '0' }));
  const index = sum(from.map((one) => one.share.mul(parseDecimal(one.index))));
  return {
    ok: true,
    index: decimalText(index),
    from: from.map(({ old, share, index: own }) => ({ unit: old, share: decimalText(share), index: own })),
  };
}

interface Traced {
  readonly unit: string;
  readonly share: Decimal;
}

/** Units of the earlier campaign that a unit comes from, as it stood before a day; or where the way ends. */
function traced(
  unit: string,
  share: Decimal,
  before: string,
  years: MappedYears,
  origin: string,
): Traced[] | NoEarlierValue {
  const rows = latestBefore(years, unit, before);
  if (rows.length === 0) return { code: unit === origin ? 'no-mapping' : 'predecessor-not-rated', unit };
  const found: Traced[] = [];
  for (const row of rows) {
    const part = share.mul(parseDecimal(row.share));
    const rated = years.indexOf(row.oldUnit);
    const one =
      rated === undefined
        ? traced(row.oldUnit, part, row.effectiveOn, years, origin)
        : (unfit(row.oldUnit, rated, years, origin) ?? [{ unit: row.oldUnit, share: part }]);
    if (!Array.isArray(one)) return one;
    found.push(...one);
  }
  return found;
}

/** Rows that last made the unit; a predecessor was made on an earlier day than what it became part of. */
function latestBefore({ made, earlier }: MappedYears, unit: string, before: string): readonly MappingRow[] {
  const own = (made.get(unit) ?? []).filter(
    ({ effectiveOn }) => effectiveOn >= `${earlier}-01-01` && effectiveOn < before,
  );
  const latest = own.reduce((day, { effectiveOn }) => (effectiveOn > day ? effectiveOn : day), '');
  return own.filter(({ effectiveOn }) => effectiveOn === latest);
}

/** A district and a commune are scored on other work: a mean of both would mean nothing. */
function unfit(
  old: string,
  index: DecimalText | null,
  { kindOf }: MappedYears,
  origin: string,
): NoEarlierValue | null {
  const [level, own] = [kindOf(old), kindOf(origin)];
  if (level === undefined || own === undefined) return { code: 'unknown-level', unit: old };
  if (level !== own) return { code: 'other-level', unit: old };
  return index === null ? { code: 'predecessor-without-index', unit: old } : null;
}

/** New units that an old one became, in the years between; for what is not rated any more. */
export function successorsOf(
  unit: string,
  rows: readonly MappingRow[],
  { earlier, later }: Pick<MappedYears, 'earlier' | 'later'>,
): string[] {
  const within = rows.filter(
    ({ oldUnit, effectiveOn }) =>
      oldUnit === unit && effectiveOn >= `${earlier}-01-01` && effectiveOn < `${later + 1}-01-01`,
  );
  return [...new Set(within.map(({ newUnit }) => newUnit))];
}
