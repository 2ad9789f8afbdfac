/**
 * How many answers a second: the bare web server, validation only, and the whole intake in groups and one by one. All in
 * one run on one machine, rounds interleaved, medians: figures of different runs or machines are not comparable, the
 * ratios are.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBodies } from './bench-province.ts';
import type { ServerKind, ServerReport } from './bench-server.ts';
import { CONNECTIONS, fire, type Volley } from './fire.ts';
import { buildBenchServer, type MeasuredServer, startMeasured } from './measured-server.ts';

export interface Measurement {
  readonly name: string;
  readonly kind: ServerKind;
  /** Requests a second: median, least and most of the rounds. */
  readonly perSecond: number;
  readonly least: number;
  readonly most: number;
  /** Milliseconds, medians of the rounds. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of the server's processor time a request, which hardly depends on what else the machine does. */
  readonly processor: number;
  /** Bytes after the last round. */
  readonly residentMemory: number;
  /** Requests answered as they should be, warm-up included; any other answer is an error. */
  readonly answered: number;
  /** Responses in the database, and in its tallies, at the end. */
  readonly responses: number;
  readonly tallied: number;
}

export interface Settings {
  readonly rounds: number;
  /** Requests of the warm-up, which also shows how many make a round of `roundSeconds`. */
  readonly warmUp: number;
  readonly roundSeconds: number;
  /** Addresses of empty PostgreSQL databases for grouped and single intake; null: SQLite only. */
  readonly postgres: readonly [grouped: string, single: string] | null;
  /** Folder for CPU profiles of the servers. */
  readonly profiles?: string | undefined;
}

const SQLITE: readonly (readonly [name: string, kind: ServerKind])[] = [
  ['a  hello', 'hello'],
  ['b  parse and validate only', 'validate'],
  ['c  stored and tallied, in groups', 'grouped'],
  ['d  the same, one at a time', 'single'],
];

/** @returns one line per server, in the order of the table. @throws Error on any answer that is not as it should be */
export async function measureIntake(settings: Settings): Promise<Measurement[]> {
  const { rounds, warmUp, roundSeconds, postgres, profiles } = settings;
  const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-bench-'));
  const program = await buildBenchServer();
  const contenders: Contender[] = [];
  const enter = async (name: string, kind: ServerKind, address: string) => {
    const server = await startMeasured(program, kind, address, profiles);
    contenders.push(new Contender(name, kind, server));
  };
  try {
    for (const [name, kind] of SQLITE) await enter(name, kind, join(folder, `${kind}.db`));
    if (postgres) {
      await enter('cp c on PostgreSQL', 'grouped', postgres[0]);
      await enter('dp d on PostgreSQL', 'single', postgres[1]);
    }
    for (const one of contenders) await one.warmUp(warmUp, roundSeconds);
    for (let round = 0; round < rounds; round += 1) for (const one of contenders) await one.round();
    return await Promise.all(contenders.map((one) => one.measurement()));
  } finally {
    await Promise.all(contenders.map((one) => one.server.stop()));
    program.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

export const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

/** One server and what was measured of it. */
class Contender {
  readonly #volleys: Volley[] = [];
  #perRound = 0;
  #answered = 0;
  #before: { readonly processor: number; readonly answered: number } = { processor: 0, answered: 0 };

  constructor(
    readonly name: string,
    readonly kind: ServerKind,
    readonly server: MeasuredServer,
  ) {}

  async warmUp(requests: number, roundSeconds: number): Promise<void> {
    const { perSecond } = await this.#fire(requests);
    this.#perRound = Math.max(1, Math.round((perSecond * roundSeconds) / CONNECTIONS)) * CONNECTIONS;
    this.#before = { processor: (await this.server.report()).processor, answered: this.#answered };
  }

  async round(): Promise<void> {
    this.#volleys.push(await this.#fire(this.#perRound));
  }

  async #fire(requests: number): Promise<Volley> {
    const { origin } = this.server;
    // The number of answers so far as seed: no two volleys send the same answers.
    const done =
      this.kind === 'hello'
        ? await fire(origin, { amount: requests })
        : await fire(`${origin}/api/v1/responses`, { bodies: makeBodies(this.#answered, requests) });
    if (done.statuses[this.kind === 'hello' ? '200' : '201'] !== requests)
      throw new Error(`${this.name}: of ${requests} answers, by status: ${JSON.stringify(done.statuses)}`);
    this.#answered += requests;
    return done;
  }

  async measurement(): Promise<Measurement> {
    const { responses, tallied, residentMemory, processor } = this.#checked(await this.server.report());
    const rates = this.#volleys.map((one) => one.perSecond);
    return {
      name: this.name,
      kind: this.kind,
      perSecond: median(rates),
      least: Math.min(...rates),
      most: Math.max(...rates),
      p50: median(this.#volleys.map((one) => one.p50)),
      p99: median(this.#volleys.map((one) => one.p99)),
      processor: (processor - this.#before.processor) / (this.#answered - this.#before.answered),
      residentMemory,
      answered: this.#answered,
      responses,
      tallied,
    };
  }

  #checked(report: ServerReport): ServerReport {
    const stored = this.kind === 'grouped' || this.kind === 'single' ? this.#answered : 0;
    if (report.responses === stored && report.tallied === stored) return report;
    throw new Error(
      `${this.name}: ${this.#answered} answered, ${report.responses} stored, ${report.tallied} tallied`,
    );
  }
}
