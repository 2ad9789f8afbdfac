/** The results of a survey as its address narrows them. */
import { answerOf, type Survey, type SurveyResults, surveyResults } from './api.ts';
import { useSession } from './session.ts';
import { resultQuery, type SurveyFilter } from './survey-filters.tsx';
import type { Trouble } from './trouble.ts';
import type { FilterValues } from './use-filters.ts';
import { useKept, useLoad } from './use-load.ts';

export interface Results {
  /** The last there were: of other filters while those of the address are asked for. Null before the first. */
  readonly view: SurveyResults | null;
  readonly isOld: boolean;
  readonly trouble: Trouble | null;
  readonly at: Date | null;
  reload(): void;
}

/** Nothing is asked for, by who may not see results, or not yet (decision 22). */
const NOTHING = Promise.resolve(null);

/** @returns null for who may not read them now */
export function useResults(
  survey: Survey,
  values: FilterValues<SurveyFilter>,
  every: number | undefined,
): Results | null {
  const { may } = useSession();
  const isOwn = may.includes('read-own-results') && survey.state === 'over';
  const on = may.includes('read-survey-results') || isOwn;
  const query = resultQuery(values);
  const load = useLoad<SurveyResults | null>(
    JSON.stringify([survey.id, query, on]),
    () =>
      on
        ? (answerOf(
            surveyResults.surveys[':survey'].results.$get({ param: { survey: survey.id }, query }),
          ) as Promise<SurveyResults>)
        : NOTHING,
    on ? every : undefined,
  );
  const view = useKept(load.data);
  if (!on) return null;
  return {
    view,
    isOld: load.data === null && view !== null,
    trouble: load.trouble,
    at: load.at,
    reload: load.reload,
  };
}
