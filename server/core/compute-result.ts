/**
 * The whole chain, from what was scored and counted to the ranking: tallies → survey scores → tree → points, scale and
 * index → class → rank. Pure: the same inputs give the same result anywhere, which is what publication promises.
 * Values are exact fractions on the way and decimal text in the result (decision 7).
 */

import { applyRule } from './apply-rule.ts';
import type {
  Adjustment,
  CampaignInputs,
  CampaignResult,
  CampaignUnit,
  GivenScore,
  NodeScore,
  Score,
  SurveyTally,
  UnitResult,
} from './campaign.ts';
import { capClass } from './cap-class.ts';
import { classify } from './classify.ts';
import { type Decimal, decimalText, decimalTextOrNull, mean, parseDecimal, ZERO } from './decimal.ts';
import type { Band, Criterion } from './framework.ts';
import { type RankEntry, rankUnits } from './rank.ts';
import { isComputed, type RuleInputs } from './rule.ts';
import {
  type LeafScore,
  planTree,
  type ScoredTree,
  scoreTree,
  type TreeNode,
  type TreePlan,
} from './score-tree.ts';
import { isFed, surveyScore } from './survey-score.ts';
import { Uncomputable } from './uncomputable.ts';
import { type AdjustmentTotals, adjustmentTotals, type UnitIndex, unitIndex } from './unit-index.ts';

/** What belongs to one unit. */
interface UnitInputs {
  readonly unit: CampaignUnit;
  /** By criterion. */
  readonly scores: Map<string, Score>;
  readonly adjustments: Adjustment[];
  readonly tallies: SurveyTally[];
  /** By criterion: survey scores whose counts this copy of the inputs does not hold. */
  readonly given: Map<string, GivenScore>;
}

interface ComputedUnit extends UnitIndex, AdjustmentTotals {
  readonly unit: CampaignUnit;
  readonly tree: ScoredTree;
  readonly band: Band | null;
  /** Before a class cap. */
  readonly earned: Band | null;
}

/**
 * Computes a campaign under its policies and, where answers feed a criterion, once more with flagged answers treated the
 * other way: the rules that flag them are public, and so is what they change (decision 19). Throws `Uncomputable`.
 */
export function computeResult(inputs: CampaignInputs): CampaignResult {
  const result = computeUnderPolicies(inputs);
  if (!inputs.framework.criteria.some(isFed)) return result;
  const flaggedAnswers = inputs.policies.flaggedAnswers === 'included' ? 'excluded' : 'included';
  const other = computeUnderPolicies({ ...inputs, policies: { ...inputs.policies, flaggedAnswers } });
  const units = other.units.map(({ unit, index, rank }) => ({ unit, index, rank }));
  return { ...result, flagVariant: { flaggedAnswers, units } };
}

/**
 * Tallies of units outside the campaign are passed over (a survey may serve several campaigns).
 * Throws `Uncomputable`, naming the culprit, on contradictions: a score for an unknown unit or criterion, for a group,
 * twice, out of range, or typed where answers are counted.
 */
function computeUnderPolicies(inputs: CampaignInputs): CampaignResult {
  const plan = planTree(inputs.framework);
  const countedForms = new Set([
    ...inputs.tallies.filter((tally) => tally.responses > 0).map((tally) => tally.form),
    ...(inputs.withheld?.tallies ?? []).map(({ form }) => form),
  ]);
  const computed = new Map(
    inputsByUnit(inputs).map((own) => [own.unit.code, computeUnit(inputs, plan, countedForms, own)]),
  );
  const bands = inputs.framework.bands;
  const barred = barredUnits(inputs);
  const ranked = rankUnits(
    [...computed.values()].map((unit) => rankEntry(unit, bands, barred)),
    inputs.policies,
  );
  const units = [...computed.values()];
  return {
    units: ranked.flatMap(({ unit, rank, order }) => {
      const found = computed.get(unit);
      return found ? [unitResult(found, rank, order, barred.has(unit))] : [];
    }),
    meanIndex: decimalTextOrNull(mean(units.map((unit) => unit.index).filter((index) => index !== null))),
    classes: bands.map((band) => ({
      name: band.name,
      units: units.filter((unit) => unit.band === band).length,
    })),
  };
}

/** In unit order. */
function inputsByUnit(inputs: CampaignInputs): UnitInputs[] {
  const byUnit = new Map<string, UnitInputs>();
  for (const unit of inputs.units) {
    if (byUnit.has(unit.code)) throw new Uncomputable('stands twice in the campaign', { unit: unit.code });
    byUnit.set(unit.code, { unit, scores: new Map(), adjustments: [], tallies: [], given: new Map() });
  }
  const leaves = new Map(inputs.framework.criteria.map((criterion) => [criterion.code, criterion]));
  for (const score of inputs.scores) addScore(byUnit.get(score.unit), leaves.get(score.criterion), score);
  for (const adjustment of inputs.adjustments) {
    const own = byUnit.get(adjustment.unit);
    if (!own) throw new Uncomputable('adjusted, but not in the campaign', { unit: adjustment.unit });
    own.adjustments.push(adjustment);
  }
  for (const tally of inputs.tallies) byUnit.get(tally.unit)?.tallies.push(tally);
  for (const score of inputs.withheld?.scores ?? [])
    byUnit.get(score.unit)?.given.set(score.criterion, score);
  return [...byUnit.values()];
}

