import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { dayOf, formatDate, formatPercent } from '../format.ts';
import { COMPARE, provinceUnitScreen } from './addresses.ts';
import { answerOf, type UnitList, unitPages } from './api.ts';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { NothingPublished } from './parts/nothing-published.tsx';
import { Screen } from './parts/screen.tsx';
import { TextInput } from './parts/text-input.tsx';
import { mayAny, useSession } from './session.ts';
import { useFilters } from './use-filters.ts';
import { useLoad } from './use-load.ts';
import './unit-page.css';

type Campaign = UnitList['campaigns'][number];

const FILTERS = { campaign: 'dot' } as const;

/** Published results with the units whose page the reader may open: the way to the own unit, and to the lowest. */
export function UnitResultsScreen() {
  const { words } = useLanguage();
  const session = useSession();
  const { unitDashboard: text, compare } = words.staff;
  const load = useLoad<UnitList>('unit-dashboards', () => answerOf(unitPages['unit-dashboards'].$get()));
  const actions = mayAny(session, ['compare-results']) && (
    <a class="button quiet" href={COMPARE}>
      {compare.title}
    </a>
  );
  return (
    <Screen title={text.listTitle} actions={actions}>
      <Loaded load={load}>
        {({ campaigns }) =>
          campaigns.length === 0 ? <NothingPublished of="unitDashboard" /> : <Results campaigns={campaigns} />
        }
      </Loaded>
    </Screen>
  );
}

function Results({ campaigns }: { readonly campaigns: readonly Campaign[] }) {
  const { lang, words } = useLanguage();
  const { unitDashboard: text } = words.staff;
  const filters = useFilters(FILTERS);
  const [find, setFind] = useState('');
  const chosen = campaigns.find(({ id }) => id === filters.values.campaign) ?? campaigns[0];
  if (!chosen) return null;
  const found = chosen.units.filter(({ name }) => folded(say(name, lang)).includes(folded(find)));
  return (
    <>
      <p>{text.listLead}</p>
      <div class="fields">
        <Field label={text.campaign}>
          {(control) => (
            <select
              {...control}
              value={chosen.id}
              onChange={(event) => filters.set({ campaign: event.currentTarget.value })}
            >
              {campaigns.map(({ id, title, year }) => (
                <option key={id} value={id}>
                  {year} · {say(title, lang)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {chosen.units.length > 1 && (
          <TextInput label={text.find} name="find" value={find} onInput={setFind} />
        )}
      </div>
      <p class="small muted">
        {text.published(chosen.year, chosen.revision, formatDate(dayOf(chosen.publishedAt), lang))}
      </p>
      {found.length === 0 ? (
        <p class="empty">{text.findNone(find)}</p>
      ) : (
        <UnitTable campaign={chosen} units={found} />
      )}
    </>
  );
}

/** Vietnamese without its marks, as it is typed in haste. */
const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'd').toLowerCase();

interface UnitTableProps {
  readonly campaign: Campaign;
  readonly units: Campaign['units'];
}

function UnitTable({ campaign, units }: UnitTableProps) {
  const { lang, words } = useLanguage();
  const { unitDashboard: text } = words.staff;
  const none = words.common.noValue;
  return (
    <table class="block-s">
      <thead>
        <tr>
          <th scope="col" class="n">
            {text.rank}
          </th>
          <th scope="col">{text.unit}</th>
          <th scope="col" class="n">
            {text.index}
          </th>
          <th scope="col" class="wide">
            {text.class}
          </th>
        </tr>
      </thead>
      <tbody>
        {units.map(({ code, name, index, rank, class: earned }) => (
          <tr key={code}>
            <td class="n">{rank ?? '–'}</td>
            <th scope="row">
              <a href={provinceUnitScreen(campaign.id, code)}>{say(name, lang)}</a>
              <span class="narrow small muted">{earned ? say(earned, lang) : none}</span>
            </th>
            <td class="n">{index === null ? none : formatPercent(index, lang)}</td>
            <td class="wide">{earned ? say(earned, lang) : none}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
