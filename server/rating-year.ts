/** The year of a rating: its closed quarters as one. */
import type { Db } from '../db/dialect.ts';
import { type Campaign, findCampaign } from '../db/queries/campaigns.ts';
import { findFramework } from '../db/queries/frameworks.ts';
import { type Rating, ratingsOfCampaign } from '../db/queries/ratings.ts';
import type { Framework } from './core/framework.ts';
import { type RatingResult, rateYear } from './core/procedure-rating.ts';
import { hashOf } from './core/recipe.ts';
import { Problem } from './problem.ts';

export interface RatingYear {
  readonly campaign: Campaign;
  readonly framework: Framework;
  readonly quarters: readonly Rating[];
  /** Null before the first quarter is closed. */
  readonly result: RatingResult | null;
  /** SHA-256 of the result. */
  readonly hash: string | null;
  /** All four quarters are closed. */
  readonly whole: boolean;
}

/** @throws Problem `not-found` */
export async function ratingYear(db: Db, id: string): Promise<RatingYear> {
  const campaign = await findCampaign(db, id);
  const framework = campaign && (await findFramework(db, campaign.framework, campaign.frameworkVersion));
  if (!campaign || !framework) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
  const quarters = await ratingsOfCampaign(db, campaign.id);
  const closed = quarters.flatMap(({ result }) => (result === null ? [] : [result]));
  const result = closed.length === 0 ? null : rateYear(closed, framework);
  const whole = closed.length === 4;
  return { campaign, framework, quarters, result, hash: result && hashOf(result), whole };
}
