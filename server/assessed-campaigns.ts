/** Which units and campaigns a reader may see the assessment of. */
import type { Db } from '../db/dialect.ts';
import { assessedUnits } from '../db/queries/assessments.ts';
import { type Campaign, listCampaigns } from '../db/queries/campaigns.ts';
import { hasScores } from '../db/queries/stage-scores.ts';
import { unitAndAbove } from '../db/queries/units.ts';
import { type Actor, can } from './access.ts';

/** The units of those given that the reader may see. */
export async function readableUnits(
  db: Db,
  actor: Actor,
  { province }: Campaign,
  units: readonly string[],
): Promise<Set<string>> {
  const may = async (unit: string) => can(actor, 'read-assessment', await unitAndAbove(db, unit));
  if (await may(province)) return new Set(units);
  const mine = new Set<string>();
  for (const unit of units) if (await may(unit)) mine.add(unit);
  return mine;
}

/** Campaigns with units of the reader; for whoever sets the days also those whose assessment is still to begin. */
export async function assessedCampaigns(db: Db, actor: Actor) {
  const begun = await assessedUnits(db);
  const shown = [];
  for (const campaign of await listCampaigns(db)) {
    const units = [...(await readableUnits(db, actor, campaign, begun.get(campaign.id) ?? []))];
    const mayBegin =
      !begun.has(campaign.id) &&
      can(actor, 'set-deadlines', await unitAndAbove(db, campaign.province)) &&
      !(await hasScores(db, campaign.id));
    if (units.length === 0 && !mayBegin) continue;
    const { id, title, year } = campaign;
    shown.push({
      id,
      title: { ...title },
      year,
      units: units.length,
      only: units.length === 1 ? (units[0] ?? null) : null,
    });
  }
  return shown;
}
