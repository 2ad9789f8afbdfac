import { Problem } from '../problem.ts';

/** What is wrong with a file as a whole; sentences in the file of words (`staff.places`). */
export type FileFaultCode =
  | 'not-utf-8'
  | 'zero-byte'
  | 'open-quote'
  | 'not-a-workbook'
  | 'old-or-locked-workbook'
  | 'workbook-too-large'
  | 'formula-in-cell'
  | 'empty-file'
  | 'no-version'
  | 'other-form'
  | 'missing-column'
  | 'unknown-column'
  | 'column-twice';

/** A file that is refused whole. `field`: a cell ("C7"), a line ("row 17"), a column's heading, or "file". */
export const unreadable = (code: FileFaultCode, field = 'file'): Problem =>
  new Problem('file-unreadable', [{ field, code }]);

/** More rows than such a file may have (decision 28): CSV as many as there are serials, XLSX what people look through. */
export const tooManyRows = (kind: 'csv' | 'xlsx'): Problem =>
  new Problem('file-too-large', [
    { field: 'file', code: kind === 'csv' ? 'too-many-rows' : 'too-many-workbook-rows' },
  ]);

/** A row as the file has it, its cells in the file's order. */
export interface RawRow {
  /** From 1, as a spreadsheet numbers it. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Cells that hold no text or number: place, what instead. */
  readonly odd?: readonly (readonly [place: number, code: 'date-in-cell' | 'error-in-cell'])[];
}
