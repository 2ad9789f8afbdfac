/**
 * Counting sheets back: the number of the covering note, the day the batch came back, and the serials in the order in
 * which they are entered. That order decides the quota: the first so many stand, the rest are rejected and kept.
 */

import { readKeyings } from '../../db/queries/keyings.ts';
import {
  findSheet,
  putSheetBatch,
  putSheets,
  type Sheet,
  type SheetBatch,
  sheetsOfBatch,
} from '../../db/queries/sheets.ts';
import { findSurvey } from '../../db/queries/surveys.ts';
import type { Writing } from '../../db/transaction.ts';
import { dayOf, isDay } from '../core/calendar.ts';
import { isOverQuota, quotaChanges } from '../core/sheet-ledger.ts';
import { Problem, type ProblemCode } from '../problem.ts';
import { action } from './action.ts';
import {
  type BatchInput,
  demandBatchMove,
  demandSheetMove,
  holdBatch,
  provinceOfCampaign,
  unknownSerial,
} from './hold-batch.ts';

/** All fields may stand together; what is left out stays as it is. */
export interface CountBackInput extends BatchInput {
  /** How many came back by the covering note; null: forget what was entered. */
  readonly expected?: number | null | undefined;
  /** The day the batch came back; today unless given, the first time. */
  readonly returnedOn?: string | undefined;
  /** Serials in the order of receipt. One that does not fit refuses all. */
  readonly serials?: readonly string[] | undefined;
  /** All that are still out between two serials, by their place in the batch. */
  readonly range?: { readonly from: string; readonly to: string } | undefined;
  /** All that are still out. */
  readonly all?: boolean | undefined;
  /** The serial counted last, which is taken off again. */
  readonly takeOff?: string | undefined;
}

/** Serials that the quota pushed out, and those that came back among the ones that stand. */
export interface QuotaChange {
  readonly pushedOut: readonly string[];
  readonly backIn: readonly string[];
}

/**
 * Puts a batch right by its quota, after a sheet came back, was rejected, voided or reinstated. The caller holds the batch,
 * and the batch is open. @returns the serials that changed
 */
export async function balanceQuota(trx: Writing, batch: SheetBatch): Promise<QuotaChange> {
  if (batch.quota === null) return { pushedOut: [], backIn: [] };
  const changed = quotaChanges(await sheetsOfBatch(trx, batch), batch.quota);
  await putSheets(trx, changed);
  const serials = (over: boolean) =>
    changed.filter((sheet) => isOverQuota(sheet) === over).map((sheet) => sheet.serial);
  return { pushedOut: serials(true), backIn: serials(false) };
}

export const countBack = action({
  name: 'count-back-sheets',
  unit: provinceOfCampaign,
  run: async (trx, input: CountBackInput, { environment }) => {
    const batch = await holdBatch(trx, input);
    demandBatchMove(batch, 'count-back');
    const sheets = await sheetsOfBatch(trx, batch);
    const today = dayOf(environment.now());
    const back: SheetBatch = {
      ...batch,
      state: 'returned',
      returnedOn: await dayBack(trx, input, { batch, sheets, today }),
      expected: expectedOf(input, batch),
    };
    const takenOff = await takeOff(trx, input, sheets);
    const counted = await countedNow(trx, input, { batch, sheets });
    await putSheets(trx, [...takenOff, ...counted]);
    await putSheetBatch(trx, back);
    const quota = await balanceQuota(trx, back);
    return { back, takenOff, counted, quota };
  },
  audit: (input, { back, takenOff, counted, quota }) => ({
    subject: `sheet-batch ${input.campaign} ${input.batch}`,
    details: {
      returnedOn: back.returnedOn,
      expected: back.expected,
      ...(counted.length === 0 ? {} : countedLine(counted)),
      ...(takenOff.length === 0 ? {} : { takenOff: takenOff.map((sheet) => sheet.serial) }),
      ...(quota.pushedOut.length === 0 ? {} : { pushedOut: quota.pushedOut }),
      ...(quota.backIn.length === 0 ? {} : { backIn: quota.backIn }),
    },
  }),
});

/** Of many, their places in the order of receipt say which they were. */
const countedLine = (counted: readonly Sheet[]) => ({
  counted: counted.length,
  receipts: [counted[0]?.receipt ?? 0, counted.at(-1)?.receipt ?? 0],
  ...(counted.length === 1 ? { serial: counted[0]?.serial } : {}),
});

interface Standing {
  readonly batch: SheetBatch;
  readonly sheets: readonly Sheet[];
}

