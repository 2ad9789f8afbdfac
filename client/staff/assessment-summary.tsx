import { say } from '../../survey-forms/form.ts';
import { formatCount, formatDate, formatInstant, formatShort, timeOf } from '../format.ts';
import type { Assessment } from './api.ts';
import type { SaveState } from './assessment-autosave.ts';
import { isUnsaved } from './assessment-autosave.ts';
import { leafAnchor } from './assessment-leaf.tsx';
import { useLanguage } from './language.tsx';

/** Decimals of a running total. */
const DECIMALS = 5;

export type SaveBoard = ReadonlyMap<string, SaveState>;

/** How far the fields of the page are with saving, all together: the worst of them is said. */
export function SaveStatus({ board }: { readonly board: SaveBoard }) {
  const { words } = useLanguage();
  const { assessment: text } = words.staff;
  const states = [...board.values()];
  const failed = states.filter(({ is }) => is === 'failed').length;
  const refused = states.filter(({ is }) => is === 'refused').length;
  const saved = states.flatMap((state) => (state.is === 'saved' ? [state.at] : [])).sort();
  const last = saved.at(-1);
  const sentence = () => {
    if (failed > 0) return text.failedCount(failed);
    if (refused > 0) return text.refusedCount(refused);
    if (states.some(isUnsaved)) return text.saving;
    return last === undefined ? '' : text.savedAt(timeOf(last));
  };
  const trouble = failed + refused > 0;
  return (
    <p role="status" class={`save-status small ${trouble ? 'warn-line' : 'muted'}`}>
      {sentence()}
    </p>
  );
}

interface SummaryProps {
  readonly data: Assessment;
  readonly board: SaveBoard;
}

/** What stands above the leaves and stays in sight: the running total, and what is still missing with ways to it. */
export function Summary({ data, board }: SummaryProps) {
  const { lang, words } = useLanguage();
  const { assessment: text } = words.staff;
  const total = (kind: 'self' | 'appraised') => data.totals[kind].find(({ code }) => code === '');
  const [self, appraised] = [total('self'), total('appraised')];
  const round = data.state !== 'open';
  const line = (row: NonNullable<typeof self>) =>
    text.totalOf(
      formatShort(row.points, DECIMALS, lang),
      row.of === null ? null : formatShort(row.of, DECIMALS, lang),
      row.done,
      row.leaves,
    );
  return (
    <section class="assessment-summary" aria-label={text.summary}>
      <dl class="stats">
        {self && (data.writes === 'self' || data.state !== 'open' || !data.office) && (
          <div>
            <dt>{text.totals.self}</dt>
            <dd>{line(self)}</dd>
          </div>
        )}
        {round && appraised && appraised.done > 0 && (
          <div>
            <dt>{data.state === 'final' ? text.totals.final : text.totals.appraised}</dt>
            <dd>{line(appraised)}</dd>
          </div>
        )}
      </dl>
      <SaveStatus board={board} />
      {data.writes !== null && <MissingList data={data} />}
    </section>
  );
}

/** On a phone the summary scrolls away: its essence in one line stays in sight. */
export function SummaryLine({ data, board }: SummaryProps) {
  const { lang, words } = useLanguage();
  const { assessment: text } = words.staff;
  const self = data.totals[data.writes?.startsWith('round') ? 'appraised' : 'self'].find(
    ({ code }) => code === '',
  );
  const [first] = data.missing;
  const states = [...board.values()];
  const failed = states.filter(({ is }) => is === 'failed' || is === 'refused').length;
  const last = states.flatMap((state) => (state.is === 'saved' ? [state.at] : [])).sort();
  const saved = last.at(-1);
  if (data.writes === null || !self) return null;
  const points = formatShort(self.points, DECIMALS, lang);
  const of = self.of === null ? '' : `/${formatShort(self.of, DECIMALS, lang)}`;
  return (
    <p class="summary-line small">
      <b>{text.shortTotal(`${points}${of}`)}</b>
      {first ? (
        <a href={`#${leafAnchor(first.criterion)}`} onClick={(event) => jump(event, first.criterion)}>
          {text.shortMissing(formatCount(data.missing.length, lang))}
        </a>
      ) : (
        data.writes !== 'explanation' && <span class="all-there">{text.shortNothingMissing}</span>
      )}
      {failed > 0 ? (
        <span class="warn-line">{text.shortFailed(failed)}</span>
      ) : (
        <span class="muted">
          {states.some(isUnsaved) ? text.saving : saved === undefined ? '' : text.savedAt(timeOf(saved))}
        </span>
      )}
    </p>
  );
}

function MissingList({ data }: { readonly data: Assessment }) {
  const { lang, words } = useLanguage();
  const { assessment: text } = words.staff;
  const { missing, criteria } = data;
  if (missing.length === 0)
    return data.writes === 'explanation' ? null : <p class="small all-there">{text.nothingMissing}</p>;
  const nameOf = (code: string) => {
    const criterion = criteria.find((one) => one.code === code);
    return criterion ? say(criterion.name, lang) : '';
  };
  return (
    <details class="more missing">
      <summary>{text.missingCount(formatCount(missing.length, lang))}</summary>
      <ul>
        {missing.map(({ criterion, why }) => (
          <li key={criterion}>
            <a href={`#${leafAnchor(criterion)}`} onClick={(event) => jump(event, criterion)}>
              {criterion} {nameOf(criterion)}
            </a>{' '}
            <span class="muted">{text.places[why]}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Goes to a leaf and puts the focus there, so that the next tab stands in its first field. */
export function jump(event: Event | null, criterion: string): void {
  event?.preventDefault();
  const leaf = document.getElementById(leafAnchor(criterion));
  leaf?.scrollIntoView({ block: 'start' });
  leaf?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true });
}

/** Where the assessment stands, who handed it in, and what the council decided. */
export function StateLine({ data }: { readonly data: Assessment }) {
  const { lang, words } = useLanguage();
  const { assessment: text } = words.staff;
  return (
    <p class="state-line">
      <span class={`tag ${data.state === 'final' ? 'top' : 'mid'}`}>{text.states[data.state]}</span>{' '}
      {data.submitted && (
        <span class="small muted">
          {text.submittedBy(data.submitted.by, formatInstant(data.submitted.at, lang))}
        </span>
      )}{' '}
      {data.decision && (
        <span class="small">{text.decidedBy(data.decision.number, formatDate(data.decision.day, lang))}</span>
      )}
    </p>
  );
}
