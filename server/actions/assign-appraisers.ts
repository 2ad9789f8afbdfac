/** Which areas of a campaign an appraiser scores. */

import type { Db } from '../../db/dialect.ts';
import type { Account } from '../../db/queries/accounts.ts';
import { listAccounts } from '../../db/queries/accounts.ts';
import { putAreas } from '../../db/queries/appraiser-areas.ts';
import { findCampaign } from '../../db/queries/campaigns.ts';
import { findFramework } from '../../db/queries/frameworks.ts';
import { unitAndAbove } from '../../db/queries/units.ts';
import { Problem } from '../problem.ts';
import { action } from './action.ts';
import { provinceOfCampaign } from './hold-batch.ts';

export interface AssignmentInput {
  readonly campaign: string;
  /** Account id. */
  readonly account: string;
  readonly areas: readonly string[];
}

/** Accounts that hold the role of appraiser for the whole province. */
export async function appraisersOf(db: Db, province: string): Promise<Account[]> {
  const above = await unitAndAbove(db, province);
  return (await listAccounts(db)).filter(
    ({ disabled, grants }) =>
      !disabled &&
      grants.some(({ role, unit }) => role === 'appraiser' && (unit === '' || above.includes(unit))),
  );
}

/** Replaces what the account scores in this campaign. */
export const assignAppraisers = action({
  name: 'assign-appraisers',
  unit: provinceOfCampaign,
  run: async (trx, { campaign: id, account, areas }: AssignmentInput): Promise<void> => {
    const campaign = await findCampaign(trx, id);
    const framework = campaign && (await findFramework(trx, campaign.framework, campaign.frameworkVersion));
    if (!framework) throw new Problem('not-found');
    const appraisers = await appraisersOf(trx, campaign.province);
    if (areas.length > 0 && !appraisers.some((one) => one.id === account))
      throw new Problem('malformed-request', [{ field: 'account', code: 'not-an-appraiser', values: {} }]);
    const known = framework.criteria.filter(({ parent }) => parent === null).map(({ code }) => code);
    const strays = areas.filter((area) => !known.includes(area));
    if (strays.length > 0)
      throw new Problem(
        'malformed-request',
        strays.map((area) => ({ field: 'areas', code: 'unknown-area', values: { area: { text: area } } })),
      );
    await putAreas(trx, id, account, [...new Set(areas)]);
  },
  audit: ({ campaign, account, areas }) => ({
    subject: `campaign ${campaign}`,
    details: { account, areas },
  }),
});
