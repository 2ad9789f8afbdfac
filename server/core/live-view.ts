/**
 * What a follower of a survey may see of its tallies: items with every level, factors and overall, each with its N
 * (domain §2), behind the gate of decision 23: a share is shown when its base has at least 5 answers (inside).
 */
import { type Form, type Level, levelsOf, type Question } from '../../survey-forms/form.ts';
import type { QuestionCount, SurveyTally } from './campaign.ts';
import { type Decimal, decimalTextOrNull } from './decimal.ts';
import type { DecimalText } from './framework.ts';
import { type FactorIndex, paidShare, satisfactionIndex, satisfiedShare, shareValue } from './sub-index.ts';

/** The smallest base of a share shown inside the office (decision 23). */
export const SMALLEST_BASE_INSIDE = 5;

export interface ItemView {
  readonly key: string;
  readonly section: string;
  readonly text: Question['text'];
  readonly levels: readonly {
    readonly code: number;
    readonly text: Level['text'];
    readonly count: number | null;
  }[];
  /** Valid answers: the base of the share. Null where it is withheld. */
  readonly answers: number | null;
  readonly blank: number | null;
  /** Satisfied share or mean pay-out in [0;1]; null: nothing answered, or withheld. */
  readonly value: DecimalText | null;
  readonly withheld: boolean;
}

export interface LiveView {
  readonly responses: number;
  readonly items: readonly ItemView[];
  readonly factors: readonly {
    readonly key: string;
    readonly title: Question['text'];
    readonly answers: number;
    readonly pooled: DecimalText | null;
    readonly meanOfItems: DecimalText | null;
  }[];
  /** Mean of the factors, read both ways. */
  readonly overall: { readonly pooled: DecimalText | null; readonly meanOfItems: DecimalText | null };
}

/** Adds tallies of one form version up by question. */
export function addTallies(tallies: readonly SurveyTally[]): {
  responses: number;
  questions: Record<string, QuestionCount>;
} {
  const questions: Record<string, QuestionCount> = {};
  for (const tally of tallies)
    for (const [key, count] of Object.entries(tally.questions))
      questions[key] = addCounts(questions[key], count);
  return { responses: tallies.reduce((total, tally) => total + tally.responses, 0), questions };
}

function addCounts(sum: QuestionCount | undefined, count: QuestionCount): QuestionCount {
  if (!sum) return count;
  const codes = Object.entries(count.codes).map(([code, n]) => [code, n + (sum.codes[code] ?? 0)] as const);
  return {
    blank: sum.blank + count.blank,
    notAsked: sum.notAsked + count.notAsked,
    codes: Object.fromEntries(codes),
  };
}

/** The view of tallies of one form version. */
export function liveView(form: Form, tallies: readonly SurveyTally[]): LiveView {
  const { responses, questions } = addTallies(tallies);
  const index = satisfactionIndex(form, questions);
  const shown = (value: Decimal | null, base: number) =>
    base < SMALLEST_BASE_INSIDE ? null : decimalTextOrNull(value);
  const base = Math.min(...index.factors.map(respondentsOf));
  return {
    responses,
    items: form.sections.flatMap((section) =>
      section.questions.flatMap((question) => itemView(form, section.key, question, questions[question.key])),
    ),
    factors: index.factors.map((factor) => ({
      key: factor.section.key,
      title: factor.section.title,
      answers: factor.answers,
      pooled: shown(factor.pooled, respondentsOf(factor)),
      meanOfItems: shown(factor.meanOfItems, respondentsOf(factor)),
    })),
    overall: { pooled: shown(index.pooled, base), meanOfItems: shown(index.meanOfItems, base) },
  };
}

/**
 * Respondents who stand behind a factor, at least: counters know answers, not people, so the largest number of answers
 * to any one of its items. Two people with four answers each are two, not eight.
 */
function respondentsOf(factor: FactorIndex): number {
  return Math.max(0, ...factor.items.map((item) => item.share.answers));
}

function itemView(
  form: Form,
  section: string,
  question: Question,
  count: QuestionCount | undefined,
): ItemView[] {
  if (question.kind === 'text' || question.kind === 'number') return [];
  const levels = levelsOf(form, question);
  const answers = levels.reduce((total, level) => total + (count?.codes[level.code] ?? 0), 0);
  const withheld = answers < SMALLEST_BASE_INSIDE;
  return [
    {
      key: question.key,
      section,
      text: question.text,
      levels: levels.map(({ code, text }) => ({
        code,
        text,
        count: withheld ? null : (count?.codes[code] ?? 0),
      })),
      answers: withheld ? null : answers,
      blank: withheld ? null : (count?.blank ?? 0),
      value: withheld || !count ? null : itemValue(form, question, count),
      withheld,
    },
  ];
}

/** Satisfied share, mean pay-out, or nothing where the scale says neither. */
function itemValue(form: Form, question: Question, count: QuestionCount): DecimalText | null {
  if (question.kind === 'satisfaction')
    return decimalTextOrNull(shareValue(satisfiedShare(form, question, count)));
  if (question.kind !== 'levels' && question.kind !== 'matrix') return null;
  const pays = levelsOf(form, question).some((level) => level.payOut !== undefined);
  return pays ? decimalTextOrNull(shareValue(paidShare(form, question, count))) : null;
}
