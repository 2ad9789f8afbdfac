/** The page that a device at the counter opens. The same for every device: who it is stands in its header of each request. */
import { KioskPage } from '../../client/kiosk/kiosk-page.tsx';
import { renderPage } from '../../client/public/render-page.ts';
import type { Lang } from '../../survey-forms/form.ts';
import { createRoutes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { pageContext } from './context.ts';

const KIOSK_FILES = { styles: ['kiosk-style'], scripts: ['kiosk'] } as const;

export function kioskPageRoutes(parts: Parts, lang: Lang) {
  return createRoutes().get('/quay', async (c) => {
    const context = await pageContext(parts, lang, KIOSK_FILES);
    c.header('Cache-Control', 'no-store');
    return c.html(renderPage(<KioskPage {...context} />));
  });
}
