/** The assessments of a campaign side by side: where each unit stands, and how far its stage is. */
import type { Db } from '../db/dialect.ts';
import { listAssessments, type NamedAssessment, readDeadlines } from '../db/queries/assessments.ts';
import type { Campaign } from '../db/queries/campaigns.ts';
import { findFramework } from '../db/queries/frameworks.ts';
import { readStageScores, readStandings } from '../db/queries/stage-scores.ts';
import type { Actor } from './access.ts';
import { excludedLeaves } from './assessed-unit.ts';
import { type Reader, readerOf } from './assessment-view.ts';
import {
  areasOf,
  dayRows,
  deadlineOf,
  isAppraised,
  isClosed,
  type StageEntries,
  stageAt,
} from './core/assessment.ts';
import { type AssessedLeaf, isExplained, missingAt, totalsOf } from './core/assessment-progress.ts';
import type { Framework } from './core/framework.ts';
import { Problem } from './problem.ts';

type Entries = Map<string, Map<string, StageEntries>>;

/** @param units the units the reader may see */
export async function assessmentList(
  db: Db,
  campaign: Campaign,
  actor: Actor,
  units: ReadonlySet<string>,
  today: string,
) {
  const framework = await findFramework(db, campaign.framework, campaign.frameworkVersion);
  if (!framework) throw new Problem('not-found');
  const deadlines = await readDeadlines(db, campaign.id);
  const listed = (await listAssessments(db, campaign.id)).filter(({ unit }) => units.has(unit));
  const entries = entriesByUnit(await readStageScores(db, campaign.id));
  const standings = await readStandings(db, campaign.id);
  const rows = [];
  for (const one of listed) {
    const own = entries.get(one.unit) ?? new Map<string, StageEntries>();
    const excluded = excludedLeaves(standings.get(one.unit) ?? new Map(), own);
    const leaves = leavesOf(framework, own, excluded);
    const reader = await readerOf(db, actor, campaign.id, one.unit);
    const deadline = deadlineOf(one.state, deadlines, one.extendedUntil, today);
    rows.push({
      unit: one.unit,
      name: { ...one.name },
      state: one.state,
      stage: stageAt(one.state),
      submittedAt: one.submittedAt,
      extendedUntil: one.extendedUntil,
      decision: one.decision,
      deadline: deadline && { ...deadline, closed: isClosed(deadline) },
      progress: progressOf(one, framework, leaves, reader),
      points: pointsOf(one, framework, leaves, reader),
    });
  }
  return {
    campaign: { id: campaign.id, title: { ...campaign.title }, year: campaign.year },
    areas: framework.criteria
      .filter(({ parent }) => parent === null)
      .map(({ code, name }) => ({ code, name: { ...name } })),
    appraised: framework.criteria
      .filter(isAppraised)
      .map(({ code, name, max }) => ({ code, name: { ...name }, max })),
    deadlines: dayRows(deadlines),
    today,
    units: rows,
  };
}

function entriesByUnit(scores: Awaited<ReturnType<typeof readStageScores>>): Entries {
  const found: Entries = new Map();
  for (const { unit, criterion, stage, entry } of scores) {
    const own = found.get(unit) ?? new Map<string, StageEntries>();
    own.set(criterion, { ...own.get(criterion), [stage]: entry });
    found.set(unit, own);
  }
  return found;
}

const leavesOf = (
  { criteria }: Framework,
  entries: ReadonlyMap<string, StageEntries>,
  excluded: ReadonlyMap<string, string>,
): AssessedLeaf[] =>
  criteria
    .filter(({ kind }) => kind !== 'group')
    .map((criterion) => ({
      criterion,
      entries: entries.get(criterion.code) ?? {},
      excluded: excluded.has(criterion.code),
      // Documents are asked for when a unit submits; a list need not count them.
      evidence: { self: 1, explanation: 0 },
    }));

/** Leaves written at the stage that is worked at, of all that are to be; by area, where several are shown. */
function progressOf(
  { state }: NamedAssessment,
  framework: Framework,
  leaves: readonly AssessedLeaf[],
  { areas }: Reader,
) {
  const stage = stageAt(state);
  if (stage !== 'self' && stage !== 'round-1' && stage !== 'round-2') return null;
  const areaOf = areasOf(framework.criteria);
  const missing = missingAt(stage, leaves).map(({ criterion }) => criterion);
  const asked = leaves.filter((leaf) => isAsked(leaf, stage)).map(({ criterion }) => criterion.code);
  const rows = framework.criteria
    .filter(({ code, parent }) => parent === null && (areas === null || areas.includes(code)))
    .map(({ code }) => {
      const own = asked.filter((leaf) => areaOf.get(leaf) === code);
      return { area: code, leaves: own.length, done: own.filter((leaf) => !missing.includes(leaf)).length };
    })
    .filter((row) => row.leaves > 0);
  return rows;
}

function isAsked(leaf: AssessedLeaf, stage: 'self' | 'round-1' | 'round-2'): boolean {
  if (leaf.excluded || leaf.criterion.feed !== undefined) return false;
  if (stage === 'self') return leaf.criterion.kind === 'appraisal';
  return stage === 'round-1' || isExplained(leaf);
}

/** What the unit claims and what stands, for who sees the whole of it. */
function pointsOf(
  { state }: NamedAssessment,
  { criteria }: Framework,
  leaves: readonly AssessedLeaf[],
  { sides, areas }: Reader,
) {
  if (areas !== null) return null;
  const office = sides.includes('office') && state !== 'open';
  const unit = sides.includes('unit');
  const shown = (kind: 'self' | 'appraised') => totalsOf(criteria, leaves, kind).get('')?.points ?? null;
  return {
    self: office || unit ? shown('self') : null,
    appraised: office || (unit && state !== 'open' && state !== 'submitted') ? shown('appraised') : null,
  };
}
