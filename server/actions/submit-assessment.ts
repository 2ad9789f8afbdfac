/** A unit hands in: its own scores, which then never change, and later what it says to round 1. */
import { changeAssessment } from '../../db/queries/assessments.ts';
import { appendTrail, putSelfPoints, type TrailRow } from '../../db/queries/stage-scores.ts';
import type { Writing } from '../../db/transaction.ts';
import { actorName } from '../access.ts';
import { type AssessedUnit, lockAssessed } from '../assessed-unit.ts';
import { type AssessmentState, isSelfScored, type Stage, type Step, stateAfter } from '../core/assessment.ts';
import { isExplained, missingAt } from '../core/assessment-progress.ts';
import { Problem } from '../problem.ts';
import { type ActionContext, action } from './action.ts';
import { ofUnit } from './save-score.ts';
import { demandStage, missingPlaces } from './write-score.ts';

export interface UnitInput {
  readonly campaign: string;
  readonly unit: string;
}

export interface Moved {
  readonly state: AssessmentState;
}

/** @throws Problem `assessment-locked` */
export async function move(
  trx: Writing,
  { assessment }: AssessedUnit,
  step: Step,
  more: { submittedAt?: string; submittedBy?: string } = {},
): Promise<Moved> {
  const state = stateAfter(step, assessment.state);
  if (state === null) throw new Problem('assessment-locked');
  // An extension is for the stage that has just ended.
  await changeAssessment(trx, assessment, { ...more, state, extendedUntil: null });
  return { state };
}

/** @throws Problem `score-invalid`, naming each criterion that something is missing for */
export function demandComplete({ leaves }: AssessedUnit, stage: Stage): void {
  const missing = missingAt(stage, leaves);
  if (missing.length > 0) throw new Problem('score-invalid', missingPlaces(missing));
}

export const auditMove = ({ campaign, unit }: UnitInput, { state }: Moved) => ({
  subject: `assessment ${campaign} ${unit}`,
  details: { state },
});

/** Locks the unit's own scores and lays them down in the trail. */
export const submitSelfAssessment = action<UnitInput, Moved>({
  name: 'submit-self-assessment',
  unit: ofUnit,
  run: async (trx, { campaign, unit }, context) => {
    const assessed = await lockAssessed(trx, campaign, unit, context.environment.now());
    demandStage(assessed, 'self');
    demandComplete(assessed, 'self');
    const own = assessed.leaves.filter((leaf) => isSelfScored(leaf.criterion) && !leaf.excluded);
    await appendTrail(
      trx,
      handedIn(
        assessed,
        own.map(({ criterion }) => criterion.code),
        'self',
        context,
      ),
    );
    for (const { criterion, entries } of own)
      await putSelfPoints(trx, { campaign, unit, criterion: criterion.code }, entries.self?.points ?? null);
    const submittedAt = context.environment.now().toISOString();
    return move(trx, assessed, 'submit', { submittedAt, submittedBy: actorName(context.actor) });
  },
  audit: auditMove,
});

/** Ends the unit's part: round 2 looks at what it explained. It may have nothing to say. */
export const submitExplanation = action<UnitInput, Moved>({
  name: 'submit-explanation',
  unit: ofUnit,
  run: async (trx, { campaign, unit }, context) => {
    const assessed = await lockAssessed(trx, campaign, unit, context.environment.now());
    demandStage(assessed, 'explanation');
    await appendTrail(trx, handedIn(assessed, explainedLeaves(assessed), 'explanation', context));
    return move(trx, assessed, 'explain');
  },
  audit: auditMove,
});

export const explainedLeaves = ({ leaves }: AssessedUnit): string[] =>
  leaves.filter(isExplained).map(({ criterion }) => criterion.code);

/** The entries of a stage as lines of the trail, each by whoever wrote it and when. */
export function asWritten({ scores }: AssessedUnit, criteria: readonly string[], stage: Stage): TrailRow[] {
  return scores
    .filter((one) => one.stage === stage && criteria.includes(one.criterion))
    .sort((one, other) => criteria.indexOf(one.criterion) - criteria.indexOf(other.criterion))
    .map(({ campaign, unit, criterion, entry, writtenBy, writtenAt }) => ({
      ...{ campaign, unit, criterion, stage, entry, writtenBy, writtenAt },
      confirmedBy: null,
    }));
}

/** The same by whoever hands them in: from then on they are the unit's word. */
function handedIn(
  assessed: AssessedUnit,
  criteria: readonly string[],
  stage: Stage,
  { actor, environment }: ActionContext,
): TrailRow[] {
  const [writtenBy, writtenAt] = [actorName(actor), environment.now().toISOString()];
  return asWritten(assessed, criteria, stage).map((row) => ({ ...row, writtenBy, writtenAt }));
}
