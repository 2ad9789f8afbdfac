/**
 * A unit against itself in two years (domain §8). What moved its index is taken apart, exactly and as fractions:
 *   headline change = like for like + effect of the changed scale + what a ceiling of the index cut off.
 * Like for like holds the criteria that were assessed in both years against each other, by the maxima and rules of the later
 * one, so that only performance moves it; bonus and deduction stand in it, for they are no part of a scale. All the rest –
 * criteria of one year only, and maxima that changed – is the effect of the scale. The contributions of the criteria, with
 * that of bonus less deduction, add up to like for like.
 */
import type { Text } from '../../survey-forms/form.ts';
import type { CampaignInputs, NodeScore, Policies, UnitResult } from './campaign.ts';
import { type Decimal, decimalText, decimalTextOrNull, HUNDRED, parseDecimal, sum, ZERO } from './decimal.ts';
import type { Criterion, DecimalText, Framework } from './framework.ts';
import { leafWeights } from './leaf-weight.ts';
import { type LeafScore, planTree, scoreTree } from './score-tree.ts';
import {
  type Change,
  change,
  changeOf,
  matchedCriteria,
  type Published,
  resultOf,
  type UnitChange,
} from './series.ts';

/** Why a criterion is not among what is compared. */
export type MissingYear =
  | 'not-in-earlier'
  | 'not-in-later'
  | 'not-assessed-earlier'
  | 'not-assessed-later'
  | 'not-assessed'
  | 'blank';

/** A leaf in one year. */
export interface YearFigure {
  readonly state: NodeScore['state'];
  readonly points: DecimalText | null;
  /** What applies to the unit. */
  readonly max: DecimalText | null;
}

/** A leaf of either year: never a zero where a year has nothing to say of it (decision 9). */
export interface CriterionChange {
  readonly earlierCode: string | null;
  readonly laterCode: string | null;
  readonly name: Text;
  readonly kind: NodeScore['kind'];
  /** Null where the framework of that year does not have it. */
  readonly earlier: YearFigure | null;
  readonly later: YearFigure | null;
  /** To the like-for-like change, in percentage points; null where it is not compared. */
  readonly contribution: DecimalText | null;
  readonly missing: MissingYear | null;
}

/** Why a change cannot be taken apart: `no-maxima`, the document prints no criteria, so that there is nothing to compare by. */
export type NoSplit = 'no-index' | 'no-maxima' | 'no-shared-criterion';

export interface Split {
  readonly likeForLike: Change;
  readonly scaleEffect: DecimalText;
  /** "0" but where a ceiling cut one of the years. */
  readonly ceiling: DecimalText;
  /** Bonus less deduction: a part of like for like. */
  readonly adjustments: DecimalText;
  /** Criteria that were compared. */
  readonly criteria: number;
}

export interface YearChange extends UnitChange {
  readonly split: Split | null;
  readonly noSplit: NoSplit | null;
  /** What the index is made of, in points; all there is where no criteria are printed. */
  readonly parts: Readonly<Record<'appraised' | 'survey' | 'bonus' | 'deduction' | 'points', Change>>;
  /** In the order of the later framework; what only the earlier one has stands last. */
  readonly criteria: readonly CriterionChange[];
}

/** The split as exact fractions. */
export interface ExactSplit {
  readonly headline: { readonly earlier: Decimal; readonly later: Decimal };
  readonly likeForLike: { readonly earlier: Decimal; readonly later: Decimal };
  /** By code in the later framework. */
  readonly contributions: ReadonlyMap<string, Decimal>;
  readonly adjustments: Decimal;
  readonly scaleEffect: Decimal;
  readonly ceiling: Decimal;
}

/** What of a change is told in a list: without the criteria. */
export type UnitSplit = Pick<YearChange, 'split' | 'noSplit'>;

export function unitSplit(unit: string, earlier: Published, later: Published): UnitSplit {
  const exact = exactSplit(unit, earlier, later);
  return typeof exact === 'string'
    ? { split: null, noSplit: exact }
    : { split: splitText(exact), noSplit: null };
}

/** What changed for a unit; null where one of the campaigns does not rate it. */
export function yearChange(unit: string, earlier: Published, later: Published): YearChange | null {
  const [before, after] = [resultOf(earlier, unit), resultOf(later, unit)];
  const moved = changeOf(unit, earlier, later);
  if (!before || !after || !moved) return null;
  const pairs = leafPairs(earlier.inputs, later.inputs);
  const exact = exactSplit(unit, earlier, later);
  const split = typeof exact === 'string' ? null : exact;
  return {
    ...moved,
    split: split && splitText(split),
    noSplit: typeof exact === 'string' ? exact : null,
    parts: partsOf(before, after),
    criteria: pairs.map((pair) => criterionChange(pair, before, after, split)),
  };
}

