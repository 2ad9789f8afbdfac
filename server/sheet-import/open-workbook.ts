/**
 * Opens an XLSX file, which is a ZIP archive, with bounds on all that it may unpack to (reliability §4): known before
 * anything is inflated from what the archive declares, and counted again while it is, for it may lie. Only the parts
 * asked for are ever inflated, and each goes by as a stream.
 */
import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Problem } from '../problem.ts';
import { unreadable } from './unreadable.ts';

const MOST_PARTS = 200;
const MOST_BYTES = 50 * 1024 * 1024;
const MOST_RATIO = 100;
/** Small parts of repeated markup shrink further than any ratio, and harm nobody. */
const RATIO_FROM = 1024 * 1024;
/** An archive inside the archive; macros and other documents are none of a template. */
const NESTED = /\.(zip|7z|rar|gz|xls[xmb]?|docx?|docm|pptx?)$/i;
/** The container of .xls, and of a workbook that is locked by a password. */
const OLD_CONTAINER = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** Parts by name, as text. */
export class Workbook {
  readonly #entries = new Map<string, Entry>();
  #inflated = 0;

  private constructor(private readonly zip: ZipFile) {}

  /** @throws Problem `file-unreadable` */
  static async open(file: Buffer): Promise<Workbook> {
    if (file.subarray(0, 4).equals(OLD_CONTAINER)) throw unreadable('old-or-locked-workbook');
    try {
      const zip = await fromBufferPromise(file, { validateEntrySizes: true });
      if (zip.entryCount > MOST_PARTS) throw unreadable('workbook-too-large');
      const workbook = new Workbook(zip);
      for await (const entry of zip.eachEntry()) workbook.#admit(entry);
      return workbook;
    } catch (error) {
      throw asProblem(error);
    }
  }

  #admit(entry: Entry): void {
    const { fileName, uncompressedSize, compressedSize } = entry;
    if (NESTED.test(fileName) || this.#entries.has(fileName)) throw unreadable('not-a-workbook');
    this.#inflated += uncompressedSize;
    const swollen = uncompressedSize > RATIO_FROM && uncompressedSize > MOST_RATIO * compressedSize;
    if (swollen || this.#inflated > MOST_BYTES) throw unreadable('workbook-too-large');
    this.#entries.set(fileName, entry);
  }

  has(part: string): boolean {
    return this.#entries.has(part);
  }

  /** The part's text, piece by piece. @throws Problem `file-unreadable`; also when the part is not there */
  async *read(part: string): AsyncGenerator<string> {
    const entry = this.#entries.get(part);
    if (!entry) throw unreadable('not-a-workbook');
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let bytes = 0;
    try {
      const stream: Readable = await this.zip.openReadStreamPromise(entry);
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > entry.uncompressedSize) throw unreadable('workbook-too-large');
        yield decoder.decode(chunk, { stream: true });
      }
      decoder.decode();
    } catch (error) {
      throw asProblem(error);
    }
  }
}

/** Whatever a damaged archive throws: it is no workbook. */
const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : unreadable('not-a-workbook');
