import { useEffect } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { dayOf, formatDate } from '../format.ts';
import { COMPARE, provinceUnitScreen, UNITS } from './addresses.ts';
import { answerOf, type UnitPage, unitPages } from './api.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { PrintHead, PrintNote } from './print-frame.tsx';
import { mayAny, mayOfProvince, useSession } from './session.ts';
import { UnitBeside } from './unit-page-beside.tsx';
import { CommentsOfUnit } from './unit-page-comments.tsx';
import { UnitItems } from './unit-page-items.tsx';
import { UnitLead, UnitStats } from './unit-page-lead.tsx';
import { NextClassSection } from './unit-page-next.tsx';
import { UnitTree } from './unit-page-tree.tsx';
import { UnitYears } from './unit-page-years.tsx';
import { type Load, useLoad } from './use-load.ts';
import { WhatIfSection } from './what-if.tsx';
import './unit-page.css';

/** A unit in a published result: what it lacks, where it lost, how it moved, and what its respondents said. */
export function UnitPageScreen() {
  const { lang, words } = useLanguage();
  const session = useSession();
  const { params } = useRoute();
  const { unitDashboard: text, compare } = words.staff;
  const { campaign = '', unit = '' } = params;
  const load = useLoad<UnitPage>(`${campaign} ${unit}`, () =>
    answerOf(unitPages.campaigns[':campaign'].units[':unit'].dashboard.$get({ param: { campaign, unit } })),
  );
  const title = load.data ? say(load.data.unit.name, lang) : text.listTitle;
  const actions = mayAny(session, ['compare-results']) && (
    <a
      class="button quiet"
      href={`${COMPARE}?${new URLSearchParams(
        mayOfProvince(session, ['compare-results'])
          ? { kieu: 'don-vi', dot: campaign, trai: unit }
          : // Another unit may not be theirs; another year is.
            { kieu: 'nam', 'don-vi': unit },
      )}`}
    >
      {compare.title}
    </a>
  );
  return (
    <Screen title={title} over={{ title: text.listTitle, href: UNITS }} actions={actions}>
      <Loaded load={load}>{(page) => <Content key={page.campaign.id} page={page} load={load} />}</Loaded>
    </Screen>
  );
}

function Content({ page, load }: { readonly page: UnitPage; readonly load: Load<UnitPage> }) {
  const { lang, words } = useLanguage();
  const session = useSession();
  const { unitDashboard: text } = words.staff;
  const { campaign, unit, province, publishedAt, revision } = page;
  useEffect(() => {
    // What the address points at was not there yet when the browser looked for it.
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
  const day = formatDate(dayOf(publishedAt), lang);
  const figure = { page, source: say(campaign.title, lang), date: text.publishedShort(day) };
  return (
    <>
      <PrintHead
        place={say(province.name, lang)}
        title={text.printTitle(say(unit.name, lang), campaign.year)}
        at={load.at}
      />
      <p class="muted small">
        {say(campaign.title, lang)} · {text.published(campaign.year, revision, day)}
      </p>
      <YearLinks page={page} />
      <UnitLead page={page} />
      <UnitStats page={page} />
      <NextClassSection page={page} />
      <WhatIfSection page={page} />
      <UnitTree page={page} />
      <UnitYears {...figure} />
      <UnitBeside {...figure} />
      <UnitItems page={page} />
      {mayAny(session, ['read-comments']) && <CommentsOfUnit page={page} />}
      <PrintNote>{text.method}</PrintNote>
    </>
  );
}

/** The same unit in the other years of its series. */
function YearLinks({ page }: { readonly page: UnitPage }) {
  const { words } = useLanguage();
  const { unitDashboard: text } = words.staff;
  if (page.years.length < 2) return null;
  return (
    <nav class="year-links small" aria-label={text.year}>
      {page.years.map(({ campaign, year }) => (
        <a
          key={campaign}
          href={provinceUnitScreen(campaign, page.unit.code)}
          aria-current={campaign === page.campaign.id ? 'page' : undefined}
        >
          {year}
        </a>
      ))}
    </nav>
  );
}
