/** A register of procedures as JSON, read before it is sent: a list, or an object that holds one. The server checks it. */
import type { procedures } from './api.ts';

type Sent = Parameters<typeof procedures.procedures.$post>[0]['json']['procedures'];

/** What the server did with a register. */
export interface Imported {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Null where the text is no such file. A byte order mark, which office programs put first, is no part of it. */
export function readProcedureFile(text: string): Sent | null {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
  const list =
    typeof value === 'object' && value !== null && 'procedures' in value ? value.procedures : value;
  return Array.isArray(list) ? (list as Sent) : null;
}
