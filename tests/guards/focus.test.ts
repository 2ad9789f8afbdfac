/**
 * Who moves the focus does so in the frame that is drawn: an effect that runs after it takes the focus away from whoever
 * is quick, and what they type goes into another field.
 */
import type { ESTree } from 'vite';
import { describe, expect, it } from 'vitest';
import { readSources, walk } from './read-sources.ts';

const client = [...readSources()].filter(([path]) => path.startsWith('client/'));

function lateFocus(path: string, text: string): string[] {
  const late: ESTree.CallExpression[] = [];
  const found: string[] = [];
  walk(path, text, {
    CallExpression: (call) => {
      const { callee } = call;
      if (callee.type === 'Identifier' && callee.name === 'useEffect') late.push(call);
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      if (callee.property.name !== 'focus') return;
      if (late.some(({ start, end }) => start < call.start && call.end < end)) found.push(path);
    },
  });
  return found;
}

describe('the focus', () => {
  it('is moved by no effect that comes after drawing', () => {
    expect(client.some(([, text]) => text.includes('.focus()'))).toBe(true);
    expect(client.flatMap(([path, text]) => lateFocus(path, text))).toEqual([]);
  });

  it('is found where an effect moves it', () => {
    const effect = (name: string) => `${name}(() => { if (wrong) box.current?.focus(); }, [wrong]);`;
    expect(lateFocus('client/late.tsx', effect('useEffect'))).toEqual(['client/late.tsx']);
    expect(lateFocus('client/in-time.tsx', effect('useLayoutEffect'))).toEqual([]);
  });
});
