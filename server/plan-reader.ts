/**
 * Who reads which tasks of a plan, and who may report on them: whoever holds the right for the unit of the plan reads it
 * whole; an agency reads, once it is issued, the tasks it leads or takes part in.
 */
import type { Db } from '../db/dialect.ts';
import type { StoredPlan, StoredTask } from '../db/queries/plans.ts';
import { listUnits, type Unit } from '../db/queries/units.ts';
import { type Actor, can } from './access.ts';

type NamedTask = Pick<StoredTask, 'leadUnit' | 'coordinatingUnits'>;

export interface PlanReader {
  /** Of the plan's province, by code. */
  readonly units: ReadonlyMap<string, Unit>;
  /** Reads the plan as a whole, drafts too. */
  readonly whole: boolean;
  sees(task: NamedTask): boolean;
  /** The reader's own agency leads it: he works for that very unit, whatever he may do for units below his. */
  leads(task: NamedTask): boolean;
  mayReport(task: NamedTask): boolean;
}

/** The unit whose people report on a task: its lead; where that is words only, the unit of the plan. */
export const reporterOf = (plan: Pick<StoredPlan, 'unit'>, task: NamedTask): string =>
  task.leadUnit ?? plan.unit;

export async function planReader(db: Db, actor: Actor, plan: StoredPlan): Promise<PlanReader> {
  const units = new Map((await listUnits(db, plan.province)).map((unit) => [unit.code, unit]));
  const above = (code: string | null): string[] =>
    code === null ? [] : [code, ...above(units.get(code)?.parent ?? null)];
  const reads = (unit: string) => can(actor, 'read-plan', above(unit));
  const reports = (unit: string) => can(actor, 'report-progress', above(unit));
  const isOwn = (unit: string) =>
    actor.kind !== 'system' &&
    can({ ...actor, grants: actor.grants.filter((grant) => grant.unit === unit) }, 'report-progress', [unit]);
  // An officer of the province's own unit stands above all; the plan is his only where it is his to make or to read.
  const whole = reads(plan.unit);
  const issued = plan.state === 'issued';
  return {
    units,
    whole,
    sees: ({ leadUnit, coordinatingUnits }) =>
      whole ||
      (issued &&
        [...(leadUnit === null ? [] : [leadUnit]), ...coordinatingUnits].some((unit) => reads(unit))),
    leads: ({ leadUnit }) => leadUnit !== null && isOwn(leadUnit),
    mayReport: (task) => issued && reports(reporterOf(plan, task)),
  };
}
