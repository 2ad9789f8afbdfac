/** Freezes a campaign's result with its recipe. A published result is never edited, only superseded by a revision. */
import { findCampaign } from '../../db/queries/campaigns.ts';
import { findPublication, insertPublication } from '../../db/queries/publications.ts';
import { deleteRetries } from '../../db/queries/responses.ts';
import { actorName } from '../access.ts';
import { gatherInputs } from '../campaign-inputs.ts';
import { dayOf } from '../core/calendar.ts';
import { computeResult } from '../core/compute-result.ts';
import { hashOf, recipeOf } from '../core/recipe.ts';
import { Problem } from '../problem.ts';
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
    const running = surveys.filter((survey) => today <= survey.acceptsUntil);
    if (running.length > 0)
      throw new Problem(
        'not-ready-to-publish',
        running.map((survey) => ({
          field: `surveys.${survey.id}`,
          code: 'still-accepting',
          sentence: `answers are taken until ${survey.acceptsUntil}`,
        })),
      );
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
