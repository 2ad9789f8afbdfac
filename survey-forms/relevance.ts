/**
 * Which questions are asked, given the answers so far. A condition looks at earlier questions only (`checkForm`), so
 * one pass in form order decides everything, and a chain of conditions closes behind a changed answer: what was
 * answered to a question that is no longer asked does not count for later conditions.
 *
 * A blank answer and a question not asked make `is` and `answered` false, and therefore `not` true.
 */
import type { Answers } from './answer.ts';
import { type Condition, type Form, type Question, questionsOf } from './form.ts';

/** Answers that count for conditions: of questions asked, blank ones as null. */
type Counted = ReadonlyMap<string, unknown>;

/** The questions that are asked, in form order. `answers` may be partial and not yet valid, as on a phone. */
export function askedQuestions(form: Form, answers: Answers): Question[] {
  const given = new Map<string, unknown>(Object.entries(answers));
  const counted = new Map<string, unknown>();
  return questionsOf(form).filter((question) => {
    if (!isAsked(question, counted)) return false;
    const value = given.get(question.key);
    counted.set(question.key, isBlank(question, value) ? null : value);
    return true;
  });
}

/** Is the question asked, given what counts of the questions before it? */
export function isAsked(question: Question, counted: Counted): boolean {
  return question.askIf === undefined || holds(question.askIf, counted);
}

/**
 * Asked and left blank: null, nothing at all, the empty text of a text or number field, a matrix without a rated unit.
 * An empty list of codes is no blank: it says "none of these".
 */
export function isBlank(question: Question, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (question.kind === 'text' || question.kind === 'number') return value === '';
  return (
    question.kind === 'matrix' &&
    isRecord(value) &&
    Object.values(value).every((code) => (code ?? null) === null)
  );
}

/** A plain object, as far as JSON knows one. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function holds(condition: Condition, counted: Counted): boolean {
  if ('is' in condition) {
    const value = counted.get(condition.question);
    const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
    return condition.is.some((code) => chosen.includes(code));
  }
  if ('answered' in condition) return (counted.get(condition.answered) ?? null) !== null;
  if ('all' in condition) return condition.all.every((one) => holds(one, counted));
  if ('any' in condition) return condition.any.some((one) => holds(one, counted));
  return !holds(condition.not, counted);
}
