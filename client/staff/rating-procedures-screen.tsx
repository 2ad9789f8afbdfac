import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { formatDate } from '../format.ts';
import { DOSSIER_FILES } from './addresses.ts';
import { answerOf, type DossierFiles, dossiers, type Procedures, procedures, upload } from './api.ts';
import { csvText, saveFile } from './csv.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { FileDrop } from './parts/file-drop.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { TextInput } from './parts/text-input.tsx';
import { type Imported, readProcedureFile } from './rating-procedure-file.ts';
import { RatingProvince, useRatingProvince } from './rating-province.tsx';
import { placeName } from './sheet-imports-screen.tsx';
import { Trouble } from './trouble.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

const FIRST_ROWS = 100;

type Procedure = Procedures['procedures'][number];

/** The register of procedures that dossiers are held against: what it holds, and a file to bring it up to date. */
export function RatingProceduresScreen() {
  const { words } = useLanguage();
  const { procedures: text, files } = words.staff.ratings;
  const load = useLoad<DossierFiles>('provinces', () =>
    answerOf(dossiers['dossier-imports'].$get({ query: {} })),
  );
  return (
    <Screen title={text.title} over={{ title: files.title, href: DOSSIER_FILES }}>
      <p>{text.lead}</p>
      <Loaded load={load}>{({ provinces }) => <OfProvince provinces={provinces} />}</Loaded>
    </Screen>
  );
}

function OfProvince({ provinces }: Pick<DossierFiles, 'provinces'>) {
  const chosen = useRatingProvince(provinces);
  const load = useLoad<Procedures>(chosen, () =>
    answerOf(procedures.procedures.$get({ query: { province: chosen } })),
  );
  return (
    <>
      <RatingProvince provinces={provinces} chosen={chosen} />
      <Upload province={chosen} onStored={load.reload} />
      <Loaded load={load}>{(data) => <Register key={chosen} list={data.procedures} />}</Loaded>
    </>
  );
}

/** As registers write them: code, name, field, how far online, valid from. */
const EXAMPLES = [
  ['1.001193', 'Đăng ký khai sinh', 'Hộ tịch', 'full', '01/01/2026'],
  ['1.004194', 'Đăng ký tạm trú', 'Cư trú', 'partial', ''],
] as const;

interface UploadProps {
  readonly province: string;
  onStored(): void;
}

function Upload({ province, onStored }: UploadProps) {
  const { words } = useLanguage();
  const flash = useFlash();
  const { procedures: text } = words.staff.ratings;
  const [name, setName] = useState('');
  const examples = EXAMPLES.map(([code, title, field, level, from]) => [
    ...[code, title, '', field, text.levels[level], from, ''],
  ]);
  const { busy, trouble, run } = useSend();
  const take = (file: File) =>
    run(async () => {
      setName(file.name);
      const { added, changed, unchanged } = await bring(province, file, text.wrongKind);
      flash({ text: text.done(added, changed, unchanged) });
      onStored();
    });
  return (
    <section class="block">
      <h2>{text.upload}</h2>
      <p class="muted">{text.layout}</p>
      <p class="block-s">
        <button
          type="button"
          class="button quiet"
          onClick={() => saveFile(text.templateName, csvText([text.templateHeadings, ...examples]))}
        >
          {text.template}
        </button>
      </p>
      {!busy && (
        <FileDrop
          label={text.choose}
          hint={text.drop}
          accept=".csv,.json,text/csv,application/json"
          onFile={(file) => void take(file)}
        />
      )}
      <p role="status" class="block-s">
        {busy && text.sending(name)}
      </p>
      <TroubleNotice trouble={trouble} nameOf={(place) => placeName(place, words)} />
    </section>
  );
}

/** @throws Trouble */
async function bring(province: string, file: File, wrongKind: string): Promise<Imported> {
  if (/\.csv$/i.test(file.name)) {
    const query = new URLSearchParams({ province });
    return (await upload(`/procedure-files?${query}`, file, undefined, 'text/csv')) as Imported;
  }
  const read = /\.json$/i.test(file.name) ? readProcedureFile(await file.text()) : null;
  if (read === null)
    throw new Trouble('file-unreadable', [{ field: 'file', code: 'wrong-kind', sentence: wrongKind }]);
  return answerOf(procedures.procedures.$post({ json: { province, procedures: read } }));
}

function Register({ list }: { readonly list: readonly Procedure[] }) {
  const { words } = useLanguage();
  const { procedures: text } = words.staff.ratings;
  const [search, setSearch] = useState('');
  const [all, setAll] = useState(false);
  if (list.length === 0) return <p class="empty">{text.none}</p>;
  const found = list.filter((one) => matches(one, search));
  const shown = all ? found : found.slice(0, FIRST_ROWS);
  return (
    <section class="block">
      <div class="fields">
        <TextInput label={text.search} name="search" value={search} onInput={setSearch} />
      </div>
      <p role="status" class="small muted block-s">
        {found.length === 0 ? text.noneFound : text.found(shown.length, list.length)}
      </p>
      {found.length > 0 && <ProcedureTable list={shown} />}
      {shown.length < found.length && (
        <p class="after-table">
          <button type="button" class="button quiet" onClick={() => setAll(true)}>
            {text.more(found.length - shown.length)}
          </button>
        </p>
      )}
    </section>
  );
}

const matches = ({ code, name, nameEn }: Procedure, search: string): boolean =>
  [code, name, nameEn ?? ''].some((text) => text.toLowerCase().includes(search.trim().toLowerCase()));

function ProcedureTable({ list }: { readonly list: readonly Procedure[] }) {
  const { lang, words } = useLanguage();
  const { procedures: text } = words.staff.ratings;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{text.name}</th>
          <th scope="col" class="wide">
            {text.field}
          </th>
          <th scope="col" class="wide">
            {text.online}
          </th>
        </tr>
      </thead>
      <tbody>
        {list.map(({ code, name, nameEn, field, online, validFrom, validTo }) => (
          <tr key={code}>
            <th scope="row">
              <code>{code}</code> {say({ vi: name, ...(nameEn !== null && { en: nameEn }) }, lang)}
              {(validFrom ?? validTo) !== null && (
                <span class="under small muted">
                  {text.valid(...dayTexts([validFrom, validTo], (day) => formatDate(day, lang)))}
                </span>
              )}
              <span class="narrow small muted">
                {[field, `${text.online}: ${text.levels[online]}`].filter(Boolean).join(' · ')}
              </span>
            </th>
            <td class="wide">{field}</td>
            <td class="wide">{text.levels[online]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Both ends of a time, an open end as dots. */
const dayTexts = (
  [from, to]: readonly [string | null, string | null],
  write: (day: string) => string,
): [string, string] => [from === null ? '…' : write(from), to === null ? '…' : write(to)];
