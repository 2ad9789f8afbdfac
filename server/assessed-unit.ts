/** All that is known of one unit's assessment, for whoever writes to it or shows it. */
import type { Db } from '../db/dialect.ts';
import {
  type Assessment,
  countEvidence,
  findAssessment,
  lockAssessment,
  readDeadlines,
} from '../db/queries/assessments.ts';
import { type Campaign, findCampaign } from '../db/queries/campaigns.ts';
import { findFramework } from '../db/queries/frameworks.ts';
import { readStageScores, readStanding, type StageScore } from '../db/queries/stage-scores.ts';
import type { Writing } from '../db/transaction.ts';
import {
  type Deadline,
  type Deadlines,
  deadlineOf,
  type StageEntries,
  standingEntry,
} from './core/assessment.ts';
import type { AssessedLeaf } from './core/assessment-progress.ts';
import { dayOf } from './core/calendar.ts';
import type { Score } from './core/campaign.ts';
import type { Framework } from './core/framework.ts';
import { Problem } from './problem.ts';

export interface AssessedUnit {
  readonly campaign: Campaign;
  readonly framework: Framework;
  readonly assessment: Assessment;
  readonly deadlines: Deadlines;
  /** Last day of the stage at work. */
  readonly deadline: Deadline | null;
  readonly today: string;
  /** In the order of the sheet. */
  readonly leaves: readonly AssessedLeaf[];
  readonly scores: readonly StageScore[];
  /** Reasons of leaves that a publisher declared not applicable, by code. */
  readonly excluded: ReadonlyMap<string, string>;
}

/** @throws Problem `not-found` */
export async function readAssessed(db: Db, campaign: string, unit: string, now: Date): Promise<AssessedUnit> {
  return gather(db, await findAssessment(db, campaign, unit), now);
}

/** The same, held until the transaction ends. @throws Problem `not-found` */
export async function lockAssessed(
  trx: Writing,
  campaign: string,
  unit: string,
  now: Date,
): Promise<AssessedUnit> {
  return gather(trx, await lockAssessment(trx, campaign, unit), now);
}

async function gather(db: Db, assessment: Assessment | null, now: Date): Promise<AssessedUnit> {
  const campaign = assessment && (await findCampaign(db, assessment.campaign));
  const framework = campaign && (await findFramework(db, campaign.framework, campaign.frameworkVersion));
  if (!assessment || !framework) throw new Problem('not-found');
  const { unit } = assessment;
  const deadlines = await readDeadlines(db, campaign.id);
  const scores = await readStageScores(db, campaign.id, unit);
  const standing = await readStanding(db, campaign.id, unit);
  const evidence = await countEvidence(db, campaign.id, unit);
  const entries = entriesByLeaf(scores);
  const excluded = excludedLeaves(standing, entries);
  const today = dayOf(now);
  return {
    campaign,
    framework,
    assessment,
    deadlines,
    deadline: deadlineOf(assessment.state, deadlines, assessment.extendedUntil, today),
    today,
    leaves: framework.criteria
      .filter(({ kind }) => kind !== 'group')
      .map((criterion) => ({
        criterion,
        entries: entries.get(criterion.code) ?? {},
        excluded: excluded.has(criterion.code),
        evidence: evidence.get(criterion.code) ?? { self: 0, explanation: 0 },
      })),
    scores,
    excluded,
  };
}

function entriesByLeaf(scores: readonly StageScore[]): Map<string, StageEntries> {
  const found = new Map<string, StageEntries>();
  for (const { criterion, stage, entry } of scores)
    found.set(criterion, { ...found.get(criterion), [stage]: entry });
  return found;
}

/** What does not apply without any appraiser having said so was declared by a publisher. */
export function excludedLeaves(
  standing: ReadonlyMap<string, Pick<Score, 'state' | 'note'>>,
  entries: ReadonlyMap<string, StageEntries>,
): Map<string, string> {
  const declared = [...standing].filter(
    ([code, { state }]) =>
      state === 'not-assessed' && standingEntry(entries.get(code) ?? {})?.entry.state !== 'not-assessed',
  );
  return new Map(declared.map(([code, { note }]) => [code, note ?? '']));
}

/** @throws Problem `not-found` */
export function leafOf({ leaves }: AssessedUnit, code: string): AssessedLeaf {
  const leaf = leaves.find(({ criterion }) => criterion.code === code);
  if (!leaf) throw new Problem('not-found', [{ field: 'criterion', code: 'not-found' }]);
  return leaf;
}
