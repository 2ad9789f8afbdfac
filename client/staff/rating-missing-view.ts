/** What a quarter still lacks, agency by agency, and who sees to it. Pure. */
import type { MissingIndicator } from '../../server/rating-missing.ts';

export type MissingReason = MissingIndicator['reason'];

export interface MissingOfUnit {
  readonly unit: string;
  readonly reasons: readonly { readonly reason: MissingReason; readonly indicators: readonly string[] }[];
}

/** In the order in which things are done. */
const REASONS: readonly MissingReason[] = [
  'no-dossiers',
  'answers-waiting',
  'no-answers',
  'answers-apart',
  'not-entered',
  'returned',
  'not-verified',
];

/** By agency in the order given, and within it by reason. */
export function missingByUnit(missing: readonly MissingIndicator[]): MissingOfUnit[] {
  const units = [...new Set(missing.map(({ unit }) => unit))];
  return units.map((unit) => ({
    unit,
    reasons: REASONS.flatMap((reason) => {
      const found = missing.filter((one) => one.unit === unit && one.reason === reason);
      return found.length === 0 ? [] : [{ reason, indicators: found.map(({ indicator }) => indicator) }];
    }),
  }));
}
