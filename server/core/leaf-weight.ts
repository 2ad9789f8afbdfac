/**
 * What a point of a leaf counts towards the points of its unit (decision 8): as it is where what does not apply lowers the
 * scale flat; level by level, times the stretch of the groups above it, whose remaining children stand for the whole.
 */
import type { NodeScore, Policies } from './campaign.ts';
import { type Decimal, ONE, parseDecimal, sum, ZERO } from './decimal.ts';

export type WeighedNode = Pick<NodeScore, 'code' | 'parent' | 'kind' | 'max' | 'applicableMax'>;

/**
 * @param nodes the whole tree of one unit
 * @returns for a leaf of it, what one of its points counts
 */
export function leafWeights(
  policy: Policies['notApplicable'],
  nodes: readonly WeighedNode[],
): (leaf: Pick<NodeScore, 'parent'>) => Decimal {
  const stretches = policy === 'flat' ? new Map<string, Decimal>() : stretchesOf(nodes);
  const parents = new Map(nodes.map(({ code, parent }) => [code, parent]));
  return (leaf) => {
    let stretch = ONE;
    for (let code = leaf.parent; code !== null; code = parents.get(code) ?? null)
      stretch = stretch.mul(stretches.get(code) ?? ONE);
    return stretch;
  };
}

/** By code of the group: its maximum over what applies below it. */
function stretchesOf(nodes: readonly WeighedNode[]): Map<string, Decimal> {
  return new Map(
    nodes.flatMap(({ code, max, kind }) => {
      if (kind !== 'group' || max === null) return [];
      const below = nodes.filter(({ parent }) => parent === code).map((node) => node.applicableMax ?? '0');
      const applies = sum(below.map(parseDecimal));
      return applies.gt(ZERO) ? [[code, parseDecimal(max).div(applies)] as const] : [];
    }),
  );
}
