/** Keeps how the columns of a printed table are read, under a name, for the next table of the same kind; or forgets it. */
import { findCampaign } from '../../db/queries/campaigns.ts';
import { deleteMapping, putMapping } from '../../db/queries/print-mappings.ts';
import type { PrintMapping } from '../core/read-printed.ts';
import { Problem } from '../problem.ts';
import { action } from './action.ts';

interface RememberInput {
  readonly campaign: string;
  readonly name: string;
  /** Null: it is forgotten. */
  readonly mapping: PrintMapping | null;
}

export const rememberMapping = action({
  name: 'compare-print',
  unit: async (trx, input: RememberInput) => (await findCampaign(trx, input.campaign))?.province ?? null,
  run: async (trx, { campaign, name, mapping }, { environment }) => {
    const found = await findCampaign(trx, campaign);
    if (!found) throw new Problem('not-found');
    if (mapping === null) await deleteMapping(trx, found.province, name);
    else await putMapping(trx, found.province, { name, mapping, usedAt: environment.now().toISOString() });
  },
  audit: ({ campaign, name, mapping }) => ({
    subject: `campaign ${campaign}`,
    details: { mapping: name, ...(mapping === null ? { removed: true } : {}) },
  }),
});
