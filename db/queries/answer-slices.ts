/**
 * Counted responses of a survey in slices of their random ids: each is small, so that nobody waits for it and little
 * memory holds it, and within a slice the order is that of the ids, which tells nothing of the order of arrival.
 */
import type { Basis, Channel } from '../../survey-forms/submission.ts';
import type { Db } from '../dialect.ts';

/** Whose answers are read. */
export interface AnswerScope {
  readonly province: string;
  readonly survey: string;
  /** Null: all, also those that rate many units. */
  readonly units: readonly string[] | null;
}

/** Days, and ids from `from` on and before `to`; null: to the last. */
export interface AnswerSlice {
  readonly days: readonly string[];
  readonly from: string;
  readonly to: string | null;
}

/** A response as a file of answers needs it: without its id and its day. */
export interface FiledResponse {
  readonly formVersion: number;
  readonly unit: string | null;
  readonly respondentGroup: string;
  readonly channel: Channel;
  readonly basis: Basis;
  /** Bits: 1 too fast, 2 identical run, 4 burst. */
  readonly flags: number;
  /** Packed. */
  readonly answers: string;
}

/** The first and the last day with an answer; null where there is none. */
export async function answeredDays(
  db: Db,
  { province, survey }: AnswerScope,
): Promise<{ first: string; last: string } | null> {
  // Two looks at the ends of the key; asked for together, all of it would be read.
  const end = (way: 'asc' | 'desc') =>
    db
      .selectFrom('responses')
      .select('day')
      .where('province', '=', province)
      .where('survey', '=', survey)
      .orderBy('day', way)
      .limit(1)
      .executeTakeFirst();
  const [first, last] = [await end('asc'), await end('desc')];
  return first && last ? { first: first.day, last: last.day } : null;
}

function answersIn(db: Db, { province, survey, units }: AnswerScope, { days, from, to }: AnswerSlice) {
  return db
    .selectFrom('responses')
    .where('province', '=', province)
    .where('survey', '=', survey)
    .where('day', 'in', [...days])
    .where('id', '>=', from)
    .$if(to !== null, (query) => query.where('id', '<', to ?? ''))
    .where('state', '=', 'counted')
    .$if(units !== null, (query) => query.where('unit', 'in', [...(units ?? [])]));
}

export async function countSlice(db: Db, scope: AnswerScope, slice: AnswerSlice): Promise<number> {
  const row = await answersIn(db, scope, slice)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

export async function readSlice(db: Db, scope: AnswerScope, slice: AnswerSlice): Promise<FiledResponse[]> {
  const rows = await answersIn(db, scope, slice)
    .select(['form_version', 'unit', 'respondent_group', 'channel', 'basis', 'flags', 'answers'])
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    formVersion: row.form_version,
    unit: row.unit,
    respondentGroup: row.respondent_group,
    channel: row.channel as Channel,
    basis: row.basis as Basis,
    flags: row.flags,
    answers: row.answers,
  }));
}
