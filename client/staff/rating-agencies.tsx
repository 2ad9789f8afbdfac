import type { AgencyRating, RatingResult } from '../../server/core/rating-result.ts';
import { say } from '../../survey-forms/form.ts';
import { formatDecimal, formatShort } from '../format.ts';
import { useLanguage } from './language.tsx';
import { RatingClass } from './rating-class.tsx';
import { RatingPoints } from './rating-points.tsx';

interface RatingAgenciesProps {
  readonly result: RatingResult;
  /** Where an agency's indicators are told one by one; null: nowhere. */
  hrefOf(unit: string): string | null;
}

/** Agencies by rank, then those without one in the order of the campaign; each with its nine indicators and its class. */
export function RatingAgencies({ result, hrefOf }: RatingAgenciesProps) {
  const { words } = useLanguage();
  const { ratings: text } = words.staff;
  const { indicators } = result.rules;
  return (
    <>
      <table class="ranking rating-grid">
        <thead>
          <tr>
            <th scope="col" class="n">
              {text.rank}
            </th>
            <th scope="col">{text.agency}</th>
            {indicators.map(({ indicator }) => (
              <th key={indicator} scope="col" class="n wide">
                <span class="visually-hidden">{text.indicator} </span>
                {indicator}
              </th>
            ))}
            <th scope="col" class="n">
              {text.total}
            </th>
            <th scope="col" class="wide">
              {text.class}
            </th>
          </tr>
        </thead>
        <tbody>
          {ranked(result.units).map((agency) => (
            <AgencyRow key={agency.unit} agency={agency} result={result} href={hrefOf(agency.unit)} />
          ))}
        </tbody>
      </table>
      <p class="small muted wide">{text.legend}</p>
    </>
  );
}

/** By rank; the order of the campaign among equals and for those without a rank. */
export const ranked = (units: readonly AgencyRating[]): AgencyRating[] =>
  units.toSorted((a, b) => (a.rank ?? units.length + 1) - (b.rank ?? units.length + 1));

interface AgencyRowProps {
  readonly agency: AgencyRating;
  readonly result: RatingResult;
  readonly href: string | null;
}

function AgencyRow({ agency, result, href }: AgencyRowProps) {
  const { lang, words } = useLanguage();
  const { name, rank, indicators, total, scale } = agency;
  const said = say(name, lang);
  return (
    <tr>
      <td class="n">{rank ?? '–'}</td>
      <th scope="row">
        {href ? <a href={href}>{said}</a> : said}
        <span class="narrow small">
          <RatingClass agency={agency} result={result} />
        </span>
      </th>
      {indicators.map((score) => (
        <td key={score.indicator} class="n wide">
          <RatingPoints score={score} />
        </td>
      ))}
      <td class="n">
        {total === null ? (
          <span class="state">{words.staff.ratings.blank}</span>
        ) : (
          <>
            <b>{formatDecimal(total, 2, lang)}</b>
            {scale !== result.max && <span class="muted">/{formatShort(scale, 2, lang)}</span>}
          </>
        )}
      </td>
      <td class="wide">
        <RatingClass agency={agency} result={result} />
      </td>
    </tr>
  );
}
