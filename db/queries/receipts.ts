/** Receipts of answers, apart from the answers: a hash each, until the campaign is published (decision 12). */
import type { Db } from '../dialect.ts';

/** Whether an answer with this receipt was taken. */
export async function receiptExists(db: Db, receiptHash: string): Promise<boolean> {
  const row = await db
    .selectFrom('retries')
    .select('survey')
    .where('receipt_hash', '=', receiptHash)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
