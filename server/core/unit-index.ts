/**
 * Points, standard scale and index of one unit (domain §4):
 *   points earned = tree + bonus − deduction (inside the points, decision 8), index = 100 × points ÷ scale.
 * Under `after-scaling` the adjustments move the index instead, and the points stay what the tree earned. The index has
 * no ceiling at 100 and no floor at 0: cutting it would tie units that are not equal.
 */
import type { Adjustment, Policies } from './campaign.ts';
import { type Decimal, HUNDRED, parseDecimal, sum, ZERO } from './decimal.ts';
import type { DecimalText, Framework } from './framework.ts';
import type { ScoredTree } from './score-tree.ts';
import { Uncomputable } from './uncomputable.ts';

export interface AdjustmentTotals {
  readonly bonus: Decimal;
  readonly deduction: Decimal;
}

/** What one unit is given and taken outside the tree, each held at the cap of the framework, where there is one. */
export function adjustmentTotals(
  adjustments: readonly Adjustment[],
  framework: Pick<Framework, 'bonusCap' | 'deductionCap'>,
): AdjustmentTotals {
  return {
    bonus: capped('bonus', adjustments, framework.bonusCap),
    deduction: capped('deduction', adjustments, framework.deductionCap),
  };
}

function capped(
  kind: Adjustment['kind'],
  adjustments: readonly Adjustment[],
  cap: DecimalText | undefined,
): Decimal {
  const own = adjustments.filter((adjustment) => adjustment.kind === kind);
  const total = sum(own.map(adjustmentPoints));
  const limit = cap === undefined ? total : parseDecimal(cap);
  return total.gt(limit) ? limit : total;
}

function adjustmentPoints({ unit, kind, points }: Adjustment): Decimal {
  const value = parseDecimal(points);
  if (value.lt(ZERO)) throw new Uncomputable(`a ${kind} of ${points} points`, { unit });
  return value;
}

export interface UnitIndex {
  readonly points: Decimal | null;
  readonly scale: Decimal | null;
  /** In percent, exact. Null while a leaf is blank, when nothing applies, or without a scale. */
  readonly index: Decimal | null;
}

/** `givenScale`: the standard scale as the campaign gives it for this unit (decision 3); null: from the tree. */
export function unitIndex(
  tree: Pick<ScoredTree, 'points' | 'applicableMax'>,
  givenScale: Decimal | null,
  { bonus, deduction }: AdjustmentTotals,
  policies: Pick<Policies, 'adjustments' | 'indexCeiling'>,
): UnitIndex {
  const scale = givenScale ?? tree.applicableMax;
  const adjustment = bonus.sub(deduction);
  const inside = policies.adjustments === 'inside-the-points';
  const points = tree.points && (inside ? tree.points.add(adjustment) : tree.points);
  if (points === null || scale === null || scale.lte(ZERO)) return { points, scale, index: null };
  const share = HUNDRED.mul(points).div(scale);
  const index = inside ? share : share.add(adjustment);
  const cut = policies.indexCeiling === 'at-100' && index.gt(HUNDRED);
  return { points, scale, index: cut ? HUNDRED : index };
}
