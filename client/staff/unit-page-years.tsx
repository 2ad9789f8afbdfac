import { say } from '../../survey-forms/form.ts';
import { formatDecimal, formatPercent, formatShort } from '../format.ts';
import { ClassTag } from '../public/figures.tsx';
import { compareYearsScreen, provinceUnitScreen } from './addresses.ts';
import type { UnitPage } from './api.ts';
import { TrendChart } from './charts/chart.tsx';
import { Figure } from './figure.tsx';
import { useLanguage } from './language.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';
import { mayAny, useSession } from './session.ts';
import { lengthOf } from './unit-page-view.ts';

type Year = UnitPage['years'][number];

interface YearsProps {
  readonly page: UnitPage;
  /** Where the figures are from, and of when. */
  readonly source: string;
  readonly date: string;
}

/** The index over the years beside the mean of its list; what was another rule stands in the table. */
export function UnitYears({ page, source, date }: YearsProps) {
  const { lang, words } = useLanguage();
  const session = useSession();
  const { trend: text } = words.staff.unitDashboard;
  const { years, unit } = page;
  const title = text.title(say(unit.name, lang));
  const one = years.length < 2;
  const write = (value: string | null) => (value === null ? '' : formatDecimal(value, 2, lang));
  const what = {
    years: years.map(({ year }) => String(year)),
    lines: [
      {
        label: text.own,
        values: years.map(({ index }) => lengthOf(index)),
        texts: years.map(({ index }) => write(index)),
        strong: true,
      },
      {
        label: text.mean,
        values: years.map(({ mean }) => lengthOf(mean)),
        texts: years.map(({ mean }) => write(mean)),
      },
    ],
    tick: (value: number) => formatDecimal(String(value), 0, lang),
  };
  const [last, before] = [years.at(-1), years.at(-2)];
  return (
    <section class="block" id="cac-nam">
      <Figure
        title={title}
        unit={text.unit}
        n={text.n(years.length)}
        source={source}
        date={date}
        table={<YearTable page={page} />}
      >
        {one ? <p class="empty">{text.one}</p> : <TrendChart what={what} label={title} />}
      </Figure>
      {last && before && mayAny(session, ['compare-results']) && (
        <p>
          <a href={compareYearsScreen(before.campaign, last.campaign, unit.code)}>
            {text.compare(before.year, last.year)}
          </a>
        </p>
      )}
    </section>
  );
}

function YearTable({ page }: { readonly page: UnitPage }) {
  const { lang, words } = useLanguage();
  const text = words.staff.unitDashboard;
  const { trend } = text;
  const none = words.common.noValue;
  return (
    <ScrollBox label={trend.title(say(page.unit.name, lang))}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.year}</th>
            <th scope="col" class="n">
              {text.index}
            </th>
            <th scope="col" class="n">
              {trend.meanOf}
            </th>
            <th scope="col">{text.class}</th>
            <th scope="col" class="n">
              {text.rank}
            </th>
            <th scope="col" class="n">
              {trend.scale}
            </th>
            <th scope="col">{trend.changed}</th>
          </tr>
        </thead>
        <tbody>
          {page.years.map((year) => (
            <tr key={year.campaign}>
              <th scope="row">
                {year.campaign === page.campaign.id ? (
                  year.year
                ) : (
                  <a href={provinceUnitScreen(year.campaign, page.unit.code)}>{year.year}</a>
                )}
              </th>
              <td class="n">
                <b>{year.index === null ? none : formatPercent(year.index, lang)}</b>
              </td>
              <td class="n">{year.mean === null ? none : formatPercent(year.mean, lang)}</td>
              <td>
                {year.class ? (
                  <ClassTag name={year.class} framework={{ bands: page.bands }} lang={lang} />
                ) : (
                  none
                )}
              </td>
              <td class="n">{year.rank === null ? '–' : `${year.rank}/${year.of}`}</td>
              <td class="n">{year.scale === null ? none : formatShort(year.scale, 2, lang)}</td>
              <td class="small">{changedWords(year, trend)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

interface ChangedWords {
  readonly otherFramework: string;
  readonly otherBands: string;
  readonly otherPolicies: string;
}

/** A scale or framework that changed is said beside the figures, never hidden. */
function changedWords({ changed }: Year, text: ChangedWords): string {
  if (!changed) return '–';
  const said = [
    changed.framework && text.otherFramework,
    changed.settings.includes('bands') && text.otherBands,
    changed.policies.length > 0 && text.otherPolicies,
  ].filter((one) => one !== false);
  return said.join(', ') || '–';
}
