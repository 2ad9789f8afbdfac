import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { formatCount, formatDate } from '../format.ts';
import { surveyAddress } from '../public/addresses.ts';
import { ledgerScreen, OPEN_SURVEY, OUTBOX, surveyScreen, tokensScreen } from './addresses.ts';
import { answerOf, type Survey, surveys } from './api.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { mayAny, useSession } from './session.ts';
import { StateTag } from './survey-line.tsx';
import { useLoad } from './use-load.ts';
import { WindowDialog } from './window-dialog.tsx';

/** Surveys, the latest close first, and what the account may do with each. */
export function SurveysScreen() {
  const { words } = useLanguage();
  const session = useSession();
  const [moving, setMoving] = useState<Survey | null>(null);
  const load = useLoad('surveys', async () => (await answerOf(surveys.surveys.$get())).surveys);
  const { surveys: text } = words.staff;
  const mayOpen = mayAny(session, ['open-survey']);
  const actions = mayOpen && (
    <>
      <a class="button quiet" href={OUTBOX}>
        {words.staff.outbox.title}
      </a>
      <a class="button" href={OPEN_SURVEY}>
        {text.open}
      </a>
    </>
  );
  return (
    <Screen title={text.title} actions={actions}>
      <Loaded load={load}>
        {(list) =>
          list.length === 0 ? (
            <p class="empty">
              {text.none} {mayOpen ? text.noneOpen : text.noneWait}
            </p>
          ) : (
            <SurveyTable list={list} onMove={setMoving} />
          )
        }
      </Loaded>
      {moving && <WindowDialog survey={moving} onClose={() => setMoving(null)} onMoved={load.reload} />}
    </Screen>
  );
}

interface SurveyTableProps {
  readonly list: readonly Survey[];
  onMove(survey: Survey): void;
}

function SurveyTable({ list, onMove }: SurveyTableProps) {
  const { words } = useLanguage();
  const { surveys: text } = words.staff;
  return (
    <table class="block-s">
      <thead>
        <tr>
          <th scope="col">{text.name}</th>
          <th scope="col" class="wide">
            {text.state}
          </th>
          <th scope="col" class="wide">
            {text.window}
          </th>
          <th scope="col" class="n wide">
            {text.units}
          </th>
          <th scope="col" class="wide">
            <span class="visually-hidden">{text.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {list.map((survey) => (
          <SurveyRow key={survey.id} survey={survey} onMove={onMove} />
        ))}
      </tbody>
    </table>
  );
}

interface SurveyRowProps {
  readonly survey: Survey;
  onMove(survey: Survey): void;
}

function SurveyRow({ survey, onMove }: SurveyRowProps) {
  const { lang, words } = useLanguage();
  const session = useSession();
  const { surveys: text, sampleTag } = words.staff;
  const day = (one: string) => formatDate(one, lang);
  const window = (
    <>
      <span class="under whole">{text.from(day(survey.opensOn), day(survey.closesOn))}</span>
      <span class="under small muted">{text.acceptsUntil(day(survey.acceptsUntil))}</span>
    </>
  );
  return (
    <tr>
      <th scope="row">
        {mayAny(session, ['read-arrivals']) ? (
          <a href={surveyScreen(survey.id)}>{say(survey.title, lang)}</a>
        ) : (
          say(survey.title, lang)
        )}{' '}
        {survey.sample && <span class="tag mid">{sampleTag}</span>}
        <span class="under small muted">
          {text.form} {survey.form}
        </span>
        <span class="narrow">
          <StateTag state={survey.state} />
          {window}
          <SurveyActions survey={survey} onMove={onMove} />
        </span>
      </th>
      <td class="wide">
        <StateTag state={survey.state} />
      </td>
      <td class="wide">{window}</td>
      <td class="n wide">{formatCount(survey.units, lang)}</td>
      <td class="wide">
        <SurveyActions survey={survey} onMove={onMove} />
      </td>
    </tr>
  );
}

/** What this account may do with a survey. */
function SurveyActions({ survey, onMove }: SurveyRowProps) {
  const { lang, words } = useLanguage();
  const session = useSession();
  const { surveys: text } = words.staff;
  return (
    <span class="row-actions">
      {mayAny(session, ['read-arrivals']) && (
        <a href={surveyScreen(survey.id)}>{mayAny(session, ['read-tally']) ? text.live : text.arrivals}</a>
      )}
      {mayAny(session, ['issue-tokens']) && <a href={tokensScreen(survey.id)}>{text.tokens}</a>}
      {mayAny(session, ['read-reconciliation']) && (
        <a href={ledgerScreen(survey.id)}>{words.staff.ledger.short}</a>
      )}
      {mayAny(session, ['move-survey-window']) && (
        <button type="button" class="link-button" onClick={() => onMove(survey)}>
          {text.move}
        </button>
      )}
      <a href={surveyAddress(lang, survey.id)}>{text.publicForm}</a>
    </span>
  );
}
