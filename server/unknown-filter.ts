/** A filter set to what does not exist: told with the values that do. */
import { Problem } from './problem.ts';

/** Only so many are named: a province has thousands of communes. */
const MOST_NAMED = 30;

export function unknownFilter(field: string, value: string | undefined, values: readonly string[]): Problem {
  const named = values.slice(0, MOST_NAMED).join(', ') || '–';
  const list = values.length > MOST_NAMED ? `${named} …` : named;
  return new Problem('unknown-filter', [
    { field, code: 'unknown-filter', values: { value: { text: value ?? '' }, known: { text: list } } },
  ]);
}
