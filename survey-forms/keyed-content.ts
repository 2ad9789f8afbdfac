/**
 * What one keying says, as one text: equal readings of a sheet are equal texts. SHA-256 of it (base64url, no padding) is
 * the keying's content hash. The clerk's browser computes it from what was keyed (`crypto.subtle`), the server from what
 * is stored: where the two agree, what was keyed is what is stored.
 *
 * Free text is left out: a hash of it beside the serial would let whoever has the database try every comment on every
 * sheet, and so find out whose it is (decision 21).
 */
import { canonicalJson } from './canonical-json.ts';
import type { KeyedAnswers, KeyedValue } from './keyed-answers.ts';

export interface KeyedContent {
  readonly campaign: string;
  /** Six digits. */
  readonly serial: string;
  /** 1 or 2. */
  readonly pass: number;
  readonly formVersion: number;
  readonly answers: KeyedAnswers;
}

/** Codes of a multi question in ascending order, in whatever order they were keyed. */
const inOrder = (value: KeyedValue): KeyedValue =>
  Array.isArray(value) ? [...value].sort((a: number, b: number) => a - b) : value;

/** Takes a whole keying too: what else it holds does not enter. */
export function keyedContent({ campaign, serial, pass, formVersion, answers }: KeyedContent): string {
  const values = Object.entries(answers).map(([key, value]) => [key, inOrder(value as KeyedValue)]);
  return canonicalJson({ campaign, serial, pass, formVersion, answers: Object.fromEntries(values) });
}
