/**
 * How well sheets are keyed: how far the two passes agree, how many errors each clerk makes, how fast he is. Sheets are
 * added one by one and only counts are kept, so that memory does not grow with them.
 *
 * Agreement: every field that at least one pass keyed is compared; one that only one pass keyed counts as differing.
 * Cohen's kappa is taken over fields that both keyed, blank and unreadable as categories of their own. An error is a
 * field that a clerk keyed otherwise than it was settled; where both agree there is none to be seen.
 */
import type { Form } from '../../survey-forms/form.ts';
import { fieldsOf, type KeyedAnswers, type KeyedField, valueAt } from '../../survey-forms/keyed-answers.ts';
import { categoryOf, type KeyedCell } from './double-entry.ts';

/** Errors in 1,000 fields that keying leaves: once, and twice with comparison (PLoS ONE 7(4): e35087). */
export const YARDSTICK = { single: 0.37, double: 0.046 } as const;

/** 97.5 % point of the normal distribution: intervals are of 95 %. */
const Z = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Wilson's interval of a share; null without a base. */
export function wilsonInterval(hits: number, base: number): Interval | null {
  if (base === 0) return null;
  const share = hits / base;
  const square = Z * Z;
  const middle = (share + square / (2 * base)) / (1 + square / base);
  const half =
    (Z / (1 + square / base)) * Math.sqrt((share * (1 - share)) / base + square / (4 * base * base));
  return { low: hits === 0 ? 0 : middle - half, high: hits === base ? 1 : middle + half };
}

/** Cohen's kappa with its large-sample variance (Fleiss, Cohen and Everitt 1969). */
export interface Kappa {
  /** Fields that both keyed. */
  readonly fields: number;
  /** Share of equal ones, and the share expected by chance. */
  readonly observed: number;
  readonly expected: number;
  readonly kappa: number;
  readonly variance: number;
  readonly interval: Interval;
}

export interface AgreementResult {
  readonly compared: number;
  readonly differing: number;
  /** Of the share of differing fields; null when nothing was compared. */
  readonly interval: Interval | null;
  /** Null where it is not defined: nothing was keyed twice, or only one value ever. */
  readonly kappa: Kappa | null;
}

/** Agreement of two passes over some fields. */
export class Agreement {
  #compared = 0;
  #differing = 0;
  /** What the first pass keyed → what the second keyed → fields. */
  readonly #table = new Map<string, Map<string, number>>();

  /** @param one,other categories; undefined: not keyed in that pass */
  add(one: string | undefined, other: string | undefined): void {
    if (one === undefined && other === undefined) return;
    this.#compared += 1;
    if (one !== other) this.#differing += 1;
    if (one === undefined || other === undefined) return;
    const row = this.#table.get(one) ?? new Map<string, number>();
    row.set(other, (row.get(other) ?? 0) + 1);
    this.#table.set(one, row);
  }

  result(): AgreementResult {
    const [compared, differing] = [this.#compared, this.#differing];
    const cells = [...this.#table].flatMap(([one, row]) =>
      [...row].map(([other, fields]) => ({ one, other, fields })),
    );
    return { compared, differing, interval: wilsonInterval(differing, compared), kappa: kappaOf(cells) };
  }
}

interface Cell {
  readonly one: string;
  readonly other: string;
  readonly fields: number;
}

function kappaOf(cells: readonly Cell[]): Kappa | null {
  const fields = cells.reduce((sum, cell) => sum + cell.fields, 0);
  if (fields === 0) return null;
  const [rows, columns] = [new Map<string, number>(), new Map<string, number>()];
  for (const { one, other, fields: n } of cells) {
    rows.set(one, (rows.get(one) ?? 0) + n / fields);
    columns.set(other, (columns.get(other) ?? 0) + n / fields);
  }
  const shareOf = (shares: Map<string, number>, category: string) => shares.get(category) ?? 0;
  const equal = cells.filter(({ one, other }) => one === other);
  const observed = equal.reduce((sum, cell) => sum + cell.fields, 0) / fields;
  const expected = [...rows].reduce((sum, [category, share]) => sum + share * shareOf(columns, category), 0);
  if (expected >= 1) return null;
  const kappa = (observed - expected) / (1 - expected);
  const spread = cells.reduce((sum, { one, other, fields: n }) => {
    const weight =
      one === other
        ? 1 - (shareOf(rows, one) + shareOf(columns, one)) * (1 - kappa)
        : (1 - kappa) * (shareOf(columns, one) + shareOf(rows, other));
    return sum + (n / fields) * weight * weight;
  }, 0);
  const variance =
    Math.max(0, spread - (kappa - expected * (1 - kappa)) ** 2) / (fields * (1 - expected) ** 2);
  const half = Z * Math.sqrt(variance);
  const interval = { low: kappa - half, high: Math.min(1, kappa + half) };
  return { fields, observed, expected, kappa, variance, interval };
}

/** One clerk's keying of a sheet, as far as quality goes. */
export interface MeasuredKeying {
  readonly pass: number;
  readonly clerk: string;
  readonly answers: KeyedAnswers;
  readonly keystrokes: number;
  readonly seconds: number;
}

export interface MeasuredSheet {
  readonly form: Form;
  readonly units: readonly string[];
  readonly keyings: readonly MeasuredKeying[];
  /** What a third person settled, field by field; null: nothing, or not yet. */
  readonly settled:
    | readonly { readonly question: string; readonly unit: string; readonly settled: KeyedCell }[]
    | null;
}

export interface ClerkQuality {
  readonly clerk: string;
  /** Keyings, of either pass. */
  readonly sheets: number;
  /** Fields of his in sheets whose every field is certain: both passes equal, or settled. */
  readonly fields: number;
  readonly errors: number;
  /** Of the share of errors; null without such fields. */
  readonly interval: Interval | null;
  /** Null where no time was measured, as with imports. */
  readonly keystrokesPerHour: number | null;
  readonly sheetsPerHour: number | null;
}

export interface QuestionQuality extends AgreementResult {
  readonly form: string;
  readonly question: string;
}

export interface QualityReport {
  /** Sheets with a keying; of these keyed twice; of these equal, settled and still open. */
  readonly sheets: {
    readonly keyed: number;
    readonly twice: number;
    readonly equal: number;
    readonly settled: number;
    readonly open: number;
  };
  readonly all: AgreementResult;
  /** In the order in which they were first met: that of the forms. */
  readonly questions: readonly QuestionQuality[];
  /** The busiest first. */
  readonly clerks: readonly ClerkQuality[];
}

interface Work {
  sheets: number;
  fields: number;
  errors: number;
  timed: number;
  keystrokes: number;
  seconds: number;
}

const SECONDS_PER_HOUR = 3600;

/** Takes sheets in and reports on all of them. */
export class QualityCount {
  readonly #sheets = { keyed: 0, twice: 0, equal: 0, settled: 0, open: 0 };
  readonly #all = new Agreement();
  readonly #questions = new Map<string, { form: string; question: string; agreement: Agreement }>();
  readonly #clerks = new Map<string, Work>();

