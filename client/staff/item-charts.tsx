import { say } from '../../survey-forms/form.ts';
import { formatDecimal, formatShare } from '../format.ts';
import { LevelChart } from './charts/chart.tsx';
import { useLanguage } from './language.tsx';
import { Fresh } from './parts/fresh.tsx';
import { commonRange, type Item, type ItemGroup, levelBar, type Segment } from './tally-view.ts';

interface ItemChartsProps {
  readonly groups: readonly ItemGroup[];
}

/** Items as bars of their levels; all bars of the page have one range, so that they compare. */
export function ItemCharts({ groups }: ItemChartsProps) {
  const { lang } = useLanguage();
  const bars = new Map(
    groups.flatMap((group) =>
      group.items.map((item) => [item.key, levelBar(item, group.diverging)] as const),
    ),
  );
  const rangeOf = (diverging: boolean) =>
    commonRange(
      groups
        .filter((group) => group.diverging === diverging)
        .flatMap((group) => group.items.map((item) => bars.get(item.key) ?? null)),
    );
  const ranges = { diverging: rangeOf(true), plain: rangeOf(false) };
  return (
    <>
      {groups.map((group, at) => (
        <section key={group.key} class="item-group">
          {group.title && <h3>{say(group.title, lang)}</h3>}
          {newKey(groups[at - 1], group) && <LevelKey group={group} />}
          <ul class="items">
            {group.items.map((item) => (
              <ItemRow
                key={item.key}
                item={item}
                bar={bars.get(item.key) ?? null}
                diverging={group.diverging}
                range={group.diverging ? ranges.diverging : ranges.plain}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** The key of levels is said once, and again when the scale changes. */
function newKey(before: ItemGroup | undefined, group: ItemGroup): boolean {
  const names = (one: ItemGroup) => one.levels.map((level) => level.text.vi).join('\n');
  return before === undefined || names(before) !== names(group);
}

function LevelKey({ group }: { readonly group: ItemGroup }) {
  const { lang, words } = useLanguage();
  const series = group.diverging ? 'level' : 'step';
  return (
    <ul class="level-key" aria-label={words.staff.live.levels}>
      {group.levels.map(({ code, text }, at) => (
        <li key={code}>
          <span class={`swatch ${series}-${at + 1}`} aria-hidden="true" />
          {say(text, lang)}
        </li>
      ))}
    </ul>
  );
}

interface ItemRowProps {
  readonly item: Item;
  readonly bar: readonly Segment[] | null;
  readonly diverging: boolean;
  readonly range: { readonly min: number; readonly max: number };
}

function ItemRow({ item, bar, diverging, range }: ItemRowProps) {
  const { lang, words } = useLanguage();
  const { live } = words.staff;
  const text = say(item.text, lang);
  const levels = item.levels.map((level) => live.levelCount(say(level.text, lang), level.count ?? 0));
  const label = (percent: string) => formatDecimal(percent, 0, lang);
  return (
    <li class="item">
      <p class="item-text">{text}</p>
      <p class="item-figure">
        {item.value !== null && (
          <b>
            <Fresh text={formatShare(item.value, lang, 1)} />
          </b>
        )}{' '}
        {item.answers !== null && (
          <span class="small muted item-base">
            <Fresh text={live.base(item.answers, item.blank ?? 0)} />
          </span>
        )}
      </p>
      {bar ? (
        <LevelChart
          what={{ segments: bar, range, diverging, label }}
          label={live.chartOf(text, levels.join('; '))}
        />
      ) : item.withheld ? (
        <p class="withheld striped small muted">{words.staff.results.withheld}</p>
      ) : (
        <p class="withheld small muted">{words.staff.results.none}</p>
      )}
    </li>
  );
}
