/**
 * One compact value per response, decoded by the form version (decision 4): `5544.-` or `54|{"n":"2.5","m":null}`.
 *
 * - A character for each question answered with one code, in form order: the code in base 36, `-` asked and left blank,
 *   `.` not asked. A satisfaction form of 22 items packs to 22 characters.
 * - In a form that has other kinds (multi, number, matrix): `|` and those answers as JSON; null is blank, no key is not
 *   asked.
 * - Free text is never packed: it lies in a table of its own, without a way back to the response (decision 21).
 */
import type { Answers, AnswerValue } from './answer.ts';
import { type Form, levelsOf, type Question, questionsOf, type ScaleQuestion } from './form.ts';
import { isRecord } from './relevance.ts';

const BLANK = '-';
const NOT_ASKED = '.';
const CODED: ReadonlySet<Question['kind']> = new Set(['satisfaction', 'levels', 'yes-no', 'single']);

interface Packing {
  /** Questions answered with one code: key, and what each sign stands for. */
  readonly coded: readonly {
    readonly key: string;
    readonly signs: ReadonlyMap<AnswerValue | null | undefined, string>;
    readonly values: ReadonlyMap<string, number | null>;
  }[];
  /** Keys of multi, number and matrix questions. */
  readonly others: readonly string[];
}

/** Intake packs every response: what depends on the form only is worked out once. */
const packings = new WeakMap<Form, Packing>();

/** True for a question answered with one code of its scale. */
export function isCoded(question: Question): question is ScaleQuestion {
  return CODED.has(question.kind);
}

/** Packs answers that `validateAnswers` returned. Throws on an answer that does not fit the form. */
export function packAnswers(form: Form, answers: Answers): string {
  const { coded, others } = packingOf(form);
  let packed = '';
  for (const { key, signs } of coded) {
    const sign = signs.get(answers[key]);
    if (sign === undefined) throw new Error(`form ${form.id}: the answer to ${key} is no code of its scale`);
    packed += sign;
  }
  if (others.length === 0) return packed;
  const rest = others.filter((key) => answers[key] !== undefined).map((key) => [key, answers[key]]);
  return `${packed}|${JSON.stringify(Object.fromEntries(rest))}`;
}

/**
 * The answers without free text. Throws on a text that this form version cannot have packed, rather than count
 * an answer under the wrong question; the error says nothing of the answers, for it may reach a log.
 */
export function unpackAnswers(form: Form, packed: string): Answers {
  const { coded, others } = packingOf(form);
  const misfit = () => new Error(`form ${form.id} version ${form.version} cannot have packed this text`);
  const answers: Record<string, AnswerValue | null> = {};
  let place = 0;
  for (const { key, values } of coded) {
    const sign = packed.charAt(place++);
    const value = values.get(sign);
    if (value !== undefined) answers[key] = value;
    else if (sign !== NOT_ASKED) throw misfit();
  }
  const rest = packed.slice(place);
  if (others.length === 0 && rest === '') return answers;
  if (others.length === 0 || !rest.startsWith('|')) throw misfit();
  const unpacked = parsed(rest.slice(1));
  if (!unpacked || Object.keys(unpacked).some((key) => !others.includes(key))) throw misfit();
  return Object.assign(answers, unpacked);
}

function parsed(json: string): Answers | undefined {
  try {
    const value: Answers = JSON.parse(json);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function packingOf(form: Form): Packing {
  const known = packings.get(form);
  if (known) return known;
  const coded: Packing['coded'][number][] = [];
  const others: string[] = [];
  for (const question of questionsOf(form)) {
    if (!isCoded(question)) {
      if (question.kind !== 'text') others.push(question.key);
      continue;
    }
    const codes = levelsOf(form, question).map((level) => level.code);
    coded.push({
      key: question.key,
      signs: new Map([
        [undefined, NOT_ASKED],
        [null, BLANK],
        ...codes.map((code) => [code, code.toString(36)] as const),
      ]),
      values: new Map([[BLANK, null], ...codes.map((code) => [code.toString(36), code] as const)]),
    });
  }
  const packing = { coded, others };
  packings.set(form, packing);
  return packing;
}
