import { say } from '../../survey-forms/form.ts';
import { formatDecimal, formatPercent, formatShort } from '../format.ts';
import { ClassTag } from '../public/figures.tsx';
import type { UnitPage } from './api.ts';
import { useLanguage } from './language.tsx';
import { costliestArea, fellMost, isNegative, roundedUp, sizeOf } from './unit-page-view.ts';

/** The sentence first: where the unit stands, what it lacks, where it lost most, and which survey item fell. */
export function UnitLead({ page }: { readonly page: UnitPage }) {
  const { lang, words } = useLanguage();
  const { lead } = words.staff.unitDashboard;
  const area = costliestArea(page.tree);
  const item = fellMost(page.items);
  return (
    <>
      <p class="lead">
        <b>{useStandingSentence(page)}</b> {useChangeSentence(page)}
      </p>
      <ul class="answers-list">
        <li>
          <a href="#len-loai">{useNeedSentence(page)}</a>
        </li>
        {area && (
          <li>
            <a href="#tieu-chi">
              {lead.lost(say(area.name, lang), formatDecimal(area.lost ?? '0', 2, lang))}
            </a>
          </li>
        )}
        {item?.change && (
          <li>
            <a href="#khao-sat">
              {lead.item(say(item.text, lang), formatDecimal(sizeOf(item.change), 2, lang))}
            </a>
          </li>
        )}
      </ul>
    </>
  );
}

function useStandingSentence({ standing }: UnitPage): string {
  const { lang, words } = useLanguage();
  const { lead } = words.staff.unitDashboard;
  const { index, class: earned, rank, of } = standing;
  if (index === null || earned === null) return lead.noIndex;
  const [percent, name] = [formatPercent(index, lang), say(earned, lang)];
  return rank === null ? lead.unranked(percent, name) : lead.standing(percent, name, rank, of);
}

function useChangeSentence({ change, years, campaign }: UnitPage): string {
  const { lang, words } = useLanguage();
  const { lead } = words.staff.unitDashboard;
  const before = years.filter(({ year }) => year < campaign.year).at(-1);
  const moved = change?.index.change;
  if (!before || moved == null) return '';
  const size = formatDecimal(sizeOf(moved), 2, lang);
  if (/^-?[0.]+$/.test(moved)) return lead.same(before.year);
  return isNegative(moved) ? lead.fell(size, before.year) : lead.rose(size, before.year);
}

function useNeedSentence({ next }: UnitPage): string {
  const { lang, words } = useLanguage();
  const { lead, next: text } = words.staff.unitDashboard;
  const [better] = next.better;
  const { heldDown } = next;
  if (next.earned === null) return text.noIndex(next.blank.join(', '));
  if (heldDown && (!better || better.held))
    return text.held(
      say(heldDown.heldAt, lang),
      heldDown.reaching,
      heldDown.units,
      say(heldDown.reached, lang),
      heldDown.missing,
    );
  return better
    ? lead.needs(formatDecimal(roundedUp(better.points), 2, lang), say(better.name, lang))
    : lead.top;
}

/** The figures behind the sentence. */
export function UnitStats({ page }: { readonly page: UnitPage }) {
  const { lang, words } = useLanguage();
  const { stats } = words.staff.unitDashboard;
  const { standing, beside, bands } = page;
  const { index, points, scale, rank } = standing;
  const none = words.common.noValue;
  const mean = beside.index.mean === null ? '' : stats.mean(formatPercent(beside.index.mean, lang));
  return (
    <dl class="stats">
      <div>
        <dt>{stats.index}</dt>
        <dd>
          <b>{index === null ? none : formatPercent(index, lang)}</b>
          {mean}
        </dd>
      </div>
      <div>
        <dt>{stats.class}</dt>
        <dd>
          <b>
            {standing.class ? <ClassTag name={standing.class} framework={{ bands }} lang={lang} /> : none}
          </b>
          {standing.uncappedClass && stats.without(say(standing.uncappedClass, lang))}
        </dd>
      </div>
      <div>
        <dt>{stats.rank}</dt>
        <dd>
          <b>{rank ?? '–'}</b>
          {standing.unranked ? stats.unranked : stats.rankOf(standing.of)}
        </dd>
      </div>
      <div>
        <dt>{stats.points}</dt>
        <dd>
          <b>{points === null ? none : formatShort(points, 4, lang)}</b>
          {scale !== null && stats.ofScale(formatShort(scale, 2, lang))}
        </dd>
      </div>
    </dl>
  );
}
