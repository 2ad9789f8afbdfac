/**
 * Counts all stored responses of a survey anew and holds them against the running tallies and what was released of them;
 * repairs both when asked.
 */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Db } from '../../db/dialect.ts';
import { findForm } from '../../db/queries/forms.ts';
import { countedResponses, type Response } from '../../db/queries/responses.ts';
import { findSurvey, type OpenSurvey } from '../../db/queries/surveys.ts';
import {
  holdTallies,
  readStandings,
  replaceTallies,
  type Standing,
  type Tally,
  type TallyKey,
  tallyKeyText,
} from '../../db/queries/tallies.ts';
import { inSnapshot } from '../../db/transaction.ts';
import { type Form, ratesManyUnits } from '../../survey-forms/form.ts';
import { unpackAnswers } from '../../survey-forms/pack-answers.ts';
import { demand } from '../access.ts';
import {
  type CheckedRelease,
  checkRelease,
  type FormsByVersion,
  repairedRelease,
} from '../checked-release.ts';
import { dayOf, windowAt } from '../core/calendar.ts';
import { addTo, type Counters, emptyCounters, packCounters, tallyLayout } from '../core/tally.ts';
import type { Environment } from '../environment.ts';
import { Problem } from '../problem.ts';
import { type Action, action } from './action.ts';
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

export interface Recount {
  /** Of the recount. */
  readonly tallies: number;
  readonly responses: number;
  readonly differences: readonly RecountDifference[];
  /** As it stood at that moment. */
  readonly release: CheckedRelease;
}

async function formsOf(db: Db, survey: OpenSurvey): Promise<FormsByVersion> {
  const forms = new Map<number, Form>();
  for (const version of survey.formVersions) {
    const form = await findForm(db, survey.form, version);
    if (form) forms.set(version, form);
  }
  return forms;
}

/** A recount of every response of a survey, in pages: the truth that running tallies must equal. */
export async function recount(db: Db, survey: OpenSurvey): Promise<Tally[]> {
  const forms = await formsOf(db, survey);
  const counting = new Map<string, Counting>();
  for await (const page of countedResponses(db, survey.province, survey.id)) {
    for (const response of page) countInto(counting, response, forms.get(response.formVersion));
    await nextTurn();
  }
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

interface RecountInput {
  readonly survey: string;
  readonly repair: boolean;
}

interface Looked {
  readonly survey: OpenSurvey;
  readonly forms: FormsByVersion;
  readonly standings: readonly Standing[];
  readonly recounted: readonly Tally[];
  readonly found: Recount;
}

/** Answers, tallies and releases of one moment. @throws Problem `unknown-survey` */
async function look(db: Db, input: RecountInput, today: string): Promise<Looked> {
  const survey = await find(db, input);
  const standings = await readStandings(db, survey.province, survey.id);
  const forms = await formsOf(db, survey);
  const recounted = await recount(db, survey);
  const found = {
    tallies: recounted.length,
    responses: recounted.reduce((total, one) => total + one.responses, 0),
    differences: compareTallies(
      standings.map(({ tally }) => tally),
      recounted,
    ),
    release: checkRelease(standings, recounted, forms, windowAt(survey, today) === 'over'),
  };
  return { survey, forms, standings, recounted, found };
}

async function find(db: Db, input: RecountInput): Promise<OpenSurvey> {
  const survey = await findSurvey(db, input.survey);
  if (!survey) throw new Problem('unknown-survey', [{ field: 'survey', code: 'unknown-survey' }]);
  return survey;
}

const audit: Parameters<typeof action<RecountInput, Recount>>[0]['audit'] = (
  input,
  { release, ...found },
) => ({
  subject: `survey ${input.survey}`,
  details: {
    repair: input.repair,
    tallies: found.tallies,
    differences: found.differences.length,
    release: release.name,
  },
});

const noteRecount = action<RecountInput & { readonly found: Recount }, Recount>({
  name: 'recount-tallies',
  unit: async (trx, input) => (await findSurvey(trx, input.survey))?.province ?? null,
  run: async (_trx, { found }) => found,
  audit,
});

const repairTallies = action<RecountInput, Recount>({
  name: 'recount-tallies',
  unit: async (trx, input) => {
    // Before anything is read: what is written in the end must not have grown old meanwhile.
    await holdTallies(trx);
    return (await findSurvey(trx, input.survey))?.province ?? null;
  },
  run: async (trx, input, { environment }) => {
    const { survey, forms, standings, recounted, found } = await look(trx, input, dayOf(environment.now()));
    if (found.differences.length === 0 && found.release.faults.length === 0) return found;
    const { tallies, wrong } = repairedRelease(standings, recounted, forms);
    await replaceTallies(trx, survey.province, survey.id, tallies, wrong);
    return found;
  },
  audit,
});

/**
 * The recount of a survey while it goes on: answers are taken meanwhile, and what is compared is of one moment. With
 * `repair` nobody else counts until the tallies are what was recounted, and a release that no set of answers explains is
 * taken back.
 * @returns what differed
 */
export const recountTallies: Pick<Action<RecountInput, Recount>, 'name' | 'run'> = {
  name: 'recount-tallies',
  run: async (environment, actor, input) => {
    const { db } = environment;
    await demand(db, actor, 'recount-tallies', (await find(db, input)).province);
    if (input.repair) return repairTallies.run(environment, actor, input);
    return noteRecount.run(environment, actor, { ...input, found: await lookAside(environment, input) });
  },
};

async function lookAside({ db, now }: Environment, input: RecountInput): Promise<Recount> {
  return (await inSnapshot(db, (snapshot) => look(snapshot, input, dayOf(now())))).found;
}
