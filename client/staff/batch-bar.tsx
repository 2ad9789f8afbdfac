import type { SheetBatch } from './api.ts';
import { barOf } from './batch-step.ts';
import { useLanguage } from './language.tsx';

/** How far a batch is: a thin bar for the eye, and the figures for everybody. */
export function BatchBar({ totals }: Pick<SheetBatch, 'totals'>) {
  const { words } = useLanguage();
  const { issued, counted, accepted } = totals;
  return (
    <span class="batch-bar">
      <svg class="thin-bar" aria-hidden="true" focusable="false">
        {barOf(totals).map(({ kind, from, width }) => (
          <rect key={kind} class={`bar-${kind}`} x={`${from}%`} width={`${width}%`} height="100%" />
        ))}
      </svg>
      <span class="small">{words.staff.paper.summary(counted, issued, accepted)}</span>
    </span>
  );
}

/** The step of a batch as a word with a tint. */
export function BatchTag({ state }: Pick<SheetBatch, 'state'>) {
  const { words } = useLanguage();
  return <span class={`tag batch-${state}`}>{words.staff.paper.states[state]}</span>;
}
