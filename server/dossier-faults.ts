/** What is wrong with the rows of a file of dossiers, kept with the rows, and how it is told. */

import { formatDate } from '../client/format.ts';
import { fill } from '../client/words/fill.ts';
import { wordsOf } from '../client/words/words-of.ts';
import type { Lang } from '../survey-forms/form.ts';
import type { Dossier, DossierCells, DossierFaultCode } from './core/check-dossier.ts';
import { DOSSIER_COLUMNS } from './core/dossier-columns.ts';
import { type Difference, differences } from './core/dossier-standing.ts';
import { LinePacker } from './packed-lines.ts';
import type { PlaceValue, ProblemPlace } from './problem.ts';
import { type FaultyRow, unpackFaults } from './sheet-faults.ts';

/** Faults of a row by itself, and those that show beside other rows and what is stored. */
export type DossierRowFaultCode =
  | DossierFaultCode
  | 'cells-too-many'
  | 'twice-otherwise'
  | 'stored-otherwise'
  | 'quarter-closed';

/** `column` is a column of `DOSSIER_COLUMNS`. */
export type FaultyDossier = FaultyRow<DossierRowFaultCode>;
export type DossierRowFault = FaultyDossier['faults'][number];

/** The cells of a row in the order of the template. */
export const cellsInOrder = (cells: DossierCells): string[] => DOSSIER_COLUMNS.map((column) => cells[column]);

/** A dossier as cells again, with days in machine notation. */
export const cellsOfDossier = (one: Dossier): DossierCells => ({
  ...{ dossier: one.code, procedure: one.procedure, unit: one.unit, official: one.official },
  ...{ received: one.receivedOn, due: one.dueOn, returned: one.returnedOn ?? '' },
  pauses: one.pauses.map(({ from, to }) => `${from}/${to}`).join('; '),
  online: one.online === null ? '' : one.online ? '1' : '0',
});

/** Each field that says something else than what is stored. */
export const conflictFaults = (reported: Dossier, stored: Dossier): DossierRowFault[] =>
  differences(reported, stored).map(({ column, stored: limit }: Difference) => ({
    ...{ column, code: 'stored-otherwise' as const, limit },
  }));

/** The quarter can only be that of the return, reported or stored. */
export const closedFault: DossierRowFault = { column: 'returned', code: 'quarter-closed' };

const isDayText = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** What is wrong, in the reader's language. */
export function dossierSentence(
  { code, limit = '' }: Pick<DossierRowFault, 'code' | 'limit'>,
  lang: Lang,
): string {
  const { faults, nothing } = wordsOf(lang).staff.dossiers;
  const written = limit === '' ? nothing : isDayText(limit) ? formatDate(limit, lang) : limit;
  return fill(faults[code], { limit: written });
}

/** What is wrong with rows of a kind together, whatever each of them says. */
export function dossierKindSentence(code: DossierRowFaultCode, lang: Lang): string {
  const { faults, kinds } = wordsOf(lang).staff.dossiers;
  const general: Readonly<Record<string, string>> = kinds;
  return general[code] ?? faults[code];
}

/** A fault as a place of a request; its sentence is told where the reader's language is known. */
export function placeOf(
  field: string,
  { code, limit }: { readonly code: string; readonly limit?: string | undefined },
): ProblemPlace {
  const value: PlaceValue = isDayText(limit ?? '') ? { day: limit ?? '' } : { text: limit ?? '' };
  return { field, code, values: { limit: value } };
}

/** The same block without the rows that only say something else than what is stored: they will be replaced. */
export async function withoutConflicts(block: Uint8Array): Promise<Buffer> {
  const { kinds, rows } = await unpackFaults<DossierRowFaultCode>(block);
  const { 'stored-otherwise': _, ...others } = kinds;
  const lines = new LinePacker();
  lines.add(others);
  for (const { row, cells, faults } of rows())
    if (faults.some(({ code }) => code !== 'stored-otherwise')) lines.add([row, cells, faults]);
  return lines.end();
}
