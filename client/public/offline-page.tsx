import { wordsOf } from '../words/words-of.ts';
import { Document, Mark } from './document.tsx';
import type { PageContext } from './page.tsx';

/** What a phone shows for a citizen's page that it has not kept. The service worker fetches it beforehand. */
export function OfflinePage({ lang, assets }: PageContext) {
  const { offline } = wordsOf(lang);
  return (
    <Document lang={lang} title={offline.title} path="/ngoai-tuyen" assets={assets}>
      <header class="bar">
        <Mark lang={lang} />
      </header>
      <main id="main" tabIndex={-1}>
        <div class="receipt">
          <h1>{offline.title}</h1>
          <p>{offline.text}</p>
          <p>{offline.what}</p>
        </div>
      </main>
    </Document>
  );
}
