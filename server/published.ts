/** A publication as its pages and files show it, with print held against arithmetic. Kept in memory: it never changes. */
import type { PublishedView } from '../client/public/published-view.ts';
import type { Db } from '../db/dialect.ts';
import { findPublication, listRevisions } from '../db/queries/publications.ts';
import { listSignatures, type StoredSignature } from '../db/queries/signatures.ts';
import { unitNames } from '../db/queries/units.ts';
import { comparePrint } from './core/compare-print.ts';
import { ALGORITHM, type FileSignature } from './signing.ts';

const KEPT = 50;

/** What of a view never changes; which revisions and signatures there are does. */
type Frozen = Omit<PublishedView, 'hash' | 'reason' | 'decision' | 'revisions' | 'asked' | 'signatures'>;

/** Published views by campaign and revision. */
export class PublishedViews {
  readonly #views = new Map<string, Frozen>();

  constructor(private readonly db: Db) {}

  /** The standing publication of a campaign, or the named revision; null when there is none. */
  async find(campaign: string, asked?: number): Promise<PublishedView | null> {
    const revisions = await listRevisions(this.db, campaign);
    const wanted = revisions.find(({ revision }) => asked === undefined || revision === asked);
    if (!wanted) return null;
    const key = `${campaign} ${wanted.revision} ${wanted.hash}`;
    const frozen = this.#views.get(key) ?? (await this.#read(campaign, wanted.revision));
    if (!frozen) return null;
    if (this.#views.size >= KEPT) this.#views.clear();
    this.#views.set(key, frozen);
    const { hash, reason, decision } = wanted;
    const signatures = (await listSignatures(this.db, campaign, wanted.revision)).map(asCarried);
    const more = { signatures, ...(asked === undefined ? {} : { asked }) };
    return { ...frozen, hash, reason, decision, revisions, ...more };
  }

  async #read(campaign: string, revision: number): Promise<Frozen | null> {
    const publication = await findPublication(this.db, campaign, revision);
    if (!publication) return null;
    const { inputs, recipe, result, printed, publishedAt } = publication;
    const names = await unitNames(this.db, [inputs.province]);
    return {
      published: { inputs, recipe, result },
      province: names.get(inputs.province) ?? { vi: inputs.province },
      publishedAt,
      revision,
      comparisons: comparePrint(inputs, result, printed),
    };
  }
}

/** As the published file carries it. */
export const asCarried = ({ key, signature, broughtAt }: StoredSignature): FileSignature => ({
  ...{ algorithm: ALGORITHM, key: key.id, name: key.name, publicKey: key.publicKey, signature },
  ...{ broughtAt, retiredAt: key.retiredAt },
});

const stores = new WeakMap<Db, PublishedViews>();

/** The one store of a database, so that what several routes show is kept once. */
export function publishedViews(db: Db): PublishedViews {
  const store = stores.get(db) ?? new PublishedViews(db);
  stores.set(db, store);
  return store;
}
