/**
 * The trial behind "no keyed sheet is lost": two clerks key the two passes of the same sheets at once while the server is
 * killed without warning, started again, and held to every receipt it gave. What it cannot show is the loss of power: the
 * operating system outlives the process here.
 */
import type { Db } from '../../db/dialect.ts';
import { findSurvey } from '../../db/queries/surveys.ts';
import { readTallies } from '../../db/queries/tallies.ts';
import { contentHashOf, type KeyedSheetInput } from '../../server/actions/key-sheet.ts';
import { compareTallies, recount } from '../../server/actions/recount-tallies.ts';
import { serialOf } from '../../survey-forms/serial.ts';
import { keyed, sheetOfFours } from '../help/keying.ts';
import { PASSWORD } from '../help/member.ts';
import { CAMPAIGN } from '../help/opened-world.ts';
import { prepareKeying } from '../help/prepare-keying.ts';
import { putReturnedBatch } from '../help/sheets.ts';
import { atAnyMoment, type KilledServer, killTimes } from './kill-trial.ts';

export interface KilledKeyingReport {
  readonly kills: number;
  /** Sheets keyed, each twice. */
  readonly sheets: number;
  /** Keyings that the server had acknowledged when it was killed. */
  readonly acknowledged: number;
  /** Keyings on the way at a kill, which the computer then sent again. */
  readonly unanswered: number;
  /** What was not as promised, in words; empty when every promise held. */
  readonly broken: readonly string[];
}

/** More than two clerks' computers send before the kill. */
const PER_CYCLE = 250;
/** Every so manieth sheet is read differently. */
const DIFFERS_EVERY = 7;
const EARLIEST_KILL_MS = 30;
const LATEST_KILL_MS = 700;
const WRITE_HEADERS = { 'content-type': 'application/json' };

/** Kills the server `cycles` times. @throws Error when it does not start again */
export async function killedKeying(cycles: number): Promise<KilledKeyingReport> {
  return killTimes(cycles, (server) => new Trial(server));
}

/** A clerk's computer: keys one pass, in order, one sheet at a time, and notes what it was told. */
interface Computer {
  readonly pass: 1 | 2;
  readonly cookie: string;
}

class Trial {
  readonly #server: KilledServer;
  readonly #broken: string[] = [];
  #computers: readonly Computer[] = [];
  #acknowledged = 0;
  #unanswered = 0;
  #sheets = 0;

  constructor(server: KilledServer) {
    this.#server = server;
  }

