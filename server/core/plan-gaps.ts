/** The gaps of a result as the beginning of a plan, and what the next result made of its targets. Pure. */
import type { Text } from '../../survey-forms/form.ts';
import { decimalText, parseDecimal } from './decimal.ts';
import type { DecimalText } from './framework.ts';
import { nextClass } from './next-class.ts';
import type { PlanTask } from './plan.ts';
import { matchedCriteria, nodeOf, type Published, resultOf, seriesOf } from './series.ts';

/** A leaf below what applies to the unit. */
export interface PlanGap {
  readonly criterion: string;
  readonly name: Text;
  readonly points: DecimalText;
  readonly max: DecimalText;
  /** What the unit would gain at most, as it counts towards its total. */
  readonly gain: DecimalText;
  /** The agency that the framework names for it; null: none. */
  readonly agency: Text | null;
}

/** The biggest recoverable points first; empty where the result does not rate the unit or prints no maxima. */
export function planGaps(published: Published, unit: string): PlanGap[] {
  const own = resultOf(published, unit);
  if (!own) return [];
  const criteria = new Map(published.inputs.framework.criteria.map((one) => [one.code, one]));
  return nextClass(published.inputs, own).recoverable.flatMap(({ criterion, name, points: gain }) => {
    const node = criterion === null ? undefined : nodeOf(own, criterion);
    if (criterion === null || name === null || !node?.points || !node.applicableMax) return [];
    const agency = criteria.get(criterion)?.agency ?? null;
    return [{ criterion, name, points: node.points, max: node.applicableMax, gain, agency }];
  });
}

/** A target and what the result of the plan's year gave for it. */
export interface TargetOutcome {
  readonly target: DecimalText;
  /** Null: blank, not assessed, or not to be compared. */
  readonly points: DecimalText | null;
  /** result − target. */
  readonly difference: DecimalText | null;
  /**
   * `no-match`: the framework of that year has no such criterion · `other-max`: it weighs other points there, so points
   * say nothing · `no-points`: blank or not assessed.
   */
  readonly reason: 'no-match' | 'other-max' | 'no-points' | null;
}

/** The published result that shows what came of a plan: that of its year, in the series of the one it started from. */
export function outcomeOf<T extends Published>(
  all: readonly T[],
  plan: { readonly fromCampaign: string | null; readonly year: number; readonly unit: string },
): T | null {
  if (plan.fromCampaign === null) return null;
  const chain = seriesOf(all).find((one) => one.some(({ inputs }) => inputs.id === plan.fromCampaign)) ?? [];
  const found = chain.find(
    (one) => one.inputs.year === plan.year && one.inputs.id !== plan.fromCampaign && resultOf(one, plan.unit),
  );
  return found ?? null;
}

/** Per task, in the order of the plan; null where a task has no target points. */
export function targetOutcomes(
  tasks: readonly Pick<PlanTask, 'criterion' | 'targetPoints'>[],
  unit: string,
  { from, to }: { readonly from: Published; readonly to: Published },
): (TargetOutcome | null)[] {
  const pairs = new Map(
    matchedCriteria(from.inputs.framework, to.inputs.framework).map((pair) => [pair.before.code, pair]),
  );
  const own = resultOf(to, unit);
  return tasks.map(({ criterion, targetPoints: target }) => {
    if (target === null) return null;
    const none = (reason: TargetOutcome['reason']) => ({ target, points: null, difference: null, reason });
    const pair = pairs.get(criterion);
    if (!pair || !own) return none('no-match');
    if (pair.before.max !== pair.after.max) return none('other-max');
    const points = nodeOf(own, pair.after.code)?.points ?? null;
    if (points === null) return none('no-points');
    const difference = decimalText(parseDecimal(points).sub(parseDecimal(target)));
    return { target, points, difference, reason: null };
  });
}
