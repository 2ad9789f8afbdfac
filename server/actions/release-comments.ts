/**
 * Releases comments to their readers (decision 21): all that wait of a survey and unit, as soon as they are 10, together
 * and never one by one. Runs once a day, before the settlement, which then puts them in the order of their random ids.
 */
import { releaseBatch, type WaitingComments, waitingComments } from '../../db/queries/comments.ts';
import type { Actor } from '../access.ts';
import type { Environment } from '../environment.ts';
import { action, everywhere } from './action.ts';

/** The fewest comments that are read together. */
export const COMMENT_BATCH = 10;

interface Released extends Pick<WaitingComments, 'survey' | 'unit'> {
  readonly batch: number;
  readonly comments: number;
}

const release = action({
  name: 'release-comments',
  unit: everywhere,
  run: async (trx, _input: Record<string, never>): Promise<readonly Released[]> => {
    const released: Released[] = [];
    for (const { province, survey, unit, last } of await waitingComments(trx, COMMENT_BATCH)) {
      const batch = last + 1;
      const comments = await releaseBatch(trx, { province, survey, unit }, batch);
      released.push({ survey, unit, batch, comments });
    }
    return released;
  },
  audit: (_input, released) => ({ subject: 'comments', details: { released } }),
});

/** Safe to run as often as one likes. @returns what was released now */
export async function releaseComments(environment: Environment, actor: Actor): Promise<readonly Released[]> {
  if ((await waitingComments(environment.db, COMMENT_BATCH)).length === 0) return [];
  return release.run(environment, actor, {});
}
