/**
 * By which questions the results of a survey will be broken down. Declared before the answers are known, so that nobody
 * looks for the question that shows what he wants; counted once the survey is over.
 */
import { readBreakdowns, replaceBreakdowns } from '../../db/queries/breakdowns.ts';
import { findForm } from '../../db/queries/forms.ts';
import { findSurvey, type OpenSurvey } from '../../db/queries/surveys.ts';
import type { Writing } from '../../db/transaction.ts';
import { breakdownQuestions } from '../core/breakdown-question.ts';
import { dayOf, windowAt } from '../core/calendar.ts';
import { Problem, type ProblemPlace } from '../problem.ts';
import { unknownFilter } from '../survey-results.ts';
import { action } from './action.ts';

export interface BreakdownsInput {
  readonly survey: string;
  /** Keys of questions, in the order in which they are offered. */
  readonly questions: readonly string[];
}

async function find(trx: Writing, id: string): Promise<OpenSurvey> {
  const survey = await findSurvey(trx, id);
  if (!survey) throw new Problem('unknown-survey', [{ field: 'survey', code: 'unknown-survey' }]);
  return survey;
}

/** @throws Problem `unknown-filter` with every place that is wrong and the questions that may stand there */
async function checkQuestions(trx: Writing, survey: OpenSurvey, asked: readonly string[]): Promise<void> {
  const form = await findForm(trx, survey.form, Math.max(...survey.formVersions));
  if (!form) throw new Error(`survey ${survey.id} names a form that is not stored`);
  const known = breakdownQuestions(form).map(({ key }) => key);
  const faults = asked.flatMap((question, i): ProblemPlace[] => {
    const field = `questions[${i}]`;
    if (!known.includes(question)) return [unknownFilter(field, question, known)];
    const values = { value: { text: question } };
    return asked.indexOf(question) < i ? [{ field, code: 'named-twice', values }] : [];
  });
  if (faults.length > 0) throw new Problem('unknown-filter', faults);
}

/**
 * Replaces the declared questions of a survey.
 * @throws Problem `unknown-survey`, `unknown-filter`, and `breakdowns-fixed` once the survey is over; the sample declares
 * those of its past surveys while it makes them
 */
export const declareBreakdowns = action({
  name: 'declare-breakdowns',
  unit: async (trx, input: BreakdownsInput) => (await findSurvey(trx, input.survey))?.province ?? null,
  run: async (trx, input, { environment, actor }) => {
    const survey = await find(trx, input.survey);
    const isSample = actor.kind === 'system' && actor.name === 'sample';
    if (!isSample && windowAt(survey, dayOf(environment.now())) === 'over')
      throw new Problem('breakdowns-fixed');
    await checkQuestions(trx, survey, input.questions);
    const before = (await readBreakdowns(trx, survey)).map(({ question }) => question);
    await replaceBreakdowns(trx, survey, input.questions);
    return { before, after: input.questions };
  },
  audit: (input, output) => ({ subject: `survey ${input.survey}`, details: output }),
});
