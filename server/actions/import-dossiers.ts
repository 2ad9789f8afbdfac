/**
 * Dossiers of the one-stop software: a file is kept until it is checked whole, begun by a person and stored in chunks that
 * each are one transaction with the import's progress (decision 16); or a list comes by the API and is taken whole.
 */
import {
  type DossierImport,
  type DossierMode,
  type DossierProgress,
  deleteUnbegunImport,
  findDossierImport,
  insertDossierImport,
  listDossierImports,
  moveDossierImport,
  readDossierFaults,
} from '../../db/queries/dossier-imports.ts';
import type { Writing } from '../../db/transaction.ts';
import type { Dossier } from '../core/check-dossier.ts';
import {
  cellsInOrder,
  cellsOfDossier,
  closedFault,
  conflictFaults,
  type DossierRowFaultCode,
  type FaultyDossier,
  placeOf,
  withoutConflicts,
} from '../dossier-faults.ts';
import { Problem } from '../problem.ts';
import { FaultPacker } from '../sheet-faults.ts';
import { action } from './action.ts';
import { type StoreOutcome, storeDossiers } from './store-dossiers.ts';

const provinceOfImport = async (trx: Writing, { id }: { id: string }): Promise<string | null> =>
  (await findDossierImport(trx, id))?.province ?? null;

async function found(trx: Writing, id: string): Promise<DossierImport> {
  const one = await findDossierImport(trx, id);
  if (!one) throw new Problem('not-found', [{ field: 'import', code: 'not-found' }]);
  return one;
}

const subjectOf = ({ province }: Pick<DossierImport, 'province'>) => `dossiers ${province}`;

/** Somebody else has gone on with the import; nothing was written. */
export class DossiersOvertaken extends Error {}

/**
 * Puts a file on record, to be checked. The same file while it is still under way or waits for a decision is that one;
 * one that is done is checked anew, for what is stored may have changed.
 * @returns the import that stands for the file now; `repeated`: it did before
 */
export const bringDossierFile = action({
  name: 'import-dossiers',
  unit: async (_trx, { head }: { head: DossierImport }) => head.province,
  run: async (trx, { head }) => {
    const same = (await listDossierImports(trx, head.province)).find(
      ({ fileHash, state }) => fileHash === head.fileHash && /^(checking|checked|running)$/.test(state),
    );
    if (same) return { id: same.id, repeated: true };
    await insertDossierImport(trx, head);
    return { id: head.id, repeated: false };
  },
  audit: ({ head }, { repeated }) => ({
    subject: subjectOf(head),
    details: { file: head.fileName, rows: head.rows, repeated },
  }),
});

interface Checked extends Pick<DossierProgress, 'faulty' | 'unchanged' | 'changed' | 'faults'> {
  readonly id: string;
}

/** What the check found. @throws DossiersOvertaken */
export const recordDossierCheck = action({
  name: 'import-dossiers',
  unit: provinceOfImport,
  run: async (trx, { id, ...checked }: Checked, { environment }) => {
    const movedAt = environment.now().toISOString();
    const at = { state: 'checking', done: 0 } as const;
    if (!(await moveDossierImport(trx, id, at, { ...checked, movedAt, state: 'checked' })))
      throw new DossiersOvertaken();
    return found(trx, id);
  },
  audit: (_input, one) => ({
    subject: subjectOf(one),
    details: { file: one.fileName, faulty: one.faulty, unchanged: one.unchanged, changed: one.changed },
  }),
});

/** The file can be gone on with no more; what was stored of it stays. @throws DossiersOvertaken */
export const failDossierImport = action({
  name: 'import-dossiers',
  unit: provinceOfImport,
  run: async (trx, { id }: { id: string }, { environment }) => {
    const one = await found(trx, id);
    const movedAt = environment.now().toISOString();
    const isUnderWay = one.state === 'checking' || one.state === 'running';
    if (!isUnderWay || !(await moveDossierImport(trx, id, one, { movedAt, state: 'failed' })))
      throw new DossiersOvertaken();
    return one;
  },
  audit: (_input, one) => ({ subject: subjectOf(one), details: { file: one.fileName, failed: true } }),
});

const replaces = (mode: DossierMode | null): boolean => mode?.endsWith('-replace') === true;

/** Begins, or finds it begun. @throws Problem `import-has-faults`, `dossier-conflict`, `wrong-import-state` */
export const beginDossierImport = action({
  name: 'import-dossiers',
  unit: provinceOfImport,
  run: async (trx, { id, mode }: { id: string; mode: DossierMode }, { environment }) => {
    const one = await found(trx, id);
    if (one.state === 'running' || one.state === 'done') return one;
    if (one.state !== 'checked') throw new Problem('import-not-checked');
    if (mode.startsWith('all') && one.faulty > 0) throw new Problem('import-has-faults');
    if (mode === 'all' && one.changed > 0) throw new Problem('dossier-conflict');
    const begun: Omit<DossierProgress, 'rows' | 'faulty' | 'faults'> = {
      ...{ mode, done: one.faulty, stored: 0, unchanged: 0, changed: 0, refused: 0 },
      ...{ state: 'running', movedAt: environment.now().toISOString() },
    };
    const faults = replaces(mode) ? await withoutConflicts(await readDossierFaults(trx, id)) : null;
    if (!(await moveDossierImport(trx, id, one, { ...begun, ...(faults ? { faults } : {}) })))
      throw new Problem('changed-meanwhile');
    return { ...one, ...begun };
  },
  audit: ({ mode }, one) => ({ subject: subjectOf(one), details: { file: one.fileName, mode } }),
});

