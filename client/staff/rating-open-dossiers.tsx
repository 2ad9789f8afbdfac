import { useState } from 'preact/hooks';
import { formatDate } from '../format.ts';
import { answerOf, type OpenDossiers, ratingEntries } from './api.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

interface RatingOpenDossiersProps {
  readonly rating: string;
  readonly unit: string;
  /** How many there were when the quarter was closed; null: it is not. */
  readonly atClose: number | null;
}

/** Dossiers that were not returned by the end of the quarter, those due first; without points. */
export function RatingOpenDossiers({ rating, unit, atClose }: RatingOpenDossiersProps) {
  const { words } = useLanguage();
  const { openDossiers: text } = words.staff.ratings;
  const ask = (cursor?: string) =>
    answerOf(
      ratingEntries.ratings[':rating'].units[':unit']['open-dossiers'].$get({
        param: { rating, unit },
        query: cursor === undefined ? {} : { cursor },
      }),
    );
  const load = useLoad<OpenDossiers>(`${rating} ${unit}`, () => ask());
  return (
    <section class="block">
      <h2>{text.title}</h2>
      <p class="muted">
        {text.lead} {atClose !== null && text.now(atClose)}
      </p>
      <Loaded load={load}>{(first) => <Pages first={first} ask={ask} />}</Loaded>
    </section>
  );
}

interface PagesProps {
  readonly first: OpenDossiers;
  ask(cursor: string): Promise<OpenDossiers>;
}

function Pages({ first, ask }: PagesProps) {
  const { lang, words } = useLanguage();
  const { openDossiers: text } = words.staff.ratings;
  const [shown, setShown] = useState(first);
  const { busy, trouble, run } = useSend();
  const { next } = shown;
  const more = (cursor: string) =>
    run(async () => {
      const page = await ask(cursor);
      setShown({ ...page, dossiers: [...shown.dossiers, ...page.dossiers] });
    });
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.dossier}</th>
            <th scope="col" class="wide">
              {text.official}
            </th>
            <th scope="col" class="wide">
              {text.received}
            </th>
            <th scope="col">{text.due}</th>
          </tr>
        </thead>
        <tbody>
          {shown.dossiers.map(({ code, procedure, official, receivedOn, dueOn, overdue }) => (
            <tr key={code}>
              <th scope="row">
                <code>{code}</code>
                <span class="under small muted">{procedure}</span>
                <span class="narrow small muted">
                  {[official, formatDate(receivedOn, lang)].filter(Boolean).join(' · ')}
                </span>
              </th>
              <td class="wide">{official}</td>
              <td class="wide">{formatDate(receivedOn, lang)}</td>
              <td>
                {formatDate(dueOn, lang)} {overdue && <span class="tag low">{text.overdue}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <TroubleNotice trouble={trouble} />
      {next !== null && (
        <p class="after-table">
          <button type="button" class="button quiet" disabled={busy} onClick={() => void more(next)}>
            {text.more}
          </button>
        </p>
      )}
    </>
  );
}
