/** Correcting a sheet, as the form holds it: what is typed for each field, and the answers it makes. Plain functions. */
import {
  askedFields,
  countableOf,
  type KeyedAnswers,
  type KeyedField,
  type KeyedValue,
  valueAt,
  withValue,
} from '../../survey-forms/keyed-answers.ts';
import type { SheetTrail } from './api.ts';
import { readPaper } from './settlement.ts';

/** Typed text by field. */
export type Typed = Readonly<Record<string, string>>;

export const keyOf = ({ question, unit }: KeyedField) => `${question.key} ${unit}`;

/** A value as a clerk would key it: "-" for blank, "4", "1 3", "2,5". */
export function keysOf(value: KeyedValue | undefined): string {
  if (value === null || value === undefined) return '-';
  return Array.isArray(value) ? value.join(' ') : String(value).replace('.', ',');
}

export interface CorrectionField {
  readonly field: KeyedField;
  readonly text: string;
  /** Undefined: what is typed is no value of the field. */
  readonly value: KeyedValue | undefined;
}

export interface Correction {
  /** What is asked by the answers typed so far, in the order of the paper. */
  readonly fields: readonly CorrectionField[];
  /** Null: a field does not fit. */
  readonly answers: KeyedAnswers | null;
  readonly changed: boolean;
}

/** Reads the fields in their order, for each decides whether a later one is asked. */
export function correctionOf(
  { form, units, answers: standing }: Pick<SheetTrail, 'form' | 'units' | 'answers'>,
  typed: Typed,
): Correction {
  const codes = units.map((unit) => unit.code);
  const before: KeyedAnswers = standing ?? {};
  const fields: CorrectionField[] = [];
  let answers: KeyedAnswers = {};
  for (;;) {
    const field = askedFields(form, codes, answers).find(
      (one) => !fields.some((known) => keyOf(known.field) === keyOf(one)),
    );
    if (!field) break;
    const text = typed[keyOf(field)] ?? keysOf(valueAt(before, field));
    const value = readPaper(form, field, text);
    fields.push({ field, text, value });
    answers = withValue(answers, field, value ?? null);
  }
  const fits = fields.every((one) => one.value !== undefined);
  const same = fields.every(
    ({ field, value }) => JSON.stringify(value ?? null) === JSON.stringify(valueAt(before, field) ?? null),
  );
  return { fields, answers: fits ? countableOf(answers) : null, changed: !same };
}
