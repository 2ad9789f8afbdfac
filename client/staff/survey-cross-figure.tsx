import type { ComponentChildren } from 'preact';
import type { BasedValue } from '../../server/core/survey-view.ts';
import { formatCount, formatShare } from '../format.ts';
import { heatStep } from './charts/heat-step.ts';
import { Figure } from './figure.tsx';
import { useLanguage } from './language.tsx';
import { Fresh } from './parts/fresh.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';

export interface CrossColumn {
  readonly key: string;
  readonly text: string;
}

export interface CrossRow {
  readonly key: string;
  readonly text: string;
  /** One for each column. */
  readonly cells: readonly BasedValue[];
}

interface CrossFigureProps {
  readonly title: string;
  readonly n?: string | undefined;
  readonly source: string;
  readonly date: string;
  readonly columns: readonly CrossColumn[];
  readonly rows: readonly CrossRow[];
  /** A first row with how many stand in each column, where that is known. */
  readonly bases?: readonly (number | null)[] | undefined;
  readonly lead?: ComponentChildren;
}

/** Tints from 40 % on: hardly an item is below, and the whole scale would leave all of them alike. */
const RANGE = { min: 0.4, max: 1 };

/**
 * Items × what the respondents are: as tints with their share, and as a table with the N of every cell. Drawn in HTML, for
 * questions are whole sentences, and a reader of the screen goes through it cell by cell.
 */
export function CrossFigure({ title, n, source, date, columns, rows, bases, lead }: CrossFigureProps) {
  const { words } = useLanguage();
  const { results: text } = words.staff;
  const table = (withBases: boolean) => (
    <ScrollBox label={title}>
      <table class="cross">
        <CrossHead columns={columns} />
        <tbody>
          {bases && <BasesRow bases={bases} />}
          {rows.map(({ key, text: question, cells }) => (
            <tr key={key}>
              <th scope="row">{question}</th>
              {cells.map((cell, at) => (
                <CrossCell key={columns[at]?.key} cell={cell} withBase={withBases} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
  const hidden = rows.some(({ cells }) => cells.some(({ withheld }) => withheld));
  return (
    <Figure
      title={title}
      unit={text.groups.unit}
      n={n}
      source={source}
      date={date}
      table={table(true)}
      long
      lead={lead}
    >
      {table(false)}
      {hidden && <p class="small muted">{text.legend}</p>}
    </Figure>
  );
}

function CrossHead({ columns }: { readonly columns: readonly CrossColumn[] }) {
  const { words } = useLanguage();
  return (
    <thead>
      <tr>
        <th scope="col">{words.staff.live.item}</th>
        {columns.map(({ key, text }) => (
          <th key={key} scope="col" class="cross-head">
            {text}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function BasesRow({ bases }: { readonly bases: readonly (number | null)[] }) {
  const { lang, words } = useLanguage();
  const { results: text } = words.staff;
  return (
    <tr>
      <th scope="row">{text.breakdown.responses}</th>
      {bases.map((base, at) => (
        <td key={String(at)} class={base === null ? 'n striped' : 'n'}>
          {base === null ? <HiddenMark /> : <Fresh text={formatCount(base, lang)} />}
        </td>
      ))}
    </tr>
  );
}

/** Hidden is hatched and says so; nothing answered is said in words; a share of 0 is a figure (decision 9). */
function CrossCell({ cell, withBase }: { readonly cell: BasedValue; readonly withBase: boolean }) {
  const { lang, words } = useLanguage();
  const { results: text } = words.staff;
  if (cell.withheld)
    return (
      <td class="n striped">
        <HiddenMark />
      </td>
    );
  const base = withBase && cell.answers !== null && cell.answers > 0 && (
    <span class="small muted cross-base">
      <Fresh text={text.groups.answers(cell.answers)} />
    </span>
  );
  if (cell.value === null)
    return (
      <td class="n small muted">
        {cell.answers === 0 ? text.none : words.staff.live.noValue}
        {base}
      </td>
    );
  const step = heatStep(Number(cell.value), RANGE);
  return (
    <td class={withBase ? 'n' : `n tint tint-${step}`}>
      <Fresh text={formatShare(cell.value, lang, 1)} />
      {base}
    </td>
  );
}

function HiddenMark() {
  const { words } = useLanguage();
  const { results, figure } = words.staff;
  return (
    <span class="small withheld-cell" title={results.withheld}>
      {figure.withheldShort}
    </span>
  );
}
