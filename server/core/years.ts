/**
 * Two years of a province beside each other (domain §8): every unit against itself, or against what it was made of; who rose
 * and who fell; and the means, each with its name (domain §4: say which mean is shown). Pure, from frozen results alone.
 */
import type { Text } from '../../survey-forms/form.ts';
import type { UnitResult } from './campaign.ts';
import { type Decimal, decimalText, decimalTextOrNull, mean, parseDecimal, ZERO } from './decimal.ts';
import type { DecimalText } from './framework.ts';
import {
  type Change,
  type ChangedRules,
  change,
  changeOf,
  comparability,
  type NamedUnit,
  type Published,
  resultOf,
  type UnitChange,
} from './series.ts';
import { type ComparedCriterion, compareYears } from './side-by-side.ts';
import {
  byNewUnit,
  type EarlierValue,
  earlierValue,
  type MappedYears,
  type MappingRow,
  type NoEarlierValue,
  type Predecessor,
  successorsOf,
} from './unit-mapping.ts';
import { type NoSplit, type Split, unitSplit } from './year-change.ts';

/** What is known of the units of a province beside the results: how they became each other, and of which level they are. */
export interface UnitHistory {
  readonly rows: readonly MappingRow[];
  readonly kinds: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, Text>;
}

/** A predecessor, or a unit at which a mapping fails, with its name. */
export type NamedPredecessor = Predecessor & { readonly name: Text };

/** A unit of the later year. */
export interface UnitYear extends NamedUnit, Omit<UnitChange, 'unit' | 'areas'> {
  /** `computed`: the earlier index is a mean of its predecessors' that nobody awarded; `none`: there is none. */
  readonly basis: 'same' | 'computed' | 'none';
  readonly split: Split | null;
  readonly noSplit: NoSplit | null;
  /** Of a computed earlier index; else empty. */
  readonly from: readonly NamedPredecessor[];
  /** Why there is no earlier index; null where there is. */
  readonly why: (NoEarlierValue & { readonly name: Text }) | null;
}

/** A unit of the earlier year that the later one does not rate, and what it became. */
export interface GoneUnit extends NamedUnit {
  readonly index: DecimalText | null;
  readonly became: readonly NamedUnit[];
}

/**
 * A mean in both years. `all`: of all units that the year has with an index; `common`: of those that have one in both years;
 * `group`: of those of a ranking group of the later year that have one in both; `groups`: the mean of these group means.
 */
export interface MeanLine {
  readonly of: 'all' | 'common' | 'group' | 'groups';
  /** Of `group` only. */
  readonly group: string | null;
  readonly value: Change;
  /** Units behind each side; of `groups`, the groups. */
  readonly units: { readonly earlier: number; readonly later: number };
}

export interface Years {
  readonly changed: ChangedRules;
  /** In the order of the later ranking. */
  readonly units: readonly UnitYear[];
  readonly gone: readonly GoneUnit[];
  readonly means: readonly MeanLine[];
  /** Areas of both frameworks, means over the units of both years; empty where no unit is in both. */
  readonly areas: readonly ComparedCriterion[];
  /** Codes, the greatest change first; equal ones in the order of the ranking. */
  readonly risers: readonly string[];
  readonly fallers: readonly string[];
  /** As much as the year before. */
  readonly level: readonly string[];
}

export type YearsOutcome =
  | ({ readonly ok: true } & Years)
  | Extract<ReturnType<typeof comparability>, { ok: false }>;

/** @param earlier, later two published campaigns of a province, by their years */
export function compareAllYears(earlier: Published, later: Published, history: UnitHistory): YearsOutcome {
  const years = mappedYears(earlier, later, history);
  const values = new Map(
    later.result.units
      .filter(({ unit }) => !resultOf(earlier, unit))
      .map(({ unit }) => [unit, earlierValue(unit, years)]),
  );
  const bridged = [...values.values()].filter(({ ok }) => ok).length;
  const found = comparability(earlier, later, bridged);
  if (!found.ok) return found;
  const units = later.result.units.map((one) => unitYear(one, earlier, later, values.get(one.unit), history));
  const sideBySide = compareYears(earlier, later, null);
  return {
    ok: true,
    changed: found.changed,
    units,
    gone: found.goneUnits.map((one) => goneUnit(one, earlier, later, history)),
    means: meansOf(earlier, later),
    areas: sideBySide.ok ? sideBySide.areas : [],
    ...movesOf(units),
  };
}

function mappedYears(earlier: Published, later: Published, { rows, kinds }: UnitHistory): MappedYears {
  const rated = new Map(earlier.result.units.map(({ unit, index }) => [unit, index]));
  return {
    made: byNewUnit(rows),
    earlier: earlier.inputs.year,
    later: later.inputs.year,
    indexOf: (unit) => rated.get(unit),
    kindOf: (unit) => kinds.get(unit),
  };
}

