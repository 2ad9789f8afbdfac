/** Reading released comments page by page, and looking for words in them. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Db } from '../db/dialect.ts';
import { type CommentPlace, type ReleasedComment, releasedComments } from '../db/queries/comments.ts';
import { foldText } from './core/fold-text.ts';

const PAGE = 50;
/** How many are looked through at a time, each chunk in a turn of its own. */
const CHUNK = 500;

export interface CommentPage {
  readonly comments: readonly ReleasedComment[];
  /** Where the next page begins; null: this is the last. */
  readonly next: CommentPlace | null;
}

/**
 * Up to 50 released comments of some units that hold every word looked for, case and marks aside.
 * @param search '' for all of them
 */
export async function findComments(
  db: Db,
  survey: { readonly province: string; readonly id: string },
  { units, search, after }: { units: readonly string[]; search: string; after: CommentPlace | null },
): Promise<CommentPage> {
  const words = foldText(search).split(' ').filter(Boolean);
  const holds = ({ text }: ReleasedComment) => {
    const folded = foldText(text);
    return words.every((word) => folded.includes(word));
  };
  const found: ReleasedComment[] = [];
  for (let from = after; ; await nextTurn()) {
    const chunk = await releasedComments(db, survey, units, from, CHUNK);
    found.push(...(words.length === 0 ? chunk : chunk.filter(holds)));
    const last = chunk.at(-1);
    if (found.length > PAGE) return { comments: found.slice(0, PAGE), next: found[PAGE - 1] ?? null };
    if (!last || chunk.length < CHUNK) return { comments: found, next: null };
    from = last;
  }
}
