/** Opens a survey on a version of a form, the newest unless told: from then on that version never changes. */
import { findCampaign } from '../../db/queries/campaigns.ts';
import { findForm, latestForm } from '../../db/queries/forms.ts';
import { findSurvey, insertSurvey, moveSurveyWindow } from '../../db/queries/surveys.ts';
import { unitAndAbove, unitNames } from '../../db/queries/units.ts';
import type { Writing } from '../../db/transaction.ts';
import type { Text } from '../../survey-forms/form.ts';
import type { Channel } from '../../survey-forms/submission.ts';
import { addDays, isDay } from '../core/calendar.ts';
import { Problem, type ProblemPlace } from '../problem.ts';
import { action } from './action.ts';

/** Days after the close during which an answer that was under way is taken, unless set (decision 11). */
export const DAYS_ACCEPTED_AFTER_CLOSE = 14;

/** Answers of one unit in a minute that a counter can hardly bring about; above it they are flagged (decision 19). */
export const DEFAULT_BURST_BOUND = 30;

export interface SurveyInput {
  readonly id: string;
  readonly campaign: string;
  readonly form: string;
  /** The newest unless given. */
  readonly formVersion?: number | undefined;
  readonly title: Text;
  readonly units: readonly string[];
  readonly respondentGroups?: readonly string[] | undefined;
  readonly channels?: readonly Channel[] | undefined;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly acceptsUntil?: string | undefined;
  readonly openAnswers: boolean;
  readonly burstBound?: number | undefined;
}

async function provinceOf(trx: Writing, campaign: string): Promise<string | null> {
  return (await findCampaign(trx, campaign))?.province ?? null;
}

const place = (field: string, code: string, sentence: string): ProblemPlace => ({ field, code, sentence });

function windowFaults(input: { opensOn?: string; closesOn: string; acceptsUntil: string }): ProblemPlace[] {
  const faults: ProblemPlace[] = [];
  const { opensOn = input.closesOn, closesOn, acceptsUntil } = input;
  for (const [field, day] of Object.entries({ opensOn, closesOn, acceptsUntil }))
    if (!isDay(day)) faults.push(place(field, 'not-a-day', `"${day}" is no day written YYYY-MM-DD`));
  if (closesOn < opensOn)
    faults.push(place('closesOn', 'before-opening', 'the survey closes before it opens'));
  if (acceptsUntil < closesOn)
    faults.push(place('acceptsUntil', 'before-closing', 'answers are taken at least until the close'));
  return faults;
}

export const openSurvey = action({
  name: 'open-survey',
  unit: (trx, input: SurveyInput) => provinceOf(trx, input.campaign),
  run: async (trx, input: SurveyInput) => {
    const campaign = await findCampaign(trx, input.campaign);
    if (!campaign)
      throw new Problem('not-found', [place('campaign', 'not-found', `no campaign "${input.campaign}"`)]);
    const { formVersion } = input;
    const form = await (formVersion === undefined
      ? latestForm(trx, input.form)
      : findForm(trx, input.form, formVersion));
    if (!form) throw new Problem('unknown-form', [place('form', 'unknown-form', `no form "${input.form}"`)]);
    if (await findSurvey(trx, input.id))
      throw new Problem('already-exists', [
        place('id', 'already-exists', `the survey "${input.id}" is there already`),
      ]);
    const acceptsUntil = input.acceptsUntil ?? addDays(input.closesOn, DAYS_ACCEPTED_AFTER_CLOSE);
    const groups = form.respondentGroups.map((group) => group.code);
    const faults = [
      ...windowFaults({ ...input, acceptsUntil }),
      ...(await unitFaults(trx, input.units, campaign.province)),
      ...(input.respondentGroups ?? [])
        .filter((group) => !groups.includes(group))
        .map((group) =>
          place('respondentGroups', 'unknown-respondent-group', `the form has no group "${group}"`),
        ),
    ];
    if (faults.length > 0) throw new Problem('definition-invalid', faults);
    await insertSurvey(trx, {
      id: input.id,
      province: campaign.province,
      campaign: campaign.id,
      form: form.id,
      title: input.title,
      opensOn: input.opensOn,
      closesOn: input.closesOn,
      acceptsUntil,
      channels: input.channels ?? ['web', 'paper'],
      respondentGroups: input.respondentGroups ?? groups,
      openAnswers: input.openAnswers,
      burstBound: input.burstBound ?? DEFAULT_BURST_BOUND,
      revision: 1,
      // Whoever tries the product out on the sample's campaign opens a survey that goes with it.
      sample: campaign.sample,
      units: input.units,
      formVersions: [form.version],
    });
    return { survey: input.id, formVersion: form.version };
  },
  audit: (input, output) => ({
    subject: `survey ${input.id}`,
    details: { ...output, campaign: input.campaign },
  }),
});

async function unitFaults(trx: Writing, units: readonly string[], province: string): Promise<ProblemPlace[]> {
  if (units.length === 0) return [place('units', 'empty', 'a survey needs at least one unit')];
  const known = await unitNames(trx, units);
  const faults: ProblemPlace[] = [];
  for (const [i, unit] of units.entries()) {
    const at = `units[${i}]`;
    if (!known.has(unit)) faults.push(place(at, 'unknown-unit', `no unit "${unit}"`));
    else if (units.indexOf(unit) < i) faults.push(place(at, 'duplicate-unit', `"${unit}" is named twice`));
    else if (!(await unitAndAbove(trx, unit)).includes(province))
      faults.push(place(at, 'foreign-unit', `"${unit}" is no unit of the campaign's province`));
  }
  return faults;
}

/** Moves the close of a survey, for all servers on the database at once. */
export const moveWindow = action({
  name: 'move-survey-window',
  unit: async (trx, input: { survey: string; closesOn: string; acceptsUntil?: string | undefined }) =>
    (await findSurvey(trx, input.survey))?.province ?? null,
  run: async (trx, input) => {
    const survey = await findSurvey(trx, input.survey);
    if (!survey)
      throw new Problem('unknown-survey', [place('survey', 'unknown-survey', `no survey "${input.survey}"`)]);
    const acceptsUntil = input.acceptsUntil ?? addDays(input.closesOn, DAYS_ACCEPTED_AFTER_CLOSE);
    const faults = windowFaults({ opensOn: survey.opensOn, closesOn: input.closesOn, acceptsUntil });
    if (faults.length > 0) throw new Problem('definition-invalid', faults);
    await moveSurveyWindow(trx, survey.id, { closesOn: input.closesOn, acceptsUntil });
    return {
      before: { closesOn: survey.closesOn, acceptsUntil: survey.acceptsUntil },
      after: { closesOn: input.closesOn, acceptsUntil },
    };
  },
  audit: (input, output) => ({ subject: `survey ${input.survey}`, details: output }),
});
