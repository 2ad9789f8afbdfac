import { answerOf, type ImportFaults, type SheetImport, sheetImportFiles, sheetImports } from './api.ts';
import { FileFaults } from './file-faults.tsx';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { saveFrom } from './sheet-import-transfer.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

const one = sheetImports['sheet-imports'][':import'];
const files = sheetImportFiles['sheet-imports'][':import'];

/** What is wrong with the rows that were not taken: by kind, by row and column, and as files. */
export function SheetImportFaults({ found }: { readonly found: SheetImport }) {
  const { lang, words } = useLanguage();
  const { sheetImports: text } = words.staff;
  const param = { import: found.id };
  // The sentences come in the reader's language.
  const load = useLoad<ImportFaults>(`${found.id} ${lang}`, () => answerOf(one.faults.$get({ param })));
  const { busy, trouble, run } = useSend();
  const asked = { param, query: { lang } };
  return (
    <section class="block">
      <h2>{text.faultsTitle}</h2>
      <div class="toolbar screen-actions block-s">
        <button
          type="button"
          class="button quiet"
          disabled={busy}
          onClick={() => void run(() => saveFrom(files['faulty-rows'].$get(asked)))}
        >
          {text.badRows}
        </button>
        <button
          type="button"
          class="button quiet"
          disabled={busy}
          onClick={() => void run(() => saveFrom(files['faults.csv'].$get(asked)))}
        >
          {text.faultsCsv}
        </button>
      </div>
      <p class="hint block-s">
        {text.badRowsHint} {found.state === 'done' && text.textsGone}
      </p>
      <TroubleNotice trouble={trouble} />
      <Loaded load={load}>{(data) => <FileFaults data={data} text={text} />}</Loaded>
    </section>
  );
}
