import { say, type Text } from '../../survey-forms/form.ts';
import { formatDate, formatPercent } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';
import { homeAddress, manyUnitsFormAddress, resultsAddress, surveyAddress } from './addresses.ts';
import { Page, type PageContext } from './page.tsx';

/** A survey that takes answers today. */
export interface OpenSurvey {
  readonly id: string;
  readonly title: Text;
  /** Last day on which answers are taken, "2026-11-20"; null: no end set. */
  readonly closesOn: string | null;
  /** Units that can be rated. */
  readonly units: number;
  /** The form rates many units in one sitting, so no unit is chosen first. */
  readonly manyUnits: boolean;
}

/** A published campaign, in one line. */
export interface PublishedCampaign {
  readonly id: string;
  readonly title: Text;
  readonly province: Text;
  readonly year: number;
  readonly units: number;
  /** Decimal text in percent, unrounded. */
  readonly meanIndex: string | null;
  readonly best: { readonly name: Text; readonly index: string } | null;
}

export interface HomePageProps extends PageContext {
  readonly surveys: readonly OpenSurvey[];
  /** Newest first. */
  readonly results: readonly PublishedCampaign[];
}

/** What this is for, what can be answered now, and what was found. */
export function HomePage({ surveys, results, ...context }: HomePageProps) {
  const { lang } = context;
  const { home } = wordsOf(lang);
  return (
    <Page {...context} title={home.title} path={homeAddress('vi')} current="home">
      <h1>{home.title}</h1>
      <p class="lead">{home.intro}</p>
      <section class="block" id="khao-sat" aria-labelledby="surveys-title">
        <h2 id="surveys-title">{home.surveysTitle}</h2>
        {surveys.length === 0 ? (
          <div class="empty">
            <p>{home.noSurveys}</p>
            <p>{home.noSurveysNext}</p>
          </div>
        ) : (
          <ul class="cards">
            {surveys.map((survey) => (
              <SurveyCard key={survey.id} survey={survey} lang={lang} />
            ))}
          </ul>
        )}
      </section>
      <section class="block" id="ket-qua" aria-labelledby="results-title">
        <h2 id="results-title">{home.resultsTitle}</h2>
        {results.length === 0 ? (
          <div class="empty">
            <p>{home.noResults}</p>
            <p>{home.noResultsNext}</p>
          </div>
        ) : (
          <ul class="rows">
            {results.map((campaign) => (
              <ResultRow key={campaign.id} campaign={campaign} lang={lang} />
            ))}
          </ul>
        )}
      </section>
    </Page>
  );
}

function SurveyCard({ survey, lang }: { readonly survey: OpenSurvey; readonly lang: PageContext['lang'] }) {
  const { home, common } = wordsOf(lang);
  const href = survey.manyUnits ? manyUnitsFormAddress(lang, survey.id) : surveyAddress(lang, survey.id);
  const title = `survey-${survey.id}`;
  return (
    <li class="card">
      <h3 id={title}>{say(survey.title, lang)}</h3>
      <p class="small muted">
        {survey.closesOn && `${home.closing(formatDate(survey.closesOn, lang))} · `}
        {common.units(survey.units)}
      </p>
      <a class="button" href={href} aria-describedby={title}>
        {home.answer}
      </a>
    </li>
  );
}

function ResultRow({
  campaign,
  lang,
}: {
  readonly campaign: PublishedCampaign;
  readonly lang: PageContext['lang'];
}) {
  const { common } = wordsOf(lang);
  return (
    <li>
      <p class="small muted">
        {say(campaign.province, lang)} · {common.year(String(campaign.year))}
      </p>
      <h3>
        <a href={resultsAddress(lang, campaign.id)}>{say(campaign.title, lang)}</a>
      </h3>
      <p>{leadOf(campaign, lang)}</p>
    </li>
  );
}

function leadOf({ units, meanIndex, best }: PublishedCampaign, lang: PageContext['lang']): string {
  const { home } = wordsOf(lang);
  if (meanIndex === null) return `${home.noIndex(units)}.`;
  const top = best && { name: say(best.name, lang), index: formatPercent(best.index, lang) };
  if (top && units === 1) return `${home.single(top.name, top.index)}.`;
  const lead = home.lead(units, formatPercent(meanIndex, lang));
  return top ? `${lead}, ${home.best(top.name, top.index)}.` : `${lead}.`;
}
