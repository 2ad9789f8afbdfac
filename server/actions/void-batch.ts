/** Makes the unused tokens of a batch void: slips that were lost, misprinted or given to the wrong counter. */
import { addToLedger } from '../../db/queries/ledger.ts';
import { findSurvey } from '../../db/queries/surveys.ts';
import { findBatch, markBatchVoid, type TokenBatch, voidTokens } from '../../db/queries/tokens.ts';
import type { Writing } from '../../db/transaction.ts';
import { dayOf } from '../core/calendar.ts';
import { Problem } from '../problem.ts';
import { action } from './action.ts';

export interface VoidBatchInput {
  readonly survey: string;
  readonly batch: string;
  readonly reason: string;
}

async function batchOf(trx: Writing, { survey: id, batch }: VoidBatchInput): Promise<TokenBatch | null> {
  const survey = await findSurvey(trx, id);
  const found = survey && (await findBatch(trx, survey.province, batch));
  return found?.survey === id ? found : null;
}

/** A batch that is void already stays so, and no token is counted twice. What was used before stays used. */
export const voidBatch = action({
  name: 'void-batch',
  unit: async (trx, input: VoidBatchInput) => {
    const batch = await batchOf(trx, input);
    return batch ? batch.unit || batch.province : ((await findSurvey(trx, input.survey))?.province ?? null);
  },
  run: async (trx, input, { environment }) => {
    const batch = await batchOf(trx, input);
    if (!batch) throw new Problem('not-found', [{ field: 'batch', code: 'not-found' }]);
    if (input.reason.trim() === '')
      throw new Problem('malformed-request', [{ field: 'reason', code: 'required' }]);
    const { province, survey, unit } = batch;
    const tokens = await voidTokens(trx, batch);
    await markBatchVoid(trx, batch);
    await addToLedger(trx, [{ province, survey, unit, day: dayOf(environment.now()), void: tokens }]);
    return { void: tokens };
  },
  audit: (input, output) => ({
    subject: `survey ${input.survey}`,
    details: { batch: input.batch, ...output, reason: input.reason.trim() },
  }),
});
