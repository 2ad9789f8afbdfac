import { type Lang, say } from '../../survey-forms/form.ts';
import { formatCount, formatDate } from '../format.ts';
import type { Arrivals } from './api.ts';
import {
  arrivalsByDay,
  arrivalsByUnit,
  busiestDay,
  type DayArrivals,
  type UnitArrivals,
} from './arrivals-view.ts';
import { DaysChart } from './chart.tsx';
import { useLanguage } from './language.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';

interface ArrivalsSectionProps {
  readonly arrivals: Arrivals;
  /** Empty: all units. */
  readonly unit: string;
}

const KINDS = [
  { kind: 'token', colour: '--brand' },
  { kind: 'sheet', colour: '--level-4' },
  { kind: 'walkIn', colour: '--warn-mark' },
] as const;

/** A day without its year, for the foot of a column. */
const shortDay = (day: string, lang: Lang) => formatDate(day, lang).replace(/[/ ]\d{4}$/, '');

/** How many came in, by day and by unit: all that a unit may know while the survey runs (decision 22). */
export function ArrivalsSection({ arrivals, unit }: ArrivalsSectionProps) {
  const { lang, words } = useLanguage();
  const { live } = words.staff;
  const days = arrivalsByDay(arrivals.days.filter((row) => unit === '' || row.unit === unit));
  const total = days.reduce((sum, day) => sum + day.received, 0);
  const busiest = busiestDay(days);
  return (
    <section class="block arrivals">
      <h2>{live.arrivals}</h2>
      {busiest === null ? (
        <div class="empty">
          <p>{live.arrivalsNone}</p>
          <p class="muted">{live.arrivalsNext}</p>
        </div>
      ) : (
        <>
          <p>{live.arrivalsLead(total, formatDate(busiest.day, lang))}</p>
          <KindKey />
          <DaysChart what={drawingOf(days)} label={live.arrivalsChart(days.length, total)} />
        </>
      )}
      {days.length > 0 && <DaysTable days={days} />}
      {unit === '' && total > 0 && arrivals.units.length > 1 && (
        <UnitsTable units={arrivalsByUnit(arrivals)} />
      )}
    </section>
  );

  function drawingOf(shown: readonly DayArrivals[]) {
    return {
      labels: shown.map(({ day }) => shortDay(day, lang)),
      series: KINDS.map(({ kind, colour }) => ({ colour, counts: shown.map((day) => day[kind]) })),
    };
  }
}

function KindKey() {
  const { words } = useLanguage();
  return (
    <ul class="level-key">
      {KINDS.map(({ kind }) => (
        <li key={kind}>
          <span class={`swatch kind-${kind}`} aria-hidden="true" />
          {words.staff.live[kind]}
        </li>
      ))}
    </ul>
  );
}

/** Heads of the columns both tables share. */
function CountHeads() {
  const { words } = useLanguage();
  const { live } = words.staff;
  return (
    <>
      <th scope="col" class="n">
        {live.received}
      </th>
      {KINDS.map(({ kind }) => (
        <th key={kind} scope="col" class="n">
          {live[kind]}
        </th>
      ))}
      <th scope="col" class="n">
        {live.late}
      </th>
    </>
  );
}

function CountCells({ counts }: { readonly counts: Omit<DayArrivals, 'day'> }) {
  const { lang } = useLanguage();
  return (
    <>
      <td class="n">
        <b>{formatCount(counts.received, lang)}</b>
      </td>
      {KINDS.map(({ kind }) => (
        <td key={kind} class="n">
          {formatCount(counts[kind], lang)}
        </td>
      ))}
      <td class="n">{formatCount(counts.late, lang)}</td>
    </>
  );
}

function DaysTable({ days }: { readonly days: readonly DayArrivals[] }) {
  const { lang, words } = useLanguage();
  const { live } = words.staff;
  return (
    <details class="more">
      <summary>{live.asTable}</summary>
      <ScrollBox label={live.arrivals}>
        <table>
          <thead>
            <tr>
              <th scope="col">{live.day}</th>
              <CountHeads />
            </tr>
          </thead>
          <tbody>
            {[...days].reverse().map((day) => (
              <tr key={day.day}>
                <th scope="row" class="whole">
                  {formatDate(day.day, lang)}
                </th>
                <CountCells counts={day} />
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </details>
  );
}

function UnitsTable({ units }: { readonly units: readonly UnitArrivals[] }) {
  const { lang, words } = useLanguage();
  return (
    <>
      <h3 class="block-s">{words.staff.live.byUnit}</h3>
      <ScrollBox label={words.staff.live.byUnit}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.common.unit}</th>
              <CountHeads />
            </tr>
          </thead>
          <tbody>
            {units.map((unit) => (
              <tr key={unit.unit}>
                <th scope="row">{unit.name ? say(unit.name, lang) : words.staff.manyUnits}</th>
                <CountCells counts={unit} />
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}
