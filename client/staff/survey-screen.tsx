import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { surveyAddress } from '../public/addresses.ts';
import { filesScreen, ledgerScreen, SURVEYS, tokensScreen } from './addresses.ts';
import { type Arrivals, answerOf, surveys } from './api.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { RecountDialog } from './recount-dialog.tsx';
import { mayAny, useSession } from './session.ts';
import { BreakdownsDialog } from './survey-breakdowns-dialog.tsx';
import { SurveyPage } from './survey-page.tsx';
import { TargetsDialog } from './survey-targets-dialog.tsx';
import { useLoad } from './use-load.ts';
import { WindowDialog } from './window-dialog.tsx';
import './survey.css';

/** How often the head and the arrivals of every unit are asked for; what moves faster has ways of its own. */
const HEAD_MS = 60_000;

/** The analyst's page of a survey: arrivals for all who may see them, results for who may read them (decision 22). */
export function SurveyScreen() {
  const { lang, words } = useLanguage();
  const { params } = useRoute();
  const survey = params.survey ?? '';
  const [dialog, setDialog] = useState<DialogName | null>(null);
  // What a dialog changed is to be seen at once: the page below is asked for anew.
  const [changes, setChanges] = useState(0);
  const head = useLoad<Arrivals>(
    survey,
    () => answerOf(surveys.surveys[':survey'].arrivals.$get({ param: { survey }, query: { by: 'unit' } })),
    HEAD_MS,
  );
  const changed = () => {
    setChanges((before) => before + 1);
    head.reload();
  };
  const close = () => setDialog(null);
  const title = head.data ? say(head.data.survey.title, lang) : words.staff.live.over;
  const over = { title: words.staff.surveys.title, href: SURVEYS };
  return (
    <Screen title={title} over={over} actions={head.data && <Actions survey={survey} open={setDialog} />}>
      <Loaded load={head}>
        {(data) => (
          <>
            <SurveyPage arrivals={data} changes={changes} />
            {dialog === 'window' && <WindowDialog survey={data.survey} onClose={close} onMoved={changed} />}
          </>
        )}
      </Loaded>
      {dialog === 'recount' && <RecountDialog survey={survey} onClose={close} />}
      {dialog === 'targets' && <TargetsDialog survey={survey} onClose={close} onSet={changed} />}
      {dialog === 'breakdowns' && <BreakdownsDialog survey={survey} onClose={close} onDeclared={changed} />}
    </Screen>
  );
}

type DialogName = 'window' | 'recount' | 'targets' | 'breakdowns';

interface ActionsProps {
  readonly survey: string;
  open(dialog: DialogName): void;
}

/** What else this account may do with the survey. */
function Actions({ survey, open }: ActionsProps) {
  const { lang, words } = useLanguage();
  const session = useSession();
  const { surveys: text, live, ledger, results, files } = words.staff;
  const links = [
    ['issue-tokens', tokensScreen(survey), text.tokens],
    ['read-reconciliation', ledgerScreen(survey), ledger.short],
    ['export-tallies', filesScreen(survey), files.title],
  ] as const;
  const buttons = [
    ['move-survey-window', 'window', text.move],
    ['set-targets', 'targets', results.targets.set],
    ['declare-breakdowns', 'breakdowns', results.declare.open],
    ['recount-tallies', 'recount', live.recount],
  ] as const;
  return (
    <>
      {links.map(
        ([operation, href, label]) =>
          mayAny(session, [operation]) && (
            <a key={operation} class="button quiet" href={href}>
              {label}
            </a>
          ),
      )}
      {buttons.map(
        ([operation, dialog, label]) =>
          mayAny(session, [operation]) && (
            <button key={operation} type="button" class="button quiet" onClick={() => open(dialog)}>
              {label}
            </button>
          ),
      )}
      <a class="button quiet" href={surveyAddress(lang, survey)}>
        {text.publicForm}
      </a>
    </>
  );
}
