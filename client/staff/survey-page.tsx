import { useEffect, useState } from 'preact/hooks';
import { type Lang, say } from '../../survey-forms/form.ts';
import { formatInstant } from '../format.ts';
import type { Words } from '../words/words-of.ts';
import { type Arrivals, type ArrivalsByDay, answerOf, surveyResults } from './api.ts';
import { totalOf } from './arrivals-view.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { PrintHead, PrintNote } from './print-frame.tsx';
import { mayAny, useSession } from './session.ts';
import { ArrivalsFigure } from './survey-arrivals-section.tsx';
import { BreakdownSection } from './survey-breakdown-section.tsx';
import { CommentsSection } from './survey-comments-section.tsx';
import { FilterBar, SURVEY_FILTERS, type SurveyFilter } from './survey-filters.tsx';
import { type Following, usePaced, useSpoken, useSurveyNews } from './survey-follow.ts';
import { SurveyLine, today } from './survey-line.tsx';
import { arrivalsNarrowing, resultNarrowing, sectionNarrowing } from './survey-narrowing.ts';
import { ReleaseLine } from './survey-release-line.tsx';
import { ResultFigures, ResultStats, ResultsLead, useOrigin } from './survey-results-section.tsx';
import { surveySentence } from './survey-sentence.ts';
import { UnitsFigure } from './survey-units-figure.tsx';
import { type Filters, useFilters } from './use-filters.ts';
import { type Load, useKept, useLoad } from './use-load.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { type Results, useResults } from './use-survey-results.ts';

/** Asked for by itself this often, also where a stream tells of news: a stream may hang without an error. */
const SELDOM_MS = 60_000;
/** While there is no stream. */
const OFTEN_MS = 10_000;
/** News comes every second; figures that change faster than this cannot be read. */
const PACE_MS = 3_000;
/** What is read aloud must not talk all the time. */
const SPOKEN_MS = 30_000;

interface SurveyPageProps {
  readonly arrivals: Arrivals;
  /** Grows with each change made on this page. */
  readonly changes: number;
}

/** All of the page below its title, narrowed as its address says, and followed while the survey runs. */
export function SurveyPage({ arrivals, changes }: SurveyPageProps) {
  const { lang, words } = useLanguage();
  const session = useSession();
  const filters = useFilters(SURVEY_FILTERS);
  const { survey } = arrivals;
  const page = useFollowedPage(arrivals, filters, changes);
  const mayComment = mayAny(session, ['read-comments']);
  const place = say(arrivals.province, lang);
  return (
    <>
      <PrintHead
        place={place}
        title={say(survey.title, lang)}
        narrowed={printedNarrowing(page, arrivals, filters.values, words, lang)}
        at={page.days.at}
      />
      <div class="survey-head">
        <SurveyLine survey={survey} at={null} />
        <ReleaseLine
          release={page.results?.view?.release ?? null}
          at={page.results?.at ?? null}
          following={page.following}
        />
      </div>
      {page.results ? (
        <ResultsPage page={page} arrivals={arrivals} filters={filters} results={page.results} />
      ) : (
        <>
          {mayAny(session, ['read-own-results']) && <p class="empty">{words.staff.results.lead.onlyAfter}</p>}
          <ArrivalsPart page={page} arrivals={arrivals} filters={filters} />
        </>
      )}
      {mayComment && (
        <CommentsSection
          survey={survey.id}
          units={arrivals.units}
          unit={filters.values.unit}
          search={filters.values.search}
          onSearch={(search) => filters.set({ search })}
        />
      )}
      <PrintNote>{words.staff.results.method}</PrintNote>
    </>
  );
}

/** On paper the fields of the filters are not there: what they are set to stands in the head. */
function printedNarrowing(
  { results }: FollowedPage,
  { units }: Arrivals,
  values: Filters<SurveyFilter>['values'],
  words: Words,
  lang: Lang,
): string {
  const view = results?.view;
  if (!view) return arrivalsNarrowing(values, units, words, lang);
  const question = view.choices.breakdowns.find((one) => one.question === values.breakdown);
  const broken = question && words.staff.results.breakdown.title(say(question.text, lang));
  return [resultNarrowing(view, words, lang), broken, sectionNarrowing(values, words, lang)]
    .filter(Boolean)
    .join(' · ');
}

interface Received {
  readonly total: number;
  readonly today: number;
}

interface FollowedPage {
  readonly days: Load<ArrivalsByDay>;
  /** Null for who may not read results, or not yet. */
  readonly results: Results | null;
  readonly following: Following;
  /** How many came in all and today; null where only some days are looked at. */
  readonly received: Received | null;
}

