import type { AgencyScore, RatingResult } from '../../server/core/rating-result.ts';
import { say } from '../../survey-forms/form.ts';
import { useLanguage } from './language.tsx';

interface RatingClassProps {
  readonly agency: Pick<AgencyScore, 'class' | 'unclassed'>;
  readonly result: Pick<RatingResult, 'classes'>;
}

/** A class as a word with a tint by its place, never by colour alone; or why there is none. */
export function RatingClass({ agency, result }: RatingClassProps) {
  const { lang, words } = useLanguage();
  const { ratings: text } = words.staff;
  const { class: name, unclassed } = agency;
  if (name === null)
    return <span class="state">{unclassed === 'reduced-scale' ? text.reducedScale : text.noClass}</span>;
  const place = result.classes.findIndex((one) => one.name.vi === name.vi);
  const tint = place < 2 ? 'top' : place === 2 ? 'mid' : 'low';
  return <span class={`tag ${tint}`}>{say(name, lang)}</span>;
}
