/**
 * What the points of a rating rest on: dossiers counted by how they kept their day, and answers counted by what their
 * level pays out. Both add up over quarters, so that a year is rated like one long quarter (domain §6).
 */
import { type Form, levelsOf } from '../../survey-forms/form.ts';
import type { Policies, SurveyTally } from './campaign.ts';
import { type Decimal, decimalText, parseDecimal, ratio, sum, ZERO } from './decimal.ts';
import { type DossierCounts, NO_DOSSIERS } from './dossier-time.ts';
import type { DecimalText } from './framework.ts';
import type { AnswersApart } from './rating-result.ts';
import { questionsRead, type RatingRules } from './rating-rules.ts';
import { findQuestion } from './sub-index.ts';
import { isAdmitted } from './survey-score.ts';

/** Valid answers to one question, over all forms, groups and channels that the campaign counts. */
export interface AnswerSum {
  readonly answers: number;
  /** How many chose a level, by what it pays out of the maximum; the highest first. */
  readonly levels: readonly { readonly payOut: DecimalText; readonly answers: number }[];
}

/** By the key of the question; every question that the rules read is there. */
export type AnswerSums = Readonly<Record<string, AnswerSum>>;

const NO_ANSWERS: AnswerSum = { answers: 0, levels: [] };

export const sumOfQuestion = (sums: AnswerSums, question: string): AnswerSum => sums[question] ?? NO_ANSWERS;

/** Mean pay-out in [0;1]; null where nobody answered. */
export function meanPayOut({ answers, levels }: AnswerSum): Decimal | null {
  if (answers === 0) return null;
  const paid = levels.map((level) => parseDecimal(level.payOut).mul(ratio(level.answers)));
  return sum(paid).div(ratio(answers));
}

/**
 * Pools the answers about some units. Options that pay nothing out ("không có ý kiến") are no valid answers (domain §3).
 * @param forms every version that the tallies were counted under
 */
export function answerSums(
  rules: RatingRules,
  tallies: readonly SurveyTally[],
  forms: readonly Form[],
  policies: Pick<Policies, 'openAnswers' | 'flaggedAnswers'>,
): AnswerSums {
  const counted = tallies.filter((one) => rules.forms.includes(one.form) && isAdmitted(one, policies));
  return Object.fromEntries(
    questionsRead(rules).map((key) => [
      key,
      addAnswers(counted.map((tally) => answersIn(tally, key, forms))),
    ]),
  );
}

/**
 * Answers by the forms of a rating that its campaign does not admit (decision 6), fewer than the least for an
 * agency not told (decision 23); undefined where there are none.
 */
export function answersApart(
  { forms, minimumAnswers: { agency: least } }: RatingRules,
  tallies: readonly SurveyTally[],
  policies: Pick<Policies, 'openAnswers' | 'flaggedAnswers'>,
): AnswersApart | undefined {
  const left = tallies.filter((one) => forms.includes(one.form) && !isAdmitted(one, policies));
  const isOpen = ({ basis }: SurveyTally) => basis === 'open' && policies.openAnswers === 'excluded';
  const count = (which: (tally: SurveyTally) => boolean) => {
    const answers = left.filter(which).reduce((total, { responses }) => total + responses, 0);
    return answers > 0 && answers < least ? null : answers;
  };
  const apart = { open: count(isOpen), flagged: count((one) => !isOpen(one)) };
  return apart.open === 0 && apart.flagged === 0 ? undefined : apart;
}

/** Of several quarters; what one of them does not tell, their sum would. */
export function addApart(list: readonly (AnswersApart | undefined)[]): AnswersApart | undefined {
  const known = list.filter((one) => one !== undefined);
  if (known.length === 0) return undefined;
  const add = (counts: readonly (number | null)[]) =>
    counts.reduce((total, one) => (total === null || one === null ? null : total + one), 0);
  return { open: add(known.map(({ open }) => open)), flagged: add(known.map(({ flagged }) => flagged)) };
}

function answersIn(tally: SurveyTally, key: string, forms: readonly Form[]): AnswerSum {
  const form = forms.find((one) => one.id === tally.form && one.version === tally.formVersion);
  const question = form && findQuestion(form, key);
  const count = tally.questions[key];
  if (!form || !count || question?.kind !== 'levels') return NO_ANSWERS;
  const levels = levelsOf(form, question).flatMap(({ code, payOut }) =>
    payOut == null
      ? []
      : [{ payOut: decimalText(parseDecimal(payOut)), answers: count.codes[String(code)] ?? 0 }],
  );
  return { answers: levels.reduce((total, level) => total + level.answers, 0), levels };
}

/** Answers to one question in one pot; levels that pay alike are one. */
export function addAnswers(sums: readonly AnswerSum[]): AnswerSum {
  const byPayOut = new Map<DecimalText, number>();
  for (const { payOut, answers } of sums.flatMap(({ levels }) => levels))
    byPayOut.set(payOut, (byPayOut.get(payOut) ?? 0) + answers);
  const levels = [...byPayOut].map(([payOut, answers]) => ({ payOut, answers }));
  levels.sort((one, other) => parseDecimal(other.payOut).compare(parseDecimal(one.payOut)));
  return { answers: levels.reduce((total, level) => total + level.answers, 0), levels };
}

/** Question by question; null where any of them still takes answers. */
export function addAnswerSums(list: readonly (AnswerSums | null)[]): AnswerSums | null {
  const known = list.filter((one) => one !== null);
  if (known.length < list.length) return null;
  const keys = [...new Set(known.flatMap((one) => Object.keys(one)))];
  return Object.fromEntries(
    keys.map((key) => [key, addAnswers(known.map((one) => sumOfQuestion(one, key)))]),
  );
}

const COUNTS = Object.keys(NO_DOSSIERS) as (keyof DossierCounts)[];

/** Counts of several officials or units in the same quarter. */
export function addDossiers(list: readonly DossierCounts[]): DossierCounts {
  const added = { ...NO_DOSSIERS } as Record<keyof DossierCounts, number>;
  for (const one of list) for (const name of COUNTS) added[name] += one[name];
  return added;
}

/** Quarters one after the other: what was returned adds up, and what is open is what was open at the end of the last one. */
export function poolQuarters(list: readonly DossierCounts[]): DossierCounts {
  const { open, overdue } = list.at(-1) ?? NO_DOSSIERS;
  return { ...addDossiers(list), open, overdue };
}

/** Points ÷ dossiers of an indicator from dates; null where none was returned. */
export function meanTimePoints(
  counts: DossierCounts,
  time: 'total' | 'own',
  points: { readonly early: DecimalText; readonly onTheDay: DecimalText; readonly late: DecimalText },
): Decimal | null {
  const { early, onTheDay, late } =
    time === 'total'
      ? counts
      : { early: counts.ownEarly, onTheDay: counts.ownOnTheDay, late: counts.ownLate };
  const dossiers = early + onTheDay + late;
  if (dossiers === 0) return null;
  const paid = [
    parseDecimal(points.early).mul(ratio(early)),
    parseDecimal(points.onTheDay).mul(ratio(onTheDay)),
    parseDecimal(points.late).mul(ratio(late)),
  ];
  return paid.reduce((total, one) => total.add(one), ZERO).div(ratio(dossiers));
}
