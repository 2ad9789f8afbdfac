import { type Lang, say } from '../../survey-forms/form.ts';
import { compareText } from '../decimal-text.ts';
import { formatPercent } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';
import { type PublishedView, withIndex } from './published-view.ts';

export interface Lead {
  /** The finding, printed bold. */
  readonly head: string;
  readonly rest: string;
}

/**
 * What the ranking says, in one sentence: how many units are in the second class or better, or where none is in the highest
 * that anybody reached, the mean (of all units that
 * have an index, and it says so: domain §4), the best and the last.
 */
export function leadSentence({ published }: PublishedView, lang: Lang): Lead {
  const { results } = wordsOf(lang);
  const { result } = published;
  const ranked = withIndex(result).sort((a, b) => compareText(b.index, a.index));
  const [best] = ranked;
  const worst = ranked.at(-1);
  if (!best || !worst || result.meanIndex === null) return { head: '', rest: results.leadNone };
  const percent = (text: string) => formatPercent(text, lang);
  const without = result.units.length - ranked.length;
  const tail = without > 0 ? ` ${results.without(without)}` : '';
  if (ranked.length === 1) {
    const name = best.class ? say(best.class, lang) : wordsOf(lang).common.noValue;
    return { head: results.leadSingle(say(best.name, lang), percent(best.index), name), rest: tail };
  }
  const rest = results.leadRest(
    ranked.length,
    percent(result.meanIndex),
    say(best.name, lang),
    percent(best.index),
    say(worst.name, lang),
    percent(worst.index),
  );
  const [first, ...lower] = result.classes;
  const reached = lower.find(({ units }, at) => units > 0 || (at === 0 && first && first.units > 0));
  if (!first || !reached) return { head: '', rest: `${rest.replace(/^; /, '')}${tail}` };
  const clause = first.units > 0 ? results.leadClassUp : results.leadClass;
  const count = first.units + reached.units;
  return { head: clause(count, ranked.length, say(reached.name, lang)), rest: rest + tail };
}
