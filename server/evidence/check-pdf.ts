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
/** Runs, opens or sends something (ISO 32000-1, 12.6.4 and 12.7.8); a plain link is left to the reader, who is asked. */
const ACTIVE =
  /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToR|GoToE|XFA)(?![A-Za-z0-9])/;
/** An address that is called as soon as the document is opened. */
const OPENS_ADDRESS = /\/OpenAction\s*<<[^>]*\/URI(?![A-Za-z0-9])/;
const MARKUP = /<(?:!doctype|html|head|body|script|svg|iframe|\?php)/i;
/** Names may spell any letter as `#4a` (ISO 32000-1, 7.3.5). */
const SPELT_NAME = /\/[^\s/<>[\](){}%]*#[^\s/<>[\](){}%]*/g;
/** An unzip program looks for the end of an archive's directory this far from the last byte: a record and its comment. */
const DIRECTORY_END_WITHIN = 22 + 0xffff;
/** Bytes that the object streams of one file may swell to, all together. */
const MOST_OBJECTS = 64 * 1024 * 1024;

/** @throws Problem `evidence-refused` */
export function checkPdf(bytes: Buffer): void {
  const text = bytes.toString('latin1');
  if (!/^%PDF-[12]\.\d/.test(text)) refuse('damaged-file');
  const end = text.lastIndexOf('%%EOF');
  if (end < 0 || end < text.length - END_WITHIN) refuse('damaged-file');
  if (MARKUP.test(text.slice(0, END_WITHIN)) || holdsArchive(bytes)) refuse('two-files-in-one');
  if (asksToAct(text)) refuse('active-content');
  for (const objects of objectStreams(text, bytes)) if (asksToAct(objects)) refuse('active-content');
}

function asksToAct(text: string): boolean {
  if (ACTIVE.test(text) || OPENS_ADDRESS.test(text)) return true;
  if (!text.includes('#')) return false;
  const plain = text.replace(SPELT_NAME, spelt);
  return ACTIVE.test(plain) || OPENS_ADDRESS.test(plain);
}

const spelt = (name: string) =>
  name.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/**
 * Whether an unzip program would take it for an archive: an end mark near the end, whatever follows it, with its
 * directory in front of it or the mark of a large archive.
 */
function holdsArchive(bytes: Buffer): boolean {
  for (let at = bytes.length; at > 0; ) {
    at = bytes.lastIndexOf('PK\x05\x06', at - 1);
    if (at < Math.max(0, bytes.length - DIRECTORY_END_WITHIN)) return false;
    if (at + 22 > bytes.length) continue;
    const directory = at - bytes.readUInt32LE(at + 12);
    if (directory >= 0 && bytes.toString('latin1', directory, directory + 4) === 'PK\x01\x02') return true;
    if (bytes.toString('latin1', at - 20, at - 16) === 'PK\x06\x07') return true;
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
