/**
 * The control office verifies a quarter as a whole, and a publisher, who is another person, closes it: what was verified
 * and nothing else is frozen with its hash.
 */
import { holdDossiers } from '../../db/queries/dossiers.ts';
import { changeRating } from '../../db/queries/ratings.ts';
import type { Writing } from '../../db/transaction.ts';
import { actorName } from '../access.ts';
import { hashOf } from '../core/recipe.ts';
import { Problem, type ProblemPlace } from '../problem.ts';
import { type RatingStanding, ratingStanding } from '../rating-inputs.ts';
import { blockers, missingIndicators } from '../rating-missing.ts';
import { action } from './action.ts';
import { holdRating, NOT_VERIFIED, provinceOfRating, type RatingInput } from './hold-rating.ts';

export interface VerifyInput extends RatingInput {
  /** False takes the verification back. */
  readonly verified: boolean;
  /** Whoever verifies knows what is missing, and that it gets no points. */
  readonly withMissing?: boolean | undefined;
}

/** The standing of now as it would be frozen, with dossiers held: nothing comes in between counting and writing. */
async function standing(trx: Writing, input: RatingInput, now: Date): Promise<RatingStanding> {
  // In the order of an import, which reopens what was verified: neither waits for the other for ever.
  await holdDossiers(trx);
  const rating = await holdRating(trx, input);
  return ratingStanding(trx, rating, now, false);
}

const missingPlaces = (found: RatingStanding): ProblemPlace[] =>
  missingIndicators(found).map(({ unit, indicator, reason }) => ({
    field: `units.${unit}.${indicator}`,
    code: reason,
    values: {
      unit: { text: found.result.units.find((one) => one.unit === unit)?.name.vi ?? unit },
      indicator: { text: indicator },
    },
  }));

/** @throws Problem `rating-closed`, `rating-not-ready` with what is missing */
export const verifyRating = action({
  name: 'verify-rating',
  unit: provinceOfRating,
  run: async (trx, input: VerifyInput, { environment, actor }) => {
    const found = await standing(trx, input, environment.now());
    if (!input.verified) {
      await changeRating(trx, { ...found.rating, ...NOT_VERIFIED });
      return { hash: null, missing: 0 };
    }
    const missing = missingPlaces(found);
    const stops = [...blockers(found, environment.now()), ...(input.withMissing ? [] : missing)];
    if (stops.length > 0) throw new Problem('rating-not-ready', stops.slice(0, 200));
    const hash = hashOf(found.result);
    await changeRating(trx, {
      ...found.rating,
      ...{ state: 'verified', resultHash: hash, verifiedBy: actorName(actor) },
      verifiedAt: environment.now().toISOString(),
    });
    return { hash, missing: missing.length };
  },
  audit: ({ rating, verified }, { hash, missing }) => ({
    subject: `rating ${rating}`,
    details: { verified, hash, missing },
  }),
});

/** @throws Problem `rating-closed`, `rating-not-ready`, `second-person-needed` */
export const closeRating = action({
  name: 'close-rating',
  unit: provinceOfRating,
  run: async (trx, input: RatingInput, { environment, actor }) => {
    const found = await standing(trx, input, environment.now());
    const { rating, result } = found;
    const hash = hashOf(result);
    if (rating.state !== 'verified')
      throw new Problem('rating-not-ready', [{ field: 'rating', code: 'not-verified-yet', values: {} }]);
    if (actor.kind === 'account' && rating.verifiedBy === actor.id) throw new Problem('second-person-needed');
    const stops = blockers(found, environment.now());
    if (rating.resultHash !== hash)
      stops.push({ field: 'rating', code: 'changed-since-verified', values: {} });
    if (stops.length > 0) throw new Problem('rating-not-ready', stops);
    await changeRating(trx, {
      ...rating,
      ...{ state: 'closed', result, resultHash: hash, closedBy: actorName(actor) },
      closedAt: environment.now().toISOString(),
    });
    return { hash };
  },
  audit: ({ rating }, { hash }) => ({ subject: `rating ${rating}`, details: { hash } }),
});
