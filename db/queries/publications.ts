/** Published results: frozen with their recipe, never edited, only superseded. */
import type { CampaignInputs, CampaignResult, PrintedValue } from '../../server/core/campaign.ts';
import type { Recipe } from '../../server/core/recipe.ts';
import type { Db } from '../dialect.ts';
import type { PublicationTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

/** The decision by which a result is published. */
export interface Decision {
  readonly number: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
}

export interface Publication {
  readonly campaign: string;
  /** 1, 2, 3 …; the highest one stands. */
  readonly revision: number;
  readonly recipe: Recipe;
  readonly inputs: CampaignInputs;
  readonly result: CampaignResult;
  readonly printed: readonly PrintedValue[];
  readonly hash: string;
  /** Why an earlier revision was superseded; null for the first. */
  readonly reason: string | null;
  /** Null where none was named. */
  readonly decision: Decision | null;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly sample: boolean;
}

const decisionOf = ({ decision }: Pick<PublicationTable, 'decision'>): Decision | null =>
  decision === null ? null : JSON.parse(decision);

function toPublication(row: PublicationTable): Publication {
  return {
    campaign: row.campaign,
    revision: row.revision,
    recipe: JSON.parse(row.recipe),
    inputs: JSON.parse(row.inputs),
    result: JSON.parse(row.result),
    printed: JSON.parse(row.printed),
    hash: row.hash,
    reason: row.reason,
    decision: decisionOf(row),
    publishedAt: row.published_at,
    publishedBy: row.published_by,
    sample: row.sample === 1,
  };
}

/** The standing publication of a campaign, or the named revision. */
export async function findPublication(
  db: Db,
  campaign: string,
  revision?: number,
): Promise<Publication | null> {
  const row = await db
    .selectFrom('publications')
    .selectAll()
    .where('campaign', '=', campaign)
    .$if(revision !== undefined, (q) => q.where('revision', '=', revision ?? 0))
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? toPublication(row) : null;
}

/** A publication without its contents. */
export type Revision = Pick<Publication, 'revision' | 'hash' | 'publishedAt' | 'reason' | 'decision'>;

/** Revisions of a campaign, the newest first. */
export async function listRevisions(db: Db, campaign: string): Promise<Revision[]> {
  const rows = await db
    .selectFrom('publications')
    .select(['revision', 'hash', 'published_at', 'reason', 'decision'])
    .where('campaign', '=', campaign)
    .orderBy('revision', 'desc')
    .execute();
  return rows.map(({ published_at, ...row }) => ({
    ...row,
    publishedAt: published_at,
    decision: decisionOf(row),
  }));
}

/** The standing revision of every published campaign, by campaign, without its contents. */
export async function standingRevisions(
  db: Db,
): Promise<Map<string, Pick<Publication, 'revision' | 'publishedAt'>>> {
  const rows = await db
    .selectFrom('publications')
    .select(['campaign', 'revision', 'published_at'])
    .orderBy('revision')
    .execute();
  return new Map(
    rows.map(({ campaign, revision, published_at }) => [campaign, { revision, publishedAt: published_at }]),
  );
}

/** Campaigns with a publication, and when the standing one was made; the latest year first. */
export async function listPublished(db: Db): Promise<Publication[]> {
  const rows = await db
    .selectFrom('publications as p')
    .innerJoin('campaigns', 'campaigns.id', 'p.campaign')
    .selectAll('p')
    .where('p.revision', '=', (eb) =>
      eb
        .selectFrom('publications as newer')
        .select((one) => one.fn.max('newer.revision').as('top'))
        .whereRef('newer.campaign', '=', 'p.campaign'),
    )
    .orderBy('campaigns.year', 'desc')
    .orderBy('p.campaign')
    .execute();
  return rows.map(toPublication);
}

/** What has been published, without its contents: campaign, province and evaluated year; the latest year first. */
export async function publishedCampaigns(
  db: Db,
): Promise<{ campaign: string; province: string; year: number }[]> {
  return db
    .selectFrom('campaigns')
    .select(['campaigns.id as campaign', 'campaigns.province', 'campaigns.year'])
    .where('campaigns.id', 'in', (eb) => eb.selectFrom('publications').select('publications.campaign'))
    .orderBy('campaigns.year', 'desc')
    .orderBy('campaigns.id')
    .execute();
}

export async function insertPublication(trx: Writing, publication: Publication): Promise<void> {
  await trx
    .insertInto('publications')
    .values({
      campaign: publication.campaign,
      revision: publication.revision,
      recipe: JSON.stringify(publication.recipe),
      inputs: JSON.stringify(publication.inputs),
      result: JSON.stringify(publication.result),
      printed: JSON.stringify(publication.printed),
      hash: publication.hash,
      reason: publication.reason,
      decision: publication.decision === null ? null : JSON.stringify(publication.decision),
      published_at: publication.publishedAt,
      published_by: publication.publishedBy,
      sample: publication.sample ? 1 : 0,
    })
    .execute();
}
