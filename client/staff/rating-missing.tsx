import { useState } from 'preact/hooks';
import type { RatingResult } from '../../server/core/rating-result.ts';
import type { MissingIndicator } from '../../server/rating-missing.ts';
import { say } from '../../survey-forms/form.ts';
import { useLanguage } from './language.tsx';
import { useApartWords } from './rating-apart.tsx';
import { type MissingReason, missingByUnit } from './rating-missing-view.ts';

const FIRST_ROWS = 6;

interface RatingMissingProps {
  readonly result: Pick<RatingResult, 'units'>;
  readonly missing: readonly MissingIndicator[];
  hrefOf(unit: string): string;
}

/** What the quarter lacks before it is closed, agency by agency, with who sees to it. */
export function RatingMissing({ result, missing, hrefOf }: RatingMissingProps) {
  const { lang, words } = useLanguage();
  const { missing: text } = words.staff.ratings;
  const [all, setAll] = useState(false);
  const rows = missingByUnit(missing);
  const apartWords = useApartWords();
  /** Of answers that came and are counted apart it is said how many. */
  const why = (unit: string, reason: MissingReason) => {
    const apart = apartWords(result.units.find((one) => one.unit === unit)?.apart);
    return reason === 'answers-apart' && apart
      ? `${text.reasons[reason]}: ${apart}. ${words.staff.ratings.apart.who}`
      : text.reasons[reason];
  };
  const nameOf = (code: string) => result.units.find(({ unit }) => unit === code)?.name ?? { vi: code };
  return (
    <section class="block">
      <h2>{text.title}</h2>
      {rows.length === 0 ? (
        <p class="empty">{text.none}</p>
      ) : (
        <table class="row-faults">
          <thead>
            <tr>
              <th scope="col">{text.unit}</th>
              <th scope="col">{text.what}</th>
            </tr>
          </thead>
          <tbody>
            {(all ? rows : rows.slice(0, FIRST_ROWS)).map(({ unit, reasons }) => (
              <tr key={unit}>
                <th scope="row">
                  <a href={hrefOf(unit)}>{say(nameOf(unit), lang)}</a>
                </th>
                <td>
                  {reasons.map(({ reason, indicators }) => (
                    <span key={reason} class="under">
                      {text.ofIndicators(indicators.join(', '))}: {why(unit, reason)}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!all && rows.length > FIRST_ROWS && (
        <p class="after-table">
          <button type="button" class="button quiet" onClick={() => setAll(true)}>
            {text.more(rows.length)}
          </button>
        </p>
      )}
    </section>
  );
}
