import type { Lang } from '../../survey-forms/form.ts';
import { wordsOf } from '../words/words-of.ts';
import { receiptLookUpAddress, rulesAddress } from './addresses.ts';
import { Page, type PageContext } from './page.tsx';

export type ReceiptFinding = 'not-asked' | 'missing' | 'received' | 'unknown';

export interface ReceiptLookUpPageProps extends PageContext {
  /** What was typed, to be corrected. */
  readonly typed: string;
  readonly finding: ReceiptFinding;
}

/** Whether answers arrived in time, by the code on their receipt. Says nothing of the answers, for nothing is known. */
export function ReceiptLookUpPage({ typed, finding, ...context }: ReceiptLookUpPageProps) {
  const { lang } = context;
  const { lookUp } = wordsOf(lang).receipt;
  const wrong = finding === 'missing' || finding === 'unknown';
  return (
    <Page {...context} title={titleOf(finding, lang)} path={receiptLookUpAddress('vi')} current={null}>
      <h1>{lookUp.title}</h1>
      <p class="lead">{lookUp.lead}</p>
      <div class="look-up">
        <Finding finding={finding} lang={lang} />
        <form class="fields" method="post" action={receiptLookUpAddress(lang)} autocomplete="off">
          <div class="field">
            <label for="receipt">{lookUp.label}</label>
            <p class="small muted" id="receipt-hint">
              {lookUp.hint}
            </p>
            <input
              id="receipt"
              name="receipt"
              value={typed}
              required
              maxLength={40}
              autocapitalize="characters"
              spellcheck={false}
              aria-describedby={wrong ? 'finding receipt-hint' : 'receipt-hint'}
              aria-invalid={wrong ? 'true' : undefined}
            />
          </div>
          <div>
            <button type="submit" class="button">
              {lookUp.send}
            </button>
          </div>
        </form>
        <p class="small muted">
          {lookUp.apart} <a href={rulesAddress(lang)}>{wordsOf(lang).rules.short}</a>
        </p>
      </div>
    </Page>
  );
}

function titleOf(finding: ReceiptFinding, lang: Lang): string {
  const { receipt, form } = wordsOf(lang);
  if (finding === 'received') return receipt.lookUp.found;
  if (finding === 'unknown') return `${form.errorMark} ${receipt.lookUp.unknown}`;
  return finding === 'missing' ? `${form.errorMark} ${receipt.lookUp.missing}` : receipt.lookUp.title;
}

function Finding({ finding, lang }: { readonly finding: ReceiptFinding; readonly lang: Lang }) {
  const { lookUp } = wordsOf(lang).receipt;
  if (finding === 'not-asked') return null;
  if (finding === 'missing')
    return (
      <p class="note bad" id="finding" role="alert">
        {lookUp.missing}
      </p>
    );
  const received = finding === 'received';
  return (
    <div class={received ? 'note good' : 'note bad'} id="finding" role={received ? 'status' : 'alert'}>
      <p>
        <strong>{received ? lookUp.found : lookUp.unknown}</strong>
      </p>
      <p>{received ? lookUp.foundMeans : lookUp.unknownMeans}</p>
    </div>
  );
}
