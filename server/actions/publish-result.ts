/** Freezes a campaign's result with its recipe. A published result is never edited, only superseded by a revision. */
import { findCampaign } from '../../db/queries/campaigns.ts';
import { type Decision, insertPublication } from '../../db/queries/publications.ts';
import { deleteRetries } from '../../db/queries/responses.ts';
import { actorName } from '../access.ts';
import { computeResult } from '../core/compute-result.ts';
import { hashOf } from '../core/recipe.ts';
import { demandPublishable, publicationStanding } from '../publication-standing.ts';
import { action } from './action.ts';
import { signByServer } from './bring-signature.ts';

export interface PublishInput {
  readonly campaign: string;
  /** Why the standing revision is superseded; required from the second one on. */
  readonly reason?: string | undefined;
  readonly decision?: Decision | undefined;
}

/**
 * By itself only on the command line, which the host's owner runs; over the network a result is proposed by one person and
 * confirmed by another (`propose-publication.ts`), and confirming ends here.
 */
export const publishResult = action({
  name: 'publish-result',
  unit: async (trx, input: PublishInput) => (await findCampaign(trx, input.campaign))?.province ?? null,
  run: async (trx, input, { environment, actor }) => {
    const found = await publicationStanding(trx, input.campaign, environment.now());
    demandPublishable(found, input.reason);
    const { campaign, inputs, recipe, printed, surveys, standing } = found;
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
      decision: input.decision ?? null,
      publishedAt: environment.now().toISOString(),
      publishedBy: actorName(actor),
      sample: campaign.sample,
    });
    await deleteRetries(
      trx,
      surveys.map((survey) => survey.id),
    );
    if (!environment.signer) return { revision, hash };
    const signed = { campaign: campaign.id, revision, recipe, inputs, result };
    // Null: nobody has registered the server's key for the province, or it is retired.
    return { revision, hash, signedBy: await signByServer(trx, environment, actor, signed) };
  },
  audit: (input, output) => ({
    subject: `campaign ${input.campaign}`,
    details: {
      ...output,
      reason: input.reason ?? null,
      ...(input.decision && { decision: `${input.decision.number}, ${input.decision.day}` }),
    },
  }),
});
