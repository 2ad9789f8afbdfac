/** What a document is by its first bytes, never by its name (reliability T6); and its name as plain data. */
import { Problem } from '../problem.ts';

/** Bytes: 20 MB. */
export const LARGEST_FILE = 20 * 1024 * 1024;

export type FileKind = 'pdf' | 'jpeg' | 'png' | 'docx' | 'xlsx';

/** The type it is served as, and the endings its name may have; the first is given to a name without one. */
export const KINDS: Readonly<
  Record<FileKind, { readonly type: string; readonly endings: readonly string[] }>
> = {
  pdf: { type: 'application/pdf', endings: ['pdf'] },
  jpeg: { type: 'image/jpeg', endings: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  png: { type: 'image/png', endings: ['png'] },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['docx'],
  },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', endings: ['xlsx'] },
};

/** Why a document is not taken; the sentence for each, in each language, is in `client/words`. */
export type Refusal =
  | 'no-bytes'
  | 'unknown-kind'
  | 'old-or-locked-office'
  | 'wrong-ending'
  | 'damaged-file'
  | 'two-files-in-one'
  | 'active-content'
  | 'macros'
  | 'swelling-archive'
  | 'image-too-large';

/** @throws Problem `evidence-refused`, always */
export function refuse(code: Refusal): never {
  throw new Problem('evidence-refused', [{ field: 'file', code }]);
}

const begins = (bytes: Uint8Array, ...start: readonly number[]) =>
  start.every((byte, at) => bytes[at] === byte);

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

/** The kind that the first bytes say; `zip` may be DOCX or XLSX, which its contents decide. @throws Problem */
export function kindOf(bytes: Uint8Array): 'pdf' | 'jpeg' | 'png' | 'zip' {
  if (bytes.length === 0) refuse('no-bytes');
  if (begins(bytes, ...ascii('%PDF-'))) return 'pdf';
  if (begins(bytes, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (begins(bytes, 0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a)) return 'png';
  if (begins(bytes, ...ascii('PK'), 3, 4)) return 'zip';
  // The container of .doc and .xls, and of a DOCX or XLSX behind a password.
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) refuse('old-or-locked-office');
  refuse('unknown-kind');
}

const LONGEST_NAME = 200;
/** Control characters, and those that turn the direction of writing, which make `gpj.exe` of `exe.jpg`. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;

/** A name for showing only: without folders, without what is not seen, at most 200 characters, its ending kept. */
export function plainName(given: string): string {
  const last = given.normalize('NFC').replace(UNSEEN, '').split(/[/\\]/).at(-1) ?? '';
  const name = last.replace(/[<>:"|?*]/g, '_').replace(/^[\s.]+|[\s.]+$/g, '');
  if (name === '') return 'tai-lieu';
  const ending = endingOf(name);
  const letters = [...name];
  if (letters.length <= LONGEST_NAME) return name;
  return letters.slice(0, LONGEST_NAME - ending.length).join('') + ending;
}

/** With its point, `.pdf`; empty where there is none. */
const endingOf = (name: string): string => /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';

/** The name with an ending that fits what the file is. @throws Problem `evidence-refused` where it has another one */
export function nameFor(kind: FileKind, given: string): string {
  const name = plainName(given);
  const ending = endingOf(name).slice(1).toLowerCase();
  const { endings } = KINDS[kind];
  if (endings.includes(ending)) return name;
  // "Báo cáo quý I.2020" has no ending of a file, only a point in it.
  if (ending === '' || /^\d+$/.test(ending)) return plainName(`${name}.${endings[0]}`);
  refuse('wrong-ending');
}
