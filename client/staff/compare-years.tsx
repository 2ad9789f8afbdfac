import { say } from '../../survey-forms/form.ts';
import { roundText } from '../decimal-text.ts';
import { formatDifference, formatPercent } from '../format.ts';
import { compareYearsScreen } from './addresses.ts';
import type { Compared } from './api.ts';
import { both } from './compare-view.ts';
import { useLanguage } from './language.tsx';
import { isNegative } from './unit-page-view.ts';

type Years = NonNullable<Compared['years']>;

/** Every unit of both years; its row leads to its own comparison. */
export function UnitChangesTable({
  compared,
  years,
}: {
  readonly compared: Compared;
  readonly years: Years;
}) {
  const { words } = useLanguage();
  const { compare: text } = words.staff;
  const { left, right } = compared;
  return (
    <section class="block">
      <h2>{text.unitsTitle}</h2>
      <table class="item-changes">
        <thead>
          <tr>
            <th scope="col">{text.unitColumn}</th>
            <th scope="col" class="n wide">
              {left.year}
            </th>
            <th scope="col" class="n wide">
              {right.year}
            </th>
            <th scope="col" class="n">
              {text.difference}
            </th>
            <th scope="col" class="wide">
              {text.classColumn}
            </th>
            <th scope="col" class="wide">
              {text.rankColumn}
            </th>
          </tr>
        </thead>
        <tbody>
          {years.changes.map((change) => (
            <ChangeRow key={change.code} change={change} compared={compared} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ChangeRowProps {
  readonly change: Years['changes'][number];
  readonly compared: Compared;
}

function ChangeRow({ change, compared }: ChangeRowProps) {
  const { lang, words } = useLanguage();
  const { compare: text } = words.staff;
  const none = words.common.noValue;
  const { index, rank } = change;
  const percent = (value: string | null) => (value === null ? none : formatPercent(value, lang));
  const [before, now] = [change.class.earlier, change.class.later].map((one) =>
    one ? say(one, lang) : none,
  );
  const classes = before === now ? now : both(before ?? none, now ?? none);
  return (
    <tr>
      <th scope="row">
        <a href={compareYearsScreen(compared.left.campaign, compared.right.campaign, change.code)}>
          {say(change.name, lang)}
        </a>
        <span class="narrow small muted">
          {both(percent(index.earlier), percent(index.later))} · {classes} · {rankWords(rank, text)}
        </span>
      </th>
      <td class="n wide">{percent(index.earlier)}</td>
      <td class="n wide">{percent(index.later)}</td>
      <td class={index.change !== null && isNegative(index.change) ? 'n fallen' : 'n'}>
        {index.change === null ? '–' : formatDifference(roundText(index.change, 2), lang)}
      </td>
      <td class="wide">{classes}</td>
      <td class="wide">{rankWords(rank, text)}</td>
    </tr>
  );
}

interface RankWords {
  readonly otherList: string;
  places(places: number): string;
}

function rankWords({ earlier, later, change }: Years['changes'][number]['rank'], text: RankWords): string {
  if (earlier === null || later === null) return '–';
  return change === null ? text.otherList : text.places(change);
}
