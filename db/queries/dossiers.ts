/** Dossiers as one-stop software reports them: stored, looked up, and counted by unit, official and quarter in SQL. */
import { sql } from 'kysely';
import type { Dossier } from '../../server/core/check-dossier.ts';
import type { DossierCounts, Quarter } from '../../server/core/dossier-time.ts';
import { type Db, holdTables, putEach } from '../dialect.ts';
import type { DossierTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

/** A dossier with what its dates earn (`dossier-time.ts`), the hash of its report, and what it came with. */
export interface StoredDossier extends Dossier {
  readonly totalTime: number | null;
  readonly ownTime: number | null;
  readonly contentHash: string;
  readonly source: string;
}

/**
 * Keeps others from storing dossiers until the transaction ends; readers go on. Whoever closes a quarter takes it before
 * he counts, so that nothing comes in between; whoever stores takes it before he asks which quarters are closed.
 */
export const holdDossiers = (trx: Writing): Promise<void> => holdTables(trx, ['dossiers']);

const toBit = (yes: boolean | null): number | null => (yes === null ? null : yes ? 1 : 0);
const fromBit = (bit: number | null): boolean | null => (bit === null ? null : bit === 1);

const OTHERS = [
  ...(['unit', 'procedure', 'official', 'received_on', 'due_on', 'returned_on', 'pauses'] as const),
  ...([
    ['online', 'smallint'],
    ['total_time', 'smallint'],
    ['own_time', 'smallint'],
  ] as const),
  ...(['content_hash', 'source'] as const),
];

/** Adds dossiers, or puts them in the place of what is stored under their code. */
export function putDossiers(trx: Writing, province: string, rows: readonly StoredDossier[]): Promise<void> {
  const cells = rows.map((one) => [
    ...[province, one.code, one.unit, one.procedure, one.official, one.receivedOn, one.dueOn],
    ...[one.returnedOn, JSON.stringify(one.pauses), toBit(one.online), one.totalTime, one.ownTime],
    ...[one.contentHash, one.source],
  ]);
  return putEach(trx, 'dossiers', ['province', 'code'], OTHERS, cells);
}

const toDossier = (row: DossierTable): Dossier => ({
  code: row.code,
  unit: row.unit,
  procedure: row.procedure,
  official: row.official,
  receivedOn: row.received_on,
  dueOn: row.due_on,
  returnedOn: row.returned_on,
  pauses: JSON.parse(row.pauses),
  online: fromBit(row.online),
});

/** Dossiers under these codes, at most a thousand at a time. */
export async function dossiersByCode(
  db: Db,
  province: string,
  codes: readonly string[],
): Promise<Map<string, Dossier>> {
  if (codes.length === 0) return new Map();
  const rows = await db
    .selectFrom('dossiers')
    .selectAll()
    .where('province', '=', province)
    .where('code', 'in', [...codes])
    .execute();
  return new Map(rows.map((row) => [row.code, toDossier(row)]));
}

/** Quarters whose rating is closed, with each unit that it rates. */
export async function closedRatings(db: Db, province: string): Promise<(Quarter & { unit: string })[]> {
  return db
    .selectFrom('ratings')
    .innerJoin('campaign_units', 'campaign_units.campaign', 'ratings.campaign')
    .select(['campaign_units.unit', 'ratings.year', 'ratings.quarter'])
    .where('ratings.province', '=', province)
    .where('ratings.state', '=', 'closed')
    .execute();
}

/** Days, half-open: of a quarter, or of a year. */
export interface Period {
  readonly from: string;
  readonly before: string;
}

/** Counts of the dossiers of one official of a unit; `official` '': those that name nobody. */
export interface CountedDossiers extends DossierCounts {
  readonly unit: string;
  readonly official: string;
}

/**
 * Dossiers of a province in a period, counted by unit and official: the returned ones by what their dates earned, and
 * those still open when it ended (the overdue ones are among them). One row an official, however many dossiers there are.
 * @param units only these; all unless given
 */
export async function countDossiers(
  db: Db,
  province: string,
  period: Period,
  units?: readonly string[],
): Promise<CountedDossiers[]> {
  const returned = await countReturned(db, province, period, units);
  const open = await countOpen(db, province, period, units);
  const rows = new Map<string, CountedDossiers>();
  const keyOf = ({ unit, official }: { unit: string; official: string }) => JSON.stringify([unit, official]);
  for (const row of returned) rows.set(keyOf(row), { ...row, open: 0, overdue: 0 });
  for (const row of open) rows.set(keyOf(row), { ...(rows.get(keyOf(row)) ?? { ...NONE_RETURNED }), ...row });
  return [...rows.values()].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

const NONE_RETURNED = {
  ...{ early: 0, onTheDay: 0, late: 0, ownEarly: 0, ownOnTheDay: 0, ownLate: 0, online: 0, onlineOnTime: 0 },
};

/** How many rows fulfil a condition: a bigint of PostgreSQL, read as a number. */
const countIf = (condition: ReturnType<typeof sql>) => sql<number>`count(case when ${condition} then 1 end)`;

function countReturned(
  db: Db,
  province: string,
  { from, before }: Period,
  units: readonly string[] | undefined,
) {
  // As the file says of the dossier; the level of its procedure stands in only where the file says nothing.
  const isOnline = sql`(dossiers.online = 1 or (dossiers.online is null and procedures.online <> 'none'))`;
  return db
    .selectFrom('dossiers')
    .leftJoin('procedures', (on) =>
      on
        .onRef('procedures.province', '=', 'dossiers.province')
        .onRef('procedures.code', '=', 'dossiers.procedure'),
    )
    .select(['dossiers.unit', 'dossiers.official'])
    .select([
      countIf(sql`dossiers.total_time = 2`).as('early'),
      countIf(sql`dossiers.total_time = 1`).as('onTheDay'),
      countIf(sql`dossiers.total_time = 0`).as('late'),
      countIf(sql`dossiers.own_time = 2`).as('ownEarly'),
      countIf(sql`dossiers.own_time = 1`).as('ownOnTheDay'),
      countIf(sql`dossiers.own_time = 0`).as('ownLate'),
      countIf(isOnline).as('online'),
      countIf(sql`${isOnline} and dossiers.total_time > 0`).as('onlineOnTime'),
    ])
    .where('dossiers.province', '=', province)
    .where('dossiers.returned_on', '>=', from)
    .where('dossiers.returned_on', '<', before)
    .$if(units !== undefined, (q) => q.where('dossiers.unit', 'in', [...(units ?? [])]))
    .groupBy(['dossiers.unit', 'dossiers.official'])
    .execute();
}

/** Received before the end and not returned by then. */
const openAt = (db: Db, province: string, before: string, units: readonly string[] | undefined) =>
  db
    .selectFrom('dossiers')
    .where('province', '=', province)
    .where('received_on', '<', before)
    .where((eb) => eb.or([eb('returned_on', 'is', null), eb('returned_on', '>=', before)]))
    .$if(units !== undefined, (q) => q.where('unit', 'in', [...(units ?? [])]));

function countOpen(db: Db, province: string, { before }: Period, units: readonly string[] | undefined) {
  return openAt(db, province, before, units)
    .select((eb) => ['unit', 'official', eb.fn.countAll<number>().as('open')])
    .select(countIf(sql`due_on < ${before}`).as('overdue'))
    .groupBy(['unit', 'official'])
    .execute();
}

/** A dossier that was not returned when the period ended. */
export interface OpenDossier {
  readonly code: string;
  readonly unit: string;
  readonly procedure: string;
  readonly official: string;
  readonly receivedOn: string;
  readonly dueOn: string;
}

/** Those due first come first; `after`: the last row of the page before. */
export async function listOpenDossiers(
  db: Db,
  province: string,
  { before }: Pick<Period, 'before'>,
  page: {
    readonly limit: number;
    readonly after?: Pick<OpenDossier, 'dueOn' | 'code'> | undefined;
    readonly units?: readonly string[] | undefined;
  },
): Promise<OpenDossier[]> {
  const { after } = page;
  return openAt(db, province, before, page.units)
    .select(['code', 'unit', 'procedure', 'official', 'received_on as receivedOn', 'due_on as dueOn'])
    .$if(after !== undefined, (q) =>
      q.where((eb) =>
        eb.or([
          eb('due_on', '>', after?.dueOn ?? ''),
          eb.and([eb('due_on', '=', after?.dueOn ?? ''), eb('code', '>', after?.code ?? '')]),
        ]),
      ),
    )
    .orderBy('due_on')
    .orderBy('code')
    .limit(page.limit)
    .execute();
}

/**
 * Dossiers of these units came into a quarter: where its rating was verified it is open again, for what was verified is
 * no longer what is there.
 */
export async function reopenVerified(
  trx: Writing,
  province: string,
  { year, quarter }: Quarter,
  units: readonly string[],
): Promise<void> {
  await trx
    .updateTable('ratings')
    .set((eb) => ({
      ...{ state: 'open' as const, verified_by: null, verified_at: null, result_hash: null },
      revision: eb('revision', '+', 1),
    }))
    .where('province', '=', province)
    .where('state', '=', 'verified')
    .where('year', '=', year)
    .where('quarter', '=', quarter)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('campaign_units')
          .select('campaign_units.unit')
          .whereRef('campaign_units.campaign', '=', 'ratings.campaign')
          .where('campaign_units.unit', 'in', [...units]),
      ),
    )
    .execute();
}
