import { useEffect, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso/router';
import { formatInstant } from '../format.ts';
import { answerOf, type SheetImport, sheetImportFiles, sheetImports } from './api.ts';
import { FileUnderWay } from './file-under-way.tsx';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Notice, TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { SheetImportFaults } from './sheet-import-faults.tsx';
import { saveFrom } from './sheet-import-transfer.ts';
import { importsOf } from './sheet-imports-screen.tsx';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

const ASK_EVERY_MS = 1000;
const one = sheetImports['sheet-imports'][':import'];
const files = sheetImportFiles['sheet-imports'][':import'];

/** One file: what was found in it, the decision, how far it is, and what became of it. */
export function SheetImportScreen() {
  const { words } = useLanguage();
  const { params } = useRoute();
  const id = params.import ?? '';
  const { sheetImports: text } = words.staff;
  const [every, setEvery] = useState<number | undefined>(undefined);
  const load = useLoad<SheetImport>(id, () => answerOf(one.$get({ param: { import: id } })), every);
  const state = load.data?.state;
  useEffect(() => setEvery(state === 'running' ? ASK_EVERY_MS : undefined), [state]);
  const over = { title: text.title, href: load.data ? importsOf(load.data.survey) : importsOf('') };
  return (
    <Screen title={load.data?.fileName ?? text.file} over={over}>
      <Loaded load={load}>
        {(found) => (
          <>
            <Origin found={found} />
            {found.state === 'checked' && <Preview found={found} onBegun={load.reload} />}
            {found.state === 'running' && <UnderWay found={found} onBegun={load.reload} />}
            {found.state === 'done' && <Result found={found} />}
            {found.state !== 'running' && found.faulty + found.refused > 0 && (
              <SheetImportFaults key={found.state} found={found} />
            )}
          </>
        )}
      </Loaded>
    </Screen>
  );
}

function Origin({ found }: { readonly found: SheetImport }) {
  const { lang, words } = useLanguage();
  const { sheetImports: text } = words.staff;
  const pass = (['verified', 'first', 'second'] as const)[found.pass] ?? 'verified';
  return (
    <p class="muted">
      {[
        text.formVersion(found.form, found.formVersion),
        text.passShort[pass],
        formatInstant(found.broughtAt, lang),
        text.by(found.broughtBy),
      ].join(' · ')}
    </p>
  );
}

interface PreviewProps {
  readonly found: SheetImport;
  onBegun(): void;
}

/** Nothing has been taken yet: the sentence first, then the choice. */
function Preview({ found, onBegun }: PreviewProps) {
  const { words } = useLanguage();
  const { sheetImports: text } = words.staff;
  const { rows, faulty, unchanged } = found;
  return (
    <div class="block-s">
      <Notice kind={faulty > 0 ? 'warn' : rows > 0 ? 'good' : 'info'}>
        <p>
          <strong>
            {rows === 0 ? text.noRows : faulty === 0 ? text.allGood(rows) : text.someFaulty(rows, faulty)}
          </strong>
        </p>
        {unchanged > 0 && <p>{text.someUnchanged(unchanged)}</p>}
      </Notice>
      <Choice found={found} onBegun={onBegun} />
    </div>
  );
}

function Choice({ found, onBegun }: PreviewProps) {
  const { lang, words } = useLanguage();
  const { route } = useLocation();
  const flash = useFlash();
  const { staff } = words;
  const { sheetImports: text } = staff;
  const { busy, trouble, run } = useSend();
  const { id, rows, faulty } = found;
  const param = { import: id };
  const begin = (mode: 'all' | 'good') =>
    run(async () => {
      // Handed back first: once the import is done, the free text is no longer there.
      if (faulty > 0) await saveFrom(files['faulty-rows'].$get({ param, query: { lang } }));
      await answerOf(one.run.$put({ param, json: { mode } }));
      onBegun();
    });
  const discard = () =>
    run(async () => {
      await answerOf(one.$delete({ param }));
      flash({ text: text.discarded(found.fileName), onNext: true });
      route(importsOf(found.survey));
    });
  return (
    <section class="block-s">
      {rows > 0 && <h2>{text.chooseTitle}</h2>}
      {faulty > 0 && <p>{text.onlyAll}</p>}
      <TroubleNotice trouble={trouble} />
      <div class="toolbar screen-actions block-s">
        {rows > 0 && faulty === 0 && (
          <button type="button" class="button" disabled={busy} onClick={() => void begin('all')}>
            {busy ? staff.working : text.takeAll(rows)}
          </button>
        )}
        {faulty > 0 && faulty < rows && (
          <button type="button" class="button" disabled={busy} onClick={() => void begin('good')}>
            {busy ? staff.working : text.takeGood(rows - faulty)}
          </button>
        )}
        <button type="button" class="button quiet" disabled={busy} onClick={() => void discard()}>
          {text.discard}
        </button>
      </div>
      {faulty > 0 && faulty < rows && <p class="hint block-s">{text.goodHint}</p>}
    </section>
  );
}

function UnderWay({ found, onBegun }: PreviewProps) {
  const { words } = useLanguage();
  const resume = async () => {
    await answerOf(one.run.$put({ param: { import: found.id }, json: { mode: found.mode ?? 'good' } }));
    onBegun();
  };
  return <FileUnderWay found={found} text={words.staff.sheetImports} resume={resume} />;
}

function Result({ found }: { readonly found: SheetImport }) {
  const { words } = useLanguage();
  const { sheetImports: text } = words.staff;
  const { stored, unchanged, faulty, refused } = found;
  return (
    <>
      <div role="status" class="block-s">
        <Notice kind={faulty + refused > 0 ? 'warn' : 'good'}>
          <p>
            <strong>{text.finished(stored)}</strong>
          </p>
          {unchanged > 0 && <p>{text.finishedUnchanged(unchanged)}</p>}
          {faulty > 0 && <p>{text.finishedFaulty(faulty)}</p>}
          {refused > 0 && <p>{text.finishedRefused(refused)}</p>}
        </Notice>
      </div>
      <p class="block-s">
        <a class="button quiet" href={importsOf(found.survey)}>
          {text.another}
        </a>
      </p>
    </>
  );
}
