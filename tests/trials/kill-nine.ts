/**
 * The trial behind "never acknowledged, then lost": the server is killed without warning while answers pour in, started
 * again, and asked for everything it had acknowledged. The client notes each receipt in a file of its own at the moment
 * it arrives. What the trial cannot show is the loss of power: the operating system outlives the process here.
 */

import { randomBytes } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '../../db/dialect.ts';
import { migrate } from '../../db/migrate.ts';
import { findSurvey } from '../../db/queries/surveys.ts';
import { readTallies } from '../../db/queries/tallies.ts';
import { sha256 } from '../../server/actions/prepare-response.ts';
import { compareTallies, recount } from '../../server/actions/recount-tallies.ts';
import { makeBodies, openBenchSurvey, SURVEY } from '../bench/bench-province.ts';
import { atAnyMoment, type KilledServer, killTimes } from './kill-trial.ts';

export interface KillReport {
  readonly kills: number;
  /** Answers that the server had acknowledged when it was killed. */
  readonly acknowledged: number;
  /** Answers on the way at a kill, which the client then sent again. */
  readonly unanswered: number;
  /** What was not as promised, in words; empty when every promise held. */
  readonly broken: readonly string[];
}

const SENDERS = 16;
/** Answers ready for a cycle; more than are taken in before the kill. */
const PER_CYCLE = 8000;
const EARLIEST_KILL_MS = 50;
const LATEST_KILL_MS = 1200;

interface Answer {
  readonly clientId: string;
  readonly body: string;
}

/** Kills the server `cycles` times. @throws Error when it does not start again */
export async function killNine(cycles: number): Promise<KillReport> {
  return killTimes(cycles, (server) => new Trial(server));
}

class Trial {
  readonly #server: KilledServer;
  readonly #receipts: string;
  readonly #broken: string[] = [];
  #acknowledged = 0;
  #unanswered = 0;
  /** Answers that must be stored by now, over all cycles. */
  #stored = 0;

  constructor(server: KilledServer) {
    this.#server = server;
    this.#receipts = join(server.folder, 'receipts.tsv');
  }

