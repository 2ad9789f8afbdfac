import type { IndicatorScore } from '../../server/core/rating-result.ts';
import { formatDecimal } from '../format.ts';
import { useLanguage } from './language.tsx';

/** A sign for each state without points; the words are read out, and a line below the table explains them. */
const SIGNS = { 'not-assessed': '–', blank: '○', waiting: '◔' } as const;

/** Points of an indicator; blank, zero and not assessed are three things on the screen too (decision 9). */
export function RatingPoints({ score }: { readonly score: Pick<IndicatorScore, 'state' | 'points'> }) {
  const { lang, words } = useLanguage();
  const { ratings: text } = words.staff;
  if (score.points !== null) return <>{formatDecimal(score.points, 2, lang)}</>;
  if (score.state === 'scored') return <>–</>;
  const said = { 'not-assessed': text.notAssessed, blank: text.blank, waiting: text.waiting };
  return (
    <>
      <span class="muted" aria-hidden="true">
        {SIGNS[score.state]}
      </span>
      <span class="visually-hidden">{said[score.state]}</span>
    </>
  );
}
