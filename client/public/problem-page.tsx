import { type ProblemCode, wordsOf } from '../words/words-of.ts';
import { homeAddress } from './addresses.ts';
import { Page, type PageContext } from './page.tsx';

export interface ProblemPageProps extends PageContext {
  readonly code: ProblemCode;
  /**
   * Address that was asked for, in Vietnamese; the language switch leads there. It comes from outside, so only one
   * slash may lead it: "//elsewhere" would lead off the site.
   */
  readonly path: string;
}

/** What went wrong, in words, and what to do about it. */
export function ProblemPage({ code, path, ...context }: ProblemPageProps) {
  const words = wordsOf(context.lang);
  const { title, what } = words.problems[code];
  return (
    <Page {...context} title={title} path={path.replace(/^[/\\]+/, '/')} current={null}>
      <h1>{title}</h1>
      <p class="lead">{what}</p>
      <a class="button" href={homeAddress(context.lang)}>
        {words.common.goHome}
      </a>
    </Page>
  );
}
