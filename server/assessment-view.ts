/** One unit's assessment as a reader may see it: cut to the stages that show themselves to him, and to his areas. */
import type { Db } from '../db/dialect.ts';
import { accountNames } from '../db/queries/accounts.ts';
import { areasOfAppraiser } from '../db/queries/appraiser-areas.ts';
import { findStageScore, type StageScore } from '../db/queries/stage-scores.ts';
import { unitAndAbove, unitNames } from '../db/queries/units.ts';
import { type Actor, can } from './access.ts';
import { type AssessedUnit, leafOf } from './assessed-unit.ts';
import { type ArithmeticPart, applyRule } from './core/apply-rule.ts';
import {
  areasOf,
  dayRows,
  isAppraised,
  isClosed,
  isSelfScored,
  needsSource,
  type Side,
  STAGES,
  type Stage,
  stageAt,
  standingEntry,
  visibleStages,
} from './core/assessment.ts';
import {
  type AssessedLeaf,
  isChanged,
  isExplained,
  maySkipExplanation,
  missingAt,
  totalsOf,
} from './core/assessment-progress.ts';
import type { Criterion } from './core/framework.ts';
import { inputsOf, isComputed } from './core/rule.ts';
import { type CountedLeaf, countedLeaves } from './counted-leaves.ts';
import { Problem } from './problem.ts';

/** What a reader may see and do in one unit's assessment. */
export interface Reader {
  readonly sides: readonly Side[];
  /** Codes of the only areas he sees; null: all. */
  readonly areas: readonly string[] | null;
  /** The areas he scores. */
  readonly appraises: readonly string[];
  readonly mayWrite: Readonly<Record<'self' | 'appraise' | 'council', boolean>>;
}

export async function readerOf(db: Db, actor: Actor, campaign: string, unit: string): Promise<Reader> {
  const above = await unitAndAbove(db, unit);
  const self = can(actor, 'save-self-score', above);
  const council = can(actor, 'record-council', above);
  const appraise = can(actor, 'appraise', above);
  const appraises =
    appraise && actor.kind === 'account' ? await areasOfAppraiser(db, campaign, actor.id) : [];
  return {
    sides: [...(self ? ['unit' as const] : []), ...(!self || council || appraise ? ['office' as const] : [])],
    areas: appraise && !self && !council ? appraises : null,
    appraises,
    mayWrite: { self, appraise: appraises.length > 0, council },
  };
}

/** The stage at which the reader may write now; null where it is not his turn, or the day has gone by. */
export function writesAt({ assessment, deadline }: AssessedUnit, { mayWrite }: Reader): Stage | null {
  const stage = stageAt(assessment.state);
  if (stage === null || isClosed(deadline)) return null;
  const right = {
    self: 'self',
    explanation: 'self',
    'round-1': 'appraise',
    'round-2': 'appraise',
    council: 'council',
  } as const;
  return mayWrite[right[stage]] ? stage : null;
}

/** The leaves of an assessment with only what the reader may see of them. */
export function visibleLeaves(
  { assessment, leaves, framework }: AssessedUnit,
  { sides, areas }: Reader,
): AssessedLeaf[] {
  const stages = visibleStages(assessment.state, sides);
  const areaOf = areasOf(framework.criteria);
  return leaves
    .filter(({ criterion }) => areas === null || areas.includes(areaOf.get(criterion.code) ?? ''))
    .map((leaf) => ({
      ...leaf,
      entries: Object.fromEntries(
        Object.entries(leaf.entries).filter(([stage]) => stages.some((one) => one === stage)),
      ),
    }));
}

/** Everything on the screen of one unit's assessment. */
export async function assessmentView(db: Db, assessed: AssessedUnit, reader: Reader) {
  const { assessment, campaign, framework, deadline, deadlines, today, scores, excluded } = assessed;
  const counted = await countedLeaves(db, assessed);
  const leaves = visibleLeaves(assessed, reader).map((leaf) => withCounted(leaf, counted));
  const shown = new Set(leaves.map(({ criterion }) => criterion.code));
  const names = await accountNames(db, [...scores.map((one) => one.writtenBy), assessment.submittedBy ?? '']);
  const unitName = (await unitNames(db, [assessment.unit])).get(assessment.unit);
  const writes = writesAt(assessed, reader);
  return {
    campaign: { id: campaign.id, title: { ...campaign.title }, year: campaign.year },
    unit: { code: assessment.unit, name: { ...(unitName ?? { vi: assessment.unit }) } },
    state: assessment.state,
    stage: stageAt(assessment.state),
    writes,
    appraises: [...reader.appraises],
    office: reader.sides.includes('office'),
    mayExtend: reader.mayWrite.council && assessment.state !== 'final',
    mayDecide: reader.mayWrite.council,
    submitted:
      assessment.submittedAt === null
        ? null
        : {
            at: assessment.submittedAt,
            by: names.get(assessment.submittedBy ?? '') ?? assessment.submittedBy ?? '',
          },
    decision: assessment.decision,
    deadline: deadline && { ...deadline, closed: isClosed(deadline) },
    extendedUntil: assessment.extendedUntil,
    deadlines: dayRows(deadlines),
    today,
    criteria: framework.criteria
      .filter(({ code }) => isShown(code, framework.criteria, shown))
      .map(criterionView),
    leaves: leaves.map((leaf) => leafView(leaf, counted, excluded, scores, names)),
    totals: {
      self: totalRows(assessed, leaves, 'self'),
      appraised: totalRows(assessed, leaves, 'appraised'),
    },
    missing: writes === null ? [] : missingAt(writes, leaves),
    /** Round 1 left every claim as it is: nothing is to be explained. */
    skipsExplanation: assessment.state === 'submitted' && skips(assessed),
    /** What other appraisers still have to do before the round can end. */
    missingElsewhere: reader.areas === null ? 0 : missingElsewhere(assessed, leaves),
  };
}

