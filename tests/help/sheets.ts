/** Paper sheets that came back, without the fieldwork before: for tests of what follows. */
import {
  insertSheets,
  lockSheetBatch,
  lockSheets,
  putSheetBatch,
  type Sheet,
  type SheetBatch,
} from '../../db/queries/sheets.ts';
import { findSurvey } from '../../db/queries/surveys.ts';
import { inTransaction } from '../../db/transaction.ts';
import { acceptSheets } from '../../server/actions/accept-sheet.ts';
import { Problem } from '../../server/problem.ts';
import { SurveyBook } from '../../server/survey-book.ts';
import type { Answers } from '../../survey-forms/answer.ts';
import { numberOfSerial } from '../../survey-forms/serial.ts';
import type { World } from './world.ts';

export interface ReturnedSheet {
  readonly survey: string;
  readonly serial: string;
  /** '' for a form that rates many units. */
  readonly unit: string;
  readonly respondentGroup: string;
  /** The day its batch came back. */
  readonly day: string;
}

/** A sheet that came back in a batch of its own, numbered after its serial; one that is there already stays. */
export async function putReturnedSheet(world: World, given: ReturnedSheet): Promise<SheetBatch> {
  return inTransaction(world.db, async (trx) => {
    const survey = await findSurvey(trx, given.survey);
    if (!survey) throw new Error(`no survey ${given.survey}`);
    const { province, campaign } = survey;
    const number = numberOfSerial(given.serial) + 1;
    const known = await lockSheetBatch(trx, { province, campaign, number });
    if (known) return known;
    const batch: SheetBatch = {
      province,
      campaign,
      number,
      survey: given.survey,
      postOffice: province,
      unit: given.unit,
      respondentGroup: given.respondentGroup,
      formVersion: Math.max(...survey.formVersions),
      sheets: 1,
      quota: null,
      state: 'returned',
      allottedOn: given.day,
      handedOutOn: given.day,
      returnedOn: given.day,
      expected: 1,
      closedAt: null,
      seal: null,
    };
    const sheet: Sheet = {
      province,
      campaign,
      serial: given.serial,
      survey: given.survey,
      batch: number,
      place: 1,
      passes: 1,
      state: 'returned',
      reason: null,
      note: null,
      receipt: 1,
      responseDay: null,
      response: null,
    };
    await putSheetBatch(trx, batch);
    await insertSheets(trx, [sheet]);
    return batch;
  });
}

/** Such a sheet, taken into the count. @throws Problem `not-found` when it no longer waits */
export async function acceptReturnedSheet(
  world: World,
  given: ReturnedSheet & { readonly answers: Answers },
): Promise<void> {
  const batch = await putReturnedSheet(world, given);
  await inTransaction(world.db, async (trx) => {
    const sheet = (await lockSheets(trx, [{ ...batch, serial: given.serial }])).get(given.serial);
    if (sheet?.state !== 'returned') throw new Problem('not-found');
    const entry = await new SurveyBook(trx).find(given.survey);
    if (!entry) throw new Error(`no survey ${given.survey}`);
    await acceptSheets(trx, world.environment, { batch, entry }, [{ sheet, answers: given.answers }]);
  });
}
