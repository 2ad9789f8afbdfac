/**
 * What everybody may have of a publication: all of it but small counts (decision 23). Every public page, file and API
 * answer takes its view from here, so that there is one door. Where nothing is small it is the publication itself.
 */
import type { PublishedView } from '../client/public/published-view.ts';
import { copyFor, type PublishedResult } from './core/recipe.ts';

const copies = new WeakMap<PublishedResult, PublishedResult>();

/** Made once a publication: the views keep it. */
export function publicFile(published: PublishedResult, hash: string): PublishedResult {
  const known = copies.get(published);
  if (known) return known;
  const copy = copyFor(published, 'public', hash);
  copies.set(published, copy);
  return copy;
}

/** @param view of the whole publication; null stays null */
export function publicView(view: PublishedView | null): PublishedView | null {
  return view && { ...view, published: publicFile(view.published, view.hash) };
}
