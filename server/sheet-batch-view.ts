/** A batch of sheets and its control totals, as routes show them; and its seal, made anew. */
import { z } from '@hono/zod-openapi';
import type { Db } from '../db/dialect.ts';
import type { Campaign } from '../db/queries/campaigns.ts';
import { auditOf, sealedSheets } from '../db/queries/sheet-trail.ts';
import type { SheetBatch } from '../db/queries/sheets.ts';
import {
  type ControlTotals,
  closingFaults,
  REJECT_REASONS,
  sealOf,
  unlikeSealed,
} from './core/sheet-ledger.ts';
import { textSchema } from './seen-survey.ts';

const count = z.number();
const day = z.string().openapi({ example: '2026-11-20' });

export const campaignParam = z.object({ campaign: z.string().max(80) });
export const batchParam = campaignParam.extend({ batch: z.coerce.number().int().min(1).max(1_000_000) });
/** A reason or note in somebody's own words. */
export const ownWords = z.string().trim().min(1).max(500);
export const campaignHead = z.object({ id: z.string(), title: textSchema, sample: z.boolean() });

/** Where sheets are: every one is in exactly one column. */
export const standingSchema = {
  issued: count,
  out: count.openapi({ description: 'Neither back, missing nor withdrawn' }),
  waiting: count.openapi({ description: 'Came back, and not decided' }),
  accepted: count,
  rejected: z.record(z.enum(REJECT_REASONS), count),
  voided: count.openapi({ description: 'Accepted, and taken out of the count again' }),
  withdrawn: count.openapi({ description: 'Made void before they went out, or spoiled in print' }),
  missing: count,
};

export const totalsSchema = z
  .object({
    ...standingSchema,
    expected: count.nullable().openapi({ description: 'By the covering note' }),
    counted: count.openapi({ description: 'Came back' }),
    keyed: count.openapi({ description: 'Came back, and every pass is keyed' }),
    conflicts: count.openapi({ description: 'Waiting with a field that is not settled' }),
  })
  .openapi('ControlTotals');

export const faultSchema = z.object({
  code: z.enum(['not-expected', 'not-counted', 'waiting', 'not-issued', 'not-decided']),
  is: count,
  should: count,
});

export const batchSchema = z
  .object({
    number: count,
    survey: z.string(),
    postOffice: z.string(),
    unit: z.string().openapi({ description: 'Empty for a form that rates many units' }),
    respondentGroup: z.string(),
    formVersion: count,
    sheets: count,
    quota: count.nullable(),
    state: z.enum(['allotted', 'handed-out', 'returned', 'closed']),
    allottedOn: day,
    handedOutOn: day.nullable(),
    returnedOn: day.nullable(),
    closedAt: z.string().nullable(),
    totals: totalsSchema,
    faults: z.array(faultSchema).openapi({ description: 'Why it may not be closed now' }),
  })
  .openapi('SheetBatch');

export const shownBatch = (batch: SheetBatch, totals: ControlTotals): z.infer<typeof batchSchema> => {
  const { province: _, campaign: __, seal: ___, expected: ____, ...rest } = batch;
  const faults = batch.state === 'closed' ? [] : closingFaults(batch.sheets, totals);
  return { ...rest, totals: shownTotals(totals), faults };
};

export const shownTotals = (totals: ControlTotals) => ({ ...totals, rejected: { ...totals.rejected } });
export const campaignHeadOf = ({ id, title, sample }: Campaign) => ({ id, title: { ...title }, sample });

export const sealSchema = z.object({
  value: z.string(),
  fits: z.boolean(),
  differs: z.array(z.string()).openapi({ description: 'Serials that are not as they were sealed' }),
});

/**
 * The seal of a closed batch, made anew and held against the one that stands with it and against the trail, which nobody
 * can change; null while the batch is open.
 */
export async function sealFound(db: Db, batch: SheetBatch): Promise<z.infer<typeof sealSchema> | null> {
  if (batch.state !== 'closed' || batch.seal === null) return null;
  const sheets = await sealedSheets(db, batch);
  const trail = await auditOf(db, [`sheet-batch ${batch.campaign} ${batch.number}`]);
  const closing = trail.findLast((row) => row.action === 'close-sheet-batch');
  const { seal: kept, marks = '' } = (closing?.details ?? {}) as { seal?: string; marks?: string };
  const { seal } = sealOf(sheets);
  const fits = seal === batch.seal && seal === kept;
  return { value: batch.seal, fits, differs: fits ? [] : unlikeSealed(sheets, marks) };
}
