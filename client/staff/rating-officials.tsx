import type { AgencyRating, OfficialRating } from '../../server/core/rating-result.ts';
import type { RatingRules } from '../../server/core/rating-rules.ts';
import { say } from '../../survey-forms/form.ts';
import { sumText } from '../decimal-text.ts';
import { formatCount, formatDecimal, formatShort } from '../format.ts';
import { useLanguage } from './language.tsx';
import { RatingPoints } from './rating-points.tsx';

interface RatingOfficialsProps {
  readonly agency: AgencyRating;
  readonly rules: RatingRules;
}

/** Officials of one agency, each with the indicators that are about them; without enough answers: not assessed, and why. */
export function RatingOfficials({ agency, rules }: RatingOfficialsProps) {
  const { words } = useLanguage();
  const { officials: text } = words.staff.ratings;
  const codes = rules.officialIndicators;
  return (
    <section class="block">
      <h2>{text.title}</h2>
      {codes.length === 0 ? (
        <p class="muted">{text.notRated}</p>
      ) : agency.officials.length === 0 ? (
        <p class="empty">{text.none}</p>
      ) : (
        <>
          <p class="muted">{text.lead(codes.join(', '))}</p>
          <table class="rating-grid">
            <thead>
              <tr>
                <th scope="col">{text.name}</th>
                <th scope="col" class="n wide">
                  {text.dossiers}
                </th>
                {codes.map((code) => (
                  <th key={code} scope="col" class="n wide">
                    <span class="visually-hidden">{words.staff.ratings.indicator} </span>
                    {code}
                  </th>
                ))}
                <th scope="col" class="n">
                  {text.total}
                </th>
              </tr>
            </thead>
            <tbody>
              {agency.officials.map((official) => (
                <OfficialRow key={official.official} official={official} />
              ))}
            </tbody>
          </table>
          <p class="small muted after-table">{text.gate(rules.minimumAnswers.official)}</p>
        </>
      )}
    </section>
  );
}

function OfficialRow({ official }: { readonly official: OfficialRating }) {
  const { lang, words } = useLanguage();
  const { officials: text } = words.staff.ratings;
  const { name, dossiers, indicators, total } = official;
  const returned = dossiers.early + dossiers.onTheDay + dossiers.late;
  const whole = sumText(indicators.map(({ max }) => max));
  return (
    <tr>
      <th scope="row">
        {say(name, lang)}
        <span class="narrow small muted">
          {text.dossiers} {formatCount(returned, lang)}
        </span>
      </th>
      <td class="n wide">{formatCount(returned, lang)}</td>
      {indicators.map((score) => (
        <td key={score.indicator} class="n wide">
          <RatingPoints score={score} />
        </td>
      ))}
      <td class="n official-total">
        {total === null ? (
          <WhyNone official={official} />
        ) : (
          <>
            <b>{formatDecimal(total, 2, lang)}</b>
            <span class="muted">/{formatShort(whole, 2, lang)}</span>
          </>
        )}
      </td>
    </tr>
  );
}

/** The first reason among the indicators says why there is no total. */
function WhyNone({ official }: { readonly official: OfficialRating }) {
  const { words } = useLanguage();
  const { officials: text } = words.staff.ratings;
  const missing = official.indicators.find(({ points }) => points === null);
  const reasons: Readonly<Record<string, string>> = text.reasons;
  const why = missing && reasons[missing.reason ?? missing.state];
  return (
    <span class="state">
      {text.notAssessed}
      {why && `: ${why}`}
    </span>
  );
}
