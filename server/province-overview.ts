/** The page of a province, gathered: its campaigns, and of one of them result, change, surveys, signals and what is due. */
import type { Db } from '../db/dialect.ts';
import { type Campaign, listCampaigns, readUnits } from '../db/queries/campaigns.ts';
import { standingRevisions } from '../db/queries/publications.ts';
import { surveysOfCampaign } from '../db/queries/surveys.ts';
import { unitAndAbove, unitNames } from '../db/queries/units.ts';
import type { Text } from '../survey-forms/form.ts';
import { type Actor, can } from './access.ts';
import { campaignDue } from './campaign-due.ts';
import { dayOf } from './core/calendar.ts';
import type { Due } from './core/due.ts';
import { type NoChange, type ProvinceChange, provinceChange } from './core/province-change.ts';
import { type ProvinceResult, provinceResult } from './core/province-view.ts';
import type { Published } from './core/series.ts';
import { previousOf } from './core/series.ts';
import type { PublishedViews } from './published.ts';
import type { SignalBook } from './signal-book.ts';
import { type SurveyStanding, surveyStandings } from './survey-standing.ts';

export interface CampaignLine {
  readonly id: string;
  readonly title: Text;
  readonly year: number;
  readonly province: { readonly code: string; readonly name: Text };
  /** The revision that stands; null: nothing is published. */
  readonly published: { readonly revision: number; readonly at: string } | null;
  readonly sample: boolean;
}

export interface CampaignOverview extends CampaignLine {
  /** Units that are ranked. */
  readonly units: number;
  readonly result: ProvinceResult | null;
  /** Against the campaign before; null: there was none, or nothing is published. */
  readonly change: ProvinceChange | NoChange | null;
  readonly surveys: readonly SurveyStanding[];
  readonly due: readonly Due[];
  readonly today: string;
}

/** The campaigns of the provinces that the reader may see, the latest year first. */
export async function campaignLines(db: Db, actor: Actor): Promise<CampaignLine[]> {
  const all = await listCampaigns(db);
  const provinces = [...new Set(all.map(({ province }) => province))];
  const names = await unitNames(db, provinces);
  const seen = new Set<string>();
  for (const province of provinces)
    if (can(actor, 'read-province', await unitAndAbove(db, province))) seen.add(province);
  const standing = await standingRevisions(db);
  return all
    .filter(({ province }) => seen.has(province))
    .map(({ id, title, year, province, sample }) => {
      const published = standing.get(id);
      return {
        id,
        title,
        year,
        province: { code: province, name: names.get(province) ?? { vi: province } },
        published: published ? { revision: published.revision, at: published.publishedAt } : null,
        sample,
      };
    });
}

/** The one that is shown unless another is asked for: the newest published, else the newest. */
export const defaultCampaign = (lines: readonly CampaignLine[]): CampaignLine | null =>
  lines.find(({ published }) => published !== null) ?? lines[0] ?? null;

/** What is kept between two askings. */
export interface Books {
  readonly views: PublishedViews;
  readonly signals: SignalBook;
}

/**
 * @param campaign one of `lines`
 * @param lines all that the reader may see
 */
export async function campaignOverview(
  db: Db,
  { views, signals }: Books,
  { campaign, line, lines }: { campaign: Campaign; line: CampaignLine; lines: readonly CampaignLine[] },
  now: Date,
): Promise<CampaignOverview> {
  const surveys = await surveysOfCampaign(db, campaign.id);
  const today = dayOf(now);
  const published = line.published ? await frozen(views, campaign.id) : null;
  return {
    ...line,
    units: (await readUnits(db, campaign.id)).length,
    result: published && resultOf(published),
    change: published && changeOf(published, await earlierOnes(views, line, lines)),
    surveys: await surveyStandings(db, signals, { campaign, surveys }, now),
    due: await campaignDue(db, campaign.id, surveys, today),
    today,
  };
}

/** What is frozen never changes: it is worked out once. */
const results = new WeakMap<Published, ProvinceResult>();

function resultOf(published: Published): ProvinceResult {
  const result = results.get(published) ?? provinceResult(published.inputs, published.result);
  results.set(published, result);
  return result;
}

const frozen = async (views: PublishedViews, campaign: string): Promise<Published | null> =>
  (await views.find(campaign))?.published ?? null;

/** The published campaigns of the province of earlier years, the latest first. */
async function earlierOnes(
  views: PublishedViews,
  line: CampaignLine,
  lines: readonly CampaignLine[],
): Promise<Published[]> {
  const found = [];
  for (const { id, year, province, published } of lines)
    if (published && province.code === line.province.code && year < line.year)
      found.push(await frozen(views, id));
  return found.filter((one) => one !== null);
}

/** Against the one before in the series; where none can be held against it, why the latest other one cannot. */
function changeOf(published: Published, earlier: readonly Published[]): ProvinceChange | NoChange | null {
  const before = previousOf([...earlier, published], published.inputs.id) ?? earlier[0];
  return before ? provinceChange(before, published) : null;
}
