import { afterEach, beforeEach, describe, expect, it, vi as mock } from 'vitest';
import {
  dropScoresOfOthers,
  keepChanges,
  keptAt,
  keptChanges,
  scoreKept,
} from '../../client/staff/kept-changes.ts';

/** A store as a browser has it: its keys are its own properties. */
function storage(): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  const hidden = (value: unknown) => ({ value, enumerable: false });
  return Object.defineProperties(made, {
    getItem: hidden((name: string) => made[name] ?? null),
    setItem: hidden((name: string, value: string) => {
      made[name] = value;
    }),
    removeItem: hidden((name: string) => {
      delete made[name];
    }),
  });
}

beforeEach(() => mock.stubGlobal('localStorage', storage()));
afterEach(() => mock.unstubAllGlobals());

const place = { campaign: 'c', unit: 'U', stage: 'self', criterion: '1.1' } as const;

describe('what was typed and not sent', () => {
  it('is there again, with the revision it was typed over', () => {
    const name = scoreKept({ ...place, account: 'lan' });
    keepChanges(name, 3, { note: 'đã ký' });
    expect(keptAt(name)).toEqual({ revision: 3, changes: { note: 'đã ký' } });
    expect([keptChanges(name, 3), keptChanges(name, 4)]).toEqual([{ note: 'đã ký' }, null]);
    localStorage.setItem(name, '{"revision":');
    expect(keptAt(name)).toBeNull();
  });

  it('is of one account, and gone from the device when another signs in', () => {
    for (const account of ['lan', 'la']) keepChanges(scoreKept({ ...place, account }), 1, account);
    keepChanges('framework k 1', 1, 'x');
    dropScoresOfOthers('la');
    expect(Object.keys(localStorage)).toEqual([scoreKept({ ...place, account: 'la' }), 'framework k 1']);
  });
});
