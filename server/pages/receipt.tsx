/** The page that looks up a receipt. Works without script; posted, so that the code stands in no address and no log. */
import { type ReceiptFinding, ReceiptLookUpPage } from '../../client/public/receipt-lookup-page.tsx';
import { renderPage } from '../../client/public/render-page.ts';
import type { Lang } from '../../survey-forms/form.ts';
import { type AppContext, createRoutes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { receiptIsKnown } from '../receipt-lookup.ts';
import { pageContext } from './context.ts';

/** Longer than any receipt with what may be typed between its signs. */
const LONGEST = 40;

export function receiptPageRoutes(parts: Parts, lang: Lang) {
  async function show(c: AppContext, typed: string, finding: ReceiptFinding, status: 200 | 404 | 422 = 200) {
    c.header('Cache-Control', 'no-store');
    const context = await pageContext(parts, lang);
    return c.html(renderPage(<ReceiptLookUpPage {...context} typed={typed} finding={finding} />), status);
  }

  return createRoutes()
    .get('/bien-nhan', (c) => show(c, '', 'not-asked'))
    .post('/bien-nhan', async (c) => {
      await parts.limits?.receipt(c);
      const typed = (new URLSearchParams(await c.req.text()).get('receipt') ?? '').trim().slice(0, LONGEST);
      if (typed === '') return show(c, '', 'missing', 422);
      const known = await receiptIsKnown(parts.environment.db, typed);
      return known ? show(c, typed, 'received') : show(c, typed, 'unknown', 404);
    });
}
