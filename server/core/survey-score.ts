/**
 * Tallies of one unit → points of one survey criterion: max × satisfied share, or max × mean pay-out (domain §2, §3).
 * The framework says which questions, groups and weights feed it (decision 2); the campaign says which answers count
 * (decision 6) and how many a criterion needs (decision 23). Several form versions add up by question key, each answer
 * paid by the scale it was given under.
 *
 * Not assessed, so that the points leave the unit's scale, when
 * - fewer respondents than the minimum stand behind it. Counters do not know respondents, so the base is the largest
 *   number of valid answers to any one item: never more than the respondents who answered. Blank and "không có ý kiến"
 *   do not make a base, else a score could rest on one person in ten;
 * - nothing was answered, whatever the minimum (domain §7: a unit that could not be surveyed);
 * - a group that carries a weight gave no answer: spreading its weight over the others would change the declared
 *   weights unit by unit, and units would no longer be measured alike.
 */
import type { Form } from '../../survey-forms/form.ts';
import type { Policies, SurveyBasis, SurveyTally } from './campaign.ts';
import { type Decimal, decimalTextOrNull, parseDecimal, sum, ZERO } from './decimal.ts';
import type { Criterion, SurveyFeed } from './framework.ts';
import {
  combineItems,
  findQuestion,
  NO_ANSWERS,
  paidShare,
  poolShares,
  type Share,
  satisfiedShare,
} from './sub-index.ts';
import { Uncomputable } from './uncomputable.ts';

/** A survey criterion that is fed with answers. */
export type FedCriterion = Criterion & {
  readonly kind: 'perception' | 'satisfaction';
  readonly feed: SurveyFeed;
};

export interface SurveyScore {
  readonly state: 'scored' | 'not-assessed';
  /** Unrounded; null when not assessed. */
  readonly points: Decimal | null;
  readonly basis: SurveyBasis;
}

interface GroupShare {
  readonly group: string;
  readonly responses: number;
  /** In the order of the feed's questions. */
  readonly items: readonly Share[];
}

export function isFed(criterion: Criterion): criterion is FedCriterion {
  return (
    criterion.feed !== undefined && (criterion.kind === 'perception' || criterion.kind === 'satisfaction')
  );
}

/**
 * Points of a fed criterion from the tallies of one unit (tallies of other forms are passed over).
 * Throws `Uncomputable` on a criterion without maximum, a form version that is not given, a question that no version has
 * or whose scale does not pay out, and weights for some groups only.
 */
export function surveyScore(
  criterion: FedCriterion,
  tallies: readonly SurveyTally[],
  forms: readonly Form[],
  policies: Pick<Policies, 'openAnswers' | 'flaggedAnswers' | 'minimumResponses'>,
): SurveyScore {
  if (criterion.max === null)
    throw new Uncomputable('fed with answers, but has no maximum', { criterion: criterion.code });
  const versions = versionsOf(criterion, forms);
  const groups = groupShares(
    criterion,
    tallies.filter((tally) => tally.form === criterion.feed.form && isAdmitted(tally, policies)),
    versions,
  );
  const items = criterion.feed.questions.map((_, item) =>
    poolShares(groups.map((group) => group.items[item] ?? NO_ANSWERS)),
  );
  const base = Math.max(0, ...items.map((item) => item.answers));
  const value = base < policies.minimumResponses ? null : criterionValue(criterion, groups, items);
  return {
    state: value === null ? 'not-assessed' : 'scored',
    points: value?.mul(parseDecimal(criterion.max)) ?? null,
    basis: basisOf(criterion.feed, groups, items, value),
  };
}

/** Whether the campaign counts a tally: walk-ins and flagged answers only where its policies say so. */
export function isAdmitted(
  tally: SurveyTally,
  policies: Pick<Policies, 'openAnswers' | 'flaggedAnswers'>,
): boolean {
  if (tally.responses === 0) return false;
  if (tally.basis === 'open' && policies.openAnswers === 'excluded') return false;
  return !(tally.flagged && policies.flaggedAnswers === 'excluded');
}

