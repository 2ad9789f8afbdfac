/** Packed counters per unit, survey, form version, respondent group, channel, basis and flagged (decision 4). */
import type { Basis, Channel } from '../../survey-forms/submission.ts';
import { type Db, deleteEach, holdTables, insertEach, putEach, selectEach } from '../dialect.ts';
import type { TallyTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export interface TallyKey {
  readonly province: string;
  readonly survey: string;
  readonly unit: string;
  readonly formVersion: number;
  readonly respondentGroup: string;
  readonly channel: Channel;
  readonly basis: Basis;
  readonly flagged: boolean;
}

export interface Tally extends TallyKey {
  readonly responses: number;
  /** Packed; the layout is that of server/core/tally.ts for the form version. */
  readonly counters: Uint8Array;
}

/** A tally under change, with what it still owes to the next release. */
export interface RunningTally extends Tally {
  readonly unreleased: number;
}

const KEY_COLUMNS = [
  'province',
  'survey',
  'unit',
  ['form_version', 'integer'],
  'respondent_group',
  'channel',
  'basis',
  ['flagged', 'smallint'],
] as const;

const cells = (key: TallyKey) =>
  [
    key.province,
    key.survey,
    key.unit,
    key.formVersion,
    key.respondentGroup,
    key.channel,
    key.basis,
    key.flagged ? 1 : 0,
  ] as const;

/** One text per key, for maps. */
export function tallyKeyText(key: TallyKey): string {
  return `${key.province}|${key.survey}|${key.unit}|${key.formVersion}|${key.respondentGroup}|${key.channel}|${key.basis}|${key.flagged ? 1 : 0}`;
}

type TallyRow = Omit<TallyTable, 'unreleased'> & { unreleased?: number };

function toTally(row: TallyRow): RunningTally {
  return {
    province: row.province,
    survey: row.survey,
    unit: row.unit,
    formVersion: row.form_version,
    respondentGroup: row.respondent_group,
    channel: row.channel as Channel,
    basis: row.basis as Basis,
    flagged: row.flagged === 1,
    responses: row.responses,
    counters: row.counters,
    unreleased: row.unreleased ?? 0,
  };
}

/**
 * Tallies to be changed, held until the transaction ends. Rows that are missing are made first, with no counters, so
 * that two servers never both believe to be the first.
 */
export async function lockTallies(trx: Writing, keys: readonly TallyKey[]): Promise<RunningTally[]> {
  const found = await selectEach<TallyTable>(trx, 'tallies', KEY_COLUMNS, keys.map(cells), 'lock');
  if (found.length === keys.length) return found.map(toTally);
  const known = new Set(found.map((row) => tallyKeyText(toTally(row))));
  const missing = keys.filter((key) => !known.has(tallyKeyText(key)));
  await insertEach(
    trx,
    'tallies',
    [...KEY_COLUMNS, ['responses', 'integer'], ['unreleased', 'integer'], ['counters', 'bytea']],
    missing.map((key) => [...cells(key), 0, 0, new Uint8Array(0)]),
    { returning: 'responses' },
  );
  const made = await selectEach<TallyTable>(trx, 'tallies', KEY_COLUMNS, missing.map(cells), 'lock');
  return [...found, ...made].map(toTally);
}

export async function putTallies(trx: Writing, tallies: readonly RunningTally[]): Promise<void> {
  await putEach(
    trx,
    'tallies',
    KEY_COLUMNS,
    [
      ['responses', 'integer'],
      ['unreleased', 'integer'],
      ['counters', 'bytea'],
    ],
    tallies.map((one) => [...cells(one), one.responses, one.unreleased, one.counters]),
  );
}

/** Sets what followers of a running survey see (decision 22). */
export async function putReleases(trx: Writing, tallies: readonly Tally[]): Promise<void> {
  await putEach(
    trx,
    'tally_releases',
    KEY_COLUMNS,
    [
      ['responses', 'integer'],
      ['counters', 'bytea'],
    ],
    tallies.map((one) => [...cells(one), one.responses, one.counters]),
  );
}

/** Exact tallies of a survey: for the index after the close, and for a recount. */
export async function readTallies(db: Db, province: string, survey: string): Promise<Tally[]> {
  const rows = await db
    .selectFrom('tallies')
    .selectAll()
    .where('province', '=', province)
    .where('survey', '=', survey)
    .orderBy('unit')
    .execute();
  return rows.map(toTally);
}

/** Tallies as last released: what may be shown while the survey runs. */
export async function readReleases(db: Db, province: string, survey: string): Promise<Tally[]> {
  const rows = await db
    .selectFrom('tally_releases')
    .selectAll()
    .where('province', '=', province)
    .where('survey', '=', survey)
    .orderBy('unit')
    .execute();
  return rows.map(toTally);
}

/** A tally beside what was last released of it; null: nothing yet. */
export interface Standing {
  readonly tally: RunningTally;
  readonly released: Tally | null;
}

/** Exact tallies and their releases, of one moment: what both say together is true of it. */
export async function readStandings(db: Db, province: string, survey: string): Promise<Standing[]> {
  const rows = await db
    .selectFrom('tallies as t')
    .leftJoin('tally_releases as r', (join) =>
      join
        .onRef('r.province', '=', 't.province')
        .onRef('r.survey', '=', 't.survey')
        .onRef('r.unit', '=', 't.unit')
        .onRef('r.form_version', '=', 't.form_version')
        .onRef('r.respondent_group', '=', 't.respondent_group')
        .onRef('r.channel', '=', 't.channel')
        .onRef('r.basis', '=', 't.basis')
        .onRef('r.flagged', '=', 't.flagged'),
    )
    .selectAll('t')
    .select(['r.responses as released_responses', 'r.counters as released_counters'])
    .where('t.province', '=', province)
    .where('t.survey', '=', survey)
    .orderBy('t.unit')
    .execute();
  return rows.map(({ released_responses: responses, released_counters: counters, ...row }) => {
    const tally = toTally(row);
    const { unreleased: _, ...key } = tally;
    return {
      tally,
      released: responses === null || counters === null ? null : { ...key, responses, counters },
    };
  });
}

/** A cheap sign that something was released or, once a survey is over, corrected: rows and responses in them. */
export async function tallyMark(
  db: Db,
  province: string,
  survey: string,
  table: 'tallies' | 'tally_releases',
): Promise<string> {
  const row = await db
    .selectFrom(table)
    .select((eb) => [eb.fn.countAll<number>().as('rows'), eb.fn.sum<number>('responses').as('responses')])
    .where('province', '=', province)
    .where('survey', '=', survey)
    .executeTakeFirst();
  return `${row?.rows ?? 0} ${row?.responses ?? 0}`;
}

/** What the tallies of a unit, or their releases, hold together. */
export interface TallySum {
  readonly from: 'tallies' | 'tally_releases';
  readonly unit: string;
  readonly rows: number;
  readonly responses: number;
  /** Of tallies: answers since their releases. */
  readonly unreleased: number;
}

/** Sums by unit of what came, and a sign that an answer was counted. */
export async function countedSums(db: Db, province: string, survey: string): Promise<TallySum[]> {
  return inOrder(await sumsFrom(db, 'tallies', province, survey).execute());
}

/** The same with what is released, of one moment, and a sign that something was. */
export async function tallySums(db: Db, province: string, survey: string): Promise<TallySum[]> {
  const rows = await sumsFrom(db, 'tallies', province, survey)
    .unionAll(sumsFrom(db, 'tally_releases', province, survey))
    .execute();
  return inOrder(rows);
}

const sumsFrom = (db: Db, from: TallySum['from'], province: string, survey: string) =>
  db
    .selectFrom(from)
    .select(({ fn, val, lit }) => [
      val(from).as('from'),
      'unit',
      fn.countAll<number>().as('rows'),
      fn.sum<number>('responses').as('responses'),
      (from === 'tallies' ? fn.sum<number>('unreleased') : lit(0)).as('unreleased'),
    ])
    .where('province', '=', province)
    .where('survey', '=', survey)
    .groupBy('unit');

function inOrder(rows: readonly Record<keyof TallySum, unknown>[]): TallySum[] {
  const sums = rows.map(({ from, unit, ...counts }) => ({
    ...{ from: from as TallySum['from'], unit: String(unit), rows: Number(counts.rows) },
    ...{ responses: Number(counts.responses), unreleased: Number(counts.unreleased) },
  }));
  return sums.sort((one, other) => (`${one.from} ${one.unit}` < `${other.from} ${other.unit}` ? -1 : 1));
}

/** Keeps answers of every survey from being counted until the transaction ends. */
export const holdTallies = (trx: Writing): Promise<void> =>
  holdTables(trx, ['responses', 'tallies', 'tally_releases']);

/** Replaces all tallies of a survey by recounted ones, and takes back the releases of the keys named. */
export async function replaceTallies(
  trx: Writing,
  province: string,
  survey: string,
  tallies: readonly RunningTally[],
  wrongReleases: readonly TallyKey[],
): Promise<void> {
  await trx.deleteFrom('tallies').where('province', '=', province).where('survey', '=', survey).execute();
  await putTallies(trx, tallies);
  await deleteEach(trx, 'tally_releases', KEY_COLUMNS, wrongReleases.map(cells));
}
