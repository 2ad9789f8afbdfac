/** The control totals of batches, gathered from the database. */
import type { Db } from '../db/dialect.ts';
import { countConflicts, countKeyed, countSheets } from '../db/queries/sheet-counts.ts';
import type { SheetBatch } from '../db/queries/sheets.ts';
import { type ControlTotals, controlTotals } from './core/sheet-ledger.ts';

export async function totalsOfBatch(db: Db, batch: SheetBatch): Promise<ControlTotals> {
  const { campaign, number } = batch;
  return controlTotals(await countSheets(db, campaign, number), {
    expected: batch.expected,
    keyed: (await countKeyed(db, campaign, number)).get(number) ?? 0,
    conflicts: (await countConflicts(db, campaign, number)).get(number) ?? 0,
  });
}

/** The totals of every batch of a campaign, in the order given. */
export async function totalsOfBatches(
  db: Db,
  campaign: string,
  batches: readonly SheetBatch[],
): Promise<ControlTotals[]> {
  const counts = await countSheets(db, campaign);
  const keyed = await countKeyed(db, campaign);
  const conflicts = await countConflicts(db, campaign);
  return batches.map(({ number, expected }) =>
    controlTotals(
      counts.filter((one) => one.batch === number),
      { expected, keyed: keyed.get(number) ?? 0, conflicts: conflicts.get(number) ?? 0 },
    ),
  );
}
