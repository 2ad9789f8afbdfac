/**
 * What a third person decides where two clerks read a sheet differently. Shared by the screen, which asks field by field,
 * and the server, which stores nothing that would not stand as one whole reading of the sheet.
 *
 * A decision may open a question that neither clerk keyed, or close one that both did: on paper the path follows the
 * answers that stand, as it does in `keyed-answers.ts`.
 */
import type { Violation } from './answer.ts';
import type { Form } from './form.ts';
import {
  askedFields,
  checkKeyed,
  fieldsOf,
  type KeyedAnswers,
  type KeyedCheck,
  type KeyedField,
  valueAt,
  withValue,
} from './keyed-answers.ts';

/** Where a field is, for a violation or a request. */
export const placeOf = ({ question, unit }: KeyedField): { question: string; unit?: string } =>
  unit === '' ? { question: question.key } : { question: question.key, unit };

/** What both read alike, with what was decided so far. */
export function withDecisions(
  form: Form,
  units: readonly string[],
  agreed: KeyedAnswers,
  decided: KeyedAnswers,
): KeyedAnswers {
  return fieldsOf(form, units).reduce((keyed, field) => {
    const value = valueAt(decided, field);
    return value === undefined ? keyed : withValue(keyed, field, value);
  }, agreed);
}

/** The fields that need a decision: asked, given what stands so far, and not read alike. */
export function fieldsToSettle(
  form: Form,
  units: readonly string[],
  agreed: KeyedAnswers,
  decided: KeyedAnswers,
): KeyedField[] {
  return askedFields(form, units, withDecisions(form, units, agreed, decided)).filter(
    (field) => valueAt(agreed, field) === undefined,
  );
}

/** The sheet as it stands after the decisions, checked like every keying: each field decided once, and no other. */
export function settledKeyed(
  form: Form,
  units: readonly string[],
  agreed: KeyedAnswers,
  decided: KeyedAnswers,
): KeyedCheck {
  const open = fieldsToSettle(form, units, agreed, decided);
  const places = new Set(open.map(({ question, unit }) => `${question.key} ${unit}`));
  const violations = fieldsOf(form, units).flatMap((field): Violation[] => {
    const isOpen = places.has(`${field.question.key} ${field.unit}`);
    const isDecided = valueAt(decided, field) !== undefined;
    if (isOpen === isDecided) return [];
    return [{ ...placeOf(field), code: isOpen ? 'required' : 'not-asked' }];
  });
  if (violations.length > 0) return { ok: false, violations };
  const whole = withDecisions(form, units, agreed, decided);
  const asked = askedFields(form, units, whole).reduce<KeyedAnswers>((keyed, field) => {
    const value = valueAt(whole, field);
    return value === undefined ? keyed : withValue(keyed, field, value);
  }, {});
  return checkKeyed(form, asked, units);
}
