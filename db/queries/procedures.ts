/** Administrative procedures of a province, by their code in the national register. Nothing old is deleted (domain §8). */
import { type Db, putEach } from '../dialect.ts';
import type { ProcedureTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export interface Procedure {
  readonly code: string;
  /** The language of record. */
  readonly name: string;
  readonly nameEn: string | null;
  /** Field of administration. */
  readonly field: string | null;
  readonly online: ProcedureTable['online'];
  /** Days, half-open; null: no end on that side. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

const toProcedure = (row: ProcedureTable): Procedure => ({
  code: row.code,
  name: row.name_vi,
  nameEn: row.name_en,
  field: row.field,
  online: row.online,
  validFrom: row.valid_from,
  validTo: row.valid_to,
});

/** All of a province, by code. */
export async function listProcedures(db: Db, province: string): Promise<Procedure[]> {
  const rows = await db
    .selectFrom('procedures')
    .selectAll()
    .where('province', '=', province)
    .orderBy('code')
    .execute();
  return rows.map(toProcedure);
}

export async function procedureCodes(db: Db, province: string): Promise<Set<string>> {
  const rows = await db.selectFrom('procedures').select('code').where('province', '=', province).execute();
  return new Set(rows.map(({ code }) => code));
}

const OTHERS = ['name_vi', 'name_en', 'field', 'online', 'valid_from', 'valid_to'];

/** Adds procedures, or brings known ones up to date. */
export function putProcedures(
  trx: Writing,
  province: string,
  procedures: readonly Procedure[],
): Promise<void> {
  const rows = procedures.map((one) => [
    ...[province, one.code, one.name, one.nameEn, one.field, one.online, one.validFrom, one.validTo],
  ]);
  return putEach(trx, 'procedures', ['province', 'code'], OTHERS, rows);
}
