import { expect, test } from 'vitest';
import type { CampaignInputs } from '../../server/core/campaign.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { changesSince, INPUT_PARTS, proposedResult } from '../../server/core/proposed-result.ts';
import { inputs } from '../client/campaign-fixture.ts';

const seen = (from: CampaignInputs) => proposedResult(from, computeResult(from));

test('nothing has changed where nothing has', () => {
  expect(changesSince(seen(inputs), JSON.parse(JSON.stringify(seen(structuredClone(inputs)))))).toBeNull();
});

test('a changed score is named, with what it does to every unit', () => {
  const scores = inputs.scores.map((score) =>
    score.unit === 'A' && score.criterion === '1.2' ? { ...score, points: '2' } : score,
  );
  const changes = changesSince(seen(inputs), seen({ ...inputs, scores }));
  expect(changes?.parts).toEqual(['scores']);
  expect(changes?.units.map(({ unit }) => unit)).toContain('A');
  const [a] = changes?.units.filter(({ unit }) => unit === 'A') ?? [];
  expect(a?.before?.index).not.toBe(a?.now?.index);
});

test('a note that changes no figure is a change all the same', () => {
  const scores = inputs.scores.map((score, at) => (at === 0 ? { ...score, note: 'khác' } : score));
  expect(changesSince(seen(inputs), seen({ ...inputs, scores }))).toEqual({ parts: ['scores'], units: [] });
});

test('a unit that came or went is shown against nothing', () => {
  const without = {
    ...inputs,
    units: inputs.units.slice(1),
    scores: inputs.scores.filter(({ unit }) => unit !== 'A'),
    adjustments: [],
  };
  const changes = changesSince(seen(inputs), seen(without));
  expect(changes?.parts).toEqual(['units', 'scores', 'adjustments']);
  expect(changes?.units.find(({ unit }) => unit === 'A')).toMatchObject({ now: null });
});

test('every input belongs to a part', () => {
  const all: string[] = Object.values(INPUT_PARTS).flat();
  const known = { ...inputs, subordinates: [], unbalanced: [] };
  expect(all.toSorted()).toEqual(Object.keys(known).toSorted());
});
