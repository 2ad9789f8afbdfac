/** What stands in the fields of a score, and the score it means. Plain functions; numbers as the reader writes them. */
import type { Lang } from '../../survey-forms/form.ts';
import { formatExact } from '../format.ts';
import type { Assessment } from './api.ts';

export type AssessedCriterion = Assessment['criteria'][number];
export type AssessedLeaf = Assessment['leaves'][number];
export type StageEntry = AssessedLeaf['stages'][number];
export type Stage = StageEntry['stage'];
export type Entry = Pick<StageEntry, 'state' | 'points' | 'inputs' | 'note' | 'source'>;

export interface Draft {
  /** Inputs of the rule, or the figures beside a score by hand, as typed. */
  readonly values: Readonly<Record<string, string>>;
  readonly noCase: boolean;
  readonly points: string;
  /** Points over a rule that would compute them. */
  readonly byHand: boolean;
  readonly doesNotApply: boolean;
  readonly note: string;
  readonly source: string;
}

const MACHINE = /^-?\d+(\.\d+)?$/;

/** What a person wrote as a number, in machine notation; null where it is none: "1.250,5" and "1250,5" in Vietnamese, "1,250.5" in English. */
export function readDecimal(text: string, lang: Lang): string | null {
  const typed = text.replace(/[\s\u00a0]/g, '').replace('−', '-');
  const [point, thousands] = lang === 'en' ? ['.', ','] : [',', '.'];
  const escaped = (mark: string) => `\\${mark}`;
  const grouped = new RegExp(`^-?[1-9]\\d{0,2}(${escaped(thousands)}\\d{3})+(${escaped(point)}\\d+)?$`);
  if (grouped.test(typed)) return typed.replaceAll(thousands, '').replace(point, '.');
  if (new RegExp(`^-?\\d+(${escaped(point)}\\d+)?$`).test(typed)) return typed.replace(point, '.');
  // A keyboard for numbers may know only one of the two marks.
  return new RegExp(`^-?\\d+(${escaped(thousands)}\\d+)?$`).test(typed)
    ? typed.replace(thousands, '.')
    : null;
}

const shown = (value: string, lang: Lang): string => (MACHINE.test(value) ? formatExact(value, lang) : value);

export function draftOf(entry: Entry | undefined, { computed }: AssessedCriterion, lang: Lang): Draft {
  const values = Object.entries(entry?.inputs?.values ?? {});
  return {
    values: Object.fromEntries(values.map(([name, value]) => [name, shown(value, lang)])),
    noCase: entry?.inputs?.noCase === true,
    points: entry?.points == null ? '' : shown(entry.points, lang),
    byHand: computed && entry?.state === 'scored' && entry.inputs === null,
    doesNotApply: entry?.state === 'not-assessed',
    note: entry?.note ?? '',
    source: entry?.source ?? '',
  };
}

export interface Read {
  readonly entry: Entry;
  /** Names of inputs that are no numbers; '' for the points. */
  readonly unreadable: readonly string[];
}

/** The score a draft means. One that is not whole, or that cannot be read, is blank and keeps what was typed. */
export function readDraft(draft: Draft, criterion: AssessedCriterion, lang: Lang): Read {
  const said = { note: draft.note.trim() || null, source: draft.source.trim() || null };
  if (draft.doesNotApply)
    return { entry: { state: 'not-assessed', points: null, inputs: null, ...said }, unreadable: [] };
  const typed = Object.entries(draft.values).filter(([, text]) => text.trim() !== '');
  const numbers = typed.map(
    ([name, text]) => [name, readDecimal(text, lang) ?? text.trim().slice(0, 60)] as const,
  );
  const values = draft.noCase ? {} : Object.fromEntries(numbers);
  const inputs = { values, ...(draft.noCase ? { noCase: true as const } : {}) };
  const wrong = draft.noCase ? [] : numbers.filter(([, value]) => !MACHINE.test(value)).map(([name]) => name);
  if (criterion.computed && !draft.byHand) {
    const whole = draft.noCase || criterion.inputs.every((name) => values[name] !== undefined);
    const given = draft.noCase || numbers.length > 0 ? inputs : null;
    const state = whole && wrong.length === 0 ? 'scored' : 'blank';
    return { entry: { state, points: null, inputs: given, ...said }, unreadable: wrong };
  }
  const points = readDecimal(draft.points, lang);
  const figures = !criterion.computed && numbers.length > 0 ? inputs : null;
  const unreadable = [...wrong, ...(draft.points.trim() !== '' && points === null ? [''] : [])];
  if (points === null || wrong.length > 0)
    return { entry: { state: 'blank', points: null, inputs: figures, ...said }, unreadable };
  return { entry: { state: 'scored', points, inputs: figures, ...said }, unreadable };
}

/** The same, kept for later: the server takes what is blank as it is. */
export const asBlank = (entry: Entry): Entry => ({ ...entry, state: 'blank', points: null });

export const entryAt = (leaf: AssessedLeaf, stage: Stage): StageEntry | undefined =>
  leaf.stages.find((one) => one.stage === stage);

/** Whether something stands there: a blank entry is none. */
export const isWritten = (entry: StageEntry | undefined): entry is StageEntry =>
  entry !== undefined && entry.state !== 'blank';

/** Two stages that give different scores. */
export function differ(leaf: AssessedLeaf, one: Stage, other: Stage): boolean {
  const [a, b] = [entryAt(leaf, one), entryAt(leaf, other)];
  if (!isWritten(a) || !isWritten(b)) return false;
  return a.state !== b.state || !sameNumber(a.points, b.points);
}

const plain = (points: string | null) => (points?.includes('.') ? points.replace(/\.?0+$/, '') : points);
const sameNumber = (one: string | null, other: string | null) => plain(one) === plain(other);
