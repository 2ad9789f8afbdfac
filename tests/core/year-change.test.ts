/**
 * A unit against itself: like for like and the effect of the changed scale, exactly. The first example was computed in R; the
 * others are worked out beside their figures.
 */
import { describe, expect, it } from 'vitest';
import type { CampaignInputs, Score } from '../../server/core/campaign.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { decimalText, sum, ZERO } from '../../server/core/decimal.ts';
import type { Published } from '../../server/core/series.ts';
import { type ExactSplit, exactSplit, yearChange } from '../../server/core/year-change.ts';
import { seededRandom } from '../help/seeded-random.ts';
import { LEAVES, tree } from './composite-sample.ts';
import { campaign, criterion, framework, policies, unit } from './made-up.ts';

type Points = Readonly<Record<string, string | null>>;

const scoresOf = (points: Points): Score[] =>
  Object.entries(points).map(([code, value]) => ({
    ...{ unit: 'A', criterion: code, points: value },
    state: value === null ? 'not-assessed' : 'scored',
  }));

function year(of: number, points: Points, more: Partial<CampaignInputs> = {}): Published {
  const inputs = campaign({
    ...{ framework: tree, units: [unit('A')], id: `nam-${of}`, year: of, scores: scoresOf(points) },
    ...more,
  });
  return { inputs, result: computeResult(inputs) };
}

/** Points in the order of `LEAVES`. */
const inOrder = (values: readonly (string | null)[]): Points =>
  Object.fromEntries(LEAVES.map((code, at) => [code, values[at] ?? null]));

function changed(earlier: Published, later: Published) {
  const found = yearChange('A', earlier, later);
  if (!found) throw new Error('not rated');
  return found;
}

function splitOf(earlier: Published, later: Published): ExactSplit {
  const found = exactSplit('A', earlier, later);
  if (typeof found === 'string') throw new Error(found);
  return found;
}

const because = { unit: 'A', reason: 'Theo hồ sơ', document: 'BC 1' };

describe('computed in R', () => {
  const earlier = year(2025, inOrder(['9', null, '8', '11', '13', '25']));
  const later = year(2026, inOrder(['9', '14', '7', '12', '13', '27']));

  it('82.5 → 82 is 82.5 → 85 like for like, less 3 by the scale', () => {
    const { index, split } = changed(earlier, later);
    expect(index).toEqual({ earlier: '82.5', later: '82', change: '-0.5' });
    expect(split).toEqual({
      likeForLike: { earlier: '82.5', later: '85', change: '2.5' },
      scaleEffect: '-3',
      ceiling: '0',
      adjustments: '0',
      criteria: 5,
    });
  });

  it('each criterion with its contribution; the one that a year did not assess has none, and says so', () => {
    const { criteria } = changed(earlier, later);
    expect(
      criteria.map(({ laterCode, contribution, missing }) => [laterCode, contribution, missing]),
    ).toEqual([
      ['1.1', '0', null],
      ['1.2', null, 'not-assessed-earlier'],
      ['1.3', '-1.25', null],
      ['2.1', '1.25', null],
      ['2.2', '0', null],
      ['3.1', '2.5', null],
    ]);
    expect(criteria[1]?.earlier).toEqual({ state: 'not-assessed', points: null, max: '0' });
  });

  it('areas, class and rank stand beside it', () => {
    const { areas, class: earned, rank, scale, parts } = changed(earlier, later);
    expect(areas.map(({ laterCode, change, otherMax }) => [laterCode, change, otherMax])).toEqual([
      ['1', '-10', true],
      ['2', '3.3333333333333333333333333333', false],
      ['3', '6.6666666666666666666666666667', false],
    ]);
    expect([earned.earlier?.vi, earned.later?.vi]).toEqual(['B', 'B']);
    expect([rank.change, scale]).toEqual([0, { earlier: '80', later: '100' }]);
    expect(parts.points).toEqual({ earlier: '66', later: '82', change: '16' });
  });
});

describe('what is like for like', () => {
  const one = (max: string) =>
    framework([criterion('1', 'appraisal', max), criterion('2', 'appraisal', '50')]);

  it('a heavier criterion is no better work: it is the effect of the scale', () => {
    // 25 of 50 and 50 of 50: 75. Then 50 of 100 and 50 of 50: 100 of 150. Nothing was done better or worse.
    const earlier = year(2025, { 1: '25', 2: '50' }, { framework: one('50') });
    const later = year(2026, { 1: '50', 2: '50' }, { framework: one('100') });
    const { likeForLike, scaleEffect, headline, contributions } = splitOf(earlier, later);
    expect(decimalText(likeForLike.later.sub(likeForLike.earlier))).toBe('0');
    expect([...contributions.values()].map(decimalText)).toEqual(['0', '0']);
    expect(scaleEffect.equals(headline.later.sub(headline.earlier))).toBe(true);
    expect(decimalText(scaleEffect)).toBe('-8.33333333333333333333333333333');
  });

  it('bonus and deduction are work, not scale', () => {
    // (75 + 2) ÷ 100 → (75 − 1) ÷ 100.
    const of = (moved: CampaignInputs['adjustments']) => ({ framework: one('50'), adjustments: moved });
    const earlier = year(2025, { 1: '25', 2: '50' }, of([{ ...because, kind: 'bonus', points: '2' }]));
    const later = year(2026, { 1: '25', 2: '50' }, of([{ ...because, kind: 'deduction', points: '1' }]));
    const { split } = changed(earlier, later);
    expect([split?.adjustments, split?.likeForLike.change, split?.scaleEffect]).toEqual(['-3', '-3', '0']);
  });

  it('what a ceiling cuts stands by itself', () => {
    // 95 + 3 → 95 + 8 = 103, cut to 100: 2 = 5 like for like − 3 cut.
    const capped = { policies: { ...policies, indexCeiling: 'at-100' as const }, framework: one('50') };
    const given = (points: string) => ({
      ...capped,
      adjustments: [{ ...because, kind: 'bonus' as const, points }],
    });
    const { split, index } = changed(
      year(2025, { 1: '45', 2: '50' }, given('3')),
      year(2026, { 1: '45', 2: '50' }, given('8')),
    );
    expect([index.change, split?.likeForLike.change, split?.ceiling]).toEqual(['2', '5', '-3']);
  });
});

