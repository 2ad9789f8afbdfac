/** The published rules (decision 19), with the very numbers that the program applies. */
import { renderPage } from '../../client/public/render-page.ts';
import { type RuleNumbers, RulesPage } from '../../client/public/rules-page.tsx';
import { listSurveys } from '../../db/queries/surveys.ts';
import { LEAST_SECONDS_PER_ANSWER, SHORTEST_IDENTICAL_RUN } from '../../survey-forms/flags.ts';
import type { Lang } from '../../survey-forms/form.ts';
import { RELEASE_STEP } from '../actions/count-responses.ts';
import { DEFAULT_BURST_BOUND } from '../actions/open-survey.ts';
import { dayOf, windowAt } from '../core/calendar.ts';
import { SMALLEST_BASE } from '../core/disclose.ts';
import { createRoutes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { LONGEST_KEPT_SECONDS } from '../rate-limits.ts';
import { pageContext } from './context.ts';

/** Comments that are read together at least (decision 21). */
const COMMENT_BATCH = 10;

export const RULE_NUMBERS: RuleNumbers = {
  secondsPerAnswer: LEAST_SECONDS_PER_ANSWER,
  identicalRun: SHORTEST_IDENTICAL_RUN,
  burstBound: DEFAULT_BURST_BOUND,
  publicBase: SMALLEST_BASE.public,
  insideBase: SMALLEST_BASE.inside,
  releaseStep: RELEASE_STEP,
  commentBatch: COMMENT_BATCH,
  addressMinutes: LONGEST_KEPT_SECONDS / 60,
};

export function rulesRoutes(parts: Parts, lang: Lang) {
  return createRoutes().get('/quy-tac', async (c) => {
    const { db, now } = parts.environment;
    const today = dayOf(now());
    const surveys = (await listSurveys(db)).filter((survey) => windowAt(survey, today) === 'open');
    const context = await pageContext(parts, lang);
    return c.html(renderPage(<RulesPage {...context} numbers={RULE_NUMBERS} surveys={surveys} />));
  });
}
