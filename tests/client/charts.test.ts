import { describe, expect, it } from 'vitest';
import { binsOf } from '../../client/staff/charts/bins.ts';
import { spreadOut } from '../../client/staff/charts/draw-trend.ts';
import { heatRange, heatStep } from '../../client/staff/charts/heat-step.ts';

describe('bins', () => {
  it('begin at multiples of their width, and a bound belongs to the one above it', () => {
    expect(binsOf([70, 71.9, 72, 77], 2)).toEqual([
      { from: 70, to: 72, count: 2 },
      { from: 72, to: 74, count: 1 },
      { from: 74, to: 76, count: 0 },
      { from: 76, to: 78, count: 1 },
    ]);
  });

  it('end at what nothing can be above', () => {
    expect(binsOf([99, 100], 5, 100)).toEqual([{ from: 95, to: 100, count: 2 }]);
    expect(binsOf([], 5)).toEqual([]);
  });
});

describe('tints', () => {
  it('go in six steps over the range, and stay within it', () => {
    const range = { min: 40, max: 100 };
    expect([10, 40, 49.9, 50, 99.9, 100, 120].map((value) => heatStep(value, range))).toEqual([
      1, 1, 1, 2, 6, 6, 6,
    ]);
  });

  it('are the strongest where there is no range', () => {
    expect(heatStep(5, { min: 5, max: 5 })).toBe(6);
  });
});

it('names at the ends of lines keep their distance, each as near to its line as it can', () => {
  expect(spreadOut([100, 10, 104], 16)).toEqual([100, 10, 116]);
  expect(spreadOut([], 16)).toEqual([]);
});

describe('the range of a heat table', () => {
  it('begins at the whole ten below the lowest share, so that what differs has different tints', () => {
    const range = heatRange([94, 92, 92, 85, null, 87, 91]);
    expect(range).toEqual({ min: 80, max: 100 });
    expect(heatStep(94, range)).not.toBe(heatStep(85, range));
  });

  it('is the whole scale where nothing is known, and never without width', () => {
    expect(heatRange([null])).toEqual({ min: 0, max: 100 });
    expect(heatRange([100])).toEqual({ min: 90, max: 100 });
  });
});
