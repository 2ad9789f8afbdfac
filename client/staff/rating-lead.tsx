import type { RatingResult } from '../../server/core/rating-result.ts';
import { say } from '../../survey-forms/form.ts';
import { formatCount, formatDecimal, formatShort } from '../format.ts';
import { useLanguage } from './language.tsx';

interface RatingLeadProps {
  readonly result: RatingResult;
  /** How many indicators are missing; null: it is closed, and what is missing stays so. */
  readonly missing: number | null;
}

/** The sentence first: how far the quarter is; or, where it is whole, how the agencies did. */
export function RatingLead({ result, missing }: RatingLeadProps) {
  const { lang, words } = useLanguage();
  const { ratings: text } = words.staff;
  const { units, classes, mean, max } = result;
  const whole = units.filter(({ total }) => total !== null).length;
  const earned = classes.filter((one) => one.units > 0);
  return (
    <p class="lead">
      {text.leadDone(whole, units.length)} {missing !== null && missing > 0 && text.leadMissing(missing)}
      {missing === 0 && units.length > 0 && text.leadReady}{' '}
      {earned.length > 0 &&
        text.leadClasses(
          earned
            .map((one) => text.countOfClass(formatCount(one.units, lang), say(one.name, lang)))
            .join(', '),
        )}{' '}
      {mean.total !== null &&
        text.leadMean(formatDecimal(mean.total, 2, lang), formatShort(max, 2, lang), mean.units)}
    </p>
  );
}
