import type { TypedCodeFault } from '../../survey-forms/token.ts';
import { wordsOf } from '../words/words-of.ts';
import { slipEntryAddress } from './addresses.ts';
import { Page, type PageContext } from './page.tsx';

/** Name of the field; it stands in the address, for the form works without script. */
export const SLIP_CODE_FIELD = 'ma';

export interface SlipEntryPageProps extends PageContext {
  /** What was typed, to be corrected. */
  readonly typed: string;
  /** What is wrong with it; a slip of the finger is told apart from a code that no slip has. */
  readonly wrong: TypedCodeFault | 'unknown' | null;
}

/** Where the code of a slip is typed by hand: for who has no camera, or a QR that cannot be read. */
export function SlipEntryPage({ typed, wrong, ...context }: SlipEntryPageProps) {
  const { lang } = context;
  const { slip, form } = wordsOf(lang);
  const title = wrong ? `${form.errorMark} ${slip.title}` : slip.title;
  return (
    <Page {...context} title={title} path={slipEntryAddress('vi')} current={null}>
      <h1>{slip.title}</h1>
      <p class="lead">{slip.lead}</p>
      <form class="fields" method="get" action={slipEntryAddress(lang)} autocomplete="off">
        {wrong && (
          <p class="note bad" id="slip-wrong" role="alert">
            <strong>{form.errorMark}</strong> {slip.wrong[wrong]}.
          </p>
        )}
        <div class="field">
          <label for="slip-code">{slip.code}</label>
          <p class="small muted" id="slip-hint">
            {slip.hint}
          </p>
          <input
            id="slip-code"
            name={SLIP_CODE_FIELD}
            value={typed}
            required
            maxLength={40}
            autocapitalize="characters"
            spellcheck={false}
            aria-describedby={wrong ? 'slip-wrong slip-hint' : 'slip-hint'}
            aria-invalid={wrong ? 'true' : undefined}
          />
        </div>
        <div>
          <button type="submit" class="button">
            {slip.open}
          </button>
        </div>
      </form>
    </Page>
  );
}
