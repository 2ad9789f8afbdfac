/** Fields that two keyings of a sheet read differently, and what a third person settled. */
import type { Difference, SettledField } from '../../server/core/double-entry.ts';
import type { KeyedValue } from '../../survey-forms/keyed-answers.ts';
import { type Db, insertEach, putEach, selectEach } from '../dialect.ts';
import type { ConflictTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';
import { bySerial } from './keyings.ts';
import type { SheetKey } from './sheets.ts';

/** A conflict as it is stored; settled once there is a choice. */
export interface Conflict extends Difference, SheetKey {
  readonly choice: SettledField['choice'] | null;
  /** Undefined while it is open, and where the settled answers do not ask the question. */
  readonly settled: KeyedValue | undefined;
  readonly reason: string | null;
  readonly settledBy: string | null;
  readonly settledAt: string | null;
}

const SHEET = ['province', 'campaign', 'serial'];
const KEY = [...SHEET, 'question', 'unit'];
const OTHERS = [
  'first_value',
  'second_value',
  'choice',
  'settled_value',
  'reason',
  'settled_by',
  'settled_at',
];

/** The empty text is no answer of any kind of question: it stands for "not asked". */
const NOT_ASKED = '""';
const cellOf = (value: KeyedValue | undefined) => (value === undefined ? NOT_ASKED : JSON.stringify(value));
const valueIn = (cell: string | null): KeyedValue | undefined =>
  cell === null || cell === NOT_ASKED ? undefined : JSON.parse(cell);

const toConflict = (row: ConflictTable): Conflict => ({
  province: row.province,
  campaign: row.campaign,
  serial: row.serial,
  question: row.question,
  unit: row.unit,
  first: valueIn(row.first_value),
  second: valueIn(row.second_value),
  choice: row.choice,
  settled: valueIn(row.settled_value),
  reason: row.reason,
  settledBy: row.settled_by,
  settledAt: row.settled_at,
});

export async function insertConflicts(
  trx: Writing,
  conflicts: readonly (SheetKey & Difference)[],
): Promise<void> {
  const columns = [...KEY, 'first_value', 'second_value'];
  const rows = conflicts.map((one) => [
    ...[one.province, one.campaign, one.serial, one.question, one.unit],
    ...[cellOf(one.first), cellOf(one.second)],
  ]);
  await insertEach(trx, 'conflicts', columns, rows);
}

/** Writes what was decided; a field that a decision opened gets its row here. */
export async function putSettled(
  trx: Writing,
  key: SheetKey,
  fields: readonly SettledField[],
  by: { readonly settledBy: string; readonly settledAt: string },
): Promise<void> {
  const rows = fields.map((one) => [
    ...[key.province, key.campaign, key.serial, one.question, one.unit],
    ...[cellOf(one.first), cellOf(one.second), one.choice, cellOf(one.settled), one.reason],
    ...[by.settledBy, by.settledAt],
  ]);
  await putEach(trx, 'conflicts', KEY, OTHERS, rows);
}

/** The conflicts of sheets the caller holds, by serial. */
export async function conflictsOf(
  trx: Writing,
  sheets: readonly SheetKey[],
): Promise<Map<string, Conflict[]>> {
  const keys = sheets.map((key) => [key.province, key.campaign, key.serial]);
  const rows = await selectEach<ConflictTable>(trx, 'conflicts', SHEET, keys);
  return bySerial(rows.map(toConflict));
}

export async function readConflicts(db: Db, key: SheetKey): Promise<Conflict[]> {
  const rows = await db
    .selectFrom('conflicts')
    .selectAll()
    .where('province', '=', key.province)
    .where('campaign', '=', key.campaign)
    .where('serial', '=', key.serial)
    .execute();
  return rows.map(toConflict);
}

/** A sheet that waits to be settled. */
export interface OpenConflict {
  readonly serial: string;
  readonly batch: number;
  readonly fields: number;
  /** When the later of the two keyings came: since then it waits. */
  readonly since: string;
  /** Account ids of the two clerks. */
  readonly clerks: readonly [string, string];
}

/** Sheets with an open conflict: by batch, those that wait longest first. */
export async function openConflicts(
  db: Db,
  { province, campaign }: { province: string; campaign: string },
): Promise<OpenConflict[]> {
  const rows = await db
    .selectFrom('conflicts as c')
    .innerJoin('sheets as s', (join) =>
      join
        .onRef('s.province', '=', 'c.province')
        .onRef('s.campaign', '=', 'c.campaign')
        .onRef('s.serial', '=', 'c.serial'),
    )
    .innerJoin('keyings as k', (join) =>
      join
        .onRef('k.province', '=', 'c.province')
        .onRef('k.campaign', '=', 'c.campaign')
        .onRef('k.serial', '=', 'c.serial'),
    )
    .where('c.province', '=', province)
    .where('c.campaign', '=', campaign)
    .where('c.choice', 'is', null)
    .where('s.state', '=', 'returned')
    .select((eb) => [
      'c.serial',
      's.batch',
      'k.pass',
      'k.clerk',
      'k.keyed_at',
      eb.fn.countAll<number>().as('fields'),
    ])
    .groupBy(['c.serial', 's.batch', 'k.pass', 'k.clerk', 'k.keyed_at'])
    .orderBy('k.pass')
    .execute();
  const sheets = [...bySerial(rows).values()].flatMap(([one, two]): OpenConflict[] => {
    if (!one || !two) return [];
    const since = one.keyed_at > two.keyed_at ? one.keyed_at : two.keyed_at;
    const { serial, batch, fields } = one;
    return [{ serial, batch, fields: Number(fields), since, clerks: [one.clerk, two.clerk] }];
  });
  return sheets.sort((a, b) => a.batch - b.batch || compare(a.since, b.since) || compare(a.serial, b.serial));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Settled conflicts of the serials of a page, for the quality of keying. */
export async function settledBetween(
  db: Db,
  { province, campaign }: { province: string; campaign: string },
  from: string,
  to: string,
): Promise<Map<string, Conflict[]>> {
  const rows = await db
    .selectFrom('conflicts')
    .selectAll()
    .where('province', '=', province)
    .where('campaign', '=', campaign)
    .where('serial', '>=', from)
    .where('serial', '<=', to)
    .where('choice', 'is not', null)
    .execute();
  return bySerial(rows.map(toConflict));
}
