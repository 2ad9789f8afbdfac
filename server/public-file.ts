/**
 * What everybody may have of a publication: all of it but small counts (decision 23). Every public page, file and API
 * answer takes its view from here, so that there is one door. Where nothing is small it is the publication itself.
 */
import type { PublishedView } from '../client/public/published-view.ts';
import { copyFor, type PublishedResult } from './core/recipe.ts';
import { type FileSignature, signatureFits } from './signing.ts';

const copies = new WeakMap<PublishedResult, PublishedResult>();

/** Made once a publication: the views keep it. */
export function publicFile(published: PublishedResult, hash: string): PublishedResult {
  const known = copies.get(published);
  if (known) return known;
  const copy = copyFor(published, 'public', hash);
  copies.set(published, copy);
  return copy;
}

/**
 * @param view of the whole publication; null stays null
 * @returns it with those signatures only that are of the file as it stands now: another program may write the copy otherwise
 */
export function publicView(view: PublishedView | null): PublishedView | null {
  if (view === null) return null;
  const published = publicFile(view.published, view.hash);
  const hash = published.copy?.hash ?? view.hash;
  const signatures = (view.signatures ?? []).filter((one) => signatureFits(hash, one));
  return { ...view, published, signatures };
}

/** The file as everybody gets it: signatures stand beside what is hashed, so that it keeps its hash. */
export function signedFile({ published, signatures = [] }: PublishedView): SignedFile {
  return signatures.length === 0 ? published : { ...published, signatures };
}

export interface SignedFile extends PublishedResult {
  readonly signatures?: readonly FileSignature[];
}
