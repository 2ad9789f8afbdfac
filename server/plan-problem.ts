/** Faults of a plan as a problem, each with its place and in the reader's words (`client/words/plans-vi.ts`). */
import { isDecimalText } from './core/decimal.ts';
import type { PlanFault } from './core/plan.ts';
import { type PlaceValue, Problem, type ProblemPlace } from './problem.ts';

/** A file of rubbish has thousands, and nobody reads them. */
const MOST_PLACES = 100;

const placeValue = (text: string): PlaceValue => (isDecimalText(text) ? { decimal: text } : { text });

/** @param placeOf where a field of a task stands: a cell of the workbook, or its path in what was sent */
export function planProblem(
  faults: readonly PlanFault[],
  placeOf: (task: number, field: PlanFault['field']) => string,
): Problem {
  const places = faults.slice(0, MOST_PLACES).map(
    ({ task, field, code, value, bound }): ProblemPlace => ({
      field: task === null ? field : placeOf(task, field),
      code,
      // A code is no number, whatever it looks like.
      values: {
        value: field === 'criterion' ? { text: value } : placeValue(value),
        bound: placeValue(bound),
      },
    }),
  );
  const unknown = faults.some(({ code }) => code === 'plan-unknown-criterion');
  return new Problem(unknown ? 'unknown-criterion' : 'definition-invalid', places);
}

/** As a task is named in the JSON of a request. */
export const pathOf = (task: number, field: string): string => `tasks[${task}].${field}`;
