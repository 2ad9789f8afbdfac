/** The results of a survey as its address narrows them. */
import { answerOf, type Survey, type SurveyResults, surveyResults } from './api.ts';
import { useSession } from './session.ts';
import { resultQuery, type SurveyFilter } from './survey-filters.tsx';
import type { Trouble } from './trouble.ts';
import type { FilterValues } from './use-filters.ts';
import { useKept, useLoad } from './use-load.ts';

export interface Results {
  /**
   * The last there were: of other filters while those of the address are asked for. Null before the first, and where the
   * address asks for what does not exist.
   */
  readonly view: SurveyResults | null;
  /** What there is to choose from, also where the address chooses what does not exist. */
  readonly choices: SurveyResults['choices'] | null;
  readonly isOld: boolean;
  readonly trouble: Trouble | null;
  readonly at: Date | null;
  reload(): void;
}

/** Nothing is asked for, by who may not see results, or not yet (decision 22). */
const NOTHING = Promise.resolve(null);

const resultsOf = (survey: string, query: Record<string, string>) =>
  answerOf(
    surveyResults.surveys[':survey'].results.$get({ param: { survey }, query }),
  ) as Promise<SurveyResults>;

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
    () => (on ? resultsOf(survey.id, query) : NOTHING),
    on ? every : undefined,
  );
  const kept = useKept(load.data);
  const isUnknown = load.trouble?.code === 'unknown-filter';
  const isLost = isUnknown && kept === null;
  const whole = useLoad<SurveyResults | null>(JSON.stringify([survey.id, isLost]), () =>
    isLost ? resultsOf(survey.id, {}) : NOTHING,
  );
  if (!on) return null;
  const view = isUnknown ? null : kept;
  return {
    view,
    choices: (kept ?? whole.data)?.choices ?? null,
    isOld: load.data === null && view !== null,
    trouble: load.trouble,
    at: load.at,
    reload: load.reload,
  };
}
