/**
 * Files on their way to staff: made in the background from one state of the database, two at a time, and served only when
 * whole: rows counted against the database, bytes and SHA-256 on record. What is cut half-way, by a stop, a full disk or
 * an error, is no file at all, and says why. Kept for a day in a folder that only the server reads, under random names.
 */
import { createHash } from 'node:crypto';
import * as files from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type ExportFile, exportFilesIn, findExportFile } from '../../db/queries/export-files.ts';
import { inSnapshot } from '../../db/transaction.ts';
import type { Actor } from '../access.ts';
import { askForExport, failExport, finishExport, removeExport } from '../actions/make-export.ts';
import { type Environment, randomId } from '../environment.ts';
import { Turns } from '../evidence/turns.ts';
import { ExportTrouble, type ExportTroubleCode } from '../export-kinds.ts';
import type { ExportAsked } from '../export-scope.ts';
import { Problem } from '../problem.ts';
import type { FileSource } from './export-table.ts';
import { fileSource } from './file-source.ts';

/** What is done to the disk; tests let it fail, and the making of a file too. */
export type ExportDisk = Pick<typeof files, 'mkdir' | 'open' | 'readdir' | 'rm' | 'stat' | 'statfs'>;

const AT_ONCE = 2;
const OWNER_ONLY = 0o600;
/** Room that files leave for what citizens send: an answer that cannot be stored is lost. */
const SPARE_BYTES = 256 * 1024 * 1024;
/** Looked after at the beginning and after so many bytes. */
const LOOK_EVERY = 32 * 1024 * 1024;
const TRY_AGAIN_SECONDS = 30;
const TIMER: Actor = { kind: 'system', name: 'timer' };

export interface ExportProgress {
  /** Others are made first. */
  readonly waiting: boolean;
  readonly done: number;
  /** Null until the rows are counted. */
  readonly rows: number | null;
}

interface Job {
  waiting: boolean;
  done: number;
  rows: number | null;
  readonly stopping: AbortController;
  running: Promise<void>;
}

interface Written {
  readonly bytes: number;
  readonly hash: string;
}

export class ExportFiles {
  readonly #jobs = new Map<string, Job>();
  readonly #turns = new Turns(AT_ONCE);

  /** @param folder made at the first file */
  constructor(
    private readonly environment: Environment,
    private readonly folder: string,
    readonly report: (error: unknown) => void,
    private readonly disk: ExportDisk = files,
    private readonly source: typeof fileSource = fileSource,
  ) {}

  /** Puts the file on record and begins to make it. @throws Problem as `askForExport`, `storage-unavailable` */
  async ask(actor: Actor, asked: ExportAsked): Promise<ExportFile> {
    const id = randomId(this.environment);
    const job: Job = {
      ...{ waiting: true, done: 0, rows: null, stopping: new AbortController() },
      running: Promise.resolve(),
    };
    // From here on it counts as under way, and is not tidied up.
    this.#jobs.set(id, job);
    try {
      // Before the row: whoever finds the file after a crash knows that it was under way here.
      await this.#begin(id);
      const file = await askForExport(this.environment, actor, { id, asked });
      job.running = this.#turns.run(() => this.#make(file, actor, job)).finally(() => this.#jobs.delete(id));
      return file;
    } catch (error) {
      this.#jobs.delete(id);
      await this.#discard(id).catch(this.report);
      throw error;
    }
  }

