/** Units of the administration, their tree and their recorded spellings. */
import type { Text } from '../../survey-forms/form.ts';
import type { Db } from '../dialect.ts';
import type { UnitTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export interface Unit {
  readonly code: string;
  readonly province: string;
  readonly parent: string | null;
  readonly kind: string;
  readonly name: Text;
  readonly aliases: readonly string[];
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

function toUnit(row: UnitTable, aliases: readonly string[]): Unit {
  return {
    code: row.code,
    province: row.province,
    parent: row.parent,
    kind: row.kind,
    name: row.name_en === null ? { vi: row.name_vi } : { vi: row.name_vi, en: row.name_en },
    aliases,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  };
}

/** All units, or those of one province, parents before children by code. */
export async function listUnits(db: Db, province?: string): Promise<Unit[]> {
  const rows = await db
    .selectFrom('units')
    .selectAll()
    .$if(province !== undefined, (q) => q.where('province', '=', province ?? ''))
    .orderBy('code')
    .execute();
  const aliases = await db.selectFrom('unit_aliases').selectAll().orderBy('alias').execute();
  const byUnit = new Map<string, string[]>();
  for (const { unit, alias } of aliases) byUnit.set(unit, [...(byUnit.get(unit) ?? []), alias]);
  return rows.map((row) => toUnit(row, byUnit.get(row.code) ?? []));
}

/** Units that stand for one person: officials whose dossiers and answers are rated apart. */
export async function officialUnits(db: Db, province: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('units')
    .select('code')
    .where('province', '=', province)
    .where('kind', '=', 'official')
    .execute();
  return new Set(rows.map(({ code }) => code));
}

/** Units that are their own province. */
export async function listProvinces(db: Db): Promise<{ code: string; name: Text }[]> {
  const rows = await db
    .selectFrom('units')
    .selectAll()
    .whereRef('code', '=', 'province')
    .orderBy('code')
    .execute();
  return rows.map((row) => ({ code: row.code, name: toUnit(row, []).name }));
}

export async function unitNames(db: Db, codes: readonly string[]): Promise<Map<string, Text>> {
  if (codes.length === 0) return new Map();
  const rows = await db
    .selectFrom('units')
    .selectAll()
    .where('code', 'in', [...codes])
    .execute();
  return new Map(rows.map((row) => [row.code, toUnit(row, []).name]));
}

/** The unit and every unit above it, from the unit upwards: what a right for a subtree is held against. */
export async function unitAndAbove(db: Db, code: string): Promise<string[]> {
  const rows = await db
    .withRecursive('above(code, parent, step)', (q) =>
      q
        .selectFrom('units')
        .select((eb) => ['units.code', 'units.parent', eb.lit(0).as('step')])
        .where('units.code', '=', code)
        .unionAll((all) =>
          all
            .selectFrom('units')
            .innerJoin('above', 'above.parent', 'units.code')
            .select((eb) => ['units.code', 'units.parent', eb('above.step', '+', 1).as('step')]),
        ),
    )
    .selectFrom('above')
    .select('code')
    .orderBy('step')
    .execute();
  return rows.map((row) => row.code);
}

/** A unit with its spellings as they are compared: folded → as written. */
export type SpelledUnit = Unit & { readonly spellings: ReadonlyMap<string, string> };

/** Adds units, or brings name, place and dates of known ones up to date. */
export async function putUnits(trx: Writing, units: readonly SpelledUnit[], sample: boolean): Promise<void> {
  for (const unit of units) {
    const columns = {
      province: unit.province,
      parent: unit.parent,
      kind: unit.kind,
      name_vi: unit.name.vi,
      name_en: unit.name.en ?? null,
      valid_from: unit.validFrom,
      valid_to: unit.validTo,
    };
    await trx
      .insertInto('units')
      .values({ code: unit.code, ...columns, sample: sample ? 1 : 0 })
      .onConflict((oc) => oc.column('code').doUpdateSet(columns))
      .execute();
    await putAliases(trx, unit);
  }
}

async function putAliases(trx: Writing, unit: SpelledUnit): Promise<void> {
  for (const [folded, alias] of unit.spellings)
    await trx
      .insertInto('unit_aliases')
      .values({ province: unit.province, folded, alias, unit: unit.code })
      .onConflict((oc) => oc.columns(['province', 'folded']).doUpdateSet({ alias, unit: unit.code }))
      .execute();
}

/** Forgets spellings of a unit. @param kept folded, those that it keeps; its official name is among them */
export async function forgetAliases(trx: Writing, unit: string, kept: readonly string[]): Promise<void> {
  await trx.deleteFrom('unit_aliases').where('unit', '=', unit).where('folded', 'not in', kept).execute();
}
