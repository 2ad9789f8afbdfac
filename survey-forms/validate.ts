/**
 * One check of answers for phone, kiosk, keying screen and server.
 *
 * | sent            | question not asked | asked, may be blank | asked, required |
 * |-----------------|--------------------|---------------------|-----------------|
 * | blank or absent | no key             | null                | `required` (*)  |
 * | fits its kind   | `not-asked`        | kept                | kept            |
 * | does not fit    | `not-asked`        | refused             | refused         |
 *
 * (*) On paper: null.
 *
 * | kind                                 | blank        | fits                               | else                    |
 * |--------------------------------------|--------------|------------------------------------|-------------------------|
 * | satisfaction, levels, yes-no, single | null         | a code of the scale                | `not-in-scale`          |
 * | multi                                | null         | distinct codes; [] = none of these | `not-in-scale`          |
 * | number                               | null, ""     | decimal text, e.g. "2.5"           | `not-a-number`, `too-…` |
 * | text                                 | null, ""     | up to `maxLength` code points      | `too-long`              |
 * | matrix                               | null, {}     | unit → code; a unit left out or    | `unknown-unit`,         |
 * |                                      |              | null is blank                      | `not-in-scale` per unit |
 *
 * Another JavaScript type than these, or a code named twice: `wrong-type`.
 * A key that is no question of the form: `unknown-question`. A required matrix needs one rated unit, not all: a deputy
 * may leave out a unit he does not know. Nothing is corrected silently; only codes of a multi question are put in
 * ascending order and units of a matrix in that of `units`, so that equal answers are stored equal.
 */
import type { Answers, AnswerValue, Violation } from './answer.ts';
import { decimalsOf, isDecimal, isLess } from './decimal-text.ts';
import {
  type Form,
  type Level,
  levelsOf,
  type NumberQuestion,
  type Question,
  questionsOf,
  type TextQuestion,
} from './form.ts';
import { isAsked, isBlank, isRecord } from './relevance.ts';

export type Validation =
  | { readonly ok: true; readonly answers: Answers }
  | { readonly ok: false; readonly violations: readonly Violation[] };

/** Notes a violation of the question at hand. */
type Refuse = (code: Violation['code'], more?: Pick<Violation, 'unit' | 'limit'>) => void;

/** A hostile body may name thousands of questions or units; nobody reads further than this. */
export const MOST_VIOLATIONS = 100;

/** Half of a surrogate pair, or U+0000, which PostgreSQL refuses. */
const UNSTORABLE = /\p{Cs}|\0/u;

/**
 * Checks what a device sent. `units`: codes of the units that a matrix may rate. On success the answers hold every
 * asked question in form order (blank ones as null) and no other key; otherwise every violation, in form order,
 * up to `MOST_VIOLATIONS`. Never throws on a checked form; what is no object at all is a `wrong-type` of question "".
 * On `paper` nothing is required: nobody can be asked again, and what was left blank is blank (decision 9).
 */
export function validateAnswers(
  form: Form,
  sent: unknown,
  units: readonly string[] = [],
  medium: 'screen' | 'paper' = 'screen',
): Validation {
  if (!isRecord(sent)) return { ok: false, violations: [{ question: '', code: 'wrong-type' }] };
  const violations: Violation[] = [];
  const refuserOf =
    (question: string): Refuse =>
    (code, more) => {
      if (violations.length < MOST_VIOLATIONS) violations.push({ question, code, ...more });
    };
  // A map of own keys: a name such as "__proto__" reaches nothing inherited.
  const given = new Map<string, unknown>(Object.entries(sent));
  const counted = new Map<string, AnswerValue | null>();

  for (const question of questionsOf(form)) {
    const refuse = refuserOf(question.key);
    const value = given.get(question.key);
    const blank = isBlank(question, value);
    given.delete(question.key);
    if (!isAsked(question, counted)) {
      if (!blank) refuse('not-asked');
    } else if (blank) {
      counted.set(question.key, null);
      if (question.required && medium === 'screen') refuse('required');
    } else {
      const read = readAnswer(form, question, value, units, refuse);
      if (read !== undefined) counted.set(question.key, read);
    }
  }
  for (const key of given.keys()) refuserOf(key)('unknown-question');
  return violations.length > 0
    ? { ok: false, violations }
    : { ok: true, answers: Object.fromEntries(counted) };
}

/** The value in stored form, or undefined once it was refused. */
function readAnswer(
  form: Form,
  question: Question,
  value: unknown,
  units: readonly string[],
  refuse: Refuse,
): AnswerValue | undefined {
  if (question.kind === 'number') return readNumber(question, value, refuse);
  if (question.kind === 'text') return readText(question, value, refuse);
  const levels = levelsOf(form, question);
  if (question.kind === 'multi') return readCodes(levels, value, refuse);
  if (question.kind === 'matrix') return readMatrix(levels, value, units, refuse);
  return readCode(levels, value, refuse);
}

function readCode(
  levels: readonly Level[],
  value: unknown,
  refuse: Refuse,
  where?: { readonly unit: string },
): number | undefined {
  if (typeof value !== 'number') return void refuse('wrong-type', where);
  return levels.some((level) => level.code === value) ? value : void refuse('not-in-scale', where);
}

function readCodes(levels: readonly Level[], value: unknown, refuse: Refuse): readonly number[] | undefined {
  if (!Array.isArray(value) || new Set(value).size < value.length) return void refuse('wrong-type');
  const codes: number[] = [];
  for (const one of value) {
    const code = readCode(levels, one, refuse);
    if (code === undefined) return undefined;
    codes.push(code);
  }
  return codes.sort((a, b) => a - b);
}

function readMatrix(
  levels: readonly Level[],
  value: unknown,
  units: readonly string[],
  refuse: Refuse,
): Readonly<Record<string, number>> | undefined {
  if (!isRecord(value)) return void refuse('wrong-type');
  const given = new Map(Object.entries(value).filter(([, code]) => (code ?? null) !== null));
  const rated: [string, number][] = [];
  for (const unit of units) {
    const code = given.has(unit) ? readCode(levels, given.get(unit), refuse, { unit }) : undefined;
    if (code !== undefined) rated.push([unit, code]);
    given.delete(unit);
  }
  for (const unit of given.keys()) refuse('unknown-unit', { unit });
  return Object.fromEntries(rated);
}

function readNumber(question: NumberQuestion, value: unknown, refuse: Refuse): string | undefined {
  const { min, max, decimals = 0 } = question;
  if (typeof value !== 'string') return void refuse('wrong-type');
  if (!isDecimal(value)) return void refuse('not-a-number');
  if (decimalsOf(value) > decimals) return void refuse('too-many-decimals', { limit: String(decimals) });
  if (min !== undefined && isLess(value, min)) return void refuse('too-small', { limit: min });
  if (max !== undefined && isLess(max, value)) return void refuse('too-large', { limit: max });
  return value;
}

/** Length is counted in code points: an emoji is one sign. What no database keeps as it is, is no text. */
function readText(question: TextQuestion, value: unknown, refuse: Refuse): string | undefined {
  if (typeof value !== 'string' || UNSTORABLE.test(value)) return void refuse('wrong-type');
  const tooLong = value.length > question.maxLength && [...value].length > question.maxLength;
  return tooLong ? void refuse('too-long', { limit: String(question.maxLength) }) : value;
}
