/** Saves of one leaf: the unit's own score, its explanation, and the appraisers' scores, one by one or accepted together. */
import { appendTrail, putStanding } from '../../db/queries/stage-scores.ts';
import type { Writing } from '../../db/transaction.ts';
import { actorName } from '../access.ts';
import { type AssessedUnit, leafOf, lockAssessed } from '../assessed-unit.ts';
import type { ArithmeticPart } from '../core/apply-rule.ts';
import {
  areasOf,
  NOTHING,
  type ScoreEntry,
  type Stage,
  standingEntry,
  standingScore,
} from '../core/assessment.ts';
import { type AssessedLeaf, isExplained } from '../core/assessment-progress.ts';
import { Problem } from '../problem.ts';
import { type ActionContext, action } from './action.ts';
import {
  demandArea,
  demandStage,
  ownAreas,
  type Stored,
  settle,
  settled,
  storeEntry,
} from './write-score.ts';

export interface LeafInput {
  readonly campaign: string;
  readonly unit: string;
  readonly criterion: string;
}

export interface SaveInput extends LeafInput {
  readonly entry: ScoreEntry;
  /** Revision of what the writer saw; 0: nothing was there. */
  readonly seen: number;
  /** The stage the writer takes to be at work. */
  readonly stage: Stage;
}

export interface Saved extends Stored {
  readonly stage: Stage;
  readonly entry: ScoreEntry;
  readonly arithmetic: readonly ArithmeticPart[] | null;
}

export const ofUnit = async (_: Writing, { unit }: { readonly unit: string }): Promise<string> => unit;

const auditSave = ({ campaign, unit, criterion }: LeafInput, { stage, entry }: Saved) => ({
  subject: `assessment ${campaign} ${unit}`,
  details: { criterion, stage, state: entry.state, points: entry.points },
});

/** A draft of the unit; it may be half-filled, as long as it is blank. */
export const saveSelfScore = action<SaveInput, Saved>({
  name: 'save-self-score',
  unit: ofUnit,
  run: async (trx, input, context) => {
    const assessed = await lockAssessed(trx, input.campaign, input.unit, context.environment.now());
    const stage = demandStage(assessed, 'self');
    const outcome = settled(assessed, leafOf(assessed, input.criterion), stage, input.entry);
    const stored = await storeEntry(trx, { ...keyOf(input), stage }, outcome.entry, input.seen, context);
    return { ...stored, stage, entry: outcome.entry, arithmetic: outcome.arithmetic };
  },
  audit: auditSave,
});

/** What the unit says to the score of round 1. */
export const saveExplanation = action<SaveInput, Saved>({
  name: 'save-explanation',
  unit: ofUnit,
  run: async (trx, input, context) => {
    const assessed = await lockAssessed(trx, input.campaign, input.unit, context.environment.now());
    const stage = demandStage(assessed, 'explanation');
    const { criterion } = leafOf(assessed, input.criterion);
    const entry = { ...NOTHING, note: input.entry.note?.trim() || null };
    const key = { ...keyOf(input), criterion: criterion.code, stage };
    const stored = await storeEntry(trx, key, entry, input.seen, context);
    return { ...stored, stage, entry, arithmetic: null };
  },
  audit: auditSave,
});

/** A score of round 1 or 2; with it the score that stands, and a line of the trail. */
export const appraise = action<SaveInput, Saved>({
  name: 'appraise',
  unit: ofUnit,
  run: async (trx, input, context) => {
    const assessed = await lockAssessed(trx, input.campaign, input.unit, context.environment.now());
    const leaf = leafOf(assessed, input.criterion);
    await demandArea(trx, assessed, leaf.criterion.code, context);
    const stage = demandStage(assessed, input.stage === 'round-2' ? 'round-2' : 'round-1');
    // Round 2 looks again at what the unit explained; for the others round 1 stands (domain §5).
    if (stage === 'round-2' && !isExplained(leaf))
      throw new Problem('score-invalid', [{ field: leaf.criterion.code, code: 'not-explained', values: {} }]);
    return giveScore(trx, assessed, { ...input, stage }, context);
  },
  audit: auditSave,
});