/** The split of a unit that both campaigns rate; or why there is none. */
export function exactSplit(unit: string, earlier: Published, later: Published): ExactSplit | NoSplit {
  const [before, after] = [resultOf(earlier, unit), resultOf(later, unit)];
  if (!before || !after || before.index === null || after.index === null) return 'no-index';
  if (![earlier, later].every(({ inputs }) => hasMaxima(inputs))) return 'no-maxima';
  const shared = sharedLeaves(leafPairs(earlier.inputs, later.inputs), before, after);
  if (shared.length === 0) return 'no-shared-criterion';
  const scope = scopeOf(
    later.inputs,
    shared.map(({ code }) => code),
  );
  const contributions = new Map<string, Decimal>();
  const was: Decimal[] = [];
  for (const { code, parent, earned, of, now } of shared) {
    const weight = HUNDRED.mul(scope.weightOf({ parent })).div(scope.scale);
    // The share of the earlier maximum, by the later one: a heavier criterion is no better work.
    const then = earned.div(of).mul(now.max);
    was.push(then.mul(weight));
    contributions.set(code, now.points.sub(then).mul(weight));
  }
  const { policies } = later.inputs;
  const byRule = (one: UnitResult) => adjustmentEffect(one, policies, scope.scale);
  const likeForLike = sum(was).add(byRule(before));
  const adjustments = byRule(after).sub(byRule(before));
  const gained = sum([...contributions.values()]).add(adjustments);
  const [first, second] = [headlineOf(earlier, before), headlineOf(later, after)];
  return {
    headline: { earlier: first.index, later: second.index },
    likeForLike: { earlier: likeForLike, later: likeForLike.add(gained) },
    contributions,
    adjustments,
    scaleEffect: second.uncut.sub(first.uncut).sub(gained),
    ceiling: second.index.sub(second.uncut).sub(first.index.sub(first.uncut)),
  };
}

const hasMaxima = ({ framework }: CampaignInputs): boolean =>
  framework.criteria.every(({ max }) => max !== null);

interface LeafPair {
  readonly before: Criterion | null;
  readonly after: Criterion | null;
}

const isLeaf = ({ kind }: Criterion): boolean => kind !== 'group';

/** A province has thousands of units that share a framework, and mostly what of it applies. */
const pairsOf = new WeakMap<Framework, WeakMap<Framework, readonly LeafPair[]>>();
const scopesOf = new WeakMap<CampaignInputs, Map<string, Scope>>();

function leafPairs(earlier: CampaignInputs, later: CampaignInputs): readonly LeafPair[] {
  const known = pairsOf.get(earlier.framework) ?? new WeakMap<Framework, readonly LeafPair[]>();
  pairsOf.set(earlier.framework, known);
  const pairs = known.get(later.framework) ?? pairLeaves(earlier.framework, later.framework);
  known.set(later.framework, pairs);
  return pairs;
}

/** Every leaf of either framework, once. What is a group in one year and a leaf in the other is not the same criterion. */
function pairLeaves(old: Framework, current: Framework): LeafPair[] {
  const same = old === current ? old.criteria.map((one) => ({ before: one, after: one })) : null;
  const matched = (same ?? matchedCriteria(old, current)).filter(
    ({ before, after }) => isLeaf(before) && isLeaf(after),
  );
  const partners = new Map(matched.map(({ before, after }) => [after.code, before]));
  const taken = new Set(matched.map(({ before }) => before.code));
  return [
    ...current.criteria.filter(isLeaf).map((after) => ({ before: partners.get(after.code) ?? null, after })),
    ...old.criteria
      .filter((one) => isLeaf(one) && !taken.has(one.code))
      .map((before) => ({ before, after: null })),
  ];
}

interface SharedLeaf {
  /** Code and parent in the later framework. */
  readonly code: string;
  readonly parent: string | null;
  readonly earned: Decimal;
  readonly of: Decimal;
  readonly now: { readonly points: Decimal; readonly max: Decimal };
}

const nodesByCode = ({ nodes }: UnitResult) => new Map(nodes.map((node) => [node.code, node]));

function sharedLeaves(pairs: readonly LeafPair[], earlier: UnitResult, later: UnitResult): SharedLeaf[] {
  const [olds, news] = [nodesByCode(earlier), nodesByCode(later)];
  return pairs.flatMap(({ before, after }) => {
    const one = before && assessed(olds.get(before.code));
    const other = after && assessed(news.get(after.code));
    if (!one || !other || !after) return [];
    return [{ code: after.code, parent: after.parent, earned: one.points, of: one.max, now: other }];
  });
}

function assessed(node: NodeScore | undefined): SharedLeaf['now'] | null {
  if (!node || node.points === null || node.applicableMax === null) return null;
  const max = parseDecimal(node.applicableMax);
  return max.gt(ZERO) ? { points: parseDecimal(node.points), max } : null;
}

interface Scope {
  readonly scale: Decimal;
  readonly weightOf: ReturnType<typeof leafWeights>;
}