describe('what cannot be compared says why', () => {
  it('a criterion of one framework only, by itself, never as zero', () => {
    const old = framework([criterion('1', 'appraisal', '50'), criterion('2', 'appraisal', '50')]);
    const renamed = framework(
      [
        criterion('1', 'appraisal', '50'),
        criterion('3', 'appraisal', '50', { name: { vi: 'Chuyển đổi số' } }),
      ],
      { id: 'other' },
    );
    const found = changed(
      year(2025, { 1: '40', 2: '10' }, { framework: old }),
      year(2026, { 1: '45', 3: '50' }, { framework: renamed }),
    );
    expect(
      found.criteria.map(({ earlierCode, laterCode, missing }) => [earlierCode, laterCode, missing]),
    ).toEqual([
      ['1', '1', null],
      [null, '3', 'not-in-earlier'],
      ['2', null, 'not-in-later'],
    ]);
    // 50 → 95: 80 → 90 like for like, 35 by the scale.
    expect(found.split).toMatchObject({
      likeForLike: { earlier: '80', later: '90', change: '10' },
      scaleEffect: '35',
    });
  });

  it('a unit without an index, no criterion of both years, and a document that prints none', () => {
    const full = year(2026, inOrder(['9', '14', '7', '12', '13', '27']));
    const { split, noSplit, criteria } = changed(year(2025, { '1.1': '9' }), full);
    expect([split, noSplit, criteria[1]?.missing]).toEqual([null, 'no-index', 'blank']);
    const half = (has: boolean) => inOrder(LEAVES.map((_, at) => (at < 3 === has ? '5' : null)));
    expect(exactSplit('A', year(2025, half(true)), year(2026, half(false)))).toBe('no-shared-criterion');
    const printed = framework([criterion('1', 'appraisal', null), criterion('2', 'perception', null)]);
    const scaled = { framework: printed, units: [unit('A', { scale: '100' })] };
    const found = changed(year(2025, { 1: '60', 2: '20' }, scaled), year(2026, { 1: '62', 2: '21' }, scaled));
    expect([found.split, found.noSplit]).toEqual([null, 'no-maxima']);
    expect(found.parts.survey).toEqual({ earlier: '20', later: '21', change: '1' });
    expect(found.parts.appraised.change).toBe('2');
  });
});

describe('over random years', () => {
  const random = seededRandom(20_261_125);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const points = () =>
    Object.fromEntries(
      LEAVES.map((code) => {
        const max = Number(tree.criteria.find((one) => one.code === code)?.max);
        return [code, random() < 0.2 ? null : (random() * max).toFixed(4)];
      }),
    );
  const adjustments = () =>
    random() < 0.5 ? [] : [{ ...because, kind: pick(['bonus', 'deduction'] as const), points: '1.7' }];
  const rules = () => ({
    ...policies,
    adjustments: pick(['inside-the-points', 'after-scaling'] as const),
    notApplicable: pick(['flat', 'level-by-level'] as const),
    indexCeiling: pick(['none', 'at-100'] as const),
  });

  it('the parts add up to the change exactly, and the contributions to like for like', () => {
    let compared = 0;
    for (let trial = 0; trial < 400; trial += 1) {
      const earlier = year(2025, points(), { adjustments: adjustments(), policies: rules() });
      const later = year(2026, points(), { adjustments: adjustments(), policies: rules() });
      const found = exactSplit('A', earlier, later);
      if (typeof found === 'string') continue;
      compared += 1;
      const { headline, likeForLike, contributions, adjustments: moved, scaleEffect, ceiling } = found;
      const gained = likeForLike.later.sub(likeForLike.earlier);
      expect(
        sum([...contributions.values()])
          .add(moved)
          .equals(gained),
      ).toBe(true);
      const whole = gained.add(scaleEffect).add(ceiling);
      expect(whole.equals(headline.later.sub(headline.earlier))).toBe(true);
      expect(decimalText(headline.earlier)).toBe(earlier.result.units[0]?.index);
      expect(decimalText(headline.later)).toBe(later.result.units[0]?.index);
    }
    expect(compared).toBeGreaterThan(350);
  });

  it('nothing is laid to the scale where the same criteria apply under the same rules', () => {
    for (let trial = 0; trial < 100; trial += 1) {
      const of = { policies: { ...rules(), indexCeiling: 'none' as const } };
      const first = points();
      const second = Object.fromEntries(Object.entries(first).map(([code, one]) => [code, one && '3.3']));
      const found = exactSplit('A', year(2025, first, of), year(2026, second, of));
      if (typeof found !== 'string') expect(found.scaleEffect.equals(ZERO)).toBe(true);
    }
  });
});
