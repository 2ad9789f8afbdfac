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
 * What the ranking says, in one sentence: how many units are in the second class or better, the mean (of all units that
 * have an index, and it says so: domain §4), the best and the last.
 */
export function leadSentence({ published }: PublishedView, lang: Lang): Lead {
  const { results } = wordsOf(lang);
  const { result, inputs } = published;
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
  const [first, second] = result.classes;
  const name = inputs.framework.bands[1]?.name;
  if (!first || !second || !name) return { head: '', rest: `${rest.replace(/^; /, '')}${tail}` };
  const count = first.units + second.units;
  const clause = first.units > 0 ? results.leadClassUp : results.leadClass;
  return { head: clause(count, ranked.length, say(name, lang)), rest: rest + tail };
}
