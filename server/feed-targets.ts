/** Criteria of index campaigns that a rating may feed: those whose rule takes a share, of campaigns not yet published. */
import type { Db } from '../db/dialect.ts';
import { listCampaigns, readUnits } from '../db/queries/campaigns.ts';
import { findFramework } from '../db/queries/frameworks.ts';
import { publishedCampaigns } from '../db/queries/publications.ts';
import type { Text } from '../survey-forms/form.ts';
import type { Criterion } from './core/framework.ts';
import { inputsOf, isComputed, RATIO } from './core/rule.ts';

/** Whether the points of a criterion follow from a numerator and a denominator. */
export function takesShare({ kind, rule, max }: Criterion): boolean {
  if (kind !== 'appraisal' || max === null || !isComputed(rule)) return false;
  const inputs = inputsOf(rule);
  return inputs.length === RATIO.length && RATIO.every((name) => inputs.includes(name));
}

export interface FeedTarget {
  readonly campaign: string;
  readonly title: Text;
  readonly year: number;
  readonly units: readonly { readonly code: string; readonly name: Text }[];
  readonly criteria: readonly { readonly code: string; readonly name: Text }[];
}

/** Of one province, the latest year first. */
export async function feedTargets(db: Db, province: string): Promise<FeedTarget[]> {
  const published = new Set((await publishedCampaigns(db)).map(({ campaign }) => campaign));
  const targets: FeedTarget[] = [];
  for (const campaign of await listCampaigns(db)) {
    if (campaign.province !== province || published.has(campaign.id)) continue;
    const framework = await findFramework(db, campaign.framework, campaign.frameworkVersion);
    const criteria = framework?.criteria.filter(takesShare) ?? [];
    if (criteria.length === 0) continue;
    const units = await readUnits(db, campaign.id);
    targets.push({
      ...{ campaign: campaign.id, title: campaign.title, year: campaign.year },
      units: units.map(({ code, name }) => ({ code, name })),
      criteria: criteria.map(({ code, name }) => ({ code, name })),
    });
  }
  return targets;
}
