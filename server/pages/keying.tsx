/** The page on which clerks key paper sheets. The same for everybody: who keys is asked on it. */
import { KeyingPage } from '../../client/keying/keying-page.tsx';
import { renderPage } from '../../client/public/render-page.ts';
import type { Lang } from '../../survey-forms/form.ts';
import { createRoutes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { pageContext } from './context.ts';

const KEYING_FILES = { styles: ['style', 'keying-style'], scripts: ['keying'] } as const;

export function keyingPageRoutes(parts: Parts, lang: Lang) {
  return createRoutes().get('/nhap-phieu', async (c) => {
    const context = await pageContext(parts, lang, KEYING_FILES);
    c.header('Cache-Control', 'no-store');
    return c.html(renderPage(<KeyingPage {...context} />));
  });
}
