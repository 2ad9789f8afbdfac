import { say, type Text } from '../../survey-forms/form.ts';
import { formatDate } from '../format.ts';
import { fill } from '../words/fill.ts';
import { wordsOf } from '../words/words-of.ts';
import { formAddress, manyUnitsFormAddress, surveyAddress } from './addresses.ts';
import { Page, type PageContext } from './page.tsx';

/** Units listed under one heading, e.g. the communes of a district; `title` null where the list is not divided. */
export interface UnitList {
  readonly title: Text | null;
  readonly units: readonly { readonly code: string; readonly name: Text }[];
}

export interface SurveyPageProps extends PageContext {
  readonly survey: {
    readonly id: string;
    readonly title: Text;
    readonly state: 'not-open' | 'open' | 'closed';
    /** Calendar days in Asia/Ho_Chi_Minh. */
    readonly opensOn: string;
    readonly closesOn: string | null;
    readonly manyUnits: boolean;
  };
  readonly lists: readonly UnitList[];
}

/** From this many units on, the page says how to find one. */
const LONG_LIST = 40;

/** The citizen chooses the unit that served them. Plain links, so it works for 200 units without any script. */
export function SurveyPage({ survey, lists, ...context }: SurveyPageProps) {
  const { lang } = context;
  const { home } = wordsOf(lang);
  const title = say(survey.title, lang);
  return (
    <Page {...context} title={title} path={surveyAddress('vi', survey.id)} current="surveys">
      <h1>{title}</h1>
      {survey.state === 'open' && survey.closesOn && (
        <p class="muted">{home.closing(formatDate(survey.closesOn, lang))}</p>
      )}
      <Choice survey={survey} lists={lists} lang={lang} />
    </Page>
  );
}

type ChoiceProps = Pick<SurveyPageProps, 'survey' | 'lists' | 'lang'>;

function Choice({ survey, lists, lang }: ChoiceProps) {
  const words = wordsOf(lang).survey;
  if (survey.state === 'not-open')
    return <p class="lead">{fill(words.notOpen, { date: formatDate(survey.opensOn, lang) })}</p>;
  if (survey.state === 'closed')
    return (
      <p class="lead">{fill(words.closed, { date: formatDate(survey.closesOn ?? survey.opensOn, lang) })}</p>
    );
  const units = lists.reduce((sum, list) => sum + list.units.length, 0);
  if (survey.manyUnits)
    return (
      <>
        <p class="lead">{words.manyUnits}</p>
        <a class="button" href={manyUnitsFormAddress(lang, survey.id)}>
          {words.start}
        </a>
      </>
    );
  if (units === 0) return <p class="empty">{words.noUnits}</p>;
  return (
    <>
      <p class="lead">{words.choose}</p>
      <p>{words.hint}</p>
      {units >= LONG_LIST && <p class="small muted">{words.find}</p>}
      {lists.map((list) => (
        <ListOfUnits key={list.title?.vi ?? ''} list={list} survey={survey.id} lang={lang} />
      ))}
    </>
  );
}

function ListOfUnits({
  list,
  survey,
  lang,
}: {
  readonly list: UnitList;
  readonly survey: string;
  readonly lang: PageContext['lang'];
}) {
  return (
    <section class="block">
      {list.title && <h2>{say(list.title, lang)}</h2>}
      <ul class="choices">
        {list.units.map((unit) => (
          <li key={unit.code}>
            <a href={formAddress(lang, survey, unit.code)}>{say(unit.name, lang)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
