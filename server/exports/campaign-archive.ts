/**
 * Everything of a campaign as one ZIP: results, counts, codebooks and printed forms, and the answers where somebody may
 * have them. Packed while it is read; the list of files with rows, bytes and SHA-256 comes last, when all are known.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { timeOf } from '../../client/format.ts';
import { wordsOf } from '../../client/words/words-of.ts';
import type { AnswersInside } from '../actions/make-export.ts';
import { dayOf } from '../core/calendar.ts';
import { csvBytes } from './csv-bytes.ts';
import { type Column, type FileSource, type Tell, tableOf } from './export-table.ts';

export interface Member {
  /** Within the archive. */
  readonly path: string;
  readonly source: FileSource;
  /** Id of the survey whose answers it holds. */
  readonly answersOf?: string;
}

interface Packed {
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  readonly hash: string;
}

/** What the archive says of itself. */
export interface ArchiveNote {
  readonly campaign: string;
  readonly made: string;
  /** Instant at which it was begun. */
  readonly at: Date;
  /** What is not in it, and why: codes of the words. */
  readonly missing: readonly { readonly survey: string; readonly why: 'not-over' | 'no-right' }[];
}

/** @param members each with the rows that it will have */
export function campaignArchive(members: readonly Member[], note: ArchiveNote): FileSource {
  const answers: AnswersInside[] = [];
  return {
    rows: members.reduce((sum, { source }) => sum + source.rows, 0),
    answers: () => answers,
    async *bytes(tell) {
      const zip = new ZipFile();
      const output = zip.outputStream as Readable;
      const gone = new Promise<void>((resolve) => void output.once('close', resolve));
      const packing = pack({ zip, times: entryTimes(note.at), gone, tell }, members, answers, note).catch(
        (error: Error) => void output.destroy(error),
      );
      try {
        for await (const bytes of output) yield bytes as Buffer;
      } finally {
        output.destroy();
        await packing;
      }
    },
  };
}

interface EntryTimes {
  readonly mtime: Date;
  readonly forceDosTimestamp: true;
}

/** Entries carry a date and a time without a zone: those of Vietnam, as the name of the archive does (decision 10). */
function entryTimes(at: Date): EntryTimes {
  const [year = 0, month = 1, day = 1] = dayOf(at).split('-').map(Number);
  const [hours, minutes] = timeOf(at.toISOString()).split(':').map(Number);
  return { mtime: new Date(year, month - 1, day, hours, minutes), forceDosTimestamp: true };
}

interface Packing {
  readonly zip: ZipFile;
  readonly times: EntryTimes;
  /** Whoever reads the archive has gone away. */
  readonly gone: Promise<void>;
  readonly tell: Tell;
}

/** One after the other: what has been packed is counted and hashed before the next begins. */
async function pack(
  packing: Packing,
  members: readonly Member[],
  answers: AnswersInside[],
  note: ArchiveNote,
): Promise<void> {
  const { zip, times } = packing;
  const packed: Packed[] = [];
  for (const { path, source, answersOf } of members) {
    const one = await packOne(packing, path, source);
    packed.push(one);
    if (answersOf !== undefined) answers.push({ survey: answersOf, rows: one.rows, hash: one.hash });
  }
  zip.addBuffer(await manifest(packed), 'manifest.csv', times);
  zip.addBuffer(Buffer.from(readme(packed, note)), 'README.txt', times);
  zip.end();
}

async function packOne(
  { zip, times, gone, tell }: Packing,
  path: string,
  source: FileSource,
): Promise<Packed> {
  const sum = createHash('sha256');
  let [rows, bytes] = [0, 0];
  async function* through() {
    const told: Tell = (more) => {
      rows += more;
      tell(more);
    };
    for await (const part of source.bytes(told)) {
      sum.update(part);
      bytes += part.length;
      yield part;
    }
  }
  const input = Readable.from(through(), { highWaterMark: 1 });
  const read = new Promise<'read'>((resolve, reject) => {
    input.once('end', () => resolve('read')).once('error', reject);
  });
  zip.addReadStream(input, path, times);
  try {
    if ((await Promise.race([read, gone])) !== 'read') throw new Error('nobody reads the archive any more');
  } finally {
    input.destroy();
  }
  return { path, rows, bytes, hash: sum.digest('hex') };
}

const MANIFEST: readonly Column[] = [
  { name: 'file', holds: 'word' },
  { name: 'rows', holds: 'number' },
  { name: 'bytes', holds: 'number' },
  { name: 'sha256', holds: 'word' },
];

async function manifest(packed: readonly Packed[]): Promise<Buffer> {
  const table = tableOf(
    MANIFEST,
    packed.map(({ path, rows, bytes, hash }) => [path, rows, bytes, hash]),
  );
  const parts: Buffer[] = [];
  for await (const part of csvBytes(table, { mark: false }, () => undefined)) parts.push(part);
  return Buffer.concat(parts);
}

/** Vietnamese first; lines as every program for text shows them. */
function readme(packed: readonly Packed[], { campaign, made, missing }: ArchiveNote): string {
  const lines = (['vi', 'en'] as const).flatMap((lang) => {
    const { archive } = wordsOf(lang).staff.files;
    return [
      archive.title(campaign, made),
      '',
      ...archive.lines,
      '',
      ...packed.map(({ path, rows }) => `- ${path}${rows > 0 ? ` (${archive.rows(rows)})` : ''}`),
      ...missing.map(({ survey, why }) => archive.missing[why](survey)),
      '',
      '',
    ];
  });
  return lines.join('\r\n');
}
