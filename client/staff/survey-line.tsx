import { dayOf, formatDate } from '../format.ts';
import type { Survey } from './api.ts';
import { useLanguage } from './language.tsx';

/** The state of a survey as a word with a tint. */
export function StateTag({ state }: { readonly state: Survey['state'] }) {
  const { words } = useLanguage();
  return <span class={`tag state-${state}`}>{words.staff.surveys.states[state]}</span>;
}

interface SurveyLineProps {
  readonly survey: Survey;
  /** When the figures below came. */
  readonly at: Date | null;
}

/** State, window, and how fresh the page is. */
export function SurveyLine({ survey, at }: SurveyLineProps) {
  const { lang, words } = useLanguage();
  const { surveys, live } = words.staff;
  const day = (one: string) => formatDate(one, lang);
  return (
    <p class="survey-line muted small">
      <StateTag state={survey.state} />{' '}
      <span class="whole">{surveys.from(day(survey.opensOn), day(survey.closesOn))}</span>
      {' · '}
      <span class="whole">{surveys.acceptsUntil(day(survey.acceptsUntil))}</span>
      {at && (
        <>
          {' · '}
          <span class="whole">{live.updated(clock(at))}</span>
        </>
      )}
    </p>
  );
}

const time = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** The clock in Việt Nam with its seconds: figures come every few of them. */
const clock = (at: Date) => time.format(at);

/** Today in Việt Nam, for what a form proposes; every rule is decided by the server's clock. */
export const today = () => dayOf(new Date().toISOString());
