/**
 * Sums of the day book and of the counters, and what paper and kiosks wait for: what a survey's standing is made of. Rows
 * of counters are read, never answers, however many there are.
 */
import { sql } from 'kysely';
import type { Basis, Channel } from '../../survey-forms/submission.ts';
import type { Db } from '../dialect.ts';

/** Answers received that are alike in channel and in what stands behind them. */
export interface Received {
  readonly survey: string;
  readonly channel: Channel;
  readonly basis: Basis;
  readonly responses: number;
}

/**
 * Answers received, from the counters. A form that rates many units counts each of them under every unit: of it the day
 * book tells, which has one line a day.
 */
export async function receivedAnswers(
  db: Db,
  province: string,
  surveys: readonly string[],
): Promise<Received[]> {
  if (surveys.length === 0) return [];
  const ofBook = await receivedByBook(db, province, surveys);
  const many = new Set(ofBook.map(({ survey }) => survey));
  const rows = await db
    .selectFrom('tallies')
    .select(['survey', 'channel', 'basis'])
    .select((eb) => eb.fn.sum<number>('responses').as('responses'))
    .where('province', '=', province)
    .where('survey', 'in', [...surveys])
    .groupBy(['survey', 'channel', 'basis'])
    .execute();
  const ofCounters = rows.map(({ survey, channel, basis, responses }) => ({
    ...{ survey, channel: channel as Channel, basis: basis as Basis, responses: Number(responses) },
  }));
  return [...ofBook, ...ofCounters.filter(({ survey }) => !many.has(survey))];
}

/** Of forms that rate many units, which no kiosk takes. */
async function receivedByBook(db: Db, province: string, surveys: readonly string[]): Promise<Received[]> {
  const rows = await db
    .selectFrom('ledger')
    .select('survey')
    .select(({ fn }) => [
      fn.sum<number>('used').as('used'),
      fn.sum<number>('open').as('open'),
      fn.sum<number>('sheet').as('sheet'),
    ])
    .where('province', '=', province)
    .where('survey', 'in', [...surveys])
    .where('unit', '=', '')
    .groupBy('survey')
    .execute();
  return rows.flatMap(({ survey, used, open, sheet }): Received[] => [
    { survey, channel: 'web', basis: 'token', responses: Number(used) },
    { survey, channel: 'web', basis: 'open', responses: Number(open) },
    { survey, channel: 'paper', basis: 'sheet', responses: Number(sheet) },
  ]);
}

/**
 * By survey: answers received on a day. Looked up unit by unit, so that all other days are left alone: the cross join keeps
 * SQLite from turning the two around.
 */
export async function receivedOn(
  db: Db,
  province: string,
  surveys: readonly string[],
  day: string,
): Promise<Map<string, number>> {
  if (surveys.length === 0) return new Map();
  const ids = sql.join([...surveys]);
  const { rows } = await sql<Record<string, unknown>>`
    select u.survey, sum(l.used + l.open + l.kiosk + l.sheet) as responses
    from (select survey, unit from survey_units where survey in (${ids})
      union all select id, '' from surveys where id in (${ids})) u
    cross join ledger l
    where l.province = ${province} and l.survey = u.survey and l.unit = u.unit and l.day = ${day}
    group by u.survey`.execute(db);
  return new Map(rows.map(({ survey, responses }) => [String(survey), Number(responses)]));
}

/** What day book or counters say of a unit over all days; `unit` is '' in the day book of a form that rates many units. */
export interface UnitTotal {
  readonly from: 'book' | 'counters';
  readonly unit: string;
  readonly token: number;
  readonly open: number;
  readonly sheet: number;
  /** Came after the last day; day book only. */
  readonly late: number;
}

/** Day book and counters of a survey, in one statement: both are of the same moment, while answers arrive. */
export async function unitTotals(
  db: Db,
  { province, id }: { readonly province: string; readonly id: string },
): Promise<UnitTotal[]> {
  const chosen = sql`province = ${province} and survey = ${id}`;
  const { rows } = await sql<Record<string, unknown>>`
    select 'book' as side, unit, sum(used) as token, sum(open + kiosk) as open, sum(sheet) as sheet,
      sum(late) as late
    from ledger where ${chosen} group by unit
    union all
    select 'counters', unit, sum(case when basis = 'token' then responses else 0 end),
      sum(case when basis = 'open' then responses else 0 end),
      sum(case when basis = 'sheet' then responses else 0 end), 0
    from tallies where ${chosen} group by unit`.execute(db);
  return rows.map((row) => ({
    from: row.side === 'book' ? 'book' : 'counters',
    unit: String(row.unit),
    token: Number(row.token),
    open: Number(row.open),
    sheet: Number(row.sheet),
    late: Number(row.late),
  }));
}

/** A cheap sign that answers of a survey were released: how many rows and responses the releases hold. */
export async function releaseMark(
  db: Db,
  { province, id }: { readonly province: string; readonly id: string },
): Promise<string> {
  const row = await db
    .selectFrom('tally_releases')
    .select((eb) => [eb.fn.countAll<number>().as('rows'), eb.fn.sum<number>('responses').as('responses')])
    .where('province', '=', province)
    .where('survey', '=', id)
    .executeTakeFirst();
  return `${row?.rows ?? 0} ${row?.responses ?? 0}`;
}

/** By survey of the campaign: waiting sheets of which a field is not settled. */
export async function openConflictSheets(
  db: Db,
  { province, id }: { readonly province: string; readonly id: string },
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('conflicts as c')
    .innerJoin('sheets as s', (join) =>
      join
        .onRef('s.province', '=', 'c.province')
        .onRef('s.campaign', '=', 'c.campaign')
        .onRef('s.serial', '=', 'c.serial'),
    )
    .select((eb) => ['s.survey', eb.fn.count<number>('s.serial').distinct().as('sheets')])
    .where('c.province', '=', province)
    .where('c.campaign', '=', id)
    .where('c.choice', 'is', null)
    .where('s.state', '=', 'returned')
    .groupBy('s.survey')
    .execute();
  return new Map(rows.map(({ survey, sheets }) => [survey, Number(sheets)]));
}

/** By survey: sheets that never came back when their batch was closed. */
export async function missingSheets(db: Db, surveys: readonly string[]): Promise<Map<string, number>> {
  if (surveys.length === 0) return new Map();
  const rows = await db
    .selectFrom('sheets')
    .select((eb) => ['survey', eb.fn.countAll<number>().as('sheets')])
    .where('survey', 'in', [...surveys])
    // Said in the statement itself, so that the index of missing sheets serves it.
    .where('state', '=', sql.lit('missing'))
    .groupBy('survey')
    .execute();
  return new Map(rows.map(({ survey, sheets }) => [survey, Number(sheets)]));
}
