/**
 * Where a text stops being JSON. Browsers word it differently and often leave the place out, but an office that writes
 * a file by hand needs the line. Used only on text that `JSON.parse` has refused.
 */

/** Counted from 1, as editors do. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

const TOKEN =
  /[{}[\],:]|"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)\b/uy;

const SPACE = /[ \t\r\n]*/y;

type Wanted = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'nothing';

/** The first character that cannot stand where it does, or the end of a text that is cut off; null for valid JSON. */
export function jsonFaultAt(text: string): TextPlace | null {
  const open: string[] = [];
  let wanted: Wanted = 'value';
  let at = 0;
  for (;;) {
    at = endOf(SPACE, text, at) ?? at;
    if (at === text.length) return wanted === 'nothing' ? null : placeAt(text, at);
    const end = endOf(TOKEN, text, at);
    const next: Wanted | null = end === null ? null : step(text.slice(at, end), wanted, open);
    if (end === null || next === null) return placeAt(text, at);
    wanted = next;
    at = end;
  }
}

/** What may follow a token, or null where the token itself may not stand. Keeps the open brackets in `open`. */
function step(token: string, wanted: Wanted, open: string[]): Wanted | null {
  const isString = token.startsWith('"');
  if (wanted === ':') return token === ':' ? 'value' : null;
  if (wanted === 'key' || wanted === 'key or }') {
    if (isString) return ':';
    return token === '}' && wanted === 'key or }' ? closed(open) : null;
  }
  if (wanted === ', or end') {
    if (token === ',') return open.at(-1) === '{' ? 'key' : 'value';
    return token === (open.at(-1) === '{' ? '}' : ']') ? closed(open) : null;
  }
  if (wanted === 'nothing') return null;
  if (token === '{' || token === '[') {
    open.push(token);
    return token === '{' ? 'key or }' : 'value or ]';
  }
  if (token === ']' && wanted === 'value or ]') return closed(open);
  return /^[}\],:]$/.test(token) ? null : afterValue(open);
}

function closed(open: string[]): Wanted {
  open.pop();
  return afterValue(open);
}

const afterValue = (open: readonly string[]): Wanted => (open.length === 0 ? 'nothing' : ', or end');

function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

function placeAt(text: string, at: number): TextPlace {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
