/**
 * Allots numbered sheets to a post office: one batch for each rated unit, with serials of the province's counter, which
 * goes round, so that campaigns near in time share none. How often each sheet is keyed is decided here, by the policy of
 * the campaign at this moment.
 */
import { findCampaign } from '../../db/queries/campaigns.ts';
import { latestForm } from '../../db/queries/forms.ts';
import { findKeyingPolicy } from '../../db/queries/keying-policies.ts';
import {
  lastBatchNumber,
  lockSheetNumber,
  putSheetNumber,
  serialsOfCampaign,
} from '../../db/queries/sheet-numbers.ts';
import { insertSheets, putSheetBatch, type Sheet, type SheetBatch } from '../../db/queries/sheets.ts';
import { findSurvey, type OpenSurvey } from '../../db/queries/surveys.ts';
import { listUnits } from '../../db/queries/units.ts';
import type { Writing } from '../../db/transaction.ts';
import { ratesManyUnits } from '../../survey-forms/form.ts';
import { SERIALS, serialOf } from '../../survey-forms/serial.ts';
import { dayOf, windowAt } from '../core/calendar.ts';
import { EVERY_SHEET_TWICE, passesOf } from '../core/keying-policy.ts';
import { Problem, type ProblemPlace } from '../problem.ts';
import { action } from './action.ts';
import { provinceOfCampaign } from './hold-batch.ts';

const MOST_SHEETS = 2000;
const MOST_BATCHES = 100;

export interface AllotInput {
  readonly campaign: string;
  readonly survey: string;
  /** Code of a unit of kind `post-office`. */
  readonly postOffice: string;
  /** Rated units, one batch each; none for a form that rates many units, which has one batch. */
  readonly units: readonly string[];
  readonly respondentGroup: string;
  /** Sheets of each batch. */
  readonly sheets: number;
  /** Sheets of each batch that stand, the first by receipt; null: no bound. */
  readonly quota: number | null;
}

export const allotSheets = action({
  name: 'allot-sheets',
  unit: provinceOfCampaign,
  run: async (trx, input: AllotInput, { environment }) => {
    const campaign = await findCampaign(trx, input.campaign);
    if (!campaign) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
    const survey = await findSurvey(trx, input.survey);
    if (survey?.campaign !== campaign.id)
      throw new Problem('unknown-survey', [{ field: 'survey', code: 'unknown-survey' }]);
    const today = dayOf(environment.now());
    if (windowAt(survey, today) === 'over') throw new Problem('survey-closed');
    const faults = await faultsOf(trx, input, survey);
    if (faults.length > 0) throw new Problem('malformed-request', faults);
    const { province } = survey;
    // Held first: whoever allots at the same time takes his numbers after these.
    const next = await lockSheetNumber(trx, province);
    const first = (await lastBatchNumber(trx, campaign.id)) + 1;
    const units = input.units.length === 0 ? [''] : input.units;
    const taken = await serialsOfCampaign(trx, { province, campaign: campaign.id });
    const numbers = freeNumbers(next, input.sheets * units.length, taken);
    const batches = units.map(
      (unit, i): SheetBatch => ({
        province,
        campaign: campaign.id,
        number: first + i,
        survey: survey.id,
        postOffice: input.postOffice,
        unit,
        respondentGroup: input.respondentGroup,
        formVersion: Math.max(...survey.formVersions),
        sheets: input.sheets,
        quota: input.quota,
        state: 'allotted',
        allottedOn: today,
        handedOutOn: null,
        returnedOn: null,
        expected: null,
        closedAt: null,
        seal: null,
      }),
    );
    const policy = (await findKeyingPolicy(trx, campaign.id)) ?? EVERY_SHEET_TWICE;
    for (const [i, batch] of batches.entries()) {
      const serials = numbers.slice(i * input.sheets, (i + 1) * input.sheets).map(serialOf);
      await putSheetBatch(trx, batch);
      await insertSheets(trx, newSheets(batch, serials, passesOf(policy, serials)));
    }
    await putSheetNumber(trx, province, ((numbers.at(-1) ?? next) + 1) % SERIALS);
    return { batches: batches.map((batch) => batch.number), policy };
  },
  audit: ({ campaign, ...input }, { batches, policy }) => ({
    subject: `campaign ${campaign}`,
    details: { ...input, batches, share: policy.share, seed: policy.seed },
  }),
});

/** The next numbers, skipping those whose serial the campaign has. @throws Problem `too-many-sheets` */
function freeNumbers(next: number, count: number, taken: ReadonlySet<string>): number[] {
  const free: number[] = [];
  for (let i = 0; i < SERIALS && free.length < count; i++) {
    const number = (next + i) % SERIALS;
    if (!taken.has(serialOf(number))) free.push(number);
  }
  if (free.length < count)
    throw new Problem('too-many-sheets', [
      { field: 'sheets', code: 'too-many-sheets', limit: String(free.length) },
    ]);
  return free;
}

const newSheets = (batch: SheetBatch, serials: readonly string[], passes: readonly number[]): Sheet[] =>
  serials.map((serial, i) => ({
    province: batch.province,
    campaign: batch.campaign,
    serial,
    survey: batch.survey,
    batch: batch.number,
    place: i + 1,
    passes: passes[i] ?? 2,
    state: 'issued',
    reason: null,
    note: null,
    receipt: null,
    responseDay: null,
    response: null,
  }));

async function faultsOf(trx: Writing, input: AllotInput, survey: OpenSurvey): Promise<ProblemPlace[]> {
  const { units, sheets, quota, respondentGroup, postOffice } = input;
  const faults: ProblemPlace[] = [];
  const fault = (field: string, code: string, limit?: number) =>
    faults.push({ field, code, ...(limit === undefined ? {} : { limit: String(limit) }) });
  const isCount = (count: number, most: number) => Number.isInteger(count) && count >= 1 && count <= most;
  if (!survey.channels.includes('paper')) fault('survey', 'no-paper');
  const known = await listUnits(trx, survey.province);
  const office = known.find((one) => one.code === postOffice);
  if (office?.kind !== 'post-office') fault('postOffice', 'no-post-office');
  for (const at of await unitFaults(trx, units, survey)) faults.push(at);
  if (!survey.respondentGroups.includes(respondentGroup))
    fault('respondentGroup', 'unknown-respondent-group');
  if (!isCount(sheets, MOST_SHEETS)) fault('sheets', 'too-large', MOST_SHEETS);
  if (quota !== null && !isCount(quota, sheets)) fault('quota', 'quota-above-sheets', sheets);
  return faults;
}

/** A form that rates many units has no unit; every other has at least one, each of the survey and named once. */
async function unitFaults(
  trx: Writing,
  units: readonly string[],
  survey: OpenSurvey,
): Promise<ProblemPlace[]> {
  const form = await latestForm(trx, survey.form);
  if (form !== null && ratesManyUnits(form))
    return units.length === 0 ? [] : [{ field: 'units', code: 'many-units' }];
  if (units.length === 0) return [{ field: 'units', code: 'empty' }];
  if (units.length > MOST_BATCHES)
    return [{ field: 'units', code: 'too-large', limit: String(MOST_BATCHES) }];
  return units.flatMap((unit, i): ProblemPlace[] => {
    if (!survey.units.includes(unit)) return [{ field: `units[${i}]`, code: 'unknown-unit' }];
    return units.indexOf(unit) < i ? [{ field: `units[${i}]`, code: 'duplicate-unit' }] : [];
  });
}
