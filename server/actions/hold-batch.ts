/**
 * Taking hold of a batch or of a sheet with its batch, always in this order: batch row, then sheet rows, so that two
 * people at work on one batch come one after the other and never wait for each other for ever.
 */
import type { Db } from '../../db/dialect.ts';
import { findCampaign } from '../../db/queries/campaigns.ts';
import {
  campaignsOfSerial,
  findSheet,
  lockSheetBatch,
  lockSheets,
  type Sheet,
  type SheetBatch,
} from '../../db/queries/sheets.ts';
import type { Writing } from '../../db/transaction.ts';
import { isSerial } from '../../survey-forms/serial.ts';
import { type BatchMove, batchMay, mayMove, type SheetMove } from '../core/sheet-ledger.ts';
import { Problem } from '../problem.ts';

export interface BatchInput {
  readonly campaign: string;
  /** Number of the batch in the campaign. */
  readonly batch: number;
}

export interface SheetInput {
  readonly campaign: string;
  readonly serial: string;
}

/** The right is held against the province of the campaign. */
export const provinceOfCampaign = async (
  db: Db,
  { campaign }: { readonly campaign: string },
): Promise<string | null> => (await findCampaign(db, campaign))?.province ?? null;

/** The batch, held until the transaction ends. @throws Problem `not-found` */
export async function holdBatch(trx: Writing, { campaign, batch }: BatchInput): Promise<SheetBatch> {
  const province = await provinceOfCampaign(trx, { campaign });
  const held = province === null ? null : await lockSheetBatch(trx, { province, campaign, number: batch });
  if (!held) throw new Problem('not-found', [{ field: 'batch', code: 'not-found' }]);
  return held;
}

/** @throws Problem `batch-closed`, `wrong-batch-state` */
export function demandBatchMove({ state }: Pick<SheetBatch, 'state'>, move: BatchMove): void {
  if (batchMay(state, move)) return;
  if (state === 'closed') throw new Problem('batch-closed');
  throw new Problem('wrong-batch-state', [{ field: 'batch', code: `is-${state}` }]);
}

/** @throws Problem `sheet-not-returned`, `wrong-sheet-state`, each naming the state that the sheet is in */
export function demandSheetMove(sheet: Sheet, move: SheetMove): void {
  if (mayMove(sheet, move)) return;
  const code = move === 'reject' ? 'sheet-not-returned' : 'wrong-sheet-state';
  const is = sheet.reason === 'over-quota' ? 'is-over-quota' : `is-${sheet.state}`;
  throw new Problem(code, [{ field: 'serial', code: is }]);
}

/**
 * The sheet and its batch, both held. A sheet accepted before there were batches has none.
 * @throws Problem `not-found`, `wrong-check-digit`, `unknown-serial`, `sheet-of-another-campaign`
 */
export async function holdSheet(
  trx: Writing,
  { campaign, serial }: SheetInput,
): Promise<{ sheet: Sheet; batch: SheetBatch | null }> {
  const province = await provinceOfCampaign(trx, { campaign });
  if (province === null) throw new Problem('not-found', [{ field: 'campaign', code: 'not-found' }]);
  const key = { province, campaign, serial };
  const seen = await findSheet(trx, key);
  if (!seen) throw await unknownSerial(trx, key);
  const batch = await lockSheetBatch(trx, { province, campaign, number: seen.batch });
  const sheet = (await lockSheets(trx, [key])).get(serial);
  if (!sheet) throw new Problem('unknown-serial', [{ field: 'serial', code: 'unknown-serial' }]);
  return { sheet, batch };
}

/** What is wrong with a serial that the campaign does not have, told so that whoever typed it knows what to look at. */
export async function unknownSerial(
  db: Db,
  { province, campaign, serial }: SheetInput & { readonly province: string },
  field = 'serial',
): Promise<Problem> {
  if (!isSerial(serial)) return new Problem('wrong-check-digit', [{ field, code: 'wrong-check-digit' }]);
  const others = (await campaignsOfSerial(db, province, serial)).filter((one) => one !== campaign);
  if (others.length === 0) return new Problem('unknown-serial', [{ field, code: 'unknown-serial' }]);
  return new Problem(
    'sheet-of-another-campaign',
    others.map((other) => ({ field: `campaigns.${other}`, code: 'sheet-of-another-campaign' })),
  );
}
