/** Where a batch stands, for the list: what is to be done next, and how far it is. Plain functions. */
import type { Words } from '../words/words-of.ts';
import type { SheetBatch } from './api.ts';

type Totals = SheetBatch['totals'];

export const rejectedIn = ({ rejected }: Pick<Totals, 'rejected'>): number =>
  Object.values(rejected).reduce((total, one) => total + one, 0);

/** What a button says that leads to the next step. */
export function stepWords({ state, totals, faults }: SheetBatch, { staff }: Words): string {
  const { steps } = staff.paper;
  const { expected, counted, conflicts, waiting, withdrawn, issued } = totals;
  if (state === 'closed') return steps.look;
  if (withdrawn === issued) return steps.close;
  if (state === 'allotted') return steps['hand-out'];
  if (state === 'handed-out') return steps['count-back'];
  if (expected === null) return steps.note;
  if (counted < expected) return steps['count-on'](expected - counted);
  if (conflicts > 0) return steps.settle(conflicts);
  if (waiting > 0) return steps.key(waiting);
  return faults.length === 0 ? steps.close : steps.check;
}

/** Parts of a batch in the order of the bar; what is still out is left blank. */
const KINDS = ['accepted', 'rejected', 'waiting', 'gone'] as const;

export interface BarPart {
  readonly kind: (typeof KINDS)[number];
  /** Percent of the batch, in machine notation. */
  readonly from: string;
  readonly width: string;
}

export function barOf(totals: Totals): BarPart[] {
  const { issued, accepted, waiting, missing, withdrawn, voided } = totals;
  const sheets = { accepted, rejected: rejectedIn(totals), waiting, gone: missing + withdrawn + voided };
  const percent = (count: number) => ((100 * count) / Math.max(issued, 1)).toFixed(2);
  let before = 0;
  return KINDS.flatMap((kind): BarPart[] => {
    const from = before;
    before += sheets[kind];
    return sheets[kind] === 0 ? [] : [{ kind, from: percent(from), width: percent(sheets[kind]) }];
  });
}
