/** A published result beside that of an earlier year, for everybody: from the public copies of both. */
import type { Context } from 'hono';
import type { PublishedView } from '../../client/public/published-view.ts';
import { renderPage } from '../../client/public/render-page.ts';
import { YearsPage } from '../../client/public/years-page.tsx';
import type { Lang } from '../../survey-forms/form.ts';
import { previousOf } from '../core/series.ts';
import { type AppEnv, createRoutes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { Problem } from '../problem.ts';
import { SHORT_CACHE } from '../public-data.ts';
import { publicView } from '../public-file.ts';
import { publishedViews } from '../published.ts';
import { frozenOf, publishedOf } from '../published-series.ts';
import { yearsView } from '../years-view.ts';
import { pageContext } from './context.ts';

export function yearsPageRoutes(parts: Parts, lang: Lang) {
  const { db } = parts.environment;

  /** @throws Problem `not-found` */
  async function publicOf(campaign: string): Promise<PublishedView> {
    const view = publicView(await publishedViews(db).find(campaign));
    if (!view) throw new Problem('not-found');
    return view;
  }

  /** The one the address names, or else the one that the campaign follows in its series; null: it follows none. */
  async function earlierOf(view: PublishedView, named: string | undefined): Promise<PublishedView | null> {
    if (named !== undefined) return publicOf(named);
    const { id, province } = view.published.inputs;
    const before = previousOf(frozenOf(await publishedOf(db, province)), id);
    return before && publicOf(before.inputs.id);
  }

  async function show(c: Context<AppEnv>): Promise<Response> {
    const view = await publicOf(c.req.param('campaign') ?? '');
    const earlier = await earlierOf(view, c.req.param('earlier'));
    const unit = c.req.param('unit') ?? null;
    const found = earlier && (await yearsView(db, [earlier, view], unit));
    const compared = found && (found.ok ? found : found.reason);
    // Another order in the address is another address of the same page: what stands later is later.
    const swapped = found?.ok && found.later.campaign !== view.published.inputs.id;
    const [shown, before] = swapped && earlier ? [earlier, view] : [view, earlier];
    if (unit !== null && found?.ok && !found.units.some(({ code }) => code === unit))
      throw new Problem('not-found');
    c.header('Cache-Control', SHORT_CACHE);
    const props = { ...(await pageContext(parts, lang)), view: shown, earlier: before, compared, unit };
    return c.html(renderPage(<YearsPage {...props} />));
  }

  return createRoutes()
    .get('/ket-qua/:campaign/so-nam', show)
    .get('/ket-qua/:campaign/so-nam/:earlier', show)
    .get('/ket-qua/:campaign/so-nam/:earlier/don-vi/:unit', show);
}