/** A blank for a criterion that is fed with answers says nothing; "not assessed" drops the survey for the unit. */
function addScore(own: UnitInputs | undefined, criterion: Criterion | undefined, score: Score): void {
  const fault = (reason: string) => new Uncomputable(reason, score);
  if (!own) throw fault('scored, but the unit is not in the campaign');
  if (!criterion) throw fault('scored, but the criterion is not in the framework');
  if (criterion.kind === 'group') throw fault('a group is summed, not scored');
  if (own.scores.has(score.criterion)) throw fault('scored twice');
  if (isFed(criterion) && score.state === 'scored') throw fault('a score is typed where answers are counted');
  own.scores.set(score.criterion, score);
}

function computeUnit(
  inputs: CampaignInputs,
  plan: TreePlan,
  countedForms: ReadonlySet<string>,
  own: UnitInputs,
): ComputedUnit {
  const { unit } = own;
  const leaves = new Map<string, LeafScore>();
  for (const criterion of inputs.framework.criteria) {
    if (criterion.kind !== 'group') leaves.set(criterion.code, leafOf(criterion, own, inputs, countedForms));
  }
  const tree = scoreTree(plan, leaves, inputs.policies.notApplicable, unit.code);
  const adjustments = adjustmentTotals(own.adjustments, inputs.framework);
  const given = givenScale(unit);
  const index = unitIndex(tree, given, adjustments, inputs.policies);
  const earned = classify(inputs.framework, index);
  const band = capClass(earned, inputs, unit.code);
  return { unit, tree, ...adjustments, ...index, band, earned };
}

/**
 * A fed leaf of a form that nobody in the whole campaign has answered is blank: its survey is still to come. Once there
 * are answers, a unit with too few is not assessed (decision 23).
 */
function leafOf(
  criterion: Criterion,
  own: UnitInputs,
  inputs: CampaignInputs,
  countedForms: ReadonlySet<string>,
): LeafScore {
  const score = own.scores.get(criterion.code);
  const state = score?.state ?? 'blank';
  const given = own.given.get(criterion.code);
  if (given) return { ...given, points: given.points === null ? null : parseDecimal(given.points) };
  if (isFed(criterion) && state === 'blank' && countedForms.has(criterion.feed.form))
    return surveyScore(criterion, own.tallies, inputs.forms, inputs.policies);
  if (score?.inputs) return { state, points: ruledPoints(criterion, score, score.inputs) };
  return { state, points: score?.points != null ? parseDecimal(score.points) : null };
}

/** Points that follow from what was counted; those written beside them are for reading only. */
function ruledPoints({ code, rule, max }: Criterion, { unit }: Score, counted: RuleInputs): Decimal {
  const culprit = { unit, criterion: code };
  if (!isComputed(rule) || max === null)
    throw new Uncomputable('inputs without a rule to compute by', culprit);
  const outcome = applyRule(rule, max, counted);
  if (!outcome.ok)
    throw new Uncomputable(
      outcome.faults.map((one) => `${one.code} ${one.input}`.trim()).join(', '),
      culprit,
    );
  return outcome.points;
}

function givenScale({ code, scale }: CampaignUnit): Decimal | null {
  if (scale === null) return null;
  const given = parseDecimal(scale);
  if (given.lte(ZERO)) throw new Uncomputable(`a standard scale of ${scale}`, { unit: code });
  return given;
}

/** A unit whose ledger does not balance keeps index and class; whether it may stand in the ranking is the campaign's policy. */
function barredUnits({ policies, unbalanced = [] }: CampaignInputs): ReadonlySet<string> {
  return new Set(policies.unbalancedUnits === 'not-ranked' ? unbalanced : []);
}

function rankEntry(
  { unit, index, tree, bonus, deduction, band }: ComputedUnit,
  bands: readonly Band[],
  barred: ReadonlySet<string>,
): RankEntry {
  return {
    unit: unit.code,
    group: unit.group,
    index: barred.has(unit.code) ? null : index,
    appraisalTotal: (tree.appraised ?? ZERO).add(bonus).sub(deduction),
    classPlace: band ? bands.indexOf(band) : bands.length,
  };
}

function unitResult(
  computed: ComputedUnit,
  rank: number | null,
  order: number | null,
  barred: boolean,
): UnitResult {
  const { unit, tree, band } = computed;
  return {
    unit: unit.code,
    name: unit.name,
    group: unit.group,
    nodes: tree.nodes.map(nodeScore),
    appraised: decimalTextOrNull(tree.appraised),
    bonus: decimalText(computed.bonus),
    deduction: decimalText(computed.deduction),
    perception: decimalTextOrNull(tree.perception),
    satisfaction: decimalTextOrNull(tree.satisfaction),
    survey: decimalTextOrNull(tree.survey),
    points: decimalTextOrNull(computed.points),
    scale: decimalTextOrNull(computed.scale),
    index: decimalTextOrNull(computed.index),
    class: band?.name ?? null,
    ...(computed.earned !== band && computed.earned ? { uncappedClass: computed.earned.name } : {}),
    rank,
    order,
    ...(barred && computed.index !== null ? { unranked: 'unbalanced' as const } : {}),
  };
}

function nodeScore({ criterion, max, applicableMax, state, points, basis, withheld }: TreeNode): NodeScore {
  const { code, parent, kind } = criterion;
  return {
    code,
    parent,
    kind,
    max: decimalTextOrNull(max),
    applicableMax: decimalTextOrNull(applicableMax),
    state,
    points: decimalTextOrNull(points),
    ...(basis && { basis }),
    ...(withheld && { withheld }),
  };
}