function versionsOf(criterion: FedCriterion, forms: readonly Form[]): readonly Form[] {
  const versions = forms.filter((form) => form.id === criterion.feed.form);
  for (const key of criterion.feed.questions) {
    if (!versions.some((form) => findQuestion(form, key)))
      throw new Uncomputable(`no given version of form ${criterion.feed.form} has the question ${key}`, {
        criterion: criterion.code,
      });
  }
  return versions;
}

/** The groups that count: those the feed names, answered or not; without names, those that answered, in form order. */
function groupShares(
  criterion: FedCriterion,
  tallies: readonly SurveyTally[],
  versions: readonly Form[],
): GroupShare[] {
  const named = criterion.feed.groups?.map((group) => group.code);
  return (named ?? answeringGroups(tallies, versions)).map((group) => {
    const own = tallies.filter((tally) => tally.respondentGroup === group);
    return {
      group,
      responses: own.reduce((total, tally) => total + tally.responses, 0),
      items: criterion.feed.questions.map((key) => itemShare(criterion, key, own, versions)),
    };
  });
}

/** In the order of the forms, then by code: never in the order in which tallies happen to arrive. */
function answeringGroups(tallies: readonly SurveyTally[], versions: readonly Form[]): string[] {
  const answered = new Set(tallies.map((tally) => tally.respondentGroup));
  const declared = new Set(versions.flatMap((form) => form.respondentGroups.map((group) => group.code)));
  return [...new Set([...declared, ...[...answered].sort()])].filter((group) => answered.has(group));
}

function itemShare(
  criterion: FedCriterion,
  key: string,
  tallies: readonly SurveyTally[],
  versions: readonly Form[],
): Share {
  const shareOf = criterion.kind === 'satisfaction' ? satisfiedShare : paidShare;
  return poolShares(
    tallies.map((tally) => {
      const form = versions.find((version) => version.version === tally.formVersion);
      if (!form)
        throw new Uncomputable(`form ${tally.form} version ${tally.formVersion} is not given`, {
          unit: tally.unit,
          criterion: criterion.code,
        });
      const question = findQuestion(form, key);
      const count = tally.questions[key];
      return question && count ? shareOf(form, question, count) : NO_ANSWERS;
    }),
  );
}

/** In [0;1]: pooled over groups, or the weighted mean of the groups' values where the feed gives weights. */
function criterionValue(
  criterion: FedCriterion,
  groups: readonly GroupShare[],
  items: readonly Share[],
): Decimal | null {
  const weights = groupWeights(criterion);
  if (!weights) return combineItems(items, criterion.feed.items);
  let weighted = ZERO;
  for (const [position, group] of groups.entries()) {
    const value = combineItems(group.items, criterion.feed.items);
    if (value === null) return null;
    weighted = weighted.add(value.mul(weights[position] ?? ZERO));
  }
  return weighted.div(sum(weights));
}

/** Weights in the order of the feed's groups; null where groups are pooled. */
function groupWeights(criterion: FedCriterion): Decimal[] | null {
  const groups = criterion.feed.groups ?? [];
  const texts = groups.map((group) => group.weight).filter((weight) => weight !== undefined);
  if (texts.length === 0) return null;
  const weights = texts.map(parseDecimal);
  if (weights.length !== groups.length || weights.some((weight) => weight.lte(ZERO)))
    throw new Uncomputable('weights must be given for every group and be above zero', {
      criterion: criterion.code,
    });
  return weights;
}

/** Values stand here only when the criterion is assessed: what rests on too few answers is not shown (decision 23). */
function basisOf(
  feed: SurveyFeed,
  groups: readonly GroupShare[],
  items: readonly Share[],
  value: Decimal | null,
): SurveyBasis {
  return {
    responses: groups.reduce((total, group) => total + group.responses, 0),
    answers: poolShares(items).answers,
    value: decimalTextOrNull(value),
    byGroup: groups.map((group) => ({
      group: group.group,
      responses: group.responses,
      answers: poolShares(group.items).answers,
      value: decimalTextOrNull(value && combineItems(group.items, feed.items)),
    })),
  };
}
