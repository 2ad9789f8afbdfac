import { useEffect, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso/router';
import { formatInstant } from '../format.ts';
import { DOSSIER_FILES, RATINGS } from './addresses.ts';
import { answerOf, type DossierFile, dossiers } from './api.ts';
import { FileUnderWay } from './file-under-way.tsx';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Check } from './parts/field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Notice, TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { RatingFileFaults } from './rating-file-faults.tsx';
import { saveFrom } from './sheet-import-transfer.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

const ASK_EVERY_MS = 1000;
const one = dossiers['dossier-imports'][':import'];

/** One file of dossiers: what was found in it, the decision, how far it is, and what became of it. */
export function RatingFileScreen() {
  const { lang, words } = useLanguage();
  const { params } = useRoute();
  const id = params.import ?? '';
  const { files: text } = words.staff.ratings;
  const [every, setEvery] = useState<number | undefined>(undefined);
  const load = useLoad<DossierFile>(id, () => answerOf(one.$get({ param: { import: id } })), every);
  const state = load.data?.state;
  useEffect(() => setEvery(state === 'running' || state === 'checking' ? ASK_EVERY_MS : undefined), [state]);
  return (
    <Screen title={load.data?.fileName ?? text.file} over={{ title: text.title, href: DOSSIER_FILES }}>
      <Loaded load={load}>
        {(found) => (
          <>
            <p class="muted">
              {formatInstant(found.broughtAt, lang)} · {text.by(found.broughtBy)}
            </p>
            <Standing found={found} reload={load.reload} />
            {(found.state === 'checked' || found.state === 'done') &&
              found.faulty + found.changed + found.refused > 0 && (
                <RatingFileFaults key={found.state} found={found} />
              )}
          </>
        )}
      </Loaded>
    </Screen>
  );
}

interface StandingProps {
  readonly found: DossierFile;
  reload(): void;
}

function Standing({ found, reload }: StandingProps) {
  const { words } = useLanguage();
  const { files: text } = words.staff.ratings;
  switch (found.state) {
    case 'checking':
      return (
        <div role="status" class="block-s">
          <p>{text.checking(found.fileName)}</p>
          <progress aria-label={text.checking(found.fileName)} {...judgedOf(found)} />
          <p class="muted">{text.checkingLead}</p>
        </div>
      );
    case 'checked':
      return <Preview found={found} reload={reload} />;
    case 'running':
      return <UnderWay found={found} reload={reload} />;
    case 'done':
      return <Result found={found} />;
    case 'failed':
      return (
        <Notice kind="bad">
          <p>{text.failed}</p>
        </Notice>
      );
  }
}

/** How far the check is; without a value the bar says only that it is at work. */
const judgedOf = ({ judged, rows }: DossierFile) =>
  judged !== null && rows > 0 ? { value: judged, max: rows } : {};

/** Nothing has been taken yet: the sentence first, then the choice. */
function Preview({ found, reload }: StandingProps) {
  const { words } = useLanguage();
  const { files: text } = words.staff.ratings;
  const { rows, faulty, unchanged, changed } = found;
  const kind = faulty + changed > 0 ? 'warn' : rows > 0 ? 'good' : 'info';
  return (
    <div class="block-s">
      <Notice kind={kind}>
        <p>
          <strong>
            {rows === 0 ? text.noRows : faulty === 0 ? text.allGood(rows) : text.someFaulty(rows, faulty)}
          </strong>
        </p>
        {unchanged > 0 && <p>{text.someUnchanged(unchanged)}</p>}
        {changed > 0 && <p>{text.someChanged(changed)}</p>}
      </Notice>
      <Choice found={found} reload={reload} />
    </div>
  );
}

function Choice({ found, reload }: StandingProps) {
  const { lang, words } = useLanguage();
  const { route } = useLocation();
  const flash = useFlash();
  const { staff } = words;
  const { files: text } = staff.ratings;
  const [replace, setReplace] = useState(false);
  const { busy, trouble, run } = useSend();
  const { id, rows, faulty, changed } = found;
  // Rows with other dates than those stored are left out too, unless they are to be replaced.
  const left = faulty + (replace ? 0 : changed);
  const param = { import: id };
  const begin = (part: 'all' | 'good') =>
    run(async () => {
      if (left > 0) await saveFrom(one['faulty-rows'].$get({ param, query: { lang } }));
      await answerOf(one.run.$put({ param, json: { mode: replace ? `${part}-replace` : part } }));
      reload();
    });
  const discard = () =>
    run(async () => {
      await answerOf(one.$delete({ param }));
      flash({ text: text.discarded(found.fileName), onNext: true });
      route(DOSSIER_FILES);
    });
  return (
    <section class="block-s">
      {rows > 0 && <h2>{text.chooseTitle}</h2>}
      {faulty > 0 && <p>{text.onlyGood}</p>}
      {changed > 0 && (
        <Check label={text.replace} hint={text.replaceHint} checked={replace} onChange={setReplace} />
      )}
      <TroubleNotice trouble={trouble} />
      <div class="toolbar screen-actions block-s">
        {rows > 0 && left === 0 && (
          <button type="button" class="button" disabled={busy} onClick={() => void begin('all')}>
            {busy ? staff.working : text.takeAll(rows)}
          </button>
        )}
        {left > 0 && left < rows && (
          <button type="button" class="button" disabled={busy} onClick={() => void begin('good')}>
            {busy ? staff.working : text.takeGood(rows - left)}
          </button>
        )}
        <button type="button" class="button quiet" disabled={busy} onClick={() => void discard()}>
          {text.discard}
        </button>
      </div>
      {left > 0 && left < rows && <p class="hint block-s">{text.goodHint}</p>}
    </section>
  );
}

function UnderWay({ found, reload }: StandingProps) {
  const { words } = useLanguage();
  const resume = async () => {
    await answerOf(one.run.$put({ param: { import: found.id }, json: { mode: found.mode ?? 'good' } }));
    reload();
  };
  return <FileUnderWay found={found} text={words.staff.ratings.files} resume={resume} />;
}

function Result({ found }: { readonly found: DossierFile }) {
  const { words } = useLanguage();
  const { files: text } = words.staff.ratings;
  const { stored, unchanged, changed, faulty, refused } = found;
  return (
    <>
      <div role="status" class="block-s">
        <Notice kind={faulty + refused > 0 ? 'warn' : 'good'}>
          <p>
            <strong>{text.finished(stored)}</strong>
          </p>
          {unchanged > 0 && <p>{text.finishedUnchanged(unchanged)}</p>}
          {changed > 0 && <p>{text.finishedChanged(changed)}</p>}
          {faulty > 0 && <p>{text.finishedFaulty(faulty)}</p>}
          {refused > 0 && <p>{text.finishedRefused(refused)}</p>}
        </Notice>
      </div>
      <p class="screen-actions block-s">
        <a class="button quiet" href={DOSSIER_FILES}>
          {text.another}
        </a>
        <a class="button quiet" href={RATINGS}>
          {text.toRatings}
        </a>
      </p>
    </>
  );
}
