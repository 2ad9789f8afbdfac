/**
 * Answers → counters. A tally is one packed row of counters per province, rated unit, survey, form version, respondent
 * group, channel, basis and flag (decision 4); this file says which counter is which, and the packing is all that a new
 * question kind changes. Counters kept up to date answer by answer equal a recount, in any order.
 *
 * Slots of a question, in form order: [blank, not asked, one per code of its scale…]. A number question has
 * [blank, not asked, answered]. Free text is never counted (decision 21).
 */
import type { Answers, AnswerValue } from '../../survey-forms/answer.ts';
import { type Form, levelsOf, type Question, questionsOf } from '../../survey-forms/form.ts';
import type { QuestionCount } from './campaign.ts';

interface QuestionSlots {
  readonly key: string;
  readonly kind: Exclude<Question['kind'], 'text'>;
  /** Slot of "blank"; "not asked" is the next one, the codes follow. */
  readonly first: number;
  /** Name of each further slot: the code as text, or `answered` for a number. */
  readonly names: readonly string[];
  /** Slot by code. */
  readonly slotOfCode: readonly (number | undefined)[];
}

export interface TallyLayout {
  readonly questions: readonly QuestionSlots[];
  /** How many counters a tally of this form has. */
  readonly size: number;
}

/** Counters of one tally, by slot. */
export type Counters = Uint32Array | number[];

/** What a packed counter can hold: uint32. */
const LARGEST_COUNT = 0xffff_ffff;

const layouts = new WeakMap<Form, TallyLayout>();

/** Which counter is which, for this form version. Kept per form object: intake asks for it with every answer. */
export function tallyLayout(form: Form): TallyLayout {
  const known = layouts.get(form);
  if (known) return known;
  const layout = layOut(form);
  layouts.set(form, layout);
  return layout;
}

function layOut(form: Form): TallyLayout {
  const questions: QuestionSlots[] = [];
  let size = 0;
  for (const question of questionsOf(form)) {
    if (question.kind === 'text') continue;
    const slots = slotsOf(form, question, size);
    questions.push(slots);
    size += 2 + slots.names.length;
  }
  return { questions, size };
}

function slotsOf(form: Form, question: Exclude<Question, { kind: 'text' }>, first: number): QuestionSlots {
  const { key, kind } = question;
  if (question.kind === 'number') return { key, kind, first, names: ['answered'], slotOfCode: [] };
  const codes = levelsOf(form, question).map((level) => level.code);
  const slotOfCode: (number | undefined)[] = [];
  codes.forEach((code, position) => {
    slotOfCode[code] = first + 2 + position;
  });
  return { key, kind, first, names: codes.map(String), slotOfCode };
}

/**
 * The slots that one stored response adds one to. Stored answers hold every asked question, `null` for blank; a missing
 * key was not asked. In a form that rates many units, pass the unit whose tally is meant: its own codes count, and a
 * unit that the respondent left out is blank (decision 5). Throws on answers that were not validated.
 */
export function countResponse(layout: TallyLayout, answers: Answers, unit?: string): number[] {
  const slots: number[] = [];
  for (const question of layout.questions) countAnswer(question, answers, unit, slots);
  return slots;
}

function countAnswer(
  question: QuestionSlots,
  answers: Answers,
  unit: string | undefined,
  slots: number[],
): void {
  const value = Object.hasOwn(answers, question.key) ? answers[question.key] : undefined;
  if (value === undefined) slots.push(question.first + 1);
  else if (value === null) slots.push(question.first);
  else if (question.kind === 'multi') countCodes(question, value, slots);
  else if (question.kind === 'matrix') slots.push(matrixSlot(question, value, unit));
  else if (question.kind === 'number') slots.push(question.first + 2);
  else slots.push(codeSlot(question, value));
}

/** An empty list says "none of these": answered, so neither blank nor any code. */
function countCodes(question: QuestionSlots, value: AnswerValue, slots: number[]): void {
  if (!Array.isArray(value)) throw new Error(`question ${question.key}: not a list of codes`);
  for (const code of value) slots.push(codeSlot(question, code));
}

function matrixSlot(question: QuestionSlots, value: AnswerValue, unit: string | undefined): number {
  if (unit === undefined) throw new Error(`question ${question.key} rates many units: name the rated unit`);
  if (typeof value !== 'object' || Array.isArray(value))
    throw new Error(`question ${question.key}: not a code per unit`);
  const codes = value as Readonly<Record<string, number>>;
  return Object.hasOwn(codes, unit) ? codeSlot(question, codes[unit]) : question.first;
}

function codeSlot(question: QuestionSlots, code: unknown): number {
  const slot = typeof code === 'number' ? question.slotOfCode[code] : undefined;
  if (slot === undefined) throw new Error(`question ${question.key} has no code ${JSON.stringify(code)}`);
  return slot;
}

/** Counters of a tally nobody has answered into. */
export function emptyCounters(layout: TallyLayout): Uint32Array {
  return new Uint32Array(layout.size);
}

/**
 * Adds a response (1) or takes it back (-1), in place. A counter never goes below zero, nor above what can be packed:
 * then nothing is changed and an error says so, because the tally and the answers have parted.
 */
export function addTo(counters: Counters, slots: readonly number[], sign: 1 | -1): void {
  for (let done = 0; done < slots.length; done += 1) {
    const slot = slots[done] ?? -1;
    const next = (counters[slot] ?? Number.NaN) + sign;
    if (next >= 0 && next <= LARGEST_COUNT) counters[slot] = next;
    else {
      for (const changed of slots.slice(0, done)) counters[changed] = (counters[changed] ?? 0) - sign;
      throw new Error(`counter ${slot} of ${counters.length} cannot become ${next}`);
    }
  }
}

/** Counters as stored: little-endian uint32, in slot order. */
export function packCounters(counters: Counters): Uint8Array {
  const bytes = new Uint8Array(counters.length * 4);
  const view = new DataView(bytes.buffer);
  for (let slot = 0; slot < counters.length; slot += 1) view.setUint32(slot * 4, counters[slot] ?? 0, true);
  return bytes;
}

/** Counters from their stored bytes. Throws when the length is not that of the form version. */
export function unpackCounters(bytes: Uint8Array, layout: TallyLayout): Uint32Array {
  if (bytes.byteLength !== layout.size * 4)
    throw new Error(`a tally of ${bytes.byteLength} bytes does not fit a form of ${layout.size} counters`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const counters = emptyCounters(layout);
  for (let slot = 0; slot < layout.size; slot += 1) counters[slot] = view.getUint32(slot * 4, true);
  return counters;
}

/** Counters by question key. A number question counts its answers under the one name `answered`. */
export function toQuestionCounts(form: Form, counters: Counters): Record<string, QuestionCount> {
  const layout = tallyLayout(form);
  if (counters.length !== layout.size)
    throw new Error(`${counters.length} counters do not fit form ${form.id} version ${form.version}`);
  const at = (slot: number) => counters[slot] ?? 0;
  return Object.fromEntries(
    layout.questions.map(({ key, first, names }) => {
      const codes = Object.fromEntries(names.map((name, position) => [name, at(first + 2 + position)]));
      return [key, { blank: at(first), notAsked: at(first + 1), codes }];
    }),
  );
}
