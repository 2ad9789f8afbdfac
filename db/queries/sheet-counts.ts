/** How many sheets are where: of every batch of a campaign, and of every unit of a survey. */
import { sql } from 'kysely';
import type { UnitSheetCount } from '../../server/core/reconciliation.ts';
import type { SheetCount, SheetState } from '../../server/core/sheet-ledger.ts';
import type { Db } from '../dialect.ts';

/** Sheets of a batch that are alike. */
export type BatchCount = SheetCount & { readonly batch: number };

/**
 * Sheets of the batches of a campaign, by batch, state and reason.
 * @param batch one of them; absent: all
 */
export async function countSheets(db: Db, campaign: string, batch?: number): Promise<BatchCount[]> {
  const rows = await db
    .selectFrom('sheets')
    .select((eb) => [
      'batch',
      'state',
      'reason',
      backOf('sheets').as('back'),
      eb.fn.countAll<number>().as('sheets'),
    ])
    .where('campaign', '=', campaign)
    .$if(batch !== undefined, (q) => q.where('batch', '=', batch ?? 0))
    .groupBy(['batch', 'state', 'reason', 'back'])
    .execute();
  return rows.map((row) => ({ ...row, back: row.back === 1, sheets: Number(row.sheets) }));
}

/** 1: the sheet came back. One accepted before there were batches has a response and no receipt. */
const backOf = (table: string) =>
  sql<number>`case when ${sql.ref(`${table}.receipt`)} is not null or ${sql.ref(`${table}.response_id`)} is not null then 1 else 0 end`;

/** By batch: sheets that came back and of which every pass is keyed. */
export async function countKeyed(db: Db, campaign: string, batch?: number): Promise<Map<number, number>> {
  const complete = db
    .selectFrom('sheets')
    .innerJoin('keyings', (join) =>
      join
        .onRef('keyings.province', '=', 'sheets.province')
        .onRef('keyings.campaign', '=', 'sheets.campaign')
        .onRef('keyings.serial', '=', 'sheets.serial'),
    )
    .select('sheets.batch')
    .where('sheets.campaign', '=', campaign)
    .where('sheets.receipt', 'is not', null)
    .$if(batch !== undefined, (q) => q.where('sheets.batch', '=', batch ?? 0))
    .groupBy(['sheets.batch', 'sheets.serial', 'sheets.passes'])
    .having((eb) => eb(eb.fn.countAll(), '>=', eb.ref('sheets.passes')));
  const rows = await db
    .selectFrom(complete.as('complete'))
    .select((eb) => ['batch', eb.fn.countAll<number>().as('sheets')])
    .groupBy('batch')
    .execute();
  return new Map(rows.map((row) => [row.batch, Number(row.sheets)]));
}

/** By batch: waiting sheets of which a field is not settled. */
export async function countConflicts(db: Db, campaign: string, batch?: number): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('sheets')
    .innerJoin('conflicts', (join) =>
      join
        .onRef('conflicts.province', '=', 'sheets.province')
        .onRef('conflicts.campaign', '=', 'sheets.campaign')
        .onRef('conflicts.serial', '=', 'sheets.serial'),
    )
    .select((eb) => ['sheets.batch', eb.fn.count<number>('sheets.serial').distinct().as('sheets')])
    .where('sheets.campaign', '=', campaign)
    .where('sheets.state', '=', 'returned')
    .where('conflicts.choice', 'is', null)
    .$if(batch !== undefined, (q) => q.where('sheets.batch', '=', batch ?? 0))
    .groupBy('sheets.batch')
    .execute();
  return new Map(rows.map((row) => [row.batch, Number(row.sheets)]));
}

/** Sheets of a survey by unit. Those accepted before there were batches stand at the unit of their response. */
export async function countSheetsByUnit(
  db: Db,
  survey: { readonly province: string; readonly id: string },
): Promise<UnitSheetCount[]> {
  const { rows } = await sql<{
    unit: string;
    state: SheetState;
    reason: string | null;
    back: number;
    batched: number;
    sheets: number;
  }>`
    select coalesce(b.unit, r.unit, '') as unit, s.state, s.reason, ${backOf('s')} as back,
      case when b.number is null then 0 else 1 end as batched, count(*) as sheets
    from sheets s
    left join sheet_batches b on b.province = s.province and b.campaign = s.campaign and b.number = s.batch
    left join responses r on b.number is null and r.province = s.province and r.survey = s.survey
      and r.day = s.response_day and r.id = s.response_id
    where s.province = ${survey.province} and s.survey = ${survey.id}
    group by 1, 2, 3, 4, 5
    order by 1`.execute(db);
  return rows.map((row) => ({
    ...row,
    back: row.back === 1,
    batched: row.batched === 1,
    sheets: Number(row.sheets),
  }));
}

/** By unit: how many sheets its batches were allotted. */
export async function countAllotted(db: Db, survey: string): Promise<{ unit: string; sheets: number }[]> {
  const rows = await db
    .selectFrom('sheet_batches')
    .select((eb) => ['unit', eb.fn.sum<number>('sheets').as('sheets')])
    .where('survey', '=', survey)
    .groupBy('unit')
    .orderBy('unit')
    .execute();
  return rows.map((row) => ({ ...row, sheets: Number(row.sheets) }));
}
