import { ASSESSMENTS, RATINGS } from './addresses.ts';
import { answerOf, assessments, ratings } from './api.ts';
import { startOf } from './screens.ts';
import type { Session } from './session.ts';

/** Where work starts; an agency that has nothing to score in an index, but a rating to fill, starts there. Never throws. */
export async function startAsked(session: Session): Promise<string | null> {
  const start = startOf(session);
  if (start !== ASSESSMENTS || !session.may.includes('enter-indicator')) return start;
  try {
    const { campaigns } = await answerOf(assessments.assessments.$get());
    if (campaigns.length > 0) return start;
    const { years } = await answerOf(ratings.ratings.$get());
    return years.some(({ quarters }) => quarters.length > 0) ? RATINGS : start;
  } catch {
    return start;
  }
}
