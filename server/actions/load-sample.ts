/**
 * Loads the sample into an empty installation, through the same actions an office uses, and takes it out again: published
 * results of provinces, and an invented province with two past years and a survey that runs.
 */
import { readContents } from '../../db/queries/campaigns.ts';
import { deleteSample } from '../../db/queries/sample.ts';
import { putSetting, readSetting } from '../../db/queries/settings.ts';
import type { Writing } from '../../db/transaction.ts';
import { sampleForms, shippedForms } from '../../survey-forms/catalogue.ts';
import type { Actor } from '../access.ts';
import { addDays, dayOf, daysBetween } from '../core/calendar.ts';
import type { Environment } from '../environment.ts';
import { generateAnswers } from '../sample/generate-answers.ts';
import { type PastYear, pastYears, RUNNING_TARGETS, SAMPLE_BREAKDOWNS } from '../sample/past-years.ts';
import { sampleFiles } from '../sample/sample-files.ts';
import { newestForm, SurveyBook } from '../survey-book.ts';
import { action, everywhere } from './action.ts';
import { declareBreakdowns } from './declare-breakdowns.ts';
import { importCampaign, importForm, importFramework, importUnits } from './import-definition.ts';
import { openSurvey, type SurveyInput } from './open-survey.ts';
import { publishResult } from './publish-result.ts';
import { createPlan } from './save-plan.ts';
import { setTargets } from './set-targets.ts';
import {
  answer,
  answerOnPaper,
  clockAt,
  type Fieldwork,
  type Visitor,
  withTokens,
} from './simulate-fieldwork.ts';

export const SAMPLE_SURVEY = 'tinh-mau-2026-hai-long';
const SAMPLE_CAMPAIGN = 'tinh-mau-2026';
const SIMULATED_ANSWERS = 3000;
const SEED = 20_261_120;
const OPEN_BEFORE_DAYS = 30;
const OPEN_FOR_DAYS = 90;
const POST_OFFICE = 'XX-BD';

/** Who asks for the sample need not hold the rights for all that it is made of: it loads itself. */
const actor: Actor = { kind: 'system', name: 'sample' };

/** Published results of provinces, and an invented province with simulated answers. */
export const loadSample = action({
  name: 'load-sample',
  unit: everywhere,
  run: async (trx, _input: Record<string, never>, { environment }) => {
    const load = (one: typeof importUnits, definition: unknown, sample = true) =>
      one.within(trx, environment, actor, { definition, sample });
    for (const form of shippedForms) await load(importForm, form, false);
    for (const form of sampleForms) await load(importForm, form);
    for (const file of sampleFiles.units) await load(importUnits, file);
    for (const file of sampleFiles.frameworks) await load(importFramework, file);
    const campaigns: string[] = [];
    for (const file of sampleFiles.campaigns) campaigns.push((await load(importCampaign, file)).id);
    const simulated = [SAMPLE_CAMPAIGN, ...pastYears.map((past) => past.campaign)];
    for (const campaign of campaigns.filter((id) => !simulated.includes(id)))
      await publishResult.within(trx, environment, actor, { campaign });
    let answers = await runSampleSurvey(trx, environment);
    for (const past of pastYears) answers += await playPastYear(trx, environment, past);
    for (const { plan } of sampleFiles.plans) await createPlan.within(trx, environment, actor, plan);
    await putSetting(trx, 'sample', 'loaded');
    return { campaigns: campaigns.length, answers };
  },
  audit: (_input, output) => ({ subject: 'sample', details: output }),
});

type Plan = Omit<SurveyInput, 'form' | 'units' | 'openAnswers' | 'channels'>;

/** Opens a survey of every unit of its campaign, by every channel. */
async function open(trx: Writing, environment: Environment, plan: Plan): Promise<Fieldwork> {
  const { units } = await readContents(trx, plan.campaign);
  await openSurvey.within(trx, environment, actor, {
    ...plan,
    form: 'satisfaction',
    units: units.map((unit) => unit.code),
    openAnswers: true,
    channels: ['web', 'kiosk', 'paper'],
  });
  const entry = await new SurveyBook(trx).find(plan.id);
  if (!entry) throw new Error(`the sample survey ${plan.id} was not opened`);
  return { trx, environment, actor, entry };
}

