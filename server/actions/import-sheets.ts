/**
 * A file of answers keyed elsewhere: kept once it was checked whole, begun by a person, stored in chunks that each are
 * one transaction with the import's progress, so that whoever goes on after an interruption knows where (decision 16).
 */
import {
  deleteCheckedImport,
  findSheetImport,
  type ImportBlocks,
  type ImportMode,
  type ImportProgress,
  insertSheetImport,
  moveSheetImport,
  readImportBlock,
  type SheetImport,
  sameFiles,
} from '../../db/queries/sheet-imports.ts';
import type { Writing } from '../../db/transaction.ts';
import { cellsOf } from '../core/check-sheet-row.ts';
import { columnsOf, type SheetColumns } from '../core/sheet-columns.ts';
import { Problem } from '../problem.ts';
import { FaultPacker, withoutTexts } from '../sheet-faults.ts';
import { SurveyBook, type SurveyEntry } from '../survey-book.ts';
import { action } from './action.ts';
import { type ImportedRow, type RowOutcome, storeImported } from './store-imported.ts';

const provinceOfImport = async (trx: Writing, { id }: { id: string }): Promise<string | null> =>
  (await findSheetImport(trx, id))?.province ?? null;

async function found(trx: Writing, id: string): Promise<SheetImport> {
  const one = await findSheetImport(trx, id);
  if (!one) throw new Problem('not-found', [{ field: 'import', code: 'not-found' }]);
  return one;
}

const subjectOf = (survey: string) => `survey ${survey}`;

/**
 * Keeps a checked file until somebody decides. The same file again is checked anew, for the ledger may have moved on;
 * where nothing of it is new, it is the import that was.
 * @returns the import that stands for the file now; `repeated`: it did before
 */
export const bringSheetFile = action({
  name: 'import-sheets',
  unit: async (_trx, { head }: { head: SheetImport; blocks: ImportBlocks }) => head.province,
  run: async (trx, { head, blocks }) => {
    const before = await sameFiles(trx, head);
    const news = head.rows - head.faulty - head.unchanged;
    const same = before.find(({ state }) => state === 'running' || (state === 'done' && news === 0));
    if (same) return { id: same.id, repeated: true };
    for (const { id } of before) await deleteCheckedImport(trx, id);
    await insertSheetImport(trx, { ...head, ...blocks });
    return { id: head.id, repeated: false };
  },
  audit: ({ head }, { repeated }) => ({
    subject: subjectOf(head.survey),
    details: { file: head.fileName, pass: head.pass, rows: head.rows, faulty: head.faulty, repeated },
  }),
});

/** Begins, or finds it begun. All or nothing is for a file without a fault. @throws Problem `import-has-faults` */
export const beginSheetImport = action({
  name: 'import-sheets',
  unit: provinceOfImport,
  run: async (trx, { id, mode }: { id: string; mode: ImportMode }, { environment }) => {
    const one = await found(trx, id);
    if (one.state !== 'checked') return one;
    if (mode === 'all' && one.faulty > 0) throw new Problem('import-has-faults');
    const begun: ImportProgress = {
      ...{ mode, done: one.faulty, stored: 0, unchanged: 0, refused: 0 },
      ...{ state: 'running', movedAt: environment.now().toISOString() },
    };
    await moveSheetImport(trx, id, one, begun);
    return { ...one, ...begun };
  },
  audit: ({ mode }, one) => ({ subject: subjectOf(one.survey), details: { file: one.fileName, mode } }),
});

/** Takes away a file that was checked and not begun. */
export const discardSheetImport = action({
  name: 'import-sheets',
  unit: provinceOfImport,
  run: async (trx, { id }: { id: string }) => {
    const one = await found(trx, id);
    if (!(await deleteCheckedImport(trx, id))) throw new Problem('import-begun');
    return one;
  },
  audit: (_input, one) => ({
    subject: subjectOf(one.survey),
    details: { file: one.fileName, discarded: true },
  }),
});

/** Somebody else has gone on with the import; nothing was written. */
export class Overtaken extends Error {}

export interface ImportChunk {
  readonly id: string;
  /** Where the import stands when the chunk begins. */
  readonly done: number;
  readonly rows: readonly ImportedRow[];
  /** After it the import is done. */
  readonly last: boolean;
}

/** Stores some rows and the progress in one transaction. @throws Overtaken */
export const storeImportChunk = action({
  name: 'import-sheets',
  unit: provinceOfImport,
  run: async (trx, { id, done, rows, last }: ImportChunk, { environment }) => {
    const at = { state: 'running', done } as const;
    // First of all: two who go on with the same import come one after the other, and the second stops.
    if (!(await moveSheetImport(trx, id, at, { movedAt: environment.now().toISOString() })))
      throw new Overtaken();
    const file = await found(trx, id);
    const entry = await new SurveyBook(trx).find(file.survey);
    if (!entry) throw new Error(`import ${id} belongs to no survey`);
    const outcomes = await storeImported(trx, environment, { file, entry }, rows);
    const after = {
      done: done + rows.length,
      stored: file.stored + count(outcomes, 'stored'),
      unchanged: file.unchanged + count(outcomes, 'unchanged'),
    };
    const refused =
      file.refused + rows.length - (after.stored + after.unchanged - file.stored - file.unchanged);
    const blocks = await blocksAfter(trx, columnsOfImport(entry, file), { id, rows, outcomes, last });
    await moveSheetImport(trx, id, at, { ...after, refused, ...blocks, ...(last ? { state: 'done' } : {}) });
    return { file, ...after, refused };
  },
  audit: ({ rows }, { file, stored, unchanged, refused }) => ({
    subject: subjectOf(file.survey),
    details: { file: file.fileName, rows: rows.length, stored, unchanged, refused },
  }),
});

const count = (outcomes: readonly RowOutcome[], wanted: RowOutcome): number =>
  outcomes.filter((outcome) => outcome === wanted).length;

/** The columns of the version that the file was filled in under. */
export function columnsOfImport(entry: SurveyEntry, { formVersion }: SheetImport): SheetColumns {
  const form = entry.forms.get(formVersion);
  if (!form) throw new Error(`survey ${entry.survey.id} never opened version ${formVersion}`);
  return columnsOf(form, entry.survey.units);
}

interface Gone {
  readonly id: string;
  readonly rows: readonly ImportedRow[];
  readonly outcomes: readonly RowOutcome[];
  readonly last: boolean;
}

/** Refused rows join those to be handed back. At the end the rows go, and with them the free text (decision 21). */
async function blocksAfter(
  trx: Writing,
  columns: SheetColumns,
  { id, rows, outcomes, last }: Gone,
): Promise<Partial<ImportBlocks>> {
  const refused = new FaultPacker();
  let any = false;
  const [column = ''] = columns.headings;
  for (const [i, row] of rows.entries()) {
    const code = outcomes[i];
    if (code === undefined || code === 'stored' || code === 'unchanged') continue;
    refused.add({ row: row.row, cells: cellsOf(columns, row), faults: [{ column, code }] });
    any = true;
  }
  if (!any && !last) return {};
  const before = (await readImportBlock(trx, id, 'faults')) ?? new Uint8Array();
  const faults = any ? Buffer.concat([before, refused.end()]) : before;
  if (!last) return { faults };
  return { content: new Uint8Array(), faults: await withoutTexts(faults, 1 + columns.fields.length) };
}
