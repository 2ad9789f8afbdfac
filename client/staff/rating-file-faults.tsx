import { formatCount } from '../format.ts';
import { answerOf, type DossierFaults, type DossierFile, dossiers } from './api.ts';
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
      <Loaded load={load}>
        {(data) => (
          <>
            <Kinds data={data} />
            <DossierFaultTable data={data} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function Kinds({ data }: { readonly data: DossierFaults }) {
  const { lang, words } = useLanguage();
  const { files: text } = words.staff.ratings;
  if (data.kinds.length < 2) return null;
  return (
    <table class="row-faults block-s">
      <caption class="visually-hidden">{text.kindsTitle}</caption>
      <thead>
        <tr>
          <th scope="col">{text.kind}</th>
          <th scope="col" class="n">
            {text.times}
          </th>
        </tr>
      </thead>
      <tbody>
        {data.kinds.map(({ code, sentence, count }) => (
          <tr key={code}>
            <th scope="row">{sentence}</th>
            <td class="n">{formatCount(count, lang)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Each fault by its row and column, as the spreadsheet numbers them. */
export function DossierFaultTable({ data }: { readonly data: DossierFaults }) {
  const { lang, words } = useLanguage();
  const { files: text } = words.staff.ratings;
  const { faults, total } = data;
  return (
    <>
      {faults.length < total && <p class="block-s">{text.firstOf(faults.length, total)}</p>}
      <table class="row-faults block-s">
        <caption class="visually-hidden">{text.faultsTitle}</caption>
        <thead>
          <tr>
            <th scope="col" class="n">
              {text.row}
            </th>
            <th scope="col">{text.column}</th>
            <th scope="col" class="wide">
              {text.value}
            </th>
            <th scope="col">{text.fault}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map(({ row, column, code, value, sentence }) => (
            <tr key={`${row} ${column} ${code}`}>
              <th scope="row" class="n">
                {formatCount(row, lang)}
              </th>
              <td>
                <code>{column}</code>
              </td>
              <td class="wide">{value === '' ? <span class="muted">{text.empty}</span> : value}</td>
              <td>
                {sentence}
                <span class="narrow small muted">
                  {text.value}: {value === '' ? text.empty : value}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
