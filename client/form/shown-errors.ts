import type { Violation } from '../../survey-forms/answer.ts';
import { type Form, type Lang, questionsOf, say, type Text } from '../../survey-forms/form.ts';
import { fill } from '../words/fill.ts';
import { boxId, controlId, GROUP_BOX, groupControlId } from './field-names.ts';
import { type FormWords, numberOf, violationWords } from './form-words.ts';

/** One line of the summary of errors, and the message beside its question. */
export interface ShownError {
  /** Element of the question; null for what belongs to no question of the form. */
  readonly box: string | null;
  /** Control that the line of the summary leads to. */
  readonly control: string | null;
  /** Beside the question: "Hãy chọn một mức trả lời". */
  readonly message: string;
  /** In the summary: "Câu 5: Hãy chọn một mức trả lời". */
  readonly line: string;
}

export interface FormOnScreen {
  readonly form: Form;
  readonly lang: Lang;
  readonly words: FormWords;
  /** Units that a matrix rates, in the order of its rows. */
  readonly units: readonly { readonly code: string; readonly name: Text }[];
}

/** What to show for a refused form, in the order of its questions: the respondent group first. */
export function shownErrors(
  screen: FormOnScreen,
  violations: readonly Violation[],
  groupMissing: boolean,
): ShownError[] {
  const { groupMissing: message } = screen.words;
  const group = { box: GROUP_BOX, control: groupControlId(1), message, line: message };
  const shown = violations.map((violation) => shownError(screen, violation));
  return groupMissing ? [group, ...shown] : shown;
}

function shownError({ form, lang, words, units }: FormOnScreen, violation: Violation): ShownError {
  const number = numberOf(form, violation.question);
  const row = units.findIndex((unit) => unit.code === violation.unit) + 1;
  const unit = units[row - 1];
  const said = violationWords(form, violation, words, lang);
  const message = unit ? `${say(unit.name, lang)}: ${said}` : said;
  if (number === 0) return { box: null, control: null, message, line: message };
  const isMatrix = questionsOf(form)[number - 1]?.kind === 'matrix';
  return {
    box: boxId(violation.question),
    control: controlId(violation.question, 1, isMatrix ? row || 1 : undefined),
    message,
    line: `${fill(words.question, { number })}: ${message}`,
  };
}
