/**
 * Imports under way: each goes on in the background in chunks, and whoever finds one without a sign of life goes on where
 * it stands. The rows have one order, whoever runs it, so that `done` says which of them are left.
 */
import { setImmediate } from 'node:timers/promises';
import {
  findSheetImport,
  forgottenImports,
  readImportBlock,
  type SheetImport,
  stalledImports,
} from '../../db/queries/sheet-imports.ts';
import { SERIAL_DIGITS } from '../../survey-forms/serial.ts';
import type { Actor } from '../access.ts';
import { discardSheetImport, Overtaken, storeImportChunk } from '../actions/import-sheets.ts';
import type { ImportedRow } from '../actions/store-imported.ts';
import type { Environment } from '../environment.ts';
import { type PackedLines, unpackLines } from '../packed-lines.ts';
import type { GoodLine } from './check-sheet-file.ts';

/** Decision 16. */
const CHUNK = 1000;
/** A chunk takes well below a second: after so long whoever ran the import is gone. */
const SILENT_MS = 60_000;
/** A file that was checked holds free text: it is not kept for a decision that nobody takes. */
const KEPT_MS = 7 * 24 * 3_600_000;
const TIMER: Actor = { kind: 'system', name: 'timer' };

/** Whether the import has gone on a short while ago. */
export const isAlive = ({ movedAt }: Pick<SheetImport, 'movedAt'>, now: Date): boolean =>
  movedAt !== null && now.getTime() - Date.parse(movedAt) < SILENT_MS;

export class SheetImports {
  readonly #underway = new Map<string, Promise<void>>();
  #stopping = false;

  constructor(
    private readonly environment: Environment,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Runs an import that was begun to its end, or joins whoever does. Never throws: what goes wrong is reported. */
  run(id: string, actor: Actor): Promise<void> {
    const known = this.#underway.get(id);
    if (known) return known;
    const running = this.#run(id, actor)
      .catch((error: unknown) => {
        if (!(error instanceof Overtaken)) this.report(error);
      })
      .finally(() => this.#underway.delete(id));
    this.#underway.set(id, running);
    return running;
  }

  /** Goes on with imports that nobody runs any more, and takes away those that nobody began. */
  async resume(): Promise<void> {
    const now = this.environment.now().getTime();
    const before = (ms: number) => new Date(now - ms).toISOString();
    for (const { id } of await forgottenImports(this.environment.db, before(KEPT_MS)))
      await discardSheetImport.run(this.environment, TIMER, { id });
    for (const { id } of await stalledImports(this.environment.db, before(SILENT_MS)))
      await this.run(id, TIMER);
  }

  /** After the chunk at hand every import stands still, to be gone on with after the next start. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#underway.values());
  }

  async #run(id: string, actor: Actor): Promise<void> {
    const { db } = this.environment;
    const one = await findSheetImport(db, id);
    if (one?.state !== 'running') return;
    const lines = await unpackLines((await readImportBlock(db, id, 'content')) ?? new Uint8Array());
    const order = bySerial(lines);
    let { done } = one;
    for (let last = false; !last && !this.#stopping; ) {
      const from = done - one.faulty;
      const rows = Array.from(order.subarray(from, from + CHUNK), (line) => rowOf(lines, line));
      last = from + rows.length >= order.length;
      await storeImportChunk.run(this.environment, actor, { id, done, rows, last });
      done += rows.length;
      // Citizens' answers have their turn between two chunks.
      await setImmediate();
    }
  }
}

/** Numbers of the lines in the order of their serials: sheets of one batch follow one another, and are stored together. */
function bySerial(lines: PackedLines): Uint32Array {
  const serials = Uint32Array.from({ length: lines.count }, (_, line) =>
    Number(lines.head(line, SERIAL_DIGITS)),
  );
  return Uint32Array.from(serials.keys()).sort((a, b) => (serials[a] ?? 0) - (serials[b] ?? 0));
}

function rowOf(lines: PackedLines, line: number): ImportedRow {
  const [row, answers, comments] = lines.value(line, SERIAL_DIGITS) as GoodLine;
  return { row, serial: lines.head(line, SERIAL_DIGITS), answers, comments };
}
