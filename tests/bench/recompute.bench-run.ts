/** `npm run bench`: prints how long a campaign of the whole country takes to recompute, and how much memory. */
import { expect, it } from 'vitest';
import { measureRecompute, recomputeTable } from './measure-recompute.ts';

it('recompute', () => {
  const measured = [
    measureRecompute('provinces', { units: 34, leaves: 114 }, 15),
    measureRecompute('communes', { units: 3300, leaves: 60 }, 5),
  ];
  process.stdout.write(`\n${recomputeTable(measured)}\n`);
  expect(measured.map(({ ranked }) => ranked)).toEqual([34, 3300]);
});
