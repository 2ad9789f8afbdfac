import { say } from '../../survey-forms/form.ts';
import { formatDecimal, formatPercent } from '../format.ts';
import { provinceUnitScreen } from './addresses.ts';
import type { UnitPage } from './api.ts';
import { HeatChart } from './charts/chart.tsx';
import { heatRange } from './charts/heat-step.ts';
import { Figure } from './figure.tsx';
import { HeatKey } from './heat-key.tsx';
import { useLanguage } from './language.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';
import { mayAny, useSession } from './session.ts';
import { lengthOf, nodeAnchor } from './unit-page-view.ts';

interface BesideProps {
  readonly page: UnitPage;
  readonly source: string;
  readonly date: string;
}

const ROWS = ['own', 'mean', 'median', 'best'] as const;

/** The unit beside its group, area by area: mean, median and best. */
export function UnitBeside({ page, source, date }: BesideProps) {
  const { lang, words } = useLanguage();
  const { beside: text } = words.staff.unitDashboard;
  const { beside, unit } = page;
  const title = text.titleOf(say(unit.name, lang));
  const what = {
    columns: beside.areas.map(({ code }) => code),
    rows: ROWS.map((row) => ({
      label: text[row],
      cells: beside.areas.map((area) => ({
        value: lengthOf(area[row]),
        text: area[row] === null ? '–' : formatDecimal(area[row], 0, lang),
      })),
    })),
    range: heatRange(beside.areas.flatMap((area) => ROWS.map((row) => lengthOf(area[row])))),
  };
  const hasShares = beside.areas.some(({ own }) => own !== null);
  return (
    <section class="block" id="cung-nhom">
      <Figure
        title={title}
        unit={text.unit}
        n={text.n(beside.index.units)}
        source={source}
        date={date}
        table={<BesideTable page={page} />}
        lead={
          <>
            <p class="small muted">{page.policies.ranking === 'groups' ? text.group : text.all}</p>
            {hasShares && (
              <HeatKey range={what.range} gaps={words.staff.province.heat.noShare} areas={beside.areas} />
            )}
          </>
        }
      >
        {hasShares ? (
          <ScrollBox label={title}>
            <HeatChart what={what} label={title} />
          </ScrollBox>
        ) : (
          <p class="empty">{text.noShares}</p>
        )}
      </Figure>
    </section>
  );
}

function BesideTable({ page }: { readonly page: UnitPage }) {
  const { lang, words } = useLanguage();
  const { beside: text } = words.staff.unitDashboard;
  const none = words.common.noValue;
  const percent = (value: string | null) => (value === null ? none : formatPercent(value, lang));
  const whole = { code: '', name: { vi: text.whole }, ...page.beside.index };
  return (
    <ScrollBox label={text.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.area}</th>
            {ROWS.map((row) => (
              <th key={row} scope="col" class="n">
                {text[row]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[whole, ...page.beside.areas].map((area) => (
            <tr key={area.code}>
              <th scope="row">
                {area.code === '' ? (
                  text.whole
                ) : (
                  <a href={`#${nodeAnchor(area.code)}`}>
                    {area.code} {say(area.name, lang)}
                  </a>
                )}
              </th>
              <td class="n">
                <b>{percent(area.own)}</b>
              </td>
              <td class="n">{percent(area.mean)}</td>
              <td class="n">{percent(area.median)}</td>
              <td class="n">
                {percent(area.best)}
                <BestUnits page={page} units={area.bestUnits} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** So many are named; more are many. */
const MOST_NAMED = 2;

interface BestUnitsProps {
  readonly page: UnitPage;
  readonly units: readonly string[];
}

function BestUnits({ page, units }: BestUnitsProps) {
  const { lang } = useLanguage();
  const session = useSession();
  const leadsOn = mayAny(session, ['compare-results']);
  return (
    <span class="under small muted">
      {units.slice(0, MOST_NAMED).map((unit, at) => {
        const name = say(page.names[unit] ?? { vi: unit }, lang);
        return (
          <span key={unit}>
            {at > 0 && ', '}
            {leadsOn && unit !== page.unit.code ? (
              <a href={provinceUnitScreen(page.campaign.id, unit)}>{name}</a>
            ) : (
              name
            )}
          </span>
        );
      })}
      {units.length > MOST_NAMED && ' …'}
    </span>
  );
}
