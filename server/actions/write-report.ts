/** Somebody takes the report of a published result with him as a document: that is on record. */
import { findCampaign } from '../../db/queries/campaigns.ts';
import { action } from './action.ts';

interface WriteInput {
  readonly campaign: string;
  readonly revision: number;
  /** The earlier campaign it is compared with. */
  readonly compared?: string | undefined;
}

export const writeReport = action({
  name: 'write-report',
  unit: async (trx, { campaign }: WriteInput) => (await findCampaign(trx, campaign))?.province ?? null,
  run: async () => {},
  audit: ({ campaign, revision, compared }) => ({
    subject: `campaign ${campaign}`,
    details: { revision, ...(compared === undefined ? {} : { compared }) },
  }),
});
