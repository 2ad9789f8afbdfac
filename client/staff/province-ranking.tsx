import { type Lang, say } from '../../survey-forms/form.ts';
import { compareText } from '../decimal-text.ts';
import { formatDecimal } from '../format.ts';
import { ClassTag, ThinBar } from '../public/figures.tsx';
import { groupLabel } from '../public/published-view.ts';
import { wordsOf } from '../words/words-of.ts';
import { provinceUnitScreen } from './addresses.ts';
import type { CampaignOverview, OverviewResult } from './api.ts';
import { useLanguage } from './language.tsx';
import { areaName, PROVINCE_FILTERS, RANKING } from './province-names.ts';
import type { ResultProps } from './province-result.tsx';
import { signedFixed } from './province-sentence.ts';
import { useFilters } from './use-filters.ts';

type UnitLine = OverviewResult['units'][number];
type Change = NonNullable<CampaignOverview['change']>;
type UnitChange = NonNullable<Change['units']>[number];

/** By what the ranking can be ordered, as the address says it; '' is the order of the ranking. */
const ORDERS = ['', 'ten', 'thay-doi'] as const;
type Order = (typeof ORDERS)[number];

const orderOf = (asked: string): Order => ORDERS.find((one) => one === asked) ?? '';

/** Units by name; by change, those that fell most first and those without one last. */
export function ordered(
  units: readonly UnitLine[],
  order: Order,
  changes: ReadonlyMap<string, UnitChange>,
  lang: Lang,
): UnitLine[] {
  if (order === 'ten')
    return units.toSorted((a, b) => say(a.name, lang).localeCompare(say(b.name, lang), 'vi'));
  if (order === '') return [...units];
  const [known, unknown] = [true, false].map((wanted) =>
    units.filter(({ unit }) => (changes.get(unit)?.index != null) === wanted),
  );
  const changeOf = ({ unit }: UnitLine) => changes.get(unit)?.index ?? '0';
  return [...(known ?? []).sort((a, b) => compareText(changeOf(a), changeOf(b))), ...(unknown ?? [])];
}

/** Units of one class, by its Vietnamese name; '' for all. */
export const ofClass = (units: readonly UnitLine[], name: string): readonly UnitLine[] =>
  name === '' ? units : units.filter((unit) => unit.class?.vi === name);

/** Rank, index, class, change and the costliest area of every unit; a table a group where groups are ranked. */
export function RankingSection({ campaign, result }: ResultProps) {
  const { lang, words } = useLanguage();
  const { values, href } = useFilters(PROVINCE_FILTERS);
  const { ranking: text } = words.staff.province;
  const order = orderOf(values.sort);
  const changes = new Map((campaign.change?.units ?? []).map((one) => [one.unit, one]));
  const shown = ofClass(result.units, values.class);
  const groups = result.ranking === 'groups' ? [...new Set(result.units.map(({ group }) => group))] : [null];
  return (
    <section class="block" id={RANKING}>
      <h2>{text.title}</h2>
      <p class="small muted">{text.hint}</p>
      {values.class !== '' && (
        <p>
          {shown.length === 0 ? text.noClass(values.class) : text.onlyClass(values.class, shown.length)}{' '}
          <a href={`${href({ class: '' })}#${RANKING}`}>{text.allClasses}</a>
        </p>
      )}
      {groups.map((group) => {
        const own = shown.filter((unit) => result.ranking !== 'groups' || unit.group === group);
        if (own.length === 0) return null;
        return (
          <RankingTable
            key={group}
            caption={`${groupLabel(group, lang)} · ${words.common.units(own.length)}`}
            units={ordered(own, order, changes, lang)}
            order={order}
            changes={changes}
            campaign={campaign}
            result={result}
          />
        );
      })}
    </section>
  );
}

/** Whether it is known what was lost. */
const hasMaxima = ({ areas }: OverviewResult) => areas.some(({ lost }) => lost !== null);

interface TableProps extends ResultProps {
  readonly caption: string;
  readonly units: readonly UnitLine[];
  readonly order: Order;
  readonly changes: ReadonlyMap<string, UnitChange>;
}

function RankingTable({ caption, units, order, changes, campaign, result }: TableProps) {
  const { words } = useLanguage();
  const { ranking: text } = words.staff.province;
  const year = campaign.change?.units && campaign.change.earlier.year;
  return (
    <table class="ranking sortable">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <SortHead order="" chosen={order} label={text.rank} class="n" />
          <SortHead order="ten" chosen={order} label={text.unit} />
          <th scope="col">{text.index}</th>
          <th scope="col" class="wide">
            {text.class}
          </th>
          {year !== undefined && (
            <SortHead order="thay-doi" chosen={order} label={text.change(year)} class="n wide" />
          )}
          {hasMaxima(result) && (
            <th scope="col" class="wide">
              {text.costliest}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => (
          <RankingRow
            key={unit.unit}
            unit={unit}
            change={changes.get(unit.unit)}
            compared={year !== undefined}
            campaign={campaign}
            result={result}
          />
        ))}
      </tbody>
    </table>
  );
}

