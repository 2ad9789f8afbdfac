/** The page that a phone's service worker fetches beforehand, and shows without a network. */
import { OfflinePage } from '../../client/public/offline-page.tsx';
import { renderPage } from '../../client/public/render-page.ts';
import type { Lang } from '../../survey-forms/form.ts';
import { createRoutes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { pageContext } from './context.ts';

export function offlineRoutes(parts: Parts, lang: Lang) {
  return createRoutes().get('/ngoai-tuyen', async (c) => {
    const context = await pageContext(parts, lang, { styles: ['form-style'], scripts: [] });
    return c.html(renderPage(<OfflinePage {...context} />));
  });
}
