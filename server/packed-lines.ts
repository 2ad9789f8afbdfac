/** Many small JSON values as one compressed block: what a file of a hundred thousand rows leaves in a column. */
import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';

/** Text is compressed in pieces of this many signs, so that it is never held whole. */
const PIECE = 256 * 1024;
const NEWLINE = 10;

const inflate = promisify(gunzip);

/** Packs values as they come, one a line. */
export class LinePacker {
  readonly #pieces: Uint8Array[] = [];
  #text = '';

  /** @param head signs without a line break that stand before the value and can be read without parsing it */
  add(value: unknown, head = ''): void {
    this.#text += `${head}${JSON.stringify(value)}\n`;
    if (this.#text.length >= PIECE) this.#compress();
  }

  /** The block; nothing is added afterwards. */
  end(): Buffer {
    this.#compress();
    return Buffer.concat(this.#pieces);
  }

  /** Members of a gzip stream may follow one another (RFC 1952, 2.2). */
  #compress(): void {
    if (this.#text !== '') this.#pieces.push(gzipSync(this.#text, { level: 1 }));
    this.#text = '';
  }
}

/** A block of no lines is no bytes at all. */
export async function unpackLines(block: Uint8Array): Promise<PackedLines> {
  return new PackedLines(block.length === 0 ? Buffer.alloc(0) : await inflate(block));
}

/** The lines of a block. The values are made one at a time, when asked for. */
export class PackedLines {
  /** Where each line begins; last, where the next would. */
  readonly #starts: Uint32Array;

  constructor(private readonly bytes: Buffer) {
    let count = 0;
    for (const byte of bytes) if (byte === NEWLINE) count += 1;
    this.#starts = new Uint32Array(count + 1);
    for (let i = 1; i <= count; i += 1) this.#starts[i] = bytes.indexOf(NEWLINE, this.#starts[i - 1]) + 1;
  }

  get count(): number {
    return this.#starts.length - 1;
  }

  head(line: number, signs: number): string {
    const start = this.#starts[line] ?? 0;
    return this.bytes.toString('latin1', start, start + signs);
  }

  /** The value of a line whose head has so many signs. */
  value(line: number, head = 0): unknown {
    const [start = 0, next = 0] = this.#starts.subarray(line, line + 2);
    return JSON.parse(this.bytes.toString('utf8', start + head, next - 1));
  }

  *values(): Generator<unknown> {
    for (let line = 0; line < this.count; line += 1) yield this.value(line);
  }
}
