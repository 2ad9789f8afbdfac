/**
 * What a unit lacks of each better class, and the criteria that could yield it. Pure and exact: from unrounded values,
 * as the class itself is (decision 7).
 *
 * The index moves by 100 ÷ scale with every point, whether bonus and deduction stand inside the points or behind the
 * scaling (decision 8), so that in both
 *   points to gain = (threshold − index) × scale ÷ 100.
 * Where bands cut the points themselves, it is threshold − points. Level by level, a point of a leaf counts times the
 * stretch of the nodes above it.
 */
import type { Text } from '../../survey-forms/form.ts';
import type { CampaignInputs, ClassCap, NodeScore, Subordinates, UnitResult } from './campaign.ts';
import { type Decimal, decimalText, HUNDRED, parseDecimal, ratio, ZERO } from './decimal.ts';
import type { Band, DecimalText } from './framework.ts';
import { leafWeights } from './leaf-weight.ts';

/** Points that stand open at one leaf, or that deductions took. */
export interface Recoverable {
  /** Code of the leaf; null for deductions. */
  readonly criterion: string | null;
  readonly name: Text | null;
  readonly kind: Exclude<NodeScore['kind'], 'group'> | 'deduction';
  /** Points the unit would gain at most, as they count towards its total. */
  readonly points: DecimalText;
}

/** Units below that hold the class down (domain §4). */
export interface HeldDown {
  readonly heldAt: Text;
  /** The class that the units below must reach, or better. */
  readonly reached: Text;
  readonly units: number;
  readonly reaching: number;
  /** How many more of them must reach it. */
  readonly missing: number;
}

/** A class above the one the figures earn. */
export interface BetterClass {
  readonly name: Text;
  readonly from: DecimalText;
  /** Points to gain; exact, above zero. */
  readonly points: DecimalText;
  /** The same in what the bands cut: percentage points of the index, or points. */
  readonly gap: DecimalText;
  /** The fewest criteria that could yield it, of those in `recoverable` from the first; null: all together do not. */
  readonly fewest: number | null;
  /** The units below hold the unit under this class, whatever it gains. */
  readonly held: boolean;
}

export interface NextClass {
  readonly bandsOn: 'index' | 'points';
  /** The class the figures earn, before a cap; null without an index. */
  readonly earned: Text | null;
  /** The nearest first; empty at the top, or without an index. */
  readonly better: readonly BetterClass[];
  /** What could still be gained, the most first; empty where the framework prints no maxima. */
  readonly recoverable: readonly Recoverable[];
  /** Codes of leaves that nobody has decided: then there is no index, and nothing can be said. */
  readonly blank: readonly string[];
  /** Present where units below hold, or would hold, the class down. */
  readonly heldDown: HeldDown | null;
}

/** @param unit a unit of the result that was computed from these inputs */
export function nextClass(inputs: CampaignInputs, unit: UnitResult): NextClass {
  const { bands, bandsOn } = inputs.framework;
  const earned = unit.uncappedClass ?? unit.class;
  const heldDown = heldDownBy(inputs, unit.unit);
  const recoverable = recoverableOf(inputs, unit);
  const above = earned === null ? [] : bands.slice(0, placeOf(bands, earned));
  return {
    bandsOn,
    earned,
    better: above.toReversed().map((band) => betterClass(band, inputs, unit, { recoverable, heldDown })),
    recoverable: recoverable.map(({ gain, ...one }) => ({ ...one, points: decimalText(gain) })),
    blank: unit.nodes.filter(({ state }) => state === 'blank').map(({ code }) => code),
    heldDown,
  };
}

const placeOf = (bands: readonly Band[], name: Text) =>
  Math.max(
    0,
    bands.findIndex((band) => band.name.vi === name.vi),
  );

type Gain = Omit<Recoverable, 'points'> & { readonly gain: Decimal };

interface Means {
  readonly recoverable: readonly Gain[];
  readonly heldDown: HeldDown | null;
}

