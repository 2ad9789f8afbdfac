import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import type { Words } from '../words/words-of.ts';
import { PAPER, SHEET_IMPORTS, sheetImportScreen } from './addresses.ts';
import { answerOf, type SheetImport, type Survey, sheetImportFiles, sheetImports, surveys } from './api.ts';
import { FileRow } from './file-row.tsx';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import { FileDrop } from './parts/file-drop.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { Screen } from './parts/screen.tsx';
import { ACCEPTED, type Pass, saveFrom, sendSheets, typeOf } from './sheet-import-transfer.ts';
import { type Place, Trouble } from './trouble.ts';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

/** Part of the address, so that the way back from a file leads to its survey. */
const SURVEY_IN_ADDRESS = 'khao-sat';

/** Sheets that were keyed elsewhere: the template of a survey, a file to bring, and the files so far. */
export function SheetImportsScreen() {
  const { words } = useLanguage();
  const { query } = useLocation();
  const { sheetImports: text, paper } = words.staff;
  const load = useLoad('surveys', async () => (await answerOf(surveys.surveys.$get())).surveys);
  return (
    <Screen title={text.title} over={{ title: paper.title, href: PAPER }}>
      <p>{text.lead}</p>
      <Loaded load={load}>
        {(list) => {
          const chosen = list.find(({ id }) => id === query[SURVEY_IN_ADDRESS]) ?? list[0];
          if (!chosen) return <p class="empty">{text.noSurvey}</p>;
          return (
            <>
              <SurveyChoice list={list} chosen={chosen} />
              <Template key={`template ${chosen.id}`} survey={chosen.id} />
              <Upload key={`upload ${chosen.id}`} survey={chosen.id} />
              <Earlier key={`earlier ${chosen.id}`} survey={chosen.id} />
            </>
          );
        }}
      </Loaded>
    </Screen>
  );
}

export const importsOf = (survey: string) =>
  `${SHEET_IMPORTS}?${SURVEY_IN_ADDRESS}=${encodeURIComponent(survey)}`;

function SurveyChoice({ list, chosen }: { readonly list: readonly Survey[]; readonly chosen: Survey }) {
  const { lang, words } = useLanguage();
  const { route } = useLocation();
  return (
    <div class="fields block-s">
      <Field label={words.staff.sheetImports.survey}>
        {(control) => (
          <select
            {...control}
            value={chosen.id}
            onChange={(event) => route(importsOf(event.currentTarget.value), true)}
          >
            {list.map(({ id, title }) => (
              <option key={id} value={id}>
                {say(title, lang)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}

function Template({ survey }: { readonly survey: string }) {
  const { lang, words } = useLanguage();
  const { sheetImports: text } = words.staff;
  const { busy, trouble, run } = useSend();
  const of = sheetImportFiles.surveys[':survey'];
  const asked = { param: { survey }, query: { lang } };
  return (
    <section class="block">
      <h2>{text.template}</h2>
      <p class="muted">{text.limits}</p>
      <div class="toolbar screen-actions block-s">
        <button
          type="button"
          class="button quiet"
          disabled={busy}
          onClick={() => void run(() => saveFrom(of['sheet-template.xlsx'].$get(asked)))}
        >
          {text.templateXlsx}
        </button>
        <button
          type="button"
          class="button quiet"
          disabled={busy}
          onClick={() => void run(() => saveFrom(of['sheet-template.csv'].$get(asked)))}
        >
          {text.templateCsv}
        </button>
      </div>
      <TroubleNotice trouble={trouble} />
    </section>
  );
}

const PASSES: readonly (readonly [Pass, keyof Words['staff']['sheetImports']['passes']])[] = [
  ['0', 'verified'],
  ['1', 'first'],
  ['2', 'second'],
];

function Upload({ survey }: { readonly survey: string }) {
  const { words } = useLanguage();
  const { route } = useLocation();
  const flash = useFlash();
  const { sheetImports: text } = words.staff;
  const [pass, setPass] = useState<Pass>('0');
  const [name, setName] = useState('');
  const { busy, trouble, run } = useSend();
  const take = (file: File) =>
    run(async () => {
      setName(file.name);
      if (typeOf(file.name) === null) throw new Trouble('file-unreadable', [wrongKind(text.wrongKind)]);
      const brought = await sendSheets(survey, file, pass);
      if (!('id' in brought)) throw new Trouble('unreadable');
      if (brought.repeated) flash({ text: text.repeated, onNext: true });
      route(sheetImportScreen(brought.id));
    });
  return (
    <section class="block">
      <h2>{text.upload}</h2>
      <fieldset class="segments" disabled={busy}>
        <legend>{text.pass}</legend>
        {PASSES.map(([value, wording]) => (
          <label key={value} class={value === pass ? 'on' : undefined}>
            <input type="radio" name="pass" checked={value === pass} onChange={() => setPass(value)} />
            {text.passes[wording]}
          </label>
        ))}
      </fieldset>
      <p class="hint block-s">{text.passHint}</p>
      {!busy && (
        <FileDrop label={text.choose} hint={text.drop} accept={ACCEPTED} onFile={(file) => void take(file)} />
      )}
      <div role="status" class="block-s">
        {busy && (
          <>
            <p>{text.checking(name)}</p>
            <progress aria-label={text.checking(name)} />
          </>
        )}
      </div>
      <TroubleNotice trouble={trouble} nameOf={(place) => placeName(place, words)} />
    </section>
  );
}

const wrongKind = (sentence: string): Place => ({ field: 'file', code: 'wrong-kind', sentence });

/** Where in a file: the file itself, a line of it; a cell or a heading stands for itself. */
export function placeName({ field }: Place, { staff }: Words): string | undefined {
  const { file, row } = staff.sheetImports;
  if (field === 'file') return file;
  const [, line] = /^row (\d+)$/.exec(field) ?? [];
  return line === undefined ? undefined : `${row} ${line}`;
}

function Earlier({ survey }: { readonly survey: string }) {
  const { words } = useLanguage();
  const { sheetImports: text } = words.staff;
  const load = useLoad(
    survey,
    async () =>
      (await answerOf(sheetImports.surveys[':survey']['sheet-imports'].$get({ param: { survey } }))).imports,
  );
  return (
    <section class="block">
      <h2>{text.earlier}</h2>
      <Loaded load={load}>
        {(list) => (list.length === 0 ? <p class="empty">{text.none}</p> : <EarlierTable list={list} />)}
      </Loaded>
    </section>
  );
}

function EarlierTable({ list }: { readonly list: readonly SheetImport[] }) {
  const { words } = useLanguage();
  const { sheetImports: text } = words.staff;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{text.file}</th>
          <th scope="col" class="wide">
            {text.state}
          </th>
          {[text.stored, text.unchanged, text.faulty].map((head) => (
            <th key={head} scope="col" class="n wide">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {list.map((one) => (
          <EarlierRow key={one.id} one={one} />
        ))}
      </tbody>
    </table>
  );
}

function EarlierRow({ one }: { readonly one: SheetImport }) {
  const { words } = useLanguage();
  const { sheetImports: text } = words.staff;
  const counts = [
    [text.stored, one.stored],
    [text.unchanged, one.unchanged],
    [text.faulty, one.faulty + one.refused],
  ] as const;
  return (
    <FileRow
      one={one}
      href={sheetImportScreen(one.id)}
      state={text.states[one.state]}
      counts={counts}
      text={text}
    />
  );
}
