/**
 * Closes a batch whose control totals agree, and seals it; opens it again, with a reason. What is still out at the close
 * is missing; it is still out again when the batch is opened, so that a sheet that turns up can be counted back.
 */
import { dropComments, keyingsOf } from '../../db/queries/keyings.ts';
import { sealedSheets } from '../../db/queries/sheet-trail.ts';
import {
  putSheetBatch,
  putSheets,
  type Sheet,
  type SheetBatch,
  type SheetState,
  sheetsOfBatch,
} from '../../db/queries/sheets.ts';
import type { Writing } from '../../db/transaction.ts';
import { totalsOfBatch } from '../batch-totals.ts';
import { closingFaults, mayMove, type SheetMove, sealOf } from '../core/sheet-ledger.ts';
import { Problem, type ProblemPlace } from '../problem.ts';
import { action } from './action.ts';
import { type BatchInput, demandBatchMove, holdBatch, provinceOfCampaign } from './hold-batch.ts';

export interface CloseInput extends BatchInput {
  /** How many sheets the manager was told will be missing: what he agreed to is what happens. */
  readonly missing: number;
}

export const closeBatch = action({
  name: 'close-sheet-batch',
  unit: provinceOfCampaign,
  run: async (trx, input: CloseInput, { environment }) => {
    const batch = await holdBatch(trx, input);
    demandBatchMove(batch, 'close');
    const totals = await totalsOfBatch(trx, batch);
    const faults = closingFaults(batch.sheets, totals).map(
      ({ code, is, should }): ProblemPlace => ({
        field: `totals.${code}`,
        code,
        sentence: `${is}, not ${should}`,
      }),
    );
    if (totals.out !== input.missing)
      faults.push({
        field: 'missing',
        code: 'other-missing',
        sentence: `${totals.out} sheets are still out`,
      });
    if (faults.length > 0) throw new Problem('batch-not-balanced', faults);
    await moveAll(trx, batch, 'give-up', 'missing');
    // Free text of sheets that were rejected has no other end, and must not stay with the serial (decision 21).
    await dropComments(trx, [...(await keyingsOf(trx, await sheetsOfBatch(trx, batch))).values()].flat());
    const { seal, marks } = sealOf(await sealedSheets(trx, batch));
    const closedAt = environment.now().toISOString();
    await putSheetBatch(trx, { ...batch, state: 'closed', closedAt, seal });
    const { counted, accepted } = totals;
    return { expected: batch.expected, counted, accepted, missing: totals.out, seal, marks };
  },
  audit: (input, output) => ({
    subject: `sheet-batch ${input.campaign} ${input.batch}`,
    details: output,
  }),
});

export interface ReopenInput extends BatchInput {
  readonly reason: string;
}

export const reopenBatch = action({
  name: 'reopen-sheet-batch',
  unit: provinceOfCampaign,
  run: async (trx, input: ReopenInput) => {
    const batch = await holdBatch(trx, input);
    demandBatchMove(batch, 'reopen');
    await moveAll(trx, batch, 'look-again', 'issued');
    await putSheetBatch(trx, { ...batch, state: stateBefore(batch), closedAt: null, seal: null });
    return { seal: batch.seal };
  },
  audit: (input, { seal }) => ({
    subject: `sheet-batch ${input.campaign} ${input.batch}`,
    details: { reason: input.reason.trim(), seal },
  }),
});

/** A batch that was withdrawn whole was closed before it came back, or even went out. */
function stateBefore({ returnedOn, handedOutOn }: SheetBatch): SheetBatch['state'] {
  if (returnedOn !== null) return 'returned';
  return handedOutOn === null ? 'allotted' : 'handed-out';
}

async function moveAll(trx: Writing, batch: SheetBatch, move: SheetMove, state: SheetState): Promise<void> {
  const moved = (await sheetsOfBatch(trx, batch)).filter((sheet) => mayMove(sheet, move));
  await putSheets(
    trx,
    moved.map((sheet): Sheet => ({ ...sheet, state })),
  );
}
