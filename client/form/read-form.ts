/**
 * Posted fields to answers: the same for a form posted without script and for the script on the phone. Reads and
 * decides nothing: what does not fit its question is handed on as it is and refused by `validateAnswers`.
 */
import type { Answers, AnswerValue } from '../../survey-forms/answer.ts';
import { type Form, type Question, questionsOf } from '../../survey-forms/form.ts';
import { askedQuestions } from '../../survey-forms/relevance.ts';
import {
  answerField,
  CLIENT_ID_FIELD,
  GROUP_FIELD,
  NONE_OF_THESE,
  SWITCH_FIELD,
  VERSION_FIELD,
} from './field-names.ts';

export interface PostedForm {
  /** Empty when missing. */
  readonly clientId: string;
  /** Null when missing or no whole number. */
  readonly formVersion: number | null;
  /** Null when not chosen. */
  readonly respondentGroup: string | null;
  /** Blank answers are absent. */
  readonly answers: Answers;
}

/**
 * Reads name-value pairs as a browser posts them (`FormData`, or urlencoded text on the server). A blank field is
 * absent; the decimal comma of a number becomes a point; line ends of a text become "\n" and blanks around it go. An
 * answer to a question whose condition does not hold is left out: without a script a radio button cannot be taken back.
 * Fields that name no question of the form stay, to be refused.
 */
export function readForm(form: Form, entries: Iterable<readonly [string, string]>): PostedForm {
  const fields = new Map<string, string[]>();
  for (const [name, value] of entries) fields.set(name, [...(fields.get(name) ?? []), value]);
  const first = (name: string) => fields.get(name)?.[0] ?? '';
  const version = first(VERSION_FIELD);
  return {
    clientId: first(CLIENT_ID_FIELD),
    formVersion: /^\d{1,9}$/.test(version) ? Number(version) : null,
    respondentGroup: first(GROUP_FIELD) || null,
    answers: withoutUnasked(form, readAnswers(form, fields)),
  };
}

/** Whether the form was posted to be shown in another language, without script: then its answers are not taken. */
export const switchesLanguage = (fields: URLSearchParams): boolean => fields.has(SWITCH_FIELD);

type Fields = ReadonlyMap<string, readonly string[]>;

function readAnswers(form: Form, fields: Fields): Answers {
  const answers = new Map<string, AnswerValue>();
  const questions = new Map(questionsOf(form).map((question) => [question.key, question]));
  for (const [name, values] of fields) {
    if (!name.startsWith(answerField(''))) continue;
    const key = name.slice(answerField('').length);
    const question = questions.get(key);
    const value = question ? readValue(question, values) : undefined;
    if (value !== undefined) answers.set(key, value);
    if (!question && !isRowOf(questions, key) && values[0]) answers.set(key, values[0]);
  }
  for (const question of questions.values()) {
    const rows = question.kind === 'matrix' ? readRows(question.key, fields) : undefined;
    if (rows) answers.set(question.key, rows);
  }
  return Object.fromEntries(answers);
}

/** One field of its own; the rows of a matrix are `readRows`. */
function readValue(question: Question, values: readonly string[]): AnswerValue | undefined {
  const [value = ''] = values;
  switch (question.kind) {
    case 'multi':
      return readCodes(values);
    case 'number':
      return value.trim().replace(',', '.') || undefined;
    case 'text':
      return value.replace(/\r\n?/g, '\n').trim() || undefined;
    default:
      return value === '' ? undefined : readCode(value);
  }
}

/** A code; what is no code stays text, which no scale holds. */
function readCode(value: string): number | string {
  return /^\d{1,3}$/.test(value) ? Number(value) : value;
}

/** "None of these" alone is the empty list; beside others it stays, as a code that no scale holds. */
function readCodes(values: readonly string[]): readonly number[] | undefined {
  const codes = values.filter((value) => value !== '').map(Number);
  if (codes.length === 0) return undefined;
  return codes.length === 1 && codes[0] === NONE_OF_THESE ? [] : codes;
}

function isRowOf(questions: ReadonlyMap<string, Question>, key: string): boolean {
  const dot = key.indexOf('.');
  return dot > 0 && questions.get(key.slice(0, dot))?.kind === 'matrix';
}

/** Codes by unit of one item; undefined when no unit is rated. */
function readRows(key: string, fields: Fields): Readonly<Record<string, number>> | undefined {
  const prefix = answerField(key, '');
  const rated = new Map<string, number>();
  for (const [name, [value = '']] of fields) {
    // A value that is no code becomes NaN, which no scale holds either.
    if (name.startsWith(prefix) && value !== '') rated.set(name.slice(prefix.length), Number(value));
  }
  return rated.size > 0 ? Object.fromEntries(rated) : undefined;
}

function withoutUnasked(form: Form, answers: Answers): Answers {
  const asked = new Set(askedQuestions(form, answers).map((question) => question.key));
  const known = new Set(questionsOf(form).map((question) => question.key));
  return Object.fromEntries(Object.entries(answers).filter(([key]) => asked.has(key) || !known.has(key)));
}