/** The later framework as if these leaves alone applied: its scale, and what a point of them counts. */
function scopeOf(inputs: CampaignInputs, codes: readonly string[]): Scope {
  const known = scopesOf.get(inputs) ?? new Map<string, Scope>();
  scopesOf.set(inputs, known);
  const key = codes.join(' ');
  const scope = known.get(key) ?? computeScope(inputs, codes);
  known.set(key, scope);
  return scope;
}

function computeScope({ framework, policies }: CampaignInputs, codes: readonly string[]): Scope {
  const within = new Set(codes);
  const leaves = new Map(
    framework.criteria
      .filter(isLeaf)
      .map(({ code }): [string, LeafScore] => [
        code,
        within.has(code) ? { state: 'scored', points: ZERO } : { state: 'not-assessed', points: null },
      ]),
  );
  const { nodes, applicableMax } = scoreTree(planTree(framework), leaves, policies.notApplicable, '');
  const weighed = nodes.map(({ criterion: { code, parent, kind }, max, applicableMax: applies }) => ({
    ...{ code, parent, kind },
    max: decimalTextOrNull(max),
    applicableMax: decimalTextOrNull(applies),
  }));
  return { scale: applicableMax ?? HUNDRED, weightOf: leafWeights(policies.notApplicable, weighed) };
}

/** Bonus less deduction in percentage points of the index (decision 8). */
function adjustmentEffect(
  { bonus, deduction }: UnitResult,
  { adjustments }: Policies,
  scale: Decimal,
): Decimal {
  const given = parseDecimal(bonus).sub(parseDecimal(deduction));
  return adjustments === 'inside-the-points' ? HUNDRED.mul(given).div(scale) : given;
}

/** The index from its leaves, with the digits that the text of a result has no room for; and before a ceiling cut it. */
function headlineOf(
  { inputs: { policies } }: Published,
  unit: UnitResult,
): { readonly index: Decimal; readonly uncut: Decimal } {
  const weightOf = leafWeights(policies.notApplicable, unit.nodes);
  const leaves = unit.nodes.filter(({ kind }) => kind !== 'group');
  const points = sum(leaves.map((leaf) => parseDecimal(leaf.points ?? '0').mul(weightOf(leaf))));
  const scale = parseDecimal(unit.scale ?? '100');
  const uncut = HUNDRED.mul(points)
    .div(scale)
    .add(adjustmentEffect(unit, policies, scale));
  const cut = policies.indexCeiling === 'at-100' && uncut.gt(HUNDRED);
  return { index: cut ? HUNDRED : uncut, uncut };
}

function splitText({ likeForLike, contributions, adjustments, scaleEffect, ceiling }: ExactSplit): Split {
  return {
    likeForLike: {
      earlier: decimalText(likeForLike.earlier),
      later: decimalText(likeForLike.later),
      change: decimalText(likeForLike.later.sub(likeForLike.earlier)),
    },
    scaleEffect: decimalText(scaleEffect),
    ceiling: decimalText(ceiling),
    adjustments: decimalText(adjustments),
    criteria: contributions.size,
  };
}

function partsOf(before: UnitResult, after: UnitResult): YearChange['parts'] {
  const of = (figure: (unit: UnitResult) => DecimalText | null) => change(figure(before), figure(after));
  return {
    appraised: of(({ appraised }) => appraised),
    survey: of(({ survey }) => survey),
    bonus: of(({ bonus }) => bonus),
    deduction: of(({ deduction }) => deduction),
    points: of(({ points }) => points),
  };
}

function criterionChange(
  { before, after }: LeafPair,
  earlier: UnitResult,
  later: UnitResult,
  split: ExactSplit | null,
): CriterionChange {
  const { name, kind } = after ?? before ?? { name: { vi: '' }, kind: 'appraisal' };
  const [one, other] = [before && figureOf(earlier, before.code), after && figureOf(later, after.code)];
  const contribution = (after && split?.contributions.get(after.code)) ?? null;
  return {
    earlierCode: before?.code ?? null,
    laterCode: after?.code ?? null,
    ...{ name, kind, earlier: one, later: other },
    contribution: decimalTextOrNull(contribution),
    missing: missingIn(one, other),
  };
}

function figureOf({ nodes }: UnitResult, code: string): YearFigure | null {
  const node = nodes.find((one) => one.code === code);
  return node ? { state: node.state, points: node.points, max: node.applicableMax } : null;
}

function missingIn(earlier: YearFigure | null, later: YearFigure | null): MissingYear | null {
  if (earlier === null) return 'not-in-earlier';
  if (later === null) return 'not-in-later';
  if (earlier.state === 'blank' || later.state === 'blank') return 'blank';
  if (earlier.points === null && later.points === null) return 'not-assessed';
  if (earlier.points === null) return 'not-assessed-earlier';
  return later.points === null ? 'not-assessed-later' : null;
}
