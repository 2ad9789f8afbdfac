/** Two sides that cannot be held against each other, told with their names. */
import { type Lang, say, type Text } from '../survey-forms/form.ts';
import type { NoComparison } from './core/side-by-side.ts';
import { Problem } from './problem.ts';

/** @param field of the request at which the reason is told */
export function notComparable(
  field: string,
  reason: NoComparison,
  names: readonly Text[],
  lang: Lang,
): Problem {
  const [left, right] = names.map((name) => ({ text: say(name, lang) }));
  const none = { text: '' };
  return new Problem('not-comparable', [
    { field, code: reason, values: { left: left ?? none, right: right ?? none } },
  ]);
}
