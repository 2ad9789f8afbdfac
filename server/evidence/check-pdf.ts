/**
 * What of a PDF can be seen without drawing it, which the server never does: that it is whole, is nothing else besides,
 * and asks its reader to run or open nothing. Actions are looked for in the plain text of the file and in its compressed
 * object streams; one that is hidden deeper, e.g. by encryption, is left to the reader's program, which gets the file as
 * a download only.
 */
import { inflateSync } from 'node:zlib';
import { refuse } from './file-kind.ts';

/** A reader looks for the end this far from the last byte (ISO 32000-1, note to 7.5.5). */
const END_WITHIN = 1024;
const ACTIVE = /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])/;
const MARKUP = /<(?:!doctype|html|head|body|script|svg|iframe|\?php)/i;
/** Names may spell any letter as `#4a` (ISO 32000-1, 7.3.5). */
const SPELT_NAME = /\/[^\s/<>[\](){}%]*#[^\s/<>[\](){}%]*/g;
/** Bytes that the object streams of one file may swell to, all together. */
const MOST_OBJECTS = 64 * 1024 * 1024;

/** @throws Problem `evidence-refused` */
export function checkPdf(bytes: Buffer): void {
  const text = bytes.toString('latin1');
  if (!/^%PDF-[12]\.\d/.test(text)) refuse('damaged-file');
  const end = text.lastIndexOf('%%EOF');
  if (end < 0 || end < text.length - END_WITHIN) refuse('damaged-file');
  if (MARKUP.test(text.slice(0, END_WITHIN)) || endsAsZip(bytes)) refuse('two-files-in-one');
  if (asksToAct(text)) refuse('active-content');
  for (const objects of objectStreams(text, bytes)) if (asksToAct(objects)) refuse('active-content');
}

function asksToAct(text: string): boolean {
  if (ACTIVE.test(text)) return true;
  return text.includes('#') && [...text.matchAll(SPELT_NAME)].some(([name]) => ACTIVE.test(spelt(name)));
}

const spelt = (name: string) =>
  name.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Whether an unzip program would take it for an archive: its directory's end mark reaches the last byte. */
function endsAsZip(bytes: Buffer): boolean {
  const longest = 22 + 0xffff;
  for (let at = bytes.lastIndexOf('PK\x05\x06'); at >= Math.max(0, bytes.length - longest); ) {
    if (at + 22 <= bytes.length && at + 22 + bytes.readUInt16LE(at + 20) === bytes.length) return true;
    if (at === 0) return false;
    at = bytes.lastIndexOf('PK\x05\x06', at - 1);
  }
  return false;
}

/** The inflated text of every object stream that inflates. @throws Problem where they swell beyond reason */
function* objectStreams(text: string, bytes: Buffer): Generator<string> {
  let left = MOST_OBJECTS;
  for (const found of text.matchAll(/\/ObjStm\b/g)) {
    const begin = /stream\r?\n/g;
    begin.lastIndex = found.index;
    const start = begin.exec(text) ? begin.lastIndex : text.length;
    const end = text.indexOf('endstream', start);
    if (end < 0) continue;
    const objects = inflated(bytes.subarray(start, end), left);
    left -= objects.length;
    yield objects;
  }
}

function inflated(packed: Uint8Array, most: number): string {
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(most, 1) }).toString('latin1');
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') refuse('swelling-archive');
    return '';
  }
}
