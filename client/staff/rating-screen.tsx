import { useEffect } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { formatDate, formatInstant } from '../format.ts';
import { compareRatingsScreen, RATINGS, ratingRulesScreen, ratingUnitScreen } from './addresses.ts';
import { answerOf, type Rating, ratings } from './api.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Notice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { PrintHead } from './print-frame.tsx';
import { RatingAgencies } from './rating-agencies.tsx';
import { RatingDossiers } from './rating-dossiers.tsx';
import { RatingFiles } from './rating-files.tsx';
import { RatingLead } from './rating-lead.tsx';
import { RatingMethod } from './rating-method.tsx';
import { RatingMissing } from './rating-missing.tsx';
import { RatingSteps } from './rating-steps.tsx';
import { RatingWaiting } from './rating-waiting.tsx';
import { type Load, useLoad } from './use-load.ts';
import './rating.css';

/** A rating by its id; asked for anew after every change. */
export const useRating = (id: string): Load<Rating> =>
  useLoad<Rating>(id, () => answerOf(ratings.ratings[':rating'].$get({ param: { rating: id } })));

/** A quarter: how far it is, what is missing, how the agencies did, and the steps to its close. */
export function RatingScreen() {
  const { words } = useLanguage();
  const { ratings: text } = words.staff;
  const { params } = useRoute();
  const { route } = useLocation();
  const load = useRating(params.rating ?? '');
  const { data } = load;
  // An agency is led straight to its own indicators.
  const only = data && !data.whole && data.result.units.length === 1 ? data.result.units[0]?.unit : undefined;
  useEffect(() => {
    if (data && only !== undefined) route(ratingUnitScreen(data.id, only), true);
  }, [data, only, route]);
  const title = data ? text.quarterYear(data.quarter, String(data.year)) : text.title;
  return (
    <Screen
      title={title}
      over={{ title: text.title, href: RATINGS }}
      actions={data && <Actions rating={data} />}
    >
      <Loaded load={load}>
        {(rating) => only === undefined && <Content rating={rating} load={load} title={title} />}
      </Loaded>
    </Screen>
  );
}

export function Print() {
  const { words } = useLanguage();
  return (
    <button type="button" class="button quiet" onClick={() => window.print()}>
      {words.staff.print}
    </button>
  );
}

function Actions({ rating }: { readonly rating: Rating }) {
  const { words } = useLanguage();
  return (
    <>
      {rating.whole && (
        <a class="button quiet" href={compareRatingsScreen('', rating.id)}>
          {words.staff.ratings.compare.open}
        </a>
      )}
      <a class="button quiet" href={ratingRulesScreen(rating.id)}>
        {words.staff.ratings.rules.title}
      </a>
      <Print />
    </>
  );
}

interface ContentProps {
  readonly rating: Rating;
  readonly load: Load<Rating>;
  readonly title: string;
}

function Content({ rating, load, title }: ContentProps) {
  const { lang, words } = useLanguage();
  const { ratings: text } = words.staff;
  const { result, missing, state } = rating;
  const hrefOf = (unit: string) => ratingUnitScreen(rating.id, unit);
  return (
    <>
      <PrintHead place={say(rating.title, lang)} title={text.print.title(title)} at={load.at} />
      <p class="muted small">{say(rating.title, lang)}</p>
      <RatingStanding rating={rating} />
      {result.units.length === 0 ? (
        <p class="empty">{text.noUnits}</p>
      ) : (
        <RatingLead result={result} missing={state === 'closed' ? null : missing.length} />
      )}
      <RatingNotices rating={rating} />
      <RatingSteps rating={rating} title={title} reload={load.reload} />
      <RatingWaiting rating={rating} onChanged={load.reload} />
      {state !== 'closed' && <RatingMissing result={result} missing={missing} hrefOf={hrefOf} />}
      {result.units.length > 0 && (
        <section class="block">
          <h2>{text.results}</h2>
          <p class="muted">{text.resultsHint}</p>
          <RatingAgencies result={result} hrefOf={hrefOf} />
          <RatingFiles of={`ratings/${encodeURIComponent(rating.id)}`} />
        </section>
      )}
      <RatingDossiers result={result} />
      {rating.hash !== null && (
        <p class="block small muted">
          {text.hash}: <code class="hash">{rating.hash}</code>
        </p>
      )}
      <RatingMethod rules={result.rules} />
    </>
  );
}

type Standing = Pick<Rating, 'state' | 'closedBy' | 'closedAt' | 'verifiedBy' | 'verifiedAt'>;

/** The state, and who brought it about. */
export function RatingStanding({ rating }: { readonly rating: Standing }) {
  const { lang, words } = useLanguage();
  const { ratings: text } = words.staff;
  const { state, closedBy, closedAt, verifiedBy, verifiedAt } = rating;
  const tint = { open: 'state-accepting', verified: 'state-before', closed: 'state-open' }[state];
  return (
    <p class="small">
      <span class={`tag ${tint}`}>{text.states[state]}</span>{' '}
      {state !== 'open' && verifiedAt && text.verifiedBy(verifiedBy ?? '', formatInstant(verifiedAt, lang))}
      {state === 'closed' && closedAt && ` · ${text.closedBy(closedBy ?? '', formatInstant(closedAt, lang))}`}
    </p>
  );
}

/** What the figures above do not say of themselves. */
function RatingNotices({ rating }: { readonly rating: Rating }) {
  const { lang, words } = useLanguage();
  const { notices } = words.staff.ratings;
  const { over, last, running, outdated, state } = rating;
  if (state === 'closed') return null;
  return (
    <>
      {outdated && (
        <Notice kind="warn">
          <p>{notices.outdated}</p>
        </Notice>
      )}
      {!over && (
        <Notice kind="info">
          <p>{notices.notOver(formatDate(last, lang))}</p>
        </Notice>
      )}
      {running.length > 0 && (
        <Notice kind="info">
          {running.map(({ survey, title, until }) => (
            <p key={survey}>{notices.running(say(title, lang), formatDate(until, lang))}</p>
          ))}
        </Notice>
      )}
    </>
  );
}
