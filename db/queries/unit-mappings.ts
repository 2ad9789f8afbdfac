/** What new units are made of, in each province (domain §8). */
import type { MappingRow } from '../../server/core/unit-mapping.ts';
import { type Db, holdTables, insertEach } from '../dialect.ts';
import type { Writing } from '../transaction.ts';

/** By day, new unit and old unit. */
export async function mappingsOf(db: Db, province: string): Promise<MappingRow[]> {
  const rows = await db
    .selectFrom('unit_mappings')
    .selectAll()
    .where('province', '=', province)
    .orderBy('effective_on')
    .orderBy('new_unit')
    .orderBy('old_unit')
    .execute();
  return rows.map((row) => ({
    newUnit: row.new_unit,
    oldUnit: row.old_unit,
    effectiveOn: row.effective_on,
    share: row.share,
    document: row.document,
  }));
}

/** Keeps others from changing a mapping until the transaction ends. */
export const holdMappings = (trx: Writing): Promise<void> => holdTables(trx, ['unit_mappings']);

/** The whole mapping of a province in the place of the one before. */
export async function putMappings(
  trx: Writing,
  province: string,
  rows: readonly MappingRow[],
): Promise<void> {
  await trx.deleteFrom('unit_mappings').where('province', '=', province).execute();
  await insertEach(
    trx,
    'unit_mappings',
    ['province', 'new_unit', 'old_unit', 'effective_on', ['share', 'numeric'], 'document'],
    rows.map((row) => [province, row.newUnit, row.oldUnit, row.effectiveOn, row.share, row.document]),
  );
}
