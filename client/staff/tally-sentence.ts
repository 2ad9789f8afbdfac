/** The sentence that stands before every picture: how many answers, how satisfied, where most and where least. */
import { type Lang, say } from '../../survey-forms/form.ts';
import { compareText } from '../decimal-text.ts';
import { formatCount, formatShare } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';
import type { LiveTally } from './tally-view.ts';

export interface TallySentence {
  /** How many answers, and how satisfied: what is read from afar. */
  readonly head: string;
  /** With the mark that joins it to the head. */
  readonly rest: string;
}

/** Pooled values, each of the same basis as the head's count. */
export function tallySentence(view: LiveTally, lang: Lang): TallySentence {
  const { live } = wordsOf(lang).staff;
  if (view.responses === 0) return { head: live.headlineNone, rest: '.' };
  const head = live.headline(formatCount(view.responses, lang));
  const share = (text: string) => formatShare(text, lang);
  const { pooled } = view.overall;
  if (pooled === null) return { head, rest: '.' };
  const parts: string[] = [];
  const known = view.factors.flatMap(({ title, pooled: value }) =>
    value === null ? [] : [{ title, value }],
  );
  const [worst, ...others] = known.sort((a, b) => compareText(a.value, b.value));
  const best = others.at(-1);
  if (worst && best && compareText(best.value, worst.value) > 0)
    parts.push(
      live.headlineBest(say(best.title, lang), share(best.value)),
      live.headlineWorst(say(worst.title, lang), share(worst.value)),
    );
  const rest = parts.map((part) => `, ${part}`).join('');
  return { head: `${head}; ${live.headlineOverall(share(pooled))}`, rest: `${rest}.` };
}
