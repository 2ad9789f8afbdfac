/** What every page is told: language, whether sample data is loaded, and the built files it needs. */
import type { PageContext } from '../../client/public/page.tsx';
import type { Lang } from '../../survey-forms/form.ts';
import { hasSample } from '../actions/load-sample.ts';
import type { AssetEntry } from '../assets.ts';
import type { Parts } from '../parts.ts';

export async function pageContext(
  { environment, assets }: Parts,
  lang: Lang,
  entries: { styles: readonly AssetEntry[]; scripts: readonly AssetEntry[] } = {
    styles: ['style'],
    scripts: [],
  },
): Promise<PageContext> {
  const addresses = (list: readonly AssetEntry[]) => list.map(assets.address).filter((one) => one !== null);
  // Without a database there is still a page that says so.
  const sample = await hasSample(environment.db).catch(() => false);
  return { lang, sample, assets: { styles: addresses(entries.styles), scripts: addresses(entries.scripts) } };
}
