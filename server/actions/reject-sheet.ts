/**
 * A manager's word on single sheets: rejected with a reason and taken back in, or made void before they went out. A
 * rejected sheet stays on record, and another one comes back in its place where the quota had pushed one out.
 */
import { readConflicts } from '../../db/queries/conflicts.ts';
import { readKeyings } from '../../db/queries/keyings.ts';
import { putSheets, type Sheet, type SheetBatch, sheetsOfBatch } from '../../db/queries/sheets.ts';
import type { Writing } from '../../db/transaction.ts';
import { CHOSEN_REASONS, displacedBy, mayMove, type RejectReason } from '../core/sheet-ledger.ts';
import { Problem } from '../problem.ts';
import { action } from './action.ts';
import { balanceQuota, type QuotaChange } from './count-back.ts';
import {
  type BatchInput,
  demandBatchMove,
  demandSheetMove,
  holdBatch,
  holdSheet,
  provinceOfCampaign,
  type SheetInput,
} from './hold-batch.ts';

export interface RejectInput extends SheetInput {
  readonly reason: RejectReason;
  readonly note?: string | undefined;
}

/** Sheets of before there were batches have none, and nothing is done to them here. */
async function holdInBatch(
  trx: Writing,
  input: SheetInput,
): Promise<{ readonly sheet: Sheet; readonly batch: SheetBatch }> {
  const { sheet, batch } = await holdSheet(trx, input);
  if (!batch) throw new Problem('wrong-sheet-state', [{ field: 'serial', code: `is-${sheet.state}` }]);
  return { sheet, batch };
}

const quotaLine = ({ pushedOut, backIn }: QuotaChange) => ({
  ...(pushedOut.length === 0 ? {} : { pushedOut }),
  ...(backIn.length === 0 ? {} : { backIn }),
});

export const rejectSheet = action({
  name: 'reject-sheet',
  unit: provinceOfCampaign,
  run: async (trx, input: RejectInput) => {
    if (!CHOSEN_REASONS.includes(input.reason))
      throw new Problem('malformed-request', [{ field: 'reason', code: 'not-chosen' }]);
    const { sheet, batch } = await holdInBatch(trx, input);
    demandSheetMove(sheet, 'reject');
    demandBatchMove(batch, 'judge');
    const note = input.note?.trim() || null;
    await putSheets(trx, [{ ...sheet, state: 'rejected', reason: input.reason, note }]);
    return balanceQuota(trx, batch);
  },
  audit: (input, quota) => ({
    subject: `sheet ${input.campaign} ${input.serial}`,
    details: { reason: input.reason, note: input.note?.trim() || null, ...quotaLine(quota) },
  }),
});

/**
 * Takes back a rejection. One that every pass read as blank stays: nobody could key it again. Where an accepted sheet
 * stands in its place under the quota, that one is made void first.
 */
export const reinstateSheet = action({
  name: 'reinstate-sheet',
  unit: provinceOfCampaign,
  run: async (trx, input: SheetInput) => {
    const { sheet, batch } = await holdInBatch(trx, input);
    demandSheetMove(sheet, 'reinstate');
    demandBatchMove(batch, 'judge');
    if (await isDecided(trx, sheet))
      throw new Problem('wrong-sheet-state', [{ field: 'serial', code: 'keyed-blank' }]);
    const displaced = displacedBy(sheet, await sheetsOfBatch(trx, batch), batch.quota);
    if (displaced)
      throw new Problem('wrong-sheet-state', [
        { field: `sheets.${displaced.serial}`, code: 'stands-instead' },
      ]);
    await putSheets(trx, [{ ...sheet, state: 'returned', reason: null, note: null }]);
    return { was: sheet.reason, quota: await balanceQuota(trx, batch) };
  },
  audit: (input, { was, quota }) => ({
    subject: `sheet ${input.campaign} ${input.serial}`,
    details: { was, ...quotaLine(quota) },
  }),
});

/** Whether all passes are in and agree, or are settled: then they decided, and would decide the same again. */
async function isDecided(trx: Writing, sheet: Sheet): Promise<boolean> {
  const keyings = await readKeyings(trx, sheet);
  if (keyings.length < sheet.passes) return false;
  return (await readConflicts(trx, sheet)).every((conflict) => conflict.choice !== null);
}

export interface WithdrawInput extends SheetInput {
  readonly note: string;
}

/** Makes a sheet void that never came back: spoiled in print, or not to go out after all. */
export const withdrawSheet = action({
  name: 'withdraw-sheet',
  unit: provinceOfCampaign,
  run: async (trx, input: WithdrawInput) => {
    const { sheet, batch } = await holdInBatch(trx, input);
    demandBatchMove(batch, 'withdraw');
    demandSheetMove(sheet, 'withdraw');
    await putSheets(trx, [{ ...sheet, state: 'void', note: input.note.trim() }]);
  },
  audit: (input) => ({
    subject: `sheet ${input.campaign} ${input.serial}`,
    details: { note: input.note.trim() },
  }),
});

/**
 * Makes every sheet void that is still out, of a batch of which nothing came back: one allotted to the wrong post office,
 * for instance. Afterwards what is still out is missing. @returns how many
 */
export const withdrawBatch = action({
  name: 'withdraw-sheet',
  unit: provinceOfCampaign,
  run: async (trx, input: BatchInput & { readonly note: string }) => {
    const batch = await holdBatch(trx, input);
    demandBatchMove(batch, 'hand-out');
    const out = (await sheetsOfBatch(trx, batch)).filter((sheet) => mayMove(sheet, 'withdraw'));
    await putSheets(
      trx,
      out.map((sheet): Sheet => ({ ...sheet, state: 'void', note: input.note.trim() })),
    );
    return { withdrawn: out.length };
  },
  audit: (input, { withdrawn }) => ({
    subject: `sheet-batch ${input.campaign} ${input.batch}`,
    details: { withdrawn, note: input.note.trim() },
  }),
});
