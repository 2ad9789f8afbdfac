import { type Lang, say, type Text } from '../../survey-forms/form.ts';
import { formAddress, homeAddress, manyUnitsFormAddress, receiptLookUpAddress } from '../public/addresses.ts';
import { Document, Mark, SampleBanner } from '../public/document.tsx';
import type { PageContext } from '../public/page.tsx';
import { wordsOf } from '../words/words-of.ts';

export interface ReceiptPageProps extends PageContext {
  readonly survey: string;
  readonly unit: { readonly code: string; readonly name: Text } | null;
  readonly receipt: string;
}

/**
 * Thanks, and the receipt: proof that the answers arrived, never of what was said. No way to the other language, for it
 * would lead to a form that is blank again.
 */
export function ReceiptPage({ lang, sample, assets, survey, unit, receipt }: ReceiptPageProps) {
  const words = wordsOf(lang).receipt;
  const path = unit ? formAddress('vi', survey, unit.code) : manyUnitsFormAddress('vi', survey);
  return (
    <Document lang={lang} title={words.title} path={path} assets={assets}>
      <header class="bar">
        <Mark lang={lang} />
      </header>
      {sample && <SampleBanner lang={lang} />}
      <main id="main" tabIndex={-1}>
        {unit && <p class="eyebrow">{say(unit.name, lang)}</p>}
        <ReceiptText lang={lang} receipt={receipt} />
      </main>
    </Document>
  );
}

/** The text of the receipt, which the form's script shows too, with the code put in. */
export function ReceiptText({ lang, receipt }: { readonly lang: Lang; readonly receipt: string }) {
  const { receipt: words, common } = wordsOf(lang);
  return (
    <div class="receipt">
      <h1 tabIndex={-1}>{words.title}</h1>
      <p>{words.code}</p>
      <p class="code" id="receipt-code">
        {receipt}
      </p>
      <p>{words.means}</p>
      <p>{words.keep}</p>
      <p>
        <a href={homeAddress(lang)}>{common.goHome}</a> ·{' '}
        <a href={receiptLookUpAddress(lang)}>{words.lookUp.title}</a>
      </p>
    </div>
  );
}