const withCounted = (leaf: AssessedLeaf, counted: ReadonlyMap<string, CountedLeaf>): AssessedLeaf => {
  const entry = counted.get(leaf.criterion.code)?.entry;
  return entry ? { ...leaf, counted: entry } : leaf;
};

const skips = ({ leaves }: AssessedUnit): boolean =>
  missingAt('round-1', leaves).length === 0 && maySkipExplanation(leaves);

function missingElsewhere({ assessment, leaves }: AssessedUnit, own: readonly AssessedLeaf[]): number {
  const stage = stageAt(assessment.state);
  if (stage !== 'round-1' && stage !== 'round-2') return 0;
  const mine = new Set(own.map(({ criterion }) => criterion.code));
  return missingAt(stage, leaves).filter(({ criterion }) => !mine.has(criterion)).length;
}

/** A group is shown with the leaves below it. */
function isShown(code: string, criteria: readonly Criterion[], leaves: ReadonlySet<string>): boolean {
  return (
    leaves.has(code) || criteria.some((one) => one.parent === code && isShown(one.code, criteria, leaves))
  );
}

const criterionView = (criterion: Criterion) => ({
  code: criterion.code,
  parent: criterion.parent,
  name: { ...criterion.name },
  kind: criterion.kind,
  max: criterion.max,
  rule: criterion.rule ?? null,
  /** Inputs of the rule, in the order in which they are asked. */
  inputs: criterion.rule ? [...inputsOf(criterion.rule)] : [],
  computed: isComputed(criterion.rule),
  selfScored: isSelfScored(criterion),
  appraised: isAppraised(criterion),
  needsSource: needsSource(criterion),
  evidence: criterion.evidence ? { ...criterion.evidence } : null,
  agency: criterion.agency ? { ...criterion.agency } : null,
});

function leafView(
  leaf: AssessedLeaf,
  counted: ReadonlyMap<string, CountedLeaf>,
  excluded: ReadonlyMap<string, string>,
  scores: readonly StageScore[],
  names: ReadonlyMap<string, string>,
) {
  const { code } = leaf.criterion;
  const standing = standingEntry(leaf.entries);
  const basis = counted.get(code);
  return {
    code,
    excluded: excluded.get(code) ?? null,
    evidence: { ...leaf.evidence },
    changed: isChanged(leaf),
    explained: isExplained(leaf),
    standing: standing && {
      stage: standing.stage,
      state: standing.entry.state,
      points: standing.entry.points,
    },
    counted: basis
      ? {
          state: basis.entry.state,
          points: basis.entry.points,
          pendingUntil: basis.pendingUntil,
          basis: basis.basis && { ...basis.basis, byGroup: [...basis.basis.byGroup] },
        }
      : null,
    stages: STAGES.flatMap((stage) => {
      const score = scores.find((one) => one.criterion === code && one.stage === stage);
      return leaf.entries[stage] && score ? [entryView(score, leaf.criterion, names)] : [];
    }),
  };
}

/** An entry with who wrote it, and the arithmetic of its rule. */
export function entryView(
  { stage, entry, writtenBy, writtenAt, revision }: StageScore,
  criterion: Criterion,
  names: ReadonlyMap<string, string>,
) {
  return {
    stage,
    ...entry,
    inputs: entry.inputs && { ...entry.inputs, values: { ...entry.inputs.values } },
    arithmetic: arithmeticOf(criterion, entry),
    by: names.get(writtenBy) ?? writtenBy,
    at: writtenAt,
    revision,
  };
}

/** How the points of an entry follow from its inputs; null where they were written by hand. */
export function arithmeticOf(
  { rule, max }: Criterion,
  { state, inputs }: StageScore['entry'],
): ArithmeticPart[] | null {
  if (state !== 'scored' || !inputs || !isComputed(rule) || max === null) return null;
  const outcome = applyRule(rule, max, inputs);
  return outcome.ok ? [...outcome.arithmetic] : null;
}

/** Totals of every group, and of the whole under ''. */
export const totalRows = (
  { framework }: Pick<AssessedUnit, 'framework'>,
  leaves: readonly AssessedLeaf[],
  kind: 'self' | 'appraised',
) => [...totalsOf(framework.criteria, leaves, kind)].map(([code, total]) => ({ code, ...total }));

/** What a save changed: the entry, the totals above it, and what is still missing. */
export async function savedView(
  db: Db,
  actor: Actor,
  key: { campaign: string; unit: string; criterion: string; stage: Stage },
  assessed: AssessedUnit,
) {
  const reader = await readerOf(db, actor, key.campaign, key.unit);
  const leaves = visibleLeaves(assessed, reader);
  const score = await findStageScore(db, key);
  if (!score) throw new Problem('not-found');
  const names = await accountNames(db, [score.writtenBy]);
  const above = groupsAbove(assessed.framework.criteria, key.criterion);
  const rows = (kind: 'self' | 'appraised') =>
    totalRows(assessed, leaves, kind).filter(({ code }) => above.has(code));
  const writes = writesAt(assessed, reader);
  return {
    entry: entryView(score, leafOf(assessed, key.criterion).criterion, names),
    totals: { self: rows('self'), appraised: rows('appraised') },
    missing: writes === null ? [] : missingAt(writes, leaves),
  };
}

function groupsAbove(criteria: readonly Criterion[], code: string): Set<string> {
  const parents = new Map(criteria.map((one) => [one.code, one.parent]));
  const above = new Set(['']);
  for (let at = parents.get(code) ?? null; at !== null; at = parents.get(at) ?? null) above.add(at);
  return above;
}
