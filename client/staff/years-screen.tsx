import { say } from '../../survey-forms/form.ts';
import { ChangedRulesNote } from '../public/changed-rules.tsx';
import { YearAreas } from '../public/year-areas.tsx';
import { YearUnit } from '../public/year-unit.tsx';
import { YearsLead } from '../public/years-lead.tsx';
import { GoneList, MeansTable, MovesLists, UnitYearsTable } from '../public/years-tables.tsx';
import { UNIT_MAPPINGS, yearsScreen } from './addresses.ts';
import { answerOf, type CompareChoices, comparisons, type YearsPage, years } from './api.ts';
import { type Choice, queryOf } from './compare-view.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { Loaded, LoadingShape } from './parts/loaded.tsx';
import { NothingPublished } from './parts/nothing-published.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { PrintHead, PrintNote } from './print-frame.tsx';
import { type Filters, useFilters } from './use-filters.ts';
import { type Load, useLoad } from './use-load.ts';
import './unit-page.css';

const FILTERS = { from: 'tu', to: 'den', unit: 'don-vi' } as const;

type YearFilters = Filters<keyof typeof FILTERS>;

/** Two published years of a province beside each other; which, and which unit, stands in the address. */
export function YearsScreen() {
  const { words } = useLanguage();
  const { years: text } = words.staff;
  const load = useLoad<CompareChoices>('choices', () => answerOf(comparisons.comparisons.choices.$get()));
  const actions = (
    <a class="button quiet" href={UNIT_MAPPINGS}>
      {text.toMapping}
    </a>
  );
  return (
    <Screen title={text.title} actions={actions}>
      <Loaded load={load}>
        {({ campaigns }) =>
          campaigns.length === 0 ? <NothingPublished of="years" /> : <Chosen choices={campaigns} />
        }
      </Loaded>
    </Screen>
  );
}

function Chosen({ choices }: { readonly choices: readonly Choice[] }) {
  const { words } = useLanguage();
  const { years: text } = words.staff;
  const filters = useFilters(FILTERS);
  const { from, to, unit } = filters.values;
  // What the address leaves open is filled in as the page of comparisons does: the latest year and the one before.
  const query = queryOf({ kind: '', campaign: '', left: from, right: to, unit }, choices);
  return (
    <>
      <p>{text.hint}</p>
      <YearFields choices={choices} from={query?.left ?? from} to={query?.right ?? to} filters={filters} />
      {query ? (
        <Asking earlier={query.left} later={query.right} unit={unit} />
      ) : (
        <p class="empty">{choices.length === 1 ? text.oneOnly : text.ready}</p>
      )}
    </>
  );
}

interface YearFieldsProps {
  readonly choices: readonly Choice[];
  readonly from: string;
  readonly to: string;
  readonly filters: YearFilters;
}

/** Another year forgets the unit, which may not be rated in it. */
function YearFields({ choices, from, to, filters }: YearFieldsProps) {
  const { lang, words } = useLanguage();
  const { years: text } = words.staff;
  const options = (chosen: string): [string, string][] => [
    ...(chosen === '' ? [['', text.choose] as [string, string]] : []),
    ...choices.map(({ id, title, year }): [string, string] => [id, `${year} · ${say(title, lang)}`]),
    ...(chosen !== '' && !choices.some(({ id }) => id === chosen)
      ? [[chosen, chosen] as [string, string]]
      : []),
  ];
  return (
    <div class="compare-fields">
      <ChoiceField
        label={text.from}
        name="from"
        value={from}
        choices={options(from)}
        onChoose={(value) => filters.set({ from: value, to, unit: '' })}
      />
      <ChoiceField
        label={text.to}
        name="to"
        value={to}
        choices={options(to)}
        onChoose={(value) => filters.set({ from, to: value, unit: '' })}
      />
    </div>
  );
}

interface AskingProps {
  readonly earlier: string;
  readonly later: string;
  readonly unit: string;
}

/** What cannot be compared says why, in the place of the figures: the choices above stay. */
function Asking({ earlier, later, unit }: AskingProps) {
  const { lang, words } = useLanguage();
  const { years: text } = words.staff;
  const query = { earlier, later, ...(unit && { unit }) };
  const load = useLoad<YearsPage>(
    // A refusal is told by the server: in another language it is asked for again.
    `${lang} ${JSON.stringify(query)}`,
    () => answerOf(years.years.$get({ query })) as Promise<YearsPage>,
  );
  const { data, trouble } = load;
  if (data) return <Result page={data} unit={unit} load={load} />;
  if (!trouble) return <LoadingShape />;
  const fields = { earlier: text.from, later: text.to, unit: text.units.unit };
  return (
    <div class="block">
      <TroubleNotice trouble={trouble} fields={fields} focus={false} />
    </div>
  );
}

interface ResultProps {
  readonly page: YearsPage;
  readonly unit: string;
  readonly load: Load<YearsPage>;
}

function Result({ page, unit, load }: ResultProps) {
  const { lang, words } = useLanguage();
  const { years: text } = words.staff;
  const { province, earlier, later } = page;
  const own = page.units.find(({ code }) => code === unit);
  const pair = text.pageTitle(earlier.year, later.year);
  return (
    <>
      <PrintHead
        place={say(province.name, lang)}
        title={own ? `${say(own.name, lang)}: ${pair}` : pair}
        at={load.at}
      />
      {own ? <OneUnit page={page} unit={own} /> : <AllUnits page={page} />}
      <PrintNote>{text.method}</PrintNote>
    </>
  );
}

function AllUnits({ page }: { readonly page: YearsPage }) {
  const { lang } = useLanguage();
  const { earlier, later } = page;
  const common = { years: page, lang };
  const hrefOf = (unit: string) => yearsScreen(earlier.campaign, later.campaign, unit);
  return (
    <>
      <YearsLead {...common} />
      <ChangedRulesNote {...page} newUnits={[]} goneUnits={[]} lang={lang} />
      <UnitYearsTable {...common} hrefOf={hrefOf} />
      <MovesLists {...common} hrefOf={hrefOf} />
      <MeansTable {...common} />
      {page.areas.some(({ left }) => left.share !== null) && <YearAreas {...common} />}
      <GoneList {...common} />
    </>
  );
}

interface OneUnitProps {
  readonly page: YearsPage;
  readonly unit: YearsPage['units'][number];
}

function OneUnit({ page, unit }: OneUnitProps) {
  const { lang, words } = useLanguage();
  const { years: text } = words.staff;
  const { earlier, later } = page;
  return (
    <>
      <p class="over small">
        <a href={yearsScreen(earlier.campaign, later.campaign)}>{text.toAll}</a>
      </p>
      <h2>{say(unit.name, lang)}</h2>
      <YearUnit unit={unit} years={page} lang={lang} />
      <div class="block">
        <ChangedRulesNote {...page} newUnits={[]} goneUnits={[]} lang={lang} />
      </div>
    </>
  );
}
