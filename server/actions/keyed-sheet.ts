/**
 * Keyed paper sheets: accepted through the same door, corrected and voided by serial. A correction is a new response;
 * the original row stays, taken out of the count (decision 20). The tally follows in the same transaction.
 */
import { findForm } from '../../db/queries/forms.ts';
import { addToLedger } from '../../db/queries/ledger.ts';
import {
  findResponse,
  lockSheet,
  putSheet,
  type Response,
  retireResponse,
  type Sheet,
} from '../../db/queries/responses.ts';
import { findSurvey } from '../../db/queries/surveys.ts';
import type { Writing } from '../../db/transaction.ts';
import { ratesManyUnits } from '../../survey-forms/form.ts';
import { unpackAnswers } from '../../survey-forms/pack-answers.ts';
import { dayOf } from '../core/calendar.ts';
import { randomId } from '../environment.ts';
import { Problem } from '../problem.ts';
import { SurveyBook, type SurveyEntry } from '../survey-book.ts';
import { acceptResponses, changesOf, storeResponses } from './accept-response.ts';
import { type ActionContext, action } from './action.ts';
import { countResponses } from './count-responses.ts';
import { type Accepted, type Arrival, countsOf, prepareResponse } from './prepare-response.ts';

export interface SheetInput {
  readonly survey: string;
  readonly serial: string;
  readonly formVersion: number;
  readonly unit?: string | undefined;
  readonly respondentGroup: string;
  /** The day the sheet's batch came back. */
  readonly day: string;
  readonly answers: unknown;
}

export interface SheetCorrection {
  readonly survey: string;
  readonly serial: string;
  readonly answers: unknown;
  readonly reason: string;
}

export type SheetVoid = Omit<SheetCorrection, 'answers'>;

async function surveyEntry(trx: Writing, survey: string): Promise<SurveyEntry> {
  const entry = await new SurveyBook(trx).find(survey);
  if (!entry) throw new Problem('unknown-survey', [{ field: 'survey', code: 'unknown-survey' }]);
  return entry;
}

/** The right is held against the province of the survey. */
async function provinceOf(trx: Writing, input: { survey: string }): Promise<string | null> {
  return (await findSurvey(trx, input.survey))?.province ?? null;
}

const arrivalOf = (sheet: SheetInput): Arrival => ({
  ...sheet,
  clientId: `sheet ${sheet.survey} ${sheet.serial}`,
  channel: 'paper',
  sheetDay: sheet.day,
});

/** Accepts a keyed sheet. The same sheet keyed alike again is taken for the same; keyed differently, a conflict. */
export const acceptSheet = action({
  name: 'accept-sheet',
  unit: provinceOf,
  run: async (trx, input: SheetInput, context: ActionContext) => {
    const entry = await surveyEntry(trx, input.survey);
    const prepared = prepareResponse(arrivalOf(input), entry, dayOf(context.environment.now()), false);
    const [outcome] = await acceptResponses(trx, context.environment, [prepared]);
    if (!outcome?.ok) throw outcome?.problem ?? new Problem('internal');
    const { province, survey } = prepared;
    if (outcome.id !== null)
      await putSheet(trx, {
        province,
        survey,
        serial: input.serial,
        state: 'accepted',
        day: input.day,
        response: outcome.id,
      });
    return { receipt: outcome.receipt };
  },
  audit: (input) => ({ subject: `sheet ${input.survey} ${input.serial}`, details: {} }),
});

interface Standing {
  readonly entry: SurveyEntry;
  readonly sheet: Sheet;
  readonly response: Response;
  readonly accepted: Accepted;
}

/** The sheet and the response that stands for it now, as it was counted. */
async function findStanding(trx: Writing, input: { survey: string; serial: string }): Promise<Standing> {
  const entry = await surveyEntry(trx, input.survey);
  const { province } = entry.survey;
  const sheet = await lockSheet(trx, { province, survey: input.survey, serial: input.serial });
  if (sheet?.state !== 'accepted') throw new Problem('not-found', [{ field: 'serial', code: 'not-found' }]);
  const response = await findResponse(trx, {
    province,
    survey: sheet.survey,
    day: sheet.day,
    id: sheet.response,
  });
  const form = await findForm(trx, entry.survey.form, response?.formVersion ?? 0);
  if (!response || !form) throw new Error(`sheet ${sheet.serial} leads to no response`);
  const answers = unpackAnswers(form, response.answers);
  const counts = countsOf(form, answers, ratesManyUnits(form) ? null : (response.unit ?? ''));
  return {
    entry,
    sheet,
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
  unit: provinceOf,
  run: async (trx, input: SheetCorrection, context: ActionContext) => {
    const standing = await findStanding(trx, input);
    const { response, sheet } = standing;
    const arrival = arrivalOf({
      ...input,
      formVersion: response.formVersion,
      unit: response.unit ?? undefined,
      respondentGroup: response.respondentGroup,
      day: response.day,
    });
    // Judged by the day it came back: a correction after the close is still a correction.
    const { outcome } = prepareResponse(arrival, standing.entry, standing.entry.survey.opensOn, false);
    if (outcome instanceof Problem) throw outcome;
    await retire(trx, standing, 'replaced');
    const id = randomId(context.environment);
    await storeResponses(trx, context.environment, [{ id, response: outcome }]);
    await putSheet(trx, { ...sheet, response: id });
    return { before: response.id, after: id };
  },
  audit: (input, output) => ({
    subject: `sheet ${input.survey} ${input.serial}`,
    details: { reason: input.reason, ...output },
  }),
});

/** Takes an accepted sheet out of the count; its row stays. */
export const voidSheet = action({
  name: 'void-sheet',
  unit: provinceOf,
  run: async (trx, input: SheetVoid) => {
    const standing = await findStanding(trx, input);
    await retire(trx, standing, 'void');
    await putSheet(trx, { ...standing.sheet, state: 'void' });
    return { response: standing.response.id };
  },
  audit: (input, output) => ({
    subject: `sheet ${input.survey} ${input.serial}`,
    details: { reason: input.reason, ...output },
  }),
});
