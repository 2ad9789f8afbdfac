import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { surveyAddress } from '../public/addresses.ts';
import { ledgerScreen, SURVEYS, surveyScreen, tokensScreen } from './addresses.ts';
import { type Arrivals, answerOf, surveys, type Tally } from './api.ts';
import { ArrivalsSection } from './arrivals-section.tsx';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { RecountDialog } from './recount-dialog.tsx';
import { useSession } from './session.ts';
import { SurveyLine } from './survey-line.tsx';
import { TallySection } from './tally-section.tsx';
import { type Load, useLoad } from './use-load.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { WindowDialog } from './window-dialog.tsx';

/** How often the figures are asked for while the page is seen. */
const FOLLOW_MS = 15_000;

/** Part of the address, so that a unit's figures can be sent to a colleague. */
const UNIT_IN_ADDRESS = 'don-vi';

/** A survey as it runs: arrivals for all who may see them, results for who may read the tally (decision 22). */
export function LiveScreen() {
  const { lang, words } = useLanguage();
  const session = useSession();
  const { params } = useRoute();
  const { query } = useLocation();
  const survey = params.survey ?? '';
  const unit = query[UNIT_IN_ADDRESS] ?? '';
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const arrivals = useLoad<Arrivals>(
    survey,
    () => answerOf(surveys.surveys[':survey'].arrivals.$get({ param: { survey } })),
    FOLLOW_MS,
  );
  const mayTally = session.may.includes('read-tally');
  useShortcuts({ r: arrivals.reload });
  const title = arrivals.data ? say(arrivals.data.survey.title, lang) : words.staff.live.over;
  const { staff } = words;
  const actions = <LiveActions survey={survey} open={setDialog} />;
  return (
    <Screen title={title} over={{ title: staff.surveys.title, href: SURVEYS }} actions={actions}>
      <Loaded load={arrivals}>
        {(data) => (
          <>
            <div class="survey-head">
              <SurveyLine survey={data.survey} at={arrivals.at} />
              {(mayTally || data.units.length > 1) && (
                <UnitChoice units={data.units} unit={unit} survey={survey} />
              )}
            </div>
            {arrivals.trouble && <p class="note warn">{staff.live.stale}</p>}
            {mayTally && <LiveTallySection survey={survey} unit={unit} told={arrivals.trouble !== null} />}
            <ArrivalsSection arrivals={data} unit={unit} />
            {dialog === 'window' && (
              <WindowDialog survey={data.survey} onClose={() => setDialog(null)} onMoved={arrivals.reload} />
            )}
          </>
        )}
      </Loaded>
      {dialog === 'recount' && <RecountDialog survey={survey} onClose={() => setDialog(null)} />}
    </Screen>
  );
}

type DialogName = 'window' | 'recount';

interface LiveActionsProps {
  readonly survey: string;
  open(dialog: DialogName): void;
}

/** What else this account may do with the survey. */
function LiveActions({ survey, open }: LiveActionsProps) {
  const { lang, words } = useLanguage();
  const { may } = useSession();
  const { surveys: text, live } = words.staff;
  return (
    <>
      {may.includes('issue-tokens') && (
        <a class="button quiet" href={tokensScreen(survey)}>
          {text.tokens}
        </a>
      )}
      {may.includes('read-reconciliation') && (
        <a class="button quiet" href={ledgerScreen(survey)}>
          {words.staff.ledger.short}
        </a>
      )}
      {may.includes('move-survey-window') && (
        <button type="button" class="button quiet" onClick={() => open('window')}>
          {text.move}
        </button>
      )}
      {may.includes('recount-tallies') && (
        <button type="button" class="button quiet" onClick={() => open('recount')}>
          {live.recount}
        </button>
      )}
      <a class="button quiet" href={surveyAddress(lang, survey)}>
        {text.publicForm}
      </a>
    </>
  );
}

interface UnitChoiceProps {
  readonly units: Arrivals['units'];
  readonly unit: string;
  readonly survey: string;
}

/** All units together, or one of them. */
function UnitChoice({ units, unit, survey }: UnitChoiceProps) {
  const { lang, words } = useLanguage();
  const { route } = useLocation();
  if (units.length === 0) return null;
  const named = units
    .map(({ code, name }) => ({ code, name: say(name, lang) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'vi'));
  const choose = (code: string) =>
    route(`${surveyScreen(survey)}${code ? `?${UNIT_IN_ADDRESS}=${encodeURIComponent(code)}` : ''}`, true);
  return (
    <div class="unit-choice">
      <Field label={words.staff.live.unit}>
        {(control) => (
          <select {...control} value={unit} onChange={(event) => choose(event.currentTarget.value)}>
            <option value="">{words.staff.wholeProvince}</option>
            {named.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}

interface LiveTallySectionProps {
  readonly survey: string;
  readonly unit: string;
  /** That the figures may be out of date is said above already. */
  readonly told: boolean;
}

/** Follows the tally; who may only read that of some units is asked to choose one. */
function LiveTallySection({ survey, unit, told }: LiveTallySectionProps) {
  const { words } = useLanguage();
  const load: Load<Tally> = useLoad<Tally>(
    `${survey} ${unit}`,
    () =>
      answerOf(
        surveys.surveys[':survey'].tally.$get({ param: { survey }, query: unit === '' ? {} : { unit } }),
      ),
    FOLLOW_MS,
  );
  useShortcuts({ r: load.reload });
  if (unit === '' && load.trouble?.code === 'forbidden')
    return <p class="empty">{words.staff.live.chooseUnit}.</p>;
  return (
    <Loaded load={load}>
      {(tally) => <TallySection tally={tally} stale={load.trouble !== null && !told} />}
    </Loaded>
  );
}
