import { formatCount } from '../format.ts';
import type { BatchDetail } from './api.ts';
import { rejectedIn } from './batch-step.ts';
import { useLanguage } from './language.tsx';
import { REASONS } from './reject-dialog.tsx';

interface BatchTotalsProps {
  readonly batch: BatchDetail['batch'];
}

/** The control totals, and the sentence whether they agree. */
export function BatchTotals({ batch }: BatchTotalsProps) {
  const { lang, words } = useLanguage();
  const { totals: text, reasons } = words.staff.paper;
  const { totals } = batch;
  const count = (sheets: number) => formatCount(sheets, lang);
  const rejected = REASONS.filter((reason) => totals.rejected[reason] > 0).map(
    (reason) => `${reasons[reason]} ${count(totals.rejected[reason])}`,
  );
  const figures: readonly (readonly [string, string, string?])[] = [
    [text.issued, count(totals.issued)],
    [text.expected, totals.expected === null ? text.notEntered : count(totals.expected)],
    [text.counted, count(totals.counted)],
    [text.keyed, count(totals.keyed)],
    [text.accepted, count(totals.accepted)],
    [text.rejected, count(rejectedIn(totals)), rejected.join(', ')],
    [
      text.waiting,
      count(totals.waiting),
      totals.conflicts > 0 ? `${text.conflicts}: ${count(totals.conflicts)}` : '',
    ],
    [text.out, count(totals.out)],
    [text.missing, count(totals.missing)],
    [text.withdrawn, count(totals.withdrawn)],
    [text.voided, count(totals.voided)],
  ];
  return (
    <section class="block">
      <h2>{text.title}</h2>
      <dl class="totals">
        {figures.map(([name, figure, more]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <b>{figure}</b>
              {more && <span class="small muted under">{more}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {batch.state !== 'closed' && <Verdict batch={batch} />}
    </section>
  );
}

function Verdict({ batch: { faults, state } }: BatchTotalsProps) {
  const { words } = useLanguage();
  const { totals: text } = words.staff.paper;
  if (faults.length === 0) return <p class="note good">{text.balanced}</p>;
  // Nothing can be off yet while the batch has not come back.
  if (state !== 'returned') return null;
  return (
    <div class="note warn">
      <p>{text.off}</p>
      <ul class="places">
        {faults.map(({ code, is, should }) => (
          <li key={code}>{text.faults[code](is, should)}</li>
        ))}
      </ul>
    </div>
  );
}