  /** @throws Problem `storage-unavailable` */
  async #begin(id: string): Promise<void> {
    try {
      await this.disk.mkdir(this.folder, { recursive: true, mode: 0o700 });
      await (await this.disk.open(this.#path(id), 'wx', OWNER_ONLY)).close();
    } catch (error) {
      throw isDiskTrouble(error) ? new Problem('storage-unavailable', [], TRY_AGAIN_SECONDS) : error;
    }
  }

  /** How far a file is; null where it is not under way here. */
  progressOf(id: string): ExportProgress | null {
    const job = this.#jobs.get(id);
    return job ? { waiting: job.waiting, done: job.done, rows: job.rows } : null;
  }

  /** Settles when the file is made, or failed. */
  async ended(id: string): Promise<void> {
    await this.#jobs.get(id)?.running;
  }

  /** The bytes of a whole file. @throws Problem `export-running`, `export-gone` */
  async open({ id, state, bytes, expiresAt }: ExportFile): Promise<Readable> {
    if (state === 'running') throw new Problem('export-running');
    const size = await this.disk.stat(this.#path(id)).then(
      (found) => found.size,
      () => null,
    );
    const isOver = Date.parse(expiresAt) <= this.environment.now().getTime();
    if (state !== 'done' || isOver || bytes === null || size !== bytes) throw new Problem('export-gone');
    return (await this.disk.open(this.#path(id), 'r')).createReadStream();
  }

  /** @throws Problem `not-found` for a file of somebody else */
  async remove(actor: Actor, id: string): Promise<void> {
    await removeExport.run(this.environment, actor, { id });
    const job = this.#jobs.get(id);
    job?.stopping.abort();
    await job?.running;
    await this.#discard(id);
  }

  /**
   * Takes away what is over, and says of files whose maker is gone that there will be none: after a start, and in between.
   * Only a file that lies in this folder was under way here.
   */
  async tend(): Promise<void> {
    const { db, now } = this.environment;
    const here = new Set(await this.disk.readdir(this.folder).catch(() => []));
    const known = await exportFilesIn(db, ['running', 'done', 'failed']);
    for (const { id, state, expiresAt } of known) {
      const isOver = Date.parse(expiresAt) <= now().getTime();
      if (state === 'running' && !this.#jobs.has(id) && (here.has(id) || isOver)) {
        await failExport.run(this.environment, TIMER, { id, trouble: 'interrupted' });
        await this.#discard(id);
      }
      if (state !== 'running' && isOver) await this.remove(TIMER, id);
    }
    const kept = new Set(known.filter(({ state }) => state !== 'failed').map(({ id }) => id));
    for (const id of here) if (!kept.has(id) && !this.#jobs.has(id)) await this.#discard(id);
  }

  /** Those under way are cut off; the next start says so. */
  async stop(): Promise<void> {
    const jobs = [...this.#jobs.values()];
    for (const { stopping } of jobs) stopping.abort();
    await Promise.all(jobs.map(({ running }) => running));
  }

  /** Never throws: what goes wrong is on record, or reported. */
  async #make(file: ExportFile, actor: Actor, job: Job): Promise<void> {
    const { environment } = this;
    try {
      job.stopping.signal.throwIfAborted();
      job.waiting = false;
      const { source, written } = await inSnapshot(environment.db, async (db) => {
        await this.#demandRoom();
        const made = await this.source(db, file, environment.now());
        job.rows = made.rows;
        return { source: made, written: await this.#write(file.id, made, job) };
      });
      const answers = source.answers?.() ?? [];
      await finishExport(environment, actor, { file, rows: source.rows, ...written, answers });
    } catch (error) {
      // Taken away by its maker; or cut off by a stop, and left as a crash would leave it, for the next start to find.
      if (job.stopping.signal.aborted) return;
      await this.#fail(file.id, error).catch(this.report);
    }
  }

  async #fail(id: string, error: unknown): Promise<void> {
    const trouble = troubleOf(error);
    if (trouble === 'failed') this.report(error);
    const now = await findExportFile(this.environment.db, id);
    if (now?.state === 'running') await failExport.run(this.environment, TIMER, { id, trouble });
    await this.#discard(id);
  }

  async #write(id: string, source: FileSource, job: Job): Promise<Written> {
    const file = await this.disk.open(this.#path(id), 'r+');
    try {
      const sum = createHash('sha256');
      let bytes = 0;
      const tell = (rows: number) => {
        job.done += rows;
      };
      for await (const part of source.bytes(tell)) {
        job.stopping.signal.throwIfAborted();
        sum.update(part);
        await writeWhole(file, part);
        if (Math.floor((bytes + part.length) / LOOK_EVERY) > Math.floor(bytes / LOOK_EVERY))
          await this.#demandRoom();
        bytes += part.length;
      }
      if (job.done !== source.rows) throw new ExportTrouble('rows-differ');
      await file.sync();
      return { bytes, hash: sum.digest('hex') };
    } finally {
      await file.close();
    }
  }

  /** @throws ExportTrouble */
  async #demandRoom(): Promise<void> {
    const { bavail, bsize } = await this.disk.statfs(this.folder);
    if (bavail * bsize < SPARE_BYTES) throw new ExportTrouble('disk-full');
  }

  #discard(id: string): Promise<void> {
    return this.disk.rm(this.#path(id), { force: true });
  }

  #path(id: string): string {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('no id of a file');
    return join(this.folder, id);
  }
}

/** A write may take a part only, where the disk is nearly full. */
async function writeWhole(file: files.FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at);
    at += bytesWritten;
  }
}

/** Full, gone or read-only. */
const isDiskTrouble = (error: unknown): boolean =>
  /^(ENOSPC|EDQUOT|EROFS|EIO|EMFILE|ENFILE|EACCES)$/.test(String((error as { code?: unknown } | null)?.code));

function troubleOf(error: unknown): ExportTroubleCode {
  if (error instanceof ExportTrouble) return error.code;
  return isDiskTrouble(error) ? 'disk-full' : 'failed';
}
