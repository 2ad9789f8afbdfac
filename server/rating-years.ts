/** Years that a reader may see, with their quarters and where each stands. */
import type { Db } from '../db/dialect.ts';
import { type Campaign, listCampaigns, readUnits } from '../db/queries/campaigns.ts';
import { findFramework } from '../db/queries/frameworks.ts';
import { listRatings, type Rating } from '../db/queries/ratings.ts';
import { surveysOfCampaign } from '../db/queries/surveys.ts';
import { unitAndAbove } from '../db/queries/units.ts';
import { shippedForms } from '../survey-forms/catalogue.ts';
import { type Actor, can } from './access.ts';
import type { RatingResult } from './core/rating-result.ts';
import { checkRatingRules, DEFAULT_RATING_RULES } from './core/rating-rules.ts';
import { Problem } from './problem.ts';
import { ratingStanding } from './rating-inputs.ts';
import { missingView, namesOf, ratingLine, type Seen, seenUnits } from './rating-view.ts';
import { areShipped, startingRules } from './starting-rules.ts';

const QUARTERS = [1, 2, 3, 4];

/** Whether quarters of the campaign can be rated by the rules of domain §6. */
async function isRated(db: Db, { framework: id, frameworkVersion }: Campaign): Promise<boolean> {
  const framework = await findFramework(db, id, frameworkVersion);
  return framework !== null && checkRatingRules(DEFAULT_RATING_RULES, framework, shippedForms).ok;
}

/** Null where the reader sees none of it. */
async function seenOf(db: Db, actor: Actor, campaign: Campaign): Promise<{ seen: Seen } | null> {
  const units = (await readUnits(db, campaign.id)).map(({ code }) => code);
  try {
    return { seen: await seenUnits(db, actor, campaign.province, units) };
  } catch (error) {
    if (error instanceof Problem && error.code === 'forbidden') return null;
    throw error;
  }
}

/** The latest year first, its quarters in their order. */
export async function ratingYears(db: Db, actor: Actor, now: Date) {
  const ratings = await listRatings(db);
  const names = await namesOf(db, ratings);
  const years = [];
  for (const campaign of await listCampaigns(db)) {
    const own = ratings.filter((one) => one.campaign === campaign.id).toReversed();
    if (own.length === 0 && !(await isRated(db, campaign))) continue;
    const reader = await seenOf(db, actor, campaign);
    if (reader === null) continue;
    const mayCreate = can(actor, 'create-rating', await unitAndAbove(db, campaign.province));
    // An agency that sees none that is open has nothing to look at; who sees the province is told that none is.
    if (own.length === 0 && !mayCreate && reader.seen !== null) continue;
    years.push({
      ...{ campaign: campaign.id, title: campaign.title, year: campaign.year, province: campaign.province },
      ...{ mayCreate, whole: reader.seen === null },
      ...(mayCreate ? await openingsIn(db, ratings, campaign) : { openings: [], surveys: [] }),
      quarters: await Promise.all(own.map((one) => quarterLine(db, one, names, reader.seen, now))),
    });
  }
  return years;
}

/** The total of a reader's agency; null for one who sees several, for nothing is said of them together. */
function ownTotal({ units }: RatingResult, seen: ReadonlySet<string>): string | null {
  const [own, ...others] = units.filter(({ unit }) => seen.has(unit));
  return own && others.length === 0 ? own.total : null;
}

/** Quarters that may still be opened, with the rules each starts with, and the surveys that may count in any quarter. */
async function openingsIn(db: Db, ratings: readonly Rating[], campaign: Campaign) {
  const own = ratings.filter((one) => one.campaign === campaign.id);
  const framework = await findFramework(db, campaign.framework, campaign.frameworkVersion);
  const openings = [];
  for (const quarter of QUARTERS) {
    if (!framework || own.some((one) => one.quarter === quarter)) continue;
    const { rules, from } = await startingRules(db, ratings, { campaign, framework, quarter });
    const shown = from && !areShipped(rules) && { id: from.id, quarter: from.quarter, year: from.year };
    openings.push({ quarter, forms: [...rules.forms], rulesFrom: shown || null });
  }
  const forms = new Set([
    ...own.flatMap(({ rules }) => rules.forms),
    ...openings.flatMap((one) => one.forms),
  ]);
  const surveys = (await surveysOfCampaign(db, campaign.id))
    .filter(({ form }) => forms.has(form))
    .map(({ id, title, form }) => ({ id, title, form }));
  return { openings, surveys };
}

async function quarterLine(
  db: Db,
  rating: Rating,
  names: ReadonlyMap<string, string>,
  seen: Seen,
  now: Date,
) {
  const found = await ratingStanding(db, rating, now);
  return {
    ...ratingLine(rating, names),
    missing: missingView(found, seen).length,
    mean: seen === null ? found.result.mean.total : null,
    own: seen === null ? null : ownTotal(found.result, seen),
  };
}
