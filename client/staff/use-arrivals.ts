/** What comes in while surveys of a campaign run: asked for every few seconds, put into the page in place. */
import { answerOf, type CampaignOverview, type OverviewSurvey, provinces } from './api.ts';
import { useLoad } from './use-load.ts';

/** How often the counts are asked for while the page is seen. */
const FOLLOW_MS = 10_000;

export interface FollowedArrivals {
  /** The surveys with their newest counts. */
  readonly surveys: readonly OverviewSurvey[];
  /** The last asking failed: the counts may be old. */
  readonly stale: boolean;
}

/** Follows a campaign of which a survey still takes answers. */
export function useArrivals(campaign: CampaignOverview): FollowedArrivals {
  const running = campaign.surveys.some(({ state }) => state === 'open' || state === 'accepting');
  const load = useLoad(
    `arrivals ${campaign.id} ${running}`,
    async () =>
      running
        ? (
            await answerOf(
              provinces.overview[':campaign'].arrivals.$get({ param: { campaign: campaign.id } }),
            )
          ).surveys
        : [],
    running ? FOLLOW_MS : undefined,
  );
  const newest = new Map((load.data ?? []).map((one) => [one.id, one]));
  return {
    surveys: campaign.surveys.map((survey) => ({ ...survey, ...newest.get(survey.id) })),
    stale: load.trouble !== null,
  };
}
