/** A province of 200 communes with one open survey, and the answers its citizens send. */
import { randomBytes } from 'node:crypto';
import {
  importCampaign,
  importForm,
  importFramework,
  importUnits,
} from '../../server/actions/import-definition.ts';
import { openSurvey } from '../../server/actions/open-survey.ts';
import { addDays, dayOf } from '../../server/core/calendar.ts';
import type { Environment } from '../../server/environment.ts';
import { generateAnswers } from '../../server/sample/generate-answers.ts';
import { satisfaction } from '../../survey-forms/forms/satisfaction.ts';
import type { Submission } from '../../survey-forms/submission.ts';
import { campaign, framework } from '../walk/hand-computed.ts';

export const SURVEY = 'do-toc-do';
export const PROVINCE = 'TD';
export const CAMPAIGN = 'toc-do';
export const COMMUNES = Array.from(
  { length: 200 },
  (_, i) => `${PROVINCE}-${String(i + 1).padStart(3, '0')}`,
);

const unit = (code: string, parent: string | null) => ({
  code,
  parent,
  kind: parent === null ? 'province' : 'commune',
  name: { vi: `Đơn vị ${code}` },
  aliases: [],
});

/** Fills an empty database: units, form, framework, campaign, and a survey that is open today. */
export async function openBenchSurvey(environment: Environment): Promise<void> {
  const actor = { kind: 'system', name: 'command line' } as const;
  const load = (action: typeof importUnits, definition: unknown) =>
    action.run(environment, actor, { definition });
  await load(importUnits, {
    kind: 'units',
    province: { code: PROVINCE, name: { vi: 'Tỉnh Tốc Độ' } },
    units: [unit(PROVINCE, null), ...COMMUNES.map((code) => unit(code, PROVINCE))],
  });
  await load(importForm, satisfaction);
  await load(importFramework, { kind: 'framework', framework });
  await load(importCampaign, {
    ...campaign,
    campaign: { ...campaign.campaign, id: CAMPAIGN, province: PROVINCE },
    units: COMMUNES.map((code) => ({ unit: code })),
    scores: [],
    adjustments: [],
  });
  const today = dayOf(environment.now());
  await openSurvey.run(environment, actor, {
    id: SURVEY,
    campaign: CAMPAIGN,
    form: satisfaction.id,
    title: { vi: 'Đo tốc độ' },
    units: COMMUNES,
    opensOn: addDays(today, -1),
    closesOn: addDays(today, 1),
    openAnswers: true,
    // No counter is this fast; the flag would only split the tallies.
    burstBound: 1_000_000_000,
  });
}

/** Bodies as phones send them: 22 answers each, a unit of the 200, a client id of its own. The seed fixes all but the ids. */
export function makeBodies(seed: number, count: number): string[] {
  const bodies: string[] = [];
  for (const one of generateAnswers({ seed, count, units: COMMUNES, form: satisfaction })) {
    const submission: Submission = {
      clientId: randomBytes(16).toString('base64url'),
      survey: SURVEY,
      formVersion: satisfaction.version,
      unit: one.unit ?? undefined,
      respondentGroup: one.respondentGroup,
      channel: 'web',
      seconds: 180,
      answers: one.answers,
    };
    bodies.push(JSON.stringify(submission));
  }
  return bodies;
}
