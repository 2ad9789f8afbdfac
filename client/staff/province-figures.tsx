import { type Lang, say } from '../../survey-forms/form.ts';
import { compareText } from '../decimal-text.ts';
import { dayOf, formatCount, formatDate, formatDecimal, formatPercent, formatShort } from '../format.ts';
import { ClassTag } from '../public/figures.tsx';
import { wordsOf } from '../words/words-of.ts';
import { provinceUnitScreen } from './addresses.ts';
import type { OverviewResult } from './api.ts';
import { BarsChart, SpreadChart } from './charts/chart.tsx';
import { Figure } from './figure.tsx';
import { useLanguage } from './language.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';
import { areaName } from './province-names.ts';
import type { ResultProps } from './province-result.tsx';
import { signedFixed } from './province-sentence.ts';

/** Where the figures of a result are from, and of when. */
export function useOrigin({ campaign }: Pick<ResultProps, 'campaign'>) {
  const { lang, words } = useLanguage();
  const { province: text } = words.staff;
  const day = campaign.published && formatDate(dayOf(campaign.published.at), lang);
  return { source: say(campaign.title, lang), date: day ? text.dateOf(day) : text.notPublished };
}

/** How the indices of all units are spread, with the bounds of the classes. */
export function SpreadFigure(props: ResultProps) {
  const { lang, words } = useLanguage();
  const { spread: text } = words.staff.province;
  const { spread, bands, bandsOn, mean } = props.result;
  const [least, most] = [spread[0]?.from ?? 0, spread.at(-1)?.to ?? 0];
  const bins = spread.map(({ from, to, units }) => ({ from, to, count: units }));
  const marks = (bandsOn === 'index' ? bands : [])
    .map(({ name, from }) => ({ at: Number(from), label: say(name, lang) }))
    .filter(({ at }) => at >= least && at < most)
    .sort((a, b) => a.at - b.at);
  const tick = (value: number) => formatShort(String(value), 0, lang);
  const filled = spread.filter(({ units }) => units > 0);
  return (
    <Figure
      {...useOrigin(props)}
      title={text.title}
      unit={text.unit}
      n={words.common.units(mean.units)}
      level={2}
      table={<SpreadTable {...props} />}
    >
      <SpreadChart
        what={{ bins, marks, tick }}
        label={filled
          .map(({ from, to, units }) => `${stepText(from, to, most, lang)}: ${formatCount(units, lang)}`)
          .join('; ')}
      />
    </Figure>
  );
}

/** The last step holds its upper end where that is 100. */
function stepText(from: number, to: number, most: number, lang: Lang): string {
  const { spread } = wordsOf(lang).staff.province;
  const range = to === most && to === 100 ? spread.rangeTo : spread.range;
  return range(formatCount(from, lang), formatCount(to, lang));
}

function SpreadTable({ result }: ResultProps) {
  const { lang, words } = useLanguage();
  const { spread: text } = words.staff.province;
  const most = result.spread.at(-1)?.to ?? 0;
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.step}</th>
            <th scope="col" class="n">
              {text.count}
            </th>
          </tr>
        </thead>
        <tbody>
          {result.spread.toReversed().map(({ from, to, units }) => (
            <tr key={from}>
              <th scope="row">{stepText(from, to, most, lang)}</th>
              <td class="n">{formatCount(units, lang)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table class="block-s">
        <thead>
          <tr>
            <th scope="col">{text.class}</th>
            <th scope="col" class="n">
              {text.count}
            </th>
          </tr>
        </thead>
        <tbody>
          {result.classes.map(({ name, units }, at) => (
            <tr key={name.vi}>
              <th scope="row">
                <ClassTag name={name} framework={result} lang={lang} />{' '}
                <span class="small muted">
                  {text.from(formatShort(result.bands[at]?.from ?? '0', 2, lang))}
                </span>
              </th>
              <td class="n">{formatCount(units, lang)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

type Area = OverviewResult['areas'][number];

/** Points lost in each area by all units together, the costliest first. */
export function AreasFigure(props: ResultProps) {
  const { lang, words } = useLanguage();
  const { areas: text } = words.staff.province;
  const { result } = props;
  const areas = result.areas
    .filter(({ lost }) => lost !== null)
    .toSorted((a, b) => compareText(b.lost ?? '0', a.lost ?? '0'));
  const bars = areas.map((area) => ({
    label: areaName(result, area.code, lang),
    value: Number(area.lost),
    text: barText(area, lang),
    strong: area.code === result.costliest,
  }));
  return (
    <Figure
      {...useOrigin(props)}
      title={text.title}
      unit={text.unit}
      n={text.n(Math.max(...areas.map(({ units }) => units)))}
      table={<AreasTable {...props} areas={areas} />}
    >
      <BarsChart
        what={{ bars, range: { min: 0, max: Math.max(1, ...bars.map(({ value }) => value)) } }}
        label={bars.map((bar) => `${bar.label}: ${bar.text}`).join('; ')}
      />
    </Figure>
  );
}

function barText({ lost, share }: Area, lang: Lang): string {
  const { areas, ranking } = wordsOf(lang).staff.province;
  if (share === null) return ranking.lost(formatDecimal(lost ?? '0', 2, lang));
  return areas.bar(formatDecimal(lost ?? '0', 2, lang), formatPercent(share, lang, 0));
}

function AreasTable({ campaign, result, areas }: ResultProps & { readonly areas: readonly Area[] }) {
  const { lang, words } = useLanguage();
  const { areas: text } = words.staff.province;
  const { noValue } = words.common;
  const { change } = campaign;
  const changeOf = (code: string) => change?.areas?.find(({ area }) => area === code)?.change ?? null;
  const nameOf = (code: string) => {
    const name = result.units.find(({ unit }) => unit === code)?.name;
    return name ? say(name, lang) : code;
  };
  return (
    <ScrollBox label={text.title}>
      <table class="areas-table">
        <thead>
          <tr>
            <th scope="col">{text.area}</th>
            <th scope="col" class="n">
              {text.lost}
            </th>
            <th scope="col" class="n">
              {text.share}
            </th>
            {change?.areas && (
              <th scope="col" class="n">
                {text.change(change.earlier.year)}
              </th>
            )}
            <th scope="col">{text.lowest}</th>
          </tr>
        </thead>
        <tbody>
          {areas.map(({ code, lost, share, lowest }) => {
            const changed = changeOf(code);
            return (
              <tr key={code}>
                <th scope="row">{areaName(result, code, lang)}</th>
                <td class="n">{formatDecimal(lost ?? '0', 2, lang)}</td>
                <td class="n">{share === null ? noValue : formatDecimal(share, 2, lang)}</td>
                {change?.areas && (
                  <td class="n">{changed === null ? noValue : signedFixed(changed, lang)}</td>
                )}
                <td>{lowest && <a href={provinceUnitScreen(campaign.id, lowest)}>{nameOf(lowest)}</a>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}
