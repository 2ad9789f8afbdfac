/**
 * Second reading of a file of dossiers, from the lines of the first: rows beside one another, and beside what is stored.
 * Rows that may be stored go to a file of their own, in the order of the file; the others are kept with what is wrong.
 */
import { setImmediate } from 'node:timers/promises';
import type { Db } from '../../db/dialect.ts';
import { closedRatings, dossiersByCode } from '../../db/queries/dossiers.ts';
import { type Dossier, dossierOfLine } from '../core/check-dossier.ts';
import { closedQuarters, standingOfDossier } from '../core/dossier-standing.ts';
import {
  cellsInOrder,
  cellsOfDossier,
  closedFault,
  conflictFaults,
  type DossierRowFault,
  type DossierRowFaultCode,
  type FaultyDossier,
} from '../dossier-faults.ts';
import { FaultPacker } from '../sheet-faults.ts';
import { chunksOf, type LineDisk, LineWriter, linesOf } from './line-file.ts';
import { type PreparedRow, readPrepared } from './prepare-file.ts';
import { SeenCodes } from './seen-codes.ts';

/** Codes asked for at once. */
const CHUNK = 1000;
/** Rows kept with their faults: nobody reads more; of further ones only the kinds are counted. */
const MOST_KEPT = 100_000;

export interface Judged {
  readonly faulty: number;
  readonly unchanged: number;
  readonly changed: number;
  readonly faults: Buffer;
}

export interface FilePlaces {
  /** Lines of `prepareFile`. */
  readonly prepared: string;
  /** Where the rows go that may be stored (`goodLine`). */
  readonly good: string;
}

/** @param tell is told of rows that have been judged */
export async function judgeFile(
  db: Db,
  disk: LineDisk,
  province: string,
  { prepared, good }: FilePlaces,
  tell: (rows: number) => void,
): Promise<Judged> {
  const twins = await findTwins(disk, prepared);
  const isClosed = closedQuarters(await closedRatings(db, province));
  const writer = await LineWriter.begin(disk, good);
  const kept = new KeptFaults();
  let unchanged = 0;
  try {
    for await (const chunk of chunksOf(linesOf(disk, prepared), CHUNK)) {
      const rows = chunk.map((text) => readable(readPrepared(text)));
      const codes = rows.flatMap(({ dossier }) => (dossier ? [dossier.code] : []));
      const stored = await dossiersByCode(db, province, codes);
      for (const one of rows) {
        const { row, dossier } = one;
        if (!dossier) {
          kept.faulty(one);
          continue;
        }
        const twin = twins.get(row);
        const known = stored.get(dossier.code);
        const standing = standingOfDossier(dossier, known, isClosed);
        const cells = cellsInOrder(cellsOfDossier(dossier));
        if (twin !== undefined) kept.faulty({ row, cells, faults: [twinFault(twin)] });
        else if (standing === 'closed') kept.faulty({ row, cells, faults: [closedFault] });
        else {
          if (standing === 'unchanged') unchanged += 1;
          if (standing === 'otherwise' && known)
            kept.changed({ row, cells, faults: conflictFaults(dossier, known) });
          await writer.add(goodLine({ row, line: one.line, told: standing === 'otherwise' }));
        }
      }
      tell(rows.length);
      await setImmediate();
    }
    await writer.end();
  } catch (error) {
    await writer.discard();
    throw error;
  }
  return { ...kept.end(), unchanged };
}

type Readable =
  | { readonly row: number; readonly line: string; readonly dossier: Dossier }
  | (FaultyDossier & { readonly dossier: null });

const readable = (one: PreparedRow): Readable =>
  'line' in one ? { ...one, dossier: dossierOfLine(one.line) } : { ...one, dossier: null };

const twinFault = (twin: number): DossierRowFault => ({
  ...{ column: 'dossier', code: 'twice-otherwise', limit: String(twin) },
});

/** Rows that report a dossier otherwise than another row of the file does, each with one such other; none of them is taken. */
async function findTwins(disk: LineDisk, prepared: string): Promise<ReadonlyMap<number, number>> {
  const seen = new SeenCodes();
  const twins = new Map<number, number>();
  /** Rows that say the same as the first one with their code: as doubtful as that one, should another differ. */
  const repeats: (readonly [row: number, first: number])[] = [];
  for await (const lines of linesOf(disk, prepared)) {
    for (const text of lines) {
      const one = readPrepared(text);
      if (!('line' in one)) continue;
      const met = seen.meet(codeOfLine(one.line), one.line, one.row);
      if (!met) continue;
      if (met.same) {
        repeats.push([one.row, met.row]);
        continue;
      }
      twins.set(one.row, met.row);
      if (!twins.has(met.row)) twins.set(met.row, one.row);
    }
    await setImmediate();
  }
  for (const [row, first] of repeats) {
    const other = twins.get(first);
    if (other !== undefined) twins.set(row, other);
  }
  return twins;
}

/** The code stands first; cut out without reading the rest. */
function codeOfLine(line: string): string {
  const end = /^\["(?:[^"\\]|\\.)*"/.exec(line)?.[0] ?? '[""';
  return JSON.parse(end.slice(1)) as string;
}

/** Rows that are not simply taken, with what is wrong. */
class KeptFaults {
  readonly #packer = new FaultPacker<DossierRowFaultCode>();
  #kept = 0;
  #faulty = 0;
  #changed = 0;

  faulty(one: FaultyDossier): void {
    this.#faulty += 1;
    this.#add(one);
  }

  changed(one: FaultyDossier): void {
    this.#changed += 1;
    this.#add(one);
  }

  #add({ row, cells, faults }: FaultyDossier): void {
    this.#kept += 1;
    if (this.#kept > MOST_KEPT) this.#packer.count(faults);
    else this.#packer.add({ row, cells, faults });
  }

  end(): Pick<Judged, 'faulty' | 'changed' | 'faults'> {
    return { faulty: this.#faulty, changed: this.#changed, faults: this.#packer.end() };
  }
}

/** A row that may be stored; `told`: that it says something else than what is stored is among the faults already. */
export interface GoodRow {
  readonly row: number;
  readonly line: string;
  readonly told: boolean;
}

const goodLine = ({ row, line, told }: GoodRow): string => `${row}\t${told ? '~' : '='}${line}`;

export function readGood(text: string): GoodRow {
  const tab = text.indexOf('\t');
  return { row: Number(text.slice(0, tab)), told: text[tab + 1] === '~', line: text.slice(tab + 2) };
}
