/** Improvement plans, their tasks, and what is reported on them. Reports are only ever added. */
import type { PlanDefinition, PlanTask } from '../../server/core/plan.ts';
import type { TaskState } from '../../server/core/plan-standing.ts';
import { type Db, holdTables } from '../dialect.ts';
import type { PlanProgressTable, PlanTable, PlanTaskTable } from '../tables.ts';
import type { Writing } from '../transaction.ts';
import type { Decision } from './publications.ts';

export interface StoredPlan extends Omit<PlanDefinition, 'tasks'> {
  readonly id: string;
  readonly province: string;
  /** The framework of the campaign it starts from, as it was when the plan was saved; null: none. */
  readonly framework: { readonly id: string; readonly version: number } | null;
  readonly state: PlanTable['state'];
  /** The decision that issued it. */
  readonly document: Decision | null;
  readonly revision: number;
  readonly madeBy: string;
  readonly madeAt: string;
}

export interface StoredTask extends PlanTask {
  /** From 1, in the order of the annex. */
  readonly position: number;
  readonly state: TaskState;
  readonly revision: number;
}

/** A document that came with a report; the file lies in the store of evidence under its hash. */
export interface ProgressFile {
  readonly hash: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

export interface Progress {
  readonly id: string;
  readonly plan: string;
  readonly position: number;
  readonly percent: number | null;
  readonly state: TaskState;
  readonly note: string;
  readonly file: ProgressFile | null;
  /** Account id, or the name of a part of the system. */
  readonly writtenBy: string;
  readonly writtenAt: string;
}

function toPlan(row: PlanTable): StoredPlan {
  const { framework: id, framework_version: version } = row;
  return {
    id: row.id,
    province: row.province,
    unit: row.unit,
    year: row.year,
    title: row.title,
    source: row.source,
    fromCampaign: row.from_campaign,
    framework: id === null || version === null ? null : { id, version },
    state: row.state,
    document: row.document === null ? null : JSON.parse(row.document),
    revision: row.revision,
    madeBy: row.made_by,
    madeAt: row.made_at,
  };
}

function toTask(row: PlanTaskTable): StoredTask {
  return {
    position: row.position,
    criterion: row.criterion,
    name: row.name,
    target: row.target,
    targetPoints: row.target_points,
    product: row.product,
    requirement: row.requirement,
    deadline: row.deadline,
    deadlineOn: row.deadline_on,
    lead: row.lead,
    leadUnit: row.lead_unit,
    coordinating: row.coordinating,
    coordinatingUnits: JSON.parse(row.coordinating_units),
    state: row.state,
    revision: row.revision,
  };
}

function toProgress(row: PlanProgressTable): Progress {
  return {
    id: row.id,
    plan: row.plan,
    position: row.position,
    percent: row.percent,
    state: row.state,
    note: row.note,
    file: row.evidence === null ? null : JSON.parse(row.evidence),
    writtenBy: row.written_by,
    writtenAt: row.written_at,
  };
}

/** All plans, or those of one unit and year, the latest year first. */
export async function listPlans(db: Db, of?: Pick<StoredPlan, 'unit' | 'year'>): Promise<StoredPlan[]> {
  const rows = await db
    .selectFrom('plans')
    .selectAll()
    .$if(of !== undefined, (q) => q.where('unit', '=', of?.unit ?? '').where('year', '=', of?.year ?? 0))
    .orderBy('year', 'desc')
    .orderBy('title')
    .execute();
  return rows.map(toPlan);
}

export async function findPlan(db: Db, id: string): Promise<StoredPlan | null> {
  const row = await db.selectFrom('plans').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toPlan(row) : null;
}

/** Tasks of a plan in their order. */
export async function listTasks(db: Db, plan: string): Promise<StoredTask[]> {
  const rows = await db
    .selectFrom('plan_tasks')
    .selectAll()
    .where('plan', '=', plan)
    .orderBy('position')
    .execute();
  return rows.map(toTask);
}

export async function findTask(db: Db, plan: string, position: number): Promise<StoredTask | null> {
  const row = await db
    .selectFrom('plan_tasks')
    .selectAll()
    .where('plan', '=', plan)
    .where('position', '=', position)
    .executeTakeFirst();
  return row ? toTask(row) : null;
}

/** Two who bring the same plan at one moment come one after the other, so that the second one is told. */
export const holdPlans = (trx: Writing): Promise<void> => holdTables(trx, ['plans']);

export async function insertPlan(trx: Writing, plan: StoredPlan, tasks: readonly PlanTask[]): Promise<void> {
  await trx
    .insertInto('plans')
    .values({
      ...headColumns(plan),
      id: plan.id,
      province: plan.province,
      unit: plan.unit,
      year: plan.year,
      state: plan.state,
      document: null,
      revision: plan.revision,
      made_by: plan.madeBy,
      made_at: plan.madeAt,
    })
    .execute();
  await insertTasks(trx, plan.id, tasks);
}

type Head = Pick<StoredPlan, 'title' | 'source' | 'fromCampaign' | 'framework'>;

const headColumns = ({ title, source, fromCampaign, framework }: Head) => ({
  title,
  source,
  from_campaign: fromCampaign,
  framework: framework?.id ?? null,
  framework_version: framework?.version ?? null,
});

async function insertTasks(trx: Writing, plan: string, tasks: readonly PlanTask[]): Promise<void> {
  for (const [at, task] of tasks.entries())
    await trx
      .insertInto('plan_tasks')
      .values({
        plan,
        position: at + 1,
        criterion: task.criterion,
        name: task.name,
        target: task.target,
        target_points: task.targetPoints,
        product: task.product,
        requirement: task.requirement,
        deadline: task.deadline,
        deadline_on: task.deadlineOn,
        lead: task.lead,
        lead_unit: task.leadUnit,
        coordinating: task.coordinating,
        coordinating_units: JSON.stringify(task.coordinatingUnits),
        state: 'open',
        revision: 1,
      })
      .execute();
}

/** Writes a draft over; false where another revision stands, or it is no draft. */
export async function savePlan(
  trx: Writing,
  id: string,
  change: Head & { readonly seen: number; readonly tasks: readonly PlanTask[] },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('plans')
    .set({ ...headColumns(change), revision: change.seen + 1 })
    .where('id', '=', id)
    .where('revision', '=', change.seen)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  await trx.deleteFrom('plan_tasks').where('plan', '=', id).execute();
  await insertTasks(trx, id, change.tasks);
  return true;
}

/** Throws a draft away; false where another revision stands, or it is no draft. */
export async function deletePlan(trx: Writing, id: string, seen: number): Promise<boolean> {
  const draft = await trx
    .selectFrom('plans')
    .select('id')
    .where('id', '=', id)
    .where('revision', '=', seen)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  if (!draft) return false;
  await trx.deleteFrom('plan_tasks').where('plan', '=', id).execute();
  await trx.deleteFrom('plans').where('id', '=', id).execute();
  return true;
}

/** Issues a draft, or makes an issued plan a draft again (null); false where another revision stands. */
export async function setIssued(
  trx: Writing,
  id: string,
  seen: number,
  document: Decision | null,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('plans')
    .set({
      state: document === null ? 'draft' : 'issued',
      document: document === null ? null : JSON.stringify(document),
      revision: seen + 1,
    })
    .where('id', '=', id)
    .where('revision', '=', seen)
    .where('state', '=', document === null ? 'issued' : 'draft')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function insertProgress(trx: Writing, progress: Progress): Promise<void> {
  await trx
    .insertInto('plan_progress')
    .values({
      id: progress.id,
      plan: progress.plan,
      position: progress.position,
      percent: progress.percent,
      state: progress.state,
      note: progress.note,
      evidence: progress.file === null ? null : JSON.stringify(progress.file),
      written_by: progress.writtenBy,
      written_at: progress.writtenAt,
    })
    .execute();
}

/** Moves a task to what was reported; false where somebody has reported since. */
export async function setTaskState(
  trx: Writing,
  { plan, position }: Pick<Progress, 'plan' | 'position'>,
  seen: number,
  state: TaskState,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('plan_tasks')
    .set({ state, revision: seen + 1 })
    .where('plan', '=', plan)
    .where('position', '=', position)
    .where('revision', '=', seen)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Reports on a plan, or on one of its tasks, the earliest first. */
export async function listProgress(db: Db, plan: string, position?: number): Promise<Progress[]> {
  const rows = await db
    .selectFrom('plan_progress')
    .selectAll()
    .where('plan', '=', plan)
    .$if(position !== undefined, (q) => q.where('position', '=', position ?? 0))
    .orderBy('written_at')
    .orderBy('id')
    .execute();
  return rows.map(toProgress);
}

export async function findProgress(db: Db, id: string): Promise<Progress | null> {
  const row = await db.selectFrom('plan_progress').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toProgress(row) : null;
}
