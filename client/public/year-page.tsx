import { say } from '../../survey-forms/form.ts';
import { wordsOf } from '../words/words-of.ts';
import { apiAddress, openDataYearAddress, resultsAddress, yearAddress } from './addresses.ts';
import { Page, type PageContext } from './page.tsx';
import { campaignLine, type PublishedView } from './published-view.ts';
import { FileList } from './revision-parts.tsx';

export interface YearPageProps extends PageContext {
  readonly year: number;
  readonly views: readonly PublishedView[];
}

/** What was published for a year, with the files of each result; the address stays. */
export function YearPage({ year, views, ...context }: YearPageProps) {
  const { lang } = context;
  const { programs } = wordsOf(lang);
  const title = programs.yearTitle(year);
  return (
    <Page {...context} title={title} path={yearAddress('vi', year)} current={null}>
      <h1>{title}</h1>
      <p class="lead">{programs.yearLead}</p>
      {views.map((view) => {
        const { id, title: of } = view.published.inputs;
        return (
          <section class="block" key={id} aria-label={say(of, lang)}>
            <h2>
              <a href={resultsAddress(lang, id)}>{say(of, lang)}</a>
            </h2>
            <p class="muted">{campaignLine(view, lang)}</p>
            <FileList view={view} lang={lang} />
          </section>
        );
      })}
      <p class="small">
        <a href={openDataYearAddress(year)}>{programs.asData}</a> ·{' '}
        <a href={apiAddress(lang)}>{programs.title}</a>
      </p>
    </Page>
  );
}
