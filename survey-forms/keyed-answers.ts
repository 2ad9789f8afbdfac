/**
 * What a clerk reads off a sheet, field by field, in the order in which the sheet is keyed. Shared by the printed sheet
 * (item numbers), the keying screen and the server, so that all three mean the same field.
 *
 * Three things stay apart: a value, `null` = the respondent left it blank, and `UNREADABLE` = something is there, but
 * nobody can say what, or two boxes are marked. For the count an unreadable field is blank.
 */
import type { Answers, AnswerValue, Violation } from './answer.ts';
import { type Form, type MatrixQuestion, type Question, questionsOf, type TextQuestion } from './form.ts';
import { askedQuestions, isRecord } from './relevance.ts';
import { validateAnswers } from './validate.ts';

/** No decimal text and no code: it cannot be mistaken for an answer. */
export const UNREADABLE = '?';

/** The value of one field; in a matrix that is one unit's code. */
export type KeyedValue = AnswerValue | null;

/** By question key; of a matrix the codes by unit. What was not asked has no key; every other field has a value. */
export type KeyedAnswers = Readonly<Record<string, KeyedValue | Readonly<Record<string, KeyedValue>>>>;

/** One field of a sheet. */
export interface KeyedField {
  readonly question: Question;
  /** The unit of a matrix field; '' otherwise. */
  readonly unit: string;
  /** As printed before the item and shown online: "12", in a matrix "2.7" for the second unit's seventh item. */
  readonly item: string;
}

/**
 * Every coded, number and multi field of the form in the order of the paper, then the fields of matrices unit by unit,
 * whether asked or not. Free text stands last and is no field: it is keyed once and not compared.
 * @param units the units a matrix rates, in the order of the survey
 */
export function fieldsOf(form: Form, units: readonly string[]): KeyedField[] {
  const items = new Map(questionsOf(form).map((question, i) => [question.key, String(i + 1)]));
  const itemOf = (question: Question) => items.get(question.key) ?? '';
  const questions = questionsOf(form).filter((question) => question.kind !== 'text');
  const matrices = questions.filter((question): question is MatrixQuestion => question.kind === 'matrix');
  return [
    ...questions
      .filter((question) => question.kind !== 'matrix')
      .map((question) => ({ question, unit: '', item: itemOf(question) })),
    ...units.flatMap((unit, row) =>
      matrices.map((question) => ({ question, unit, item: `${row + 1}.${itemOf(question)}` })),
    ),
  ];
}

/** The questions of free text, in the order of the form. */
export const textsOf = (form: Form): TextQuestion[] =>
  questionsOf(form).filter((question): question is TextQuestion => question.kind === 'text');

/** The fields that are asked, given what was keyed so far: a clerk steps from one to the next. */
export function askedFields(form: Form, units: readonly string[], keyed: KeyedAnswers): KeyedField[] {
  const asked = new Set(askedQuestions(form, countableOf(keyed)).map((question) => question.key));
  return fieldsOf(form, units).filter(({ question }) => asked.has(question.key));
}

/** The value of a field; undefined: not keyed. */
export function valueAt(keyed: KeyedAnswers, { question, unit }: KeyedField): KeyedValue | undefined {
  const value = keyed[question.key];
  if (unit === '') return value as KeyedValue | undefined;
  return isRecord(value) ? (value[unit] as KeyedValue | undefined) : undefined;
}

/** The same with one field put. */
export function withValue(
  keyed: KeyedAnswers,
  { question, unit }: KeyedField,
  value: KeyedValue,
): KeyedAnswers {
  if (unit === '') return { ...keyed, [question.key]: value };
  const rows = keyed[question.key];
  return { ...keyed, [question.key]: { ...(isRecord(rows) ? rows : {}), [unit]: value } } as KeyedAnswers;
}

/** What the sheet counts as: unreadable is blank. Fields only; free text is added by who stores it. */
export function countableOf(keyed: KeyedAnswers): Answers {
  const answers: Record<string, AnswerValue | null> = {};
  for (const [key, value] of Object.entries(keyed)) {
    if (!isRecord(value)) {
      answers[key] = value === UNREADABLE ? null : (value as AnswerValue | null);
      continue;
    }
    const rated = Object.entries(value).filter(([, code]) => typeof code === 'number');
    answers[key] = rated.length === 0 ? null : (Object.fromEntries(rated) as Record<string, number>);
  }
  return answers;
}

/** Whether no field has a value that counts: such a sheet is rejected as blank, not accepted. */
export const isBlankSheet = (keyed: KeyedAnswers): boolean =>
  Object.values(countableOf(keyed)).every((value) => value === null);

export type KeyedCheck =
  | { readonly ok: true; readonly keyed: KeyedAnswers }
  | { readonly ok: false; readonly violations: readonly Violation[] };

/**
 * Checks a whole sheet as it was keyed: every asked field is there, and nothing else; every value is blank, unreadable or
 * fits its question. The result holds the fields in order, so that equal sheets are equal texts.
 */
export function checkKeyed(form: Form, sent: unknown, units: readonly string[]): KeyedCheck {
  if (!isRecord(sent)) return { ok: false, violations: [{ question: '', code: 'wrong-type' }] };
  const given = sent as KeyedAnswers;
  const checked = validateAnswers(form, countableOf(given), units, 'paper');
  if (!checked.ok) return checked;
  const violations: Violation[] = [];
  let keyed: KeyedAnswers = {};
  const fields = askedFields(form, units, given);
  for (const field of fields) {
    const value = valueAt(given, field);
    const { unit, question } = field;
    const place = { question: question.key, ...(unit === '' ? {} : { unit }) };
    if (value === undefined) violations.push({ ...place, code: 'required' });
    else if (unit !== '' && value !== null && value !== UNREADABLE && typeof value !== 'number')
      violations.push({ ...place, code: 'wrong-type' });
    else keyed = withValue(keyed, field, inStoredForm(value, field, checked.answers));
  }
  for (const stray of strayPlaces(given, fields)) violations.push(stray);
  return violations.length > 0 ? { ok: false, violations } : { ok: true, keyed };
}

/** Codes of a multi question in ascending order, as `validateAnswers` puts them. */
function inStoredForm(value: KeyedValue, { question }: KeyedField, checked: Answers): KeyedValue {
  return question.kind === 'multi' && Array.isArray(value) ? (checked[question.key] ?? null) : value;
}

/** What was sent and is no asked field: free text among the answers, an unknown unit, a question not asked. */
function strayPlaces(given: KeyedAnswers, fields: readonly KeyedField[]): Violation[] {
  const known = new Map<string, Set<string>>();
  for (const { question, unit } of fields)
    known.set(question.key, (known.get(question.key) ?? new Set()).add(unit));
  return Object.entries(given).flatMap(([question, value]): Violation[] => {
    const units = known.get(question);
    if (!units) return [{ question, code: 'unknown-question' }];
    if (units.has('')) return isRecord(value) ? [{ question, code: 'wrong-type' }] : [];
    if (!isRecord(value)) return [{ question, code: 'wrong-type' }];
    return Object.keys(value)
      .filter((unit) => !units.has(unit))
      .map((unit) => ({ question, unit, code: 'unknown-unit' }));
  });
}
