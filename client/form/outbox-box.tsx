import type { Lang } from '../../survey-forms/form.ts';
import { localised } from '../public/addresses.ts';
import { wordsOf } from '../words/words-of.ts';

/** Takes the place of the form while its answer waits to be sent. Filled and shown by the script. */
export function SavedBox({ lang, path }: { readonly lang: Lang; readonly path: string }) {
  const { outbox: words } = wordsOf(lang);
  return (
    <section id="saved" class="receipt" aria-labelledby="saved-title" hidden>
      <h2 id="saved-title" tabIndex={-1}>
        {words.savedTitle}
      </h2>
      <p id="saved-text">{words.saved}</p>
      <p class="status" id="saved-status" role="status" />
      <p id="saved-another">
        <a href={localised(lang, path)}>{words.another}</a>
      </p>
    </section>
  );
}

/** What waits on this device, was sent from it, or was refused and why. Filled and shown by the script. */
export function OutboxBox({ lang }: { readonly lang: Lang }) {
  const { outbox: words } = wordsOf(lang);
  return (
    <aside id="outbox" class="outbox" aria-label={words.label} hidden>
      <p id="outbox-counts" />
      <p id="outbox-receipts" />
      <ul id="outbox-refusals" />
      <p id="outbox-keep">{words.keep}</p>
      <div class="choices">
        <button type="button" class="button quiet" id="outbox-send">
          {words.sendNow}
        </button>
        <button type="button" class="button quiet" id="outbox-export">
          {words.export}
        </button>
      </div>
      <p class="status" id="outbox-said" role="status" />
    </aside>
  );
}
