/** The trail of staff: who did what to what, when. Rows are only ever added. */
import type { Db } from '../dialect.ts';
import type { Writing } from '../transaction.ts';

export interface AuditRow {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details: unknown;
}

export async function insertAudit(trx: Writing, row: AuditRow): Promise<void> {
  await trx
    .insertInto('audit')
    .values({ ...row, details: JSON.stringify(row.details) })
    .execute();
}

/** The newest rows first; `before` is the id of the last row of the page before. */
export async function listAudit(
  db: Db,
  page: { limit: number; before?: number | undefined },
): Promise<(AuditRow & { id: number })[]> {
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .$if(page.before !== undefined, (q) => q.where('id', '<', page.before ?? 0))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({ ...row, id: Number(row.id), details: JSON.parse(row.details) }));
}

/** The last time that an operation was done to a subject, and the name of who did it; null: never. */
export async function lastChange(
  db: Db,
  action: string,
  subject: string,
): Promise<{ at: string; by: string } | null> {
  const row = await db
    .selectFrom('audit')
    .leftJoin('accounts', 'accounts.id', 'audit.actor')
    .select(['audit.at', 'audit.actor', 'accounts.name'])
    .where('audit.action', '=', action)
    .where('audit.subject', '=', subject)
    .orderBy('audit.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { at: row.at, by: row.name ?? row.actor } : null;
}
