/**
 * Leaf scores → every node of a unit's tree (domain §4). Sums are exact; only leaves are rounded, and only where the
 * framework declares it (decision 7). A blank leaf makes its ancestors incomplete: no number stands where a total is
 * unknown (decision 9).
 *
 * What does not apply lowers the scale, in one of two ways (decision 8):
 * - flat: points and applicable maximum of a node are the sums of its children's;
 * - level by level: the children that apply stand for the whole node, points = max × Σ points ÷ Σ applicable maxima,
 *   and the node keeps its maximum. A node without any child that applies is not assessed and its maximum is gone;
 *   areas are summed as they are, so a whole area that is gone lowers the scale here too.
 * In a framework without maxima both are plain sums, and the unit's scale is given directly (decision 3).
 */
import type { NodeScore, Policies, Score, SurveyBasis } from './campaign.ts';
import { type Decimal, ONE, parseDecimal, roundHalfUp, sum, ZERO } from './decimal.ts';
import type { Criterion, Framework } from './framework.ts';
import { Uncomputable } from './uncomputable.ts';

export interface LeafScore {
  readonly state: Score['state'];
  /** Present exactly when scored. */
  readonly points: Decimal | null;
  readonly basis?: SurveyBasis | undefined;
  readonly withheld?: NodeScore['withheld'];
}

/** As `NodeScore`, with exact values. */
export interface TreeNode {
  readonly criterion: Criterion;
  readonly max: Decimal | null;
  readonly applicableMax: Decimal | null;
  readonly state: NodeScore['state'];
  readonly points: Decimal | null;
  readonly basis?: SurveyBasis | undefined;
  readonly withheld?: NodeScore['withheld'];
}

export interface ScoredTree {
  /** In the order of the framework. */
  readonly nodes: readonly TreeNode[];
  readonly state: NodeScore['state'];
  /** Sum of the areas; null when incomplete or when nothing applies. */
  readonly points: Decimal | null;
  /** Standard scale: what applies to this unit of the framework's maximum; null where the framework prints none. */
  readonly applicableMax: Decimal | null;
  /**
   * What the leaves of a kind bring to `points`; null while one of them is blank, or when none is assessed. Level by
   * level, a leaf brings its points times the stretch of the nodes above it, so that the kinds still add up to `points`.
   */
  readonly appraised: Decimal | null;
  readonly perception: Decimal | null;
  readonly satisfaction: Decimal | null;
  readonly survey: Decimal | null;
}

interface PlannedNode {
  readonly criterion: Criterion;
  readonly max: Decimal | null;
  readonly children: PlannedNode[];
}

/** A framework made ready to score many units. */
export interface TreePlan {
  readonly framework: Framework;
  readonly areas: readonly PlannedNode[];
  readonly inOrder: readonly PlannedNode[];
}

/** Throws `Uncomputable` when a code stands twice, or a parent is missing, is no group, or comes after its child. */
export function planTree(framework: Framework): TreePlan {
  const planned = new Map<string, PlannedNode>();
  const areas: PlannedNode[] = [];
  for (const criterion of framework.criteria) {
    const fault = (reason: string) => new Uncomputable(reason, { criterion: criterion.code });
    if (planned.has(criterion.code)) throw fault('stands twice in the framework');
    const parent = criterion.parent === null ? null : planned.get(criterion.parent);
    if (parent === undefined || (parent && parent.criterion.kind !== 'group'))
      throw fault(`no group ${criterion.parent} stands before it`);
    const max = criterion.max === null ? null : parseDecimal(criterion.max);
    const node: PlannedNode = { criterion, max, children: [] };
    (parent ? parent.children : areas).push(node);
    planned.set(criterion.code, node);
  }
  return { framework, areas, inOrder: [...planned.values()] };
}

/**
 * Scores the tree of one unit. A leaf without an entry is blank.
 * Throws `Uncomputable`, naming unit and criterion, on points above the maximum, below zero, or not present when scored.
 */
