import { expect, test } from 'vitest';
import { releaseFaults } from '../../server/core/release-check.ts';
import { countResponse, tallyLayout } from '../../server/core/tally.ts';
import type { Answers } from '../../survey-forms/answer.ts';
import { smallForm } from '../survey-forms/small-form.ts';

const layout = tallyLayout(smallForm);

const likes: Answers = { item: 5, grade: 1, done: 1, days: null };
const dislikes: Answers = { item: 1, grade: null, done: 2, other: 10, why: [10, 20], days: '3' };

/** Counters of so many answers of each kind. */
function counted(liking: number, disliking: number) {
  const counters = new Uint32Array(layout.size);
  for (const slot of countResponse(layout, likes)) counters[slot] = (counters[slot] ?? 0) + liking;
  for (const slot of countResponse(layout, dislikes)) counters[slot] = (counters[slot] ?? 0) + disliking;
  return { responses: liking + disliking, counters };
}

const once = { waiting: 5, retracts: false };

test('a release is some of the answers, and the rest is what waits', () => {
  expect(releaseFaults(smallForm, counted(7, 3), counted(9, 6), once)).toEqual([]);
  expect(releaseFaults(smallForm, counted(0, 0), counted(2, 3), once)).toEqual([]);
  expect(releaseFaults(smallForm, counted(7, 3), counted(7, 3), { ...once, waiting: 0 })).toEqual([]);
});

test('more or fewer than wait cannot be released', () => {
  expect(releaseFaults(smallForm, counted(7, 3), counted(9, 5), once)).toContain('responses');
  expect(releaseFaults(smallForm, counted(7, 3), counted(9, 7), once)).toContain('responses');
});

test('a counter above the recount is found although the responses fit', () => {
  // Eight liked what was released, seven of all did.
  expect(releaseFaults(smallForm, counted(8, 2), counted(7, 8), once)).toContain('counters');
});

test('the differences of a question add up to the answers that wait', () => {
  const released = counted(7, 3);
  const forged = { ...released, counters: released.counters.slice() };
  const slot = layout.questions[0]?.first ?? 0;
  forged.counters[slot] = (forged.counters[slot] ?? 0) + 1;
  expect(releaseFaults(smallForm, forged, counted(9, 6), once)).toContain('sums');
});

test('a sheet taken back leaves the release above the recount, by no more than was taken back', () => {
  // Four of those released were voided, and two came after them.
  const after = counted(5, 3);
  expect(releaseFaults(smallForm, counted(7, 3), after, { waiting: 2, retracts: true })).toEqual([]);
  expect(releaseFaults(smallForm, counted(7, 3), after, { waiting: 2, retracts: false })).toContain(
    'responses',
  );
  expect(releaseFaults(smallForm, counted(7, 3), counted(8, 0), { waiting: 0, retracts: true })).toContain(
    'counters',
  );
});
