import { useState } from 'preact/hooks';
import { type Lang, say } from '../../survey-forms/form.ts';
import { roundText } from '../decimal-text.ts';
import { formatDifference, formatPercent, formatShort } from '../format.ts';
import { PROVINCE, provinceUnitScreen } from './addresses.ts';
import type { Compared } from './api.ts';
import type { SideNames } from './compare-result.tsx';
import { both } from './compare-view.ts';
import { useLanguage } from './language.tsx';
import { PROVINCE_FILTERS, UNITS_BY_AREA } from './province-names.ts';
import { isNegative, nodeAnchor } from './unit-page-view.ts';
import { changedAddress } from './use-filters.ts';

const FIRST_ROWS = 12;

type Row = Compared['areas'][number];

interface CriteriaTableProps {
  readonly compared: Compared;
  readonly rows: readonly Row[];
  readonly sides: SideNames;
  readonly level: 'areas' | 'criteria';
}

/** Areas or criteria of both sides, the biggest difference first. */
export function CriteriaTable({ compared, rows, sides, level }: CriteriaTableProps) {
  const { words } = useLanguage();
  const { compare: text } = words.staff;
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, FIRST_ROWS);
  return (
    <>
      <table class="item-changes">
        <thead>
          <tr>
            <th scope="col">
              {level === 'areas' ? text.area : text.criterion}
              <span class="narrow">{both(sides.left, sides.right)}</span>
            </th>
            <th scope="col" class="n wide">
              {sides.left}
            </th>
            <th scope="col" class="n wide">
              {sides.right}
            </th>
            <th scope="col" class="n">
              {text.difference}
            </th>
          </tr>
        </thead>
        <tbody>
          {level === 'areas' && <IndexRow compared={compared} />}
          {shown.map((row) => (
            <CriterionRow key={row.rightCode} row={row} compared={compared} />
          ))}
        </tbody>
      </table>
      {!all && rows.length > FIRST_ROWS && (
        <p class="after-table">
          <button type="button" class="button quiet" onClick={() => setAll(true)}>
            {text.all(rows.length)}
          </button>
        </p>
      )}
    </>
  );
}

function IndexRow({ compared: { index } }: { readonly compared: Compared }) {
  const { lang, words } = useLanguage();
  const none = words.common.noValue;
  const percent = (text: string | null) => (text === null ? none : formatPercent(text, lang));
  return (
    <tr>
      <th scope="row">
        <b>{words.staff.compare.index}</b>
        <span class="narrow">{both(percent(index.left), percent(index.right))}</span>
      </th>
      <td class="n wide">
        <b>{percent(index.left)}</b>
      </td>
      <td class="n wide">
        <b>{percent(index.right)}</b>
      </td>
      <DifferenceCell difference={index.difference} worth={null} />
    </tr>
  );
}

function CriterionRow({ row, compared }: { readonly row: Row; readonly compared: Compared }) {
  const { lang, words } = useLanguage();
  const { compare: text } = words.staff;
  const codes = row.leftCode === row.rightCode ? row.rightCode : `${row.leftCode} → ${row.rightCode}`;
  return (
    <tr>
      <th scope="row">
        <span class="code">{codes}</span> {say(row.name, lang)}
        {row.otherMax && <span class="under small muted">{text.otherMax}</span>}
        <span class="narrow small">
          {both(
            figureText(row.left, lang, words.common.noValue),
            figureText(row.right, lang, words.common.noValue),
          )}
        </span>
      </th>
      <SideCell row={row} side="left" compared={compared} />
      <SideCell row={row} side="right" compared={compared} />
      <DifferenceCell difference={row.difference} worth={row.worth} />
    </tr>
  );
}

interface SideCellProps {
  readonly row: Row;
  readonly side: 'left' | 'right';
  readonly compared: Compared;
}

/** Points of the maximum and the share; the figure of one unit leads to its tree. */
function SideCell({ row, side, compared }: SideCellProps) {
  const { lang, words } = useLanguage();
  const { points, max, share } = row[side];
  if (points === null) return <td class="n wide muted">{words.common.noValue}</td>;
  const ofMax = max === null ? '' : `/${formatShort(max, 2, lang)}`;
  const figure = figureText(row[side], lang, words.common.noValue);
  const href = treeOf(compared, side, side === 'left' ? row.leftCode : row.rightCode);
  return (
    <td class="n wide">
      <a href={href}>{figure}</a>
      {share !== null && (
        <span class="under small muted">
          {formatShort(points, 2, lang)}
          {ofMax}
        </span>
      )}
    </td>
  );
}

/** The share where there is a maximum, else the points. */
function figureText({ points, share }: Row['left'], lang: Lang, none: string): string {
  if (points === null) return none;
  return share === null ? formatShort(points, 2, lang) : formatPercent(share, lang);
}

/** Where a side is made of: the page of its one unit, at the criterion; of several, the table of areas × units. */
function treeOf(compared: Compared, side: 'left' | 'right', code: string): string {
  const { campaign, key } = compared[side];
  const only = compared.years?.changes.length === 1 ? compared.years.changes[0]?.code : undefined;
  const unit = compared.kind === 'units' ? key : only;
  if (unit !== undefined) return `${provinceUnitScreen(campaign, unit)}#${nodeAnchor(code)}`;
  return `${changedAddress(PROVINCE, { [PROVINCE_FILTERS.campaign]: campaign })}#${UNITS_BY_AREA}`;
}

interface DifferenceCellProps {
  readonly difference: string | null;
  readonly worth: string | null;
}

function DifferenceCell({ difference, worth }: DifferenceCellProps) {
  const { lang, words } = useLanguage();
  const signed = (text: string) => formatDifference(roundText(text, 2), lang);
  const lower = difference ?? worth;
  if (lower === null) return <td class="n muted">–</td>;
  const points = worth === null ? null : words.staff.compare.worth(signed(worth));
  return (
    <td class={isNegative(lower) ? 'n fallen' : 'n'}>
      {difference === null ? points : signed(difference)}
      {difference !== null && points !== null && <span class="under small muted">{points}</span>}
    </td>
  );
}
