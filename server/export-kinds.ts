/** What files staff may have made: of what, in which formats, and by which right. */
import type { Operation } from './access.ts';

const ANY = ['export-tallies', 'export-results', 'export-answers'] as const;

/** Of the operations any one suffices. What asks no survey for its answers goes with each of them. */
export const EXPORT_KINDS = {
  answers: { of: 'survey', formats: ['csv', 'xlsx'], operations: ['export-answers'] },
  tallies: { of: 'survey', formats: ['csv', 'xlsx'], operations: ['export-tallies'] },
  codebook: { of: 'survey', formats: ['html', 'csv'], operations: ANY },
  questionnaire: { of: 'survey', formats: ['pdf'], operations: ANY },
  results: { of: 'campaign', formats: ['xlsx', 'csv', 'json'], operations: ['export-results'] },
  everything: { of: 'campaign', formats: ['zip'], operations: ['export-tallies', 'export-results'] },
} as const satisfies Record<
  string,
  { of: 'survey' | 'campaign'; formats: readonly string[]; operations: readonly Operation[] }
>;

export type ExportKind = keyof typeof EXPORT_KINDS;
export type ExportOperation = (typeof ANY)[number];
export const EXPORT_OPERATIONS: readonly ExportOperation[] = ANY;

/** Tables of a result, each a file of its own where it goes out as CSV. */
export const RESULT_PARTS = ['ranking', 'scores', 'answers'] as const;
export type ResultPart = (typeof RESULT_PARTS)[number];

/** What may be chosen. */
export interface ExportChoices {
  /** CSV with the mark of UTF-8, by which spreadsheets read Vietnamese. */
  readonly mark: boolean;
  /** Of labels, workbooks and the printed form. */
  readonly lang: string;
  /** Of a result as CSV. */
  readonly part: ResultPart;
  /** `everything` with the answers of surveys that are over; for who may have them. */
  readonly answers: boolean;
}

/** The choices that make a difference to a file; null: none to it. An archive holds both languages, as a codebook does. */
export function chosenFor(
  { kind, format }: { readonly kind: string; readonly format: string },
  { mark, lang, part, answers }: ExportChoices,
) {
  const speaks = format === 'xlsx' || format === 'pdf' || (kind === 'tallies' && format === 'csv');
  return {
    mark: format === 'csv' || kind === 'everything' ? mark : null,
    lang: speaks ? lang : null,
    part: kind === 'results' && format === 'csv' ? part : null,
    answers: kind === 'everything' && answers,
  };
}

/** Kept with the file: what was chosen, and by what right. */
export interface ExportOptions extends ExportChoices {
  readonly operation: ExportOperation;
  /** The unit that the right was held against. */
  readonly unit: string;
  /** Units of the survey that are in it; null: all. */
  readonly units: readonly string[] | null;
  /** What `everything` holds beside codebooks and forms. */
  readonly holds: readonly ('tallies' | 'results' | 'answers')[];
}

/** Why there is no file. Each has a sentence in the words. */
export const EXPORT_TROUBLES = [
  'interrupted',
  'disk-full',
  'rows-differ',
  'too-many-rows',
  'too-many-columns',
  'nothing-to-export',
  'failed',
] as const;

export type ExportTroubleCode = (typeof EXPORT_TROUBLES)[number];

/** Stops the making of a file; nothing of it is kept. */
export class ExportTrouble extends Error {
  constructor(readonly code: ExportTroubleCode) {
    super(code);
  }
}

/** What was chosen for a file, as it is kept with it. */
export const optionsOf = ({ options }: { readonly options: string }): ExportOptions => JSON.parse(options);
