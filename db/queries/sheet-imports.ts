/** Files of answers keyed elsewhere: what was brought, how far it is, and what the ledger knows of the sheets they name. */
import type { Db } from '../dialect.ts';
import type { SheetImportTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export type ImportState = SheetImportTable['state'];
export type ImportMode = NonNullable<SheetImportTable['mode']>;

/** An import without its rows. */
export interface SheetImport {
  readonly id: string;
  readonly province: string;
  readonly campaign: string;
  readonly survey: string;
  readonly formVersion: number;
  readonly fileName: string;
  readonly fileKind: SheetImportTable['file_kind'];
  readonly fileHash: string;
  /** 0: keyed and verified elsewhere. */
  readonly pass: number;
  readonly state: ImportState;
  readonly mode: ImportMode | null;
  readonly rows: number;
  readonly faulty: number;
  /** Rows gone through, faulty ones included. */
  readonly done: number;
  readonly stored: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Account id. */
  readonly broughtBy: string;
  readonly broughtAt: string;
  /** Last sign of life of whoever runs it; null before it began. */
  readonly movedAt: string | null;
}

/** Its rows: those that fitted, and those that did not with what is wrong; compressed. */
export interface ImportBlocks {
  readonly content: Uint8Array;
  readonly faults: Uint8Array;
}

const HEAD = [
  'id',
  'province',
  'campaign',
  'survey',
  'form_version',
  'file_name',
  'file_kind',
  'file_hash',
  'pass',
  'state',
  'mode',
  'row_count',
  'faulty',
  'done',
  'stored',
  'unchanged',
  'refused',
  'brought_by',
  'brought_at',
  'moved_at',
] as const;

const toImport = (row: Pick<SheetImportTable, (typeof HEAD)[number]>): SheetImport => ({
  id: row.id,
  province: row.province,
  campaign: row.campaign,
  survey: row.survey,
  formVersion: row.form_version,
  fileName: row.file_name,
  fileKind: row.file_kind,
  fileHash: row.file_hash,
  pass: row.pass,
  state: row.state,
  mode: row.mode,
  rows: row.row_count,
  faulty: row.faulty,
  done: row.done,
  stored: row.stored,
  unchanged: row.unchanged,
  refused: row.refused,
  broughtBy: row.brought_by,
  broughtAt: row.brought_at,
  movedAt: row.moved_at,
});

export async function insertSheetImport(trx: Writing, one: SheetImport & ImportBlocks): Promise<void> {
  await trx
    .insertInto('sheet_imports')
    .values({
      id: one.id,
      province: one.province,
      campaign: one.campaign,
      survey: one.survey,
      form_version: one.formVersion,
      file_name: one.fileName,
      file_kind: one.fileKind,
      file_hash: one.fileHash,
      content: one.content,
      pass: one.pass,
      state: one.state,
      mode: one.mode,
      row_count: one.rows,
      faulty: one.faulty,
      faults: one.faults,
      done: one.done,
      stored: one.stored,
      unchanged: one.unchanged,
      refused: one.refused,
      brought_by: one.broughtBy,
      brought_at: one.broughtAt,
      moved_at: one.movedAt,
    })
    .execute();
}

export async function findSheetImport(db: Db, id: string): Promise<SheetImport | null> {
  const row = await db.selectFrom('sheet_imports').select(HEAD).where('id', '=', id).executeTakeFirst();
  return row ? toImport(row) : null;
}

export async function readImportBlock(
  db: Db,
  id: string,
  block: keyof ImportBlocks,
): Promise<Uint8Array | null> {
  const row = await db.selectFrom('sheet_imports').select(block).where('id', '=', id).executeTakeFirst();
  return row?.[block] ?? null;
}

/** Imports of a survey, the latest first. */
export async function listSheetImports(db: Db, survey: string): Promise<SheetImport[]> {
  const rows = await db
    .selectFrom('sheet_imports')
    .select(HEAD)
    .where('survey', '=', survey)
    .orderBy('brought_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(toImport);
}

/** The same file brought before for the same pass, the latest first. */
export async function sameFiles(
  db: Db,
  { survey, fileHash, pass }: Pick<SheetImport, 'survey' | 'fileHash' | 'pass'>,
): Promise<SheetImport[]> {
  const all = await listSheetImports(db, survey);
  return all.filter((one) => one.fileHash === fileHash && one.pass === pass);
}

/** Imports under way of which nobody has seen a sign of life since then. */
export async function stalledImports(db: Db, since: string): Promise<SheetImport[]> {
  const rows = await db
    .selectFrom('sheet_imports')
    .select(HEAD)
    .where('state', '=', 'running')
    .where('moved_at', '<=', since)
    .orderBy('brought_at')
    .execute();
  return rows.map(toImport);
}

/** Imports that were checked before then and never begun. */
export async function forgottenImports(db: Db, before: string): Promise<SheetImport[]> {
  const rows = await db
    .selectFrom('sheet_imports')
    .select(HEAD)
    .where('state', '=', 'checked')
    .where('brought_at', '<', before)
    .execute();
  return rows.map(toImport);
}

/** How far an import is, as it is written. */
export interface ImportProgress {
  readonly state: ImportState;
  readonly mode: ImportMode | null;
  readonly done: number;
  readonly stored: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly movedAt: string | null;
}

/**
 * Moves an import that stands exactly there: whoever comes second finds it elsewhere and does nothing. On PostgreSQL the
 * row is held from here on until the transaction ends.
 * @returns whether it stood there
 */
export async function moveSheetImport(
  trx: Writing,
  id: string,
  from: Pick<SheetImport, 'state' | 'done'>,
  to: Partial<ImportProgress & ImportBlocks>,
): Promise<boolean> {
  const { movedAt, ...others } = to;
  const { numUpdatedRows } = await trx
    .updateTable('sheet_imports')
    .set({ ...others, ...(movedAt === undefined ? {} : { moved_at: movedAt }) })
    .where('id', '=', id)
    .where('state', '=', from.state)
    .where('done', '=', from.done)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}

/** Takes away an import that was never begun. @returns whether there was one */
export async function deleteCheckedImport(trx: Writing, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('sheet_imports')
    .where('id', '=', id)
    .where('state', '=', 'checked')
    .executeTakeFirst();
  return Number(numDeletedRows) === 1;
}

/** A sheet that a file names, and by whom it was keyed so far; nothing of what was keyed. */
export interface NamedSheet {
  readonly serial: string;
  readonly survey: string;
  readonly batch: number;
  readonly state: 'issued' | 'returned' | 'accepted' | 'rejected' | 'missing' | 'void';
  readonly reason: string | null;
  readonly passes: number;
  readonly keyings: readonly {
    readonly pass: number;
    readonly clerk: string;
    readonly contentHash: string;
    readonly source: string | null;
  }[];
}

/** Sheets with these serials, at most a thousand at a time. */
export async function namedSheets(
  db: Db,
  { province, campaign }: Pick<SheetImport, 'province' | 'campaign'>,
  serials: readonly string[],
): Promise<NamedSheet[]> {
  if (serials.length === 0) return [];
  const sheets = await db
    .selectFrom('sheets')
    .select(['serial', 'survey', 'batch', 'state', 'reason', 'passes'])
    .where('province', '=', province)
    .where('campaign', '=', campaign)
    .where('serial', 'in', [...serials])
    .execute();
  const keyings = await db
    .selectFrom('keyings')
    .select(['serial', 'pass', 'clerk', 'content_hash as contentHash', 'source'])
    .where('province', '=', province)
    .where('campaign', '=', campaign)
    .where('serial', 'in', [...serials])
    .execute();
  const bySheet = new Map<string, (typeof keyings)[number][]>();
  for (const one of keyings) bySheet.set(one.serial, [...(bySheet.get(one.serial) ?? []), one]);
  return sheets.map((sheet) => ({ ...sheet, keyings: bySheet.get(sheet.serial) ?? [] }));
}

/** Which of these serials other campaigns of the province printed. */
export async function serialsElsewhere(
  db: Db,
  { province, campaign }: Pick<SheetImport, 'province' | 'campaign'>,
  serials: readonly string[],
): Promise<Set<string>> {
  if (serials.length === 0) return new Set();
  const rows = await db
    .selectFrom('sheets')
    .innerJoin('campaigns', 'campaigns.id', 'sheets.campaign')
    .select('sheets.serial')
    .where('campaigns.province', '=', province)
    .where('sheets.province', '=', province)
    .where('sheets.campaign', '!=', campaign)
    .where('sheets.serial', 'in', [...serials])
    .execute();
  return new Set(rows.map((row) => row.serial));
}
