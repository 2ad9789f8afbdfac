/** The trail in words: operations, subjects and details, which are JSON. Plain functions. */
import type { Lang } from '../../survey-forms/form.ts';
import { formatCount, formatDate } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';

const wordIn = (words: Readonly<Record<string, string>>, name: string): string =>
  (Object.hasOwn(words, name) ? words[name] : undefined) ?? name;

/** `open-survey` → "mở khảo sát"; an operation without words stays as it is. */
export const operationWords = (action: string, lang: Lang): string =>
  wordIn(wordsOf(lang).staff.audit.operations, action);

/** `campaign lai-chau-2020` → "đợt đánh giá" and "lai-chau-2020"; a day in it is written as people read it. */
export function subjectWords(subject: string, lang: Lang): { kind: string; name: string } {
  const [kind = '', ...name] = subject.split(' ');
  const { subjects, upTo } = wordsOf(lang).staff.audit;
  const day = /^up to (\d{4}-\d{2}-\d{2})$/.exec(name.join(' '))?.[1];
  return { kind: wordIn(subjects, kind), name: day ? upTo(formatDate(day, lang)) : name.join(' ') };
}

/** Who acted: an account by its name, a part of the system by its own; an account that is unknown by its id. */
export function actorWords(actor: string, accounts: ReadonlyMap<string, string>, lang: Lang): string {
  return accounts.get(actor) ?? wordIn(wordsOf(lang).staff.audit.systemActors, actor);
}

/** Details as "name: value" lines, nested ones joined by "›"; what is not JSON stays as it is. */
export function detailLines(details: string, lang: Lang): string[] {
  try {
    return linesOf(JSON.parse(details), '', lang);
  } catch {
    return [details];
  }
}

function linesOf(value: unknown, name: string, lang: Lang): string[] {
  if (Array.isArray(value) && value.some((one) => typeof one === 'object' && one !== null))
    return value.map(
      (one) =>
        `${name}: ${Object.values(one ?? {})
          .map((part) => valueWords(part, lang))
          .join(', ')}`,
    );
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const { fields } = wordsOf(lang).staff.audit;
    return Object.entries(value).flatMap(([field, inner]) =>
      linesOf(inner, [name, wordIn(fields, field)].filter(Boolean).join(' › '), lang),
    );
  }
  const words = Array.isArray(value)
    ? value.map((one) => valueWords(one, lang)).join(', ') || valueWords(null, lang)
    : valueWords(value, lang);
  return [name ? `${name}: ${words}` : words];
}

/** The marks of a sealed batch fill pages; who needs them whole has the API. */
const LONGEST = 120;

function valueWords(value: unknown, lang: Lang): string {
  const { audit, accounts, paper } = wordsOf(lang).staff;
  if (value === null || value === undefined) return audit.nothing;
  if (value === '') return accounts.everywhere;
  if (typeof value === 'boolean') return value ? audit.yes : audit.no;
  if (typeof value === 'number') return formatCount(value, lang);
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDate(text, lang);
  const words = wordIn({ ...accounts.roles, ...paper.reasons }, text);
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}
