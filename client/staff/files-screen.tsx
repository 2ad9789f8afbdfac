import { useEffect, useRef, useState } from 'preact/hooks';
import { answerOf, type DataFile, dataFiles } from './api.ts';
import { FilesForm } from './files-form.tsx';
import { FilesTable } from './files-table.tsx';
import { isUnderWay, newsOf, titlesOf } from './files-view.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { useLoad } from './use-load.ts';
import './files.css';

const ASK_EVERY_MS = 1000;

/** Files of data: what may be had, and what one had made. */
export function FilesScreen() {
  const { words } = useLanguage();
  const { files: text } = words.staff;
  const [every, setEvery] = useState<number | undefined>(undefined);
  const choices = useLoad('choices', () => answerOf(dataFiles.files.choices.$get()));
  const load = useLoad('files', async () => (await answerOf(dataFiles.files.$get())).files, every);
  const underWay = load.data?.some(isUnderWay) === true;
  useEffect(() => setEvery(underWay ? ASK_EVERY_MS : undefined), [underWay]);
  return (
    <Screen title={text.title}>
      <p>{text.lead}</p>
      <Loaded load={choices}>{(found) => <FilesForm choices={found} onAsked={load.reload} />}</Loaded>
      <section class="block">
        <h2>{text.own}</h2>
        <p role="status" class="small">
          {useNews(load.data)}
        </p>
        <Loaded load={load}>
          {(files) =>
            files.length === 0 ? (
              <p class="empty">{text.none}</p>
            ) : (
              <FilesTable files={files} titles={titlesOf(choices.data)} onChanged={load.reload} />
            )
          }
        </Loaded>
      </section>
    </Screen>
  );
}

/** What was done since the last look, for those who do not see the table. */
function useNews(files: readonly DataFile[] | null): string {
  const { files: text } = useLanguage().words.staff;
  const before = useRef<readonly DataFile[]>([]);
  const [news, setNews] = useState('');
  useEffect(() => {
    if (!files) return;
    const said = newsOf(before.current, files, text);
    before.current = files;
    if (said !== null) setNews(said);
  }, [files, text]);
  return news;
}