function unitYear(
  unit: UnitResult,
  earlier: Published,
  later: Published,
  mapped: EarlierValue | undefined,
  { names }: UnitHistory,
): UnitYear {
  const own = { code: unit.unit, name: unit.name };
  const moved = changeOf(unit.unit, earlier, later);
  if (moved) {
    const { index, class: earned, rank, scale } = moved;
    const split = unitSplit(unit.unit, earlier, later);
    return { ...own, index, class: earned, rank, scale, ...split, basis: 'same', from: [], why: null };
  }
  const nameOf = (code: string) => names.get(code) ?? resultOf(earlier, code)?.name ?? { vi: code };
  const [index, from] = mapped?.ok ? [mapped.index, mapped.from] : [null, []];
  const why: NoEarlierValue = mapped && !mapped.ok ? mapped.why : { code: 'no-mapping', unit: unit.unit };
  return {
    ...own,
    basis: mapped?.ok ? 'computed' : 'none',
    index: change(index, unit.index),
    class: { earlier: null, later: unit.class },
    rank: { earlier: null, later: unit.rank, change: null },
    scale: { earlier: null, later: unit.scale },
    split: null,
    noSplit: null,
    from: from.map((one) => ({ ...one, name: nameOf(one.unit) })),
    why: mapped?.ok ? null : { ...why, name: nameOf(why.unit) },
  };
}

function goneUnit(
  { code, name }: NamedUnit,
  earlier: Published,
  later: Published,
  { rows, names }: UnitHistory,
): GoneUnit {
  const years = { earlier: earlier.inputs.year, later: later.inputs.year };
  const became = successorsOf(code, rows, years).map((one) => ({
    code: one,
    name: names.get(one) ?? resultOf(later, one)?.name ?? { vi: one },
  }));
  return { code, name, index: resultOf(earlier, code)?.index ?? null, became };
}

/**
 * As the printed reports list them: who rose, the most first, and who fell, the most first. Only units that were awarded an
 * index in both years: the change of a merged unit is from a mean that nobody awarded, and stands apart, as in the means.
 */
function movesOf(units: readonly UnitYear[]): Pick<Years, 'risers' | 'fallers' | 'level'> {
  const moved = units.flatMap(({ code, index, basis }) =>
    index.change === null || basis !== 'same' ? [] : [{ code, by: parseDecimal(index.change) }],
  );
  const most = (list: typeof moved) =>
    list.toSorted((a, b) => b.by.abs().compare(a.by.abs())).map(({ code }) => code);
  return {
    risers: most(moved.filter(({ by }) => by.gt(ZERO))),
    fallers: most(moved.filter(({ by }) => by.lt(ZERO))),
    level: moved.filter(({ by }) => by.equals(ZERO)).map(({ code }) => code),
  };
}

/** Values of one and the same list in both years; of a list that changed, each year its own. */
interface Sides {
  readonly earlier: readonly Decimal[];
  readonly later: readonly Decimal[];
}

function meansOf(earlier: Published, later: Published): MeanLine[] {
  const [before, after] = [indexesOf(earlier), indexesOf(later)];
  const pairs = later.result.units.flatMap(({ unit, group }) => {
    const [one, other] = [before.get(unit), after.get(unit)];
    return one && other ? [{ group, earlier: one, later: other }] : [];
  });
  const groups = [...new Set(pairs.flatMap(({ group }) => group ?? []))];
  const byGroup = groups.map((group) => ({
    group,
    sides: sidesOf(pairs.filter((pair) => pair.group === group)),
  }));
  return [
    meanLine('all', null, { earlier: [...before.values()], later: [...after.values()] }),
    ...(pairs.length > 0 ? [meanLine('common', null, sidesOf(pairs))] : []),
    ...(groups.length > 1
      ? [
          ...byGroup.map(({ group, sides }) => meanLine('group', group, sides)),
          meanLine('groups', null, {
            earlier: byGroup.flatMap(({ sides }) => mean(sides.earlier) ?? []),
            later: byGroup.flatMap(({ sides }) => mean(sides.later) ?? []),
          }),
        ]
      : []),
  ];
}

const indexesOf = ({ result }: Published): Map<string, Decimal> =>
  new Map(
    result.units.flatMap(({ unit, index }) => (index === null ? [] : [[unit, parseDecimal(index)] as const])),
  );

const sidesOf = (pairs: readonly { readonly earlier: Decimal; readonly later: Decimal }[]): Sides => ({
  earlier: pairs.map((pair) => pair.earlier),
  later: pairs.map((pair) => pair.later),
});

function meanLine(of: MeanLine['of'], group: string | null, { earlier, later }: Sides): MeanLine {
  const [one, other] = [mean(earlier), mean(later)];
  return {
    of,
    group,
    value: {
      earlier: decimalTextOrNull(one),
      later: decimalTextOrNull(other),
      change: one && other ? decimalText(other.sub(one)) : null,
    },
    units: { earlier: earlier.length, later: later.length },
  };
}
