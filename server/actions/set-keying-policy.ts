/** Which share of a campaign's sheets is keyed twice, and by which seed they are chosen. Holds for batches allotted afterwards. */
import { findCampaign } from '../../db/queries/campaigns.ts';
import { putKeyingPolicy } from '../../db/queries/keying-policies.ts';
import { isShare, type KeyingPolicy } from '../core/keying-policy.ts';
import { Problem } from '../problem.ts';
import { action } from './action.ts';
import { provinceOfCampaign } from './hold-batch.ts';

const SEED_BYTES = 8;
const LONGEST_SEED = 40;

export interface PolicyInput {
  readonly campaign: string;
  /** Decimal text in [0;1]. */
  readonly share: string;
  /** A random one is drawn unless given. */
  readonly seed?: string | undefined;
}

export const setKeyingPolicy = action({
  name: 'set-keying-policy',
  unit: provinceOfCampaign,
  run: async (trx, input: PolicyInput, { environment }): Promise<KeyingPolicy> => {
    if (!(await findCampaign(trx, input.campaign)))
      throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
    if (!isShare(input.share))
      throw new Problem('malformed-request', [{ field: 'share', code: 'not-a-share' }]);
    const seed = input.seed?.trim() || Buffer.from(environment.randomBytes(SEED_BYTES)).toString('hex');
    if (seed.length > LONGEST_SEED)
      throw new Problem('malformed-request', [
        { field: 'seed', code: 'too-large', limit: String(LONGEST_SEED) },
      ]);
    await putKeyingPolicy(trx, input.campaign, { share: input.share, seed });
    return { share: input.share, seed };
  },
  audit: (input, output) => ({ subject: `campaign ${input.campaign}`, details: { ...output } }),
});
