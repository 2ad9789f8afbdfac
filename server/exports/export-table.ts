/** A table on its way into a file: columns, how many rows the database says there are, and the rows as they are read. */

import type { AnswersInside } from '../actions/make-export.ts';

/** `number`: a decimal as text, or a number; `word`: anything that somebody may have typed. */
export interface Column {
  readonly name: string;
  readonly holds: 'word' | 'number';
  /** In signs, for a workbook. */
  readonly width?: number;
}

export type Cell = string | number | null;
export type Row = readonly Cell[];

export interface ExportTable {
  readonly columns: readonly Column[];
  /** Counted by itself, on the state that the rows are read from: a file with fewer rows is no file. */
  readonly count: number;
  /** A few hundred at a time; between two others have their turn. */
  rows(): AsyncIterable<readonly Row[]>;
}

/** Rows that have gone into the file. */
export type Tell = (rows: number) => void;

/** A file that is about to be written. */
export interface FileSource {
  /** Rows the database holds for it; 0 for what has no rows. */
  readonly rows: number;
  bytes(tell: Tell): AsyncIterable<Buffer>;
  /** Answers of surveys within, once they are written: they go on record. */
  readonly answers?: () => readonly AnswersInside[];
}

/** A small table that is there already. */
export function tableOf(columns: readonly Column[], rows: readonly Row[]): ExportTable {
  return {
    columns,
    count: rows.length,
    async *rows() {
      yield rows;
    },
  };
}
