import { useEffect, useRef, useState } from 'preact/hooks';
import type { Lang } from '../../survey-forms/form.ts';
import { languageName, languages } from '../words/words-of.ts';
import { prints } from './api.ts';
import { saveFile } from './csv.ts';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { type Progress, receiveSheets } from './sheet-download.ts';
import { useSend } from './use-send.ts';

interface PrintSheetsProps {
  readonly campaign: string;
  /** Number of the batch. */
  readonly batch: number;
}

/** Fetches the sheets of a batch as a PDF and saves it; shows how far it is, and can be stopped. */
export function PrintSheets({ campaign, batch }: PrintSheetsProps) {
  const { words } = useLanguage();
  const { prints: text } = words.staff;
  const [lang, setLang] = useState<Lang>('vi');
  const { busy, trouble, start, stop, progress, said } = usePrinting();
  return (
    <div class="fields">
      <TroubleNotice trouble={trouble} />
      <Field label={text.language}>
        {(control) => (
          <select
            {...control}
            value={lang}
            disabled={busy}
            onChange={(event) => setLang(event.currentTarget.value as Lang)}
          >
            {languages().map((known) => (
              <option key={known} value={known}>
                {languageName(known)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div class="toolbar">
        <button type="button" class="button" disabled={busy} onClick={() => start(campaign, batch, lang)}>
          {text.print}
        </button>
        {busy && (
          <button type="button" class="button quiet" onClick={stop}>
            {text.stop}
          </button>
        )}
      </div>
      {busy && <progress aria-label={text.print} value={progress?.done} max={progress?.sheets ?? 1} />}
      <p role="status">{busy ? progressWords(progress, text) : said}</p>
    </div>
  );
}

type PrintWords = ReturnType<typeof useLanguage>['words']['staff']['prints'];

const progressWords = (progress: Progress | null, text: PrintWords) =>
  progress === null ? text.starting : text.making(progress.done, progress.sheets);

/** One printing at a time; leaving the screen stops it. */
function usePrinting() {
  const { words } = useLanguage();
  const { prints: text } = words.staff;
  const [progress, setProgress] = useState<Progress | null>(null);
  const [said, setSaid] = useState('');
  const { busy, trouble, run } = useSend();
  const underway = useRef(new AbortController());
  useEffect(() => () => underway.current.abort(), []);
  const fetched = async (campaign: string, batch: number, lang: Lang, signal: AbortSignal) => {
    const address = prints.campaigns[':campaign']['sheet-batches'][':batch']['sheets.pdf'];
    const param = { campaign, batch: String(batch) };
    const response = await address.$get({ param, query: { lang } }, { init: { signal } });
    const file = await receiveSheets(response, setProgress);
    saveFile(file.name, file.content, 'application/pdf');
    setSaid(text.saved(file.name, file.sheets));
  };
  const start = (campaign: string, batch: number, lang: Lang) => {
    const controller = new AbortController();
    underway.current = controller;
    setProgress(null);
    setSaid('');
    void run(() =>
      fetched(campaign, batch, lang, controller.signal).catch((error: unknown) => {
        if (!controller.signal.aborted) throw error;
        setSaid(text.stopped);
      }),
    );
  };
  return { busy, trouble, start, stop: () => underway.current.abort(), progress, said };
}
