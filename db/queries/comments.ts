/** Free comments, which are read in batches of at least 10 (decision 21). Their random ids are the order within a batch. */
import type { Db } from '../dialect.ts';
import type { Writing } from '../transaction.ts';

interface SurveyKey {
  readonly province: string;
  readonly id: string;
}

/** Comments of one survey and unit that no reader has seen; `last` is the number of the latest batch, 0 for none. */
export interface WaitingComments {
  readonly province: string;
  readonly survey: string;
  readonly unit: string;
  readonly waiting: number;
  readonly last: number;
}

/** Every survey and unit where at least so many wait. */
export async function waitingComments(db: Db, atLeast: number): Promise<WaitingComments[]> {
  const rows = await db
    .selectFrom('comments')
    .select((eb) => [
      'province',
      'survey',
      'unit',
      eb.fn.count<number>('id').as('all'),
      eb.fn.count<number>('batch').as('released'),
      eb.fn.max<number | null>('batch').as('last'),
    ])
    .groupBy(['province', 'survey', 'unit'])
    .orderBy('province')
    .orderBy('survey')
    .orderBy('unit')
    .execute();
  return rows
    .map(({ all, released, last, ...key }) => ({
      ...key,
      waiting: Number(all) - Number(released),
      last: Number(last ?? 0),
    }))
    .filter(({ waiting }) => waiting >= atLeast);
}

/** Puts all comments of a survey and unit that wait into one batch. @returns how many */
export async function releaseBatch(
  trx: Writing,
  { province, survey, unit }: Pick<WaitingComments, 'province' | 'survey' | 'unit'>,
  batch: number,
): Promise<number> {
  const released = await trx
    .updateTable('comments')
    .set({ batch })
    .where('province', '=', province)
    .where('survey', '=', survey)
    .where('unit', '=', unit)
    .where('batch', 'is', null)
    .executeTakeFirst();
  return Number(released.numUpdatedRows);
}

/** A comment that readers may see. */
export interface ReleasedComment {
  readonly id: string;
  readonly unit: string;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly question: string;
  readonly text: string;
}

/** Where a page of comments begins: after this one. */
export type CommentPlace = Pick<ReleasedComment, 'unit' | 'month' | 'id'>;

/** Released comments of some units in key order, which is random within a unit and month. */
export async function releasedComments(
  db: Db,
  survey: SurveyKey,
  units: readonly string[],
  after: CommentPlace | null,
  limit: number,
): Promise<ReleasedComment[]> {
  const from = after ?? { unit: '', month: '', id: '' };
  return db
    .selectFrom('comments')
    .select(['id', 'unit', 'month', 'question', 'text'])
    .where('province', '=', survey.province)
    .where('survey', '=', survey.id)
    .where('unit', 'in', [...units])
    .where('batch', 'is not', null)
    .where((eb) => eb(eb.refTuple('unit', 'month', 'id'), '>', eb.tuple(from.unit, from.month, from.id)))
    .orderBy('unit')
    .orderBy('month')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Batches that were released of some units, and how many comments wait for theirs. */
export async function countBatches(
  db: Db,
  survey: SurveyKey,
  units: readonly string[],
): Promise<{ batches: number; waiting: number }> {
  const rows = await db
    .selectFrom('comments')
    .select((eb) => [
      'unit',
      eb.fn.countAll<number>().as('all'),
      eb.fn.count<number>('batch').as('released'),
      eb.fn.count<number>('batch').distinct().as('batches'),
    ])
    .where('province', '=', survey.province)
    .where('survey', '=', survey.id)
    .where('unit', 'in', [...units])
    .groupBy('unit')
    .execute();
  return rows.reduce(
    (sum, row) => ({
      batches: sum.batches + Number(row.batches),
      waiting: sum.waiting + Number(row.all) - Number(row.released),
    }),
    { batches: 0, waiting: 0 },
  );
}
