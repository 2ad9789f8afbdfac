/**
 * Sentences of the citizen's form that depend on the form itself: what is wrong with an answer, and when a question is
 * asked. Shared by the page and the script, so the words arrive as data.
 */
import type { Violation } from '../../survey-forms/answer.ts';
import { type Condition, type Form, type Lang, levelsOf, questionsOf, say } from '../../survey-forms/form.ts';
import { fill } from '../words/fill.ts';
import type { Words } from '../words/words-of.ts';

export type FormWords = Words['form'];

/** Number of a question as printed, from 1; 0 for a key that is no question of the form. */
export function numberOf(form: Form, key: string): number {
  return questionsOf(form).findIndex((question) => question.key === key) + 1;
}

/** What is wrong and what to do, without the number of the question. A code of a newer server counts as unreadable. */
export function violationWords(form: Form, violation: Violation, words: FormWords, lang: Lang): string {
  const kind = questionsOf(form).find((question) => question.key === violation.question)?.kind;
  const multi = kind === 'multi';
  const limit = localDecimal(violation.limit ?? '', lang);
  switch (violation.code) {
    case 'required':
      return {
        multi: words.requiredMulti,
        number: words.requiredNumber,
        text: words.requiredText,
        matrix: words.requiredMatrix,
        other: words.required,
      }[kind === 'multi' || kind === 'number' || kind === 'text' || kind === 'matrix' ? kind : 'other'];
    case 'not-in-scale':
      return multi ? words.notInScaleMulti : words.notInScale;
    case 'not-a-number':
      return words.notANumber;
    case 'too-small':
      return fill(words.tooSmall, { limit });
    case 'too-large':
      return fill(words.tooLarge, { limit });
    case 'too-many-decimals':
      return limit === '0' ? words.wholeNumber : fill(words.tooManyDecimals, { limit });
    case 'too-long':
      return fill(words.tooLong, { limit });
    case 'unknown-question':
      return words.unknownQuestion;
    case 'unknown-unit':
      return words.unknownUnit;
    case 'not-asked':
      return words.notAsked;
    default:
      return words.wrongType;
  }
}

/** Decimal text as it is written by hand: a comma, but in English. */
export function localDecimal(text: string, lang: Lang): string {
  return lang === 'en' ? text : text.replace('.', ',');
}

/** "câu 3 chọn “Có”": when a question is asked, for readers without a script. */
export function conditionWords(form: Form, condition: Condition, words: FormWords, lang: Lang): string {
  const part = (one: Condition) => conditionWords(form, one, words, lang);
  if ('is' in condition)
    return fill(words.conditionIs, {
      number: numberOf(form, condition.question),
      levels: levelNames(form, condition.question, condition.is, lang).join('”, “'),
    });
  if ('answered' in condition)
    return fill(words.conditionAnswered, { number: numberOf(form, condition.answered) });
  if ('all' in condition) return condition.all.map(part).join(words.and);
  if ('any' in condition) return condition.any.map(part).join(words.or);
  return fill(words.conditionNot, { condition: part(condition.not) });
}

function levelNames(form: Form, key: string, codes: readonly number[], lang: Lang): string[] {
  const question = questionsOf(form).find((one) => one.key === key);
  if (!question || question.kind === 'number' || question.kind === 'text') return codes.map(String);
  return levelsOf(form, question)
    .filter((level) => codes.includes(level.code))
    .map((level) => say(level.text, lang));
}
