/** The register of administrative procedures as an office imports it, from CSV or JSON: each by itself, then all of them together. */
import type { ProcedureColumn } from './dossier-columns.ts';
import { type MomentFault, readMoment } from './read-moment.ts';

/** A procedure as it is stored (`db/queries/procedures.ts`). */
export interface RegisteredProcedure {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly field: string | null;
  readonly online: 'none' | 'partial' | 'full';
  /** Days, half-open. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

export type ProcedureCells = Readonly<Record<ProcedureColumn, string>>;

export interface ProcedureFault {
  /** As the file numbers its rows. */
  readonly row: number;
  readonly column: ProcedureColumn;
  readonly code:
    | MomentFault
    | 'cell-blank'
    | 'cell-too-long'
    | 'level-unknown'
    | 'ends-before-it-begins'
    | 'procedure-twice';
  readonly limit?: string;
}

const LONGEST: Readonly<Record<ProcedureColumn, number>> = {
  ...{ code: 100, name: 1000, nameEn: 1000, field: 300, online: 100, validFrom: 100, validTo: 100 },
};

/** As the registers of ministries and provinces write it; four levels were in use until 2022. */
const LEVELS: Readonly<Record<string, RegisteredProcedure['online']>> = {
  ...{ '': 'none', none: 'none', không: 'none', no: 'none', '0': 'none', '1': 'none', '2': 'none' },
  ...{ 'mức độ 1': 'none', 'mức độ 2': 'none', 'cung cấp thông tin': 'none' },
  ...{ partial: 'partial', 'một phần': 'partial', '3': 'partial', 'mức độ 3': 'partial' },
  ...{ full: 'full', 'toàn trình': 'full', '4': 'full', 'mức độ 4': 'full' },
};

const textOf = (cell: string): string => cell.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** All of them, or everything that is wrong. The same procedure twice in the same words is one. */
export function checkProcedures(
  rows: readonly { readonly row: number; readonly cells: ProcedureCells }[],
):
  | { readonly ok: true; readonly procedures: RegisteredProcedure[] }
  | { ok: false; faults: ProcedureFault[] } {
  const faults: ProcedureFault[] = [];
  const byCode = new Map<string, { row: number; line: string; procedure: RegisteredProcedure }>();
  for (const { row, cells } of rows) {
    const read = readProcedure(cells);
    if (!read.procedure) {
      faults.push(...read.faults.map((one) => ({ row, ...one })));
      continue;
    }
    const { procedure } = read;
    const line = JSON.stringify(procedure);
    const earlier = byCode.get(procedure.code);
    if (!earlier) byCode.set(procedure.code, { row, line, procedure });
    else if (earlier.line !== line)
      faults.push({ row, column: 'code', code: 'procedure-twice', limit: String(earlier.row) });
  }
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, procedures: [...byCode.values()].map(({ procedure }) => procedure) };
}

type CellFault = Omit<ProcedureFault, 'row'>;

function readProcedure(
  cells: ProcedureCells,
): { readonly procedure: RegisteredProcedure } | { procedure: null; faults: CellFault[] } {
  const faults: CellFault[] = [];
  for (const [column, longest] of Object.entries(LONGEST) as [ProcedureColumn, number][])
    if (cells[column].length > longest)
      faults.push({ column, code: 'cell-too-long', limit: String(longest) });
  for (const column of ['code', 'name'] as const)
    if (textOf(cells[column]) === '') faults.push({ column, code: 'cell-blank' });
  const level = textOf(cells.online).toLowerCase();
  const online = Object.hasOwn(LEVELS, level) ? LEVELS[level] : undefined;
  if (online === undefined) faults.push({ column: 'online', code: 'level-unknown' });
  const [validFrom, validTo] = (['validFrom', 'validTo'] as const).map((column) => {
    if (cells[column].trim() === '') return null;
    const moment = readMoment(cells[column]);
    if (typeof moment !== 'string') return moment.day;
    faults.push({ column, code: moment });
    return null;
  });
  if (validFrom && validTo && validTo <= validFrom)
    faults.push({ column: 'validTo', code: 'ends-before-it-begins', limit: validFrom });
  if (faults.length > 0 || online === undefined) return { procedure: null, faults };
  return {
    procedure: {
      ...{ code: textOf(cells.code), name: textOf(cells.name), nameEn: textOf(cells.nameEn) || null },
      ...{ field: textOf(cells.field) || null, online },
      ...{ validFrom: validFrom ?? null, validTo: validTo ?? null },
    },
  };
}