/** Simulated visitors answer by token, spread over the days since the survey opened. @returns how many */
async function runSampleSurvey(trx: Writing, environment: Environment): Promise<number> {
  const today = dayOf(environment.now());
  const opensOn = addDays(today, -OPEN_BEFORE_DAYS);
  const work = await open(trx, environment, {
    id: SAMPLE_SURVEY,
    campaign: SAMPLE_CAMPAIGN,
    title: {
      vi: 'Khảo sát sự hài lòng tại Bộ phận Một cửa cấp xã (mô phỏng)',
      en: 'Satisfaction survey at commune one-stop counters (simulated)',
    },
    opensOn,
    closesOn: addDays(today, OPEN_FOR_DAYS),
  });
  const { entry } = work;
  const { units } = entry.survey;
  const form = newestForm(entry);
  const responses = [...generateAnswers({ seed: SEED, count: SIMULATED_ANSWERS, units, form })];
  const day = (i: number) => addDays(opensOn, i % OPEN_BEFORE_DAYS);
  const visitors = responses.map((response, i): Visitor => ({ response, day: day(i), channel: 'web' }));
  await answer(work, await withTokens(work, visitors));
  await setTargets.within(trx, environment, actor, { survey: SAMPLE_SURVEY, targets: RUNNING_TARGETS });
  return visitors.length;
}

/**
 * A year that is over, played by a clock that stands where it stood: the survey on the form with traits, then the
 * publication. @returns how many answered
 */
async function playPastYear(trx: Writing, environment: Environment, past: PastYear): Promise<number> {
  const { year, campaign, survey, opensOn, closesOn, publishedOn, decision, targets } = past;
  const work = await open(trx, clockAt(environment, opensOn), {
    id: survey,
    campaign,
    formVersion: 2,
    title: {
      vi: `Khảo sát sự hài lòng tại Bộ phận Một cửa cấp xã năm ${year} (mô phỏng)`,
      en: `Satisfaction survey at commune one-stop counters ${year} (simulated)`,
    },
    opensOn,
    closesOn,
  });
  await setTargets.within(trx, work.environment, actor, { survey, targets });
  const questions = SAMPLE_BREAKDOWNS;
  await declareBreakdowns.within(trx, work.environment, actor, { survey, questions });
  const answers = await answerPastSurvey(work, past);
  await publishResult.within(trx, clockAt(environment, publishedOn), actor, { campaign, decision });
  return answers;
}

/** How ten respondents come, one after the other; sheets went to citizens only. */
const WAYS = ['slip', 'paper', 'slip', 'kiosk', 'paper', 'slip', 'web', 'paper', 'slip', 'kiosk'] as const;

async function answerPastSurvey(work: Fieldwork, past: PastYear): Promise<number> {
  const { answers: count, seed, given, opensOn, closesOn } = past;
  const { units } = work.entry.survey;
  const form = newestForm(work.entry);
  const responses = [...generateAnswers({ seed, count, units, form, given })];
  const days = daysBetween(opensOn, closesOn) + 1;
  const ways = responses.map((response, i) => {
    const way = WAYS[i % WAYS.length] ?? 'slip';
    const onPaper = way === 'paper' && response.respondentGroup === 'citizen';
    return { response, way: way === 'paper' && !onPaper ? 'slip' : way, day: addDays(opensOn, i % days) };
  });
  const by = (way: (typeof WAYS)[number]) => ways.filter((one) => one.way === way);
  const on = (channel: Visitor['channel'], some: typeof ways) =>
    some.map(({ response, day }): Visitor => ({ response, day, channel }));
  await answer(work, await withTokens(work, on('web', by('slip'))));
  await answer(work, [...on('web', by('web')), ...on('kiosk', by('kiosk'))]);
  const frame = { postOffice: POST_OFFICE, respondentGroup: 'citizen' };
  await answerOnPaper(
    work,
    frame,
    by('paper').map(({ response }) => response),
  );
  return count;
}

/** Takes out everything marked as sample, and nothing else. */
export const removeSample = action({
  name: 'remove-sample',
  unit: everywhere,
  run: async (trx, _input: Record<string, never>) => {
    const removed = await deleteSample(trx);
    await putSetting(trx, 'sample', 'removed');
    return removed;
  },
  audit: (_input, output) => ({ subject: 'sample', details: output }),
});

/** Whether sample data is loaded: then every page says so. */
export async function hasSample(db: Parameters<typeof readSetting>[0]): Promise<boolean> {
  return (await readSetting(db, 'sample')) === 'loaded';
}
