/**
 * Says whether an answer with a receipt arrived in time. It lives apart from the answers: it knows hashes of receipts and
 * nothing of what was said, and they are deleted when the campaign is published (decision 12).
 */
import type { Db } from '../db/dialect.ts';
import { receiptExists } from '../db/queries/receipts.ts';
import { sha256 } from './actions/prepare-response.ts';

/** What a person may type around and between the signs of a receipt. */
const BETWEEN = /[\s.\-–—]/g;

/** @param typed as a person types it: small letters, spaces and hyphens do no harm */
export async function receiptIsKnown(db: Db, typed: string): Promise<boolean> {
  return receiptExists(db, sha256(typed.replace(BETWEEN, '').toUpperCase()));
}