  async prepare(): Promise<void> {
    await this.#server.onDatabase(async (db) => {
      await migrate(db);
      await openBenchSurvey({ db, now: () => new Date(), randomBytes });
    });
    await this.#server.start();
  }

  /** Answers pour in, the server dies, comes back, and is held to every receipt. */
  async cycle(cycle: number): Promise<void> {
    const answers = makeBodies(cycle, PER_CYCLE).map(toAnswer);
    writeFileSync(this.#receipts, '');
    const unanswered = await this.#pour(answers);
    await this.#server.start();
    const receipts = readReceipts(this.#receipts);
    this.#acknowledged += receipts.size;
    this.#unanswered += unanswered.length;
    await this.#checkStored(cycle, [...receipts.keys()], unanswered.length);
    await this.#checkRetries(cycle, answers, receipts, unanswered);
    this.#stored += receipts.size + unanswered.length;
    await this.#checkCounts(cycle, this.#stored, this.#stored);
  }

  report(kills: number): KillReport {
    return { kills, acknowledged: this.#acknowledged, unanswered: this.#unanswered, broken: this.#broken };
  }

  /** @returns the answers that were on the way when the server died */
  async #pour(answers: readonly Answer[]): Promise<Answer[]> {
    const server = this.#server;
    const unanswered: Answer[] = [];
    const queue = answers.values();
    let alive = true;
    const sender = async () => {
      for (const answer of queue) {
        if (!alive) return;
        const reply = await send(server.origin, answer).catch(() => null);
        if (reply === null) unanswered.push(answer);
        else if (reply.status === 201)
          appendFileSync(this.#receipts, `${answer.clientId}\t${reply.receipt}\n`);
        else this.#broken.push(`a first sending was answered with ${reply.status}`);
      }
    };
    const senders = Array.from({ length: SENDERS }, sender);
    await atAnyMoment(EARLIEST_KILL_MS, LATEST_KILL_MS);
    await server.kill();
    alive = false;
    await Promise.all(senders);
    return unanswered;
  }

  /** Straight from the database: every receipt's retry record, and as many responses as retry records and tallied ones. */
  async #checkStored(cycle: number, clientIds: readonly string[], open: number): Promise<void> {
    await this.#server.onDatabase(async (db) => {
      const kept = await db.selectFrom('retries').select('client_hash').execute();
      const known = new Set(kept.map((row) => row.client_hash));
      const lost = clientIds.filter((id) => !known.has(sha256(id)));
      if (lost.length > 0) this.#broken.push(`cycle ${cycle}: ${lost.length} acknowledged answers are lost`);
    });
    const least = this.#stored + clientIds.length;
    await this.#checkCounts(cycle, least, least + open);
  }

  async #checkCounts(cycle: number, least: number, most: number): Promise<void> {
    await this.#server.onDatabase(async (db) => {
      const { responses, retries, tallied, differing } = await countAll(db);
      if (responses < least || responses > most)
        this.#broken.push(`cycle ${cycle}: ${responses} responses, expected ${least} to ${most}`);
      if (retries !== responses || tallied !== responses)
        this.#broken.push(`cycle ${cycle}: ${responses} responses, ${retries} retries, ${tallied} tallied`);
      if (differing > 0) this.#broken.push(`cycle ${cycle}: ${differing} tallies differ from the recount`);
    });
  }

  /** Sent again, an acknowledged answer gets its old receipt; one that was on the way is taken now, once. */
  async #checkRetries(
    cycle: number,
    answers: readonly Answer[],
    receipts: ReadonlyMap<string, string>,
    unanswered: readonly Answer[],
  ): Promise<void> {
    const { origin } = this.#server;
    const open = new Set(unanswered);
    const wrong: string[] = [];
    for (const answer of answers) {
      const receipt = receipts.get(answer.clientId);
      if (receipt === undefined && !open.has(answer)) continue;
      const reply = await send(origin, answer);
      const held =
        receipt === undefined ? reply.status <= 201 : reply.status === 200 && reply.receipt === receipt;
      if (!held) wrong.push(`${reply.status} ${reply.receipt}`);
    }
    if (wrong.length > 0)
      this.#broken.push(
        `cycle ${cycle}: sent again, ${wrong.length} answers got another reply, as ${wrong[0]}`,
      );
  }
}

function toAnswer(body: string): Answer {
  const { clientId } = JSON.parse(body) as { clientId: string };
  return { clientId, body };
}

async function send(origin: string, { body }: Answer): Promise<{ status: number; receipt: string }> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${origin}/api/v1/responses`, { method: 'POST', headers, body });
  const { receipt } = (await response.json()) as { receipt?: string };
  return { status: response.status, receipt: receipt ?? '' };
}

function readReceipts(file: string): Map<string, string> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return new Map(lines.map((line) => line.split('\t') as [string, string]));
}

async function countAll(db: Db) {
  const count = async (table: 'responses' | 'retries') => {
    const { n } = await db
      .selectFrom(table)
      .select((one) => one.fn.countAll().as('n'))
      .executeTakeFirstOrThrow();
    return Number(n);
  };
  const survey = await findSurvey(db, SURVEY);
  if (!survey) throw new Error('the survey is gone');
  const running = await readTallies(db, survey.province, survey.id);
  return {
    responses: await count('responses'),
    retries: await count('retries'),
    tallied: running.reduce((total, tally) => total + tally.responses, 0),
    differing: compareTallies(running, await recount(db, survey)).length,
  };
}

/** What the trial found, in words. */
export function killReportText({ kills, acknowledged, unanswered, broken }: KillReport): string {
  const found =
    broken.length > 0
      ? broken.join('\n')
      : `No acknowledged answer was lost or stored twice, and every tally equals its recount. By the rule of three, the chance that a kill loses one is below ${Math.min(100, 300 / kills).toFixed(1)} % (95 % confidence). This says nothing about loss of power.`;
  return `The server was killed ${kills} times; ${acknowledged} answers had been acknowledged, ${unanswered} were on the way and sent again.\n${found}`;
}
