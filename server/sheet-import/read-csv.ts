/**
 * Rows of a CSV file as it streams in: UTF-8 with or without its mark, comma, semicolon or tab, whatever line ends.
 * Nothing is held but the row at hand, so that a file of any length costs the same memory.
 */
import { isUtf8 } from 'node:buffer';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type RawRow, tooManyRows, unreadable } from './unreadable.ts';

const SEPARATORS = [',', ';', '\t'] as const;
/** A row of 200 units and every comment at its longest stays below; a quote left open meets it. */
const LONGEST_ROW = 4_000_000;
const PIECE = 8192;
/** Empty ones included, which spreadsheets leave at the end. */
const MOST_LINES = 200_000;

/**
 * @param mostLines empty ones included; @param tooMany what is thrown beyond them
 * @throws Problem `file-unreadable` with the line, `file-too-large`
 */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array>,
  mostLines = MOST_LINES,
  tooMany = () => tooManyRows('csv'),
): AsyncGenerator<RawRow> {
  const text = textOf(bytes);
  const first = await firstLine(text);
  const parser = parse({
    delimiter: separatorOf(first.line),
    // All of them in one file: whoever joins files joins their line ends.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
  });
  // A fault of the source ends the parser, and so the loop below; leaving the loop ends the source.
  pipeline(Readable.from(joined(first.read, text)), parser, () => undefined);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (row > mostLines) throw tooMany();
      if (cells.some((cell) => cell.trim() !== '')) yield { row, cells };
    }
  } catch (error) {
    // Rows read and not yet handed on are counted too.
    throw error instanceof CsvError ? unreadable('open-quote', `row ${Number(error.records) + 1}`) : error;
  }
}

/** In small pieces: the parser hands on all rows of a piece at once, and is slow where they are very many. */
async function* joined(first: string, rest: AsyncIterable<string>): AsyncGenerator<Buffer> {
  yield* pieces(first);
  for await (const text of rest) yield* pieces(text);
}

/** Cut as bytes, which the parser puts together again; a text cut between two halves of a sign would lose it. */
function* pieces(text: string): Generator<Buffer> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += PIECE) yield bytes.subarray(from, from + PIECE);
}

/** The text as it comes, strictly decoded. @throws Problem `file-unreadable` */
async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let lines = 1;
  for await (const chunk of bytes) {
    const text = decoded(decoder, chunk, lines);
    const nul = text.indexOf('\0');
    if (nul >= 0) throw unreadable('zero-byte', `row ${lines + newlines(text.slice(0, nul))}`);
    lines += newlines(text);
    if (text !== '') yield text;
  }
  decoded(decoder, null, lines);
}

function decoded(decoder: TextDecoder, chunk: Uint8Array | null, lines: number): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw unreadable('not-utf-8', `row ${lines + (chunk ? linesBeforeFault(chunk) : 0)}`);
  }
}

const newlines = (text: string): number => text.split('\n').length - 1;

/** Whole lines before the first one that is no UTF-8. Of the first line the beginning may lie in the chunk before. */
function linesBeforeFault(chunk: Uint8Array): number {
  let line = 0;
  let from = 0;
  for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
    const bytes = chunk.subarray(from, end);
    if (!isUtf8(line === 0 ? withoutContinuation(bytes) : bytes)) return line;
    line += 1;
    from = end + 1;
  }
  return line;
}

/** Without bytes at its head that only continue a letter begun before. */
function withoutContinuation(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80);
  return start < 0 ? bytes.subarray(bytes.length) : bytes.subarray(start);
}

/** Reads on to the end of the headings. */
async function firstLine(text: AsyncGenerator<string>): Promise<{ line: string; read: string }> {
  let read = '';
  while (!/[\r\n]/.test(read) && read.length < LONGEST_ROW) {
    const next = await text.next();
    if (next.done) break;
    read += next.value;
  }
  return { line: read.split(/[\r\n]/, 1)[0] ?? '', read };
}

/** The one that parts the headings most often; no heading of ours holds any of them. */
function separatorOf(line: string): string {
  const count = (separator: string) => line.split(separator).length;
  return SEPARATORS.reduce((best, one) => (count(one) > count(best) ? one : best));
}