export function scoreTree(
  plan: TreePlan,
  leaves: ReadonlyMap<string, LeafScore>,
  rule: Policies['notApplicable'],
  unit: string,
): ScoredTree {
  const scored = new Map<string, TreeNode>();
  const stretches = new Map<string, Decimal>();
  const visit = (planned: PlannedNode): TreeNode => {
    const { criterion, max } = planned;
    const node =
      criterion.kind === 'group'
        ? groupNode(planned, planned.children.map(visit), rule, stretches)
        : { criterion, max, ...leafScore(plan.framework, planned, leaves.get(criterion.code), unit) };
    scored.set(criterion.code, node);
    return node;
  };
  const areas = plan.areas.map(visit);
  const nodes = plan.inOrder.flatMap(({ criterion }) => scored.get(criterion.code) ?? []);
  const brought = (...kinds: Criterion['kind'][]) =>
    kindPoints(
      nodes.filter((node) => kinds.includes(node.criterion.kind)),
      scored,
      stretches,
    );
  return {
    nodes,
    ...total(areas),
    appraised: brought('appraisal'),
    perception: brought('perception'),
    satisfaction: brought('satisfaction'),
    survey: brought('perception', 'satisfaction'),
  };
}

function leafScore(
  framework: Framework,
  { criterion, max }: PlannedNode,
  leaf: LeafScore | undefined,
  unit: string,
): Omit<TreeNode, 'criterion' | 'max'> {
  const fault = (reason: string) => new Uncomputable(reason, { unit, criterion: criterion.code });
  const { state, points, basis, withheld }: LeafScore = leaf ?? { state: 'blank', points: null };
  const common = { state, ...(basis && { basis }), ...(withheld && { withheld }) };
  if ((state === 'scored') !== (points !== null))
    throw fault(`${state}, but points are ${points ?? 'missing'}`);
  if (points === null) return { ...common, applicableMax: state === 'blank' ? max : max && ZERO, points };
  if (points.lt(ZERO)) throw fault('points below zero');
  if (max !== null && points.gt(max)) throw fault(`points above the maximum of ${criterion.max}`);
  return { ...common, applicableMax: max, points: roundLeaf(framework, criterion, points) };
}

/** Declared rounding of a leaf, half up: the sheet of 2020 rounds rule and satisfaction leaves to 4 decimals (decision 7). */
function roundLeaf({ leafRounding }: Framework, { kind }: Criterion, points: Decimal): Decimal {
  const declared = leafRounding?.kinds.some((rounded) => rounded === kind);
  return leafRounding && declared ? roundHalfUp(points, leafRounding.decimals) : points;
}

function groupNode(
  { criterion, max }: PlannedNode,
  children: readonly TreeNode[],
  rule: Policies['notApplicable'],
  stretches: Map<string, Decimal>,
): TreeNode {
  const { state, points, applicableMax } = total(children);
  if (rule === 'flat' || max === null || !applicableMax || applicableMax.equals(ZERO))
    return { criterion, max, applicableMax, state, points };
  const stretch = max.div(applicableMax);
  stretches.set(criterion.code, stretch);
  return { criterion, max, applicableMax: max, state, points: points?.mul(stretch) ?? null };
}

/** Plain sums over siblings, and the state they leave their parent in. */
function total(nodes: readonly TreeNode[]): Pick<TreeNode, 'state' | 'points' | 'applicableMax'> {
  const maxima = nodes.map((node) => node.applicableMax).filter((max) => max !== null);
  const applicableMax = maxima.length === nodes.length ? sum(maxima) : null;
  const points = nodes.map((node) => node.points).filter((value) => value !== null);
  if (nodes.every((node) => node.state === 'not-assessed'))
    return { state: 'not-assessed', points: null, applicableMax };
  if (nodes.some((node) => node.state === 'blank' || node.state === 'incomplete'))
    return { state: 'incomplete', points: null, applicableMax };
  return { state: 'scored', points: sum(points), applicableMax };
}

/** What these leaves bring to the points of the tree. */
function kindPoints(
  leaves: readonly TreeNode[],
  scored: ReadonlyMap<string, TreeNode>,
  stretches: ReadonlyMap<string, Decimal>,
): Decimal | null {
  if (leaves.some((leaf) => leaf.state === 'blank')) return null;
  const assessed = leaves.filter((leaf) => leaf.points !== null);
  if (assessed.length === 0) return null;
  return sum(assessed.map((leaf) => (leaf.points ?? ZERO).mul(stretchAbove(leaf, scored, stretches))));
}

function stretchAbove(
  leaf: TreeNode,
  scored: ReadonlyMap<string, TreeNode>,
  stretches: ReadonlyMap<string, Decimal>,
): Decimal {
  let stretch = ONE;
  for (let code = leaf.criterion.parent; code !== null; code = scored.get(code)?.criterion.parent ?? null)
    stretch = stretch.mul(stretches.get(code) ?? ONE);
  return stretch;
}
