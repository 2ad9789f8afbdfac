/** A chosen file as JSON, or what stops it before it is sent. Plain functions. */
import { jsonFaultAt, type TextPlace } from './json-fault.ts';

export const KINDS = ['units', 'form', 'framework', 'campaign'] as const;
export type Kind = (typeof KINDS)[number];

/** The parsed file: `kind` says what it is, the rest is for the server to check. */
export interface Definition {
  readonly kind: Kind;
  readonly [field: string]: unknown;
}

export type ReadFile =
  | { readonly is: 'definition'; readonly definition: Definition }
  | { readonly is: 'not-json'; readonly at: TextPlace | null }
  | { readonly is: 'no-kind' };

const isKind = (kind: unknown): kind is Kind => KINDS.some((known) => known === kind);

function isDefinition(value: unknown): value is Definition {
  return typeof value === 'object' && value !== null && 'kind' in value && isKind(value.kind);
}

/** Reads the text of a file. A byte order mark, which office programs put first, is no part of it. */
export function readDefinition(text: string): ReadFile {
  const clean = text.replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = JSON.parse(clean);
  } catch {
    return { is: 'not-json', at: jsonFaultAt(clean) };
  }
  return isDefinition(value) ? { is: 'definition', definition: value } : { is: 'no-kind' };
}
