/** Keyings made up field by field, always such as a clerk could have keyed. */
import { type Form, levelsOf } from '../../survey-forms/form.ts';
import {
  askedFields,
  type KeyedAnswers,
  type KeyedField,
  type KeyedValue,
  UNREADABLE,
  valueAt,
  withValue,
} from '../../survey-forms/keyed-answers.ts';

/** Everything a field of the form may say, blank and unreadable first. */
export function valuesOf(form: Form, { question }: Pick<KeyedField, 'question'>): KeyedValue[] {
  if (question.kind === 'text') throw new Error('free text is no field');
  if (question.kind === 'number') return [null, UNREADABLE, '0', '2', '2.0', '-1', '30'];
  const codes = levelsOf(form, question).map((level) => level.code);
  if (question.kind === 'multi') return [null, UNREADABLE, [], codes.slice(0, 1), codes];
  return [null, UNREADABLE, ...codes];
}

/** Keys the sheet from the first asked field to the last, each with what `pick` says. */
export function keyedBy(
  form: Form,
  units: readonly string[],
  pick: (field: KeyedField, values: readonly KeyedValue[]) => KeyedValue,
): KeyedAnswers {
  let keyed: KeyedAnswers = {};
  for (;;) {
    const next = askedFields(form, units, keyed).find((field) => valueAt(keyed, field) === undefined);
    if (!next) return keyed;
    keyed = withValue(keyed, next, pick(next, valuesOf(form, next)));
  }
}

/** The same with each field from a list of numbers, taken in turn. */
export function keyedFrom(form: Form, units: readonly string[], numbers: readonly number[]): KeyedAnswers {
  let i = 0;
  return keyedBy(form, units, (_, values) => {
    const value = values[(numbers[i++ % numbers.length] ?? 0) % values.length];
    return value ?? null;
  });
}
