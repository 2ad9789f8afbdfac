/** How the columns of printed tables are read, remembered by name in each province. */
import type { PrintMapping } from '../../server/core/read-printed.ts';
import type { Db } from '../dialect.ts';
import type { Writing } from '../transaction.ts';

export interface NamedMapping {
  readonly name: string;
  readonly mapping: PrintMapping;
  readonly usedAt: string;
}

/** The last used first. */
export async function listMappings(db: Db, province: string): Promise<NamedMapping[]> {
  const rows = await db
    .selectFrom('print_mappings')
    .selectAll()
    .where('province', '=', province)
    .orderBy('used_at', 'desc')
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    name: row.name,
    mapping: JSON.parse(row.mapping) as PrintMapping,
    usedAt: row.used_at,
  }));
}

export async function putMapping(trx: Writing, province: string, mapping: NamedMapping): Promise<void> {
  const columns = { mapping: JSON.stringify(mapping.mapping), used_at: mapping.usedAt };
  await trx
    .insertInto('print_mappings')
    .values({ province, name: mapping.name, ...columns })
    .onConflict((oc) => oc.columns(['province', 'name']).doUpdateSet(columns))
    .execute();
}

export async function deleteMapping(trx: Writing, province: string, name: string): Promise<void> {
  await trx.deleteFrom('print_mappings').where('province', '=', province).where('name', '=', name).execute();
}
