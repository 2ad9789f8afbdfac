/** What the screen of files knows beside the server's answer: what may be chosen together, and sizes in words. */
import type { Lang, Text } from '../../survey-forms/form.ts';
import { formatShort } from '../format.ts';
import { languageName, languages, type Words } from '../words/words-of.ts';
import type { DataFile, FileChoices } from './api.ts';

export type FileKind = FileChoices['kinds'][number]['kind'];
export type FileFormat = DataFile['format'];

/** A survey or campaign of which a kind can be had. */
export type FileSubject = FileChoices['surveys'][number] | FileChoices['campaigns'][number];

/** Kinds that can be had of at least one survey or campaign, in the order of the list. */
export function kindsOf({ kinds, surveys, campaigns }: FileChoices): FileKind[] {
  const had = new Set([...surveys, ...campaigns].flatMap((one) => one.kinds));
  return kinds.flatMap(({ kind }) => (had.has(kind) ? [kind] : []));
}

export function subjectsOf(choices: FileChoices, kind: FileKind): FileSubject[] {
  const of = choices.kinds.find((one) => one.kind === kind)?.of;
  const all: readonly FileSubject[] = of === 'campaign' ? choices.campaigns : choices.surveys;
  return all.filter(({ kinds }) => kinds.includes(kind));
}

/** By id. */
export const titlesOf = (choices: FileChoices | null): Map<string, Text> =>
  new Map([...(choices?.surveys ?? []), ...(choices?.campaigns ?? [])].map(({ id, title }) => [id, title]));

export const formatsOf = ({ kinds }: FileChoices, kind: FileKind): FileFormat[] =>
  kinds.find((one) => one.kind === kind)?.formats ?? [];

/** Which further choices a file has. */
export const hasMark = (kind: FileKind, format: FileFormat): boolean =>
  format === 'csv' || kind === 'everything';
export const hasPart = (kind: FileKind, format: FileFormat): boolean =>
  kind === 'results' && format === 'csv';
/** A codebook and an archive hold both languages; codes have none. */
export const hasLanguage = (kind: FileKind, format: FileFormat): boolean =>
  format === 'xlsx' || format === 'pdf' || (kind === 'tallies' && format === 'csv');

/** Why it cannot be made yet; null where it can. */
export function hindrance(kind: FileKind, subject: FileSubject): 'not-over' | 'not-published' | null {
  if (kind === 'answers' && 'over' in subject && !subject.over) return 'not-over';
  return kind === 'results' && 'published' in subject && !subject.published ? 'not-published' : null;
}

/** What was chosen, as far as two files of one kind may differ by it. */
export function choiceWords({ options }: Pick<DataFile, 'options'>, text: Words['staff']['files']): string[] {
  const { lang, mark, part, answers } = options;
  return [
    ...(part === null ? [] : [text.parts[part]]),
    ...(answers ? [text.insideAnswers] : []),
    ...languages().flatMap((one) => (one === lang ? [languageName(one)] : [])),
    ...(mark === false ? [text.withoutMark] : []),
  ];
}

/** The same file, asked for once more. */
export function askedAgain({ kind, format, survey, campaign, options }: DataFile) {
  const { lang, mark, part, answers } = options;
  return {
    ...{ kind, format },
    ...(survey === null ? { campaign: campaign ?? '' } : { survey }),
    options: {
      answers,
      ...(lang !== null && { lang }),
      ...(mark !== null && { mark }),
      ...(part !== null && { part }),
    },
  };
}

export const isUnderWay = ({ state }: Pick<DataFile, 'state'>): boolean =>
  state === 'waiting' || state === 'running';

/** A form and a page to read have no rows. */
export const hasRows = ({ format }: Pick<DataFile, 'format'>): boolean =>
  format !== 'pdf' && format !== 'html';

const [KILO, MEGA] = [1000, 1_000_000];

/** 12.345.678 bytes → "12,3 MB". */
export function sizeWords(bytes: number, lang: Lang): string {
  const [unit, name] = bytes < MEGA ? [KILO, 'kB'] : [MEGA, 'MB'];
  return `${formatShort((bytes / unit).toFixed(1), 1, lang)} ${name}`;
}

/** What is said when files have changed their state between two looks. */
export function newsOf(
  before: readonly DataFile[],
  now: readonly DataFile[],
  text: Words['staff']['files'],
): string | null {
  const underWay = new Set(before.filter(isUnderWay).map(({ id }) => id));
  const said = now.flatMap(({ id, state, fileName }) => {
    if (!underWay.has(id)) return [];
    if (state === 'done') return [text.finished(fileName)];
    return state === 'failed' ? [text.failedNow(fileName)] : [];
  });
  return said.length > 0 ? said.join(' ') : null;
}
