/**
 * How an appraised criterion earns its points, as data of the framework (domain §5). `apply-rule.ts` computes with it,
 * `check-rule.ts` checks its definition. A criterion without a rule is scored by hand.
 */
import type { Text } from '../../survey-forms/form.ts';
import type { DecimalText } from './framework.ts';

/** A range by its lower end, inclusive; the highest one that the value reaches gives its points. */
export interface RuleStep {
  readonly from: DecimalText;
  readonly points: DecimalText;
}

/** One kind of case that counts in part: 225 fully, 347 by half. */
export interface RulePart {
  /** Name of its input. */
  readonly key: string;
  readonly name: Text;
  readonly weight: DecimalText;
}

/** R is 100 × numerator ÷ denominator, in percent. */
export type RuleShape =
  /** Points by an appraiser with a note; where a ratio is known it is shown, and no threshold is invented. */
  | { readonly kind: 'manual' }
  /** max × numerator ÷ denominator. */
  | { readonly kind: 'proportional' }
  /** The same, R above 100 % counting as 100 %. */
  | { readonly kind: 'capped-ratio' }
  /** max × min(1, R ÷ target). */
  | { readonly kind: 'to-target'; readonly target: DecimalText }
  /** max × Σ(part × weight) ÷ denominator. */
  | { readonly kind: 'weighted-mix'; readonly parts: readonly RulePart[] }
  /** Points by the range of R, or of a plain number; below the lowest range none. */
  | { readonly kind: 'steps'; readonly on: 'percent' | 'number'; readonly steps: readonly RuleStep[] }
  /** Linear between two points of R; below the low one none, above the high one its points. */
  | { readonly kind: 'interpolated'; readonly low: RuleStep; readonly high: RuleStep }
  /** max from so many on, else none. */
  | { readonly kind: 'count'; readonly least: DecimalText }
  /** max where this year is better than the last, else none. */
  | { readonly kind: 'against-last-year'; readonly better: 'higher' | 'lower' }
  /** max where every case qualified, none after one breach. */
  | { readonly kind: 'all-or-nothing' }
  /** Taken from another report, with its number as the source. */
  | { readonly kind: 'external' };

export type Rule = RuleShape & {
  /** Where no case arose in the year the criterion may earn full marks, stated as such. */
  readonly noCase?: 'full-marks' | undefined;
};

/** What was counted for a rule, by the names of `inputsOf`. `noCase`: nothing was there to count. */
export interface RuleInputs {
  readonly values: Readonly<Record<string, DecimalText>>;
  readonly noCase?: true | undefined;
}

export const RATIO = ['numerator', 'denominator'] as const;

/** Names of the inputs a rule needs, in the order in which they are asked; none for points given by hand. */
export function inputsOf(rule: RuleShape): readonly string[] {
  switch (rule.kind) {
    case 'manual':
    case 'external':
      return [];
    case 'weighted-mix':
      return [...rule.parts.map((part) => part.key), 'denominator'];
    case 'steps':
      return rule.on === 'percent' ? RATIO : ['value'];
    case 'count':
      return ['value'];
    case 'against-last-year':
      return ['now', 'before'];
    default:
      return RATIO;
  }
}

/** Whether points follow from inputs; otherwise an appraiser writes them. */
export const isComputed = (rule: Rule | undefined): rule is Rule =>
  rule !== undefined && inputsOf(rule).length > 0;
