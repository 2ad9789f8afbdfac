/**
 * Pages that follow a survey without asking: one look a second for each survey that is followed, whoever many follow it,
 * at counters only. A look at a large survey takes longer, and then comes less often: never more than a twentieth of the
 * server's time.
 */
import { storageTrouble } from '../db/dialect.ts';
import { arrivalsByUnit } from '../db/queries/ledger.ts';
import type { OpenSurvey } from '../db/queries/surveys.ts';
import type { Intake } from './actions/intake.ts';
import { dayOf, windowAt } from './core/calendar.ts';
import type { Environment } from './environment.ts';
import { Problem } from './problem.ts';
import { nameOfHash } from './release-name.ts';
import { READ_WHOLE_EVERY_MS, surveyState } from './survey-state.ts';

/** How a survey stands at one look. */
export interface Glance {
  readonly survey: OpenSurvey;
  readonly exact: boolean;
  readonly release: string;
  /** Released responses by unit. */
  readonly released: ReadonlyMap<string, number>;
  /** By unit; '' for a form that rates many. */
  readonly arrivals: ReadonlyMap<string, { readonly today: number; readonly total: number }>;
}

interface Watched {
  /** Rises with every look. */
  looks: number;
  glance: Glance | null;
  followers: number;
  /** Told once, not every second. */
  isTroubled: boolean;
  readonly waiting: Set<() => void>;
  timer: NodeJS.Timeout | null;
}

/** Milliseconds. */
export const PACE = {
  lookEvery: 1000,
  readWholeEvery: READ_WHOLE_EVERY_MS,
  /** Somebody between server and page may close a line on which nothing comes. */
  heartbeat: 20_000,
} as const;
/** A look may take a twentieth of the time. */
const REST = 20;
/** Pages of one account that may follow at the same time. */
export const MOST_FOLLOWERS = 20;

export class SurveyFollowers {
  readonly #watched = new Map<string, Watched>();
  readonly #lines = new Map<AbortController, string>();
  #isStopped = false;

  constructor(
    private readonly environment: Environment,
    private readonly intake: Intake,
    readonly pace: Readonly<Record<keyof typeof PACE, number>> = PACE,
  ) {}

  /** For trouble on a line: damage ends the process, as damage met by intake does (decision 14). */
  report(error: unknown): void {
    if (storageTrouble(error) === 'fatal') this.intake.fatal(error);
    else process.stderr.write(`A survey could not be looked at: ${String(error)}\n`);
  }

  /** Ends every line. */
  stop(): void {
    this.#isStopped = true;
    for (const line of this.#lines.keys()) line.abort();
  }

  /** A line for a page of an account; aborting it ends it. @throws Problem `too-many-followers` */
  open(account: string): AbortController {
    const lines = [...this.#lines.values()].filter((one) => one === account);
    if (lines.length >= MOST_FOLLOWERS) throw new Problem('too-many-followers');
    const line = new AbortController();
    this.#lines.set(line, account);
    line.signal.addEventListener('abort', () => this.#lines.delete(line), { once: true });
    if (this.#isStopped) line.abort();
    return line;
  }

  /** Every look at the survey, null where none came for a while; ends with the signal. */
  async *follow(survey: string, signal: AbortSignal): AsyncGenerator<Glance | null> {
    const watched = this.#watch(survey);
    let seen = 0;
    try {
      while (!signal.aborted) {
        const isNew = watched.looks !== seen || (await pause(watched.waiting, signal, this.pace.heartbeat));
        seen = watched.looks;
        if (!signal.aborted) yield isNew ? watched.glance : null;
      }
    } finally {
      this.#leave(survey, watched);
    }
  }

  #watch(survey: string): Watched {
    const watched = this.#watched.get(survey) ?? {
      ...{ looks: 0, glance: null, followers: 0, isTroubled: false, timer: null },
      waiting: new Set<() => void>(),
    };
    watched.followers += 1;
    if (watched.followers === 1) {
      this.#watched.set(survey, watched);
      void this.#look(survey, watched);
    }
    return watched;
  }

  #leave(survey: string, watched: Watched): void {
    watched.followers -= 1;
    if (watched.followers > 0) return;
    if (watched.timer) clearTimeout(watched.timer);
    this.#watched.delete(survey);
  }

  async #look(id: string, watched: Watched): Promise<void> {
    const began = Date.now();
    try {
      await this.#read(id, watched);
      watched.isTroubled = false;
    } catch (error) {
      // What cannot be read now may be read in a second; who follows keeps what he has.
      if (!watched.isTroubled && watched.followers > 0 && !this.#isStopped) this.report(error);
      watched.isTroubled = true;
    }
    if (watched.followers === 0) return;
    const next = Math.max(this.pace.lookEvery, REST * (Date.now() - began));
    watched.timer = setTimeout(() => void this.#look(id, watched), next);
  }

  async #read(id: string, watched: Watched): Promise<void> {
    const { db } = this.environment;
    const survey = (await this.intake.book.find(id))?.survey;
    if (!survey) return;
    const today = dayOf(this.environment.now());
    const exact = windowAt(survey, today) === 'over';
    const arrivals = await arrivalsByUnit(db, survey, today);
    const { state } = await surveyState(db, survey, exact, this.pace.readWholeEvery);
    const released = new Map<string, number>();
    for (const { unit, responses } of state.tallies)
      released.set(unit, (released.get(unit) ?? 0) + responses);
    watched.glance = { survey, exact, release: nameOfHash(state.hash), released, arrivals };
    watched.looks += 1;
    for (const wake of [...watched.waiting]) wake();
  }
}

/** Waits for the next look, as long as a heartbeat. @returns whether there was one */
function pause(waiting: Set<() => void>, ends: AbortSignal, atMost: number): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (looked: boolean) => {
      clearTimeout(timer);
      waiting.delete(wake);
      ends.removeEventListener('abort', quit);
      resolve(looked);
    };
    const wake = () => done(true);
    const quit = () => done(false);
    const timer = setTimeout(quit, atMost);
    waiting.add(wake);
    ends.addEventListener('abort', quit, { once: true });
  });
}
