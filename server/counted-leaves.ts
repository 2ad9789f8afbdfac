/**
 * Scores that answers give to the leaves of one unit, with their basis. They flow to the index after the last day on
 * which answers are taken (decision 11), and are shown inside only from five respondents on (decision 23).
 */
import type { Db } from '../db/dialect.ts';
import type { AssessedUnit } from './assessed-unit.ts';
import { gatherInputs } from './campaign-inputs.ts';
import { NOTHING, type ScoreEntry } from './core/assessment.ts';
import type { CampaignInputs, CampaignResult, NodeScore, SurveyBasis } from './core/campaign.ts';
import { computeResult } from './core/compute-result.ts';
import { standingOf } from './core/disclose.ts';
import { isFed } from './core/survey-score.ts';
import { Uncomputable } from './core/uncomputable.ts';
import { withholdCounts } from './core/withhold-counts.ts';

export interface CountedLeaf {
  readonly entry: ScoreEntry;
  /** The last day on which answers are still taken; null once it has gone by. */
  readonly pendingUntil: string | null;
  readonly basis: SurveyBasis | null;
}

/** By code of the leaf; empty where no answers feed any. */
export async function countedLeaves(db: Db, assessed: AssessedUnit): Promise<Map<string, CountedLeaf>> {
  const fed = assessed.framework.criteria.filter(isFed);
  if (fed.length === 0) return new Map();
  const { inputs, pending } = await gatherInputs(db, assessed.campaign, assessed.today);
  const nodes = computedNodes(inputs, assessed.assessment.unit);
  return new Map(
    fed.map(({ code, feed }) => {
      const pendingUntil = pending.get(feed.form) ?? null;
      return [
        code,
        pendingUntil === null ? countedLeaf(nodes.get(code)) : { entry: NOTHING, pendingUntil, basis: null },
      ];
    }),
  );
}

function countedLeaf(node: NodeScore | undefined): CountedLeaf {
  const state = node?.state === 'scored' || node?.state === 'not-assessed' ? node.state : 'blank';
  const entry: ScoreEntry = { ...NOTHING, state, points: state === 'scored' ? (node?.points ?? null) : null };
  return { entry, pendingUntil: null, basis: node?.basis ? groupsApart(node.basis) : null };
}

/** Groups are told where more than one answered. */
function groupsApart(basis: SurveyBasis): SurveyBasis {
  const groups = basis.byGroup.filter(({ responses }) => responses > 0);
  return { ...basis, byGroup: groups.length > 1 ? groups : [] };
}

const nodesOf = ({ units }: CampaignResult): readonly NodeScore[] => units.flatMap(({ nodes }) => nodes);

/** That only a few answered is said with their number, which is no secret inside (decision 22); what they said is. */
function withFew(node: NodeScore, basis: SurveyBasis | undefined): NodeScore {
  const few = node.withheld === 'counts' && basis && standingOf(basis.responses, 'inside') === 'withheld';
  return few ? { ...node, basis: { ...basis, answers: 0, value: null, byGroup: [] } } : node;
}

/** The nodes of this unit alone; the tallies of all, for they say whether a survey has begun. */
function computedNodes(inputs: CampaignInputs, code: string): Map<string, NodeScore> {
  const own = <Row extends { readonly unit: string }>(rows: readonly Row[]) =>
    rows.filter(({ unit }) => unit === code);
  const alone: CampaignInputs = {
    ...inputs,
    units: inputs.units.filter((unit) => unit.code === code),
    scores: own(inputs.scores),
    adjustments: own(inputs.adjustments),
    subordinates: own(inputs.subordinates ?? []),
  };
  try {
    const whole = computeResult(alone);
    const told = withholdCounts({ inputs: alone, result: whole }, 'inside');
    const bases = new Map(nodesOf(whole).map((node) => [node.code, node.basis]));
    return new Map(nodesOf(told.result).map((node) => [node.code, withFew(node, bases.get(node.code))]));
  } catch (error) {
    // What contradicts itself is told where the result is previewed; the assessment goes on.
    if (error instanceof Uncomputable) return new Map();
    throw error;
  }
}
