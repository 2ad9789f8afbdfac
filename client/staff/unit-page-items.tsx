import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { roundText } from '../decimal-text.ts';
import { formatCount, formatDifference, formatShare } from '../format.ts';
import { surveyScreen } from './addresses.ts';
import type { UnitPage } from './api.ts';
import { useLanguage } from './language.tsx';
import { Segments } from './parts/segments.tsx';
import { mayAny, useSession } from './session.ts';
import { byFall, isNegative, itemAnchor } from './unit-page-view.ts';

type FormOfItems = UnitPage['items'][number];
type Item = FormOfItems['items'][number];

type Order = 'byFall' | 'byForm';

const ORDERS: readonly Order[] = ['byFall', 'byForm'];

/** Survey items with their N, beside the year before: which one fell. */
export function UnitItems({ page }: { readonly page: UnitPage }) {
  const { words } = useLanguage();
  const { items: text } = words.staff.unitDashboard;
  return (
    <section class="block" id="khao-sat">
      <h2>{text.title}</h2>
      {page.items.length === 0 && <p class="empty">{text.none}</p>}
      {page.items.map((form) => (
        <ItemsOfForm key={form.form} form={form} page={page} />
      ))}
    </section>
  );
}

function ItemsOfForm({ form, page }: { readonly form: FormOfItems; readonly page: UnitPage }) {
  const { lang, words } = useLanguage();
  const session = useSession();
  const { items: text } = words.staff.unitDashboard;
  const [order, setOrder] = useState<Order>('byFall');
  const items = order === 'byFall' ? byFall(form.items) : form.items;
  const compared = form.items.filter(({ change }) => change !== null);
  const fallen = compared.filter(({ change }) => change !== null && isNegative(change));
  const title = say(form.title, lang);
  const measures = [...new Set(form.items.map(({ measure }) => measure))];
  return (
    <div class="block">
      <h3>{title}</h3>
      <p>
        {text.responses(form.responses)}.{' '}
        {form.noChange !== null
          ? text.noChange[form.noChange]
          : fallen.length > 0
            ? text.fell(fallen.length, compared.length)
            : text.noneFell(compared.length)}
      </p>
      {compared.length > 0 && (
        <Segments<Order>
          name={`items-order-${form.form}`}
          legend={text.order}
          choices={ORDERS}
          label={(one) => text[one]}
          chosen={order}
          choose={setOrder}
        />
      )}
      <ItemTable form={form.form} items={items} />
      {measures.map((measure) => (
        <p key={measure} class="small muted">
          {text[measure]}
        </p>
      ))}
      {mayAny(session, ['read-survey-results']) &&
        form.surveys.map((survey) => (
          <p key={survey}>
            <a href={`${surveyScreen(survey)}?don-vi=${encodeURIComponent(page.unit.code)}`}>
              {text.toSurvey}
            </a>
          </p>
        ))}
    </div>
  );
}

interface ItemTableProps {
  readonly form: string;
  readonly items: readonly Item[];
}

function ItemTable({ form, items }: ItemTableProps) {
  const { words } = useLanguage();
  const { items: text } = words.staff.unitDashboard;
  const year = items.find(({ before }) => before !== null)?.before?.year;
  return (
    <table class="item-changes">
      <thead>
        <tr>
          <th scope="col">{text.item}</th>
          <th scope="col" class="n wide">
            {text.answers}
          </th>
          <th scope="col" class="n">
            {text.value}
          </th>
          {year !== undefined && (
            <>
              <th scope="col" class="n wide">
                {text.before(year)}
              </th>
              <th scope="col" class="n">
                {text.change}
              </th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <ItemRow key={item.key} form={form} item={item} withYear={year !== undefined} />
        ))}
      </tbody>
    </table>
  );
}

interface ItemRowProps {
  readonly form: string;
  readonly item: Item;
  readonly withYear: boolean;
}

function ItemRow({ form, item, withYear }: ItemRowProps) {
  const { lang, words } = useLanguage();
  const { items: text } = words.staff.unitDashboard;
  const { change, before } = item;
  return (
    <tr id={itemAnchor(form, item.key)}>
      <th scope="row">
        {say(item.text, lang)}
        <span class="under small muted">
          {say(item.section, lang)}
          {before?.reworded && ` · ${text.reworded}`}
        </span>
        <span class="narrow small muted">
          {item.answers !== null && text.answersOf(item.answers)}
          {before && (
            <>
              {item.answers !== null && ' · '}
              {text.before(before.year)}: <ShareText value={before.value} withheld={before.withheld} />
            </>
          )}
        </span>
      </th>
      <td class="n wide">{item.answers === null ? <Withheld /> : formatCount(item.answers, lang)}</td>
      <td class="n">
        <b>
          <ShareText value={item.value} withheld={item.withheld} />
        </b>
      </td>
      {withYear && (
        <>
          <td class="n wide">
            {before ? <ShareText value={before.value} withheld={before.withheld} /> : '–'}
          </td>
          <td class={change !== null && isNegative(change) ? 'n fallen' : 'n'}>
            {change === null ? '–' : formatDifference(roundText(change, 2), lang)}
          </td>
        </>
      )}
    </tr>
  );
}

interface ShareTextProps {
  readonly value: string | null;
  readonly withheld: boolean;
}

/** Hidden, empty and zero are three things. */
function ShareText({ value, withheld }: ShareTextProps) {
  const { lang, words } = useLanguage();
  if (withheld) return <Withheld />;
  return <>{value === null ? words.staff.unitDashboard.items.noAnswers : formatShare(value, lang)}</>;
}

function Withheld() {
  const { words } = useLanguage();
  const { figure, unitDashboard } = words.staff;
  return (
    <span class="withheld-cell striped" title={unitDashboard.items.withheld}>
      {figure.withheldShort}
    </span>
  );
}
