/** What was done to a draft (a framework, a plan) since it was opened, step by step, so that every step can be taken back. Plain functions. */
import type { Framework } from '../../server/core/framework.ts';

export interface History<T = Framework> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
  /** The field that the last step typed into: further keys in it are the same step. */
  readonly field: string | null;
}

/** Further back nobody goes, and a framework of 150 rows weighs 100 kB at most. */
const MOST_STEPS = 200;

export const historyOf = <T>(now: T): History<T> => ({ past: [], now, future: [], field: null });

/** @param field names a text field; steps in the same one are taken back together */
export function step<T>(history: History<T>, next: T, field: string | null = null): History<T> {
  if (field !== null && field === history.field) return { ...history, now: next, future: [] };
  return { past: [...history.past, history.now].slice(-MOST_STEPS), now: next, future: [], field };
}

export function undone<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    now: before,
    future: [history.now, ...history.future],
    field: null,
  };
}

export function redone<T>(history: History<T>): History<T> {
  const [after, ...future] = history.future;
  if (after === undefined) return history;
  return { past: [...history.past, history.now], now: after, future, field: null };
}
