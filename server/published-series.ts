/** The published results of a province, for what looks at several years at once. */
import type { PublishedView } from '../client/public/published-view.ts';
import type { Db } from '../db/dialect.ts';
import { publishedCampaigns } from '../db/queries/publications.ts';
import { listUnits, unitAndAbove } from '../db/queries/units.ts';
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

/** Whether the actor holds the operation for a unit of the province: asked for many units at once. */
export async function holderIn(
  db: Db,
  actor: Actor,
  operation: Operation,
  province: string,
): Promise<(unit: string) => boolean> {
  const parents = new Map((await listUnits(db, province)).map(({ code, parent }) => [code, parent]));
  const above = (unit: string | null): string[] =>
    unit === null ? [] : [unit, ...above(parents.get(unit) ?? null)];
  return (unit) => parents.has(unit) && can(actor, operation, above(unit));
}

/** Provinces with publications in which the actor holds the operation for at least one unit. */
export async function reachedProvinces(db: Db, actor: Actor, operation: Operation): Promise<string[]> {
  const reached: string[] = [];
  for (const province of new Set((await publishedCampaigns(db)).map((one) => one.province))) {
    const holds = await holderIn(db, actor, operation, province);
    if ((await listUnits(db, province)).some(({ code }) => holds(code))) reached.push(province);
  }
  return reached;
}

/** Provinces with publications in which the actor holds the operation for the province itself. */
export async function heldProvinces(db: Db, actor: Actor, operation: Operation): Promise<string[]> {
  const provinces = new Set((await publishedCampaigns(db)).map(({ province }) => province));
  const held: string[] = [];
  for (const province of provinces)
    if (can(actor, operation, await unitAndAbove(db, province))) held.push(province);
  return held;
}
