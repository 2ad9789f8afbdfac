/**
 * Reads XML as it streams in: start tags with their attributes, end tags, text. Only what spreadsheet parts need: names
 * come without their prefix, entities are the five of XML and character references, and a document type, which could
 * define more, is refused.
 */
import { unreadable } from './unreadable.ts';

export interface XmlHandler {
  open(name: string, attributes: XmlAttributes): void;
  close(name: string): void;
  text(text: string): void;
}

export interface XmlAttributes {
  /** The decoded value, by the name without its prefix; undefined: there is none. */
  get(name: string): string | undefined;
}

/** A tag or text longer than this is no spreadsheet's. */
const LONGEST_PIECE = 1_000_000;

const TAG = /^<(\/?)([^\s<>/!?"'=]+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*?)(\/?)>$/;
/** From here on, up to the `>` that ends the tag: one inside quotes does not. */
const TAG_END = /(?:[^<>"']|"[^"]*"|'[^']*')*>/y;
const BRACKETED = [
  { start: '<!--', end: '-->' },
  { start: '<?', end: '?>' },
] as const;
const CDATA = { start: '<![CDATA[', end: ']]>' } as const;

export class XmlReader {
  #rest = '';

  constructor(private readonly handler: XmlHandler) {}

  /** @throws Problem `file-unreadable` on what is not well-formed */
  write(text: string): void {
    this.#rest += text;
    let from = 0;
    for (;;) {
      const end = this.#piece(from);
      if (end < 0) break;
      from = end;
    }
    this.#rest = this.#rest.slice(from);
    if (this.#rest.length > LONGEST_PIECE) throw unreadable('not-a-workbook');
  }

  end(): void {
    if (this.#rest.trim() !== '') throw unreadable('not-a-workbook');
  }

  /** Takes one piece from there on. @returns where the next begins; -1: it is not all there yet */
  #piece(from: number): number {
    const rest = this.#rest;
    const open = rest.indexOf('<', from);
    if (open < 0) return -1;
    if (open > from) {
      this.handler.text(decoded(rest.slice(from, open)));
      return open;
    }
    for (const { start, end } of BRACKETED)
      if (rest.startsWith(start, from)) return after(rest, end, from + start.length);
    if (rest.startsWith(CDATA.start, from)) return this.#verbatim(from + CDATA.start.length);
    // Perhaps one of those whose sign has not all come yet.
    if (rest.startsWith('<!', from)) {
      if (rest.length - from < CDATA.start.length) return -1;
      throw unreadable('not-a-workbook');
    }
    return this.#tag(from);
  }

  #verbatim(from: number): number {
    const end = this.#rest.indexOf(CDATA.end, from);
    if (end < 0) return -1;
    this.handler.text(this.#rest.slice(from, end));
    return end + CDATA.end.length;
  }

  #tag(from: number): number {
    TAG_END.lastIndex = from + 1;
    if (!TAG_END.test(this.#rest)) return -1;
    const end = TAG_END.lastIndex;
    const [, closing, name = '', attributes = '', empty] = TAG.exec(this.#rest.slice(from, end)) ?? [];
    if (name === '') throw unreadable('not-a-workbook');
    const local = name.slice(name.indexOf(':') + 1);
    if (closing === '') this.handler.open(local, attributesOf(attributes));
    if (closing !== '' || empty !== '') this.handler.close(local);
    return end;
  }
}

function after(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found < 0 ? -1 : found + end.length;
}

const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Looked up only when asked for: most attributes of a sheet nobody asks for. */
const attributesOf = (text: string): XmlAttributes => ({
  get: (wanted) => {
    for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE))
      if (name.slice(name.indexOf(':') + 1) === wanted) return decoded(double ?? single ?? '');
    return undefined;
  },
});

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** @throws Problem `file-unreadable` on an entity that XML does not know by itself */
function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]*);?/g, (_, name: string) => {
    const [, hex, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name) ?? [];
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    const known = Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    if (known === undefined) throw unreadable('not-a-workbook');
    return known;
  });
}
