/** What agencies enter for indicators that neither dossiers nor answers give, and what the control office says to it. */
import type { RuleInputs } from '../../server/core/rule.ts';
import type { Db } from '../dialect.ts';
import type { IndicatorEntryTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export interface IndicatorEntry {
  readonly rating: string;
  readonly unit: string;
  readonly indicator: number;
  readonly state: IndicatorEntryTable['state'];
  readonly points: string | null;
  readonly inputs: RuleInputs | null;
  readonly note: string | null;
  /** Id of a document. */
  readonly evidence: string | null;
  /** Account ids and instants. */
  readonly writtenBy: string;
  readonly writtenAt: string;
  /** The control office's verdict: accepted without a note, returned with one; null: none yet. */
  readonly verifiedBy: string | null;
  readonly verifiedAt: string | null;
  readonly verdictNote: string | null;
  readonly revision: number;
}

const toEntry = (row: IndicatorEntryTable): IndicatorEntry => ({
  rating: row.rating,
  unit: row.unit,
  indicator: row.indicator,
  state: row.state,
  points: row.points,
  inputs: row.inputs === null ? null : JSON.parse(row.inputs),
  note: row.note,
  evidence: row.evidence,
  writtenBy: row.written_by,
  writtenAt: row.written_at,
  verifiedBy: row.verified_by,
  verifiedAt: row.verified_at,
  verdictNote: row.verdict_note,
  revision: row.revision,
});

/** All of a rating; or of one unit. */
export async function listEntries(db: Db, rating: string, unit?: string): Promise<IndicatorEntry[]> {
  const rows = await db
    .selectFrom('indicator_entries')
    .selectAll()
    .where('rating', '=', rating)
    .$if(unit !== undefined, (q) => q.where('unit', '=', unit ?? ''))
    .orderBy('unit')
    .orderBy('indicator')
    .execute();
  return rows.map(toEntry);
}

export async function findEntry(
  db: Db,
  { rating, unit, indicator }: Pick<IndicatorEntry, 'rating' | 'unit' | 'indicator'>,
): Promise<IndicatorEntry | null> {
  const row = await db
    .selectFrom('indicator_entries')
    .selectAll()
    .where('rating', '=', rating)
    .where('unit', '=', unit)
    .where('indicator', '=', indicator)
    .executeTakeFirst();
  return row ? toEntry(row) : null;
}

/** Whether a document serves an entry of this unit in this rating. */
export async function servesEntry(db: Db, rating: string, unit: string, evidence: string): Promise<boolean> {
  const row = await db
    .selectFrom('indicator_entries')
    .select('indicator')
    .where('rating', '=', rating)
    .where('unit', '=', unit)
    .where('evidence', '=', evidence)
    .executeTakeFirst();
  return row !== undefined;
}

/** Adds an entry, or puts it in the place of what stands. Its writer holds the rating (`lockRating`). */
export async function putEntry(trx: Writing, entry: IndicatorEntry): Promise<void> {
  const columns = {
    state: entry.state,
    points: entry.points,
    inputs: entry.inputs && JSON.stringify(entry.inputs),
    note: entry.note,
    evidence: entry.evidence,
    written_by: entry.writtenBy,
    written_at: entry.writtenAt,
    verified_by: entry.verifiedBy,
    verified_at: entry.verifiedAt,
    verdict_note: entry.verdictNote,
    revision: entry.revision,
  };
  const { rating, unit, indicator } = entry;
  await trx
    .insertInto('indicator_entries')
    .values({ rating, unit, indicator, ...columns })
    .onConflict((oc) => oc.columns(['rating', 'unit', 'indicator']).doUpdateSet(columns))
    .execute();
}
