/** Where the tasks of a plan stand, as a line: "5 quá hạn · 2 đến hạn trong 30 ngày". Plain functions. */
import type { Lang } from '../../survey-forms/form.ts';
import { formatCount } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';
import type { Plan } from './api.ts';
import { STANDINGS } from './plan-shown.ts';

/** Only what there is; '' of none. */
export function countsText(counts: Plan['counts'], lang: Lang): string {
  const { standings } = wordsOf(lang).staff.plans;
  return STANDINGS.filter((standing) => counts[standing] > 0)
    .map((standing) => `${formatCount(counts[standing], lang)} ${standings[standing]}`)
    .join(' · ');
}
