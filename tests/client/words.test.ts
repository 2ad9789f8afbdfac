import { describe, expect, it } from 'vitest';
import { en } from '../../client/words/en.ts';
import { fill } from '../../client/words/fill.ts';
import { vi } from '../../client/words/vi.ts';
import { isProblemCode } from '../../client/words/words-of.ts';
import { PROBLEMS } from '../../server/problem.ts';
import { NAMES, VIETNAMESE, withoutNames } from './markup.ts';

/** Every sentence under its path; functions are asked with counts, once with one and once with many. */
function sentences(words: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === 'string') found.set(here, value);
    else if (typeof value === 'function') {
      found.set(`${here}(1)`, value(...Array(value.length).fill(1)));
      found.set(`${here}(2000)`, value(...Array(value.length).fill(2000)));
    } else for (const [inner, text] of sentences(value, here)) found.set(inner, text);
  }
  return found;
}

const vietnamese = sentences(vi);
const english = sentences(en);

describe('the two files of words', () => {
  it('have the same keys, each way', () => {
    expect([...english.keys()].filter((key) => !vietnamese.has(key))).toEqual([]);
    expect([...vietnamese.keys()].filter((key) => !english.has(key))).toEqual([]);
    expect(vietnamese.size).toBeGreaterThan(300);
  });

  it('say something everywhere', () => {
    const empty = [...vietnamese, ...english].filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
    const broken = [...vietnamese, ...english].filter(([, text]) => /undefined|NaN|\[object/.test(text));
    expect(broken).toEqual([]);
  });

  it('English carries no Vietnamese, but for names', () => {
    const strays = [...english].filter(([, text]) => VIETNAMESE.test(withoutNames(text)));
    expect(strays).toEqual([]);
  });

  it('differ wherever they are not names or bare values', () => {
    const same = [...vietnamese].filter(([key, text]) => english.get(key) === text && !NAMES.includes(text));
    expect(same).toEqual([]);
  });

  it('name the same parameters in sentences that travel as data', () => {
    const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [key, text] of vietnamese) expect(names(english.get(key) ?? ''), key).toEqual(names(text));
  });

  it('write numbers in the notation of their language', () => {
    expect(vi.common.responses(1135)).toBe('1.135 phiếu');
    expect(en.common.responses(1135)).toBe('1,135 responses');
    expect(en.common.responses(1)).toBe('1 response');
  });
});

describe('problems', () => {
  it('have a title and say what to do', () => {
    for (const words of [vi, en])
      for (const problem of Object.values(words.problems)) {
        expect(problem.title.length).toBeGreaterThan(5);
        expect(problem.what).toMatch(/[.!]$/);
      }
    expect(Object.keys(vi.problems).sort()).toEqual(Object.keys(PROBLEMS).sort());
  });

  it('are known by their code alone', () => {
    expect(isProblemCode('token-used')).toBe(true);
    expect(isProblemCode('toString')).toBe(false);
    expect(isProblemCode(409)).toBe(false);
  });
});

describe('fill', () => {
  it('puts values in their places and leaves what it does not know', () => {
    expect(fill('Phần {part} trên {parts}', { part: 2, parts: 6 })).toBe('Phần 2 trên 6');
    expect(fill('{limit} of {unknown}', { limit: '0' })).toBe('0 of {unknown}');
  });
});
