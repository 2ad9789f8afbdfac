/**
 * The daily settlement (decision 17). PostgreSQL stamps every row with its transaction, and that stamp would tie a spent
 * token to an answer; so the rows of a day are taken out and put back in id order, all in one transaction.
 */
import { type Db, holdTables, insertEach } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import type { Writing } from '../transaction.ts';

/** Tables in which the order of arrival could be read, with their columns; the key, in front, is the new order. */
const REWRITTEN = {
  responses: [
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
  tokens: ['province', 'token_hash', 'survey', 'unit', 'state', 'code_hash', 'batch', 'expires_on'],
  retries: ['province', 'client_hash', 'survey', 'content_mac', 'receipt_hash'],
  comments: ['province', 'survey', 'unit', 'month', 'id', 'question', 'text', ['batch', 'integer']],
} as const;

export const SETTLED_TABLES = Object.keys(REWRITTEN) as (keyof typeof REWRITTEN)[];

/** Days up to `lastDay` on which a province took answers and which were not settled since. */
export async function unsettledDays(db: Db, lastDay: string): Promise<{ province: string; day: string }[]> {
  return db
    .selectFrom('ledger')
    .select(['province', 'day'])
    .distinct()
    .where('day', '<=', lastDay)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('settlements')
            .select('settlements.day')
            .whereRef('settlements.province', '=', 'ledger.province')
            .whereRef('settlements.day', '=', 'ledger.day'),
        ),
      ),
    )
    .orderBy('province')
    .orderBy('day')
    .execute();
}

/** A day that takes a further answer, as paper keyed later does: the next settlement does it again. */
export async function unsettleDay(trx: Writing, province: string, day: string): Promise<void> {
  await trx.deleteFrom('settlements').where('province', '=', province).where('day', '=', day).execute();
}

type Row = Readonly<Record<string, string | number | Uint8Array | null>>;

/** Takes the rows out and puts them back in key order. @returns how many there were */
async function rewrite(
  trx: Writing,
  table: keyof typeof REWRITTEN,
  where: { province: string; column: string; values: readonly string[] },
): Promise<number> {
  const columns = REWRITTEN[table];
  const names = columns.map((column) => (typeof column === 'string' ? column : column[0]));
  const rows = (await trx
    .deleteFrom(table as keyof Tables)
    .where('province' as never, '=', where.province as never)
    .where(where.column as never, 'in', where.values as never)
    .returningAll()
    .execute()) as Row[];
  refuseForgotten(table, names, rows[0]);
  const cells = rows.map((row) => names.map((name) => row[name] ?? null));
  cells.sort((a, b) => compareCells(a, b));
  await insertEach(trx, table, columns, cells);
  return rows.length;
}

/** A column that a later migration adds and the list above does not know would be lost: then nothing is rewritten. */
function refuseForgotten(table: string, names: readonly string[], row: Row | undefined): void {
  const forgotten = Object.keys(row ?? {}).filter((name) => !names.includes(name));
  if (forgotten.length > 0) throw new Error(`the settlement of ${table} would lose ${forgotten.join(', ')}`);
}

function compareCells(a: readonly Row[string][], b: readonly Row[string][]): number {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [String(a[i] ?? ''), String(b[i] ?? '')];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

/**
 * Settles days of one province. Spent tokens, retry records and comments carry no day, so those of every survey that
 * took an answer on these days are rewritten whole: else their stamp would say on which day they were written.
 * @returns rows rewritten per table
 */
export async function settleDays(
  trx: Writing,
  province: string,
  days: readonly string[],
  settledAt: string,
): Promise<Record<string, number>> {
  // A token taken out and not yet put back must not look unknown to somebody who is answering.
  await holdTables(trx, ['retries', 'tokens', 'responses', 'comments']);
  const active = await trx
    .selectFrom('ledger')
    .select('survey')
    .distinct()
    .where('province', '=', province)
    .where('day', 'in', [...days])
    .execute();
  const surveys = active.map((row) => row.survey);
  const bySurvey = { province, column: 'survey', values: surveys };
  const counts = {
    responses: await rewrite(trx, 'responses', { province, column: 'day', values: days }),
    tokens: await rewrite(trx, 'tokens', bySurvey),
    retries: await rewrite(trx, 'retries', bySurvey),
    comments: await rewrite(trx, 'comments', bySurvey),
  };
  for (const day of days)
    await trx
      .insertInto('settlements')
      .values({ province, day, settled_at: settledAt })
      .onConflict((oc) => oc.columns(['province', 'day']).doUpdateSet({ settled_at: settledAt }))
      .execute();
  return counts;
}
