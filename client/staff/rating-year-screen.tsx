import { useEffect, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { RATINGS, ratingScreen } from './addresses.ts';
import { answerOf, type RatingYear, ratings } from './api.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Notice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { PrintHead } from './print-frame.tsx';
import { RatingAgencies } from './rating-agencies.tsx';
import { RatingFeedDialog } from './rating-feed-dialog.tsx';
import { RatingFiles } from './rating-files.tsx';
import { RatingIndicators } from './rating-indicators.tsx';
import { RatingLead } from './rating-lead.tsx';
import { RatingMethod } from './rating-method.tsx';
import { RatingOfficials } from './rating-officials.tsx';
import { Print } from './rating-screen.tsx';
import { useFilters } from './use-filters.ts';
import { type Load, useLoad } from './use-load.ts';
import './rating.css';

/** Where the indicators of one agency stand on the page. */
const AGENCY = 'co-quan';

/** The closed quarters of a year as one. */
export function RatingYearScreen() {
  const { words } = useLanguage();
  const { ratings: text } = words.staff;
  const { params } = useRoute();
  const campaign = params.campaign ?? '';
  const load = useLoad<RatingYear>(campaign, () =>
    answerOf(ratings.campaigns[':campaign']['rating-year'].$get({ param: { campaign } })),
  );
  const title = load.data ? text.year(String(load.data.year)) : text.wholeYear;
  return (
    <Screen title={title} over={{ title: text.title, href: RATINGS }} actions={<Print />}>
      <Loaded load={load}>{(year) => <Content year={year} title={title} load={load} />}</Loaded>
    </Screen>
  );
}

interface ContentProps {
  readonly year: RatingYear;
  readonly title: string;
  readonly load: Load<RatingYear>;
}

function Content({ year, title, load }: ContentProps) {
  const { lang, words } = useLanguage();
  const { ratings: text } = words.staff;
  const filters = useFilters({ unit: 'don-vi' });
  const { result, quarters } = year;
  const closed = quarters.filter(({ state }) => state === 'closed');
  return (
    <>
      <PrintHead place={say(year.title, lang)} title={text.print.title(title)} at={load.at} />
      <p class="muted small">{say(year.title, lang)}</p>
      <nav class="year-links small" aria-label={text.quarters}>
        {quarters.map(({ id, quarter, state }) => (
          <a key={id} href={ratingScreen(id)}>
            {text.quarter(quarter)} ({text.states[state]})
          </a>
        ))}
      </nav>
      {result === null ? (
        <p class="empty">{text.yearNone}</p>
      ) : (
        <>
          <RatingLead result={result} missing={null} />
          {!year.whole && (
            <Notice kind="warn">
              <p>{text.yearSoFar(closed.length)}</p>
            </Notice>
          )}
          <p class="muted block-s">
            {text.yearLead(closed.map(({ quarter }) => text.quarter(quarter)).join(', '))}
          </p>
          <Feed year={year} result={result} title={title} />
          <RatingAgencies result={result} hrefOf={(unit) => `${filters.href({ unit })}#${AGENCY}`} />
          <RatingFiles of={`campaigns/${encodeURIComponent(year.campaign)}/rating-year`} />
          <Agency key={filters.values.unit} year={year} result={result} unit={filters.values.unit} />
          {year.hash !== null && (
            <p class="block small muted">
              {text.hash}: <code class="hash">{year.hash}</code>
            </p>
          )}
        </>
      )}
      <RatingMethod rules={null} />
    </>
  );
}

interface AgencyProps {
  readonly year: RatingYear;
  readonly result: NonNullable<RatingYear['result']>;
  /** The one that was chosen; '': none. */
  readonly unit: string;
}

/** The indicators of the agency that was chosen, with what they were made of over the year. */
function Agency({ year, result, unit }: AgencyProps) {
  const { lang } = useLanguage();
  const agency = result.units.find((one) => one.unit === unit);
  useEffect(() => {
    // It stands below the table in which it was chosen.
    document.getElementById(AGENCY)?.scrollIntoView();
  }, []);
  if (!agency) return null;
  const names = Object.fromEntries(year.indicators.map(({ code, name }) => [code, name]));
  return (
    <section class="block" id={AGENCY}>
      <h2>{say(agency.name, lang)}</h2>
      <RatingIndicators agency={agency} result={result} names={names} entryOf={() => null} />
      <RatingOfficials agency={agency} rules={result.rules} />
    </section>
  );
}

interface FeedProps {
  readonly year: RatingYear;
  readonly result: NonNullable<RatingYear['result']>;
  readonly title: string;
}

function Feed({ year, result, title }: FeedProps) {
  const { words } = useLanguage();
  const { feed: text } = words.staff.ratings;
  const [asking, setAsking] = useState(false);
  // The share of a year is that of its four quarters.
  if (!year.mayFeed || !year.whole) return null;
  return (
    <div class="rating-steps">
      <button type="button" class="button quiet" onClick={() => setAsking(true)}>
        {text.open}
      </button>
      {asking && (
        <RatingFeedDialog
          province={year.province}
          from={{ year: year.campaign }}
          result={result}
          title={title}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
