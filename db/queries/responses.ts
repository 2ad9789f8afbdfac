/** Responses, the retry records beside them, and comments. */
import type { Basis, Channel } from '../../survey-forms/submission.ts';
import { type Db, deleteEach, insertEach, selectEach } from '../dialect.ts';
import type { Writing } from '../transaction.ts';

/** A response as stored. */
export interface Response {
  readonly province: string;
  readonly survey: string;
  readonly day: string;
  readonly id: string;
  readonly formVersion: number;
  /** Null for a response that rates many units. */
  readonly unit: string | null;
  readonly respondentGroup: string;
  readonly channel: Channel;
  readonly basis: Basis;
  /** Bits: 1 too fast, 2 identical run, 4 burst. */
  readonly flags: number;
  readonly state: 'counted' | 'replaced' | 'void';
  /** Packed answers. */
  readonly answers: string;
}

export interface Retry {
  readonly province: string;
  readonly clientHash: string;
  readonly survey: string;
  readonly contentMac: string;
  readonly receiptHash: string;
}

export interface Comment {
  readonly province: string;
  readonly survey: string;
  readonly unit: string;
  readonly month: string;
  readonly id: string;
  readonly question: string;
  readonly text: string;
}

const RETRY_KEY = ['province', 'client_hash'];

/** Content MACs of the retry records that exist, by `province client_hash`. */
export async function findRetries(
  trx: Writing,
  keys: readonly { province: string; clientHash: string }[],
): Promise<Map<string, string>> {
  const rows = await selectEach<{ province: string; client_hash: string; content_mac: string }>(
    trx,
    'retries',
    RETRY_KEY,
    keys.map((key) => [key.province, key.clientHash]),
  );
  return new Map(rows.map((row) => [`${row.province} ${row.client_hash}`, row.content_mac]));
}

/** Claims client ids. Those that another server claimed first are missing from the answer (`on conflict do nothing`). */
export async function insertRetries(trx: Writing, retries: readonly Retry[]): Promise<Set<string>> {
  const rows = await insertEach<{ client_hash: string }>(
    trx,
    'retries',
    [...RETRY_KEY, 'survey', 'content_mac', 'receipt_hash'],
    retries.map((one) => [one.province, one.clientHash, one.survey, one.contentMac, one.receiptHash]),
    { returning: 'client_hash' },
  );
  return new Set(rows.map((row) => row.client_hash));
}

/** Gives client ids back: what came under them was not stored. */
export async function releaseRetries(
  trx: Writing,
  keys: readonly { province: string; clientHash: string }[],
): Promise<void> {
  await deleteEach(
    trx,
    'retries',
    RETRY_KEY,
    keys.map((key) => [key.province, key.clientHash]),
  );
}

export async function insertResponses(trx: Writing, responses: readonly Response[]): Promise<void> {
  await insertEach(
    trx,
    'responses',
    [
      'province',
      'survey',
      'day',
      'id',
      ['form_version', 'integer'],
      'unit',
      'respondent_group',
      'channel',
      'basis',
      ['flags', 'smallint'],
      'state',
      'answers',
    ],
    responses.map((one) => [
      one.province,
      one.survey,
      one.day,
      one.id,
      one.formVersion,
      one.unit,
      one.respondentGroup,
      one.channel,
      one.basis,
      one.flags,
      one.state,
      one.answers,
    ]),
  );
}

export async function insertComments(trx: Writing, comments: readonly Comment[]): Promise<void> {
  await insertEach(
    trx,
    'comments',
    ['province', 'survey', 'unit', 'month', 'id', 'question', 'text'],
    comments.map((one) => [one.province, one.survey, one.unit, one.month, one.id, one.question, one.text]),
  );
}

const PAGE = 1000;

/** Counted responses of a survey in key order, a page at a time, so that a recount needs little memory. */
export async function* countedResponses(
  db: Db,
  province: string,
  survey: string,
): AsyncGenerator<readonly Response[]> {
  let after = { day: '', id: '' };
  for (;;) {
    const rows = await db
      .selectFrom('responses')
      .selectAll()
      .where('province', '=', province)
      .where('survey', '=', survey)
      .where((eb) => eb(eb.refTuple('day', 'id'), '>', eb.tuple(after.day, after.id)))
      .orderBy('day')
      .orderBy('id')
      .limit(PAGE)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    yield rows.filter((row) => row.state === 'counted').map(toResponse);
    after = { day: last.day, id: last.id };
  }
}

function toResponse(row: {
  province: string;
  survey: string;
  day: string;
  id: string;
  form_version: number;
  unit: string | null;
  respondent_group: string;
  channel: string;
  basis: string;
  flags: number;
  state: Response['state'];
  answers: string;
}): Response {
  return {
    province: row.province,
    survey: row.survey,
    day: row.day,
    id: row.id,
    formVersion: row.form_version,
    unit: row.unit,
    respondentGroup: row.respondent_group,
    channel: row.channel as Channel,
    basis: row.basis as Basis,
    flags: row.flags,
    state: row.state,
    answers: row.answers,
  };
}

type ResponseKey = Pick<Response, 'province' | 'survey' | 'day' | 'id'>;

export async function findResponse(db: Db, key: ResponseKey): Promise<Response | null> {
  const row = await db
    .selectFrom('responses')
    .selectAll()
    .where('province', '=', key.province)
    .where('survey', '=', key.survey)
    .where('day', '=', key.day)
    .where('id', '=', key.id)
    .executeTakeFirst();
  return row ? toResponse(row) : null;
}

/** Takes a keyed sheet's response out of the count; the row stays (decision 20). */
export async function retireResponse(
  trx: Writing,
  key: ResponseKey,
  state: 'replaced' | 'void',
): Promise<void> {
  await trx
    .updateTable('responses')
    .set({ state })
    .where('province', '=', key.province)
    .where('survey', '=', key.survey)
    .where('day', '=', key.day)
    .where('id', '=', key.id)
    .execute();
}

/** Retry records of a campaign are kept until it is published (decision 12). */
export async function deleteRetries(trx: Writing, surveys: readonly string[]): Promise<void> {
  if (surveys.length === 0) return;
  await trx
    .deleteFrom('retries')
    .where('survey', 'in', [...surveys])
    .execute();
}
