/** Where an entry of an agency stands with the control office: only accepted ones give points. */
import type { IndicatorEntry } from '../db/queries/indicator-entries.ts';

export type EntryStanding = 'blank' | 'written' | 'verified' | 'returned';

/** A verdict with a note gives the entry back; one without accepts it. */
export function entryStanding(entry: IndicatorEntry | undefined): EntryStanding {
  if (entry === undefined || entry.state === 'blank') return 'blank';
  if (entry.verifiedAt === null) return 'written';
  return entry.verdictNote === null ? 'verified' : 'returned';
}
