/** What is wrong with a score, by the field it stands at. Plain functions. */
import type { Words } from '../words/words-of.ts';
import type { Trouble } from './trouble.ts';

/** Codes whose field is neither an input nor the points. */
const OWN_FIELD = ['note-needed', 'source-needed'];

/** `1.2.denominator` → `denominator`, `1.2` → '' for the points; a note or source that is missing under its code. */
export function scoreErrors(
  trouble: Trouble | null,
  criterion: string,
  unreadable: readonly string[],
  words: Words,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of unreadable) found[name] = words.staff.assessment.places['not-a-decimal'];
  if (trouble?.code !== 'score-invalid') return found;
  for (const { field, code, sentence } of trouble.places) {
    const name = field === criterion ? '' : field.slice(criterion.length + 1);
    found[OWN_FIELD.includes(code) ? code : name] = sentence;
  }
  return found;
}
