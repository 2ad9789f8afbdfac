import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { dayOf, formatDate } from '../format.ts';
import {
  assessmentsScreen,
  campaignScreen,
  compareYearsScreen,
  IMPORTS,
  NEW_CAMPAIGN,
  PROVINCE,
  SURVEYS,
} from './addresses.ts';
import { answerOf, type CampaignOverview, type Overview, provinces } from './api.ts';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { PrintHead, PrintNote } from './print-frame.tsx';
import { DueSection } from './province-due.tsx';
import { PROVINCE_FILTERS } from './province-names.ts';
import { ResultSections } from './province-result.tsx';
import { arrivalFindings, resultFindings } from './province-sentence.ts';
import { SurveySections } from './province-surveys.tsx';
import { mayAny, useSession } from './session.ts';
import { useArrivals } from './use-arrivals.ts';
import { changedAddress, useFilters } from './use-filters.ts';
import { useLoad } from './use-load.ts';
import { useShortcuts } from './use-shortcuts.ts';
import './province.css';

/** Where a province stands: where an analyst or publisher begins. */
export function ProvinceScreen() {
  const { lang, words } = useLanguage();
  const { values } = useFilters(PROVINCE_FILTERS);
  const load = useLoad<Overview>(values.campaign, () =>
    answerOf(provinces.overview.$get({ query: values.campaign === '' ? {} : { campaign: values.campaign } })),
  );
  useShortcuts({ r: load.reload });
  const campaign = load.data?.campaign;
  const title = campaign ? say(campaign.title, lang) : words.staff.province.title;
  return (
    <Screen title={title} actions={campaign && <CompareYears campaign={campaign} />}>
      <Loaded load={load}>
        {(data) =>
          data.campaign ? (
            <Province key={data.campaign.id} overview={data} campaign={data.campaign} at={load.at} />
          ) : (
            <NoCampaign />
          )
        }
      </Loaded>
      {load.trouble && !load.data && values.campaign !== '' && (
        <p class="block-s">
          <a href={PROVINCE}>{words.staff.province.toNewest}</a>
        </p>
      )}
    </Screen>
  );
}

/** The way to what changed criterion by criterion. */
function CompareYears({ campaign: { id, year, change } }: { readonly campaign: CampaignOverview }) {
  const { words } = useLanguage();
  const session = useSession();
  if (!mayAny(session, ['compare-results']) || !change?.units) return null;
  const { earlier } = change;
  return (
    <a class="button quiet" href={compareYearsScreen(earlier.id, id)}>
      {words.staff.province.compareYears(earlier.year, year)}
    </a>
  );
}

/** An empty installation, or an account whose reach holds no campaign: what to do next. */
function NoCampaign() {
  const { words } = useLanguage();
  const session = useSession();
  const { province: text } = words.staff;
  const ways = [
    ['create-campaign', NEW_CAMPAIGN, text.create],
    ['import-campaign', IMPORTS, text.import],
    ['list-surveys', SURVEYS, text.toSurveys],
  ] as const;
  const mayCreate = mayAny(session, ['create-campaign']);
  return (
    <div class="empty">
      <p>{text.none}</p>
      <p class="muted">{mayCreate ? text.noneCreate : text.noneWait}</p>
      <p class="links">
        {ways.map(
          ([operation, href, label]) =>
            mayAny(session, [operation]) && (
              <a key={operation} href={href}>
                {label}
              </a>
            ),
        )}
      </p>
    </div>
  );
}

interface ProvinceProps {
  readonly overview: Overview;
  readonly campaign: CampaignOverview;
  readonly at: Date | null;
}

