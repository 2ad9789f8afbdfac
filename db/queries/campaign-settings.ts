/** What a publisher sets up and changes of a campaign: head, policies, and the units that are ranked. */
import type { CampaignUnit, Policies } from '../../server/core/campaign.ts';
import type { Text } from '../../survey-forms/form.ts';
import { type Db, selectEach } from '../dialect.ts';
import type { Writing } from '../transaction.ts';

export interface CampaignHead {
  readonly title: Text;
  readonly source: string | null;
  readonly policies: Policies;
}

/** Keeps others from changing the campaign's settings until the transaction ends. */
export async function holdCampaign(trx: Writing, id: string): Promise<void> {
  await selectEach(trx, 'campaigns', ['id'], [[id]], 'lock');
}

export async function updateCampaignHead(trx: Writing, id: string, head: CampaignHead): Promise<void> {
  await trx
    .updateTable('campaigns')
    .set({
      title_vi: head.title.vi,
      title_en: head.title.en ?? null,
      source: head.source,
      policies: JSON.stringify(head.policies),
    })
    .where('id', '=', id)
    .execute();
}

/** The ranked units, in their new order. Whoever left the list has nothing that hangs on it (`unitsInUse`). */
export async function putCampaignUnits(
  trx: Writing,
  campaign: string,
  units: readonly Omit<CampaignUnit, 'name'>[],
): Promise<void> {
  const codes = units.map(({ code }) => code);
  await trx
    .deleteFrom('campaign_units')
    .where('campaign', '=', campaign)
    .where('unit', 'not in', codes)
    .execute();
  for (const [at, { code, group, scale }] of units.entries()) {
    const columns = { position: at + 1, unit_group: group, scale };
    await trx
      .insertInto('campaign_units')
      .values({ campaign, unit: code, ...columns })
      .onConflict((oc) => oc.columns(['campaign', 'unit']).doUpdateSet(columns))
      .execute();
  }
}

/** Units of a campaign on which something hangs: a score, a mark, points given or taken, an assessment, a document. */
export async function unitsInUse(db: Db, campaign: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('scores')
    .select('unit')
    .where('campaign', '=', campaign)
    .where((eb) => eb.or([eb('state', '<>', 'blank'), eb('self_points', 'is not', null)]))
    .union(db.selectFrom('adjustments').select('unit').where('campaign', '=', campaign))
    .union(db.selectFrom('subordinates').select('unit').where('campaign', '=', campaign))
    .union(db.selectFrom('stage_scores').select('unit').where('campaign', '=', campaign))
    .union(db.selectFrom('evidence').select('unit').where('campaign', '=', campaign))
    .union(
      db
        .selectFrom('assessments')
        .select('unit')
        .where('campaign', '=', campaign)
        .where('state', '<>', 'open'),
    )
    .execute();
  return new Set(rows.map(({ unit }) => unit));
}

/** What a unit that nothing hangs on may have left behind: blank rows, and an assessment that nobody began. */
export async function clearUnits(trx: Writing, campaign: string, units: readonly string[]): Promise<void> {
  if (units.length === 0) return;
  for (const table of ['scores', 'assessments'] as const)
    await trx.deleteFrom(table).where('campaign', '=', campaign).where('unit', 'in', units).execute();
}
