import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { useLanguage } from './language.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import './figure.css';

interface FigureProps {
  /** What the picture shows, as a phrase or sentence. */
  readonly title: string;
  /** Unit of measure, e.g. "% hài lòng". */
  readonly unit?: string | undefined;
  /** How many stand behind it, ready to read: "1.230 phiếu". */
  readonly n?: string | undefined;
  /** Where the figures are from: "Thước Đo, số liệu phát hành 8a41c2f0". */
  readonly source: string;
  /** The day or time they are of, ready to read. */
  readonly date: string;
  /** The same figures as a table, in a `ScrollBox` where it is wide. */
  readonly table: ComponentChildren;
  /** What else must be known to read it: the key of the colours, what is left out. Stands above the picture. */
  readonly lead?: ComponentChildren;
  readonly level?: 2 | 3 | undefined;
  /** Longer than a sheet of paper: it may go on on the next. */
  readonly long?: boolean | undefined;
  readonly id?: string | undefined;
  /** The picture: a chart of `charts/chart.tsx`. */
  readonly children: ComponentChildren;
}

/** Title, unit of measure and N, the picture, source and date; its table is one key away (`t`) and one button. */
export function Figure(props: FigureProps) {
  const { title, unit, n, source, date, table, lead, level = 2, long = false, id, children } = props;
  const { words } = useLanguage();
  const { figure: text } = words.staff;
  const titleId = useId();
  const [asTable, setAsTable] = useState(false);
  useTableKey(titleId, setAsTable);
  const Title = level === 2 ? 'h2' : 'h3';
  const about = [unit, n].filter(Boolean).join(' · ');
  return (
    <figure
      class={`picture${asTable ? ' as-table' : ''}${long ? ' long' : ''}`}
      aria-labelledby={titleId}
      id={id}
    >
      <figcaption class="picture-head">
        <div>
          <Title id={titleId}>{title}</Title>
          {about !== '' && <p class="small muted picture-about">{about}</p>}
        </div>
        <button
          type="button"
          class="button quiet"
          aria-pressed={asTable}
          aria-keyshortcuts="t"
          aria-describedby={titleId}
          onClick={() => setAsTable(!asTable)}
        >
          {text.table} <kbd>t</kbd>
        </button>
      </figcaption>
      {asTable ? (
        table
      ) : (
        <>
          {lead}
          {children}
        </>
      )}
      <p class="small muted picture-source">{text.source(source, date)}</p>
    </figure>
  );
}

/** Whether one press turned all figures to tables: the first figure that hears of it decides for the others. */
const decided = new WeakMap<KeyboardEvent, boolean>();

/** `t` turns the figure that holds the focus; where none does, all of the page, to tables unless there is one already. */
function useTableKey(titleId: string, setAsTable: (change: (before: boolean) => boolean) => void) {
  useShortcuts({
    t: (event) => {
      const focused = document.activeElement?.closest('.picture');
      const toTables = decided.get(event) ?? document.querySelector('.picture.as-table') === null;
      decided.set(event, toTables);
      if (!focused) setAsTable(() => toTables);
      else if (focused.contains(document.getElementById(titleId))) setAsTable((before) => !before);
    },
  });
}
