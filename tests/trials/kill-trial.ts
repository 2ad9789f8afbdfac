/** What trials with a killed server share: a folder of its own, the built program on it, and a look at what is stored. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../db/connect.ts';
import type { Db } from '../../db/dialect.ts';
import { buildProgram, type KillableServer, startKillable } from './killable-server.ts';

/** The server of a trial, dead or alive, over its SQLite database. */
export class KilledServer {
  readonly database: string;
  #server: KillableServer | null = null;

  constructor(readonly folder: string) {
    this.database = join(folder, 'thuoc-do.db');
  }

  async start(): Promise<void> {
    this.#server = await startKillable(this.folder);
  }

  async kill(): Promise<void> {
    await this.#server?.kill();
  }

  get origin(): string {
    if (!this.#server) throw new Error('the server was not started');
    return this.#server.origin;
  }

  async onDatabase(look: (db: Db) => Promise<void>): Promise<void> {
    const db = connect(this.database);
    await look(db).finally(() => db.destroy());
  }
}

interface Trial<Report> {
  prepare(): Promise<void>;
  cycle(cycle: number): Promise<void>;
  report(kills: number): Report;
}

/** Kills the server `cycles` times, once a cycle. @throws Error when it does not start again */
export async function killTimes<Report>(
  cycles: number,
  begin: (server: KilledServer) => Trial<Report>,
): Promise<Report> {
  buildProgram();
  const server = new KilledServer(mkdtempSync(join(tmpdir(), 'thuoc-do-kill-')));
  try {
    const trial = begin(server);
    await trial.prepare();
    for (let cycle = 0; cycle < cycles; cycle += 1) await trial.cycle(cycle);
    return trial.report(cycles);
  } finally {
    await server.kill();
    rmSync(server.folder, { recursive: true, force: true });
  }
}

/** Lets between `earliest` and `latest` milliseconds go by: at which moment of its work the server dies is left to chance. */
export const atAnyMoment = (earliest: number, latest: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, earliest + Math.random() * (latest - earliest)));
