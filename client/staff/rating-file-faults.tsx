import { answerOf, type DossierFaults, type DossierFile, dossiers } from './api.ts';
import { FileFaults } from './file-faults.tsx';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { saveFrom } from './sheet-import-transfer.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

const one = dossiers['dossier-imports'][':import'];

/** What is wrong with the rows that were not taken: by kind, by row and column, and as a file to correct. */
export function RatingFileFaults({ found }: { readonly found: DossierFile }) {
  const { lang, words } = useLanguage();
  const { files: text } = words.staff.ratings;
  const param = { import: found.id };
  // The sentences come in the reader's language.
  const load = useLoad<DossierFaults>(`${found.id} ${lang}`, () => answerOf(one.faults.$get({ param })));
  const { busy, trouble, run } = useSend();
  return (
    <section class="block">
      <h2>{text.faultsTitle}</h2>
      <div class="toolbar screen-actions block-s">
        <button
          type="button"
          class="button quiet"
          disabled={busy}
          onClick={() => void run(() => saveFrom(one['faulty-rows'].$get({ param, query: { lang } })))}
        >
          {text.badRows}
        </button>
      </div>
      <p class="hint block-s">{text.badRowsHint}</p>
      <TroubleNotice trouble={trouble} />
      <Loaded load={load}>{(data) => <FileFaults data={data} text={text} />}</Loaded>
    </section>
  );
}
