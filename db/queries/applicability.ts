/** Leaves that do not apply to a unit: scores of the state `not-assessed`, with the reason as their note. */
import { type Db, putEach, selectEach } from '../dialect.ts';
import type { ScoreTable, StageScoreTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export interface Mark {
  readonly unit: string;
  readonly criterion: string;
  readonly reason: string | null;
}

/** All that is marked in a campaign. */
export async function listMarks(db: Db, campaign: string): Promise<Mark[]> {
  const rows = await db
    .selectFrom('scores')
    .select(['unit', 'criterion', 'note'])
    .where('campaign', '=', campaign)
    .where('state', '=', 'not-assessed')
    .orderBy('unit')
    .orderBy('criterion')
    .execute();
  return rows.map(({ unit, criterion, note }) => ({ unit, criterion, reason: note }));
}

export interface MarkedLeaf {
  readonly unit: string;
  readonly criterion: string;
  readonly state: 'blank' | 'scored' | 'not-assessed';
  readonly reason: string | null;
  /** An appraiser or the council has decided on it. */
  readonly appraised: boolean;
}

type Leaf = Pick<Mark, 'unit' | 'criterion'>;

const APPRAISAL = ['round-1', 'round-2', 'council'] as const;

/** How leaves stand, held until the transaction ends; one that nobody has touched is blank and not in the answer. */
export async function holdLeaves(
  trx: Writing,
  campaign: string,
  leaves: readonly Leaf[],
): Promise<MarkedLeaf[]> {
  const key = ['campaign', 'unit', 'criterion'] as const;
  const keys = leaves.map(({ unit, criterion }) => [campaign, unit, criterion]);
  const scores = await selectEach<ScoreTable>(trx, 'scores', key, keys, 'lock');
  const stages = await selectEach<StageScoreTable>(
    trx,
    'stage_scores',
    [...key, 'stage'],
    keys.flatMap((one) => APPRAISAL.map((stage) => [...one, stage])),
  );
  const decided = new Set(
    stages.filter(({ state }) => state !== 'blank').map(({ unit, criterion }) => `${unit} ${criterion}`),
  );
  const touched = new Map(scores.map((row) => [`${row.unit} ${row.criterion}`, row]));
  return leaves.flatMap(({ unit, criterion }) => {
    const row = touched.get(`${unit} ${criterion}`);
    const appraised = decided.has(`${unit} ${criterion}`);
    if (!row && !appraised) return [];
    return [{ unit, criterion, state: row?.state ?? 'blank', reason: row?.note ?? null, appraised }];
  });
}

/** With a reason the leaf does not apply; without one it is blank again. Points are never touched. */
export async function putMarks(trx: Writing, campaign: string, marks: readonly Mark[]): Promise<void> {
  await putEach(
    trx,
    'scores',
    ['campaign', 'unit', 'criterion'],
    ['state', 'note'],
    marks.map(({ unit, criterion, reason }) => [
      campaign,
      unit,
      criterion,
      reason === null ? 'blank' : 'not-assessed',
      reason,
    ]),
  );
}

/** Units whose assessment is final: what stands there changes by two people only. */
export async function finalUnits(db: Db, campaign: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('assessments')
    .select('unit')
    .where('campaign', '=', campaign)
    .where('state', '=', 'final')
    .execute();
  return new Set(rows.map(({ unit }) => unit));
}
