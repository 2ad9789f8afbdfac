/** Paper sheets that came back, without the fieldwork before: for tests of what follows. */
import {
  insertSheets,
  listSheetBatches,
  lockSheetBatch,
  lockSheets,
  putSheetBatch,
  type Sheet,
  type SheetBatch,
} from '../../db/queries/sheets.ts';
import { findSurvey } from '../../db/queries/surveys.ts';
import { inTransaction } from '../../db/transaction.ts';
import { acceptSheets } from '../../server/actions/accept-sheet.ts';
import { closeBatch } from '../../server/actions/close-batch.ts';
import { totalsOfBatch } from '../../server/batch-totals.ts';
import { Problem } from '../../server/problem.ts';
import { SurveyBook } from '../../server/survey-book.ts';
import type { Answers } from '../../survey-forms/answer.ts';
import { numberOfSerial } from '../../survey-forms/serial.ts';
import { CAMPAIGN } from './opened-world.ts';
import { SYSTEM, type World } from './world.ts';

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

export interface ReturnedBatch {
  readonly survey: string;
  readonly number: number;
  /** In the order of receipt. */
  readonly serials: readonly string[];
  /** '' for a form that rates many units. */
  readonly unit: string;
  /** How often each sheet is keyed; twice unless given. */
  readonly passes?: 1 | 2;
  /** Bưu điện Thử unless given. */
  readonly postOffice?: string;
  readonly quota?: number;
  readonly day?: string;
}

/** A batch that came back whole on 10 June, of the group `citizen` unless the form knows another. */
export async function putReturnedBatch({ db }: Pick<World, 'db'>, given: ReturnedBatch): Promise<SheetBatch> {
  return inTransaction(db, async (trx) => {
    const survey = await findSurvey(trx, given.survey);
    if (!survey) throw new Error(`no survey ${given.survey}`);
    const { province, campaign } = survey;
    const { day = '2026-06-10', number } = given;
    const batch: SheetBatch = {
      ...{ province, campaign, number, survey: given.survey, unit: given.unit },
      postOffice: given.postOffice ?? 'TT-BD',
      respondentGroup: survey.respondentGroups[0] ?? '',
      formVersion: Math.max(...survey.formVersions),
      sheets: given.serials.length,
      quota: given.quota ?? null,
      state: 'returned',
      ...{ allottedOn: day, handedOutOn: day, returnedOn: day },
      expected: given.serials.length,
      ...{ closedAt: null, seal: null },
    };
    await putSheetBatch(trx, batch);
    await insertSheets(
      trx,
      given.serials.map((serial, i) => ({
        ...{ province, campaign, serial, survey: given.survey, batch: number, place: i + 1 },
        passes: given.passes ?? 2,
        state: 'returned',
        ...{ reason: null, note: null, receipt: i + 1, responseDay: null, response: null },
      })),
    );
    return batch;
  });
}

/** Closes every batch that is open, as a fieldwork manager does before the result is published. */
export async function closeBatches(world: World, campaign = CAMPAIGN): Promise<void> {
  for (const batch of await listSheetBatches(world.db, campaign)) {
    if (batch.state === 'closed') continue;
    const { out: missing } = await totalsOfBatch(world.db, batch);
    await closeBatch.run(world.environment, SYSTEM, { campaign, batch: batch.number, missing });
  }
}
