import { useRef } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { formatCount } from '../format.ts';
import type { Arrivals } from './api.ts';
import { arrivalsByUnit, type UnitArrivals } from './arrivals-view.ts';
import { BarsChart } from './charts/chart.tsx';
import { Figure } from './figure.tsx';
import { useLanguage } from './language.tsx';
import { Fresh } from './parts/fresh.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';

interface UnitsFigureProps {
  readonly arrivals: Arrivals;
  /** Filters of the page that do not narrow it, in words. */
  readonly scope?: string;
  readonly source: string;
  readonly date: string;
  /** The address of the page narrowed to a unit. */
  hrefOf(unit: string): string;
}

/** How many came in for each unit; each leads to the page of that unit. */
export function UnitsFigure({ arrivals, scope = '', source, date, hrefOf }: UnitsFigureProps) {
  const { lang, words } = useLanguage();
  const { arrivals: text } = words.staff.results;
  const units = useSteadyOrder(arrivalsByUnit(arrivals));
  const total = units.reduce((sum, { received }) => sum + received, 0);
  const nameOf = ({ name }: UnitArrivals) => (name ? say(name, lang) : words.staff.manyUnits);
  const bars = units.map((unit) => ({
    label: nameOf(unit),
    value: unit.received,
    text: formatCount(unit.received, lang),
    ...(unit.unit === '' ? {} : { href: hrefOf(unit.unit) }),
  }));
  const most = Math.max(1, ...units.map(({ received }) => received));
  return (
    <Figure
      title={text.byUnit}
      unit={[text.byUnitUnit, scope].filter(Boolean).join(' · ')}
      n={words.common.responses(total)}
      source={source}
      date={date}
      long
      table={<UnitsTable units={units} nameOf={nameOf} hrefOf={hrefOf} />}
    >
      <BarsChart
        what={{ bars, range: { min: 0, max: most } }}
        label={bars.map((bar) => `${bar.label}: ${bar.text}`).join('; ')}
      />
    </Figure>
  );
}

/** Units keep the places they had when the page was opened: rows that change places while somebody reads are lost. */
function useSteadyOrder(units: readonly UnitArrivals[]): readonly UnitArrivals[] {
  const order = useRef<readonly string[]>([]);
  if (order.current.length !== units.length) order.current = units.map(({ unit }) => unit);
  return [...units].sort((a, b) => order.current.indexOf(a.unit) - order.current.indexOf(b.unit));
}

interface UnitsTableProps {
  readonly units: readonly UnitArrivals[];
  nameOf(unit: UnitArrivals): string;
  hrefOf(unit: string): string;
}

function UnitsTable({ units, nameOf, hrefOf }: UnitsTableProps) {
  const { lang, words } = useLanguage();
  const { results, live } = words.staff;
  const { arrivals: text } = results;
  const columns = [
    ['received', text.received],
    ['token', live.token],
    ['sheet', live.sheet],
    ['walkIn', live.walkIn],
    ['late', text.late],
  ] as const;
  return (
    <ScrollBox label={text.byUnit}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.common.unit}</th>
            {columns.map(([key, name]) => (
              <th key={key} scope="col" class="n">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <tr key={unit.unit}>
              <th scope="row">
                {unit.unit === '' ? nameOf(unit) : <a href={hrefOf(unit.unit)}>{nameOf(unit)}</a>}
              </th>
              {columns.map(([key]) => (
                <td key={key} class="n">
                  <Fresh text={formatCount(unit[key], lang)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
