import type { FurtherLang, Lang } from '../../survey-forms/form.ts';
import { en } from './en.ts';
import { type FurtherLanguage, readLanguage } from './further-language.ts';
import { vi, type Words } from './vi.ts';

export type { Words };

/** What can go wrong, as the server's catalogue names it; the sentences are `words.problems[code]`. */
export type ProblemCode = keyof Words['problems'];

/** In the order of the switch. */
const known = new Map<Lang, FurtherLanguage>([
  ['vi', { name: 'Tiếng Việt', words: vi }],
  ['en', { name: 'English', words: en }],
]);

/** All words in the reader's language. */
export function wordsOf(lang: Lang): Words {
  return known.get(lang)?.words ?? vi;
}

/** The languages there are, Vietnamese first. */
export const languages = (): readonly Lang[] => [...known.keys()];

/** What a language calls itself. */
export const languageName = (lang: Lang): string => known.get(lang)?.name ?? lang;

/**
 * Adds a language from its data file, before the pages are mounted. `content` is the parsed JSON.
 * @throws Error with one line per fault
 */
export function addLanguage(code: string, content: unknown): FurtherLang {
  const language = readLanguage(code, content);
  const lang = code as FurtherLang;
  known.set(lang, language);
  return lang;
}

/** The language in which a page at this path speaks: that of its first step, else Vietnamese. */
export function languageAt(path: string): Lang {
  const [, first] = path.split('/');
  return languages().find((lang) => lang !== 'vi' && lang === first) ?? 'vi';
}

/** True for a code that has words; the server's answer is data from outside. */
export function isProblemCode(code: unknown): code is ProblemCode {
  return typeof code === 'string' && Object.hasOwn(vi.problems, code);
}
