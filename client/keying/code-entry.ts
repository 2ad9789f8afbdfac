/**
 * One field under the keys of a number pad: what a key makes of what was typed into it so far. Keys are named as
 * `read-key.ts` names them. Pure.
 */
import { decimalsOf, isDecimal, isLess } from '../../survey-forms/decimal-text.ts';
import { type Form, levelsOf, type NumberQuestion } from '../../survey-forms/form.ts';
import { type KeyedField, type KeyedValue, UNREADABLE } from '../../survey-forms/keyed-answers.ts';

/** What a key was refused for; the sentence is `words.keying.faults[code]`, filled with the values. */
export type EntryFault =
  | 'not-in-scale'
  | 'incomplete'
  | 'nothing-chosen'
  | 'not-a-number'
  | 'too-small'
  | 'too-large'
  | 'too-many-decimals'
  | 'unknown-key';

/** What stands in the field before it is left: digits, and in a multi field the codes chosen so far. */
export interface Typed {
  readonly typed: string;
  readonly chosen: readonly number[];
}

export const NOTHING_TYPED: Typed = { typed: '', chosen: [] };

export type Entry =
  | ({ readonly is: 'typing' } & Typed)
  | { readonly is: 'done'; readonly value: KeyedValue }
  | { readonly is: 'fault'; readonly code: EntryFault; readonly limit?: string | undefined }
  /** There is nothing left to take away: the field before is meant. */
  | { readonly is: 'back' };

const fault = (code: EntryFault, limit?: string): Entry => ({ is: 'fault', code, limit });
const typing = (typed: string, chosen: readonly number[]): Entry => ({ is: 'typing', typed, chosen });
const done = (value: KeyedValue): Entry => ({ is: 'done', value });

export const isDigit = (key: string): boolean => /^\d$/.test(key);

/** The codes that fit a field, ascending; none for a number. */
export function codesOf(form: Form, { question }: KeyedField): number[] {
  if (question.kind === 'number' || question.kind === 'text') return [];
  return levelsOf(form, question)
    .map(({ code }) => code)
    .sort((a, b) => a - b);
}

/** What a key does to a field. `*` and `-` hold for every kind; everything else hangs on it. */
export function enter(form: Form, field: KeyedField, typed: Typed, key: string): Entry {
  if (key === '*') return done(UNREADABLE);
  if (key === 'Backspace') return takeAway(typed);
  const { question } = field;
  if (question.kind === 'number') return enterNumber(question, typed.typed, key);
  if (key === '-') return done(null);
  const codes = codesOf(form, field);
  return question.kind === 'multi' ? enterCodes(codes, typed, key) : enterCode(codes, typed.typed, key);
}

function takeAway({ typed, chosen }: Typed): Entry {
  if (typed !== '') return typing(typed.slice(0, -1), chosen);
  return chosen.length > 0 ? typing('', chosen.slice(0, -1)) : { is: 'back' };
}

/**
 * A digit that leaves one possible code moves on at once; where a longer code begins like it, a further digit or Enter
 * decides. `0` is blank where no code has that digit there.
 */
function enterCode(codes: readonly number[], typed: string, key: string): Entry {
  if (key === 'Enter')
    return codes.includes(Number(typed)) && typed !== '' ? done(Number(typed)) : fault('incomplete');
  if (!isDigit(key)) return fault('unknown-key');
  const longer = typed + key;
  const fitting = beginningWith(codes, longer);
  if (fitting.length === 0) return typed === '' && key === '0' ? done(null) : fault('not-in-scale');
  return fitting.length === 1 && fitting[0] === Number(longer) ? done(Number(longer)) : typing(longer, []);
}

/**
 * Codes one after the other, each a second time to take it back; Enter moves on. Where one code begins like another,
 * `+` or Enter takes the shorter one. `0` is the printed box "none of these", which is an answer (`paper-layout.ts`); no
 * box marked at all is blank, and says so by `-`.
 */
function enterCodes(codes: readonly number[], { typed, chosen }: Typed, key: string): Entry {
  const code = Number(typed);
  const known = typed !== '' && codes.includes(code);
  if (key === 'Enter') {
    const all = known ? toggled(chosen, code) : chosen;
    if (typed !== '' && !known) return fault('incomplete');
    return all.length === 0 ? fault('nothing-chosen') : done([...all].sort((a, b) => a - b));
  }
  if (key === '+') return known ? typing('', toggled(chosen, code)) : fault('incomplete');
  if (!isDigit(key)) return fault('unknown-key');
  const longer = typed + key;
  const fitting = beginningWith(codes, longer);
  if (fitting.length === 1 && fitting[0] === Number(longer))
    return typing('', toggled(chosen, Number(longer)));
  if (fitting.length > 0) return typing(longer, chosen);
  if (known) return enterCodes(codes, { typed: '', chosen: toggled(chosen, code) }, key);
  return longer === '0' && chosen.length === 0 ? done([]) : fault('not-in-scale');
}

const beginningWith = (codes: readonly number[], text: string) =>
  codes.filter((code) => String(code).startsWith(text));

const toggled = (chosen: readonly number[], code: number): readonly number[] =>
  chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code];

/** Far above any answer; what is longer is a slip of the finger. */
const MOST_SIGNS = 20;

/** `-` is blank, but a sign where the form's lower bound is negative: then `-` and Enter is blank. */
function enterNumber(question: NumberQuestion, typed: string, key: string): Entry {
  const mayBeNegative = question.min?.startsWith('-') === true;
  if (key === '-') {
    if (typed !== '') return fault('not-a-number');
    return mayBeNegative ? typing('-', []) : done(null);
  }
  if (key === 'Enter') return typed === '-' ? done(null) : finishNumber(question, typed);
  if (key === ',')
    return typed.includes(',') || (question.decimals ?? 0) === 0 || !/\d/.test(typed)
      ? fault('not-a-number')
      : typing(`${typed},`, []);
  if (!isDigit(key)) return fault('unknown-key');
  return typed.length < MOST_SIGNS ? typing(typed + key, []) : fault('not-a-number');
}

function finishNumber({ min, max, decimals = 0 }: NumberQuestion, typed: string): Entry {
  if (typed === '') return fault('incomplete');
  const value = plainDecimal(typed);
  if (!isDecimal(value)) return fault('not-a-number');
  if (decimalsOf(value) > decimals) return fault('too-many-decimals', String(decimals));
  if (min !== undefined && isLess(value, min)) return fault('too-small', min);
  if (max !== undefined && isLess(max, value)) return fault('too-large', max);
  return done(value);
}

/** Machine notation without idle zeros: two clerks who read 2,5 and 2,50 have read the same number. */
export function plainDecimal(typed: string): string {
  const [whole = '', fraction = ''] = typed.replace('-', '').split(',');
  const tail = fraction.replace(/0+$/, '');
  const plain = `${whole.replace(/^0+(?=\d)/, '')}${tail === '' ? '' : `.${tail}`}`;
  return typed.startsWith('-') && /[1-9]/.test(plain) ? `-${plain}` : plain;
}
