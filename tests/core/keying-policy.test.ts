import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERY_SHEET_TWICE, isShare, keyedTwice, passesOf } from '../../server/core/keying-policy.ts';
import { serialOf } from '../../survey-forms/serial.ts';

const SERIALS = Array.from({ length: 500 }, (_, i) => serialOf(4200 + i));

describe('which sheets are keyed twice', () => {
  it.each([
    ['0', 500, 0],
    ['1', 500, 500],
    ['0.1', 500, 50],
    ['0.1', 4, 1],
    ['0.3333', 3, 1],
    ['0.3334', 3, 2],
    ['0.07', 100, 7],
  ])('a share of %s of %i sheets is %i, rounded up', (share, sheets, twice) => {
    expect(keyedTwice({ share, seed: 'x' }, sheets)).toBe(twice);
    const passes = passesOf({ share, seed: 'x' }, SERIALS.slice(0, sheets));
    expect(passes.filter((one) => one === 2)).toHaveLength(twice);
  });

  it('is repeated by anybody who has the seed, with a standard tool', () => {
    const digest = (serial: string) => createHash('sha256').update(`dau-xuan ${serial}`).digest('hex');
    const chosen = SERIALS.toSorted((a, b) => (digest(a) < digest(b) ? -1 : 1)).slice(0, 50);
    const passes = passesOf({ share: '0.1', seed: 'dau-xuan' }, SERIALS);
    expect(SERIALS.filter((_, i) => passes[i] === 2)).toEqual(chosen.toSorted());
  });

  it('depends on the seed, not on the order of the sheets', () => {
    const twice = (seed: string, serials: readonly string[]) => {
      const passes = passesOf({ share: '0.2', seed }, serials);
      return serials.filter((_, i) => passes[i] === 2).sort();
    };
    expect(twice('a', SERIALS.toReversed())).toEqual(twice('a', SERIALS));
    expect(twice('b', SERIALS)).not.toEqual(twice('a', SERIALS));
  });

  it('favours no place: over many seeds every sheet comes about as often', () => {
    const few = SERIALS.slice(0, 20);
    const often = few.map(() => 0);
    for (let seed = 0; seed < 2000; seed++)
      for (const [i, passes] of passesOf({ share: '0.5', seed: String(seed) }, few).entries())
        often[i] = (often[i] ?? 0) + passes - 1;
    // Expected 1,000 with a standard deviation of 22.
    for (const times of often) expect(Math.abs(times - 1000)).toBeLessThan(120);
  });

  it('is all of them where a campaign has said nothing', () => {
    expect(new Set(passesOf(EVERY_SHEET_TWICE, SERIALS))).toEqual(new Set([2]));
  });
});

describe('a share', () => {
  it('lies between nothing and all, with at most 4 decimals', () => {
    for (const share of ['0', '1', '0.5', '0.1234', '1.0'])
      expect([share, isShare(share)]).toEqual([share, true]);
    for (const share of ['', '-0.1', '1.1', '0,5', '.5', '50', '1e-1', '0.12345', '1.0001'])
      expect([share, isShare(share)]).toEqual([share, false]);
  });

  it('never promises more than is keyed twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 2000 }), (parts, sheets) => {
        const share = (parts / 10_000).toFixed(4);
        const twice = keyedTwice({ share, seed: '' }, sheets);
        expect(twice * 10_000).toBeGreaterThanOrEqual(parts * sheets);
        expect((twice - 1) * 10_000).toBeLessThan(Math.max(parts * sheets, 1));
      }),
    );
  });
});
