/** Files of dossiers that were brought: what is in them, how far they are, what is wrong with their rows. */
import type { Db } from '../dialect.ts';
import type { DossierImportTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export type DossierImportState = DossierImportTable['state'];

/** `all`: one fault stops it; `good`: faulty rows are left out; with `-replace`, dossiers that say something else are replaced. */
export const DOSSIER_MODES = ['all', 'good', 'all-replace', 'good-replace'] as const;
export type DossierMode = (typeof DOSSIER_MODES)[number];

/** An import without its faults. */
export interface DossierImport {
  readonly id: string;
  readonly province: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly state: DossierImportState;
  readonly mode: DossierMode | null;
  readonly rows: number;
  readonly faulty: number;
  /** Rows gone through, faulty ones included: `faulty + stored + unchanged + changed + refused` once it is done. */
  readonly done: number;
  readonly stored: number;
  /** Said nothing new; while checked, as foreseen. */
  readonly unchanged: number;
  /** Said something else than what was stored, and replaced it; while checked, as foreseen. */
  readonly changed: number;
  /** Fitted when checked and were left out when stored. */
  readonly refused: number;
  /** Account id. */
  readonly broughtBy: string;
  readonly broughtAt: string;
  /** Last sign of life. */
  readonly movedAt: string;
}

const HEAD = [
  ...(['id', 'province', 'file_name', 'file_hash', 'state', 'mode', 'row_count', 'faulty', 'done'] as const),
  ...(['stored', 'unchanged', 'changed', 'refused', 'brought_by', 'brought_at', 'moved_at'] as const),
] as const;

const toImport = (row: Pick<DossierImportTable, (typeof HEAD)[number]>): DossierImport => ({
  id: row.id,
  province: row.province,
  fileName: row.file_name,
  fileHash: row.file_hash,
  state: row.state,
  mode: row.mode as DossierMode | null,
  rows: row.row_count,
  faulty: row.faulty,
  done: row.done,
  stored: row.stored,
  unchanged: row.unchanged,
  changed: row.changed,
  refused: row.refused,
  broughtBy: row.brought_by,
  broughtAt: row.brought_at,
  movedAt: row.moved_at,
});

export async function insertDossierImport(trx: Writing, one: DossierImport): Promise<void> {
  await trx
    .insertInto('dossier_imports')
    .values({
      ...{ id: one.id, province: one.province, file_name: one.fileName, file_hash: one.fileHash },
      ...{ state: one.state, mode: one.mode, row_count: one.rows, faulty: one.faulty, faults: null },
      ...{ done: one.done, stored: one.stored, unchanged: one.unchanged, changed: one.changed },
      ...{ refused: one.refused, brought_by: one.broughtBy, brought_at: one.broughtAt },
      moved_at: one.movedAt,
    })
    .execute();
}

export async function findDossierImport(db: Db, id: string): Promise<DossierImport | null> {
  const row = await db.selectFrom('dossier_imports').select(HEAD).where('id', '=', id).executeTakeFirst();
  return row ? toImport(row) : null;
}

/** What is wrong with its rows, packed; empty: nothing. */
export async function readDossierFaults(db: Db, id: string): Promise<Uint8Array> {
  const row = await db.selectFrom('dossier_imports').select('faults').where('id', '=', id).executeTakeFirst();
  return row?.faults ?? new Uint8Array();
}

/** Imports of a province, the latest first. */
export async function listDossierImports(db: Db, province: string): Promise<DossierImport[]> {
  const rows = await db
    .selectFrom('dossier_imports')
    .select(HEAD)
    .where('province', '=', province)
    .orderBy('brought_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(toImport);
}

/** Imports in these states, the oldest first. */
export async function dossierImportsIn(
  db: Db,
  states: readonly DossierImportState[],
): Promise<DossierImport[]> {
  const rows = await db
    .selectFrom('dossier_imports')
    .select(HEAD)
    .where('state', 'in', [...states])
    .orderBy('brought_at')
    .execute();
  return rows.map(toImport);
}

/** How far an import is, as it is written. */
export interface DossierProgress {
  readonly state: DossierImportState;
  readonly mode: DossierMode | null;
  readonly rows: number;
  readonly faulty: number;
  readonly faults: Uint8Array;
  readonly done: number;
  readonly stored: number;
  readonly unchanged: number;
  readonly changed: number;
  readonly refused: number;
  readonly movedAt: string;
}

/**
 * Moves an import that stands exactly there: whoever comes second finds it elsewhere and does nothing. On PostgreSQL the
 * row is held from here on until the transaction ends.
 * @returns whether it stood there
 */
export async function moveDossierImport(
  trx: Writing,
  id: string,
  from: Pick<DossierImport, 'state' | 'done'>,
  { rows, movedAt, ...others }: Partial<DossierProgress>,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('dossier_imports')
    .set({
      ...others,
      ...(rows === undefined ? {} : { row_count: rows }),
      ...(movedAt === undefined ? {} : { moved_at: movedAt }),
    })
    .where('id', '=', id)
    .where('state', '=', from.state)
    .where('done', '=', from.done)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}

/** Takes away an import of which nothing was stored. @returns whether there was one */
export async function deleteUnbegunImport(trx: Writing, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('dossier_imports')
    .where('id', '=', id)
    .where('state', 'in', ['checking', 'checked', 'failed'])
    .executeTakeFirst();
  return Number(numDeletedRows) === 1;
}
