/** Other points at some leaves: what the unit would have, ranked among the others as they stand. */
import { describe, expect, it } from 'vitest';
import type { CampaignInputs } from '../../server/core/campaign.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { expectedIndex } from '../../server/core/expected-index.ts';
import { nextClass } from '../../server/core/next-class.ts';
import type { Published } from '../../server/core/series.ts';
import { type Trial, whatIf } from '../../server/core/what-if.ts';
import { inputs } from './composite-sample.ts';
import { bands, campaign, count, criterion, framework, policies, tally, unit } from './made-up.ts';

const frozen = (of: CampaignInputs): Published => ({ inputs: of, result: computeResult(of) });

function tried(published: Published, of: string, ...trials: Trial[]) {
  const found = whatIf(published, of, trials);
  if (!found?.ok) throw new Error(JSON.stringify(found));
  return found;
}

function refused(published: Published, of: string, ...trials: Trial[]) {
  const found = whatIf(published, of, trials);
  return found?.ok === false ? found.faults.map(({ at, field, code, max }) => [at, field, code, max]) : found;
}

const composite = frozen(inputs({ notApplicable: 'flat', indexCeiling: 'at-100' }));

/** U5 has 40 of 90 and a deduction of 4 after scaling: (50 + 4) × 90 ÷ 100 − 40 = 8.6 points, to 20.6 of 30 at C1. */
describe('computed in R: U5 to 50', () => {
  it('says the points that are needed', () => {
    const u5 = composite.result.units.find((one) => one.unit === 'U5');
    if (!u5) throw new Error('no U5');
    expect(u5.scale).toBe('90');
    expect(nextClass(composite.inputs, u5).better[0]).toMatchObject({ name: { vi: 'D' }, points: '8.6' });
  });

  it('reaches the class with exactly those, and not with a ten-thousandth less', () => {
    const found = tried(composite, 'U5', { criterion: '3.1', points: '20.6' });
    expect(found.before).toMatchObject({ points: '40', class: { vi: 'E' }, rank: 6 });
    expect(found.after).toEqual({
      ...{ points: '48.6', scale: '90', index: '50', class: { vi: 'D' }, uncappedClass: null, rank: 6 },
    });
    expect([found.gained, found.of]).toEqual(['8.6', 6]);
    expect(tried(composite, 'U5', { criterion: '3.1', points: '20.5999' }).after.class?.vi).toBe('E');
  });
});

it('says of the same points what a plan expects of them as targets, for every unit', () => {
  for (const { unit: code, nodes } of composite.result.units) {
    const open = nodes.filter(
      ({ kind, state, points }) => kind !== 'group' && state === 'scored' && points !== null,
    );
    const targets = open.map(({ code: criterion, max }) => ({ criterion, points: max ?? '0' }));
    expect(targets.length).toBeGreaterThan(0);
    const [found, expected] = [tried(composite, code, ...targets), expectedIndex(composite, code, targets)];
    expect([code, expected?.before, expected?.after, expected?.gained]).toEqual([
      ...[code, found.before, found.after, found.gained],
    ]);
  }
});

describe('the others stand as they are', () => {
  it('a unit climbs past those it overtakes, ties share a rank, and its own frozen place is free', () => {
    // U2: 66 of 80 less 1.5 = 81, third; U3 has 85.857… With 5 points more 71 ÷ 80 = 88.75 − 1.5 = 87.25: second.
    expect(tried(composite, 'U2', { criterion: '3.1', points: '30' }).after).toMatchObject({
      rank: 2,
      index: '87.25',
    });
    // U1 and U6 share the fourth rank with 79; U6 gives up a point and is fifth.
    expect(tried(composite, 'U6', { criterion: '3.1', points: '23' }).after.rank).toBe(5);
    expect(tried(composite, 'U6').after).toEqual(tried(composite, 'U6').before);
  });

  it('changes nothing of what is frozen', () => {
    const before = JSON.stringify(composite);
    tried(composite, 'U1', { criterion: '1.1', points: '0' }, { criterion: '2.1', points: '15' });
    expect(JSON.stringify(composite)).toBe(before);
  });

  it('says what is lacking after it', () => {
    const { next } = tried(composite, 'U1', { criterion: '1.2', points: '20' });
    // 77 + 4 + 2 = 83: B; A needs 90 − 83 = 7 more.
    expect([next.earned?.vi, next.better[0]?.points]).toEqual(['B', '7']);
    expect(next.recoverable.map(({ criterion: code }) => code)).not.toContain('1.2');
  });

  it('groups are ranked by themselves', () => {
    const grouped = framework([criterion('1', 'appraisal', '100')]);
    const of = (code: string, points: string) => ({
      unit: code,
      criterion: '1',
      state: 'scored' as const,
      points,
    });
    const published = frozen(
      campaign({
        framework: grouped,
        policies: { ...policies, ranking: 'groups' },
        units: [unit('A', { group: 'x' }), unit('B', { group: 'x' }), unit('C', { group: 'y' })],
        scores: [of('A', '90'), of('B', '70'), of('C', '60')],
      }),
    );
    const { after, of: ranked } = tried(published, 'C', { criterion: '1', points: '10' });
    expect([after.rank, ranked]).toEqual([1, 1]);
    expect(tried(published, 'B', { criterion: '1', points: '95' }).after.rank).toBe(1);
  });
});

