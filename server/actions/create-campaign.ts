/** A campaign set up on the screen: year, framework version, units and policies; scores come later. */
import { findCampaign, insertCampaign } from '../../db/queries/campaigns.ts';
import { newestForms } from '../../db/queries/forms.ts';
import { findFramework, lockFramework } from '../../db/queries/frameworks.ts';
import { listUnits, unitNames } from '../../db/queries/units.ts';
import type { Text } from '../../survey-forms/form.ts';
import { type UnitChoice, unitFaults } from '../campaign-units.ts';
import type { Policies } from '../core/campaign.ts';
import { checkCampaign } from '../core/check-campaign.ts';
import { fault } from '../core/fault-list.ts';
import { type FeedFault, feedFaults } from '../core/feed-warnings.ts';
import { invalidDefinition, Problem, type ProblemPlace } from '../problem.ts';
import { action } from './action.ts';

export interface CampaignInput {
  readonly id: string;
  readonly province: string;
  readonly year: number;
  readonly title: Text;
  readonly source: string | null;
  readonly frameworkId: string;
  readonly frameworkVersion: number;
  readonly policies: Policies;
  readonly units: readonly UnitChoice[];
}

/** The version it uses is locked with it. @throws Problem `already-exists`, `definition-invalid` */
export const createCampaign = action({
  name: 'create-campaign',
  unit: async (trx, { province }: CampaignInput) =>
    (await unitNames(trx, [province])).size > 0 ? province : null,
  run: async (trx, { units: chosen, ...campaign }) => {
    const { id, province, frameworkId, frameworkVersion } = campaign;
    if (await findCampaign(trx, id))
      throw new Problem('already-exists', [{ field: 'id', code: 'already-exists' }]);
    await lockFramework(trx, frameworkId, frameworkVersion);
    const framework = await findFramework(trx, frameworkId, frameworkVersion);
    if (!framework)
      throw invalidDefinition([
        fault('campaign.frameworkId', 'unknown-framework', 'no such version, or a draft with faults'),
      ]);
    const unfed = feedFaults(framework, await newestForms(trx));
    if (unfed.length > 0) throw new Problem('definition-invalid', unfed.map(feedPlace));
    const known = await listUnits(trx, province);
    const file = {
      kind: 'campaign',
      campaign,
      units: chosen.map(({ keep: _, ...row }) => row),
      scores: [],
      adjustments: [],
      printed: [],
    };
    const checked = checkCampaign(file, { framework, units: known });
    const faults = [
      ...(checked.ok ? [] : checked.faults),
      ...unitFaults(chosen, known, campaign.year, new Set()),
    ];
    if (!checked.ok || faults.length > 0) throw invalidDefinition(faults);
    const { framework: _, scores: __, units, adjustments, ...head } = checked.inputs;
    await insertCampaign(
      trx,
      { ...head, framework: frameworkId, frameworkVersion, fieldwork: null, notes: [], sample: false },
      { units, scores: [], adjustments, printed: [] },
    );
    return { id, kept: chosen.filter(({ keep }) => keep).map(({ unit }) => unit) };
  },
  audit: (input, output) => ({
    subject: `campaign ${output.id}`,
    details: {
      framework: `${input.frameworkId} ${input.frameworkVersion}`,
      units: input.units.length,
      kept: output.kept,
    },
  }),
});

/** At the version that was chosen: its survey leaves would have no score at the end of the year. */
const feedPlace = ({ code, criterion, named }: FeedFault): ProblemPlace => ({
  field: 'campaign.frameworkId',
  code: `feed-${code}`,
  values: { criterion: { text: criterion }, named: { text: named } },
});
