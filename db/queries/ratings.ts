/** Ratings of procedure handling, a row a quarter: its rules, its surveys, where it stands, and the result once closed. */
import type { RatingResult } from '../../server/core/rating-result.ts';
import type { RatingRules } from '../../server/core/rating-rules.ts';
import type { Db } from '../dialect.ts';
import { selectEach } from '../dialect.ts';
import type { RatingTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export interface Rating {
  readonly id: string;
  readonly province: string;
  readonly campaign: string;
  readonly year: number;
  readonly quarter: number;
  readonly rules: RatingRules;
  readonly surveys: readonly string[];
  readonly state: RatingTable['state'];
  /** Frozen at the close, with its SHA-256. */
  readonly result: RatingResult | null;
  readonly resultHash: string | null;
  /** Account ids and instants. */
  readonly verifiedBy: string | null;
  readonly verifiedAt: string | null;
  readonly closedBy: string | null;
  readonly closedAt: string | null;
  readonly revision: number;
}

const toRating = (row: RatingTable): Rating => ({
  id: row.id,
  province: row.province,
  campaign: row.campaign,
  year: row.year,
  quarter: row.quarter,
  rules: JSON.parse(row.rules),
  surveys: JSON.parse(row.surveys),
  state: row.state,
  result: row.result === null ? null : JSON.parse(row.result),
  resultHash: row.result_hash,
  verifiedBy: row.verified_by,
  verifiedAt: row.verified_at,
  closedBy: row.closed_by,
  closedAt: row.closed_at,
  revision: row.revision,
});

const toRow = (rating: Rating): RatingTable => ({
  id: rating.id,
  province: rating.province,
  campaign: rating.campaign,
  year: rating.year,
  quarter: rating.quarter,
  rules: JSON.stringify(rating.rules),
  surveys: JSON.stringify(rating.surveys),
  state: rating.state,
  result: rating.result && JSON.stringify(rating.result),
  result_hash: rating.resultHash,
  verified_by: rating.verifiedBy,
  verified_at: rating.verifiedAt,
  closed_by: rating.closedBy,
  closed_at: rating.closedAt,
  revision: rating.revision,
});

export async function findRating(db: Db, id: string): Promise<Rating | null> {
  const row = await db.selectFrom('ratings').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toRating(row) : null;
}

/** The rating, held until the transaction ends: nobody closes it while something is written to it. */
export async function lockRating(trx: Writing, id: string): Promise<Rating | null> {
  const [row] = await selectEach<RatingTable>(trx, 'ratings', ['id'], [[id]], 'lock');
  return row ? toRating(row) : null;
}

/** The latest quarter first. */
export async function listRatings(db: Db): Promise<Rating[]> {
  const rows = await db
    .selectFrom('ratings')
    .selectAll()
    .orderBy('year', 'desc')
    .orderBy('quarter', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(toRating);
}

/** The quarters of a campaign in their order. */
export async function ratingsOfCampaign(db: Db, campaign: string): Promise<Rating[]> {
  const rows = await db
    .selectFrom('ratings')
    .selectAll()
    .where('campaign', '=', campaign)
    .orderBy('quarter')
    .execute();
  return rows.map(toRating);
}

export async function insertRating(trx: Writing, rating: Rating): Promise<void> {
  await trx.insertInto('ratings').values(toRow(rating)).execute();
}

/** Removes a locked rating that nothing was entered for. */
export async function deleteRating(trx: Writing, id: string): Promise<void> {
  await trx.deleteFrom('ratings').where('id', '=', id).execute();
}

/** Writes a locked rating; its revision rises. */
export async function changeRating(trx: Writing, rating: Rating): Promise<number> {
  const { id, revision, ...columns } = toRow(rating);
  await trx
    .updateTable('ratings')
    .set({ ...columns, revision: revision + 1 })
    .where('id', '=', id)
    .execute();
  return revision + 1;
}
