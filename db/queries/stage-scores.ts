/**
 * Scores of leaves by stage, the trail of all that were ever handed in, and the score that stands (table `scores`), from
 * which a result is computed.
 */
import type { ScoreEntry, Stage } from '../../server/core/assessment.ts';
import type { Score } from '../../server/core/campaign.ts';
import { type Db, insertEach } from '../dialect.ts';
import type { ScoreTrailTable, StageScoreTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';

export interface LeafKey {
  readonly campaign: string;
  readonly unit: string;
  readonly criterion: string;
}

export interface StageKey extends LeafKey {
  readonly stage: Stage;
}

/** An entry as it is stored. */
export interface StageScore extends StageKey {
  readonly entry: ScoreEntry;
  /** Account id. */
  readonly writtenBy: string;
  readonly writtenAt: string;
  readonly revision: number;
}

export interface TrailRow extends Omit<StageScore, 'revision'> {
  /** The second person of a change after the lock. */
  readonly confirmedBy: string | null;
}

type EntryColumns = Pick<StageScoreTable, 'state' | 'points' | 'inputs' | 'note' | 'source'>;

const toEntry = ({ state, points, inputs, note, source }: EntryColumns): ScoreEntry => ({
  state,
  points,
  inputs: inputs === null ? null : JSON.parse(inputs),
  note,
  source,
});

const columnsOf = ({ state, points, inputs, note, source }: ScoreEntry): EntryColumns => ({
  state,
  points,
  inputs: inputs && JSON.stringify(inputs),
  note,
  source,
});

const toStageScore = (row: StageScoreTable): StageScore => ({
  campaign: row.campaign,
  unit: row.unit,
  criterion: row.criterion,
  stage: row.stage,
  entry: toEntry(row),
  writtenBy: row.written_by,
  writtenAt: row.written_at,
  revision: row.revision,
});

/** Everything written down for a unit; or for all units of the campaign. */
export async function readStageScores(db: Db, campaign: string, unit?: string): Promise<StageScore[]> {
  const rows = await db
    .selectFrom('stage_scores')
    .selectAll()
    .where('campaign', '=', campaign)
    .$if(unit !== undefined, (q) => q.where('unit', '=', unit ?? ''))
    .execute();
  return rows.map(toStageScore);
}

export async function findStageScore(db: Db, key: StageKey): Promise<StageScore | null> {
  const row = await db
    .selectFrom('stage_scores')
    .selectAll()
    .where('campaign', '=', key.campaign)
    .where('unit', '=', key.unit)
    .where('criterion', '=', key.criterion)
    .where('stage', '=', key.stage)
    .executeTakeFirst();
  return row ? toStageScore(row) : null;
}

export type Written = Pick<StageScore, 'entry' | 'writtenBy' | 'writtenAt'>;

/**
 * Writes an entry over the one that was seen.
 * @param seen its revision; 0: there was none
 * @returns the new revision, or null when somebody has written meanwhile: then nothing is stored
 */
export async function putStageScore(
  trx: Writing,
  key: StageKey,
  { entry, writtenBy, writtenAt }: Written,
  seen: number,
): Promise<number | null> {
  const columns = { ...columnsOf(entry), written_by: writtenBy, written_at: writtenAt, revision: seen + 1 };
  const { campaign, unit, criterion, stage } = key;
  const done =
    seen === 0
      ? await trx
          .insertInto('stage_scores')
          .values({ campaign, unit, criterion, stage, ...columns })
          .onConflict((oc) => oc.doNothing())
          .returning('revision')
          .execute()
      : await trx
          .updateTable('stage_scores')
          .set(columns)
          .where('campaign', '=', campaign)
          .where('unit', '=', unit)
          .where('criterion', '=', criterion)
          .where('stage', '=', stage)
          .where('revision', '=', seen)
          .returning('revision')
          .execute();
  return done[0]?.revision ?? null;
}

/** Adds to the trail, which is never changed. */
export async function appendTrail(trx: Writing, rows: readonly TrailRow[]): Promise<void> {
  await insertEach(
    trx,
    'score_trail',
    TRAIL_COLUMNS,
    rows.map((row) => {
      const { state, points, inputs, note, source } = columnsOf(row.entry);
      const key = [row.campaign, row.unit, row.criterion, row.stage];
      return [...key, state, points, inputs, note, source, row.writtenBy, row.confirmedBy, row.writtenAt];
    }),
  );
}

const TRAIL_COLUMNS = [
  'campaign',
  'unit',
  'criterion',
  'stage',
  'state',
  ['points', 'numeric'],
  'inputs',
  'note',
  'source',
  'written_by',
  'confirmed_by',
  'written_at',
] as const;

/** All that was ever handed in for a leaf, the oldest first. */
export async function readTrail(db: Db, { campaign, unit, criterion }: LeafKey): Promise<TrailRow[]> {
  const rows = await db
    .selectFrom('score_trail')
    .selectAll()
    .where('campaign', '=', campaign)
    .where('unit', '=', unit)
    .where('criterion', '=', criterion)
    .orderBy('id')
    .execute();
  return rows.map(toTrailRow);
}

const toTrailRow = (row: Omit<ScoreTrailTable, 'id'>): TrailRow => ({
  campaign: row.campaign,
  unit: row.unit,
  criterion: row.criterion,
  stage: row.stage,
  entry: toEntry(row),
  writtenBy: row.written_by,
  writtenAt: row.written_at,
  confirmedBy: row.confirmed_by,
});

/** State and reason of every leaf of a unit as they stand. */
export async function readStanding(
  db: Db,
  campaign: string,
  unit: string,
): Promise<Map<string, Pick<Score, 'state' | 'points' | 'note'>>> {
  const rows = await db
    .selectFrom('scores')
    .select(['criterion', 'state', 'points', 'note'])
    .where('campaign', '=', campaign)
    .where('unit', '=', unit)
    .execute();
  return new Map(
    rows.map(({ criterion, state, points, note }) => [
      criterion,
      { state, points, ...(note === null ? {} : { note }) },
    ]),
  );
}

/** The same for every unit of the campaign, by unit. */
export async function readStandings(
  db: Db,
  campaign: string,
): Promise<Map<string, Map<string, Pick<Score, 'state'>>>> {
  const rows = await db
    .selectFrom('scores')
    .select(['unit', 'criterion', 'state'])
    .where('campaign', '=', campaign)
    .execute();
  const found = new Map<string, Map<string, Pick<Score, 'state'>>>();
  for (const { unit, criterion, state } of rows) {
    const own = found.get(unit) ?? new Map<string, Pick<Score, 'state'>>();
    found.set(unit, own.set(criterion, { state }));
  }
  return found;
}

/** Whether any leaf of the campaign has points that came with an import. */
export async function hasScores(db: Db, campaign: string): Promise<boolean> {
  const row = await db
    .selectFrom('scores')
    .select('criterion')
    .where('campaign', '=', campaign)
    .where('state', '=', 'scored')
    .executeTakeFirst();
  return row !== undefined;
}

/** Makes a score the one that stands; what the unit claimed for itself stays beside it. */
export async function putStanding(
  trx: Writing,
  { campaign, unit, criterion }: LeafKey,
  score: Pick<Score, 'state' | 'points' | 'note' | 'source' | 'figures' | 'inputs'>,
): Promise<void> {
  const columns = {
    state: score.state,
    points: score.points,
    note: score.note ?? null,
    source: score.source ?? null,
    figures: score.figures ? JSON.stringify(score.figures) : null,
    inputs: score.inputs ? JSON.stringify(score.inputs) : null,
  };
  await trx
    .insertInto('scores')
    .values({ campaign, unit, criterion, self_points: null, ...columns })
    .onConflict((oc) => oc.columns(['campaign', 'unit', 'criterion']).doUpdateSet(columns))
    .execute();
}

/** What the unit claimed, beside the score that stands or is still to come. @param points null: it claimed nothing */
export async function putSelfPoints(
  trx: Writing,
  { campaign, unit, criterion }: LeafKey,
  points: string | null,
): Promise<void> {
  const blank = {
    state: 'blank',
    points: null,
    note: null,
    source: null,
    figures: null,
    inputs: null,
  } as const;
  await trx
    .insertInto('scores')
    .values({ campaign, unit, criterion, self_points: points, ...blank })
    .onConflict((oc) => oc.columns(['campaign', 'unit', 'criterion']).doUpdateSet({ self_points: points }))
    .execute();
}
