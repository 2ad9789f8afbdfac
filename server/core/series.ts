/**
 * Published campaigns that follow each other, and what changed from one to the next. Pure. Units are matched by code,
 * criteria by `framework-diff.ts`, because codes are not stable over the years (domain §9.6). Two campaigns make a pair
 * only where it means something; what changed beside the figures is said with them, never hidden (domain §8).
 */
import { canonicalJson } from '../../survey-forms/canonical-json.ts';
import type { Text } from '../../survey-forms/form.ts';
import type { CampaignInputs, CampaignResult, NodeScore, Policies, UnitResult } from './campaign.ts';
import { decimalText, HUNDRED, parseDecimal, ZERO } from './decimal.ts';
import type { DecimalText, Framework } from './framework.ts';
import { type CriterionPair, frameworkDiff, type SettingName } from './framework-diff.ts';

/** A frozen result with what it was made of. */
export interface Published {
  readonly inputs: CampaignInputs;
  readonly result: CampaignResult;
}

/**
 * Why two campaigns cannot be held against each other. `other-kind`: another instrument, such as a rating of procedures
 * beside an index: its classes cut something else, or no criterion of one stands in the other.
 */
export type NotComparable =
  | 'same-campaign'
  | 'other-province'
  | 'same-year'
  | 'no-common-unit'
  | 'other-kind';

/** What is another one in the later campaign, and bears on the figures. */
export interface ChangedRules {
  /** Another framework, or another version of it. */
  readonly framework: boolean;
  readonly settings: readonly Exclude<SettingName, 'title'>[];
  readonly policies: readonly (keyof Policies)[];
}

export interface NamedUnit {
  readonly code: string;
  readonly name: Text;
}

export type Comparability =
  | { readonly ok: false; readonly reason: NotComparable }
  | {
      readonly ok: true;
      readonly changed: ChangedRules;
      /** Rated in the later campaign only, and in the earlier only. */
      readonly newUnits: readonly NamedUnit[];
      readonly goneUnits: readonly NamedUnit[];
    };

/**
 * Whether two campaigns can be compared, and what must be said beside the figures.
 * @param bridged units of the later one that a mapping leads back to units of the earlier one (domain §8)
 */
export function comparability(earlier: Published, later: Published, bridged = 0): Comparability {
  const reason = obstacle(earlier.inputs, later.inputs, bridged);
  if (reason) return { ok: false, reason };
  return {
    ok: true,
    changed: changedRules(earlier.inputs, later.inputs),
    newUnits: unitsOnlyIn(later.inputs, earlier.inputs),
    goneUnits: unitsOnlyIn(earlier.inputs, later.inputs),
  };
}

function obstacle(earlier: CampaignInputs, later: CampaignInputs, bridged = 0): NotComparable | null {
  if (earlier.id === later.id) return 'same-campaign';
  if (earlier.province !== later.province) return 'other-province';
  if (earlier.year === later.year) return 'same-year';
  if (commonUnits(earlier, later) + bridged === 0) return 'no-common-unit';
  return isSameKind(earlier.framework, later.framework) ? null : 'other-kind';
}

function commonUnits(one: CampaignInputs, other: CampaignInputs): number {
  const codes = new Set(one.units.map(({ code }) => code));
  return other.units.filter(({ code }) => codes.has(code)).length;
}

function isSameKind(one: Framework, other: Framework): boolean {
  return one.bandsOn === other.bandsOn && (one.id === other.id || matchedCriteria(one, other).length > 0);
}

function changedRules(earlier: CampaignInputs, later: CampaignInputs): ChangedRules {
  const [before, after] = [earlier.framework, later.framework];
  const names = [
    ...new Set([...Object.keys(earlier.policies), ...Object.keys(later.policies)]),
  ] as (keyof Policies)[];
  return {
    framework: before.id !== after.id || before.version !== after.version,
    settings: diffOf(before, after).settings.filter((name) => name !== 'title'),
    policies: names.filter(
      (name) => canonicalJson(earlier.policies[name] ?? null) !== canonicalJson(later.policies[name] ?? null),
    ),
  };
}

function unitsOnlyIn(one: CampaignInputs, other: CampaignInputs): NamedUnit[] {
  const known = new Set(other.units.map(({ code }) => code));
  return one.units.filter(({ code }) => !known.has(code)).map(({ code, name }) => ({ code, name }));
}

/** Comparing two frameworks costs more than reading the answer again for each of 200 units. */
const diffs = new WeakMap<Framework, WeakMap<Framework, ReturnType<typeof frameworkDiff>>>();

function diffOf(before: Framework, after: Framework): ReturnType<typeof frameworkDiff> {
  const known = diffs.get(before) ?? new WeakMap<Framework, ReturnType<typeof frameworkDiff>>();
  diffs.set(before, known);
  const diff = known.get(after) ?? frameworkDiff(before, after);
  known.set(after, diff);
  return diff;
}

/** A criterion that stands in both frameworks. */
export type MatchedCriterion = CriterionPair & {
  readonly before: NonNullable<CriterionPair['before']>;
  readonly after: NonNullable<CriterionPair['after']>;
};

/**
 * Criteria that mean the same in both. Between different frameworks an equal code alone proves nothing: what has
 * another name there is another criterion. Within versions of one framework it is the same one, reworded.
 */
export function matchedCriteria(before: Framework, after: Framework): MatchedCriterion[] {
  const sameFramework = before.id === after.id;
  return diffOf(before, after).pairs.filter(
    (pair): pair is MatchedCriterion =>
      pair.before !== null && pair.after !== null && (sameFramework || !pair.changes.includes('renamed')),
  );
}

