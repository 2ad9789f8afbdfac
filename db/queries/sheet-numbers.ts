/** The numbers that a province prints on sheets: one counter, held while sheets are allotted. */
import { insertEach, selectEach } from '../dialect.ts';
import type { SheetNumberTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

/**
 * The next number of the province, held until the transaction ends: two managers who allot at once get their numbers, and
 * their batches' numbers, one after the other.
 */
export async function lockSheetNumber(trx: Writing, province: string): Promise<number> {
  const columns = ['province', ['next', 'integer']] as const;
  await insertEach(trx, 'sheet_numbers', columns, [[province, 0]], { returning: 'province' });
  const [row] = await selectEach<SheetNumberTable>(trx, 'sheet_numbers', ['province'], [[province]], 'lock');
  return row?.next ?? 0;
}

export async function putSheetNumber(trx: Writing, province: string, next: number): Promise<void> {
  await trx.updateTable('sheet_numbers').set({ next }).where('province', '=', province).execute();
}

/** Serials that the campaign has printed. */
export async function serialsOfCampaign(
  trx: Writing,
  { province, campaign }: { readonly province: string; readonly campaign: string },
): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('sheets')
    .select('serial')
    .where('province', '=', province)
    .where('campaign', '=', campaign)
    .execute();
  return new Set(rows.map((row) => row.serial));
}

/** The number of the campaign's last batch; 0 before the first. */
export async function lastBatchNumber(trx: Writing, campaign: string): Promise<number> {
  const row = await trx
    .selectFrom('sheet_batches')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('campaign', '=', campaign)
    .executeTakeFirst();
  return Number(row?.last ?? 0);
}
