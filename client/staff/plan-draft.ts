/** A plan while it is changed: plain functions from one state to the next, so that every step can be taken back. */
import { deadlineDay } from '../../survey-forms/deadline-day.ts';
import type { BroughtTasks, Plan } from './api.ts';

/** As it is sent: what is left out is read from the words by the server, null is meant. */
export type DraftTask = BroughtTasks[number];

export interface PlanDraft {
  readonly title: string;
  readonly source: string;
  readonly tasks: readonly DraftTask[];
}

export function draftOf({ title, source, tasks }: Plan): PlanDraft {
  return {
    title,
    source: source ?? '',
    tasks: tasks.map((task) => ({
      criterion: task.criterion,
      name: task.name,
      target: task.target,
      targetPoints: task.targetPoints,
      product: task.product,
      requirement: task.requirement,
      deadline: task.deadline,
      deadlineOn: task.deadlineOn,
      lead: task.lead,
      leadUnit: task.leadUnit,
      coordinating: task.coordinating,
      coordinatingUnits: task.coordinatingUnits,
    })),
  };
}

/** What stands in a new task is read from its words, until somebody says otherwise. */
export const NEW_TASK: DraftTask = { criterion: '', name: '' };

const withTasks = (draft: PlanDraft, tasks: readonly DraftTask[]): PlanDraft => ({ ...draft, tasks });

export const changed = (draft: PlanDraft, at: number, change: Partial<DraftTask>): PlanDraft =>
  withTasks(
    draft,
    draft.tasks.map((task, place) => (place === at ? { ...task, ...change } : task)),
  );

export const added = (draft: PlanDraft): PlanDraft => withTasks(draft, [...draft.tasks, NEW_TASK]);

export const removed = (draft: PlanDraft, at: number): PlanDraft =>
  withTasks(
    draft,
    draft.tasks.filter((_, place) => place !== at),
  );

/** One place up (−1) or down (1); at the end it stays. */
export function moved(draft: PlanDraft, at: number, by: -1 | 1): PlanDraft {
  const task = draft.tasks[at];
  const to = at + by;
  if (!task || to < 0 || to >= draft.tasks.length) return draft;
  const rest = draft.tasks.filter((_, place) => place !== at);
  return withTasks(draft, [...rest.slice(0, to), task, ...rest.slice(to)]);
}

/** Each once, in the order of choosing; '' is the head of the list and chooses nothing. */
export const withUnit = (codes: readonly string[], code: string): string[] =>
  code === '' || codes.includes(code) ? [...codes] : [...codes, code];

export const withoutUnit = (codes: readonly string[], code: string): string[] =>
  codes.filter((one) => one !== code);

/**
 * The day to fill in when the words of a deadline are left; null: none. A day that somebody set by hand stays; one that was
 * read from the words before follows them.
 */
export function dayOnLeaving({ deadline = '', deadlineOn }: DraftTask, wordsBefore: string): string | null {
  const day = deadlineDay(deadline);
  if (day === null || day === deadlineOn || deadline === wordsBefore) return null;
  return deadlineOn == null || deadlineOn === deadlineDay(wordsBefore) ? day : null;
}
