/**
 * Files of dossiers on their way into the database: read as they come in, kept on the disk as lines, judged and stored in
 * the background. Everything on the disk is made anew or gone on with after a stop: rows have one order, and `done` says
 * which of them are left.
 */
import * as files from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type DossierImport, dossierImportsIn, findDossierImport } from '../../db/queries/dossier-imports.ts';
import { procedureCodes } from '../../db/queries/procedures.ts';
import { listUnits } from '../../db/queries/units.ts';
import { type Actor, actorName } from '../access.ts';
import {
  bringDossierFile,
  DossiersOvertaken,
  discardDossierImport,
  failDossierImport,
  recordDossierCheck,
  storeDossierChunk,
} from '../actions/import-dossiers.ts';
import { dayOf } from '../core/calendar.ts';
import { type DossierContext, dossierOfLine } from '../core/check-dossier.ts';
import { unitFinder } from '../core/check-units.ts';
import { type Environment, randomId } from '../environment.ts';
import { Problem } from '../problem.ts';
import { judgeFile, readGood } from './judge-file.ts';
import { chunksOf, type LineDisk, linesOf } from './line-file.ts';
import { prepareFile } from './prepare-file.ts';

/** Decision 16. */
const CHUNK = 1000;
/** A chunk takes well below a second: after so long whoever ran the import is gone. */
const SILENT_MS = 60_000;
/** A file that was checked is not kept for a decision that nobody takes. */
const KEPT_MS = 7 * 24 * 3_600_000;
const TIMER: Actor = { kind: 'system', name: 'timer' };
const TRY_AGAIN_SECONDS = 30;

/** What dossiers of a province are held against now. */
export async function dossierContext({ db, now }: Environment, province: string): Promise<DossierContext> {
  return {
    unitsNamed: unitFinder(await listUnits(db, province)),
    procedures: await procedureCodes(db, province),
    today: dayOf(now()),
  };
}

export class DossierImports {
  readonly #underway = new Map<string, Promise<void>>();
  /** Rows judged so far, by import. */
  readonly #judged = new Map<string, number>();
  /** Files that are still coming in. */
  readonly #arriving = new Set<string>();
  /** Taken away while they were checked. */
  readonly #discarded = new Set<string>();
  #stopping = false;

  /** @param folder made at the first file */
  constructor(
    private readonly environment: Environment,
    private readonly folder: string,
    private readonly report: (error: unknown) => void,
    private readonly disk: LineDisk = files,
  ) {}

