/** Appraisers end a round: back to the unit after round 1, on to the council after round 2. */
import { appendTrail } from '../../db/queries/stage-scores.ts';
import type { Writing } from '../../db/transaction.ts';
import { type AssessedUnit, lockAssessed } from '../assessed-unit.ts';
import { isClosed, stageAt } from '../core/assessment.ts';
import { maySkipExplanation } from '../core/assessment-progress.ts';
import { Problem } from '../problem.ts';
import { type ActionContext, action } from './action.ts';
import { ofUnit } from './save-score.ts';
import {
  asWritten,
  auditMove,
  demandComplete,
  explainedLeaves,
  type Moved,
  move,
  type UnitInput,
} from './submit-assessment.ts';
import { demandStage, ownAreas } from './write-score.ts';

/** Any appraiser of the campaign may end a round, once the leaves of all areas are scored. */
async function takeUp(trx: Writing, input: UnitInput, context: ActionContext): Promise<AssessedUnit> {
  const assessed = await lockAssessed(trx, input.campaign, input.unit, context.environment.now());
  if ((await ownAreas(trx, assessed, context)).size === 0) throw new Problem('not-your-area');
  return assessed;
}

/** Round 1 goes back to the unit, which may explain and bring further evidence. */
export const returnAssessment = action<UnitInput, Moved>({
  name: 'return-assessment',
  unit: ofUnit,
  run: async (trx, input, context) => {
    const assessed = await takeUp(trx, input, context);
    demandStage(assessed, 'round-1');
    demandComplete(assessed, 'round-1');
    return move(trx, assessed, 'return');
  },
  audit: auditMove,
});

/**
 * Ends the round for good: round 2; round 1 where it accepted every claim, so that nothing is to be explained; or the
 * unit's time to explain, once its last day has gone by without a word.
 */
export const finishRound = action<UnitInput, Moved>({
  name: 'finish-round',
  unit: ofUnit,
  run: async (trx, input, context) => {
    const assessed = await takeUp(trx, input, context);
    const stage = stageAt(assessed.assessment.state);
    if (stage === 'explanation') return pass(trx, assessed);
    demandComplete(assessed, demandStage(assessed, 'round-1', 'round-2'));
    if (stage === 'round-1' && !maySkipExplanation(assessed.leaves))
      throw new Problem('assessment-locked', [{ field: 'state', code: 'something-to-explain', values: {} }]);
    return move(trx, assessed, 'finish');
  },
  audit: auditMove,
});

/** What the unit saved and did not hand in is looked at in round 2, so it stands in the trail as it was written. */
async function pass(trx: Writing, assessed: AssessedUnit): Promise<Moved> {
  if (!isClosed(assessed.deadline))
    throw new Problem('assessment-locked', [{ field: 'state', code: 'day-not-passed', values: {} }]);
  await appendTrail(trx, asWritten(assessed, explainedLeaves(assessed), 'explanation'));
  return move(trx, assessed, 'pass');
}
