import { useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { formatCount, formatDecimal, formatShort } from '../format.ts';
import { RATINGS, ratingRulesScreen, ratingScreen } from './addresses.ts';
import type { Rating } from './api.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { PrintHead } from './print-frame.tsx';
import { RatingClass } from './rating-class.tsx';
import { RatingEntryPanel } from './rating-entry.tsx';
import { RatingFiles } from './rating-files.tsx';
import { RatingIndicators } from './rating-indicators.tsx';
import { RatingMethod } from './rating-method.tsx';
import { RatingOfficials } from './rating-officials.tsx';
import { RatingOpenDossiers } from './rating-open-dossiers.tsx';
import { Print, RatingStanding, useRating } from './rating-screen.tsx';
import type { Load } from './use-load.ts';
import './rating.css';

type Agency = Rating['result']['units'][number];

/** One agency in a quarter: its nine indicators with what they were made of, its officials, and what it enters itself. */
export function RatingUnitScreen() {
  const { lang, words } = useLanguage();
  const { ratings: text, noPage } = words.staff;
  const { params } = useRoute();
  const load = useRating(params.rating ?? '');
  const { data } = load;
  const agency = data?.result.units.find(({ unit }) => unit === params.unit);
  const quarter = data ? text.quarterYear(data.quarter, String(data.year)) : '';
  const title = agency ? say(agency.name, lang) : text.agency;
  const over =
    data?.whole === true
      ? { title: quarter, href: ratingScreen(data.id) }
      : { title: text.title, href: RATINGS };
  return (
    <Screen title={title} over={over} actions={<Actions rating={params.rating ?? ''} />}>
      <Loaded load={load}>
        {(rating) =>
          agency ? (
            <Content rating={rating} agency={agency} quarter={quarter} load={load} />
          ) : (
            <p class="empty">{noPage}</p>
          )
        }
      </Loaded>
    </Screen>
  );
}

function Actions({ rating }: { readonly rating: string }) {
  const { words } = useLanguage();
  return (
    <>
      <a class="button quiet" href={ratingRulesScreen(rating)}>
        {words.staff.ratings.rules.title}
      </a>
      <Print />
    </>
  );
}

interface ContentProps {
  readonly rating: Rating;
  readonly agency: Agency;
  readonly quarter: string;
  readonly load: Load<Rating>;
}

function Content({ rating, agency, quarter, load }: ContentProps) {
  const { lang, words } = useLanguage();
  const { ratings: text } = words.staff;
  const { result } = rating;
  const entries = rating.entries.filter(({ unit }) => unit === agency.unit);
  const names = Object.fromEntries(rating.indicators.map(({ code, name }) => [code, name]));
  return (
    <>
      <PrintHead place={say(agency.name, lang)} title={text.print.title(quarter)} at={load.at} />
      <p class="muted small">
        {quarter} · {say(rating.title, lang)}
      </p>
      <RatingStanding rating={rating} />
      <Lead rating={rating} agency={agency} />
      <DossierStats agency={agency} />
      <RatingIndicators
        agency={agency}
        result={result}
        names={names}
        entryOf={(indicator) => (
          <RatingEntryPanel
            rating={rating}
            unit={agency.unit}
            indicator={indicator}
            entry={entries.find((one) => one.indicator === indicator)}
            onChanged={load.reload}
          />
        )}
      />
      {agency.dossiers.open > 0 && (
        <RatingOpenDossiers
          rating={rating.id}
          unit={agency.unit}
          atClose={rating.state === 'closed' ? agency.dossiers.open : null}
        />
      )}
      <RatingOfficials agency={agency} rules={result.rules} />
      <RatingMethod rules={result.rules} />
      {!rating.whole && <RatingFiles of={`ratings/${encodeURIComponent(rating.id)}`} />}
    </>
  );
}

function Lead({ rating, agency }: Pick<ContentProps, 'rating' | 'agency'>) {
  const { lang, words } = useLanguage();
  const { unit: text } = words.staff.ratings;
  const { total, scale } = agency;
  const missing = rating.missing.filter(({ unit }) => unit === agency.unit);
  return (
    <p class="lead">
      {total === null ? (
        (rating.state === 'closed' ? text.leadClosed : text.leadNone)(missing.length)
      ) : (
        <>
          {text.lead(formatDecimal(total, 2, lang), formatShort(scale, 2, lang))}{' '}
          <RatingClass agency={agency} result={rating.result} />
        </>
      )}
    </p>
  );
}

const COUNTS = ['early', 'onTheDay', 'late', 'open', 'overdue'] as const;

function DossierStats({ agency: { dossiers } }: { readonly agency: Agency }) {
  const { lang, words } = useLanguage();
  const { dossiers: text } = words.staff.ratings;
  return (
    <dl class="stats">
      {COUNTS.map((name) => (
        <div key={name}>
          <dt>{text[name]}</dt>
          <dd>
            <b>{formatCount(dossiers[name], lang)}</b>
          </dd>
        </div>
      ))}
    </dl>
  );
}
