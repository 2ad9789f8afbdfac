/**
 * The form language: what a questionnaire may say. Shared by the phone, the kiosk, the keying screen and the
 * server, so it imports nothing. `check-form.ts` checks a whole definition and names every culprit.
 */

/** A language that a data file adds, by its ISO 639 code; made by the check of that file (`client/words/words-of.ts`). */
export type FurtherLang = string & { readonly codeOf: 'a further language' };

/** Languages of the product. Vietnamese is the language of record; another language may be partly translated. */
export type Lang = 'vi' | 'en' | FurtherLang;

/** A text in Vietnamese, with other languages beside it, by their codes. A missing language falls back to Vietnamese. */
export interface Text {
  readonly vi: string;
  readonly en?: string | undefined;
  readonly [language: string]: string | undefined;
}

/** One option of a scale. `code` is what is stored and what a clerk keys. */
export interface Level {
  readonly code: number;
  readonly text: Text;
  /** Counts as "satisfied" in a satisfaction item: levels 4 and 5 of 5 (domain §2). */
  readonly satisfied?: boolean | undefined;
  /**
   * Share of the maximum that this option earns, decimal text in [0;1]. `null`: the option leaves the denominator
   * ("Không biết / không có ý kiến"). Absent: the scale pays nothing out and feeds no perception score.
   */
  readonly payOut?: string | null | undefined;
}

/** A named list of options, shared by the questions that use it. */
export interface Scale {
  readonly levels: readonly Level[];
}

/** When a question is asked, in terms of the answers so far. */
export type Condition =
  | { readonly question: string; readonly is: readonly number[] }
  | { readonly answered: string }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

interface QuestionBase {
  /** Stable over versions: a framework refers to it (decision 2). */
  readonly key: string;
  readonly text: Text;
  readonly hint?: Text | undefined;
  readonly required?: boolean | undefined;
  readonly askIf?: Condition | undefined;
}

/** A question answered with one code of a named scale. */
export interface ScaleQuestion extends QuestionBase {
  /** `satisfaction`: 5 levels, 4 and 5 satisfied. `levels`: any number of levels with pay-outs. `yes-no`, `single`: plain choices. */
  readonly kind: 'satisfaction' | 'levels' | 'yes-no' | 'single';
  readonly scale: string;
}

/** Any number of codes of a named scale; an empty list says "none of these", which is not blank. */
export interface MultiQuestion extends QuestionBase {
  readonly kind: 'multi';
  readonly scale: string;
}

export interface NumberQuestion extends QuestionBase {
  readonly kind: 'number';
  /** Bounds, inclusive, as decimal text. */
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  /** Digits allowed after the point; 0 unless given. */
  readonly decimals?: number | undefined;
}

/** Free text. It never lies beside the answers: it is kept in a table of its own (decision 21). */
export interface TextQuestion extends QuestionBase {
  readonly kind: 'text';
  readonly maxLength: number;
}

/** One item on which the respondent rates many units, each with a code of the scale (decision 5). */
export interface MatrixQuestion extends QuestionBase {
  readonly kind: 'matrix';
  readonly scale: string;
}

export type Question = ScaleQuestion | MultiQuestion | NumberQuestion | TextQuestion | MatrixQuestion;

/** A screen of the form. In the satisfaction form a section is a factor of the index. */
export interface Section {
  readonly key: string;
  readonly title: Text;
  readonly questions: readonly Question[];
}

export interface RespondentGroup {
  readonly code: string;
  readonly text: Text;
}

export interface Form {
  readonly id: string;
  readonly version: number;
  readonly title: Text;
  /** Who asks and why, in two lines. */
  readonly intro: Text;
  readonly respondentGroups: readonly RespondentGroup[];
  readonly scales: Readonly<Record<string, Scale>>;
  readonly sections: readonly Section[];
}

/** The text in the asked language, or in Vietnamese where it is not translated. */
export function say(text: Text, lang: Lang): string {
  return text[lang] ?? text.vi;
}

const questionLists = new WeakMap<Form, readonly Question[]>();

/** Every question of the form, in the order asked. Kept per form object: intake asks several times an answer. */
export function questionsOf(form: Form): readonly Question[] {
  const known = questionLists.get(form);
  if (known) return known;
  const questions = form.sections.flatMap((section) => section.questions);
  questionLists.set(form, questions);
  return questions;
}

/** The levels of the scale a question names. Throws on a form that was not checked. */
export function levelsOf(
  form: Form,
  question: ScaleQuestion | MultiQuestion | MatrixQuestion,
): readonly Level[] {
  const scale = form.scales[question.scale];
  if (!scale)
    throw new Error(`form ${form.id}: question ${question.key} names the unknown scale ${question.scale}`);
  return scale.levels;
}

/** True for a form whose questions rate many units in one sitting. */
export function ratesManyUnits(form: Form): boolean {
  return questionsOf(form).some((question) => question.kind === 'matrix');
}