/**
 * Series of campaigns, each from its earliest to its latest year; those with the latest year come first. A campaign
 * that follows none and is followed by none is a series of one.
 */
export function seriesOf<T extends Published>(published: readonly T[]): T[][] {
  const series: T[][] = [];
  for (const one of published.toSorted((a, b) => byYear(a.inputs, b.inputs))) {
    const [own] = series
      .filter((chain) => isFollowedBy(chain, one))
      .sort((a, b) => overlapWith(b, one) - overlapWith(a, one));
    if (own) own.push(one);
    else series.push([one]);
  }
  return series.sort((a, b) => -byYear(lastOf(a), lastOf(b)));
}

const byYear = (a: CampaignInputs, b: CampaignInputs) => a.year - b.year || (a.id < b.id ? -1 : 1);

function lastOf(chain: readonly Published[]): CampaignInputs {
  const last = chain.at(-1);
  if (!last) throw new Error('a series without a campaign');
  return last.inputs;
}

const isFollowedBy = (chain: readonly Published[], one: Published) =>
  obstacle(lastOf(chain), one.inputs) === null;

const overlapWith = (chain: readonly Published[], one: Published) => commonUnits(lastOf(chain), one.inputs);

/** The series a campaign stands in, up to and including it; empty where it is not among them. */
export function seriesUpTo<T extends Published>(published: readonly T[], campaign: string): T[] {
  const chain = seriesOf(published).find((one) => one.some(({ inputs }) => inputs.id === campaign)) ?? [];
  return chain.slice(0, chain.findIndex(({ inputs }) => inputs.id === campaign) + 1);
}

/** The campaign that this one follows; null for the first of its series. */
export function previousOf<T extends Published>(published: readonly T[], campaign: string): T | null {
  return seriesUpTo(published, campaign).at(-2) ?? null;
}

/** One figure in two campaigns. `change`: later − earlier; null where one of them is missing (decision 9). */
export interface Change {
  readonly earlier: DecimalText | null;
  readonly later: DecimalText | null;
  readonly change: DecimalText | null;
}

export interface AreaChange extends Change {
  readonly earlierCode: string;
  readonly laterCode: string;
  readonly name: Text;
  /** The area weighs another number of points, for this unit. */
  readonly otherMax: boolean;
}

export interface UnitChange {
  readonly unit: string;
  /** In percentage points. */
  readonly index: Change;
  readonly class: { readonly earlier: Text | null; readonly later: Text | null };
  /**
   * `change`: places gained, positive is better. Null where one is missing, and where another list was ranked: other
   * groups, or classes first.
   */
  readonly rank: {
    readonly earlier: number | null;
    readonly later: number | null;
    readonly change: number | null;
  };
  /** The standard scale of the unit; where it changed, the index is said with it. */
  readonly scale: { readonly earlier: DecimalText | null; readonly later: DecimalText | null };
  /** Percent of the applicable maximum, of areas that stand in both frameworks, in the order of the later. */
  readonly areas: readonly AreaChange[];
}

/** What changed for a unit; null where one of the campaigns does not rate it. */
export function changeOf(unit: string, earlier: Published, later: Published): UnitChange | null {
  const [before, after] = [resultOf(earlier, unit), resultOf(later, unit)];
  if (!before || !after) return null;
  const sameList = earlier.inputs.policies.ranking === later.inputs.policies.ranking;
  return {
    unit,
    index: change(before.index, after.index),
    class: { earlier: before.class, later: after.class },
    rank: rankChange(before, after, sameList),
    scale: { earlier: before.scale, later: after.scale },
    areas: areaChanges(before, after, matchedCriteria(earlier.inputs.framework, later.inputs.framework)),
  };
}

export const resultOf = ({ result }: Published, unit: string): UnitResult | undefined =>
  result.units.find((one) => one.unit === unit);

/** One figure in two campaigns, as it was and is. */
export function change(earlier: DecimalText | null, later: DecimalText | null): Change {
  const known = earlier !== null && later !== null;
  return {
    earlier,
    later,
    change: known ? decimalText(parseDecimal(later).sub(parseDecimal(earlier))) : null,
  };
}

function rankChange(before: UnitResult, after: UnitResult, sameList: boolean): UnitChange['rank'] {
  const [earlier, later] = [before.rank, after.rank];
  const alike = sameList && before.group === after.group && earlier !== null && later !== null;
  return { earlier, later, change: alike ? earlier - later : null };
}

function areaChanges(
  before: UnitResult,
  after: UnitResult,
  matched: readonly MatchedCriterion[],
): AreaChange[] {
  const areas = matched.filter((pair) => pair.before.parent === null && pair.after.parent === null);
  return areas.flatMap((pair) => {
    const [one, other] = [nodeOf(before, pair.before.code), nodeOf(after, pair.after.code)];
    if (!one || !other) return [];
    return [
      {
        earlierCode: one.code,
        laterCode: other.code,
        name: pair.after.name,
        otherMax: canonicalJson(one.applicableMax) !== canonicalJson(other.applicableMax),
        ...change(shareOf(one), shareOf(other)),
      },
    ];
  });
}

export const nodeOf = ({ nodes }: Pick<UnitResult, 'nodes'>, code: string): NodeScore | undefined =>
  nodes.find((node) => node.code === code);

/**
 * Points in percent of the maximum that applies to the unit; null without points (blank, not assessed, incomplete) or
 * without a maximum.
 */
export function shareOf({ points, applicableMax }: NodeScore): DecimalText | null {
  if (points === null || applicableMax === null) return null;
  const max = parseDecimal(applicableMax);
  return max.lte(ZERO) ? null : decimalText(HUNDRED.mul(parseDecimal(points)).div(max));
}
