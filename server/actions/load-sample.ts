/** Loads the sample into an empty installation, through the same actions an office uses, and takes it out again. */
import { readContents } from '../../db/queries/campaigns.ts';
import { deleteSample } from '../../db/queries/sample.ts';
import { putSetting, readSetting } from '../../db/queries/settings.ts';
import type { Writing } from '../../db/transaction.ts';
import { shippedForms } from '../../survey-forms/catalogue.ts';
import type { Actor } from '../access.ts';
import { addDays, dayOf } from '../core/calendar.ts';
import type { Environment } from '../environment.ts';
import { generateAnswers } from '../sample/generate-answers.ts';
import { sampleFiles } from '../sample/sample-files.ts';
import { SurveyBook } from '../survey-book.ts';
import { acceptResponses } from './accept-response.ts';
import { action, everywhere } from './action.ts';
import { importCampaign, importForm, importFramework, importUnits } from './import-definition.ts';
import { issueTokens } from './issue-tokens.ts';
import { openSurvey } from './open-survey.ts';
import { prepareResponse } from './prepare-response.ts';
import { publishResult } from './publish-result.ts';

export const SAMPLE_SURVEY = 'tinh-mau-2026-hai-long';
const SAMPLE_CAMPAIGN = 'tinh-mau-2026';
const SIMULATED_ANSWERS = 3000;
const SEED = 20_261_120;
const OPEN_BEFORE_DAYS = 30;
const OPEN_FOR_DAYS = 90;
const CHUNK = 500;

/** Who asks for the sample need not hold the rights for all that it is made of: it loads itself. */
const actor: Actor = { kind: 'system', name: 'sample' };

/** Published results of provinces, and an invented campaign with an open survey and simulated answers. */
export const loadSample = action({
  name: 'load-sample',
  unit: everywhere,
  run: async (trx, _input: Record<string, never>, { environment }) => {
    const load = (one: typeof importUnits, definition: unknown) =>
      one.within(trx, environment, actor, { definition, sample: true });
    for (const form of shippedForms) await importForm.within(trx, environment, actor, { definition: form });
    for (const file of sampleFiles.units) await load(importUnits, file);
    for (const file of sampleFiles.frameworks) await load(importFramework, file);
    const campaigns: string[] = [];
    for (const file of sampleFiles.campaigns) campaigns.push((await load(importCampaign, file)).id);
    for (const campaign of campaigns.filter((id) => id !== SAMPLE_CAMPAIGN))
      await publishResult.within(trx, environment, actor, { campaign });
    const answers = await openSampleSurvey(trx, environment);
    await putSetting(trx, 'sample', 'loaded');
    return { campaigns: campaigns.length, answers };
  },
  audit: (_input, output) => ({ subject: 'sample', details: output }),
});

async function openSampleSurvey(trx: Writing, environment: Environment): Promise<number> {
  const today = dayOf(environment.now());
  const { units } = await readContents(trx, SAMPLE_CAMPAIGN);
  await openSurvey.within(trx, environment, actor, {
    id: SAMPLE_SURVEY,
    campaign: SAMPLE_CAMPAIGN,
    form: 'satisfaction',
    title: {
      vi: 'Khảo sát sự hài lòng tại Bộ phận Một cửa cấp xã (mô phỏng)',
      en: 'Satisfaction survey at commune one-stop counters (simulated)',
    },
    units: units.map((unit) => unit.code),
    opensOn: addDays(today, -OPEN_BEFORE_DAYS),
    closesOn: addDays(today, OPEN_FOR_DAYS),
    openAnswers: true,
    channels: ['web', 'kiosk', 'paper'],
  });
  return answerSampleSurvey(trx, environment);
}

/** Simulated visitors answer by token through the one door, spread over the days since the survey opened. */
async function answerSampleSurvey(trx: Writing, environment: Environment): Promise<number> {
  const entry = await new SurveyBook(trx).find(SAMPLE_SURVEY);
  const form = entry && [...entry.forms.values()].at(-1);
  if (!entry || !form) throw new Error('the sample survey was not opened');
  const { survey } = entry;
  const responses = [...generateAnswers({ seed: SEED, count: SIMULATED_ANSWERS, units: survey.units, form })];
  const tokens = new Map<string, string[]>();
  for (const unit of survey.units) {
    const count = responses.filter((one) => one.unit === unit).length;
    if (count === 0) continue;
    tokens.set(
      unit,
      (await issueTokens.within(trx, environment, actor, { survey: survey.id, unit, count })).tokens,
    );
  }
  const prepared = responses.map((one, i) =>
    prepareResponse(
      {
        clientId: Buffer.from(environment.randomBytes(16)).toString('base64url'),
        survey: survey.id,
        formVersion: form.version,
        unit: one.unit ?? undefined,
        respondentGroup: one.respondentGroup,
        channel: 'web',
        token: tokens.get(one.unit ?? '')?.pop(),
        answers: one.answers,
      },
      entry,
      addDays(survey.opensOn, i % OPEN_BEFORE_DAYS),
      false,
    ),
  );
  for (let at = 0; at < prepared.length; at += CHUNK) {
    const outcomes = await acceptResponses(trx, environment, prepared.slice(at, at + CHUNK));
    const refused = outcomes.find((outcome) => !outcome.ok);
    if (refused && !refused.ok) throw refused.problem;
  }
  return prepared.length;
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
