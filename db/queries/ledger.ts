/** The day ledger: what a unit was given and what came in, and the stored rows it is held against. */
import type { Basis, Channel } from '../../survey-forms/submission.ts';
import { addEach, type Db } from '../dialect.ts';
import type { TokenTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

/** What one day brought to one unit. `unit` is '' for a form that rates many units. */
export interface LedgerEntry {
  readonly province: string;
  readonly survey: string;
  readonly unit: string;
  readonly day: string;
  readonly issued?: number;
  readonly used?: number;
  readonly open?: number;
  readonly sheet?: number;
  readonly late?: number;
  readonly expired?: number;
  readonly void?: number;
  readonly kiosk?: number;
}

export async function addToLedger(trx: Writing, entries: readonly LedgerEntry[]): Promise<void> {
  await addEach(
    trx,
    'ledger',
    ['province', 'survey', 'unit', 'day'],
    ['issued', 'used', 'open', 'sheet', 'late', 'expired', 'void', 'kiosk'],
    entries.map((one) => [
      one.province,
      one.survey,
      one.unit,
      one.day,
      one.issued ?? 0,
      one.used ?? 0,
      one.open ?? 0,
      one.sheet ?? 0,
      one.late ?? 0,
      one.expired ?? 0,
      one.void ?? 0,
      one.kiosk ?? 0,
    ]),
  );
}

/** The ledger of a survey, day by day and unit by unit. */
export async function readLedger(db: Db, survey: string): Promise<Required<LedgerEntry>[]> {
  return db
    .selectFrom('ledger')
    .selectAll()
    .where('survey', '=', survey)
    .orderBy('day')
    .orderBy('unit')
    .execute();
}

/** What all days brought to each unit; `day` is ''. */
export async function ledgerByUnit(
  db: Db,
  survey: { readonly province: string; readonly id: string },
): Promise<Pick<Required<LedgerEntry>, 'unit' | 'day' | 'used' | 'open' | 'kiosk' | 'sheet' | 'late'>[]> {
  const rows = await db
    .selectFrom('ledger')
    .select((eb) => [
      'unit',
      eb.fn.sum<number>('used').as('used'),
      eb.fn.sum<number>('open').as('open'),
      eb.fn.sum<number>('kiosk').as('kiosk'),
      eb.fn.sum<number>('sheet').as('sheet'),
      eb.fn.sum<number>('late').as('late'),
    ])
    .where('province', '=', survey.province)
    .where('survey', '=', survey.id)
    .groupBy('unit')
    .orderBy('unit')
    .execute();
  return rows.map(({ unit, used, open, kiosk, sheet, late }) => ({
    ...{ unit, day: '', used: Number(used), open: Number(open) },
    ...{ kiosk: Number(kiosk), sheet: Number(sheet), late: Number(late) },
  }));
}

/** What days brought, summed over units. */
export interface ArrivalDay {
  readonly day: string;
  readonly slips: number;
  readonly open: number;
  readonly kiosk: number;
  readonly sheets: number;
  readonly late: number;
}

/** Arrivals of some units, or of all, day by day. Bounds inclusive; null: none. */
export async function arrivalsByDay(
  db: Db,
  survey: { readonly province: string; readonly id: string },
  units: readonly string[] | null,
  { from, to }: { from: string | null; to: string | null },
): Promise<ArrivalDay[]> {
  const rows = await db
    .selectFrom('ledger')
    .select((eb) => [
      'day',
      eb.fn.sum<number>('used').as('slips'),
      eb.fn.sum<number>('open').as('open'),
      eb.fn.sum<number>('kiosk').as('kiosk'),
      eb.fn.sum<number>('sheet').as('sheets'),
      eb.fn.sum<number>('late').as('late'),
    ])
    .where('province', '=', survey.province)
    .where('survey', '=', survey.id)
    .$if(units !== null, (q) => q.where('unit', 'in', [...(units ?? [])]))
    .$if(from !== null, (q) => q.where('day', '>=', from ?? ''))
    .$if(to !== null, (q) => q.where('day', '<=', to ?? ''))
    .groupBy('day')
    .orderBy('day')
    .execute();
  return rows.map(({ day, slips, open, kiosk, sheets, late }) => ({
    day,
    ...{ slips: Number(slips), open: Number(open), kiosk: Number(kiosk) },
    ...{ sheets: Number(sheets), late: Number(late) },
  }));
}

/** Answers of each unit, of one day and of all; '' stands for a form that rates many units. */
export async function arrivalsByUnit(
  db: Db,
  survey: { readonly province: string; readonly id: string },
  day: string,
): Promise<Map<string, { today: number; total: number }>> {
  const rows = await db
    .selectFrom('ledger')
    .select(({ fn, eb }) => {
      const arrived = eb(eb('used', '+', eb.ref('open')), '+', eb('kiosk', '+', eb.ref('sheet')));
      return [
        'unit',
        fn.sum<number>(arrived).as('total'),
        fn.sum<number>(eb.case().when('day', '=', day).then(arrived).else(0).end()).as('today'),
      ];
    })
    .where('province', '=', survey.province)
    .where('survey', '=', survey.id)
    .groupBy('unit')
    .execute();
  return new Map(
    rows.map(({ unit, today, total }) => [unit, { today: Number(today), total: Number(total) }]),
  );
}

/** Counted responses as they are stored, by unit, day, basis and channel: what the ledger must agree with. */
export async function countStored(
  db: Db,
  survey: { readonly province: string; readonly id: string },
): Promise<{ unit: string; day: string; basis: Basis; channel: Channel; answers: number }[]> {
  const rows = await db
    .selectFrom('responses')
    .select((eb) => ['unit', 'day', 'basis', 'channel', eb.fn.countAll<number>().as('answers')])
    .where('province', '=', survey.province)
    .where('survey', '=', survey.id)
    .where('state', '=', 'counted')
    .groupBy(['unit', 'day', 'basis', 'channel'])
    .execute();
  return rows.map(({ unit, day, basis, channel, answers }) => ({
    unit: unit ?? '',
    day,
    basis: basis as Basis,
    channel: channel as Channel,
    answers: Number(answers),
  }));
}

/** How many tokens of a survey are in each state, unit by unit. */
export async function countTokens(
  db: Db,
  survey: { readonly province: string; readonly id: string },
): Promise<{ unit: string; state: TokenTable['state']; tokens: number }[]> {
  const rows = await db
    .selectFrom('tokens')
    .select((eb) => ['unit', 'state', eb.fn.countAll<number>().as('tokens')])
    .where('province', '=', survey.province)
    .where('survey', '=', survey.id)
    .groupBy(['unit', 'state'])
    .orderBy('unit')
    .execute();
  return rows.map((row) => ({ ...row, tokens: Number(row.tokens) }));
}