interface SortHeadProps {
  readonly order: Order;
  readonly chosen: Order;
  readonly label: string;
  readonly class?: string | undefined;
}

/** The head of a column that the table can be ordered by; the order stands in the address. */
function SortHead({ order, chosen, label, class: name }: SortHeadProps) {
  const { words } = useLanguage();
  const { set } = useFilters(PROVINCE_FILTERS);
  const current = order === chosen;
  return (
    <th scope="col" class={name} data-label={label} aria-sort={current ? 'ascending' : undefined}>
      <button
        type="button"
        class={current ? 'sort-button on' : 'sort-button'}
        title={words.staff.province.ranking.sort(label)}
        onClick={() => set({ sort: order })}
      >
        {label}
        <span aria-hidden="true">{current ? ' ▾' : ''}</span>
      </button>
    </th>
  );
}

interface RowProps extends ResultProps {
  readonly unit: UnitLine;
  readonly change: UnitChange | undefined;
  /** There is a campaign before that this one is held against. */
  readonly compared: boolean;
}

/** On a phone the columns marked `wide` give way to lines beneath the name. */
function RankingRow({ unit, change, compared, campaign, result }: RowProps) {
  const { lang, words } = useLanguage();
  const { results } = wordsOf(lang);
  const lost = <Costliest unit={unit} result={result} />;
  const changed = compared && <ChangeCell change={change} />;
  const tag = unit.class && <ClassTag name={unit.class} framework={result} lang={lang} />;
  return (
    <tr>
      <td class="n">{unit.rank ?? '–'}</td>
      <th scope="row">
        <a href={provinceUnitScreen(campaign.id, unit.unit)}>{say(unit.name, lang)}</a>
        {unit.unranked && <span class="under small">{results.unranked[unit.unranked]}</span>}
        {unit.uncappedClass && unit.class && (
          <span class="under small">{wordsOf(lang).unit.heldTag(say(unit.class, lang))}</span>
        )}
        <span class="narrow small muted">
          {tag} {changed}
          {hasMaxima(result) && (
            <span class="under">
              {lostIn(unit) && `${words.staff.province.ranking.costliestIn} `}
              {lost}
            </span>
          )}
        </span>
      </th>
      <td>
        {unit.index === null ? (
          <span class="muted">{words.common.noValue}</span>
        ) : (
          <span class="gauge">
            <b>{formatDecimal(unit.index, 2, lang)}</b>
            <ThinBar percent={unit.index} />
          </span>
        )}
      </td>
      <td class="wide">{tag ?? words.common.noValue}</td>
      {compared && <td class="n wide">{changed}</td>}
      {hasMaxima(result) && <td class="wide small">{lost}</td>}
    </tr>
  );
}

/** The change of the index with its sign, and the places gained or lost. */
function ChangeCell({ change }: { readonly change: UnitChange | undefined }) {
  const { lang, words } = useLanguage();
  const { ranking: text } = words.staff.province;
  if (!change) return <span class="muted">{text.isNew}</span>;
  if (change.index === null) return <span class="muted">{words.common.noValue}</span>;
  const side = compareText(change.index, '0');
  return (
    <span class="whole">
      <b class={side > 0 ? 'rose' : side < 0 ? 'fell' : undefined}>{signedFixed(change.index, lang)}</b>
      {change.rank !== null && <span class="under small muted">{places(change.rank, lang)}</span>}
    </span>
  );
}

function places(gained: number, lang: Lang): string {
  const { ranking } = wordsOf(lang).staff.province;
  if (gained === 0) return ranking.level;
  return gained > 0 ? ranking.up(gained) : ranking.down(-gained);
}

/** Whether the unit lost in some area, and it is known how much. */
const lostIn = ({ areas, costliest }: UnitLine) => areas.some(({ area, lost }) => area === costliest && lost);

function Costliest({ unit, result }: { readonly unit: UnitLine; readonly result: OverviewResult }) {
  const { lang, words } = useLanguage();
  const { ranking: text } = words.staff.province;
  const area = unit.areas.find((one) => one.area === unit.costliest);
  if (!area?.lost) return <>{unit.areas.some(({ lost }) => lost !== null) ? text.nothingLost : ''}</>;
  return (
    <>
      {areaName(result, area.area, lang)}{' '}
      <span class="whole lost">{text.lost(formatDecimal(area.lost, 2, lang))}</span>
    </>
  );
}
