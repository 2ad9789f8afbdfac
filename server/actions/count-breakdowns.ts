/**
 * Counts the answers of a survey that is over by the questions that were declared for it: once, in the background, and
 * again when a corrected sheet has changed its tallies since.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readBreakdowns, storeBreakdownTallies, surveysWithBreakdowns } from '../../db/queries/breakdowns.ts';
import { findForm } from '../../db/queries/forms.ts';
import { countedResponses, type Response } from '../../db/queries/responses.ts';
import { findSurvey, type OpenSurvey } from '../../db/queries/surveys.ts';
import { readTallies } from '../../db/queries/tallies.ts';
import { type Form, ratesManyUnits } from '../../survey-forms/form.ts';
import { unpackAnswers } from '../../survey-forms/pack-answers.ts';
import type { Basis } from '../../survey-forms/submission.ts';
import { type Actor, demand } from '../access.ts';
import { BreakdownCounting } from '../core/breakdown-count.ts';
import { dayOf, windowAt } from '../core/calendar.ts';
import { packCounters } from '../core/tally.ts';
import type { Environment } from '../environment.ts';
import { Problem } from '../problem.ts';
import { hashOfTallies } from '../release-name.ts';
import { action } from './action.ts';
import { countsOf } from './prepare-response.ts';

interface Key {
  readonly unit: string;
  readonly basis: Basis;
  readonly flagged: boolean;
}

interface Counted {
  readonly survey: OpenSurvey;
  readonly hash: string;
  readonly counting: BreakdownCounting<Key>;
}

const isSame = async (db: Environment['db'], { survey, hash }: Counted): Promise<boolean> =>
  hashOfTallies(await readTallies(db, survey.province, survey.id)) === hash;

const store = action({
  name: 'count-breakdowns',
  unit: async (_trx, { survey }: Counted) => survey.province,
  run: async (trx, counted, { environment }) => {
    // Answers that changed meanwhile are counted again the next time.
    if (!(await isSame(trx, counted))) return { stored: false };
    const { survey, counting, hash } = counted;
    const tallies = counting.counts.map(({ key, counters, ...one }) => ({
      ...one,
      ...key,
      counters: packCounters(counters),
    }));
    await storeBreakdownTallies(trx, survey, tallies, { at: environment.now().toISOString(), hash });
    return { stored: true };
  },
  audit: ({ survey, hash }, output) => ({ subject: `survey ${survey.id}`, details: { ...output, hash } }),
});

/**
 * A page of answers at a time, and every page in a turn of its own: whoever answers meanwhile waits for one page at most.
 * Null where nothing is declared, or all of it is counted.
 */
async function count(
  environment: Environment,
  survey: OpenSurvey,
  signal: AbortSignal | undefined,
): Promise<Counted | null> {
  const { db } = environment;
  const declared = await readBreakdowns(db, survey);
  const hash = hashOfTallies(await readTallies(db, survey.province, survey.id));
  if (declared.every((one) => one.countedHash === hash)) return null;
  const counting = new BreakdownCounting<Key>(declared.map(({ question }) => question));
  const forms = new Map<number, Form>();
  for (const version of survey.formVersions) {
    const form = await findForm(db, survey.form, version);
    if (form) forms.set(version, form);
  }
  for await (const page of countedResponses(db, survey.province, survey.id)) {
    for (const response of page) addResponse(counting, forms, response);
    await nextTurn();
    if (signal?.aborted) return null;
  }
  return { survey, hash, counting };
}

function addResponse(
  counting: BreakdownCounting<Key>,
  forms: ReadonlyMap<number, Form>,
  response: Response,
): void {
  const form = forms.get(response.formVersion);
  if (!form)
    throw new Error(`response under form version ${response.formVersion}, which the survey never opened`);
  const answers = unpackAnswers(form, response.answers);
  const { basis, flags } = response;
  for (const { unit, slots } of countsOf(form, answers, ratesManyUnits(form) ? null : (response.unit ?? '')))
    counting.add(form, answers, { unit, basis, flagged: flags !== 0 }, slots);
}

/**
 * @param signal to leave it for another time
 * @returns whether it was counted now; false where there is nothing new to count, or it changed meanwhile
 */
export async function countBreakdowns(
  environment: Environment,
  actor: Actor,
  id: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const survey = await findSurvey(environment.db, id);
  if (!survey) throw new Problem('unknown-survey', [{ field: 'survey', code: 'unknown-survey' }]);
  await demand(environment.db, actor, 'count-breakdowns', survey.province);
  if (windowAt(survey, dayOf(environment.now())) !== 'over') return false;
  const counted = await count(environment, survey, signal);
  return counted !== null && (await store.run(environment, actor, counted)).stored;
}

/** Every survey that is over and has declared questions; `uncounted` takes what was counted before as it stands. */
export async function countAllBreakdowns(
  environment: Environment,
  actor: Actor,
  which: 'all' | 'uncounted',
  signal?: AbortSignal,
): Promise<void> {
  for (const survey of await surveysWithBreakdowns(environment.db, which))
    if (!signal?.aborted) await countBreakdowns(environment, actor, survey, signal);
}
