import type { Lang } from '../../survey-forms/form.ts';
import { en } from './en.ts';
import { vi, type Words } from './vi.ts';

export type { Words };

/** What can go wrong, as the server's catalogue names it; the sentences are `words.problems[code]`. */
export type ProblemCode = keyof Words['problems'];

const words: Readonly<Record<Lang, Words>> = { vi, en };

/** All words in the reader's language. */
export function wordsOf(lang: Lang): Words {
  return words[lang];
}

/** True for a code that has words; the server's answer is data from outside. */
export function isProblemCode(code: unknown): code is ProblemCode {
  return typeof code === 'string' && Object.hasOwn(vi.problems, code);
}
