/** The standard scale that follows from what does not apply to a unit, before anything is scored (domain §4). */
import type { Policies } from './campaign.ts';
import { decimalTextOrNull } from './decimal.ts';
import type { DecimalText, Framework } from './framework.ts';
import { planTree, scoreTree } from './score-tree.ts';

/** @returns for codes of leaves that do not apply, the scale; null where the framework prints no maxima */
export function standardScales(
  framework: Framework,
  policy: Policies['notApplicable'],
): (absent: readonly string[]) => DecimalText | null {
  const plan = planTree(framework);
  const known = new Map<string, DecimalText | null>();
  return (absent) => {
    const key = absent.toSorted().join(' ');
    const scale = known.get(key);
    if (scale !== undefined) return scale;
    const leaves = new Map(absent.map((code) => [code, { state: 'not-assessed', points: null } as const]));
    const computed = decimalTextOrNull(scoreTree(plan, leaves, policy, '').applicableMax);
    known.set(key, computed);
    return computed;
  };
}
