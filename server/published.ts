/** A publication as its pages and files show it, with print held against arithmetic. Kept in memory: it never changes. */
import type { PublishedView } from '../client/public/published-view.ts';
import type { Db } from '../db/dialect.ts';
import { findPublication, listRevisions } from '../db/queries/publications.ts';
import { unitNames } from '../db/queries/units.ts';
import { comparePrint } from './core/compare-print.ts';

const KEPT = 50;

/** Published views by campaign and revision. */
export class PublishedViews {
  readonly #views = new Map<string, PublishedView>();

  constructor(private readonly db: Db) {}

  /** The standing publication of a campaign; null when there is none. */
  async find(campaign: string): Promise<PublishedView | null> {
    const [latest] = await listRevisions(this.db, campaign);
    if (!latest) return null;
    const key = `${campaign} ${latest.revision} ${latest.hash}`;
    const known = this.#views.get(key);
    if (known) return known;
    const view = await this.#read(campaign, latest.revision);
    if (this.#views.size >= KEPT) this.#views.clear();
    if (view) this.#views.set(key, view);
    return view;
  }

  async #read(campaign: string, revision: number): Promise<PublishedView | null> {
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
