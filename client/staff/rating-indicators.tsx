import type { ComponentChildren } from 'preact';
import type {
  AgencyRating,
  IndicatorCheck,
  IndicatorScore,
  RatingResult,
} from '../../server/core/rating-result.ts';
import type { IndicatorRule } from '../../server/core/rating-rules.ts';
import { say, type Text } from '../../survey-forms/form.ts';
import { percentText } from '../decimal-text.ts';
import { formatCount, formatDecimal, formatPercent, formatShort } from '../format.ts';
import { useLanguage } from './language.tsx';
import { RatingApart } from './rating-apart.tsx';
import { answerLine, dossierLine } from './rating-basis-view.ts';
import { RatingPoints } from './rating-points.tsx';

/** Names of the indicators, by code. */
export type IndicatorNames = Readonly<Record<string, Text>>;

interface RatingIndicatorsProps {
  readonly agency: AgencyRating;
  readonly result: RatingResult;
  readonly names: IndicatorNames;
  /** What stands below an entered indicator: who entered it, what shows it, and what may be done. */
  entryOf(indicator: string): ComponentChildren;
}

/** The indicators of one agency: points, and one click away what they were made of. */
export function RatingIndicators({ agency, result, names, entryOf }: RatingIndicatorsProps) {
  const { lang, words } = useLanguage();
  const { ratings: text } = words.staff;
  return (
    <section class="block">
      <h2>{text.unit.indicators}</h2>
      <table class="rating-indicators">
        <thead>
          <tr>
            <th scope="col">{text.indicator}</th>
            <th scope="col" class="n">
              {text.points}
            </th>
          </tr>
        </thead>
        <tbody>
          {result.rules.indicators.map((rule) => {
            const score = agency.indicators.find(({ indicator }) => indicator === rule.indicator);
            if (!score) return null;
            const name = names[rule.indicator];
            return (
              <tr key={rule.indicator} id={`chi-so-${rule.indicator}`}>
                <th scope="row">
                  <span class="code">{rule.indicator}</span> {name ? say(name, lang) : ''}
                  <Basis rule={rule} score={score} agency={agency} result={result} />
                  {rule.source === 'entered' && entryOf(rule.indicator)}
                </th>
                <td class="n">
                  <b>
                    <RatingPoints score={score} />
                  </b>
                  <span class="muted">/{formatShort(score.max, 2, lang)}</span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

interface BasisProps {
  readonly rule: IndicatorRule;
  readonly score: IndicatorScore;
  readonly agency: AgencyRating;
  readonly result: RatingResult;
}

function Basis(props: BasisProps) {
  const { words } = useLanguage();
  const { unit: text } = words.staff.ratings;
  const { rule, score } = props;
  return (
    <details class="small">
      <summary>
        {text.basis}: {text.sources[rule.source]}
      </summary>
      <BasisLine {...props} />
      {rule.source === 'dossiers' && rule.time === 'own' && <p class="muted">{text.ownTime}</p>}
      {rule.source === 'entered' && (
        <p>
          {text.check}: <CheckLine check={score.check} />
        </p>
      )}
    </details>
  );
}

/** The arithmetic, or why there is none. */
function BasisLine({ rule, score, agency, result }: BasisProps) {
  const { lang, words } = useLanguage();
  const { ratings } = words.staff;
  const { unit: text } = ratings;
  if (rule.source === 'dossiers')
    return <p>{dossierLine(rule, agency, score, { lang, words }) ?? text.noDossiers}</p>;
  if (rule.source === 'answers') {
    if (score.state === 'waiting') return <p>{text.waiting}</p>;
    return (
      <>
        <p>
          {answerLine(rule, agency, score, { lang, words }) ??
            text.tooFew(result.rules.minimumAnswers.agency)}
        </p>
        <RatingApart apart={agency.apart} campaign={result.campaign} />
      </>
    );
  }
  if (score.state === 'not-assessed') return <p>{text.declared}</p>;
  const quarters = agency.entries[rule.indicator]?.quarters;
  return quarters === undefined ? null : <p>{text.yearMean(quarters)}</p>;
}

/** What entered points are held against; it gives none itself. */
function CheckLine({ check }: { readonly check: IndicatorCheck | undefined }) {
  const { lang, words } = useLanguage();
  const { unit: text } = words.staff.ratings;
  if (check?.source === 'online-dossiers' && check.dossiers > 0) {
    const share = percentText(String(check.onTime), String(check.dossiers));
    return (
      <>
        {text.checkOnline(
          formatPercent(share, lang, 1),
          formatCount(check.onTime, lang),
          formatCount(check.dossiers, lang),
        )}
      </>
    );
  }
  if (check?.source === 'answers' && check.points !== null)
    return <>{text.checkAnswers(formatDecimal(check.points, 2, lang), check.answers)}</>;
  return <span class="muted">{text.noCheck}</span>;
}
