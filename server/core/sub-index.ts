/**
 * Counts → shares: of an item, a factor, the whole satisfaction form (domain §2), and the mean pay-out of a perception
 * item (domain §3). Values are fractions in [0;1]; print multiplies by 100. Never a mean of the levels, and never a
 * value without its N: nothing answered gives null, not zero (decision 9).
 */
import {
  type Form,
  type Level,
  levelsOf,
  type Question,
  questionsOf,
  type Section,
} from '../../survey-forms/form.ts';
import type { QuestionCount } from './campaign.ts';
import { type Decimal, mean, parseDecimal, ratio, sum, ZERO } from './decimal.ts';
import type { SurveyFeed } from './framework.ts';
import { Uncomputable } from './uncomputable.ts';

/** What was earned out of how many valid answers; the value is earned ÷ answers. */
export interface Share {
  readonly earned: Decimal;
  readonly answers: number;
}

export const NO_ANSWERS: Share = { earned: ZERO, answers: 0 };

/** earned ÷ answers in [0;1]; null when nothing was answered. */
export function shareValue(share: Share): Decimal | null {
  return share.answers === 0 ? null : share.earned.div(ratio(share.answers));
}

const questionsByKey = new WeakMap<Form, ReadonlyMap<string, Question>>();

/** The question of a form by its key; undefined where this version does not have it. */
export function findQuestion(form: Form, key: string): Question | undefined {
  const known =
    questionsByKey.get(form) ?? new Map(questionsOf(form).map((question) => [question.key, question]));
  questionsByKey.set(form, known);
  return known.get(key);
}

/**
 * Satisfied answers out of the valid ones: levels 4 and 5 of 5; level 3 "Bình thường" is valid and not satisfied
 * (domain §2). Throws `Uncomputable` where the question's scale marks no level as satisfied.
 */
export function satisfiedShare(form: Form, question: Question, count: QuestionCount): Share {
  const levels = ratedLevels(form, question);
  if (!levels.some((level) => level.satisfied))
    throw new Uncomputable(`question ${question.key} of form ${form.id} has no satisfied level`);
  const valid = levels.filter((level) => level.payOut !== null);
  const satisfied = valid.filter((level) => level.satisfied);
  return { earned: ratio(answersAt(satisfied, count)), answers: answersAt(valid, count) };
}

/**
 * Σ n_k × p_k out of Σ n_k; options without pay-out ("Không biết / không có ý kiến") leave the denominator (domain §3).
 * Throws `Uncomputable` where the question's scale pays nothing out.
 */
export function paidShare(form: Form, question: Question, count: QuestionCount): Share {
  let earned = ZERO;
  let answers = 0;
  for (const level of ratedLevels(form, question)) {
    if (level.payOut === undefined)
      throw new Uncomputable(`question ${question.key} of form ${form.id} has no pay-out for ${level.code}`);
    if (level.payOut === null) continue;
    const chosen = answersAt([level], count);
    earned = earned.add(parseDecimal(level.payOut).mul(ratio(chosen)));
    answers += chosen;
  }
  return { earned, answers };
}

/** The levels of a question on which each respondent gives one code; others feed no share. */
function ratedLevels(form: Form, question: Question): readonly Level[] {
  if (question.kind === 'multi' || question.kind === 'number' || question.kind === 'text')
    throw new Uncomputable(
      `question ${question.key} of form ${form.id} is of kind ${question.kind}: no share`,
    );
  return levelsOf(form, question);
}

function answersAt(levels: readonly Level[], count: QuestionCount): number {
  return levels.reduce((total, level) => total + (count.codes[String(level.code)] ?? 0), 0);
}

/** All answers of several items, groups or form versions in one pot. */
export function poolShares(shares: readonly Share[]): Share {
  return {
    earned: sum(shares.map((share) => share.earned)),
    answers: shares.reduce((total, share) => total + share.answers, 0),
  };
}

/**
 * A factor of several items: the share of all their answers, or the mean of the items' shares; they differ when items
 * have different N (domain §2). An item that nobody answered weighs nothing in either reading.
 */
export function combineItems(items: readonly Share[], rule: SurveyFeed['items']): Decimal | null {
  if (rule === 'pooled') return shareValue(poolShares(items));
  return mean(items.map(shareValue).filter((value) => value !== null));
}

/**
 * The plain mean of the parts of an index: the five factors (2017-2021), or a policy half and a service half (since
 * 2022: 86.51 and 86.49 → 86.50). A part without answers leaves no index: the mean of four factors is not the mean of
 * five (decision 9).
 */
export function meanOfParts(parts: readonly (Decimal | null)[]): Decimal | null {
  const values = parts.filter((value) => value !== null);
  return values.length === parts.length ? mean(values) : null;
}

export interface FactorIndex {
  readonly section: Section;
  readonly items: readonly { readonly key: string; readonly share: Share; readonly value: Decimal | null }[];
  /** Valid answers over all items. */
  readonly answers: number;
  /** Both readings, for quality control (domain §2). */
  readonly pooled: Decimal | null;
  readonly meanOfItems: Decimal | null;
}

/** The satisfaction index of one tally: every section with satisfaction items is a factor; overall = mean of factors. */
export function satisfactionIndex(
  form: Form,
  counts: Readonly<Record<string, QuestionCount>>,
): { factors: readonly FactorIndex[]; pooled: Decimal | null; meanOfItems: Decimal | null } {
  const factors = form.sections
    .map((section) => factorIndex(form, section, counts))
    .filter((factor) => factor.items.length > 0);
  return {
    factors,
    pooled: meanOfParts(factors.map((factor) => factor.pooled)),
    meanOfItems: meanOfParts(factors.map((factor) => factor.meanOfItems)),
  };
}

function factorIndex(
  form: Form,
  section: Section,
  counts: Readonly<Record<string, QuestionCount>>,
): FactorIndex {
  const items = section.questions
    .filter((question) => question.kind === 'satisfaction')
    .map((question) => {
      const count = counts[question.key];
      const share = count ? satisfiedShare(form, question, count) : NO_ANSWERS;
      return { key: question.key, share, value: shareValue(share) };
    });
  const shares = items.map((item) => item.share);
  return {
    section,
    items,
    answers: poolShares(shares).answers,
    pooled: combineItems(shares, 'pooled'),
    meanOfItems: combineItems(shares, 'mean-of-items'),
  };
}
