import { Faces } from '../form/faces.tsx';
import { PAGE_DATA_ID } from '../form/page-data.ts';
import { kioskAddress } from '../public/addresses.ts';
import { Document } from '../public/document.tsx';
import type { PageContext } from '../public/page.tsx';
import { languageName, languages, wordsOf } from '../words/words-of.ts';
import { ENROL_PROBLEMS, type KioskPageData } from './kiosk-data.ts';

/**
 * The page of a device at the counter: an empty stage with all words on board. It says nothing about a survey or a unit,
 * so it may be kept for days without a network; what it asks stands in the device.
 */
export function KioskPage({ lang, assets }: PageContext) {
  const { kiosk } = wordsOf(lang);
  return (
    <Document lang={lang} title={kiosk.title} path={kioskAddress('vi')} assets={assets}>
      <Faces />
      <main id="main" tabIndex={-1}>
        <noscript>
          <h1>{kiosk.title}</h1>
          <p>{kiosk.noScript}</p>
        </noscript>
      </main>
      <template id={PAGE_DATA_ID}>{JSON.stringify(pageData(lang))}</template>
    </Document>
  );
}

function pageData(lang: PageContext['lang']): KioskPageData {
  return {
    lang,
    languages: languages().map((one) => {
      const { kiosk, form, sample, problems } = wordsOf(one);
      const [code, pin, often, malformed] = ENROL_PROBLEMS;
      return {
        lang: one,
        name: languageName(one),
        kiosk,
        form,
        sample,
        problems: {
          [code]: problems[code],
          [pin]: problems[pin],
          [often]: problems[often],
          [malformed]: problems[malformed],
        },
      };
    }),
  };
}
