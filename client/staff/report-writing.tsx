import { useMemo, useState } from 'preact/hooks';
import { answerOf, type ReportContent, type ReportShown, reports } from './api.ts';
import { keptChanges, reportKept } from './kept-changes.ts';
import { useLanguage } from './language.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { ReportPreview } from './report-preview.tsx';
import type { AskedReport } from './report-screen.tsx';
import { ReportSentence } from './report-sentence.tsx';
import { ReportValues } from './report-values.tsx';
import { mayAny, useSession } from './session.ts';
import { useKeeping } from './use-keeping.ts';
import { useSend } from './use-send.ts';

export type Sentence = ReportShown['sentences'][number];
type Drafts = Readonly<Partial<Record<Sentence['part'], string>>>;
/** With the revision that each was written on. */
type Kept = Readonly<
  Partial<Record<Sentence['part'], { readonly draft: string; readonly revision: number }>>
>;

interface ReportWritingProps {
  readonly asked: AskedReport;
  readonly shown: ReportShown;
  onSaved(): void;
}

/** How the report reads, and its sentences; what is being written can be tried before it is saved. */
export function ReportWriting({ asked, shown, onSaved }: ReportWritingProps) {
  const { words } = useLanguage();
  const { reports: text } = words.staff;
  const mayEdit = mayAny(useSession(), ['edit-report-templates']);
  const [drafts, setDrafts] = useState<Drafts>(() => keptDrafts(shown));
  const [tried, setTried] = useState<{ content: ReportContent; drafts: number } | null>(null);
  const { busy, trouble, run } = useSend();
  const drafted = Object.keys(drafts).length;
  const kept = useMemo(() => withRevisions(drafts, shown), [drafts, shown]);
  useKeeping(reportKept(shown.province), 0, kept, drafted > 0);
  const preview = () =>
    run(async () => {
      const { campaign, revision, compared } = asked;
      const { content } = await answerOf(
        reports.reports[':campaign'][':revision'].preview.$post({
          param: { campaign, revision: String(revision) },
          json: { drafts, ...(compared !== '' && { compared }) },
        }),
      );
      setTried({ content, drafts: drafted });
    });
  const write = ({ part, body }: Sentence, draft: string | null) =>
    setDrafts(({ [part]: _, ...others }) =>
      draft === null || draft === body ? others : { ...others, [part]: draft },
    );
  const saved = (sentence: Sentence) => {
    write(sentence, null);
    setTried(null);
    onSaved();
  };
  const names = Object.fromEntries(
    Object.entries(text.parts).map(([part, name]) => [`drafts.${part}`, name] as const),
  );
  return (
    <>
      <section class="block">
        <h2>{text.previewTitle}</h2>
        <p class="small muted">{text.previewHint}</p>
        <TroubleNotice trouble={trouble} fields={names} />
        {drafted > 0 && (
          <div class="toolbar">
            <button type="button" class="button quiet" disabled={busy} onClick={() => void preview()}>
              {text.previewDrafts}
            </button>
          </div>
        )}
        <p role="status" class="small">
          {tried && text.previewShows(tried.drafts)}
        </p>
        <ReportPreview content={tried?.content ?? shown.content} />
      </section>
      <section class="block">
        <h2>{text.sentencesTitle}</h2>
        <p>{text.sentencesLead}</p>
        {!mayEdit && <p class="muted">{text.readOnly}</p>}
        {shown.sentences.map((sentence) => (
          <ReportSentence
            key={sentence.part}
            province={shown.province}
            sentence={sentence}
            draft={drafts[sentence.part]}
            values={shown.values}
            mayEdit={mayEdit}
            onDraft={(draft) => write(sentence, draft)}
            onSaved={() => saved(sentence)}
          />
        ))}
      </section>
      <ReportValues values={shown.values} />
    </>
  );
}

/** The sentences of a province are the same in every of its reports: what is being written waits for its writer in each. */
function keptDrafts({ province, sentences }: ReportShown): Drafts {
  const kept = keptChanges<Kept>(reportKept(province), 0) ?? {};
  return Object.fromEntries(
    sentences.flatMap(({ part, body, revision }) => {
      const own = kept[part];
      // Where somebody has saved the sentence since, the draft was written over another one.
      return own && own.revision === revision && own.draft !== body ? [[part, own.draft]] : [];
    }),
  );
}

const withRevisions = (drafts: Drafts, { sentences }: ReportShown): Kept =>
  Object.fromEntries(
    sentences.flatMap(({ part, revision }) => {
      const draft = drafts[part];
      return draft === undefined ? [] : [[part, { draft, revision }]];
    }),
  );
