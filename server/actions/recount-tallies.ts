/** Counts all stored responses of a survey anew and holds them against the running tallies; repairs them when asked. */

import type { Db } from '../../db/dialect.ts';
import { findForm } from '../../db/queries/forms.ts';
import { countedResponses, type Response } from '../../db/queries/responses.ts';
import { findSurvey, type OpenSurvey } from '../../db/queries/surveys.ts';
import {
  readTallies,
  replaceTallies,
  type Tally,
  type TallyKey,
  tallyKeyText,
} from '../../db/queries/tallies.ts';
import { type Form, ratesManyUnits } from '../../survey-forms/form.ts';
import { unpackAnswers } from '../../survey-forms/pack-answers.ts';
import { addTo, type Counters, emptyCounters, packCounters, tallyLayout } from '../core/tally.ts';
import { Problem } from '../problem.ts';
import { action } from './action.ts';
import { tallyKeyOf } from './count-responses.ts';
import { countsOf } from './prepare-response.ts';

export interface RecountDifference {
  readonly key: TallyKey;
  /** Responses in the running tally and in the recount; null where there is none. */
  readonly running: number | null;
  readonly recounted: number | null;
}

interface Counting {
  readonly key: TallyKey;
  responses: number;
  readonly counters: Counters;
}

/** A recount of every response of a survey, in pages: the truth that running tallies must equal. */
export async function recount(db: Db, survey: OpenSurvey): Promise<Tally[]> {
  const forms = new Map<number, Form>();
  for (const version of survey.formVersions) {
    const form = await findForm(db, survey.form, version);
    if (form) forms.set(version, form);
  }
  const counting = new Map<string, Counting>();
  for await (const page of countedResponses(db, survey.province, survey.id))
    for (const response of page) countInto(counting, response, forms.get(response.formVersion));
  return [...counting.values()].map((one) => ({
    ...one.key,
    responses: one.responses,
    counters: packCounters(one.counters),
  }));
}

function countInto(counting: Map<string, Counting>, response: Response, form: Form | undefined): void {
  if (!form)
    throw new Error(`response under form version ${response.formVersion}, which the survey never opened`);
  const answers = unpackAnswers(form, response.answers);
  for (const count of countsOf(form, answers, ratesManyUnits(form) ? null : (response.unit ?? ''))) {
    const key = tallyKeyOf(response, count.unit);
    const text = tallyKeyText(key);
    const one = counting.get(text) ?? { key, responses: 0, counters: emptyCounters(tallyLayout(form)) };
    addTo(one.counters, count.slots, 1);
    one.responses += 1;
    counting.set(text, one);
  }
}

/** Tallies that differ; a running tally that fell back to nothing equals none. */
export function compareTallies(running: readonly Tally[], recounted: readonly Tally[]): RecountDifference[] {
  const truth = new Map(recounted.map((one) => [tallyKeyText(one), one]));
  const differences: RecountDifference[] = [];
  for (const one of running) {
    const text = tallyKeyText(one);
    const other = truth.get(text) ?? null;
    truth.delete(text);
    const equal =
      other === null
        ? one.responses === 0 && one.counters.every((byte) => byte === 0)
        : one.responses === other.responses && Buffer.compare(one.counters, other.counters) === 0;
    if (!equal) differences.push({ key: one, running: one.responses, recounted: other?.responses ?? null });
  }
  for (const other of truth.values())
    differences.push({ key: other, running: null, recounted: other.responses });
  return differences;
}

/** @returns what differed; with `repair`, the tallies then are what was recounted */
export const recountTallies = action({
  name: 'recount-tallies',
  unit: async (trx, input: { survey: string; repair: boolean }) =>
    (await findSurvey(trx, input.survey))?.province ?? null,
  run: async (trx, input) => {
    const survey = await findSurvey(trx, input.survey);
    if (!survey) throw new Problem('unknown-survey', [{ field: 'survey', code: 'unknown-survey' }]);
    const recounted = await recount(trx, survey);
    const differences = compareTallies(await readTallies(trx, survey.province, survey.id), recounted);
    if (input.repair && differences.length > 0)
      await replaceTallies(trx, survey.province, survey.id, recounted);
    const responses = recounted.reduce((total, one) => total + one.responses, 0);
    return { tallies: recounted.length, responses, differences };
  },
  audit: (input, output) => ({
    subject: `survey ${input.survey}`,
    details: { repair: input.repair, tallies: output.tallies, differences: output.differences.length },
  }),
});
