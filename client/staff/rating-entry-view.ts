/** What stands in the fields of an entry, what is wrong with it before it is sent, and the entry it means. Pure. */
import { compareText, isDecimalText } from '../decimal-text.ts';
import type { Words } from '../words/words-of.ts';
import type { RatingEntry } from './api.ts';

export interface EntryFields {
  /** Machine notation; what was typed, where that is no number. */
  readonly points: string;
  readonly values: Readonly<Record<string, string>>;
  readonly notAssessed: boolean;
  readonly note: string;
}

/** Points of an indicator (domain §6). */
const MAX = '2';
const DECIMALS = 2;

export const fieldsOf = (entry: RatingEntry | undefined): EntryFields => ({
  points: entry?.inputs == null ? (entry?.points ?? '') : '',
  values: entry?.inputs?.values ?? {},
  notAssessed: entry?.state === 'not-assessed',
  note: entry?.note ?? '',
});

interface Given {
  readonly fields: EntryFields;
  /** Figures asked for; none: points by hand. */
  readonly inputs: readonly string[];
  /** Whether there is a document, new or named before. */
  readonly document: boolean;
}

type EntryWords = Words['staff']['ratings']['entry'];

/** By field; the server holds the entry to its rule once more. */
export function entryFaults({ fields, inputs, document }: Given, text: EntryWords): Record<string, string> {
  if (fields.notAssessed) return fields.note.trim() === '' ? { note: text.noteMissing } : {};
  const wrong = Object.fromEntries(
    inputs
      .filter((input) => !isDecimalText(fields.values[input] ?? ''))
      .map((input) => [input, text.figureMissing]),
  );
  const points = inputs.length > 0 ? null : pointsFault(fields.points, text);
  return {
    ...wrong,
    ...(points && { points }),
    ...(!document && { evidence: text.evidenceMissing }),
  };
}

function pointsFault(points: string, text: EntryWords): string | null {
  if (!isDecimalText(points) || points.startsWith('-')) return text.pointsMissing;
  if (compareText(points, MAX) > 0) return text.aboveMax;
  return (points.split('.')[1]?.length ?? 0) > DECIMALS ? text.tooManyDecimals : null;
}

/** @param evidence id of the document */
export function entryOf(fields: EntryFields, inputs: readonly string[], evidence: string | null) {
  const note = fields.note.trim() || null;
  if (fields.notAssessed)
    return { state: 'not-assessed' as const, points: null, inputs: null, note, evidence };
  const values = Object.fromEntries(inputs.map((input) => [input, fields.values[input] ?? '']));
  return {
    state: 'scored' as const,
    points: inputs.length > 0 ? null : fields.points,
    inputs: inputs.length > 0 ? { values } : null,
    ...{ note, evidence },
  };
}
