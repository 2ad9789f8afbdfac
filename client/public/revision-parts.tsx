import { type Lang, say } from '../../survey-forms/form.ts';
import { dayOf, formatDate } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';
import { apiAddress, openDataAddress, resultsAddress, yearAddress } from './addresses.ts';
import type { PublishedView, RevisionLine } from './published-view.ts';

interface PartProps {
  readonly view: PublishedView;
  readonly lang: Lang;
}

/** On every page of a revision that no longer stands: that it does not, and the way to the one that does. */
export function SupersededNote({ view, lang }: PartProps) {
  const { results } = wordsOf(lang);
  const [standing] = view.revisions;
  if (!standing || standing.revision === view.revision) return null;
  return (
    <p class="note">
      {results.superseded(view.revision)}{' '}
      <a href={resultsAddress(lang, view.published.inputs.id)}>{results.seeStanding}</a>
    </p>
  );
}

/** "Quyết định số 12/QĐ-UBND ngày 20/11/2026", where one is named. */
export function decisionWords({ decision }: Pick<RevisionLine, 'decision'>, lang: Lang): string | null {
  return decision && wordsOf(lang).results.decision(decision.number, formatDate(decision.day, lang));
}

/** Every publication with its reason; only where there is more than one. */
export function Revisions({ view, lang }: PartProps) {
  const { results } = wordsOf(lang);
  if (view.revisions.length < 2) return null;
  return (
    <section class="block" id="cac-lan-cong-bo">
      <h2>{results.revisionsTitle}</h2>
      <ul class="rows">
        {view.revisions.map((one, place) => (
          <li key={one.revision}>
            <p>
              <a href={resultsAddress(lang, view.published.inputs.id, one.revision)}>
                {results.revisionName(one.revision)}
              </a>{' '}
              · {formatDate(dayOf(one.publishedAt), lang)}
              {place === 0 && ` · ${results.revisionStanding}`}
              {one.decision && ` · ${decisionWords(one, lang)}`}
            </p>
            <p class="small muted">
              {one.reason === null ? results.revisionFirst : results.revisionReason(one.reason)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The result as files; the addresses name the revision, so that a link keeps its content. */
export function FileLinks({ view, lang }: PartProps) {
  const { results, programs } = wordsOf(lang);
  const { inputs } = view.published;
  return (
    <section class="block" id="tai-ve" aria-label={`${results.files.title}: ${say(inputs.title, lang)}`}>
      <h2>{results.files.title}</h2>
      <p class="small muted">{results.files.lead}</p>
      <FileList view={view} lang={lang} />
      <p class="small">
        <a href={yearAddress(lang, inputs.year)}>{programs.allOfYear(inputs.year)}</a> ·{' '}
        <a href={apiAddress(lang)}>{programs.title}</a>
      </p>
    </section>
  );
}

/** The files of a result, each under its name. */
export function FileList({ view, lang }: PartProps) {
  const { files } = wordsOf(lang).results;
  const { inputs } = view.published;
  const workbook = lang === 'en' ? 'results.xlsx' : 'ket-qua.xlsx';
  const offered = [
    [workbook, files.workbook],
    ['xep-hang.csv', files.ranking],
    ['diem.csv', files.scores],
    ...(inputs.tallies.length > 0 ? [['phieu.csv', files.answers] as const] : []),
    ['cong-bo.json', files.whole],
  ] as const;
  return (
    <ul>
      {offered.map(([name, label]) => (
        <li key={name}>
          <a href={openDataAddress(inputs.id, view.revision, name)} download>
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