function betterClass(band: Band, inputs: CampaignInputs, unit: UnitResult, means: Means): BetterClass {
  const { bands, bandsOn } = inputs.framework;
  const scale = unit.scale === null ? HUNDRED : parseDecimal(unit.scale);
  const needed =
    bandsOn === 'points'
      ? parseDecimal(band.from).sub(parseDecimal(unit.points ?? '0'))
      : parseDecimal(band.from)
          .sub(outside(inputs, unit))
          .mul(scale)
          .div(HUNDRED)
          .sub(parseDecimal(unit.points ?? '0'));
  const { heldDown } = means;
  return {
    name: band.name,
    from: band.from,
    points: decimalText(needed),
    gap: decimalText(bandsOn === 'points' ? needed : HUNDRED.mul(needed).div(scale)),
    fewest: fewestOf(means.recoverable, needed),
    held: heldDown !== null && bands.indexOf(band) < placeOf(bands, heldDown.heldAt),
  };
}

/** What moves the index after the division by the scale. */
function outside({ policies }: CampaignInputs, { bonus, deduction }: UnitResult): Decimal {
  return policies.adjustments === 'inside-the-points'
    ? ZERO
    : parseDecimal(bonus).sub(parseDecimal(deduction));
}

function fewestOf(recoverable: readonly Gain[], needed: Decimal): number | null {
  let gained = ZERO;
  for (const [position, { gain }] of recoverable.entries()) {
    gained = gained.add(gain);
    if (gained.gte(needed)) return position + 1;
  }
  return null;
}

/** Leaves with open points, and deductions; equal ones in the order of the framework. */
function recoverableOf(inputs: CampaignInputs, unit: UnitResult): Gain[] {
  const names = new Map(inputs.framework.criteria.map(({ code, name }) => [code, name]));
  const weightOf = leafWeights(inputs.policies.notApplicable, unit.nodes);
  const leaves = unit.nodes.flatMap((node): Gain[] => {
    const { code, kind, points, applicableMax } = node;
    if (kind === 'group' || points === null || applicableMax === null) return [];
    const gain = parseDecimal(applicableMax).sub(parseDecimal(points)).mul(weightOf(node));
    return gain.gt(ZERO) ? [{ criterion: code, name: names.get(code) ?? null, kind, gain }] : [];
  });
  const taken = deducted(inputs, unit);
  const all: Gain[] = taken.gt(ZERO)
    ? [...leaves, { criterion: null, name: null, kind: 'deduction', gain: taken }]
    : leaves;
  return all.toSorted((a, b) => b.gain.compare(a.gain));
}

/** Deductions in points: after scaling, one percentage point of the index is worth scale ÷ 100. */
function deducted({ policies, framework }: CampaignInputs, { deduction, scale }: UnitResult): Decimal {
  const points = parseDecimal(deduction);
  if (policies.adjustments === 'inside-the-points') return points;
  // Behind the scaling they do not touch the points, which these bands cut.
  if (framework.bandsOn === 'points' || scale === null) return ZERO;
  return points.mul(parseDecimal(scale)).div(HUNDRED);
}

function heldDownBy(
  { policies: { classCap }, framework: { bands }, subordinates = [] }: CampaignInputs,
  unit: string,
): HeldDown | null {
  const own = subordinates.find((one) => one.unit === unit);
  const named = (name: string) => bands.find((band) => band.name.vi === name)?.name;
  const [heldAt, reached] = [named(classCap?.heldAt ?? ''), named(classCap?.reached ?? '')];
  if (!classCap || !own || !heldAt || !reached) return null;
  const missing = missingBelow(own, classCap);
  return missing === 0 ? null : { heldAt, reached, units: own.units, reaching: own.reaching, missing };
}

/** How many more units below must reach the class until their share is enough; a share of exactly that is. */
function missingBelow({ units, reaching }: Subordinates, { least }: ClassCap): number {
  for (let more = 0; reaching + more <= units; more += 1)
    if (ratio(reaching + more, units).gte(parseDecimal(least))) return more;
  return units - reaching;
}
