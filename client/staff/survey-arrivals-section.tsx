import type { Lang } from '../../survey-forms/form.ts';
import { percentText, reachedPercent } from '../decimal-text.ts';
import { formatCount, formatDate, formatPercent } from '../format.ts';
import { ThinBar } from '../public/figures.tsx';
import type { ArrivalsByDay } from './api.ts';
import { busiestDay, type DayArrivals, everyDay, totalOf } from './arrivals-view.ts';
import { DaysChart } from './charts/chart.tsx';
import { Figure } from './figure.tsx';
import { useLanguage } from './language.tsx';
import { Fresh } from './parts/fresh.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';
import { TextInput } from './parts/text-input.tsx';
import type { Trouble } from './trouble.ts';

/** Kinds of arrival from the foot of a column up, each with its colour everywhere. */
export const ARRIVAL_KINDS = [
  { kind: 'slips', colour: '--brand', hatched: false },
  { kind: 'sheets', colour: '--level-4', hatched: true },
  { kind: 'open', colour: '--warn-mark', hatched: false },
  { kind: 'kiosk', colour: '--info', hatched: true },
] as const;

interface ArrivalsSectionProps {
  /** Title of the survey. */
  readonly survey: string;
  /** Null: what was asked for does not exist, and no figure is told of it. */
  readonly arrivals: ArrivalsByDay | null;
  /** Of one unit: targets are set for the whole survey. */
  readonly narrowed: boolean;
  /** When they were read, ready to read. */
  readonly date: string;
  /** What they are narrowed to, and what of the filters of the page does not narrow them, in words. */
  readonly scope?: string;
  readonly range: Range;
}

/** The chosen days; '' for no end. */
export interface Range {
  readonly from: string;
  readonly to: string;
  /** What is wrong with them, by the server. */
  readonly trouble: Trouble | null;
  set(change: { from?: string; to?: string }): void;
}

/** A day without its year, for the foot of a column. */
const shortDay = (day: string, lang: Lang) => formatDate(day, lang).replace(/[/ ]\d{4}$/, '');

/** How many came in, by day and channel and against target: all that a unit may know while the survey runs (decision 22). */
export function ArrivalsFigure({ arrivals, ...more }: ArrivalsSectionProps) {
  const { words } = useLanguage();
  if (arrivals) return <CountedArrivals arrivals={arrivals} {...more} />;
  return (
    <section class="block-s">
      <h2>{words.staff.results.arrivals.title}</h2>
      <RangeFields range={more.range} />
    </section>
  );
}

type CountedProps = Omit<ArrivalsSectionProps, 'arrivals'> & { readonly arrivals: ArrivalsByDay };

function CountedArrivals({ survey, arrivals, narrowed, date, scope = '', range }: CountedProps) {
  const { lang, words } = useLanguage();
  const { arrivals: text } = words.staff.results;
  const days = everyDay(arrivals.days);
  const total = days.reduce((sum, day) => sum + totalOf(day), 0);
  const busiest = busiestDay(days);
  const drawing = {
    labels: days.map(({ day }) => shortDay(day, lang)),
    series: ARRIVAL_KINDS.map(({ kind, ...look }) => ({ ...look, counts: days.map((day) => day[kind]) })),
  };
  return (
    <Figure
      title={text.title}
      unit={[text.unit, scope].filter(Boolean).join(' · ')}
      n={words.common.responses(total)}
      source={text.source(survey)}
      date={date}
      table={<DaysTable days={days} />}
      lead={<RangeFields range={range} />}
    >
      {total === 0 ? (
        <NoArrivals ranged={range.from !== '' || range.to !== ''} />
      ) : (
        <>
          <p class="days-lead">
            {busiest ? text.lead(total, formatDate(busiest.day, lang)) : text.leadOnly(total)}
          </p>
          <KindKey />
          <DaysChart what={drawing} label={text.chart(days.length, total)} />
        </>
      )}
      <Targets targets={arrivals.targets} narrowed={narrowed} />
    </Figure>
  );
}

