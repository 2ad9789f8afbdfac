/**
 * Takes answers in by groups: those that arrive in one turn of the event loop share one durable transaction, and none is
 * acknowledged before it is committed. fsync rules the cost of an answer; sharing it is what makes a counter's rush hour
 * fit one machine.
 */
import { storageTrouble } from '../../db/dialect.ts';
import { inTransaction } from '../../db/transaction.ts';
import { dayOf } from '../core/calendar.ts';
import type { Environment } from '../environment.ts';
import { Problem } from '../problem.ts';
import { SurveyBook } from '../survey-book.ts';
import { acceptResponses, type Outcome } from './accept-response.ts';
import { type Arrival, knownUnit, type Prepared, prepareResponse } from './prepare-response.ts';

export interface IntakeOptions {
  /** The most answers in one transaction; 1 takes every answer by itself. */
  readonly groupLimit: number;
  /** Called on an I/O error or corruption: the process must end, never go on acknowledging (decision 14). */
  readonly fatal: (error: unknown) => void;
}

interface Waiting {
  readonly arrival: Arrival;
  readonly settle: (outcome: Outcome) => void;
}

/** Seconds a device should wait when the database is full or away. */
const RETRY_AFTER = 30;

export class Intake {
  readonly #queue: Waiting[] = [];
  readonly #burst = new BurstCounter();
  #draining: Promise<void> | null = null;

  constructor(
    private readonly environment: Environment,
    private readonly options: IntakeOptions,
    readonly book: SurveyBook = new SurveyBook(environment.db),
  ) {}

  /** Resolves after the answer is durable, or with what is wrong with it. Never rejects. */
  accept(arrival: Arrival): Promise<Outcome> {
    return new Promise((settle) => {
      this.#queue.push({ arrival, settle });
      this.#draining ??= this.#drain();
    });
  }

  /** For damage met outside of intake, on the same database: it ends the process like damage met here. */
  get fatal(): IntakeOptions['fatal'] {
    return this.options.fatal;
  }

  /** Resolves when nothing is under way: a server that stops waits for it. */
  async idle(): Promise<void> {
    while (this.#draining) await this.#draining;
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      // Lets every request that has already arrived join this group.
      await new Promise(setImmediate);
      await this.#take(this.#queue.splice(0, this.options.groupLimit));
    }
    this.#draining = null;
  }

  async #take(group: readonly Waiting[]): Promise<void> {
    let outcomes: readonly Outcome[];
    try {
      outcomes = await this.#accept(group.map((one) => one.arrival));
    } catch (error) {
      // What no check foresaw fails alone: a bad answer never takes its neighbours with it.
      if (group.length > 1 && storageTrouble(error) === null) {
        for (const one of group) await this.#take([one]);
        return;
      }
      const problem = this.#troubleOf(error);
      outcomes = group.map(() => ({ ok: false, problem }));
    }
    for (const [i, one] of group.entries()) {
      one.settle(outcomes[i] ?? { ok: false, problem: new Problem('internal') });
    }
  }

  async #accept(arrivals: readonly Arrival[]): Promise<Outcome[]> {
    await this.book.refresh(new Set(arrivals.map((arrival) => arrival.survey)));
    const now = this.environment.now();
    const prepared = arrivals.map((arrival) => this.#prepare(arrival, now));
    const known = prepared.filter((one) => one !== null);
    const outcomes = await this.#store(known);
    let next = 0;
    const unknown: Outcome = {
      ok: false,
      problem: new Problem('unknown-survey', [{ field: 'survey', code: 'unknown-survey' }]),
    };
    return prepared.map((one) => (one === null ? unknown : (outcomes[next++] ?? unknown)));
  }

  #prepare(arrival: Arrival, now: Date): Prepared | null {
    const entry = this.book.get(arrival.survey);
    if (!entry) return null;
    const unit = knownUnit(arrival, entry);
    const burst = this.#burst.above(arrival.survey, unit, entry.survey.burstBound, now);
    return prepareResponse(arrival, entry, dayOf(now), burst);
  }

  /** One transaction for all of them. Towards a burst counts only what it stored: no retry, and nothing refused. */
  async #store(group: readonly Prepared[]): Promise<readonly Outcome[]> {
    if (group.length === 0) return [];
    let outcomes: readonly Outcome[] = [];
    try {
      outcomes = await inTransaction(this.environment.db, (trx) =>
        acceptResponses(trx, this.environment, group),
      );
    } finally {
      for (const [i, { survey, unit }] of group.entries()) {
        const outcome = outcomes[i];
        if (!outcome?.ok || !outcome.stored) this.#burst.takeBack(survey, unit);
      }
    }
    return outcomes;
  }

  #troubleOf(error: unknown): Problem {
    const trouble = storageTrouble(error);
    if (trouble === 'fatal') this.options.fatal(error);
    if (trouble !== null) return new Problem('storage-unavailable', [], RETRY_AFTER);
    this.#report(error);
    return new Problem('internal');
  }

  #report(error: unknown): void {
    process.stderr.write(`intake: ${error instanceof Error ? error.stack : String(error)}\n`);
  }
}

/** Answers per unit in the running minute, in memory only: the flag `burst` needs no stored time (decision 19). */
class BurstCounter {
  #minute = 0;
  #counts = new Map<string, number>();

  above(survey: string, unit: string, bound: number, now: Date): boolean {
    const minute = Math.floor(now.getTime() / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#counts = new Map();
    }
    const key = `${survey} ${unit}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count > bound;
  }

  takeBack(survey: string, unit: string): void {
    const key = `${survey} ${unit}`;
    this.#counts.set(key, Math.max(0, (this.#counts.get(key) ?? 0) - 1));
  }
}
