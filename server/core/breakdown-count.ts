/** Answers → counters by the code of a declared question: as `tally.ts`, once for each code that was chosen. */
import type { Answers } from '../../survey-forms/answer.ts';
import type { Form } from '../../survey-forms/form.ts';
import { addTo, type Counters, emptyCounters, tallyLayout } from './tally.ts';

/** What is counted apart, beside question and code. */
export interface BreakdownKey {
  readonly unit: string;
  readonly basis: string;
  readonly flagged: boolean;
}

export interface BreakdownCount<Key extends BreakdownKey = BreakdownKey> {
  readonly key: Key;
  readonly formVersion: number;
  readonly question: string;
  readonly code: number;
  responses: number;
  readonly counters: Counters;
}

/** Stands for an answer that was left blank, or a question that was not asked. */
export const NO_CODE = -1;

/** Adds answers up, one response at a time. */
export class BreakdownCounting<Key extends BreakdownKey = BreakdownKey> {
  readonly #counts = new Map<string, BreakdownCount<Key>>();

  constructor(private readonly questions: readonly string[]) {}

  /** @param slots what the response raises in a tally of its unit (`countResponse`) */
  add(form: Form, answers: Answers, key: Key, slots: readonly number[]): void {
    for (const question of this.questions) {
      const answer = answers[question];
      const code = typeof answer === 'number' ? answer : NO_CODE;
      const one = this.#of(form, key, question, code);
      addTo(one.counters, slots, 1);
      one.responses += 1;
    }
  }

  get counts(): BreakdownCount<Key>[] {
    return [...this.#counts.values()];
  }

  #of(form: Form, key: Key, question: string, code: number): BreakdownCount<Key> {
    const text = JSON.stringify([key.unit, key.basis, key.flagged, form.version, question, code]);
    const known = this.#counts.get(text);
    if (known) return known;
    const counters = emptyCounters(tallyLayout(form));
    const made = { key, formVersion: form.version, question, code, responses: 0, counters };
    this.#counts.set(text, made);
    return made;
  }
}