  add(sheet: MeasuredSheet): void {
    if (sheet.keyings.length === 0) return;
    this.#sheets.keyed += 1;
    for (const keying of sheet.keyings) this.#addWork(keying);
    const first = sheet.keyings.find((one) => one.pass === 1);
    const second = sheet.keyings.find((one) => one.pass === 2);
    if (!first || !second) return;
    this.#sheets.twice += 1;
    const isEqual = this.#compare(sheet, first, second);
    const standing = isEqual ? 'equal' : sheet.settled ? 'settled' : 'open';
    this.#sheets[standing] += 1;
    if (standing === 'open') return;
    const truth = truthOf(first, sheet);
    for (const keying of [first, second]) this.#addErrors(sheet, keying, truth);
  }

  report(): QualityReport {
    return {
      sheets: { ...this.#sheets },
      all: this.#all.result(),
      questions: [...this.#questions.values()].map(({ form, question, agreement }) => ({
        ...{ form, question },
        ...agreement.result(),
      })),
      clerks: [...this.#clerks].map(clerkQuality).sort((a, b) => b.sheets - a.sheets),
    };
  }

  #workOf(clerk: string): Work {
    const known = this.#clerks.get(clerk);
    const work = known ?? { sheets: 0, fields: 0, errors: 0, timed: 0, keystrokes: 0, seconds: 0 };
    if (!known) this.#clerks.set(clerk, work);
    return work;
  }

  #addWork({ clerk, keystrokes, seconds }: MeasuredKeying): void {
    const work = this.#workOf(clerk);
    work.sheets += 1;
    if (seconds <= 0) return;
    work.timed += 1;
    work.keystrokes += keystrokes;
    work.seconds += seconds;
  }

  /** @returns whether the passes are equal */
  #compare({ form, units }: MeasuredSheet, first: MeasuredKeying, second: MeasuredKeying): boolean {
    let isEqual = true;
    for (const field of fieldsOf(form, units)) {
      const one = categoryOf(field, valueAt(first.answers, field));
      const other = categoryOf(field, valueAt(second.answers, field));
      isEqual &&= one === other;
      this.#all.add(one, other);
      this.#agreementOf(form.id, field.question.key).add(one, other);
    }
    return isEqual;
  }

  #agreementOf(form: string, question: string): Agreement {
    const key = `${form} ${question}`;
    const known = this.#questions.get(key) ?? { form, question, agreement: new Agreement() };
    this.#questions.set(key, known);
    return known.agreement;
  }

  #addErrors(
    { form, units }: MeasuredSheet,
    { clerk, answers }: MeasuredKeying,
    truth: (field: KeyedField) => KeyedCell,
  ): void {
    const work = this.#workOf(clerk);
    for (const field of fieldsOf(form, units)) {
      const keyed = categoryOf(field, valueAt(answers, field));
      const settled = categoryOf(field, truth(field));
      if (keyed === undefined && settled === undefined) continue;
      work.fields += 1;
      if (keyed !== settled) work.errors += 1;
    }
  }
}

/** What the sheet says: as it was settled, and where nothing was to be settled, as both read it. */
function truthOf(first: MeasuredKeying, { settled }: MeasuredSheet): (field: KeyedField) => KeyedCell {
  const decided = new Map((settled ?? []).map((one) => [`${one.question} ${one.unit}`, one.settled]));
  return (field) => {
    const place = `${field.question.key} ${field.unit}`;
    return decided.has(place) ? decided.get(place) : valueAt(first.answers, field);
  };
}

function clerkQuality([clerk, work]: [string, Work]): ClerkQuality {
  const { sheets, fields, errors } = work;
  const perHour = (amount: number) =>
    work.seconds === 0 ? null : (amount * SECONDS_PER_HOUR) / work.seconds;
  return {
    ...{ clerk, sheets, fields, errors },
    interval: wilsonInterval(errors, fields),
    keystrokesPerHour: perHour(work.keystrokes),
    sheetsPerHour: perHour(work.timed),
  };
}
