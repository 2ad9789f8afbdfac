/** The bench of recomputation in small: every unit gets its index, and the table is printed. Speed is never asserted. */
import { expect, it } from 'vitest';
import { madeUpCampaign, measureRecompute, recomputeTable } from './measure-recompute.ts';

it('recomputes every unit with rules and surveys', () => {
  const { framework, scores, tallies } = madeUpCampaign(5, 24);
  expect(framework.criteria.filter(({ kind }) => kind !== 'group')).toHaveLength(24);
  expect(framework.max).toBe('24');
  expect([scores.length, tallies.length]).toEqual([5 * 18, 5]);
  const measured = measureRecompute('communes', { units: 5, leaves: 24 }, 2);
  expect(measured).toMatchObject({ units: 5, leaves: 24, ranked: 5 });
  expect(recomputeTable([measured])).toMatch(/\ncommunes +5 +24 +\d+ +\d+ +\d+ +\d+\n$/);
});
