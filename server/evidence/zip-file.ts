/**
 * A zip archive held to its word before anything is made of it: few entries, sizes that are what it says, nothing
 * before, between, twice or after (overlapping entries and appended archives are how bombs and polyglots are built).
 */
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Problem } from '../problem.ts';
import { type Refusal, refuse } from './file-kind.ts';

export interface ZipLimits {
  readonly entries: number;
  /** Bytes of all entries together, inflated. */
  readonly inflated: number;
  /** Of those that are wanted, all together. */
  readonly kept: number;
}

/** Entries above this size may not have been packed tighter than `DENSEST` to one. */
const SMALL = 1024 * 1024;
const DENSEST = 100;
const LOCAL_HEADER = 30;

/** The archive's entries by name, read and counted. @throws Problem `evidence-refused` */
export async function readZip(
  bytes: Buffer,
  limits: ZipLimits,
  /** Which entries' contents are wanted; of the others only the bytes are counted. */
  wanted: (name: string) => boolean,
): Promise<Map<string, Buffer>> {
  const zip = await orRefuse(fromBufferPromise(bytes, { strictFileNames: true }), 'damaged-file');
  const entries = await listed(zip, limits, bytes.length);
  const contents = new Map<string, Buffer>();
  let { inflated: left, kept } = limits;
  for (const entry of entries) {
    const most = wanted(entry.fileName) ? Math.min(left, kept) : left;
    const { size, content } = await orRefuse(
      inflated(zip, entry, most, wanted(entry.fileName)),
      'damaged-file',
    );
    left -= size;
    kept -= content.length;
    contents.set(entry.fileName, content);
  }
  return contents;
}

/** Counts what an entry really unpacks to, and keeps it where it is wanted. */
async function inflated(zip: ZipFile, entry: Entry, most: number, wanted: boolean) {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    size += (chunk as Buffer).length;
    if (size > most) refuse('swelling-archive');
    if (wanted) kept.push(chunk as Buffer);
  }
  return { size, content: Buffer.concat(kept) };
}

async function listed(zip: ZipFile, limits: ZipLimits, size: number): Promise<Entry[]> {
  const entries: Entry[] = [];
  const names = new Set<string>();
  let [packed, inflated, first] = [0, 0, Number.POSITIVE_INFINITY];
  if (zip.entryCount > limits.entries) refuse('swelling-archive');
  const read = zip.eachEntry();
  for (
    let next = await orRefuse(read.next(), 'damaged-file');
    next.done !== true;
    next = await orRefuse(read.next(), 'damaged-file')
  ) {
    const entry = next.value;
    if (names.has(entry.fileName) || entry.isEncrypted()) refuse('damaged-file');
    names.add(entry.fileName);
    if (entry.uncompressedSize > SMALL && entry.uncompressedSize > DENSEST * entry.compressedSize)
      refuse('swelling-archive');
    packed += entry.compressedSize + LOCAL_HEADER + entry.fileNameLength;
    inflated += entry.uncompressedSize;
    first = Math.min(first, entry.relativeOffsetOfLocalHeader);
    entries.push(entry);
  }
  if (inflated > limits.inflated || packed > size) refuse('swelling-archive');
  if (first !== 0) refuse('two-files-in-one');
  return entries;
}

async function orRefuse<T>(work: Promise<T>, code: Refusal): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Problem) throw error;
    refuse(code);
  }
}
