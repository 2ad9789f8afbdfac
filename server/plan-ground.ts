/** What a plan stands on: the units of its province, and the framework of the campaign whose gaps it closes. */
import type { Db } from '../db/dialect.ts';
import { findCampaign, readUnits } from '../db/queries/campaigns.ts';
import { findFramework } from '../db/queries/frameworks.ts';
import { listUnits, type Unit } from '../db/queries/units.ts';
import type { Framework } from './core/framework.ts';
import { agencyFinder, type FindAgency } from './core/plan.ts';
import { Problem } from './problem.ts';

export interface PlanGround {
  readonly province: string;
  readonly units: readonly Unit[];
  /** By recorded spellings. */
  readonly find: FindAgency;
  /** Null where no campaign is named: then codes are held against nothing. */
  readonly framework: Framework | null;
}

/** @throws Problem `unknown-unit`, `definition-invalid` on a campaign that does not rate the unit */
export async function planGround(db: Db, unit: string, campaign: string | null): Promise<PlanGround> {
  const all = await listUnits(db);
  const own = all.find(({ code }) => code === unit);
  if (!own) throw new Problem('unknown-unit', [{ field: 'unit', code: 'unknown-unit' }]);
  const units = all.filter(({ province }) => province === own.province);
  const framework = campaign === null ? null : await frameworkOf(db, campaign, unit);
  return { province: own.province, units, find: agencyFinder(units), framework };
}

async function frameworkOf(db: Db, campaign: string, unit: string): Promise<Framework> {
  const found = await findCampaign(db, campaign);
  const rated = found && (await readUnits(db, campaign)).some(({ code }) => code === unit);
  const framework = rated ? await findFramework(db, found.framework, found.frameworkVersion) : null;
  if (!framework)
    throw new Problem('definition-invalid', [
      { field: 'fromCampaign', code: 'plan-unit-not-rated', values: { value: { text: campaign } } },
    ]);
  return framework;
}
