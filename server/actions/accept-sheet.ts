/**
 * Sheets enter and leave the count: accepted through the same door as every response, corrected and voided by serial. A
 * correction is a new response; the original row stays, taken out of the count (decision 20). The tally follows in the
 * same transaction.
 */

import { findForm } from '../../db/queries/forms.ts';
import { addToLedger } from '../../db/queries/ledger.ts';
import { findResponse, type Response, retireResponse } from '../../db/queries/responses.ts';
import { unsettleDay } from '../../db/queries/settlements.ts';
import { putSheets, type Sheet, type SheetBatch } from '../../db/queries/sheets.ts';
import type { Writing } from '../../db/transaction.ts';
import type { Answers } from '../../survey-forms/answer.ts';
import { ratesManyUnits } from '../../survey-forms/form.ts';
import { unpackAnswers } from '../../survey-forms/pack-answers.ts';
import { type Environment, randomId } from '../environment.ts';
import { Problem } from '../problem.ts';
import { SurveyBook, type SurveyEntry } from '../survey-book.ts';
import { acceptResponses, changesOf, storeResponses } from './accept-response.ts';
import { type ActionContext, action } from './action.ts';
import { balanceQuota } from './count-back.ts';
import { countResponses } from './count-responses.ts';
import { holdSheet, provinceOfCampaign } from './hold-batch.ts';
import { type Accepted, type Arrival, countsOf, prepareResponse } from './prepare-response.ts';

/** A sheet that was read: what stands on it, free text included. */
export interface ReadSheet {
  readonly sheet: Sheet;
  readonly answers: Answers;
}

type Frame = Pick<SheetBatch, 'unit' | 'respondentGroup' | 'formVersion'>;

const arrivalOf = (sheet: Sheet, frame: Frame, day: string, answers: unknown): Arrival => ({
  clientId: `sheet ${sheet.campaign} ${sheet.serial}`,
  survey: sheet.survey,
  formVersion: frame.formVersion,
  unit: frame.unit === '' ? undefined : frame.unit,
  respondentGroup: frame.respondentGroup,
  channel: 'paper',
  answers,
  sheetDay: day,
});

/**
 * Takes sheets of one batch into the count, many at once. The caller holds batch and sheets, and has the right. A sheet
 * that does not fit refuses all of them, for the caller has checked every one.
 * @throws Problem e.g. `survey-closed` when the batch came back after the last day
 */
export async function acceptSheets(
  trx: Writing,
  environment: Environment,
  { batch, entry }: { batch: SheetBatch; entry: SurveyEntry },
  read: readonly ReadSheet[],
): Promise<void> {
  const day = batch.returnedOn;
  if (day === null) throw new Error(`batch ${batch.number} of ${batch.campaign} has not come back`);
  const outcomes = await acceptResponses(
    trx,
    environment,
    read.map(({ sheet, answers }) =>
      prepareResponse(arrivalOf(sheet, batch, day, answers), entry, day, false),
    ),
  );
  const accepted = read.map(({ sheet }, i): Sheet => {
    const outcome = outcomes[i];
    if (!outcome?.ok) throw outcome?.problem ?? new Problem('internal');
    if (outcome.id === null) throw new Error(`sheet ${sheet.serial} had been accepted before`);
    return { ...sheet, state: 'accepted', reason: null, responseDay: day, response: outcome.id };
  });
  await putSheets(trx, accepted);
  // Its comment was written together with the sheet, which PostgreSQL would tell until the day is settled again.
  if (accepted.length > 0) await unsettleDay(trx, batch.province, day);
}

export interface SheetCorrection {
  readonly campaign: string;
  readonly serial: string;
  readonly answers: unknown;
  readonly reason: string;
}

export type SheetVoid = Omit<SheetCorrection, 'answers'>;

interface Standing {
  readonly entry: SurveyEntry;
  readonly sheet: Sheet;
  /** Null for a sheet accepted before there were batches. */
  readonly batch: SheetBatch | null;
  readonly response: Response;
  readonly accepted: Accepted;
}

/**
 * The sheet and the response that stands for it now, as it was counted. A closed batch is sealed: it is opened again first,
 * with a reason.
 * @throws Problem `batch-closed`, `wrong-sheet-state`, and those of `holdSheet`
 */
async function findStanding(trx: Writing, input: SheetVoid): Promise<Standing> {
  const { sheet, batch } = await holdSheet(trx, input);
  if (batch?.state === 'closed') throw new Problem('batch-closed');
  if (sheet.state !== 'accepted' || sheet.response === null || sheet.responseDay === null)
    throw new Problem('wrong-sheet-state', [{ field: 'serial', code: `is-${sheet.state}` }]);
  const entry = await new SurveyBook(trx).find(sheet.survey);
  const key = { province: sheet.province, survey: sheet.survey, day: sheet.responseDay, id: sheet.response };
  const response = await findResponse(trx, key);
  const form = entry && (await findForm(trx, entry.survey.form, response?.formVersion ?? 0));
  if (!response || !form) throw new Error(`sheet ${sheet.serial} leads to no response`);
  const answers = unpackAnswers(form, response.answers);
  const counts = countsOf(form, answers, ratesManyUnits(form) ? null : (response.unit ?? ''));
  return {
    entry,
    sheet,
    batch,
    response,
    accepted: { ...response, form, packed: response.answers, comments: [], counts },
  };
}

async function retire(trx: Writing, standing: Standing, state: 'replaced' | 'void'): Promise<void> {
  const { response, accepted } = standing;
  await retireResponse(trx, response, state);
  const { province, survey, day } = response;
  await addToLedger(trx, [{ province, survey, unit: response.unit ?? '', day, sheet: -1 }]);
  await countResponses(trx, changesOf(accepted, -1));
}

/** Replaces the answers of an accepted sheet. @returns both responses' ids, for the trail */
export const correctSheet = action({
  name: 'correct-sheet',
  unit: provinceOfCampaign,
  run: async (trx, input: SheetCorrection, context: ActionContext) => {
    const standing = await findStanding(trx, input);
    const { response, sheet, entry } = standing;
    const frame = { ...response, unit: response.unit ?? '' };
    // Judged by the day it came back: a correction after the close is still a correction.
    const arrival = arrivalOf(sheet, frame, response.day, input.answers);
    const { outcome } = prepareResponse(arrival, entry, response.day, false);
    if (outcome instanceof Problem) throw outcome;
    await retire(trx, standing, 'replaced');
    const id = randomId(context.environment);
    await storeResponses(trx, context.environment, [{ id, response: outcome }]);
    await unsettleDay(trx, response.province, response.day);
    await putSheets(trx, [{ ...sheet, response: id }]);
    return { before: response.id, after: id };
  },
  audit: (input, output) => ({
    subject: `sheet ${input.campaign} ${input.serial}`,
    details: { reason: input.reason, ...output },
  }),
});

/** Takes an accepted sheet out of the count; its row stays. One that lay over the quota comes back in its place. */
export const voidSheet = action({
  name: 'void-sheet',
  unit: provinceOfCampaign,
  run: async (trx, input: SheetVoid) => {
    const standing = await findStanding(trx, input);
    await retire(trx, standing, 'void');
    await putSheets(trx, [{ ...standing.sheet, state: 'void', note: input.reason }]);
    const backIn = standing.batch ? (await balanceQuota(trx, standing.batch)).backIn : [];
    return { response: standing.response.id, ...(backIn.length === 0 ? {} : { backIn }) };
  },
  audit: (input, output) => ({
    subject: `sheet ${input.campaign} ${input.serial}`,
    details: { reason: input.reason, ...output },
  }),
});
