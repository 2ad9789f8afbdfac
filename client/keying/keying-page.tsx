import { keyingAddress } from '../public/addresses.ts';
import { Document } from '../public/document.tsx';
import type { PageContext } from '../public/page.tsx';
import { wordsOf } from '../words/words-of.ts';

/** The shell of the keying page: the same for everybody, so that it may be kept for days without a network. */
export function KeyingPage({ lang, sample, assets }: PageContext) {
  const { keying } = wordsOf(lang);
  return (
    <Document lang={lang} title={keying.title} path={keyingAddress('vi')} assets={assets}>
      <div id="app" data-sample={sample ? 'yes' : 'no'} />
      <noscript>
        <main>
          <h1>{keying.title}</h1>
          <p>{keying.noScript}</p>
        </main>
      </noscript>
    </Document>
  );
}
