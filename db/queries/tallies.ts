/** Packed counters per unit, survey, form version, respondent group, channel, basis and flagged (decision 4). */
import type { Basis, Channel } from '../../survey-forms/submission.ts';
import { type Db, insertEach, putEach, selectEach } from '../dialect.ts';
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

/** Replaces all tallies of a survey by recounted ones. */
export async function replaceTallies(
  trx: Writing,
  province: string,
  survey: string,
  tallies: readonly Tally[],
): Promise<void> {
  await trx.deleteFrom('tallies').where('province', '=', province).where('survey', '=', survey).execute();
  await putTallies(
    trx,
    tallies.map((one) => ({ ...one, unreleased: 0 })),
  );
}
