/** Faults of a workbook's structure as a problem: each with its cell, and in the reader's words (`client/words/sheets-vi.ts`). */
import type { Fault } from '../survey-forms/fault.ts';
import { Problem, type ProblemPlace } from './problem.ts';

/** A file of rubbish has thousands, and nobody reads them. */
const MOST_PLACES = 100;

/** What stands between quotes in the fault's sentence is told: the culprit, and what it is held against. */
export function sheetProblem(faults: readonly Fault[]): Problem {
  const places = faults.slice(0, MOST_PLACES).map(({ path, code, message }): ProblemPlace => {
    const [value = '', ...others] = [...message.matchAll(/"([^"]*)"/g)].map(([, quoted = '']) => quoted);
    const values = { value: { text: value }, others: { text: others.join(', ') } };
    return { field: path, code: `sheet-${code}`, values };
  });
  return new Problem('definition-invalid', places);
}
