/** What the writes of a rating share: the rating held, still open to changes, and the unit its right is held against. */
import { changeRating, findRating, lockRating, type Rating } from '../../db/queries/ratings.ts';
import type { Writing } from '../../db/transaction.ts';
import { Problem } from '../problem.ts';

export interface RatingInput {
  readonly rating: string;
}

export const provinceOfRating = async (trx: Writing, { rating }: RatingInput): Promise<string | null> =>
  (await findRating(trx, rating))?.province ?? null;

/** The rating, held until the transaction ends, and not closed. @throws Problem `not-found`, `rating-closed` */
export async function holdRating(trx: Writing, { rating: id }: RatingInput): Promise<Rating> {
  const rating = await lockRating(trx, id);
  if (!rating) throw new Problem('not-found', [{ field: 'rating', code: 'not-found' }]);
  if (rating.state === 'closed')
    throw new Problem('rating-closed', [
      { field: 'rating', code: 'closed-at', values: { when: { instant: rating.closedAt ?? '' } } },
    ]);
  return rating;
}

/** What was verified is no longer what stands: the control office looks again. */
export async function reopen(trx: Writing, rating: Rating): Promise<void> {
  if (rating.state !== 'verified') return;
  await changeRating(trx, { ...rating, ...NOT_VERIFIED });
}

export const NOT_VERIFIED = { state: 'open', verifiedBy: null, verifiedAt: null, resultHash: null } as const;
