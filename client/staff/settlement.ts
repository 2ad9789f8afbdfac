/** Settling a sheet, as the screen holds it: what is chosen so far, what is still open, what is sent. Plain functions. */

import type { Lang } from '../../survey-forms/form.ts';
import { type Form, levelsOf, say } from '../../survey-forms/form.ts';
import {
  fieldsOf,
  type KeyedAnswers,
  type KeyedField,
  type KeyedValue,
  UNREADABLE,
  valueAt,
  withValue,
} from '../../survey-forms/keyed-answers.ts';
import { fieldsToSettle } from '../../survey-forms/settle-keyed.ts';
import { formatExact } from '../format.ts';
import { enter, NOTHING_TYPED } from '../keying/code-entry.ts';
import type { Words } from '../words/words-of.ts';
import type { ConflictSheet, Settling } from './api.ts';

/** What is chosen for one field so far. */
export interface Draft {
  readonly choice: 'first' | 'second' | 'paper' | null;
  /** As typed: what the paper says. */
  readonly paper: string;
  readonly reason: string | null;
  /** Written out, for a reason that is not on the list. */
  readonly note: string;
}

export const NO_DRAFT: Draft = { choice: null, paper: '', reason: null, note: '' };
export type Drafts = Readonly<Record<string, Draft>>;

/** A field on which the passes part, or that a decision opened. */
export interface Line {
  readonly key: string;
  readonly field: KeyedField;
  /** Undefined: not asked in that pass. */
  readonly first: KeyedValue | undefined;
  readonly second: KeyedValue | undefined;
  /** False: by what is chosen above, the question is not asked. */
  readonly open: boolean;
}

const keyOf = ({ question, unit }: KeyedField) => `${question.key} ${unit}`;
const codesOf = (sheet: Pick<ConflictSheet, 'units'>) => sheet.units.map((unit) => unit.code);
const draftOf = (drafts: Drafts, key: string): Draft => drafts[key] ?? NO_DRAFT;

type Sides = Pick<Line, 'first' | 'second'>;

function sidesOf(sheet: ConflictSheet, { question, unit }: KeyedField): Sides {
  const found = sheet.fields.find((one) => one.question === question.key && one.unit === unit);
  return { first: found?.first, second: found?.second };
}

/** What a draft decides; undefined: nothing yet. */
function decidedValue(
  form: Form,
  field: KeyedField,
  sides: Sides,
  { choice, paper }: Draft,
): KeyedValue | undefined {
  if (choice === null) return undefined;
  return choice === 'paper' ? readPaper(form, field, paper) : sides[choice];
}

/** Everything decided so far. A field is asked only once those before it are decided so that it is. */
function decidedOf(sheet: ConflictSheet, drafts: Drafts): KeyedAnswers {
  const { form, agreed } = sheet;
  let decided: KeyedAnswers = {};
  for (;;) {
    const next = fieldsToSettle(form, codesOf(sheet), agreed, decided).flatMap((field) => {
      if (valueAt(decided, field) !== undefined) return [];
      const value = decidedValue(form, field, sidesOf(sheet, field), draftOf(drafts, keyOf(field)));
      return value === undefined ? [] : [{ field, value }];
    })[0];
    if (!next) return decided;
    decided = withValue(decided, next.field, next.value);
  }
}

/** Every field to be shown, in the order of the paper. */
export function linesOf(sheet: ConflictSheet, drafts: Drafts): Line[] {
  const decided = decidedOf(sheet, drafts);
  const open = new Set(fieldsToSettle(sheet.form, codesOf(sheet), sheet.agreed, decided).map(keyOf));
  return fieldsOf(sheet.form, codesOf(sheet)).flatMap((field): Line[] => {
    const key = keyOf(field);
    const sides = sidesOf(sheet, field);
    const parted = sheet.fields.some((one) => `${one.question} ${one.unit}` === key);
    return open.has(key) || parted ? [{ key, field, ...sides, open: open.has(key) }] : [];
  });
}

export type Lack = 'value' | 'reason';

/** What an open field still lacks; null: nothing. */
export function lackOf(sheet: ConflictSheet, line: Line, draft: Draft): Lack | null {
  if (!line.open) return null;
  if (decidedValue(sheet.form, line.field, line, draft) === undefined) return 'value';
  const reason = draft.reason === 'other' ? draft.note.trim() : draft.reason;
  return reason ? null : 'reason';
}

/** What is sent, once nothing is lacking. */
export function settlingOf(sheet: ConflictSheet, drafts: Drafts): Settling {
  const fields = linesOf(sheet, drafts).flatMap((line): Settling['fields'] => {
    const { choice, paper, reason, note } = draftOf(drafts, line.key);
    if (!line.open || choice === null) return [];
    const { question, unit } = line.field;
    const value = choice === 'paper' ? readPaper(sheet.form, line.field, paper) : undefined;
    return [
      {
        ...{ question: question.key, unit, choice },
        ...(value === undefined ? {} : { value: Array.isArray(value) ? [...value] : value }),
        reason: (reason === 'other' ? note.trim() : reason) ?? '',
      } as Settling['fields'][number],
    ];
  });
  return { fields };
}

/** What was typed as a clerk would key it, number by number; undefined: it is no value of this field. */
export function readPaper(form: Form, field: KeyedField, text: string): KeyedValue | undefined {
  const isMulti = field.question.kind === 'multi';
  const keys = [
    ...text
      .trim()
      .replaceAll('.', ',')
      .replace(/[\s;]+/g, '+'),
    'Enter',
  ];
  let typed = NOTHING_TYPED;
  for (const [i, key] of keys.entries()) {
    // Between two codes of which the first was taken by its last digit, the space says nothing more.
    if (isMulti && key === '+' && typed.typed === '') continue;
    const entry = enter(form, field, typed, key);
    if (entry.is === 'done') return i >= keys.length - 2 ? entry.value : undefined;
    if (entry.is !== 'typing') return undefined;
    typed = { typed: entry.typed, chosen: entry.chosen };
  }
  return undefined;
}

/** A value in words: the code with its label, blank, unreadable, or not asked. */
export function cellText(
  form: Form,
  { question }: Pick<KeyedField, 'question'>,
  value: KeyedValue | undefined,
  lang: Lang,
  { staff }: Words,
): string {
  const { cells } = staff.conflicts;
  if (value === undefined) return cells.notAsked;
  if (value === null) return cells.blank;
  if (value === UNREADABLE) return cells.unreadable;
  if (typeof value === 'string') return formatExact(value, lang);
  if (question.kind === 'number' || question.kind === 'text') return String(value);
  const levels = levelsOf(form, question);
  const labelOf = (code: number) => {
    const level = levels.find((one) => one.code === code);
    return level ? `${code} · ${say(level.text, lang)}` : String(code);
  };
  if (typeof value === 'number') return labelOf(value);
  const codes = Array.isArray(value) ? (value as readonly number[]) : [];
  return codes.length === 0 ? cells.none : codes.map(labelOf).join('; ');
}
