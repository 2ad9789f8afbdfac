import { type Lang, say } from '../../survey-forms/form.ts';
import { formatCount, formatShare } from '../format.ts';
import { useLanguage } from './language.tsx';
import { Fresh } from './parts/fresh.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';
import type { Item, ItemGroup } from './tally-view.ts';

/** The same items in figures: counts per level, N, blank and share. One table per scale and section. */
export function ItemTables({ groups }: { readonly groups: readonly ItemGroup[] }) {
  const { lang, words } = useLanguage();
  const { live } = words.staff;
  return (
    <>
      {groups.map((group) => (
        <section key={group.key} class="item-group">
          {group.title && <h3>{say(group.title, lang)}</h3>}
          <ScrollBox label={labelOf(group, lang)}>
            <table class="item-table">
              <thead>
                <tr>
                  <th scope="col">{live.item}</th>
                  {group.levels.map(({ code, text }) => (
                    <th key={code} scope="col" class="n level-head">
                      {code} {say(text, lang)}
                    </th>
                  ))}
                  <th scope="col" class="n">
                    {live.answers}
                  </th>
                  <th scope="col" class="n">
                    {live.blank}
                  </th>
                  <th scope="col" class="n">
                    {group.diverging ? live.share : live.payOut}
                  </th>
                </tr>
              </thead>
              <tbody>
                {group.items.map((item) => (
                  <ItemTableRow key={item.key} item={item} />
                ))}
              </tbody>
            </table>
          </ScrollBox>
        </section>
      ))}
    </>
  );
}

/** Tables without a title of their own are told apart by their first question. */
const labelOf = ({ title, items }: ItemGroup, lang: Lang) => {
  const text = title ?? items[0]?.text;
  return text ? say(text, lang) : '';
};

/** Withheld is a word, not a zero and not an empty cell (decisions 9 and 23). */
function ItemTableRow({ item }: { readonly item: Item }) {
  const { lang, words } = useLanguage();
  const { live } = words.staff;
  const figure = (count: number | null) => (count === null ? '' : formatCount(count, lang));
  return (
    <tr>
      <th scope="row">{say(item.text, lang)}</th>
      {item.withheld ? (
        <td class="n" colSpan={item.levels.length + 3}>
          <span class="striped small muted">{words.staff.results.withheld}</span>
        </td>
      ) : (
        <>
          {item.levels.map(({ code, count }) => (
            <td key={code} class="n">
              <Fresh text={figure(count)} />
            </td>
          ))}
          <td class="n">
            <Fresh text={figure(item.answers)} />
          </td>
          <td class="n">
            <Fresh text={figure(item.blank)} />
          </td>
          <td class="n">
            <Fresh text={item.value === null ? live.noValue : formatShare(item.value, lang)} />
          </td>
        </>
      )}
    </tr>
  );
}
