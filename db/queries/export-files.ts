/** Files made for staff: what was asked for, and what has become of it. */
import type { Db } from '../dialect.ts';
import type { ExportFileTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export interface ExportFile {
  readonly id: string;
  readonly province: string;
  /** One of the two. */
  readonly campaign: string | null;
  readonly survey: string | null;
  readonly kind: string;
  readonly format: string;
  /** JSON. */
  readonly options: string;
  readonly state: ExportFileTable['state'];
  /** Rows that the database holds for it, and rows in the file. */
  readonly rows: number;
  readonly done: number;
  readonly bytes: number | null;
  readonly fileName: string;
  /** SHA-256, hex. */
  readonly fileHash: string | null;
  readonly trouble: string | null;
  /** Account id. */
  readonly madeBy: string;
  readonly madeAt: string;
  readonly movedAt: string;
  readonly expiresAt: string;
}

const toFile = (row: ExportFileTable): ExportFile => ({
  id: row.id,
  province: row.province,
  campaign: row.campaign,
  survey: row.survey,
  kind: row.kind,
  format: row.format,
  options: row.options,
  state: row.state,
  rows: row.row_count,
  done: row.done,
  bytes: row.bytes,
  fileName: row.file_name,
  fileHash: row.file_hash,
  trouble: row.trouble,
  madeBy: row.made_by,
  madeAt: row.made_at,
  movedAt: row.moved_at,
  expiresAt: row.expires_at,
});

export async function insertExportFile(trx: Writing, file: ExportFile): Promise<void> {
  const { rows, fileName, fileHash, madeBy, madeAt, movedAt, expiresAt, ...same } = file;
  await trx
    .insertInto('export_files')
    .values({
      ...same,
      row_count: rows,
      file_name: fileName,
      file_hash: fileHash,
      made_by: madeBy,
      made_at: madeAt,
      moved_at: movedAt,
      expires_at: expiresAt,
    })
    .execute();
}

export async function findExportFile(db: Db, id: string): Promise<ExportFile | null> {
  const row = await db.selectFrom('export_files').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toFile(row) : null;
}

/** Files that somebody asked for and that are not removed, the latest first. */
export async function exportFilesOf(db: Db, account: string): Promise<ExportFile[]> {
  const rows = await db
    .selectFrom('export_files')
    .selectAll()
    .where('made_by', '=', account)
    .where('state', '!=', 'removed')
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(toFile);
}

export async function exportFilesIn(
  db: Db,
  states: readonly ExportFileTable['state'][],
): Promise<ExportFile[]> {
  const rows = await db
    .selectFrom('export_files')
    .selectAll()
    .where('state', 'in', [...states])
    .orderBy('made_at')
    .execute();
  return rows.map(toFile);
}

/** How a file ends: whole, or not at all, or taken away. */
export interface ExportEnd {
  readonly state: 'done' | 'failed' | 'removed';
  readonly rows?: number;
  readonly done?: number;
  readonly bytes?: number;
  readonly fileHash?: string;
  readonly trouble?: string;
  readonly movedAt: string;
  readonly expiresAt?: string;
}

/** @returns false where the file is no longer in any of these states: somebody else has ended it */
export async function endExportFile(
  trx: Writing,
  id: string,
  from: readonly ExportFileTable['state'][],
  { state, rows, done, bytes, fileHash, trouble, movedAt, expiresAt }: ExportEnd,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('export_files')
    .set({
      state,
      moved_at: movedAt,
      ...(rows === undefined ? {} : { row_count: rows }),
      ...(done === undefined ? {} : { done }),
      ...(bytes === undefined ? {} : { bytes }),
      ...(fileHash === undefined ? {} : { file_hash: fileHash }),
      ...(trouble === undefined ? {} : { trouble }),
      ...(expiresAt === undefined ? {} : { expires_at: expiresAt }),
    })
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