/** The sentence first, then the pictures with their tables, then how the surveys go and what is due. */
function Province({ overview, campaign, at }: ProvinceProps) {
  const { lang, words } = useLanguage();
  const { province: text } = words.staff;
  const { values } = useFilters(PROVINCE_FILTERS);
  useHashPlace();
  const arrivals = useArrivals(campaign);
  const { head, rest, more } = campaign.result
    ? resultFindings(campaign, lang)
    : arrivalFindings(arrivals.surveys, lang);
  return (
    <>
      <PrintHead
        place={say(campaign.province.name, lang)}
        title={say(campaign.title, lang)}
        narrowed={values.class && text.ranking.onlyClassPrinted(values.class)}
        at={at}
      />
      <div class="survey-head">
        <HeadLine campaign={campaign} />
        <CampaignChoice overview={overview} chosen={campaign.id} />
      </div>
      <UnderWay overview={overview} campaign={campaign} />
      {(campaign.result || campaign.surveys.length > 0) && (
        <p class="lead">
          <b>{head}</b>
          {rest}
        </p>
      )}
      {more !== '' && <p class="more-findings">{more}</p>}
      {campaign.result ? (
        <ResultSections campaign={campaign} result={campaign.result} />
      ) : (
        <NoResult campaign={campaign.id} />
      )}
      <SurveySections campaign={campaign} surveys={arrivals.surveys} stale={arrivals.stale} />
      <DueSection campaign={campaign} />
      <PrintNote>{text.method}</PrintNote>
    </>
  );
}

/** What the address points at was not there yet when the browser looked for it; and a filter does not scroll by itself. */
function useHashPlace(): void {
  const { url } = useLocation();
  useEffect(() => {
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [url]);
}

/** Whose campaign it is, of which year, and what of it is published. */
function HeadLine({ campaign }: { readonly campaign: CampaignOverview }) {
  const { lang, words } = useLanguage();
  const { province: text } = words.staff;
  const { published } = campaign;
  return (
    <p class="survey-line muted small">
      <span class="whole">{say(campaign.province.name, lang)}</span> ·{' '}
      <span class="whole">{words.common.year(String(campaign.year))}</span> ·{' '}
      <span class="whole">{text.units(campaign.units)}</span> ·{' '}
      <span class="whole">
        {published
          ? text.published(formatDate(dayOf(published.at), lang), published.revision)
          : text.notPublished}
      </span>
    </p>
  );
}

interface ChoiceProps {
  readonly overview: Overview;
  readonly chosen: string;
}

/** Every campaign of the reader, those of one province together. */
function CampaignChoice({ overview, chosen }: ChoiceProps) {
  const { lang, words } = useLanguage();
  const { set } = useFilters(PROVINCE_FILTERS);
  const { campaigns } = overview;
  const places = [...new Map(campaigns.map(({ province }) => [province.code, province.name]))];
  if (campaigns.length < 2) return null;
  const { province: text } = words.staff;
  return (
    <div class="unit-choice">
      <Field label={text.campaign}>
        {(control) => (
          <select
            {...control}
            value={chosen}
            onChange={(event) => set({ campaign: event.currentTarget.value })}
          >
            {places.map(([code, name]) => (
              <optgroup key={code} label={say(name, lang)}>
                {campaigns
                  .filter(({ province }) => province.code === code)
                  .map(({ id, title, year, published }) => (
                    <option key={id} value={id} selected={id === chosen}>
                      {year} · {say(title, lang)}
                      {published ? '' : ` (${text.notPublished})`}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}

/** Later campaigns of the province that have no result yet: what the office works on. */
function UnderWay({ overview, campaign }: { overview: Overview; campaign: CampaignOverview }) {
  const { lang, words } = useLanguage();
  const later = overview.campaigns.filter(
    ({ province, year, published }) =>
      province.code === campaign.province.code && year > campaign.year && !published,
  );
  if (later.length === 0) return null;
  return (
    <p class="small under-way">
      {words.staff.province.running}{' '}
      {later.map(({ id, title }, at) => (
        <span key={id}>
          {at > 0 && ' · '}
          <a href={changedAddress(PROVINCE, { [PROVINCE_FILTERS.campaign]: id })}>{say(title, lang)}</a>
        </span>
      ))}
    </p>
  );
}

function NoResult({ campaign }: { readonly campaign: string }) {
  const { words } = useLanguage();
  const session = useSession();
  const { province: text } = words.staff;
  const mayPublish = mayAny(session, ['preview-result']);
  return (
    <div class="empty">
      <p>{text.noResult}</p>
      <p class="muted">{mayPublish ? text.noResultPublish : text.noResultWait}</p>
      <p class="links">
        {mayPublish && <a href={campaignScreen(campaign)}>{text.toCampaign}</a>}
        {mayAny(session, ['read-assessment']) && (
          <a href={assessmentsScreen(campaign)}>{text.toAssessments}</a>
        )}
      </p>
    </div>
  );
}
