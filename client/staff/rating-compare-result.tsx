import { useState } from 'preact/hooks';
import type { AgencyRating, RatingResult } from '../../server/core/rating-result.ts';
import { type Lang, say } from '../../survey-forms/form.ts';
import { formatDecimal, formatDifference, formatShort } from '../format.ts';
import { both } from './compare-view.ts';
import { useLanguage } from './language.tsx';
import { RatingClass } from './rating-class.tsx';
import {
  type AgencyChange,
  type ComparedRatings,
  compareRatings,
  type IndicatorChange,
  type MeanChange,
} from './rating-compare-view.ts';
import type { IndicatorNames } from './rating-indicators.tsx';
import { isNegative } from './unit-page-view.ts';

const FIRST_ROWS = 30;

export interface ComparedSide {
  /** "Quý I/2026" */
  readonly title: string;
  readonly result: RatingResult;
}

interface RatingCompareResultProps {
  readonly earlier: ComparedSide;
  readonly later: ComparedSide;
  readonly names: IndicatorNames;
}

/** The sentence first, then agency by agency and indicator by indicator, the biggest change first. */
export function RatingCompareResult({ earlier, later, names }: RatingCompareResultProps) {
  const { words } = useLanguage();
  const { compare: text } = words.staff.ratings;
  const compared = compareRatings(earlier.result, later.result);
  const sides = { earlier, later, names };
  return (
    <>
      <p class="lead">
        <CompareLead compared={compared} />
      </p>
      <section class="block">
        <h2>{text.agencies}</h2>
        <AgencyChanges compared={compared} {...sides} />
      </section>
      <section class="block">
        <h2>{text.indicators}</h2>
        <IndicatorChanges rows={compared.indicators} {...sides} />
      </section>
    </>
  );
}

function CompareLead({ compared }: { readonly compared: ComparedRatings }) {
  const { lang, words } = useLanguage();
  const { compare: text } = words.staff.ratings;
  const { risen, fallen, equal, agencies } = compared;
  if (risen + fallen + equal === 0) return <>{text.nothing}</>;
  const [most] = agencies;
  const said = [
    risen > 0 && text.risen(risen),
    fallen > 0 && text.fallen(fallen),
    equal > 0 && text.equal(equal),
  ];
  return (
    <>
      {said.filter(Boolean).join(', ')}.{' '}
      {most?.change &&
        risen + fallen > 0 &&
        text.most(say(most.name, lang), formatDifference(most.change, lang))}
    </>
  );
}

interface TableProps extends RatingCompareResultProps {
  readonly compared: ComparedRatings;
}

function AgencyChanges({ compared, ...sides }: TableProps) {
  const { words } = useLanguage();
  const { ratings } = words.staff;
  const [all, setAll] = useState(false);
  const { agencies } = compared;
  return (
    <>
      <table class="item-changes rating-changes">
        <Heads first={ratings.agency} {...sides} />
        <tbody>
          {(all ? agencies : agencies.slice(0, FIRST_ROWS)).map((row) => (
            <AgencyRow key={row.unit} row={row} {...sides} />
          ))}
        </tbody>
      </table>
      {!all && agencies.length > FIRST_ROWS && (
        <p class="after-table">
          <button type="button" class="button quiet" onClick={() => setAll(true)}>
            {ratings.missing.more(agencies.length)}
          </button>
        </p>
      )}
    </>
  );
}

interface HeadsProps extends RatingCompareResultProps {
  readonly first: string;
}

function Heads({ first, earlier, later }: HeadsProps) {
  const { words } = useLanguage();
  const { compare: text } = words.staff.ratings;
  return (
    <thead>
      <tr>
        <th scope="col">
          {first}
          <span class="narrow">{both(earlier.title, later.title)}</span>
        </th>
        {[earlier, later].map(({ title }) => (
          <th key={title} scope="col" class="n wide">
            {title}
          </th>
        ))}
        <th scope="col" class="n">
          {text.change}
        </th>
      </tr>
    </thead>
  );
}

