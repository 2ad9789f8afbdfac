import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { dossierFileScreen, PROCEDURES, RATINGS } from './addresses.ts';
import { answerOf, type DossierFile, type DossierFiles, dossiers } from './api.ts';
import { FileRow } from './file-row.tsx';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { FileDrop } from './parts/file-drop.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { LARGEST_DOSSIER_FILE, sendDossiers } from './rating-files-transfer.ts';
import { RatingProvince, useRatingProvince } from './rating-province.tsx';
import { saveFrom } from './sheet-import-transfer.ts';
import { placeName } from './sheet-imports-screen.tsx';
import { Trouble } from './trouble.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

const ALL_SENT = 100;
const ASK_EVERY_MS = 2000;

/** Files of dossiers of the one-stop software: the layout, a file to bring, and the files so far. */
export function RatingFilesScreen() {
  const { words } = useLanguage();
  const { ratings } = words.staff;
  const { files: text, procedures } = ratings;
  const [every, setEvery] = useState<number | undefined>(undefined);
  const load = useLoad<DossierFiles>(
    'dossier files',
    () => answerOf(dossiers['dossier-imports'].$get({ query: {} })),
    every,
  );
  const waiting =
    load.data?.imports.some(({ state }) => state === 'checking' || state === 'running') ?? false;
  useEffect(() => setEvery(waiting ? ASK_EVERY_MS : undefined), [waiting]);
  const actions = (
    <a class="button quiet" href={PROCEDURES}>
      {procedures.short}
    </a>
  );
  return (
    <Screen title={text.title} over={{ title: ratings.title, href: RATINGS }} actions={actions}>
      <p>{text.lead}</p>
      <Loaded load={load}>{(data) => <Content data={data} />}</Loaded>
    </Screen>
  );
}

function Content({ data: { provinces, imports } }: { readonly data: DossierFiles }) {
  const { words } = useLanguage();
  const { files: text } = words.staff.ratings;
  const chosen = useRatingProvince(provinces);
  return (
    <>
      <RatingProvince provinces={provinces} chosen={chosen} />
      <Layout province={chosen} />
      <Upload province={chosen} />
      <section class="block">
        <h2>{text.earlier}</h2>
        {imports.length === 0 ? <p class="empty">{text.none}</p> : <FilesTable list={imports} />}
      </section>
    </>
  );
}

interface OfProvince {
  readonly province: string;
}

function Layout({ province }: OfProvince) {
  const { lang, words } = useLanguage();
  const { files: text } = words.staff.ratings;
  const { busy, trouble, run } = useSend();
  return (
    <section class="block">
      <h2>{text.layout}</h2>
      <p class="muted">{text.layoutLead}</p>
      <div class="toolbar screen-actions block-s">
        <button
          type="button"
          class="button quiet"
          disabled={busy}
          onClick={() =>
            void run(() => saveFrom(dossiers['dossier-sample.csv'].$get({ query: { province, lang } })))
          }
        >
          {text.sample}
        </button>
      </div>
      <TroubleNotice trouble={trouble} />
    </section>
  );
}

/** Sends one file; once all of it is sent, the server checks it whole. */
function Upload({ province }: OfProvince) {
  const { words } = useLanguage();
  const { route } = useLocation();
  const flash = useFlash();
  const { files: text } = words.staff.ratings;
  const [name, setName] = useState('');
  const [percent, setPercent] = useState(0);
  const { busy, trouble, run } = useSend();
  const take = (file: File) =>
    run(async () => {
      setName(file.name);
      setPercent(0);
      if (!/\.csv$/i.test(file.name))
        throw new Trouble('file-unreadable', [
          { field: 'file', code: 'wrong-kind', sentence: text.wrongKind },
        ]);
      if (file.size > LARGEST_DOSSIER_FILE) throw new Trouble('file-too-large');
      const brought = await sendDossiers(province, file, setPercent);
      if (brought.repeated) flash({ text: text.repeated, onNext: true });
      route(dossierFileScreen(brought.id));
    });
  const said = percent < ALL_SENT ? text.sending(percent) : text.checking(name);
  return (
    <section class="block">
      <h2>{text.upload}</h2>
      {!busy && (
        <FileDrop
          label={text.choose}
          hint={text.drop}
          accept=".csv,text/csv"
          onFile={(file) => void take(file)}
        />
      )}
      <div role="status" class="block-s">
        {busy && (
          <>
            <p>{said}</p>
            <progress aria-label={said} {...(percent < ALL_SENT ? { value: percent, max: ALL_SENT } : {})} />
            {percent >= ALL_SENT && <p class="muted">{text.checkingLead}</p>}
          </>
        )}
      </div>
      <TroubleNotice trouble={trouble} nameOf={(place) => placeName(place, words)} />
    </section>
  );
}

function FilesTable({ list }: { readonly list: readonly DossierFile[] }) {
  const { words } = useLanguage();
  const { files: text } = words.staff.ratings;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{text.file}</th>
          <th scope="col" class="wide">
            {text.state}
          </th>
          {[text.stored, text.unchanged, text.changed, text.faulty].map((head) => (
            <th key={head} scope="col" class="n wide">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {list.map((one) => (
          <DossierFileRow key={one.id} one={one} />
        ))}
      </tbody>
    </table>
  );
}

function DossierFileRow({ one }: { readonly one: DossierFile }) {
  const { words } = useLanguage();
  const { files: text } = words.staff.ratings;
  const counts = [
    [text.stored, one.stored],
    [text.unchanged, one.unchanged],
    [text.changed, one.changed],
    [text.faulty, one.faulty + one.refused],
  ] as const;
  return (
    <FileRow
      one={one}
      href={dossierFileScreen(one.id)}
      state={text.states[one.state]}
      counts={counts}
      text={text}
    />
  );
}
