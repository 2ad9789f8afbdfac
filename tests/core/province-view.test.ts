/** The page of a province from a made-up result; every figure is worked out by hand beside it. */
import { describe, expect, it } from 'vitest';
import type { CampaignInputs, Score } from '../../server/core/campaign.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { provinceResult } from '../../server/core/province-view.ts';
import { campaign, criterion, framework, policies, unit } from './made-up.ts';

const scored = (of: string, code: string, points: string): Score => ({
  ...{ unit: of, criterion: code, state: 'scored', points },
});

/** Area 1 of 40 points in one leaf; area 2 of 60 in two. */
const twoAreas = framework([
  criterion('1', 'group', '40'),
  criterion('1.1', 'appraisal', '40'),
  criterion('2', 'group', '60'),
  criterion('2.1', 'appraisal', '40'),
  criterion('2.2', 'appraisal', '20'),
]);

/**
 * A: 38 + 36 + 18 = 92. B: 30 + 30, 2.2 does not apply: 60 of 80 = 75. C: everything, 100. D: 20, and 2.1 is blank.
 */
const inputs = campaign({
  framework: twoAreas,
  units: ['A', 'B', 'C', 'D'].map((code) => unit(code)),
  scores: [
    ...[scored('A', '1.1', '38'), scored('A', '2.1', '36'), scored('A', '2.2', '18')],
    ...[scored('B', '1.1', '30'), scored('B', '2.1', '30')],
    { unit: 'B', criterion: '2.2', state: 'not-assessed', points: null },
    ...[scored('C', '1.1', '40'), scored('C', '2.1', '40'), scored('C', '2.2', '20')],
    ...[scored('D', '1.1', '20'), scored('D', '2.2', '10')],
  ],
});

const shown = (given: CampaignInputs) => provinceResult(given, computeResult(given));

describe('a province at a glance', () => {
  const view = shown(inputs);
  const lineOf = (code: string) => view.units.find((line) => line.unit === code);

  it('ranks the units, and leaves one without an index unranked', () => {
    expect(view.units.map((line) => [line.unit, line.rank, line.index, line.class?.vi])).toEqual([
      ['C', 1, '100', 'Xuất sắc'],
      ['A', 2, '92', 'Xuất sắc'],
      ['B', 3, '75', 'Khá'],
      ['D', null, null, undefined],
    ]);
    expect([view.highest, view.lowest]).toEqual([['C'], ['B']]);
  });

  it('says which mean is shown, and of how many', () => {
    // (92 + 75 + 100) / 3
    expect(view.mean).toEqual({ index: '89', units: 3 });
  });

  it('gives each area of a unit in percent of what applies to it', () => {
    expect(lineOf('A')?.areas).toEqual([
      { area: '1', state: 'scored', points: '38', max: '40', share: '95', lost: '2' },
      { area: '2', state: 'scored', points: '54', max: '60', share: '90', lost: '6' },
    ]);
    // 2.2 left its area: 30 of 40.
    expect(lineOf('B')?.areas[1]).toEqual({
      ...{ area: '2', state: 'scored', points: '30', max: '40', share: '75', lost: '10' },
    });
  });

  it('keeps blank, zero and not assessed apart', () => {
    // No number may stand where a leaf is not decided.
    expect(lineOf('D')?.areas[1]).toMatchObject({
      state: 'incomplete',
      points: null,
      share: null,
      lost: null,
    });
    const none = campaign({
      framework: twoAreas,
      units: [unit('Z')],
      scores: [
        scored('Z', '1.1', '0'),
        ...['2.1', '2.2'].map(
          (code): Score => ({ unit: 'Z', criterion: code, state: 'not-assessed', points: null }),
        ),
      ],
    });
    expect(shown(none).units[0]?.areas.map(({ state, share }) => [state, share])).toEqual([
      ['scored', '0'],
      ['not-assessed', null],
    ]);
  });

  it('names what cost each unit most: the first of equal areas, none where nothing was lost', () => {
    // A lost 2 and 6, B 10 and 10, C nothing, D 20 in the only area that is known.
    expect(['A', 'B', 'C', 'D'].map((code) => lineOf(code)?.costliest)).toEqual(['2', '1', null, '1']);
  });

  it('adds the areas up over the units that have a score in them', () => {
    expect(view.areas.map(({ name: _, ...area }) => area)).toEqual([
      // 2 + 10 + 0 + 20 lost; 38 + 30 + 40 + 20 of 4 × 40
      { code: '1', units: 4, lost: '32', share: '80', lowest: 'D' },
      // 6 + 10 + 0 lost; 54 + 30 + 60 of 60 + 40 + 60
      { code: '2', units: 3, lost: '16', share: '90', lowest: 'B' },
    ]);
    expect(view.costliest).toBe('1');
  });

  it('spreads the indices in steps of five without a gap; 100 belongs to the last', () => {
    expect(view.spread).toEqual([
      { from: 75, to: 80, units: 1 },
      { from: 80, to: 85, units: 0 },
      { from: 85, to: 90, units: 0 },
      { from: 90, to: 95, units: 1 },
      { from: 95, to: 100, units: 1 },
    ]);
  });

  it('decides the step by the unrounded index, as the class is', () => {
    // 79.999…: nearer to 80 than any float.
    const close = campaign({
      framework: framework([criterion('1', 'appraisal', '100')]),
      units: [unit('A')],
      scores: [scored('A', '1', '79.99999999999999999999')],
    });
    expect(shown(close).spread).toEqual([{ from: 75, to: 80, units: 1 }]);
    expect(shown(close).units[0]?.class?.vi).toBe('Khá');
  });

  it('has room above 100, where a bonus leads there', () => {
    const above = campaign({
      framework: framework([criterion('1', 'appraisal', '100')]),
      units: [unit('A'), unit('B')],
      scores: [scored('A', '1', '100'), scored('B', '1', '100')],
      adjustments: [{ unit: 'A', kind: 'bonus', points: '1', reason: 'x', document: 'y' }],
    });
    expect(shown(above).spread).toEqual([{ from: 100, to: 105, units: 2 }]);
  });
});

