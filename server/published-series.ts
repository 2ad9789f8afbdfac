/** The published results of a province, for what looks at several years at once. */
import type { PublishedView } from '../client/public/published-view.ts';
import type { Db } from '../db/dialect.ts';
import { publishedCampaigns } from '../db/queries/publications.ts';
import { unitAndAbove } from '../db/queries/units.ts';
import { type Actor, can, type Operation } from './access.ts';
import type { Published } from './core/series.ts';
import { publishedViews } from './published.ts';

/** The standing publications of a province, the latest year first. */
export async function publishedOf(db: Db, province: string): Promise<PublishedView[]> {
  const campaigns = (await publishedCampaigns(db)).filter((one) => one.province === province);
  const found = await Promise.all(campaigns.map(({ campaign }) => publishedViews(db).find(campaign)));
  return found.filter((view) => view !== null);
}

/** Inputs and result alone, as the core compares them. */
export const frozenOf = (views: readonly PublishedView[]): Published[] =>
  views.map(({ published }) => published);

/** Provinces with publications in which the actor holds the operation for the province itself. */
export async function heldProvinces(db: Db, actor: Actor, operation: Operation): Promise<string[]> {
  const provinces = new Set((await publishedCampaigns(db)).map(({ province }) => province));
  const held: string[] = [];
  for (const province of provinces)
    if (can(actor, operation, await unitAndAbove(db, province))) held.push(province);
  return held;
}