/** Stores a score of the office with its trail, and lets it stand. */
export async function giveScore(
  trx: Writing,
  assessed: AssessedUnit,
  { stage, entry: given, seen, ...key }: SaveInput,
  context: ActionContext,
): Promise<Saved> {
  const leaf = leafOf(assessed, key.criterion);
  const { entry, arithmetic } = settled(assessed, leaf, stage, given);
  const stageKey = { ...keyOf(key), stage };
  const stored = await storeEntry(trx, stageKey, entry, seen, context);
  if (stored.changed) {
    const { writtenAt } = stored;
    await appendTrail(trx, [
      { ...stageKey, entry, writtenBy: actorName(context.actor), writtenAt, confirmedBy: null },
    ]);
    await letStand(trx, key, leaf, { ...leaf.entries, [stage]: entry });
  }
  return { ...stored, stage, entry, arithmetic };
}

/** Writes the score that stands after a change. */
export async function letStand(
  trx: Writing,
  key: LeafInput,
  { criterion }: AssessedLeaf,
  entries: AssessedLeaf['entries'],
): Promise<void> {
  await putStanding(trx, key, standingScore(criterion, standingEntry(entries)?.entry ?? NOTHING));
}

const keyOf = ({ campaign, unit, criterion }: LeafInput): LeafInput => ({ campaign, unit, criterion });

/** Notes of scores that were accepted together, in the language of record. */
export const ACCEPTED = {
  'round-1': 'Đồng ý kết quả tự đánh giá',
  'round-2': 'Giữ điểm thẩm định vòng 1',
} as const;

export interface AcceptInput {
  readonly campaign: string;
  readonly unit: string;
  readonly criteria: readonly string[];
  /** Takes back what the same person accepted in this round. */
  readonly undo?: boolean | undefined;
}

export interface Acceptance {
  readonly stage: Stage;
  readonly accepted: readonly string[];
  /** Scored meanwhile, without a claim, in need of a document, or in round 2 not explained: left as they are. */
  readonly skipped: readonly string[];
}

/** Takes the unit's score (round 1) or the score of round 1 (round 2) for many leaves at once. */
export const acceptScores = action<AcceptInput, Acceptance>({
  name: 'appraise',
  unit: ofUnit,
  run: async (trx, input, context) => {
    const assessed = await lockAssessed(trx, input.campaign, input.unit, context.environment.now());
    const stage = demandStage(assessed, 'round-1', 'round-2') as 'round-1' | 'round-2';
    const areas = areasOf(assessed.framework.criteria);
    const own = await ownAreas(trx, assessed, context);
    if (input.criteria.some((code) => !own.has(areas.get(code) ?? ''))) throw new Problem('not-your-area');
    const accepted: string[] = [];
    for (const criterion of new Set(input.criteria)) {
      const entry = acceptable(assessed, criterion, stage, input.undo === true, context);
      if (entry === null) continue;
      const key = { campaign: input.campaign, unit: input.unit, criterion };
      const seen =
        assessed.scores.find((one) => one.criterion === criterion && one.stage === stage)?.revision ?? 0;
      await giveScore(trx, assessed, { ...key, stage, entry, seen }, context);
      accepted.push(criterion);
    }
    return { stage, accepted, skipped: input.criteria.filter((code) => !accepted.includes(code)) };
  },
  audit: ({ campaign, unit, undo }, { stage, accepted }) => ({
    subject: `assessment ${campaign} ${unit}`,
    details: { stage, accepted, undo: undo === true },
  }),
});

/** The entry that would be stored for the leaf; null where it cannot be accepted unseen. */
function acceptable(
  assessed: AssessedUnit,
  code: string,
  stage: 'round-1' | 'round-2',
  undo: boolean,
  { actor }: ActionContext,
): ScoreEntry | null {
  const leaf = leafOf(assessed, code);
  const now = leaf.entries[stage] ?? NOTHING;
  const mine = assessed.scores.some(
    (one) => one.criterion === code && one.stage === stage && one.writtenBy === actorName(actor),
  );
  if (undo) return mine && now.note === ACCEPTED[stage] ? NOTHING : null;
  const before = leaf.entries[stage === 'round-1' ? 'self' : 'round-1'] ?? NOTHING;
  if (now.state !== 'blank' || before.state === 'blank') return null;
  if (stage === 'round-2' && !isExplained(leaf)) return null;
  const note = before.state === 'not-assessed' ? before.note : ACCEPTED[stage];
  const entry = { ...before, note };
  return settle(assessed, leaf, stage, entry).ok ? entry : null;
}
