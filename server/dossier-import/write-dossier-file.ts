/** Files around the import of dossiers: the layout to fill in or to export to, and rows handed back to be corrected. */
import { stringify } from 'csv-stringify/sync';
import { type Words, wordsOf } from '../../client/words/words-of.ts';
import type { Lang } from '../../survey-forms/form.ts';
import { DOSSIER_COLUMNS, DOSSIER_TABLE, type DossierColumn } from '../core/dossier-columns.ts';
import { dossierSentence, type FaultyDossier } from '../dossier-faults.ts';

const MARK = '\ufeff';

/** UTF-8 with its mark, so that Excel reads Vietnamese; a text like a formula gets an apostrophe, which reading takes off. */
const csvOf = (rows: readonly (readonly string[])[], delimiter: string): string =>
  stringify(rows as string[][], { record_delimiter: 'windows', escape_formulas: true, delimiter });

/** A spreadsheet in Vietnamese parts cells by semicolons. */
const separatorOf = (lang: Lang): string => (lang === 'en' ? ',' : ';');

/** The heading under which the template has the column. */
export const headingOf = (column: DossierColumn, lang: Lang): string =>
  DOSSIER_TABLE.headings[column][lang === 'en' ? 1 : 0];

const headings = (lang: Lang): string[] => DOSSIER_COLUMNS.map((column) => headingOf(column, lang));

/** Two dossiers of a register that has the procedure and the unit named: one with a pause, one not returned. */
export function dossierSample(
  lang: Lang,
  codes: { readonly procedure: string; readonly unit: string },
): string {
  const { example }: Words['staff']['dossiers'] = wordsOf(lang).staff.dossiers;
  const { procedure, unit } = codes;
  const rows = [
    [
      ...['HS-0001', procedure, unit, example.official, '05/01/2026 08:15', '26/01/2026', '23/01/2026 16:40'],
      ...['08/01/2026 – 12/01/2026', example.yes],
    ],
    ['HS-0002', procedure, unit, '', '2026-01-06', '2026-01-20', '', '', example.no],
  ];
  return MARK + csvOf([headings(lang), ...rows], separatorOf(lang));
}

/** Handed back: the rows as they were, and at their end what is wrong with each. */
export function* faultyDossiersCsv(rows: Iterable<FaultyDossier>, lang: Lang): Generator<string> {
  const separator = separatorOf(lang);
  yield MARK + csvOf([[...headings(lang), wordsOf(lang).staff.dossiers.faultHeading]], separator);
  for (const { cells, faults } of rows) {
    const sentences = faults.map(
      (fault) => `${headingOf(fault.column as DossierColumn, lang)}: ${dossierSentence(fault, lang)}`,
    );
    yield csvOf([[...cells, sentences.join(' | ')]], separator);
  }
}
