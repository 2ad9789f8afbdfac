/**
 * The columns of a file of keyed sheets: the serial with the form's version in its heading, a column a field in the
 * order of the paper, and free text last. Machine headings, alike in every language, so that a program can write them.
 */
import type { Form, TextQuestion } from '../../survey-forms/form.ts';
import { fieldsOf, type KeyedField, textsOf } from '../../survey-forms/keyed-answers.ts';

/** Heading of the column that says what is wrong in rows handed back; read over when the file comes again. */
export const FAULT_HEADING = '#fault';

export interface SheetColumns {
  readonly form: Form;
  /** The units a matrix rates, in the order of the survey. */
  readonly units: readonly string[];
  readonly fields: readonly KeyedField[];
  readonly texts: readonly TextQuestion[];
  /** All headings in order; the first is the serial's. */
  readonly headings: readonly string[];
}

interface HeadedField {
  readonly question: Pick<KeyedField['question'], 'key'>;
  readonly unit: string;
}

/** `q05`, in a matrix `advice@LC-01`. */
export const headingOf = ({ question, unit }: HeadedField): string =>
  unit === '' ? question.key : `${question.key}@${unit}`;

/** `serial (satisfaction v1)`: whoever fills the file in carries the version along. */
const serialHeading = ({ id, version }: Pick<Form, 'id' | 'version'>): string => `serial (${id} v${version})`;

export function columnsOf(form: Form, units: readonly string[]): SheetColumns {
  const fields = fieldsOf(form, units);
  const texts = textsOf(form);
  return {
    form,
    units,
    fields,
    texts,
    headings: [serialHeading(form), ...fields.map(headingOf), ...texts.map((question) => question.key)],
  };
}

/** Headings in one spelling: spreadsheets on some machines write letters with their marks apart (NFD). */
export const tidyHeading = (heading: string): string => heading.normalize('NFC').trim();

/** Form and version by the heading of the serial, wherever it stands; null: the file is no template of ours. */
export function formOfHeadings(headings: readonly string[]): { form: string; version: number } | null {
  for (const heading of headings) {
    const [, form, version] = /^serial \(([a-z0-9_-]+) v(\d{1,6})\)$/.exec(tidyHeading(heading)) ?? [];
    if (form !== undefined) return { form, version: Number(version) };
  }
  return null;
}

export interface HeadingFault {
  readonly column: string;
  readonly code: 'missing-column' | 'unknown-column' | 'column-twice';
}

export type PlacedColumns =
  | {
      readonly ok: true;
      /** For each column of the template its place in the file. */
      readonly places: readonly number[];
    }
  | { readonly ok: false; readonly faults: readonly HeadingFault[] };

/** Finds every column of the template in the file, in whatever order; columns without a heading are no columns. */
export function placeColumns({ headings }: SheetColumns, given: readonly string[]): PlacedColumns {
  const places = new Map<string, number>();
  const faults: HeadingFault[] = [];
  for (const [place, text] of given.entries()) {
    const column = tidyHeading(text);
    if (column === '' || column === FAULT_HEADING) continue;
    if (places.has(column)) faults.push({ column, code: 'column-twice' });
    else if (!headings.includes(column)) faults.push({ column, code: 'unknown-column' });
    places.set(column, place);
  }
  for (const column of headings) if (!places.has(column)) faults.push({ column, code: 'missing-column' });
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, places: headings.map((column) => places.get(column) ?? -1) };
}
