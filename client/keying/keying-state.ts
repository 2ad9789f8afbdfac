/**
 * The keying screen without a screen: a state and a key give the next state, at once and without anybody to ask. A sheet
 * is its serial, its fields in the order of the paper, its free text (pass 1), and Enter. Keys are named as `read-key.ts`
 * names them, instants are milliseconds of a clock that never jumps. Pure.
 */
import type { TextQuestion } from '../../survey-forms/form.ts';
import {
  askedFields,
  countableOf,
  type KeyedAnswers,
  type KeyedField,
  type KeyedValue,
  textsOf,
  valueAt,
  withValue,
} from '../../survey-forms/keyed-answers.ts';
import { askedQuestions } from '../../survey-forms/relevance.ts';
import { isSerial, SERIAL_DIGITS } from '../../survey-forms/serial.ts';
import { type EntryFault, enter, isDigit, NOTHING_TYPED, type Typed } from './code-entry.ts';
import type { KeyedSheet, Pack, Standing } from './pack.ts';
import { STOPPED, sheetDone, ticked, type WorkClock } from './work-clock.ts';

/** One pass of one batch, and how its sheets stand now, what was keyed a moment ago included. */
export interface Task {
  readonly pack: Pack;
  /** Codes of `pack.units`. */
  readonly units: readonly string[];
  /** Null: no sheet of this batch that waits to be keyed. */
  standing(serial: string): Standing | null;
  /** Where else the sheet is to be keyed, in words; null: not known on this computer. */
  elsewhere(serial: string): string | null;
}

/** What a key was refused for; the sentence is `words.keying.faults[code]`. */
export interface Fault {
  readonly code:
    | EntryFault
    | 'wrong-check-digit'
    | 'not-in-batch'
    | 'in-other-batch'
    | 'keyed-by-you'
    | 'keyed-by-other'
    | 'same-clerk'
    | 'serial-first'
    | 'scanned-early'
    | 'save-first';
  /** The serial it is about, the other batch, or the bound that was passed. */
  readonly about?: string | undefined;
}

/** What lies over the sheet and takes the keys. */
export type Cover = 'pause' | 'keys' | 'leave';

/** A field that was left, and what had been keyed before it: the way back is the way forth. */
export interface LeftField {
  readonly field: KeyedField;
  readonly value: KeyedValue;
  readonly before: KeyedAnswers;
}

interface LeftText {
  readonly question: string;
  readonly text: string;
}

/** A digit, when it came, and what was there before it; null before a sheet was open. */
interface RecentDigit {
  readonly digit: string;
  readonly at: number;
  readonly before: Keying | null;
}

export interface Keying {
  /** Digits of the serial; six once a sheet is open. */
  readonly serial: string;
  readonly left: readonly LeftField[];
  readonly keyed: KeyedAnswers;
  readonly typed: Typed;
  readonly texts: readonly LeftText[];
  /** The free text being written. */
  readonly text: string;
  readonly cover: Cover | null;
  readonly fault: Fault | null;
  /** Keys refused so far: each sounds, though the sentence is the same. */
  readonly faults: number;
  /** Of the sheet at hand; a serial read by a scanner costs none. */
  readonly keystrokes: number;
  readonly clock: WorkClock;
  /** The last digits, at most six: what comes faster than a hand can type was scanned. */
  readonly recent: readonly RecentDigit[];
  /** A scanner may end a serial with Enter: the one right after it means nothing. */
  readonly afterSerial: boolean;
  /** The sheet saved last, another object each time. */
  readonly saved: KeyedSheet | null;
}

export const START: Keying = {
  serial: '',
  left: [],
  keyed: {},
  typed: NOTHING_TYPED,
  texts: [],
  text: '',
  cover: null,
  fault: null,
  faults: 0,
  keystrokes: 0,
  clock: STOPPED,
  recent: [],
  afterSerial: false,
  saved: null,
};

/** What the next key is for. */
export type Step =
  | { readonly is: 'serial' }
  | { readonly is: 'field'; readonly field: KeyedField }
  | { readonly is: 'text'; readonly question: TextQuestion }
  | { readonly is: 'summary' };

export function stepOf(task: Task, state: Keying): Step {
  if (!isOpen(state)) return { is: 'serial' };
  const field = upcoming(task, state)[0];
  if (field) return { is: 'field', field };
  const question = askedTexts(task, state)[state.texts.length];
  return question ? { is: 'text', question } : { is: 'summary' };
}

/** Whether a sheet is under the clerk's hands. */
export const isOpen = ({ serial }: Keying): boolean => serial.length === SERIAL_DIGITS;

/** The fields still to be keyed, as far as it is known now that they are asked. */
export function upcoming({ pack, units }: Task, { keyed }: Keying): KeyedField[] {
  return askedFields(pack.form, units, keyed).filter((field) => valueAt(keyed, field) === undefined);
}

