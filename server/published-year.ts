/** What was published for a year: the standing revision of each campaign of it. */
import type { PublishedView } from '../client/public/published-view.ts';
import type { Db } from '../db/dialect.ts';
import { publishedCampaigns } from '../db/queries/publications.ts';
import { Problem } from './problem.ts';
import { publicView } from './public-file.ts';
import { publishedViews } from './published.ts';

/**
 * @param year as it stands in the address
 * @throws Problem `not-found` that names the years there are
 */
export async function publishedIn(db: Db, year: string): Promise<PublishedView[]> {
  const campaigns = await publishedCampaigns(db);
  const asked = campaigns.filter((one) => String(one.year) === year);
  const views = await Promise.all(
    asked.map(async ({ campaign }) => publicView(await publishedViews(db).find(campaign))),
  );
  const found = views.filter((view) => view !== null);
  if (found.length > 0) return found;
  const years = [...new Set(campaigns.map((one) => one.year))].join(', ');
  const values = { value: { text: year.slice(0, LONGEST_YEAR) }, known: { text: years || '–' } };
  throw new Problem('not-found', [{ field: 'year', code: 'unknown-filter', values }]);
}

/** What is longer is no year, and not repeated. */
const LONGEST_YEAR = 8;