describe('a criterion that answers feed', () => {
  const fed = framework([
    criterion('1', 'appraisal', '60'),
    criterion('2', 'satisfaction', '40', { feed: { form: 'mini', questions: ['s1'], items: 'pooled' } }),
  ]);
  const published = frozen(
    campaign({
      framework: fed,
      units: [unit('A'), unit('B')],
      scores: ['A', 'B'].map((of) => ({ unit: of, criterion: '1', state: 'scored', points: '40' })),
      tallies: [
        tally({ responses: 3, questions: { s1: count({ 1: 1, 2: 0, 3: 0, 4: 1, 5: 1 }) } }),
        // B was not asked: its criterion is not assessed, whatever is tried for A.
      ],
    }),
  );

  it('takes trial points in the place of the answers; the unit that was not asked stays as it is', () => {
    // A: 40 + 40 × 2/3 = 66.66…; B: 40 of 60 = 66.66…: they share the rank.
    expect(tried(published, 'A').before.rank).toBe(1);
    expect(tried(published, 'A', { criterion: '2', points: '20' }).after).toMatchObject({
      index: '60',
      rank: 2,
    });
    expect(tried(published, 'B', { criterion: '1', points: '45' }).after).toMatchObject({
      index: '75',
      scale: '60',
    });
    expect(refused(published, 'B', { criterion: '2', points: '1' })).toEqual([
      [0, 'criterion', 'trial-not-applicable', undefined],
    ]);
  });
});

describe('what cannot be tried', () => {
  it('is named by its place, and nothing is computed', () => {
    const faults = refused(
      composite,
      'U1',
      { criterion: '1.1', points: '10.5' },
      { criterion: '1.2', points: '-1' },
      { criterion: '9.9', points: '1' },
      { criterion: '2', points: '1' },
      { criterion: '2.1', points: '1,5' },
      { criterion: '2.1', points: '2' },
    );
    expect(faults).toEqual([
      [0, 'points', 'trial-above-max', '10'],
      [1, 'points', 'trial-negative', undefined],
      [2, 'criterion', 'trial-unknown-criterion', undefined],
      [3, 'criterion', 'trial-not-a-leaf', undefined],
      [4, 'points', 'trial-not-a-number', undefined],
      [5, 'criterion', 'trial-twice', undefined],
    ]);
    expect(refused(composite, 'U2', { criterion: '1.2', points: '1' })).toEqual([
      [0, 'criterion', 'trial-not-applicable', undefined],
    ]);
    expect(whatIf(composite, 'U9', [])).toBeNull();
  });
});

it('a class held down by the units below stays held', () => {
  const published = frozen(
    campaign({
      framework: { ...framework([criterion('1', 'appraisal', '100')]), bands },
      policies: { ...policies, classCap: { reached: 'Tốt', least: '0.6', heldAt: 'Khá' } },
      units: [unit('A')],
      scores: [{ unit: 'A', criterion: '1', state: 'scored', points: '75' }],
      subordinates: [{ unit: 'A', units: 10, reaching: 5, document: 'QĐ 1' }],
    }),
  );
  const { after } = tried(published, 'A', { criterion: '1', points: '92' });
  expect([after.class?.vi, after.uncappedClass?.vi, after.index]).toEqual(['Khá', 'Xuất sắc', '92']);
});
