/**
 * Two blind keyings of one sheet: where they part, and what a third person's decisions make of them. Equal fields are
 * never asked about again; every other one is settled with a choice and a reason.
 */
import type { Violation } from '../../survey-forms/answer.ts';
import { isDecimal } from '../../survey-forms/decimal-text.ts';
import type { Form } from '../../survey-forms/form.ts';
import {
  fieldsOf,
  type KeyedAnswers,
  type KeyedField,
  type KeyedValue,
  valueAt,
  withValue,
} from '../../survey-forms/keyed-answers.ts';
import { fieldsToSettle, placeOf, settledKeyed } from '../../survey-forms/settle-keyed.ts';

/** A field as one clerk keyed it; undefined: by the answers before it, it was not asked. */
export type KeyedCell = KeyedValue | undefined;

/** A field that two keyings read differently. */
export interface Difference {
  readonly question: string;
  /** The row of a matrix; '' otherwise. */
  readonly unit: string;
  readonly first: KeyedCell;
  readonly second: KeyedCell;
}

export interface Comparison {
  /** What both read alike. */
  readonly agreed: KeyedAnswers;
  /** In the order of the paper; empty: the keyings are equal. */
  readonly differences: readonly Difference[];
}

/** @param first,second checked keyings (`checkKeyed`) of the first and second pass */
export function compareKeyings(
  form: Form,
  units: readonly string[],
  first: KeyedAnswers,
  second: KeyedAnswers,
): Comparison {
  let agreed: KeyedAnswers = {};
  const differences: Difference[] = [];
  for (const field of fieldsOf(form, units)) {
    const [one, other] = [valueAt(first, field), valueAt(second, field)];
    if (categoryOf(field, one) !== categoryOf(field, other))
      differences.push({ question: field.question.key, unit: field.unit, first: one, second: other });
    else if (one !== undefined) agreed = withValue(agreed, field, one);
  }
  return { agreed, differences };
}

/** What a field says, as one text: equal texts say the same. Numbers by value, so that "2.50" says "2.5". */
export function categoryOf({ question }: Pick<KeyedField, 'question'>, cell: KeyedCell): string | undefined {
  if (cell === undefined) return undefined;
  return question.kind === 'number' && isDecimal(cell) ? shortest(cell) : JSON.stringify(cell);
}

function shortest(decimal: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(decimal) ?? [];
  const size = fraction === '' ? whole : `${whole}.${fraction}`;
  return size === '0' ? size : sign + size;
}

/** `paper`: keyed anew from the sheet itself. */
export const CHOICES = ['first', 'second', 'paper'] as const;
export type Choice = (typeof CHOICES)[number];

/** Why two clerks parted, from a list; what fits none of it is written out. */
export const CONFLICT_REASONS = ['misread', 'mistyped', 'unclear'] as const;
/** Set by the server: the field falls away by what was decided before it. */
export const FOLLOWS = 'follows';

/** What the third person decided for one field. */
export interface Decision {
  readonly question: string;
  readonly unit: string;
  readonly choice: Choice;
  /** Of `paper` only: what the sheet says. */
  readonly value?: KeyedCell;
  /** One of `CONFLICT_REASONS`, or a text. */
  readonly reason: string;
}

/** A field on which the keyings parted, or that a decision opened, as it was settled; undefined: it is not asked. */
export interface SettledField extends Difference {
  readonly choice: Choice;
  readonly settled: KeyedCell;
  readonly reason: string;
}

export type Settlement =
  | { readonly ok: true; readonly keyed: KeyedAnswers; readonly fields: readonly SettledField[] }
  | { readonly ok: false; readonly violations: readonly Violation[] };

const nameOf = ({ question, unit }: { question: string; unit: string }) => `${question} ${unit}`;

/**
 * Settles every field at once. A decision on a field that both read alike, on an unknown one or twice on one, is refused,
 * and so is a field left open.
 */
export function settle(
  form: Form,
  units: readonly string[],
  { agreed, differences }: Comparison,
  decisions: readonly Decision[],
): Settlement {
  const parted = new Map(differences.map((one) => [nameOf(one), one]));
  const chosen = new Map(decisions.map((one) => [nameOf(one), one]));
  const stray = strayDecisions(form, units, parted, decisions);
  if (stray.length > 0) return { ok: false, violations: stray };
  const decided = fieldsOf(form, units).reduce<KeyedAnswers>((keyed, field) => {
    const name = nameOf({ question: field.question.key, unit: field.unit });
    const value = chosenValue(chosen.get(name), parted.get(name));
    return value === undefined ? keyed : withValue(keyed, field, value);
  }, {});
  const checked = settledKeyed(form, units, agreed, decided);
  if (!checked.ok) return checked;
  const open = new Set(
    fieldsToSettle(form, units, agreed, decided).map(({ question, unit }) =>
      nameOf({ question: question.key, unit }),
    ),
  );
  const fields = fieldsOf(form, units).flatMap((field): SettledField[] => {
    const place = { question: field.question.key, unit: field.unit };
    const difference = parted.get(nameOf(place));
    const decision = chosen.get(nameOf(place));
    if (!open.has(nameOf(place))) return difference ? [fallenAway(difference)] : [];
    if (!decision) return [];
    const { choice, reason } = decision;
    const settled = valueAt(checked.keyed, field);
    return [{ first: undefined, second: undefined, ...difference, ...place, choice, settled, reason }];
  });
  return { ok: true, keyed: checked.keyed, fields };
}

const chosenValue = (decision: Decision | undefined, difference: Difference | undefined): KeyedCell =>
  decision === undefined || decision.choice === 'paper' ? decision?.value : difference?.[decision.choice];

/** Whoever keyed nothing there was right. */
const fallenAway = (difference: Difference): SettledField => ({
  ...difference,
  choice: difference.first === undefined ? 'first' : difference.second === undefined ? 'second' : 'paper',
  settled: undefined,
  reason: FOLLOWS,
});

/** Decisions on fields that the form does not have, on one twice, or for a pass that said nothing else than the other. */
function strayDecisions(
  form: Form,
  units: readonly string[],
  parted: ReadonlyMap<string, Difference>,
  decisions: readonly Decision[],
): Violation[] {
  const fields = new Map(
    fieldsOf(form, units).map((field) => [nameOf({ question: field.question.key, unit: field.unit }), field]),
  );
  const seen = new Set<string>();
  return decisions.flatMap((decision): Violation[] => {
    const field = fields.get(nameOf(decision));
    const place = field ? placeOf(field) : { question: decision.question, unit: decision.unit || undefined };
    const twice = seen.has(nameOf(decision));
    seen.add(nameOf(decision));
    if (!field) return [{ ...place, code: 'unknown-question' }];
    if (twice) return [{ ...place, code: 'wrong-type' }];
    const keepsNothing = decision.choice !== 'paper' && !parted.has(nameOf(decision));
    return keepsNothing ? [{ ...place, code: 'not-asked' }] : [];
  });
}
