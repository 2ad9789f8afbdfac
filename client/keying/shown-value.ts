/** What was keyed, as the clerk sees it again. */
import type { Lang } from '../../survey-forms/form.ts';
import { type KeyedValue, UNREADABLE } from '../../survey-forms/keyed-answers.ts';
import { formatExact } from '../format.ts';
import type { Words } from '../words/words-of.ts';
import type { Typed } from './code-entry.ts';

/** As it is printed and keyed. */
export const NONE_OF_THESE = '0';

export function shownValue(value: KeyedValue, lang: Lang, { keying }: Words): string {
  if (value === null) return keying.blank;
  if (value === UNREADABLE) return keying.unreadable;
  if (Array.isArray(value)) return value.join(' ') || NONE_OF_THESE;
  return typeof value === 'string' ? formatExact(value, lang) : String(value);
}

/** What stands in the field that is not finished; a line where nothing does. */
export const shownTyped = ({ typed, chosen }: Typed): string =>
  [...chosen.map(String), ...(typed === '' ? [] : [typed])].join(' ') || '_';

/** "014", as it stands on the covering note. */
export const batchNumber = (batch: number): string => String(batch).padStart(3, '0');
