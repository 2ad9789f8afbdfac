/**
 * Holds a release against a recount (decision 22). While a survey runs nobody may see the answers between two releases, so
 * what can be held is what they must add up to: a release is some of the answers, and the rest is what waits.
 */
import type { Form } from '../../survey-forms/form.ts';
import { type Counters, tallyLayout } from './tally.ts';

/** Counters of one tally at one state. */
export interface Counted {
  readonly responses: number;
  /** By slot of `tallyLayout`. */
  readonly counters: Counters;
}

export type ReleaseFault = 'responses' | 'counters' | 'sums';

/**
 * What does not fit: `responses`, more are released than the answers that wait leave; `counters`, a released counter is
 * above the recounted one, or further below it than answers wait; `sums`, the differences of a question do not add up to
 * the difference in responses. Where sheets were taken back since (decision 20), a release may stand above the recount by
 * as many.
 * @param waiting answers counted since the release
 * @param retracts whether answers of this tally can be taken back at all
 */
export function releaseFaults(
  form: Form,
  released: Counted,
  recounted: Counted,
  { waiting, retracts }: { waiting: number; retracts: boolean },
): ReleaseFault[] {
  const further = recounted.responses - released.responses;
  const takenBack = waiting - further;
  const fitsResponses = takenBack === 0 || (retracts && takenBack > 0);
  const least = fitsResponses ? -takenBack : 0;
  const differences = Array.from(recounted.counters, (count, slot) => count - (released.counters[slot] ?? 0));
  const faults: ReleaseFault[] = [];
  if (!fitsResponses) faults.push('responses');
  if (differences.some((one) => one < least || one > waiting)) faults.push('counters');
  if (!sumsFit(form, differences, further)) faults.push('sums');
  return faults;
}

/** Every response is blank, not asked or one code; several codes may be chosen in a multi question. */
function sumsFit(form: Form, differences: readonly number[], further: number): boolean {
  return tallyLayout(form).questions.every(({ kind, first, names }) => {
    const sum = differences.slice(first, first + 2 + names.length).reduce((total, one) => total + one, 0);
    return kind === 'multi' || sum === further;
  });
}
