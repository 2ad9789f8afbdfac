/** The name of a state of a survey's counters: whoever counts the same answers comes to the same name. */
import { createHash } from 'node:crypto';
import { type Tally, tallyKeyText } from '../db/queries/tallies.ts';

const NAME_LENGTH = 8;

/**
 * SHA-256 in hex over the counters of one survey: unit, form version, respondent group, channel, basis, flagged,
 * responses and counters of every tally, in key order. A tally that fell back to nothing is none.
 */
export function hashOfTallies(tallies: readonly Tally[]): string {
  const rows = tallies
    .filter((one) => one.responses > 0)
    .map((one) => ({ key: tallyKeyText(one), one }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const sum = createHash('sha256');
  for (const { one } of rows) {
    const { unit, formVersion, respondentGroup, channel, basis, flagged, responses, counters } = one;
    sum.update(JSON.stringify([unit, formVersion, respondentGroup, channel, basis, flagged, responses]));
    sum.update(counters);
  }
  return sum.digest('hex');
}

/** The first 8 hex digits of that hash: what stands beside every figure of a survey. */
export const nameOfHash = (hash: string): string => hash.slice(0, NAME_LENGTH);
