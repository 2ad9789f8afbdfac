/**
 * What a unit would have with other points at some of its leaves: a frozen result is computed once more for this unit alone,
 * by the same chain, and ranked among the others as they stand. Pure; nothing is stored, nothing published changes.
 */
import type { CampaignInputs, GivenScore, UnitResult } from './campaign.ts';
import { computeResult } from './compute-result.ts';
import { decimalText, isDecimalText, parseDecimal, ZERO } from './decimal.ts';
import type { Criterion, DecimalText } from './framework.ts';
import { type NextClass, nextClass } from './next-class.ts';
import { type RankEntry, rankUnits } from './rank.ts';
import { type Published, resultOf } from './series.ts';

export interface Trial {
  readonly criterion: string;
  readonly points: DecimalText;
}

export interface TrialFault {
  /** Place in the list of trials. */
  readonly at: number;
  readonly field: 'criterion' | 'points';
  readonly code:
    | 'trial-unknown-criterion'
    | 'trial-not-a-leaf'
    | 'trial-not-applicable'
    | 'trial-twice'
    | 'trial-not-a-number'
    | 'trial-negative'
    | 'trial-above-max';
  readonly criterion: string;
  /** The maximum that was passed. */
  readonly max?: DecimalText | undefined;
}

export type StandingFigures = Pick<UnitResult, 'points' | 'scale' | 'index' | 'class' | 'rank'> & {
  readonly uncappedClass: UnitResult['class'];
};

export interface WhatIf {
  readonly before: StandingFigures;
  readonly after: StandingFigures;
  /** Points the unit would have more, negative where fewer; null without an index in one of both. */
  readonly gained: DecimalText | null;
  /** Units ranked in the same list. */
  readonly of: number;
  /** What it would still lack of the next class, and where that could come from. */
  readonly next: NextClass;
}

export type WhatIfOutcome =
  | ({ readonly ok: true } & WhatIf)
  | { readonly ok: false; readonly faults: readonly TrialFault[] };

/**
 * @param published a frozen result, whole
 * @param trials points for leaves of the unit; a leaf that is not named keeps what it has
 * @returns null where the campaign does not rate the unit
 */
export function whatIf(published: Published, unit: string, trials: readonly Trial[]): WhatIfOutcome | null {
  const own = resultOf(published, unit);
  if (!own) return null;
  const faults = trials.flatMap((trial, at) => trialFault(trial, at, trials, published.inputs, own) ?? []);
  if (faults.length > 0) return { ok: false, faults };
  const tried = recomputed(published.inputs, unit, trials);
  const { rank, of } = rankAmong(published, tried);
  const known = own.points !== null && tried.points !== null;
  return {
    ok: true,
    before: figuresOf(own, own.rank),
    after: figuresOf(tried, rank),
    gained: known
      ? decimalText(parseDecimal(tried.points ?? '0').sub(parseDecimal(own.points ?? '0')))
      : null,
    of,
    next: nextClass(published.inputs, tried),
  };
}

function figuresOf(
  { points, scale, index, class: earned, uncappedClass }: UnitResult,
  rank: number | null,
): StandingFigures {
  return { points, scale, index, class: earned, rank, uncappedClass: uncappedClass ?? null };
}

function trialFault(
  { criterion, points }: Trial,
  at: number,
  trials: readonly Trial[],
  { framework }: CampaignInputs,
  own: UnitResult,
): TrialFault | null {
  const found = framework.criteria.find(({ code }) => code === criterion);
  const node = own.nodes.find(({ code }) => code === criterion);
  const faulty = (field: TrialFault['field'], code: TrialFault['code'], more = {}): TrialFault => ({
    ...{ at, field, code, criterion },
    ...more,
  });
  if (!found) return faulty('criterion', 'trial-unknown-criterion');
  if (found.kind === 'group') return faulty('criterion', 'trial-not-a-leaf');
  if (node?.state === 'not-assessed') return faulty('criterion', 'trial-not-applicable');
  if (trials.findIndex((one) => one.criterion === criterion) !== at)
    return faulty('criterion', 'trial-twice');
  const wrong = wrongPoints(points, found);
  return wrong && faulty('points', wrong, wrong === 'trial-above-max' ? { max: found.max } : {});
}

/** Text of the request is not read as a number beyond what any score has. */
const LONGEST_POINTS = 40;

function wrongPoints(points: string, { max }: Criterion): TrialFault['code'] | null {
  if (!isDecimalText(points) || points.length > LONGEST_POINTS) return 'trial-not-a-number';
  const value = parseDecimal(points);
  if (value.lt(ZERO)) return 'trial-negative';
  return max !== null && value.gt(parseDecimal(max)) ? 'trial-above-max' : null;
}

/** The unit alone, with trial points in the place of whatever gave these leaves theirs: a hand, a rule or answers. */
function recomputed(inputs: CampaignInputs, unit: string, trials: readonly Trial[]): UnitResult {
  const of = <T extends { readonly unit: string }>(list: readonly T[]) =>
    list.filter((one) => one.unit === unit);
  const tried = new Set(trials.map(({ criterion }) => criterion));
  const given: GivenScore[] = trials.map(({ criterion, points }) => ({
    ...{ unit, criterion, points },
    state: 'scored',
    withheld: 'counts',
  }));
  const { withheld } = inputs;
  const kept = of(withheld?.scores ?? []).filter(({ criterion }) => !tried.has(criterion));
  const { units } = computeResult({
    ...inputs,
    units: inputs.units.filter(({ code }) => code === unit),
    scores: of(inputs.scores),
    adjustments: of(inputs.adjustments),
    withheld: { base: 0, tallies: [], ...withheld, scores: [...kept, ...given] },
  });
  const [result] = units;
  if (!result) throw new Error(`nothing was computed for ${unit}`);
  return result;
}

/** Its rank among the others as they were frozen. */
function rankAmong({ inputs, result }: Published, tried: UnitResult): { rank: number | null; of: number } {
  const { bands } = inputs.framework;
  const entry = (unit: UnitResult): RankEntry => ({
    unit: unit.unit,
    group: unit.group,
    index: unit.index === null || unit.unranked !== undefined ? null : parseDecimal(unit.index),
    appraisalTotal: parseDecimal(unit.appraised ?? '0')
      .add(parseDecimal(unit.bonus))
      .sub(parseDecimal(unit.deduction)),
    classPlace: unit.class ? bands.findIndex(({ name }) => name.vi === unit.class?.vi) : bands.length,
  });
  const list = result.units
    .map((one) => (one.unit === tried.unit ? tried : one))
    .filter((one) => inputs.policies.ranking !== 'groups' || one.group === tried.group);
  const ranked = rankUnits(list.map(entry), inputs.policies);
  const own = ranked.find(({ unit }) => unit === tried.unit);
  return {
    rank: own?.rank ?? null,
    of: ranked.filter(({ rank }) => rank !== null).length,
  };
}
