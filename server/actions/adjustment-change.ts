/**
 * Points given to or taken from a unit whose scores are final: proposed by one person with a reason and confirmed by
 * another, like the scores themselves (reliability S9). Proposals are of the same kind, so that one screen shows both.
 */
import { adjustmentsOf, type OwnAdjustment, putAdjustments } from '../../db/queries/adjustments.ts';
import { insertProposal, listProposals } from '../../db/queries/proposals.ts';
import type { Writing } from '../../db/transaction.ts';
import { canonicalJson } from '../../survey-forms/canonical-json.ts';
import { actorName } from '../access.ts';
import { randomId } from '../environment.ts';
import { Problem } from '../problem.ts';
import type { ActionContext } from './action.ts';

/** What a proposal of kind `change-score` holds where no leaf changes: the unit's whole list, before and after. */
export interface AdjustmentChange {
  readonly unit: string;
  readonly adjustments: {
    readonly before: readonly OwnAdjustment[];
    readonly after: readonly OwnAdjustment[];
  };
}

export const isAdjustmentChange = (content: unknown): content is AdjustmentChange =>
  typeof content === 'object' && content !== null && 'adjustments' in content;

interface Proposed extends AdjustmentChange {
  readonly campaign: string;
  readonly reason: string | undefined;
}

/** One proposal at a time may wait for a unit's list. @returns its id @throws Problem `malformed-request`, `already-exists` */
export async function proposeAdjustments(
  trx: Writing,
  { campaign, unit, adjustments, reason }: Proposed,
  { environment, actor }: ActionContext,
): Promise<string> {
  const why = reason?.trim() ?? '';
  if (why === '') throw new Problem('malformed-request', [{ field: 'reason', code: 'required' }]);
  const waiting = (await listProposals(trx, campaign, 'change-score')).some(
    ({ outcome, content }) => outcome === null && isAdjustmentChange(content) && content.unit === unit,
  );
  if (waiting)
    throw new Problem('already-exists', [
      { field: 'adjustments', code: 'adjustment-waiting', values: { unit: { text: unit } } },
    ]);
  const id = randomId(environment);
  const content: AdjustmentChange = { unit, adjustments };
  const by = { proposedBy: actorName(actor), proposedAt: environment.now().toISOString() };
  const open = { outcome: null, decidedBy: null, decidedAt: null };
  await insertProposal(trx, { id, campaign, kind: 'change-score', content, reason: why, ...by, ...open });
  return id;
}

/** @throws Problem `changed-meanwhile` where another list stands than the proposal was made on */
export async function applyAdjustments(
  trx: Writing,
  campaign: string,
  { unit, adjustments }: AdjustmentChange,
): Promise<void> {
  const stands = await adjustmentsOf(trx, campaign, unit);
  if (canonicalJson(stands) !== canonicalJson(adjustments.before)) throw new Problem('changed-meanwhile');
  await putAdjustments(trx, campaign, unit, adjustments.after);
}
