/** What a pure room may not touch: whoever holds the same inputs must get the same result, on a phone or in ten years. */
import { describe, expect, it } from 'vitest';
import { readSources, walk } from './read-sources.ts';

/** Names of the world outside; clock, randomness and rows are arguments in a pure room. */
const IMPURE = [
  'performance',
  'crypto',
  'process',
  'globalThis',
  'console',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'randomBytes',
  'randomUUID',
  'randomInt',
  'getRandomValues',
  'Temporal',
];
const pure = [...readSources()].filter(([path]) => /^(survey-forms|server\/core)\//.test(path));

function impurities(path: string, text: string): string[] {
  const found: string[] = [];
  const note = (what: string) => found.push(`${path} touches ${what}`);
  walk(path, text, {
    Identifier: ({ name }) => {
      if (IMPURE.includes(name)) note(name);
    },
    MemberExpression: ({ object, property }) => {
      if (object.type !== 'Identifier' || property.type !== 'Identifier') return;
      const member = `${object.name}.${property.name}`;
      if (member === 'Date.now' || member === 'Math.random') note(member);
    },
    NewExpression: ({ callee, arguments: given }) => {
      if (callee.type === 'Identifier' && callee.name === 'Date' && given.length === 0) note('new Date()');
    },
    CallExpression: ({ callee }) => {
      if (callee.type === 'Identifier' && callee.name === 'Date') note('Date()');
    },
  });
  return found;
}

describe('survey-forms and server/core', () => {
  it('have no clock, no randomness and no outside', () => {
    expect(pure.length).toBeGreaterThan(40);
    expect(pure.flatMap(([path, text]) => impurities(path, text))).toEqual([]);
  });

  it.each([
    'const now = Date.now();',
    'const now = new Date();',
    'const now = Date();',
    'const lucky = Math.random();',
    'const now = performance.now();',
    'const id = crypto.getRandomValues(new Uint8Array(16));',
    'const home = process.env.HOME;',
    'setTimeout(publish, 1000);',
  ])('are refused: %s', (text) => {
    expect(impurities('server/core/made-up.ts', text)).not.toEqual([]);
  });

  it('may work on an instant they are given', () => {
    expect(
      impurities('server/core/made-up.ts', 'const day = new Date(instant); // Date.now() is not'),
    ).toEqual([]);
  });
});