/** Free text is keyed in the first pass only, and not compared. */
function askedTexts({ pack }: Task, { keyed, texts }: Keying): TextQuestion[] {
  if (pack.pass === 2) return [];
  const written = Object.fromEntries(texts.map(({ question, text }) => [question, text]));
  const asked = new Set(askedQuestions(pack.form, { ...countableOf(keyed), ...written }));
  return textsOf(pack.form).filter((question) => asked.has(question));
}

/** The next state. A key that nothing here knows, such as an arrow, changes nothing. */
export function press(task: Task, state: Keying, key: string, at: number): Keying {
  if (state.cover !== null) return underCover(state, state.cover, key, at);
  const step = stepOf(task, state);
  if (step.is !== 'text' && (key === 'p' || key === 'P')) return pause(state, at);
  if (key === 'F2') return pause(state, at);
  if (step.is !== 'text' && key === '?') return { ...state, cover: 'keys', fault: null };
  if (key === 'Enter' && state.afterSerial) return { ...state, afterSerial: false };
  if (key === 'Escape') return leave(state, at);
  if (key.length > 1 && key !== 'Enter' && key !== 'Backspace') return state;
  const scanned = scannedEarly(task, state, step, key, at);
  if (scanned.is === 'refused') return scanned.state;
  const counted: Keying = {
    ...state,
    fault: null,
    afterSerial: false,
    recent: scanned.recent,
    keystrokes: state.keystrokes + 1,
    clock: ticked(state.clock, at),
  };
  if (step.is === 'serial') return pressInSerial(task, counted, key, at);
  if (step.is === 'field') return pressInField(task, counted, step.field, key);
  if (step.is === 'text') return pressInText(task, counted, step.question, key);
  return pressInSummary(task, counted, key);
}

/** The free text as it is written now; cut where the question has an end. Signs count as the server counts them. */
export function write(task: Task, state: Keying, text: string): Keying {
  const step = stepOf(task, state);
  if (step.is !== 'text') return state;
  return { ...state, text: [...text].slice(0, step.question.maxLength).join('') };
}

/** Opens a sheet by its serial without a key: where a power cut left off, or a refused one that is keyed again. */
export function openSheet(task: Task, state: Keying, serial: string): Keying {
  const fault = serialFault(task, serial);
  return fault ? refused(state, fault) : { ...state, serial };
}

const refused = (state: Keying, fault: Fault): Keying => ({ ...state, fault, faults: state.faults + 1 });

/** Without the sheet at hand; clock and what was saved go on. */
const withoutSheet = (state: Keying): Keying => ({
  ...START,
  faults: state.faults,
  clock: state.clock,
  saved: state.saved,
});

const pause = (state: Keying, at: number): Keying => ({
  ...state,
  cover: 'pause',
  fault: null,
  clock: ticked(state.clock, at),
});

/** A sheet with something on it is left only when asked for twice. */
function leave(state: Keying, at: number): Keying {
  const { left, typed } = state;
  if (left.length === 0 && typed.typed === '' && typed.chosen.length === 0) return withoutSheet(state);
  return { ...state, cover: 'leave', fault: null, clock: ticked(state.clock, at) };
}

/** Whatever passed under a cover does not count: the clock goes on from the key that lifts it. */
function underCover(state: Keying, cover: Cover, key: string, at: number): Keying {
  const uncovered: Keying = { ...state, cover: null, clock: { ...state.clock, lastAt: at } };
  if (cover === 'pause') return ['F2', 'p', 'P', 'Enter', 'Escape'].includes(key) ? uncovered : state;
  if (cover === 'keys') return ['?', 'Enter', 'Escape'].includes(key) ? uncovered : state;
  if (key === 'Enter') return withoutSheet(uncovered);
  return key === 'Escape' || key === 'Backspace' ? uncovered : state;
}

/** Six digits within this many milliseconds come from a scanner. */
const SCAN_MS = 300;

type Scan =
  | { readonly is: 'none'; readonly recent: readonly RecentDigit[] }
  | { readonly is: 'refused'; readonly state: Keying };

/**
 * Whoever scans the next sheet before this one is finished would answer six fields with its serial: they are taken back.
 */
function scannedEarly(task: Task, state: Keying, step: Step, key: string, at: number): Scan {
  if (!isDigit(key) || step.is === 'text') return { is: 'none', recent: [] };
  const before = step.is === 'serial' ? null : { ...state, recent: [] };
  const recent = [...state.recent, { digit: key, at, before }].slice(-SERIAL_DIGITS);
  const serial = scannedSerial(recent, at);
  const start = recent[0]?.before ?? null;
  if (serial === null || start === null || !isSerial(serial) || task.standing(serial) === null)
    return { is: 'none', recent };
  const taken = { ...start, faults: state.faults, afterSerial: true, clock: ticked(state.clock, at) };
  return { is: 'refused', state: refused(taken, { code: 'scanned-early', about: serial }) };
}

