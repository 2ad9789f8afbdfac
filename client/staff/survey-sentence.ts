/** The sentence that stands before every picture: how many answers, how satisfied, where most and where least. */
import type { LiveView } from '../../server/core/live-view.ts';
import { type Lang, say } from '../../survey-forms/form.ts';
import { compareText } from '../decimal-text.ts';
import { formatShare } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';

export interface SurveySentence {
  /** How many answers, and how satisfied: what is read from afar. */
  readonly head: string;
  /** With the mark that joins it to the head. */
  readonly rest: string;
}

interface Valued {
  readonly name: string;
  readonly value: string;
}

/** The highest and the lowest of what has a value; null where they do not differ. */
function ends(valued: readonly Valued[]): { best: Valued; worst: Valued } | null {
  const [worst, ...others] = [...valued].sort((a, b) => compareText(a.value, b.value));
  const best = others.at(-1);
  return worst && best && compareText(best.value, worst.value) > 0 ? { best, worst } : null;
}

/** Pooled values, each of the same basis as the head's count; the lowest question where it has a value. */
export function surveySentence(view: LiveView, lang: Lang): SurveySentence {
  const { lead } = wordsOf(lang).staff.results;
  const head = view.responses === null ? lead.withheld : lead.responses(view.responses);
  const share = (text: string) => formatShare(text, lang);
  const factors = view.factors.flatMap(({ title, pooled }) =>
    pooled === null ? [] : [{ name: say(title, lang), value: pooled }],
  );
  // "Hài lòng" of a factor and the pay-out of a perception item are two measures (domain §9): one of them is compared.
  const measured = view.items.filter(
    ({ section }) => view.factors.length === 0 || view.factors.some(({ key }) => key === section),
  );
  const items = measured.flatMap(({ text, value }) =>
    value === null ? [] : [{ name: say(text, lang), value }],
  );
  const [byFactor, byItem] = [ends(factors), ends(items)];
  const middle = byFactor
    ? `, ${lead.best(byFactor.best.name, share(byFactor.best.value))}, ${lead.worst(byFactor.worst.name, share(byFactor.worst.value))}.`
    : '.';
  const last = byItem ? ` ${lead.worstItem(byItem.worst.name, share(byItem.worst.value))}` : '';
  const { pooled } = view.overall;
  return {
    head: pooled === null ? head : `${head}; ${lead.overall(share(pooled))}`,
    rest: `${middle}${last}`,
  };
}