/** What the page shows, asked for anew when the stream tells of news; without a stream, again and again. */
function useFollowedPage(
  { survey }: Arrivals,
  { values }: Filters<SurveyFilter>,
  changes: number,
): FollowedPage {
  const [streamed, setStreamed] = useState<Received | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const running = survey.state === 'open' || survey.state === 'accepting';
  const news = { onRelease: setTold, onArrivals: setStreamed };
  const following = useSurveyNews(survey.id, running, news);
  const every = running ? (following === 'following' ? SELDOM_MS : OFTEN_MS) : undefined;
  const days = useDays(survey.id, values, every);
  const results = useResults(survey, values, every);
  const renewDays = usePaced(days.reload, PACE_MS);
  const renewResults = usePaced(() => results?.reload(), PACE_MS);
  const renew = () => {
    renewDays();
    renewResults();
  };
  useShortcuts({ r: renew });
  useEffect(() => {
    if (changes > 0) renew();
  }, [changes]);
  useEffect(() => {
    if (streamed) renewDays();
  }, [streamed]);
  const shown = results?.view?.release.name;
  useEffect(() => {
    if (told !== null && shown !== undefined && told !== shown) renewResults();
  }, [told, shown]);
  const isWhole = values.from === '' && values.to === '';
  const isTold = isWhole && values.unit === '' && following === 'following';
  const counted = isWhole && days.data ? receivedOf(days.data) : null;
  return { days, results, following, received: (isTold && streamed) || counted };
}

const receivedOf = ({ days, total }: ArrivalsByDay): Received => {
  const now = days.find(({ day }) => day === today());
  return { total, today: now ? totalOf(now) : 0 };
};

function useDays(
  survey: string,
  { unit, from, to }: Filters<SurveyFilter>['values'],
  every: number | undefined,
): Load<ArrivalsByDay> {
  const query = { ...(unit && { unit }), ...(from && { from }), ...(to && { to }) };
  return useLoad<ArrivalsByDay>(
    JSON.stringify([survey, query]),
    () => answerOf(surveyResults.surveys[':survey']['arrivals-by-day'].$get({ param: { survey }, query })),
    every,
  );
}

interface PartProps {
  readonly page: FollowedPage;
  readonly arrivals: Arrivals;
  readonly filters: Filters<SurveyFilter>;
}

/** The sentence first, then what came in, then what it says. */
function ResultsPage({ page, arrivals, filters, results }: PartProps & { readonly results: Results }) {
  const { lang, words } = useLanguage();
  const { survey } = arrivals;
  const { view } = results;
  const origin = useOrigin(say(survey.title, lang), view, results.at);
  const { head } = view ? surveySentence(view.counted, lang) : { head: '' };
  const spoken = useSpoken(head, SPOKEN_MS);
  return (
    <>
      <FilterBar filters={filters} choices={results.choices} />
      <TroubleNotice trouble={results.trouble} fields={words.staff.results.filters.names} focus={false} />
      <p class="visually-hidden" role="status">
        {spoken}
      </p>
      {view ? (
        <div class={results.isOld ? 'old' : undefined} aria-busy={results.isOld}>
          <ResultsLead view={view} over={survey.state === 'over'} narrowed={filters.any} />
          <ResultStats counted={view.counted} basis={view.filters.basis} received={page.received} />
        </div>
      ) : null}
      <ArrivalsPart page={page} arrivals={arrivals} filters={filters} />
      {view && (
        <div class={results.isOld ? 'old' : undefined} aria-busy={results.isOld}>
          <ResultFigures view={view} origin={origin} />
          <BreakdownSection
            view={view}
            origin={origin}
            chosen={filters.values.breakdown}
            onChoose={(breakdown) => filters.set({ breakdown })}
          />
        </div>
      )}
    </>
  );
}

/** What was asked for does not exist: kept figures would stand under filters that are not theirs. */
const REFUSED = ['unknown-filter', 'range-upside-down', 'malformed-request'];

/** What came in by day and by unit. */
function ArrivalsPart({ page, arrivals, filters }: PartProps) {
  const { lang, words } = useLanguage();
  const { values, set, href } = filters;
  const shown = useKept(page.days.data);
  const { results: text } = words.staff;
  const title = say(arrivals.survey.title, lang);
  const date = page.days.at ? formatInstant(page.days.at.toISOString(), lang) : '';
  // A filter of the whole page is told of once, above, by who is shown results.
  const isTold = page.results !== null && page.days.trouble?.code === 'unknown-filter';
  const trouble = isTold ? null : page.days.trouble;
  const refused = REFUSED.some((code) => code === page.days.trouble?.code);
  if (!shown && !page.days.trouble) return <Loaded load={page.days}>{() => null}</Loaded>;
  return (
    <>
      <ArrivalsFigure
        survey={title}
        arrivals={refused ? null : (shown ?? null)}
        narrowed={values.unit !== ''}
        date={date}
        scope={arrivalsNarrowing(values, arrivals.units, words, lang)}
        range={{ from: values.from, to: values.to, trouble, set }}
      />
      {!refused && values.unit === '' && arrivals.units.length > 1 && (
        <UnitsFigure
          arrivals={arrivals}
          scope={arrivalsNarrowing({ ...values, from: '', to: '' }, arrivals.units, words, lang)}
          source={text.arrivals.source(title)}
          date={date}
          hrefOf={(unit) => href({ unit })}
        />
      )}
    </>
  );
}
