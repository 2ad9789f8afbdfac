/** A score that is final changes only when one person proposes it with a reason and another confirms (reliability S9). */
import {
  decideProposal,
  findProposal,
  insertProposal,
  listProposals,
  type Proposal,
} from '../../db/queries/proposals.ts';
import { appendTrail, putStageScore } from '../../db/queries/stage-scores.ts';
import type { Writing } from '../../db/transaction.ts';
import { actorName } from '../access.ts';
import { type AssessedUnit, leafOf, lockAssessed } from '../assessed-unit.ts';
import { isSameScore, NOTHING, type ScoreEntry, standingEntry } from '../core/assessment.ts';
import type { AssessedLeaf } from '../core/assessment-progress.ts';
import { randomId } from '../environment.ts';
import { Problem } from '../problem.ts';
import { action } from './action.ts';
import { type AdjustmentChange, applyAdjustments, isAdjustmentChange } from './adjustment-change.ts';
import { type LeafInput, letStand, ofUnit } from './save-score.ts';
import { faultPlaces, settled } from './write-score.ts';

export interface ScoreChangeInput extends LeafInput {
  readonly entry: ScoreEntry;
  readonly reason: string;
}

/** What a proposal of kind `change-score` holds. */
export interface ScoreChange {
  readonly unit: string;
  readonly criterion: string;
  /** The score that stood when it was proposed. */
  readonly before: ScoreEntry;
  readonly after: ScoreEntry;
}

const standingOf = ({ entries }: AssessedLeaf): ScoreEntry => standingEntry(entries)?.entry ?? NOTHING;

/** @returns the id of the proposal */
export const proposeScoreChange = action({
  name: 'propose-score-change',
  unit: ofUnit,
  run: async (trx, input: ScoreChangeInput, { environment, actor }): Promise<{ id: string }> => {
    const { campaign, unit, criterion } = input;
    const now = environment.now();
    const assessed = await lockAssessed(trx, campaign, unit, now);
    const reason = input.reason.trim();
    if (reason === '') throw new Problem('malformed-request', [{ field: 'reason', code: 'required' }]);
    const before = await standingToChange(trx, assessed, criterion);
    const given = { ...input.entry, note: input.entry.note?.trim() || reason };
    const after = settled(assessed, leafOf(assessed, criterion), 'council', given).entry;
    if (after.state === 'blank')
      throw new Problem('score-invalid', faultPlaces(criterion, [{ code: 'points-missing', input: '' }]));
    if (isSameScore(before, after))
      throw new Problem('score-invalid', [{ field: criterion, code: 'same-score', values: {} }]);
    const id = randomId(environment);
    const content: ScoreChange = { unit, criterion, before, after };
    const proposed = { proposedBy: actorName(actor), proposedAt: now.toISOString() };
    const open = { outcome: null, decidedBy: null, decidedAt: null, note: null };
    await insertProposal(trx, { id, campaign, kind: 'change-score', content, reason, ...proposed, ...open });
    return { id };
  },
  audit: ({ campaign, unit, criterion, entry, reason }, { id }) => ({
    subject: `assessment ${campaign} ${unit}`,
    details: { criterion, state: entry.state, points: entry.points, reason, id },
  }),
});

/** The score that stands; one proposal at a time may wait for it. */
async function standingToChange(
  trx: Writing,
  assessed: AssessedUnit,
  criterion: string,
): Promise<ScoreEntry> {
  const { campaign, unit, state } = assessed.assessment;
  if (state !== 'final')
    throw new Problem('assessment-locked', [{ field: criterion, code: 'not-final', values: {} }]);
  const waiting = (await listProposals(trx, campaign, 'change-score')).some(({ outcome, content }) => {
    if (isAdjustmentChange(content)) return false;
    const change = content as ScoreChange;
    return outcome === null && change.unit === unit && change.criterion === criterion;
  });
  if (waiting) throw new Problem('already-exists', [{ field: criterion, code: 'open-proposal', values: {} }]);
  return standingOf(leafOf(assessed, criterion));
}

export interface ScoreChangeDecision {
  readonly campaign: string;
  /** Id of the proposal. */
  readonly proposal: string;
  readonly outcome: 'confirmed' | 'refused' | 'withdrawn';
}

const changeOf = ({ content }: Proposal): ScoreChange | AdjustmentChange =>
  isAdjustmentChange(content) ? content : (content as ScoreChange);

async function openProposal(
  trx: Writing,
  { campaign, proposal: id }: ScoreChangeDecision,
): Promise<Proposal> {
  const proposal = await findProposal(trx, id);
  if (proposal?.campaign !== campaign || proposal.kind !== 'change-score') throw new Problem('not-found');
  return proposal;
}

/** Confirms, refuses or withdraws; only whoever proposed may withdraw, and only somebody else may confirm or refuse. */
export const confirmScoreChange = action({
  name: 'confirm-score-change',
  unit: async (trx, input: ScoreChangeDecision) => {
    const proposal = await findProposal(trx, input.proposal);
    return proposal?.kind === 'change-score' ? changeOf(proposal).unit : null;
  },
  run: async (trx, input, { environment, actor }): Promise<ScoreChange | AdjustmentChange> => {
    const proposal = await openProposal(trx, input);
    const change = changeOf(proposal);
    const assessed = await lockAssessed(trx, input.campaign, change.unit, environment.now());
    const by = actorName(actor);
    if ((proposal.proposedBy === by) !== (input.outcome === 'withdrawn'))
      throw new Problem('second-person-needed');
    const at = environment.now().toISOString();
    if (!(await decideProposal(trx, proposal.id, { outcome: input.outcome, by, at })))
      throw new Problem('proposal-decided');
    if (input.outcome === 'confirmed') {
      if (isAdjustmentChange(change)) await applyAdjustments(trx, input.campaign, change);
      else await applyChange(trx, assessed, { ...change, proposedBy: proposal.proposedBy }, by, at);
    }
    return change;
  },
  audit: ({ campaign, proposal, outcome }, change) => ({
    subject: `assessment ${campaign} ${change.unit}`,
    details: { ...changedBy(change), outcome, id: proposal },
  }),
});

const changedBy = (change: ScoreChange | AdjustmentChange) =>
  isAdjustmentChange(change)
    ? change.adjustments
    : { criterion: change.criterion, before: change.before.points, after: change.after.points };

/** Lets the proposed score stand, with both names in the trail. @throws Problem `changed-meanwhile` */
async function applyChange(
  trx: Writing,
  assessed: AssessedUnit,
  { criterion, before, after, proposedBy }: ScoreChange & Pick<Proposal, 'proposedBy'>,
  confirmedBy: string,
  writtenAt: string,
): Promise<void> {
  const leaf = leafOf(assessed, criterion);
  if (!isSameScore(standingOf(leaf), before)) throw new Problem('changed-meanwhile');
  const { campaign, unit } = assessed.assessment;
  const key = { campaign, unit, criterion, stage: 'council' as const };
  const written = { entry: after, writtenBy: proposedBy, writtenAt };
  const seen = assessed.scores.find(
    (one) => one.criterion === criterion && one.stage === 'council',
  )?.revision;
  if ((await putStageScore(trx, key, written, seen ?? 0)) === null) throw new Problem('changed-meanwhile');
  await appendTrail(trx, [{ ...key, ...written, confirmedBy }]);
  await letStand(trx, { campaign, unit, criterion }, leaf, { ...leaf.entries, council: after });
}