/** Takes away a file of which nothing was begun. @throws Problem `import-begun` */
export const discardDossierImport = action({
  name: 'import-dossiers',
  unit: provinceOfImport,
  run: async (trx, { id }: { id: string }) => {
    const one = await found(trx, id);
    if (!(await deleteUnbegunImport(trx, id))) throw new Problem('import-begun');
    return one;
  },
  audit: (_input, one) => ({ subject: subjectOf(one), details: { file: one.fileName, discarded: true } }),
});

export interface DossierChunk {
  readonly id: string;
  /** Where the import stands when the chunk begins. */
  readonly done: number;
  /** `told`: that it says something else than what is stored is among the faults already. */
  readonly rows: readonly { readonly row: number; readonly dossier: Dossier; readonly told: boolean }[];
  /** After it the import is done. */
  readonly last: boolean;
}

/** Stores some rows and the progress in one transaction. @throws DossiersOvertaken */
export const storeDossierChunk = action({
  name: 'import-dossiers',
  unit: provinceOfImport,
  run: async (trx, { id, done, rows, last }: DossierChunk, { environment }) => {
    const at = { state: 'running', done } as const;
    const movedAt = environment.now().toISOString();
    // First of all: two who go on with the same import come one after the other, and the second stops.
    if (!(await moveDossierImport(trx, id, at, { movedAt }))) throw new DossiersOvertaken();
    const file = await found(trx, id);
    const outcomes = await storeDossiers(trx, {
      ...{ province: file.province, replace: replaces(file.mode), source: `import ${id}` },
      dossiers: rows.map(({ dossier }) => dossier),
    });
    const count = (kind: StoreOutcome['kind']) => outcomes.filter((one) => one.kind === kind).length;
    const after = {
      done: done + rows.length,
      stored: file.stored + count('stored'),
      unchanged: file.unchanged + count('unchanged'),
      changed: file.changed + count('changed'),
      refused: file.refused + count('refused'),
    };
    const faults = await faultsAfter(trx, id, refusedRows(rows, outcomes, replaces(file.mode)));
    await moveDossierImport(trx, id, at, { ...after, ...faults, ...(last ? { state: 'done' } : {}) });
    return { file, after };
  },
  audit: ({ rows }, { file, after }) => ({
    subject: subjectOf(file),
    details: { file: file.fileName, rows: rows.length, ...after },
  }),
});

/** Rows that fitted when they were checked and are refused now, but for those that are told already. */
function refusedRows(
  rows: DossierChunk['rows'],
  outcomes: readonly StoreOutcome[],
  replace: boolean,
): FaultyDossier[] {
  return rows.flatMap(({ row, dossier, told }, i) => {
    const outcome = outcomes[i];
    if (outcome?.kind !== 'refused') return [];
    if (outcome.reason === 'otherwise' && told && !replace) return [];
    const faults = outcome.reason === 'closed' ? [closedFault] : conflictFaults(dossier, outcome.stored);
    return [{ row, cells: cellsInOrder(cellsOfDossier(dossier)), faults }];
  });
}

/** Bytes, packed: what is written anew with every chunk stays small. Of further rows only the kinds are kept. */
const MOST_FAULT_BYTES = 4 * 1024 * 1024;

/** Refused rows join those that were told before. */
async function faultsAfter(
  trx: Writing,
  id: string,
  refused: readonly FaultyDossier[],
): Promise<Partial<Pick<DossierProgress, 'faults'>>> {
  if (refused.length === 0) return {};
  const before = await readDossierFaults(trx, id);
  const packer = new FaultPacker<DossierRowFaultCode>();
  for (const one of refused)
    if (before.length < MOST_FAULT_BYTES) packer.add(one);
    else packer.count(one.faults);
  return { faults: Buffer.concat([before, packer.end()]) };
}

export interface TakenDossiers {
  readonly province: string;
  readonly dossiers: readonly Dossier[];
  readonly replace: boolean;
}

/**
 * Dossiers sent by the one-stop software itself: all of them, or none where one says something else than what is stored,
 * or belongs to a closed quarter. Sent again they change nothing.
 * @throws Problem `dossier-conflict` with a place for each field that differs
 */
export const takeDossiers = action({
  name: 'send-dossiers',
  unit: async (_trx, { province }: TakenDossiers) => province,
  run: async (trx, input, { actor }) => {
    const source = actor.kind === 'account' ? `account ${actor.id}` : actor.name;
    const outcomes = await storeDossiers(trx, { ...input, source });
    const places = outcomes.flatMap((outcome, i) => conflictPlaces(outcome, i, input.dossiers[i]));
    if (places.length > 0) throw new Problem('dossier-conflict', places.slice(0, MOST_PLACES));
    const count = (kind: StoreOutcome['kind']) => outcomes.filter((one) => one.kind === kind).length;
    return { stored: count('stored'), unchanged: count('unchanged'), changed: count('changed') };
  },
  audit: (input, counts) => ({ subject: subjectOf(input), details: { replace: input.replace, ...counts } }),
});

const MOST_PLACES = 100;

function conflictPlaces(outcome: StoreOutcome, i: number, dossier: Dossier | undefined) {
  if (outcome.kind !== 'refused' || !dossier) return [];
  const faults = outcome.reason === 'closed' ? [closedFault] : conflictFaults(dossier, outcome.stored);
  return faults.map((one) => placeOf(`dossiers[${i}].${one.column}`, one));
}
