/**
 * Two sides of published results held against each other: two years, two units, two groups. Pure. A side of several units
 * shows their means and says of how many; what cannot be compared says why.
 */
import type { Text } from '../../survey-forms/form.ts';
import type { NodeScore, UnitResult } from './campaign.ts';
import { type Decimal, decimalText, decimalTextOrNull, HUNDRED, mean, parseDecimal } from './decimal.ts';
import type { DecimalText } from './framework.ts';
import {
  type ChangedRules,
  changeOf,
  comparability,
  matchedCriteria,
  type NamedUnit,
  type NotComparable,
  nodeOf,
  type Published,
  resultOf,
  shareOf,
  type UnitChange,
} from './series.ts';

/** `other-grouping`: groups that were not made by the same trait, such as wards beside units rated Tốt. */
export type NoComparison = NotComparable | 'same-unit' | 'same-group' | 'other-grouping';

/** Means over the units of a side that have a value; of one unit, its own. */
export interface SideFigure {
  readonly points: DecimalText | null;
  /** The maximum that applies. */
  readonly max: DecimalText | null;
  /** Percent of the maximum. */
  readonly share: DecimalText | null;
  /** Units with points. */
  readonly units: number;
}

/** An area or leaf on both sides. */
export interface ComparedCriterion {
  readonly leftCode: string;
  readonly rightCode: string;
  readonly name: Text;
  readonly kind: NodeScore['kind'];
  readonly left: SideFigure;
  readonly right: SideFigure;
  /** Right − left, in percentage points of the maximum; null where one is missing. */
  readonly difference: DecimalText | null;
  /**
   * What the difference is worth in points, by the maximum of the right side; where no maxima are printed, the
   * difference of the points themselves. Rows are sorted by it.
   */
  readonly worth: DecimalText | null;
  /** The maximum is another one on each side. */
  readonly otherMax: boolean;
}

export interface ComparedIndex {
  readonly left: DecimalText | null;
  readonly right: DecimalText | null;
  readonly difference: DecimalText | null;
}

export interface SideBySide {
  readonly index: ComparedIndex;
  /** Units behind each side. */
  readonly units: { readonly left: number; readonly right: number };
  /** The biggest difference first; those without one last, in the order of the framework. */
  readonly areas: readonly ComparedCriterion[];
  readonly criteria: readonly ComparedCriterion[];
}

interface Side {
  readonly published: Published;
  readonly units: readonly UnitResult[];
}

/** Areas and leaves of both sides; of two campaigns, those that stand in both frameworks. */
function sideBySide(left: Side, right: Side): SideBySide {
  const rows = pairsOf(left, right).map(({ before, after }) => ({
    row: comparedCriterion(left, right, before.code, after),
    area: before.parent === null && after.parent === null,
  }));
  const biggestFirst = (list: typeof rows) =>
    list.map(({ row }) => row).sort((a, b) => magnitude(b).compare(magnitude(a)));
  return {
    index: compared(meanOf(left.units, indexOf), meanOf(right.units, indexOf)),
    units: { left: left.units.length, right: right.units.length },
    areas: biggestFirst(rows.filter(({ area }) => area)),
    criteria: biggestFirst(rows.filter(({ row }) => row.kind !== 'group')),
  };
}

function pairsOf(left: Side, right: Side) {
  const [one, other] = [left.published.inputs.framework, right.published.inputs.framework];
  return one === other
    ? one.criteria.map((criterion) => ({ before: criterion, after: criterion }))
    : matchedCriteria(one, other);
}

/** What has no difference to speak of stands behind what differs by nothing. */
const magnitude = ({ worth }: ComparedCriterion): Decimal =>
  worth === null ? parseDecimal('-1') : parseDecimal(worth).abs();

const indexOf = ({ index }: UnitResult): DecimalText | null => index;

function comparedCriterion(
  left: Side,
  right: Side,
  leftCode: string,
  { code, name, kind }: { code: string; name: Text; kind: NodeScore['kind'] },
): ComparedCriterion {
  const [one, other] = [figureOf(left.units, leftCode), figureOf(right.units, code)];
  const difference = minus(other.share, one.share);
  return {
    leftCode,
    rightCode: code,
    name,
    kind,
    left: one,
    right: other,
    difference,
    worth: worthOf(difference, one, other),
    otherMax: one.max !== other.max,
  };
}

function worthOf(difference: DecimalText | null, left: SideFigure, right: SideFigure): DecimalText | null {
  if (difference !== null && right.max !== null)
    return decimalText(parseDecimal(difference).mul(parseDecimal(right.max)).div(HUNDRED));
  return left.max === null && right.max === null ? minus(right.points, left.points) : null;
}

