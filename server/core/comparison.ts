/** What a comparison of computed and printed values says. The rule is in `compare-print.ts`. */
import type { Text } from '../../survey-forms/form.ts';
import type { PrintedValue } from './campaign.ts';

/**
 * One printed value held against the computed one.
 * `equal`: the computed value rounds to the printed one. `rounding`: less than one unit of the last printed place away
 * (printed from longer numbers, domain §9.4). `different`: print and arithmetic disagree. `missing`: nothing was computed.
 */
export interface Comparison {
  readonly unit: string | null;
  readonly field: PrintedValue['field'];
  readonly criterion: string | null;
  readonly printed: string;
  /** Computed value, unrounded. */
  readonly computed: string | null;
  readonly verdict: 'equal' | 'rounding' | 'different' | 'missing';
  readonly label: Text | null;
  /** What the disagreement does to class and rank: as printed → as computed. Only where it changes them. */
  readonly effect?:
    | {
        readonly class?: { readonly printed: Text; readonly computed: Text } | undefined;
        readonly rank?: { readonly printed: number; readonly computed: number } | undefined;
      }
    | undefined;
}