  /**
   * Takes a file in, puts it on record and begins to check it.
   * @throws Problem `file-unreadable`, `file-too-large`, `storage-unavailable`; then nothing of it is kept
   */
  async bring(
    actor: Actor,
    file: {
      readonly province: string;
      readonly name: string;
      readonly bytes: AsyncIterable<Uint8Array>;
    },
  ): Promise<{ id: string; repeated: boolean }> {
    const { province, name, bytes } = file;
    const id = randomId(this.environment);
    this.#arriving.add(id);
    try {
      const context = await dossierContext(this.environment, province);
      const { rows, hash } = await prepareFile(this.disk, this.#prepared(id), bytes, context);
      const now = this.environment.now().toISOString();
      const head: DossierImport = {
        ...{ id, province, fileName: name, fileHash: hash, state: 'checking', mode: null, rows, faulty: 0 },
        ...{ done: 0, stored: 0, unchanged: 0, changed: 0, refused: 0 },
        ...{ broughtBy: actorName(actor), broughtAt: now, movedAt: now },
      };
      const brought = await bringDossierFile.run(this.environment, actor, { head });
      if (brought.repeated) await this.#remove(id);
      else void this.run(id, actor);
      return brought;
    } catch (error) {
      await this.#remove(id).catch(this.report);
      throw isDiskTrouble(error) ? new Problem('storage-unavailable', [], TRY_AGAIN_SECONDS) : error;
    } finally {
      this.#arriving.delete(id);
    }
  }

  /** Does what an import waits for, checking or storing, after what is under way. Never throws: what goes wrong is reported. */
  run(id: string, actor: Actor): Promise<void> {
    const running = (this.#underway.get(id) ?? Promise.resolve())
      .then(() => this.#run(id, actor))
      .catch((error: unknown) => {
        // Taken away meanwhile, or gone on with by somebody else.
        if (error instanceof DossiersOvertaken || this.#discarded.has(id)) return;
        this.report(error);
      })
      .finally(() => {
        if (this.#underway.get(id) === running) this.#underway.delete(id);
      });
    this.#underway.set(id, running);
    return running;
  }

  /** Settles when the import stands still. */
  async ended(id: string): Promise<void> {
    await this.#underway.get(id);
  }

  /** Rows judged so far; null: it is not being checked here. */
  judgedOf(id: string): number | null {
    return this.#judged.get(id) ?? null;
  }

  /** Whether somebody goes on with it: here, or elsewhere a short while ago. */
  isAlive({ id, movedAt }: Pick<DossierImport, 'id' | 'movedAt'>): boolean {
    return this.#underway.has(id) || this.environment.now().getTime() - Date.parse(movedAt) < SILENT_MS;
  }

  /** @throws Problem `import-begun` */
  async discard(actor: Actor, id: string): Promise<void> {
    this.#discarded.add(id);
    try {
      await discardDossierImport.run(this.environment, actor, { id });
      await this.ended(id);
      await this.#remove(id);
    } finally {
      this.#discarded.delete(id);
    }
  }

  /** Goes on with imports that nobody runs any more, and takes away files that nobody needs. */
  async resume(): Promise<void> {
    const { db, now } = this.environment;
    for (const { id, broughtAt } of await dossierImportsIn(db, ['checked']))
      if (now().getTime() - Date.parse(broughtAt) > KEPT_MS) await this.discard(TIMER, id);
    const open = await dossierImportsIn(db, ['checking', 'running']);
    for (const one of open) if (!this.isAlive(one)) await this.run(one.id, TIMER);
    await this.#tidy();
  }

  /** After the chunk at hand every import stands still, to be gone on with after the next start. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#underway.values());
  }

  async #run(id: string, actor: Actor): Promise<void> {
    try {
      const one = await findDossierImport(this.environment.db, id);
      if (one?.state === 'checking') await this.#check(one, actor);
      if (one?.state === 'running') await this.#store(one, actor);
    } catch (error) {
      // Without its file the import cannot go on, and somebody has to bring it again.
      if (!isGone(error)) throw error;
      await failDossierImport.run(this.environment, TIMER, { id });
    }
  }

  async #check({ id, province }: DossierImport, actor: Actor): Promise<void> {
    try {
      const places = { prepared: this.#prepared(id), good: this.#good(id) };
      const judged = await judgeFile(this.environment.db, this.disk, province, places, (rows) => {
        this.#judged.set(id, (this.#judged.get(id) ?? 0) + rows);
        if (this.#stopping || this.#discarded.has(id)) throw new DossiersOvertaken();
      });
      await recordDossierCheck.run(this.environment, actor, { id, ...judged });
      await this.disk.rm(this.#prepared(id), { force: true });
    } finally {
      this.#judged.delete(id);
    }
  }

  async #store(one: DossierImport, actor: Actor): Promise<void> {
    const { id, rows: all } = one;
    let { done } = one;
    const good = chunksOf(linesOf(this.disk, this.#good(id)), CHUNK, done - one.faulty);
    for await (const chunk of good) {
      if (this.#stopping) return;
      const rows = chunk.map((text) => {
        const { row, line, told } = readGood(text);
        return { row, dossier: dossierOfLine(line), told };
      });
      const last = done + rows.length >= all;
      await storeDossierChunk.run(this.environment, actor, { id, done, rows, last });
      done += rows.length;
      // Citizens' answers have their turn between two chunks.
      await setImmediate();
    }
    // Every row was faulty, or the file had none.
    if (done === one.done)
      await storeDossierChunk.run(this.environment, actor, { id, done, rows: [], last: true });
    await this.#remove(id);
  }

  /** Files of imports that are done with, or that nobody knows. */
  async #tidy(): Promise<void> {
    const found = await this.disk.readdir(this.folder).catch(() => []);
    const open = await dossierImportsIn(this.environment.db, ['checking', 'checked', 'running']);
    const known = new Set(open.map(({ id }) => id));
    for (const name of found) {
      const [id = ''] = name.split('.');
      if (!known.has(id) && !this.#arriving.has(id))
        await this.disk.rm(join(this.folder, name), { force: true });
    }
  }

  async #remove(id: string): Promise<void> {
    for (const path of [this.#prepared(id), this.#good(id)]) await this.disk.rm(path, { force: true });
  }

  #path(id: string, what: string): string {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('no id of an import');
    return join(this.folder, `${id}.${what}`);
  }

  #prepared(id: string): string {
    return this.#path(id, 'rows');
  }

  #good(id: string): string {
    return this.#path(id, 'good');
  }
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code);
/** Full, or read-only. */
const isDiskTrouble = (error: unknown): boolean =>
  /^(ENOSPC|EDQUOT|EROFS|EIO|EMFILE|ENFILE|EACCES)$/.test(codeOf(error));
const isGone = (error: unknown): boolean => codeOf(error) === 'ENOENT';