describe('groups, ties and frameworks of another make', () => {
  it('gives the mean of each group only where groups are ranked', () => {
    const grouped = campaign({
      framework: framework([criterion('1', 'appraisal', '100')]),
      units: [unit('A', { group: 'full' }), unit('B', { group: 'special' }), unit('C', { group: 'full' })],
      scores: [scored('A', '1', '80'), scored('B', '1', '60'), scored('C', '1', '90')],
      policies: { ...policies, ranking: 'groups' },
    });
    expect(shown(grouped).groups).toEqual([
      { group: 'full', units: 2, mean: '85' },
      { group: 'special', units: 1, mean: '60' },
    ]);
    expect(shown({ ...grouped, policies }).groups).toEqual([]);
  });

  it('names all that are exactly equal', () => {
    const tied = campaign({
      framework: framework([criterion('1', 'appraisal', '90')]),
      units: ['A', 'B', 'C'].map((code) => unit(code)),
      scores: ['A', 'B', 'C'].map((code) => scored(code, '1', '60')),
    });
    expect(shown(tied)).toMatchObject({ highest: ['A', 'B', 'C'], lowest: ['A', 'B', 'C'] });
  });

  it('says nothing of areas without maxima, nor of one area alone', () => {
    const plain = campaign({
      framework: framework([criterion('1', 'appraisal', null), criterion('2', 'appraisal', null)]),
      units: [unit('A', { scale: '100' })],
      scores: [scored('A', '1', '60'), scored('A', '2', '20')],
    });
    expect(shown(plain)).toMatchObject({ costliest: null, units: [{ index: '80', costliest: null }] });
    expect(shown(plain).areas.map(({ units, lost, share }) => [units, lost, share])).toEqual([
      [0, null, null],
      [0, null, null],
    ]);
    const single = campaign({
      framework: framework([criterion('1', 'appraisal', '100')]),
      units: [unit('A')],
      scores: [scored('A', '1', '60')],
    });
    expect(shown(single)).toMatchObject({ costliest: null, units: [{ costliest: null }] });
  });

  it('of no units is empty, not zero', () => {
    const nobody = shown(campaign({ framework: twoAreas, units: [] }));
    expect(nobody).toMatchObject({
      ...{ units: [], highest: [], lowest: [], costliest: null, spread: [] },
      mean: { index: null, units: 0 },
    });
    expect(nobody.areas.map(({ lost, share }) => [lost, share])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});
