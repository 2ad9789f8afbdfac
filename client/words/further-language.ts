/**
 * A further language of the citizen's pages, as a data file without code: `{ "name": "Hmoob", "form": { "send": "…" } }`.
 * It may be partly translated: what it does not say is said in Vietnamese, sentence by sentence. Parameters are names in
 * braces, those of the Vietnamese sentence.
 */
import type { Fault } from '../../survey-forms/fault.ts';
import { isLanguageCode, Place, quote } from '../../survey-forms/place.ts';
import { vi, type Words } from './vi.ts';

/** Results, keying and the staff application stay in the languages they are written in. */
const OFFICIAL_PARTS: readonly (keyof Words)[] = [
  'results',
  'unit',
  'method',
  'comparison',
  'keying',
  'programs',
  'staff',
];

/** What a citizen reads on the way of an answer: all the rest. */
const CITIZEN_PARTS = (Object.keys(vi) as (keyof Words)[]).filter((part) => !OFFICIAL_PARTS.includes(part));

export interface FurtherLanguage {
  /** What the language calls itself, for the switch. */
  readonly name: string;
  readonly words: Words;
}

/**
 * Checks a language file whole; `content` is the parsed JSON.
 * @throws Error with one line per fault: unknown key, unknown parameter, no sentence
 */
export function readLanguage(code: string, content: unknown): FurtherLanguage {
  const faults: Fault[] = [];
  const place = new Place(content, '', faults);
  if (!isLanguageCode(code) || code === 'vi' || code === 'en')
    place.fault('bad-key', `${quote(code)} is no code of a further language.`);
  if (place.object(['name'], CITIZEN_PARTS)) place.field('name')?.string();
  const parts = CITIZEN_PARTS.map((part) => [part, translated(vi[part], place.field(part))]);
  if (faults.length > 0)
    throw new Error(
      `language ${code}: ${faults.map(({ path, message }) => `\n- ${path} ${message}`).join('')}`,
    );
  return { name: String(place.field('name')?.value), words: { ...vi, ...Object.fromEntries(parts) } };
}

/** The Vietnamese words with what the file says in their place. */
function translated(words: object, place: Place | undefined): Record<string, unknown> {
  const said = new Map(place?.fields() ?? []);
  for (const [key, one] of said)
    if (!Object.hasOwn(words, key)) one.fault('unknown-field', `${one} is none of the product's sentences.`);
  return Object.fromEntries(
    Object.entries(words).map(([key, own]) => [key, translation(own, said.get(key))]),
  );
}

function translation(own: unknown, said: Place | undefined): unknown {
  if (typeof own === 'object' && own !== null) return translated(own, said);
  if (said === undefined) return own;
  if (typeof own !== 'string')
    return said.fault('wrong-type', `${said} depends on a count and cannot come from a file.`);
  const sentence = said.string() ?? '';
  const strange = parametersOf(sentence).filter((name) => !parametersOf(own).includes(name));
  if (strange.length > 0)
    said.fault('unknown-field', `${said} names ${strange.join(', ')}, which has no value.`);
  return sentence.trim() === '' ? own : sentence;
}

const parametersOf = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String);
