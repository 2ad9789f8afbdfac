/**
 * Brings the file of a keying computer in, some records at a time, so that progress shows and no request grows too large.
 * Each part is the file again with fewer records: the server stores every keying once, however often it comes.
 */
import type { KeyedFile } from '../keying/keyed-file.ts';
import { answerOf, keyed } from './api.ts';

export interface ImportedKeyings {
  readonly stored: number;
  readonly before: number;
  /** Problem code → serials. */
  readonly refused: Readonly<Record<string, readonly string[]>>;
}

export const AT_ONCE = 200;

type Part = Parameters<typeof keyed.keying.file.$post>[0]['json'];

const sendPart = async (part: KeyedFile) =>
  answerOf(keyed.keying.file.$post({ json: part as unknown as Part }));

/** @param onPart told after each part how many records have gone. @throws Trouble; what went before it is stored */
export async function importKeyedFile(
  file: KeyedFile,
  onPart: (done: number, all: number) => void,
  send: typeof sendPart = sendPart,
): Promise<ImportedKeyings> {
  const all = file.records.length;
  const refused: Record<string, string[]> = {};
  let [stored, before] = [0, 0];
  // A file without records is sent once too: the server says what is wrong with it.
  for (let from = 0; from === 0 || from < all; from += AT_ONCE) {
    const answer = await send({ ...file, records: file.records.slice(from, from + AT_ONCE) });
    stored += answer.stored;
    before += answer.before;
    for (const { code, serials } of answer.refused) refused[code] = [...(refused[code] ?? []), ...serials];
    onPart(Math.min(from + AT_ONCE, all), all);
  }
  return { stored, before, refused };
}

/** As far as it can be told here: the rest is for the server to say. */
export const isKeyedFile = (file: object): file is KeyedFile =>
  'kind' in file && file.kind === 'thuoc-do-keying' && 'records' in file && Array.isArray(file.records);
