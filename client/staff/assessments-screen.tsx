import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { formatCount } from '../format.ts';
import { assessmentScreen, assessmentsScreen } from './addresses.ts';
import { answerOf, assessments } from './api.ts';
import { useLanguage } from './language.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { mayAny, useSession } from './session.ts';
import { useLoad } from './use-load.ts';

/** Where somebody works in a campaign: at his only unit, or at the list of them. */
const screenOf = ({ id, only }: { readonly id: string; readonly only: string | null }) =>
  only === null ? assessmentsScreen(id) : assessmentScreen(id, only);

/** Campaigns whose units are assessed here. Who has work in just one of them is led straight to it. */
export function AssessmentsScreen() {
  const { lang, words } = useLanguage();
  const { route } = useLocation();
  const session = useSession();
  const { assessment: text } = words.staff;
  const load = useLoad('assessments', async () => (await answerOf(assessments.assessments.$get())).campaigns);
  const [first, second] = load.data ?? [];
  const straight = first && !second && !mayAny(session, ['set-deadlines']) ? screenOf(first) : null;
  useEffect(() => {
    if (straight) route(straight, true);
  }, [straight, route]);
  return (
    <Screen title={text.title}>
      <Loaded load={load}>
        {(campaigns) =>
          campaigns.length === 0 ? (
            <p class="empty">
              {text.none} {mayAny(session, ['set-deadlines']) ? text.noneBegin : text.noneWait}
            </p>
          ) : (
            <ul class="rows">
              {campaigns.map(({ id, title, year, units, only }) => (
                <li key={id}>
                  <a href={screenOf({ id, only })}>
                    <b>{say(title, lang)}</b>
                  </a>
                  <span class="under small muted">
                    {text.year(String(year))} ·{' '}
                    {units === 0 ? text.notBegun : text.unitCount(formatCount(units, lang))}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Screen>
  );
}