/** The day by which the survey's window is judged (decision 10): after it went out, not after today, within the window. */
async function dayBack(
  trx: Writing,
  { returnedOn }: CountBackInput,
  { batch, sheets, today }: Standing & { readonly today: string },
): Promise<string> {
  const day = returnedOn ?? batch.returnedOn ?? today;
  if (day === batch.returnedOn) return day;
  const refuse = (code: string) => {
    throw new Problem('malformed-request', [{ field: 'returnedOn', code }]);
  };
  if (!isDay(day)) refuse('not-a-day');
  if (day > today) refuse('after-today');
  if (day < (batch.handedOutOn ?? day)) refuse('before-hand-out');
  const survey = await findSurvey(trx, batch.survey);
  if (!survey || day < survey.opensOn || day > survey.acceptsUntil) refuse('outside-survey');
  // What is accepted was counted under the day that stood.
  if (sheets.some((sheet) => sheet.response !== null)) refuse('already-accepted');
  return day;
}

function expectedOf({ expected }: CountBackInput, batch: SheetBatch): number | null {
  if (expected === undefined) return batch.expected;
  if (expected !== null && (!Number.isInteger(expected) || expected < 0 || expected > batch.sheets))
    throw new Problem('malformed-request', [
      { field: 'expected', code: 'too-large', limit: String(batch.sheets) },
    ]);
  return expected;
}

/** @throws Problem `wrong-sheet-state` when it is not the last, or somebody has keyed it */
async function takeOff(
  trx: Writing,
  { takeOff: serial }: CountBackInput,
  sheets: readonly Sheet[],
): Promise<Sheet[]> {
  if (serial === undefined) return [];
  const last = sheets.reduce<Sheet | null>(
    (found, sheet) => ((sheet.receipt ?? 0) > (found?.receipt ?? 0) ? sheet : found),
    null,
  );
  if (last?.serial !== serial)
    throw new Problem('wrong-sheet-state', [{ field: 'takeOff', code: 'not-last' }]);
  demandSheetMove(last, 'take-off');
  if ((await readKeyings(trx, last)).length > 0)
    throw new Problem('wrong-sheet-state', [{ field: 'takeOff', code: 'is-keyed' }]);
  return [{ ...last, state: 'issued', reason: null, receipt: null }];
}

async function countedNow(trx: Writing, input: CountBackInput, standing: Standing): Promise<Sheet[]> {
  const { sheets } = standing;
  const chosen = input.all === true ? stillOut(sheets) : await namedSheets(trx, input, standing);
  const last = Math.max(0, ...sheets.map((sheet) => sheet.receipt ?? 0));
  const off = input.takeOff === undefined ? 0 : 1;
  return chosen.map((sheet, i) => ({ ...sheet, state: 'returned', receipt: last - off + i + 1 }));
}

const stillOut = (sheets: readonly Sheet[]) => sheets.filter((sheet) => sheet.state === 'issued');

async function namedSheets(
  trx: Writing,
  { serials = [], range }: CountBackInput,
  standing: Standing,
): Promise<Sheet[]> {
  const named: Sheet[] = [];
  for (const [i, serial] of serials.entries()) {
    const sheet = await ofBatch(trx, serial, `serials[${i}]`, standing);
    refuseCounted(sheet, `serials[${i}]`, named.includes(sheet));
    named.push(sheet);
  }
  if (range === undefined) return named;
  const from = await ofBatch(trx, range.from, 'range.from', standing);
  const to = await ofBatch(trx, range.to, 'range.to', standing);
  if (to.place < from.place)
    throw new Problem('malformed-request', [{ field: 'range.to', code: 'before-from' }]);
  const between = stillOut(standing.sheets).filter(({ place }) => place >= from.place && place <= to.place);
  return [...named, ...between.filter((sheet) => !named.includes(sheet))];
}

/** @throws Problem `already-counted`, or `wrong-sheet-state` for one that was withdrawn */
function refuseCounted(sheet: Sheet, field: string, named: boolean): void {
  if (!named && sheet.state === 'issued') return;
  if (named || sheet.receipt !== null)
    throw new Problem('already-counted', [{ field, code: 'already-counted' }]);
  throw new Problem('wrong-sheet-state', [{ field, code: `is-${sheet.state}` }]);
}

/** The sheet of this batch with the serial. @throws Problem that says whose it is, if it is nobody's or another's */
async function ofBatch(
  trx: Writing,
  serial: string,
  field: string,
  { batch, sheets }: Standing,
): Promise<Sheet> {
  const found = sheets.find((sheet) => sheet.serial === serial);
  if (found) return found;
  const { province, campaign } = batch;
  const other = await findSheet(trx, { province, campaign, serial });
  if (!other) throw await unknownSerial(trx, { province, campaign, serial }, field);
  const code: ProblemCode = 'sheet-of-another-batch';
  throw new Problem(code, [{ field: `batches.${other.batch}`, code }]);
}
