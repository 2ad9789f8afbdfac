/**
 * By which questions a survey's results may be broken down: plain choices that say who the respondent is, not how content.
 * Few codes only: every one must be a group large enough to hide its members (decision 23).
 */
import {
  type Form,
  levelsOf,
  type Question,
  questionsOf,
  type ScaleQuestion,
} from '../../survey-forms/form.ts';

const FEWEST_CODES = 2;
const MOST_CODES = 12;

/** One code out of 2 to 12, on a scale that pays nothing out and calls no level satisfied. */
export function isBreakdownQuestion(form: Form, question: Question): question is ScaleQuestion {
  if (question.kind !== 'single' && question.kind !== 'yes-no' && question.kind !== 'levels') return false;
  const levels = levelsOf(form, question);
  const plain = levels.every((level) => level.payOut === undefined && level.satisfied === undefined);
  return plain && levels.length >= FEWEST_CODES && levels.length <= MOST_CODES;
}

export function breakdownQuestions(form: Form): ScaleQuestion[] {
  return questionsOf(form).filter((question) => isBreakdownQuestion(form, question));
}
