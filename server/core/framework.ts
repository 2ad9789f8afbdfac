/**
 * The framework: the criteria tree of one year, as data. A framework version says which question keys, respondent
 * groups and weights feed which criterion; the form does not know the framework (decision 2).
 * `check-framework.ts` checks a whole definition and names every culprit.
 */
import type { Text } from '../../survey-forms/form.ts';
import type { Rule } from './rule.ts';

/** Exact decimal in machine notation, e.g. "84.68919". Never a binary float (decision 7). */
export type DecimalText = string;

/** A class and the lowest value that earns it. Bands are data; the value is compared unrounded (domain §4). */
export interface Band {
  readonly name: Text;
  readonly from: DecimalText;
}

/** What a survey criterion is fed with. */
export interface SurveyFeed {
  readonly form: string;
  readonly questions: readonly string[];
  /** Factor of several items: share of all their answers, or the mean of the items' shares (domain §2). */
  readonly items: 'pooled' | 'mean-of-items';
  /** Respondent groups that count, all pooled unless weights are given: then a weighted mean of the groups' values (domain §3). */
  readonly groups?:
    | readonly { readonly code: string; readonly weight?: DecimalText | undefined }[]
    | undefined;
}

export interface Criterion {
  /** "1.3.1"; unique in this framework version, not stable over the years (domain §9.6). */
  readonly code: string;
  /** Code of the parent; null for an area (first level). */
  readonly parent: string | null;
  readonly name: Text;
  readonly kind: 'group' | 'appraisal' | 'perception' | 'satisfaction';
  /** Maximum points. Null where a published table prints none; then every unit's scale is given directly (decision 3). */
  readonly max: DecimalText | null;
  /** For perception and satisfaction leaves computed from answers here; absent where the points come from outside. */
  readonly feed?: SurveyFeed | undefined;
  /** How an appraised leaf earns its points; absent: by hand, as `manual`. */
  readonly rule?: Rule | undefined;
  /** What a unit must bring to show what it claims. */
  readonly evidence?: Text | undefined;
  /** The agency that appraises or answers for it, as the framework's document names it. */
  readonly agency?: Text | undefined;
}

export interface Framework {
  readonly id: string;
  readonly version: number;
  readonly title: Text;
  /** Maximum of the whole tree; null where every unit's scale is given directly. */
  readonly max: DecimalText | null;
  /** Declared rounding of leaf scores, half up (decision 7); leaves of other kinds stay as they come. */
  readonly leafRounding?:
    | { readonly decimals: number; readonly kinds: readonly ('appraisal' | 'satisfaction' | 'perception')[] }
    | undefined;
  /** What the bands cut: the index in percent, or the points themselves (procedure rating: 15 of 18). */
  readonly bandsOn: 'index' | 'points';
  /** From the best class to the worst; the last one starts at 0. */
  readonly bands: readonly Band[];
  readonly bonusCap?: DecimalText | undefined;
  readonly deductionCap?: DecimalText | undefined;
  /** In the order of the sheet. */
  readonly criteria: readonly Criterion[];
}