  async prepare(): Promise<void> {
    await prepareKeying(this.#server.database);
    await this.#server.start();
    const { origin } = this.#server;
    const cookies = await Promise.all(['nhap.mot', 'nhap.hai'].map((one) => signIn(origin, one)));
    this.#computers = cookies.map((cookie, i) => ({ cookie, pass: i === 0 ? 1 : 2 }));
  }

  async cycle(cycle: number): Promise<void> {
    const serials = Array.from({ length: PER_CYCLE }, (_, i) => serialOf(cycle * PER_CYCLE + i));
    await this.#server.onDatabase(async (db) => {
      await putReturnedBatch({ db }, { survey: 'hai-long', number: cycle + 1, unit: 'TT-AN', serials });
    });
    const receipts = await this.#keyUntilKilled(serials);
    await this.#server.start();
    await this.#checkAcknowledged(cycle, serials, receipts);
    await this.#server.onDatabase((db) => this.#checkWhole(cycle, db));
    await this.#keyTheRest(cycle, serials, receipts);
    this.#sheets += serials.length;
    await this.#server.onDatabase((db) => this.#checkTotals(cycle, db));
  }

  report(kills: number): KilledKeyingReport {
    return {
      ...{ kills, sheets: this.#sheets, acknowledged: this.#acknowledged },
      ...{ unanswered: this.#unanswered, broken: this.#broken },
    };
  }

  /** @returns per computer the receipts it was given, by serial, before the server died */
  async #keyUntilKilled(serials: readonly string[]): Promise<Map<string, string>[]> {
    const server = this.#server;
    let alive = true;
    const work = this.#computers.map(async (computer) => {
      const receipts = new Map<string, string>();
      for (const serial of serials) {
        if (!alive) break;
        const reply = await send(server.origin, computer, bodyOf(serial, computer.pass)).catch(() => null);
        if (reply === null) {
          this.#unanswered += 1;
          break;
        }
        if (reply.status === 201) receipts.set(serial, reply.receipt);
        else this.#broken.push(`a first keying was answered with ${reply.status}`);
      }
      return receipts;
    });
    await atAnyMoment(EARLIEST_KILL_MS, LATEST_KILL_MS);
    await server.kill();
    alive = false;
    const all = await Promise.all(work);
    this.#acknowledged += all.reduce((sum, one) => sum + one.size, 0);
    return all;
  }

  /** Asks as the proof screen does: every acknowledged keying is stored, with the content that was keyed. */
  async #checkAcknowledged(cycle: number, serials: readonly string[], receipts: Map<string, string>[]) {
    for (const [i, computer] of this.#computers.entries()) {
      const bodies = serials
        .filter((serial) => receipts[i]?.has(serial))
        .map((serial) => bodyOf(serial, computer.pass));
      const { stored, missing } = await prove(this.#server.origin, computer, bodies);
      if (missing > 0 || stored !== bodies.length)
        this.#broken.push(`cycle ${cycle}: of ${bodies.length} acknowledged keyings ${stored} are stored`);
    }
  }

  /** Nothing is half done: a sheet with both keyings is accepted or in conflict, one with fewer is neither. */
  async #checkWhole(cycle: number, db: Db): Promise<void> {
    for (const { serial, state, keyings, conflicts, response } of await standingsOf(db)) {
      const decided = keyings === 2 ? (conflicts > 0 ? 'returned' : 'accepted') : 'returned';
      const whole = state === decided && (response !== null) === (state === 'accepted');
      if (!whole || (keyings < 2 && conflicts > 0))
        this.#broken.push(
          `cycle ${cycle}: sheet ${serial} is ${state} with ${keyings} keyings, ${conflicts} conflicts`,
        );
    }
  }

  /** Everything is sent again, acknowledged or not: what was, gets its old receipt, and counts once. */
  async #keyTheRest(cycle: number, serials: readonly string[], receipts: Map<string, string>[]) {
    const { origin } = this.#server;
    await Promise.all(
      this.#computers.map(async (computer, i) => {
        for (const serial of serials) {
          const reply = await send(origin, computer, bodyOf(serial, computer.pass));
          const before = receipts[i]?.get(serial);
          if (reply.status !== 201 || (before !== undefined && before !== reply.receipt))
            this.#broken.push(
              `cycle ${cycle}: sent again, sheet ${serial} got ${reply.status} ${reply.receipt}`,
            );
        }
      }),
    );
  }

  /** Batch totals, responses and tallies, over all cycles. */
  async #checkTotals(cycle: number, db: Db): Promise<void> {
    const sheets = await standingsOf(db);
    const differing = sheets.filter(({ serial }) => differs(serial)).length;
    const expected = { accepted: sheets.length - differing, open: differing, keyings: 2 * sheets.length };
    const survey = await findSurvey(db, 'hai-long');
    if (!survey) throw new Error('the survey is gone');
    const running = await readTallies(db, survey.province, survey.id);
    const found = {
      accepted: sheets.filter((one) => one.state === 'accepted').length,
      open: sheets.filter((one) => one.state === 'returned' && one.conflicts === 1).length,
      keyings: sheets.reduce((sum, one) => sum + one.keyings, 0),
    };
    const responses = (await db.selectFrom('responses').select('id').execute()).length;
    const tallied = running.reduce((sum, one) => sum + one.responses, 0);
    if (JSON.stringify(found) !== JSON.stringify(expected))
      this.#broken.push(`cycle ${cycle}: ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
    if (responses !== expected.accepted || tallied !== expected.accepted)
      this.#broken.push(
        `cycle ${cycle}: ${responses} responses, ${tallied} tallied, not ${expected.accepted}`,
      );
    const off = compareTallies(running, await recount(db, survey)).length;
    if (off > 0) this.#broken.push(`cycle ${cycle}: ${off} tallies differ from the recount`);
  }
}