function figureOf(units: readonly UnitResult[], code: string): SideFigure {
  const nodes = units.flatMap((unit) => nodeOf(unit, code) ?? []).filter(({ points }) => points !== null);
  return {
    points: meanOf(nodes, ({ points }) => points),
    max: meanOf(nodes, ({ applicableMax }) => applicableMax),
    share: meanOf(nodes, shareOf),
    units: nodes.length,
  };
}

function meanOf<T>(list: readonly T[], figure: (one: T) => DecimalText | null): DecimalText | null {
  const values = list.map(figure).filter((text) => text !== null);
  return decimalTextOrNull(mean(values.map(parseDecimal)));
}

const compared = (left: DecimalText | null, right: DecimalText | null): ComparedIndex => ({
  left,
  right,
  difference: minus(right, left),
});

function minus(a: DecimalText | null, b: DecimalText | null): DecimalText | null {
  return a === null || b === null ? null : decimalText(parseDecimal(a).sub(parseDecimal(b)));
}

export type Outcome<T> =
  | { readonly ok: false; readonly reason: NoComparison }
  | ({ readonly ok: true } & SideBySide & T);

export interface TwoYears {
  readonly changed: ChangedRules;
  readonly newUnits: readonly NamedUnit[];
  readonly goneUnits: readonly NamedUnit[];
  /** Every unit of both years, the biggest change of the index first; of one unit, itself. */
  readonly changes: readonly (UnitChange & NamedUnit)[];
}

/**
 * Two years of the units they have in common, or of one of them.
 * @param unit rated in both; null: all that are
 */
export function compareYears(earlier: Published, later: Published, unit: string | null): Outcome<TwoYears> {
  const found = comparability(earlier, later);
  if (!found.ok) return found;
  const common = later.result.units.filter(
    (one) => resultOf(earlier, one.unit) && (unit === null || one.unit === unit),
  );
  if (common.length === 0) return { ok: false, reason: 'no-common-unit' };
  const before = common.flatMap((one) => resultOf(earlier, one.unit) ?? []);
  const changes = common.flatMap((one) => {
    const change = changeOf(one.unit, earlier, later);
    return change ? [{ code: one.unit, name: one.name, ...change }] : [];
  });
  return {
    ...found,
    ...sideBySide({ published: earlier, units: before }, { published: later, units: common }),
    changes: changes.sort((a, b) => sizeOf(b).compare(sizeOf(a))),
  };
}

const sizeOf = ({ index }: UnitChange): Decimal =>
  index.change === null ? parseDecimal('-1') : parseDecimal(index.change).abs();

/** Two units of one campaign; both must be rated in it. */
export function compareUnits(published: Published, left: string, right: string): Outcome<object> {
  if (left === right) return { ok: false, reason: 'same-unit' };
  const side = (code: string): Side => ({
    published,
    units: published.result.units.filter(({ unit }) => unit === code),
  });
  return { ok: true, ...sideBySide(side(left), side(right)) };
}

/** Units that share a trait: the group they are ranked in, the kind of unit, or the class they reached. */
export interface UnitGroup {
  /** `ranking:full`, `kind:ward`, `class:Tốt` */
  readonly key: string;
  readonly by: 'ranking' | 'kind' | 'class';
  readonly value: string;
  readonly name: Text | null;
  readonly units: readonly string[];
}

/**
 * The groups a campaign's units fall into. A trait that all share makes none.
 * @param kinds kind of each unit, as the list of units has it
 */
export function groupsOf({ result }: Published, kinds: ReadonlyMap<string, string>): UnitGroup[] {
  const traits: Record<UnitGroup['by'], (unit: UnitResult) => string | null> = {
    ranking: ({ group }) => group,
    kind: ({ unit }) => kinds.get(unit) ?? null,
    class: (unit) => unit.class?.vi ?? null,
  };
  return (Object.keys(traits) as UnitGroup['by'][]).flatMap((by) => {
    const values = [...new Set(result.units.flatMap((unit) => traits[by](unit) ?? []))];
    if (values.length < 2) return [];
    return values.map((value) => ({
      key: `${by}:${value}`,
      by,
      value,
      name: by === 'class' ? (result.classes.find(({ name }) => name.vi === value)?.name ?? null) : null,
      units: result.units.filter((unit) => traits[by](unit) === value).map(({ unit }) => unit),
    }));
  });
}

/** Two groups of one campaign, made by the same trait, each as the mean of its units. */
export function compareGroups(published: Published, left: UnitGroup, right: UnitGroup): Outcome<object> {
  if (left.key === right.key) return { ok: false, reason: 'same-group' };
  if (left.by !== right.by) return { ok: false, reason: 'other-grouping' };
  const side = ({ units }: UnitGroup): Side => ({
    published,
    units: published.result.units.filter(({ unit }) => units.includes(unit)),
  });
  return { ok: true, ...sideBySide(side(left), side(right)) };
}