function NoArrivals({ ranged }: { readonly ranged: boolean }) {
  const { words } = useLanguage();
  const { arrivals: text } = words.staff.results;
  return (
    <div class="empty days-canvas">
      <p>{ranged ? text.noneRange : text.none}</p>
      {!ranged && <p class="muted">{text.noneNext}</p>}
    </div>
  );
}

/** From and until, in the address as well. */
function RangeFields({ range }: { readonly range: Range }) {
  const { words } = useLanguage();
  const { arrivals: text, filters } = words.staff.results;
  return (
    <>
      <div class="range-fields">
        <TextInput
          label={text.from}
          name="from"
          type="date"
          value={range.from}
          onInput={(from) => range.set({ from })}
        />
        <TextInput
          label={text.to}
          name="to"
          type="date"
          value={range.to}
          onInput={(to) => range.set({ to })}
        />
      </div>
      <TroubleNotice
        trouble={range.trouble}
        fields={{ ...filters.names, from: text.from, to: text.to }}
        focus={false}
      />
    </>
  );
}

function KindKey() {
  const { words } = useLanguage();
  const { kinds } = words.staff.results.arrivals;
  return (
    <ul class="level-key">
      {ARRIVAL_KINDS.map(({ kind }) => (
        <li key={kind}>
          <span class={`swatch kind-${kind}`} aria-hidden="true" />
          {kinds[kind]}
        </li>
      ))}
    </ul>
  );
}

function DaysTable({ days }: { readonly days: readonly DayArrivals[] }) {
  const { lang, words } = useLanguage();
  const { arrivals: text } = words.staff.results;
  return (
    <ScrollBox label={text.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.day}</th>
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
  );
}

function CountHeads() {
  const { words } = useLanguage();
  const { arrivals: text } = words.staff.results;
  return (
    <>
      <th scope="col" class="n">
        {text.received}
      </th>
      {ARRIVAL_KINDS.map(({ kind }) => (
        <th key={kind} scope="col" class="n">
          {text.kinds[kind]}
        </th>
      ))}
      <th scope="col" class="n">
        {text.late}
      </th>
    </>
  );
}

function CountCells({ counts }: { readonly counts: DayArrivals }) {
  const { lang } = useLanguage();
  return (
    <>
      <td class="n">
        <b>
          <Fresh text={formatCount(totalOf(counts), lang)} />
        </b>
      </td>
      {ARRIVAL_KINDS.map(({ kind }) => (
        <td key={kind} class="n">
          <Fresh text={formatCount(counts[kind], lang)} />
        </td>
      ))}
      <td class="n">
        <Fresh text={formatCount(counts.late, lang)} />
      </td>
    </>
  );
}

/** What came by each channel beside what is aimed at; a channel without a target says so, and has no bar. */
interface TargetsProps {
  readonly targets: ArrivalsByDay['targets'];
  readonly narrowed: boolean;
}

function Targets({ targets, narrowed }: TargetsProps) {
  const { lang, words } = useLanguage();
  const { targets: text, filters } = words.staff.results;
  if (targets.every(({ target }) => target === null))
    return <p class="small muted targets">{narrowed ? text.ofSurvey : text.none}</p>;
  return (
    <div class="targets">
      <h3>{text.title}</h3>
      <dl>
        {targets.map(({ channel, target, responses }) => (
          <div key={channel}>
            <dt>{filters.channels[channel]}</dt>
            <dd>
              {target === null ? (
                text.noTarget(responses)
              ) : (
                <>
                  <span key={responses}>
                    {text.reached(responses, target)}{' '}
                    <b>{formatPercent(reachedPercent(responses, target), lang, 0)}</b>
                  </span>
                  <ThinBar percent={percentText(String(responses), String(target))} />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
