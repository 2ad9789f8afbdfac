/** How the points of a unit's leaves came about, where they follow from what was counted. */
import { type ArithmeticPart, applyRule } from './apply-rule.ts';
import type { CampaignInputs } from './campaign.ts';
import { isComputed } from './rule.ts';

/** By the code of the leaf; leaves that somebody scored by hand are not there. */
export function unitArithmetic(
  { framework, scores }: Pick<CampaignInputs, 'framework' | 'scores'>,
  unit: string,
): Readonly<Record<string, readonly ArithmeticPart[]>> {
  const criteria = new Map(framework.criteria.map((criterion) => [criterion.code, criterion]));
  return Object.fromEntries(
    scores.flatMap(({ unit: of, criterion: code, inputs }) => {
      const { rule, max } = criteria.get(code) ?? {};
      if (of !== unit || !inputs || !isComputed(rule) || max == null) return [];
      const outcome = applyRule(rule, max, inputs);
      return outcome.ok ? [[code, outcome.arithmetic]] : [];
    }),
  );
}