/** Six digits that no hand has typed; null: it was a hand. */
function scannedSerial(recent: readonly RecentDigit[], at: number): string | null {
  const [first] = recent;
  if (recent.length < SERIAL_DIGITS || first === undefined || at - first.at > SCAN_MS) return null;
  return recent.map(({ digit }) => digit).join('');
}

function pressInSerial(task: Task, state: Keying, key: string, at: number): Keying {
  if (key === 'Backspace') return { ...state, serial: state.serial.slice(0, -1) };
  if (!isDigit(key)) return refused(state, { code: 'serial-first' });
  const serial = state.serial + key;
  if (serial.length < SERIAL_DIGITS) return { ...state, serial };
  const fault = serialFault(task, serial);
  // Nothing stays in the way of the next scan.
  if (fault) return { ...refused(withoutSheet(state), fault), afterSerial: true };
  const scanned = scannedSerial(state.recent, at) === serial;
  const keystrokes = scanned ? state.keystrokes - SERIAL_DIGITS : state.keystrokes;
  return { ...state, serial, keystrokes, afterSerial: true, recent: [] };
}

function serialFault(task: Task, serial: string): Fault | null {
  if (!isSerial(serial)) return { code: 'wrong-check-digit', about: serial };
  const standing = task.standing(serial);
  if (standing === 'no') return null;
  if (standing !== null) return { code: REFUSED[standing], about: serial };
  const elsewhere = task.elsewhere(serial);
  return elsewhere === null
    ? { code: 'not-in-batch', about: serial }
    : { code: 'in-other-batch', about: elsewhere };
}

const REFUSED = {
  'by-you': 'keyed-by-you',
  'by-other': 'keyed-by-other',
  'other-pass-yours': 'same-clerk',
} as const;

function pressInField({ pack }: Task, state: Keying, field: KeyedField, key: string): Keying {
  const entry = enter(pack.form, field, state.typed, key);
  if (entry.is === 'back') return back(state);
  if (entry.is === 'fault') return refused(state, { code: entry.code, about: entry.limit });
  if (entry.is === 'typing') return { ...state, typed: { typed: entry.typed, chosen: entry.chosen } };
  const { keyed } = state;
  return {
    ...state,
    left: [...state.left, { field, value: entry.value, before: keyed }],
    keyed: withValue(keyed, field, entry.value),
    typed: NOTHING_TYPED,
  };
}

/** To the field before, emptied for keying it anew; at the first one nothing moves. */
function back(state: Keying): Keying {
  const last = state.left.at(-1);
  if (!last) return state;
  return { ...state, left: state.left.slice(0, -1), keyed: last.before, typed: NOTHING_TYPED };
}

/** To the text before, as it was written; from the first to the last field. */
function backFromText(state: Keying): Keying {
  const last = state.texts.at(-1);
  return last ? { ...state, texts: state.texts.slice(0, -1), text: last.text } : back(state);
}

/** The letters themselves come by `write`: only a field of the browser knows how Vietnamese is typed. */
function pressInText(task: Task, state: Keying, question: TextQuestion, key: string): Keying {
  const scanned = key === 'Enter' ? serialBehind(task, state.text) : null;
  if (scanned !== null) {
    const text = state.text.replace(BEHIND, '');
    return refused({ ...state, text }, { code: 'scanned-early', about: scanned });
  }
  if (key === 'Enter')
    return { ...state, texts: [...state.texts, { question: question.key, text: state.text }], text: '' };
  return key === 'Backspace' && state.text === '' ? backFromText(state) : state;
}

const BEHIND = /\d{6}\s*$/;

/** The serial of another sheet at the end of a text: a scanner wrote it, nobody's opinion ends like that. */
function serialBehind(task: Task, text: string): string | null {
  const serial = BEHIND.exec(text)?.[0].trim() ?? '';
  return isSerial(serial) && task.standing(serial) !== null ? serial : null;
}

function pressInSummary(task: Task, state: Keying, key: string): Keying {
  if (key === 'Backspace') return backFromText(state);
  if (key !== 'Enter') return refused(state, { code: 'save-first' });
  const clock = sheetDone(state.clock);
  return { ...withoutSheet(state), clock, saved: sheetOf(task, state) };
}

/** The sheet as it is sent: every asked field, and no value of one that a later answer closed. */
function sheetOf({ pack, units }: Task, state: Keying): KeyedSheet {
  const answers = askedFields(pack.form, units, state.keyed).reduce<KeyedAnswers>((kept, field) => {
    const value = valueAt(state.keyed, field);
    return value === undefined ? kept : withValue(kept, field, value);
  }, {});
  const written = state.texts
    .map(({ question, text }) => [question, text.normalize('NFC').trim()] as const)
    .filter(([, text]) => text !== '');
  return {
    campaign: pack.campaign,
    batch: pack.batch,
    serial: state.serial,
    pass: pack.pass,
    formVersion: pack.form.version,
    answers,
    comments: Object.fromEntries(written),
    keystrokes: state.keystrokes,
    seconds: Math.round(state.clock.sheet / 1000),
  };
}
