/** Files of lines in a folder that only the server reads: written as they come, whole on the disk before anybody counts on them. */
import type * as files from 'node:fs/promises';
import { dirname } from 'node:path';

const OWNER_ONLY = 0o600;
/** Written in pieces of about so many signs. */
const PIECE = 256 * 1024;
const NEWLINE = 10;

/** What is done to the disk; tests let it fail. */
export type LineDisk = Pick<typeof files, 'mkdir' | 'open' | 'readdir' | 'rename' | 'rm' | 'stat'>;

/** Writes a file of lines; under its name it is whole. */
export class LineWriter {
  #text = '';

  private constructor(
    private readonly disk: LineDisk,
    private readonly path: string,
    private readonly file: files.FileHandle,
  ) {}

  static async begin(disk: LineDisk, path: string): Promise<LineWriter> {
    await disk.mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return new LineWriter(disk, path, await disk.open(`${path}.new`, 'w', OWNER_ONLY));
  }

  /** @param line without a line break */
  async add(line: string): Promise<void> {
    this.#text += `${line}\n`;
    if (this.#text.length >= PIECE) await this.#write();
  }

  /** Flushed, then under its name. */
  async end(): Promise<void> {
    await this.#write();
    await this.file.sync();
    await this.file.close();
    await this.disk.rename(`${this.path}.new`, this.path);
  }

  /** Nothing of it is kept. */
  async discard(): Promise<void> {
    await this.file.close().catch(() => undefined);
    await this.disk.rm(`${this.path}.new`, { force: true });
  }

  async #write(): Promise<void> {
    if (this.#text !== '') await this.file.appendFile(this.#text);
    this.#text = '';
  }
}

/** Lines of a file, one after the other; nothing is held but the piece at hand. */
export async function* linesOf(disk: LineDisk, path: string): AsyncGenerator<string[]> {
  const file = await disk.open(path, 'r');
  try {
    let rest = Buffer.alloc(0);
    for await (const piece of file.createReadStream({ autoClose: false, highWaterMark: PIECE })) {
      const bytes = Buffer.concat([rest, piece as Buffer]);
      const end = bytes.lastIndexOf(NEWLINE);
      rest = bytes.subarray(end + 1);
      if (end >= 0) yield bytes.toString('utf8', 0, end).split('\n');
    }
  } finally {
    await file.close();
  }
}

/** The same in chunks of so many lines, the last one shorter. @param skip so many are read over */
export async function* chunksOf(
  lines: AsyncIterable<readonly string[]>,
  count: number,
  skip = 0,
): AsyncGenerator<string[]> {
  let over = skip;
  let chunk: string[] = [];
  for await (const some of lines) {
    const from = Math.min(over, some.length);
    over -= from;
    for (let at = from; at < some.length; at += 1) {
      chunk.push(some[at] ?? '');
      if (chunk.length < count) continue;
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}