const differs = (serial: string) => Number(serial.slice(0, -1)) % DIFFERS_EVERY === 0;

const bodyOf = (serial: string, pass: 1 | 2): KeyedSheetInput =>
  keyed(serial, { pass, answers: sheetOfFours(pass === 2 && differs(serial) ? { q05: 1 } : {}) });

interface SheetStanding {
  readonly serial: string;
  readonly state: string;
  readonly response: string | null;
  readonly keyings: number;
  readonly conflicts: number;
}

async function standingsOf(db: Db): Promise<SheetStanding[]> {
  const sheets = await db.selectFrom('sheets').select(['serial', 'state', 'response_id']).execute();
  const count = async (table: 'keyings' | 'conflicts') => {
    const rows = await db
      .selectFrom(table)
      .select((eb) => ['serial', eb.fn.countAll<number>().as('n')])
      .groupBy('serial')
      .execute();
    return new Map(rows.map((row) => [row.serial, Number(row.n)]));
  };
  const [keyings, conflicts] = [await count('keyings'), await count('conflicts')];
  return sheets.map(({ serial, state, response_id: response }) => ({
    ...{ serial, state, response },
    ...{ keyings: keyings.get(serial) ?? 0, conflicts: conflicts.get(serial) ?? 0 },
  }));
}

async function signIn(origin: string, username: string): Promise<string> {
  const body = JSON.stringify({ username, password: PASSWORD });
  const response = await fetch(`${origin}/api/v1/session`, { method: 'POST', headers: WRITE_HEADERS, body });
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  if (response.status !== 201 || cookie === '')
    throw new Error(`signing in was answered with ${response.status}`);
  return cookie;
}

async function post<T>(origin: string, { cookie }: Computer, path: string, given: unknown) {
  const headers = { ...WRITE_HEADERS, cookie };
  const body = JSON.stringify(given);
  const response = await fetch(`${origin}/api/v1/keying/${path}`, { method: 'POST', headers, body });
  return { status: response.status, body: (await response.json()) as T };
}

async function send(origin: string, computer: Computer, body: KeyedSheetInput) {
  const reply = await post<{ receipt?: string; code?: string }>(origin, computer, 'sheets', body);
  return { status: reply.status, receipt: reply.body.receipt ?? String(reply.body.code) };
}

async function prove(origin: string, computer: Computer, bodies: readonly KeyedSheetInput[]) {
  const sheets = bodies.map((body) => ({
    ...{ campaign: CAMPAIGN, serial: body.serial, pass: body.pass },
    contentHash: contentHashOf(body),
  }));
  const reply = await post<{ stored: number; missing: unknown[] }>(origin, computer, 'check', { sheets });
  return { stored: reply.body.stored, missing: reply.body.missing.length };
}

/** What the trial found, in words. */
export function killedKeyingText(report: KilledKeyingReport): string {
  const { kills, sheets, acknowledged, unanswered, broken } = report;
  const found =
    broken.length > 0
      ? broken.join('\n')
      : `No acknowledged sheet was lost or stored twice, nothing was half done, and every total and tally is right. By the rule of three, the chance that a kill loses one is below ${Math.min(100, 300 / kills).toFixed(1)} % (95 % confidence). This says nothing about loss of power.`;
  return `The server was killed ${kills} times while two clerks keyed ${sheets} sheets; ${acknowledged} keyings had been acknowledged, ${unanswered} were on the way and sent again.\n${found}`;
}
