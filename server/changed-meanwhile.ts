/** Somebody saved while somebody else was at it: the later one is told who and when, and nothing of his is stored. */
import type { Db } from '../db/dialect.ts';
import { lastChange } from '../db/queries/audit.ts';
import type { Operation } from './access.ts';
import { Problem } from './problem.ts';

/** @param subject as the audit trail names it, e.g. `campaign lai-chau-2020` */
export async function changedMeanwhile(db: Db, operation: Operation, subject: string): Promise<Problem> {
  const last = await lastChange(db, operation, subject);
  const values = last && { who: { text: last.by }, at: { instant: last.at } };
  return new Problem('changed-meanwhile', values ? [{ field: 'changedBy', code: 'changed-by', values }] : []);
}
