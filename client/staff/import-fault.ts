/** A fault of an imported file in one Vietnamese sentence: its meaning, whom it concerns, and what the file says there. Plain functions. */
import { wordsOf } from '../words/words-of.ts';
import { faultMeaning, type Place } from './trouble.ts';

const { imports: text } = wordsOf('vi').staff;

/** What the server's sentence names: a unit, a criterion, a text; not the example that it gives. */
function namedIn(sentence: string): { readonly names: string[]; readonly choices: string[] } {
  const [said = '', choices = ''] = sentence.replace(/,? e\.g\. .*$/, '').split(' is not one of ');
  const quoted = (part: string) => [...part.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);
  return { names: quoted(said), choices: quoted(choices) };
}

/** A text or a number of the file at a path such as `scores[3].points`; null where there is none. */
export function writtenAt(file: unknown, path: string): string | null {
  let at = file;
  for (const step of path.match(/[^.[\]]+/g) ?? []) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return null;
    at = Reflect.get(at, step);
  }
  return typeof at === 'string' || typeof at === 'number' ? String(at) : null;
}

/** @param file what was sent, where it is at hand; @returns null for a code without a Vietnamese meaning */
export function faultSentence({ field, code, sentence }: Place, file?: unknown): string | null {
  const meaning = faultMeaning(code);
  if (meaning === null) return null;
  const { names, choices } = namedIn(sentence);
  const written = writtenAt(file, field);
  const more = [
    names.map((name) => `“${name}”`).join(', '),
    written === null || names.includes(written) ? '' : text.written(written),
    choices.length === 0 ? '' : text.choices(choices.join(', ')),
  ].filter((part) => part !== '');
  return more.length === 0 ? meaning : `${meaning}: ${more.join('; ')}`;
}
