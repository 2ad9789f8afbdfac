/** Freezes a campaign's result with its recipe. A published result is never edited, only superseded by a revision. */
import { findCampaign } from '../../db/queries/campaigns.ts';
import { findPublication, insertPublication } from '../../db/queries/publications.ts';
import { deleteRetries } from '../../db/queries/responses.ts';
import { listSheetBatches } from '../../db/queries/sheets.ts';
import type { OpenSurvey } from '../../db/queries/surveys.ts';
import type { Writing } from '../../db/transaction.ts';
import { actorName } from '../access.ts';
import { gatherInputs } from '../campaign-inputs.ts';
import { dayOf } from '../core/calendar.ts';
import { computeResult } from '../core/compute-result.ts';
import { hashOf, recipeOf } from '../core/recipe.ts';
import { Problem, type ProblemPlace } from '../problem.ts';
import { action } from './action.ts';

export interface PublishInput {
  readonly campaign: string;
  /** Why the standing revision is superseded; required from the second one on. */
  readonly reason?: string | undefined;
}

export const publishResult = action({
  name: 'publish-result',
  unit: async (trx, input: PublishInput) => (await findCampaign(trx, input.campaign))?.province ?? null,
  run: async (trx, input, { environment, actor }) => {
    const campaign = await findCampaign(trx, input.campaign);
    if (!campaign) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
    const { inputs, printed, surveys, cutOff } = await gatherInputs(trx, campaign);
    const today = dayOf(environment.now());
    const unready = [...stillAccepting(surveys, today), ...(await openBatches(trx, campaign.id))];
    if (unready.length > 0) throw new Problem('not-ready-to-publish', unready);
    const standing = await findPublication(trx, campaign.id);
    const recipe = recipeOf(inputs, cutOff);
    if (standing?.recipe.inputsHash === recipe.inputsHash) throw new Problem('already-published');
    if (standing && !input.reason?.trim())
      throw new Problem('malformed-request', [{ field: 'reason', code: 'required' }]);
    const result = computeResult(inputs);
    const hash = hashOf({ recipe, inputs, result });
    const revision = (standing?.revision ?? 0) + 1;
    await insertPublication(trx, {
      campaign: campaign.id,
      revision,
      recipe,
      inputs,
      result,
      printed,
      hash,
      reason: input.reason?.trim() || null,
      publishedAt: environment.now().toISOString(),
      publishedBy: actorName(actor),
      sample: campaign.sample,
    });
    await deleteRetries(
      trx,
      surveys.map((survey) => survey.id),
    );
    return { revision, hash };
  },
  audit: (input, output) => ({
    subject: `campaign ${input.campaign}`,
    details: { ...output, reason: input.reason ?? null },
  }),
});

const stillAccepting = (surveys: readonly OpenSurvey[], today: string): ProblemPlace[] =>
  surveys
    .filter((survey) => today <= survey.acceptsUntil)
    .map((survey) => ({
      field: `surveys.${survey.id}`,
      code: 'still-accepting',
      sentence: `answers are taken until ${survey.acceptsUntil}`,
    }));

/** What lies in an open batch may still be counted. */
async function openBatches(trx: Writing, campaign: string): Promise<ProblemPlace[]> {
  const open = (await listSheetBatches(trx, campaign)).filter((batch) => batch.state !== 'closed');
  return open.map(({ number }) => ({
    field: `sheet-batches.${number}`,
    code: 'batch-open',
    sentence: `batch ${number} of paper sheets is not closed`,
  }));
}
