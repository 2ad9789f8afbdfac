/** Where the tasks of a plan stand on a day, and the lists of what is overdue and due, agency by agency. Pure. */
import { addDays } from './calendar.ts';
import type { PlanTask } from './plan.ts';

export type TaskState = 'open' | 'done' | 'dropped';

/** What a task's standing follows from. */
export type DatedTask = Pick<PlanTask, 'deadline' | 'deadlineOn' | 'leadUnit' | 'lead'> & {
  readonly state: TaskState;
};

/**
 * `overdue`: its day has passed (a deadline includes its whole day, decision 10) · `due`: its day is within a month ·
 * `later` · `no-day`: the deadline is words only, so nobody is called late by it ·
 * `undated`: there is no deadline at all.
 */
export type Standing = 'done' | 'dropped' | 'overdue' | 'due' | 'later' | 'no-day' | 'undated';

export const STANDINGS = ['overdue', 'due', 'later', 'no-day', 'undated', 'done', 'dropped'] as const;

/** A task is called due that many days before its day. */
export const DUE_WITHIN_DAYS = 30;

/** @param today the day in Asia/Ho_Chi_Minh */
export function standingOf({ state, deadline, deadlineOn }: DatedTask, today: string): Standing {
  if (state !== 'open') return state;
  if (deadlineOn === null) return deadline.trim() === '' ? 'undated' : 'no-day';
  if (deadlineOn < today) return 'overdue';
  return deadlineOn <= addDays(today, DUE_WITHIN_DAYS) ? 'due' : 'later';
}

export type StandingCounts = Readonly<Record<Standing, number>> & { readonly tasks: number };

export function countStandings(tasks: readonly DatedTask[], today: string): StandingCounts {
  const none = { overdue: 0, due: 0, later: 0, 'no-day': 0, undated: 0, done: 0, dropped: 0 };
  const counts = { ...none, tasks: tasks.length };
  for (const task of tasks) counts[standingOf(task, today)] += 1;
  return counts;
}

export interface AgencyTasks<Task> {
  /** Code of the unit; null where the words name none that is recorded: they are the agency then. */
  readonly unit: string | null;
  readonly lead: string;
  readonly counts: StandingCounts;
  readonly tasks: readonly Task[];
}

/** By lead agency: the one with most overdue first, then most due; equal ones in the order of the plan. */
export function tasksByAgency<Task extends DatedTask>(
  tasks: readonly Task[],
  today: string,
): AgencyTasks<Task>[] {
  const found = new Map<string, Task[]>();
  for (const task of tasks) {
    const key = task.leadUnit === null ? `words ${task.lead}` : `unit ${task.leadUnit}`;
    found.set(key, [...(found.get(key) ?? []), task]);
  }
  const agencies = [...found.values()].map((own) => ({
    unit: own[0]?.leadUnit ?? null,
    lead: own[0]?.lead ?? '',
    counts: countStandings(own, today),
    tasks: own,
  }));
  return agencies.sort((a, b) => b.counts.overdue - a.counts.overdue || b.counts.due - a.counts.due);
}
