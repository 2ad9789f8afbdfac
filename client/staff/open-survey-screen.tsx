import { SURVEYS } from './addresses.ts';
import { answerOf, type Campaign, campaigns, type Survey, surveys } from './api.ts';
import { useLanguage } from './language.tsx';
import { OpenSurveyForm } from './open-survey-form.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { useLoad } from './use-load.ts';

/** What a new survey can be opened for, and where lists of units can be taken from. */
export interface OpenChoices {
  readonly campaigns: readonly Campaign[];
  readonly surveys: readonly Survey[];
}

/** Opens a survey: one form, a campaign, a list of units and a window. */
export function OpenSurveyScreen() {
  const { words } = useLanguage();
  const { open, surveys: list } = words.staff;
  const load = useLoad<OpenChoices>('open', async () => {
    const [known, running] = await Promise.all([
      answerOf(campaigns.campaigns.$get()),
      answerOf(surveys.surveys.$get()),
    ]);
    return { campaigns: known.campaigns, surveys: running.surveys };
  });
  return (
    <Screen title={open.title} over={{ title: list.title, href: SURVEYS }}>
      <p>{open.lead}</p>
      <Loaded load={load}>
        {(choices) =>
          choices.campaigns.length === 0 ? (
            <p class="empty">{open.noCampaign}</p>
          ) : (
            <OpenSurveyForm choices={choices} />
          )
        }
      </Loaded>
    </Screen>
  );
}
