/** The published result that a filter names, or what its reader is told instead. */
import type { PublishedView } from '../client/public/published-view.ts';
import type { Db } from '../db/dialect.ts';
import { findCampaign } from '../db/queries/campaigns.ts';
import { publishedCampaigns } from '../db/queries/publications.ts';
import { type Lang, say, type Text } from '../survey-forms/form.ts';
import type { Operation } from './access.ts';
import { type AppContext, signedInOf } from './http.ts';
import { Problem } from './problem.ts';
import { publishedViews } from './published.ts';
import { reachedProvinces } from './published-series.ts';
import { unknownFilter } from './unknown-filter.ts';

interface Asked {
  readonly operation: Operation;
  readonly field: string;
  readonly campaign: string | undefined;
}

/**
 * Rights are the caller's business: whoever reaches no unit of a province is not told what it works on.
 * @throws Problem `unknown-filter` with what may stand there; `not-comparable` where it is there, and not published yet
 */
export async function askedResult(c: AppContext, db: Db, asked: Asked): Promise<PublishedView> {
  const { field, campaign } = asked;
  const view = campaign === undefined ? null : await publishedViews(db).find(campaign);
  if (view) return view;
  const provinces = await reachedProvinces(db, signedInOf(c).actor, asked.operation);
  const unpublished = campaign === undefined ? null : await findCampaign(db, campaign);
  if (unpublished && provinces.includes(unpublished.province))
    throw new Problem('not-comparable', [
      { field, code: 'not-published', values: { title: { text: say(unpublished.title, c.var.lang) } } },
    ]);
  throw unknownFilter(field, campaign, await resultsIn(db, provinces, c.var.lang));
}

/** Published results by their names, with the ids by which a program asks for them. */
async function resultsIn(db: Db, provinces: readonly string[], lang: Lang): Promise<string[]> {
  const found = (await publishedCampaigns(db)).filter(({ province }) => provinces.includes(province));
  const views = await Promise.all(found.map(({ campaign }) => publishedViews(db).find(campaign)));
  return views.flatMap((view) => {
    if (!view) return [];
    const { id, title } = view.published.inputs;
    return [`${say(title, lang)} (${id})`];
  });
}

/** @throws Problem `not-comparable` where one of both years does not rate the unit; `unknown-filter` where neither does */
export function demandRated(field: string, unit: string, views: readonly PublishedView[], lang: Lang): void {
  const without = views.filter((view) => nameIn(view, unit) === undefined);
  const [one] = without;
  if (!one) return;
  const name = views.map((view) => nameIn(view, unit)).find((found) => found !== undefined);
  if (name) {
    const values = {
      unit: { text: say(name, lang) },
      title: { text: say(one.published.inputs.title, lang) },
    };
    throw new Problem('not-comparable', [{ field, code: 'not-rated-then', values }]);
  }
  const [first, ...others] = views.map(({ published }) => published.inputs.units.map(({ code }) => code));
  throw unknownFilter(
    field,
    unit,
    first?.filter((code) => others.every((codes) => codes.includes(code))) ?? [],
  );
}

const nameIn = ({ published }: PublishedView, unit: string): Text | undefined =>
  published.inputs.units.find(({ code }) => code === unit)?.name;