interface AgencyRowProps extends RatingCompareResultProps {
  readonly row: AgencyChange;
}

/** An agency by its totals; its indicators are one click away. */
function AgencyRow({ row, ...sides }: AgencyRowProps) {
  const { lang, words } = useLanguage();
  const { compare: text } = words.staff.ratings;
  const totalOf = (side: AgencyRating | null) => {
    if (side === null || side.total === null) return words.common.noValue;
    const whole = side.scale === sides.later.result.max;
    return `${formatDecimal(side.total, 2, lang)}${whole ? '' : `/${formatShort(side.scale, 2, lang)}`}`;
  };
  return (
    <tr>
      <th scope="row">
        {say(row.name, lang)}
        <ClassChange row={row} {...sides} />
        {row.change === null && <span class="under small muted">{onlyIn(row, sides, text)}</span>}
        <span class="narrow small">{both(totalOf(row.earlier), totalOf(row.later))}</span>
        <details class="small">
          <summary>{text.ofUnit}</summary>
          <IndicatorChanges rows={row.indicators} {...sides} />
        </details>
      </th>
      <td class="n wide">{totalOf(row.earlier)}</td>
      <td class="n wide">{totalOf(row.later)}</td>
      <ChangeCell row={row} why={onlyIn(row, sides, text)} />
    </tr>
  );
}

const figure = (points: string | null, lang: Lang, none: string) =>
  points === null ? none : formatDecimal(points, 2, lang);

type Text = ReturnType<typeof useLanguage>['words']['staff']['ratings']['compare'];

const onlyIn = ({ earlier, later }: AgencyChange, sides: RatingCompareResultProps, text: Text): string => {
  if (earlier === null) return text.onlyIn(sides.later.title);
  if (later === null) return text.onlyIn(sides.earlier.title);
  const scaled = earlier.total !== null && later.total !== null && earlier.scale !== later.scale;
  return scaled ? text.otherScale : text.notBoth;
};

/** Said only where the class is another one. */
function ClassChange({ row, earlier, later }: AgencyRowProps) {
  const [before, after] = [row.earlier, row.later];
  if (!before?.class || !after?.class || before.class.vi === after.class.vi) return null;
  return (
    <span class="under small">
      <RatingClass agency={before} result={earlier.result} />
      {' → '}
      <RatingClass agency={after} result={later.result} />
    </span>
  );
}

interface IndicatorChangesProps extends RatingCompareResultProps {
  readonly rows: readonly (IndicatorChange | MeanChange)[];
}

function IndicatorChanges({ rows, ...sides }: IndicatorChangesProps) {
  const { lang, words } = useLanguage();
  const { ratings } = words.staff;
  const none = words.common.noValue;
  return (
    <table class="item-changes rating-changes">
      <Heads first={ratings.indicator} {...sides} />
      <tbody>
        {rows.map((row) => {
          const name = sides.names[row.indicator];
          return (
            <tr key={row.indicator}>
              <th scope="row">
                <span class="code">{row.indicator}</span> {name ? say(name, lang) : ''}
                {'units' in row && row.units > 0 && (
                  <span class="under small muted">{ratings.compare.means(row.units)}</span>
                )}
                <span class="narrow small">
                  {both(figure(row.earlier, lang, none), figure(row.later, lang, none))}
                </span>
              </th>
              <td class="n wide">{figure(row.earlier, lang, none)}</td>
              <td class="n wide">{figure(row.later, lang, none)}</td>
              <ChangeCell row={row} why={ratings.compare.notBoth} />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface ChangeCellProps {
  readonly row: { readonly change: string | null };
  /** Why there is no change to tell. */
  readonly why: string;
}

function ChangeCell({ row: { change }, why }: ChangeCellProps) {
  const { lang } = useLanguage();
  if (change === null)
    return (
      <td class="n">
        <span aria-hidden="true" class="muted">
          –
        </span>
        <span class="visually-hidden">{why}</span>
      </td>
    );
  return <td class={isNegative(change) ? 'n fallen' : 'n'}>{formatDifference(change, lang)}</td>;
}
