/**
 * A district-style campaign by hand: bonus, deduction, classes capped by the communes below, ranked by class first
 * (domain §4: 81.23 Tốt stands above 82.52 Khá).
 */
import { describe, expect, it, test } from 'vitest';
import type { CampaignInputs, Score, Subordinates } from '../../server/core/campaign.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { Uncomputable } from '../../server/core/uncomputable.ts';
import { campaign, criterion, framework, policies, unit } from './made-up.ts';

const tree = {
  ...framework([criterion('1', 'group', '100'), criterion('1.1', 'appraisal', '100')], {
    max: '100',
    bonusCap: '2',
  }),
  bands: [
    { name: { vi: 'Xuất sắc' }, from: '90' },
    { name: { vi: 'Tốt' }, from: '80' },
    { name: { vi: 'Khá' }, from: '70' },
    { name: { vi: 'Trung bình' }, from: '50' },
    { name: { vi: 'Yếu' }, from: '0' },
  ],
};

const score = (of: string, points: string): Score => ({
  unit: of,
  criterion: '1.1',
  state: 'scored',
  points,
});
const below = (of: string, units: number, reaching: number): Subordinates => ({
  unit: of,
  units,
  reaching,
  document: 'QĐ 1/QĐ-UBND',
});
const because = { reason: 'Theo hồ sơ', document: 'BC 1/BC-SNV' };

/**
 * Four districts; Khá at most unless 60 % of the communes are Tốt or better.
 *   An    83.52 − 1 = 82.52, 5 of 9 communes (55.6 %)  → earned Tốt, held at Khá
 *   Bình  79.23 + 3 (capped at 2) = 81.23, 6 of 10      → exactly 60 %: stays Tốt
 *   Cát   91, 0 of 4                                     → earned Xuất sắc, held at Khá
 *   Đông  69.96, 0 of 5                                  → Trung bình: the cap raises nobody
 *   Êm    84, none below it                              → Tốt
 * Class first: Êm (Tốt, 84), Bình (Tốt, 81.23), Cát (Khá, 91), An (Khá, 82.52), Đông.
 */
const districts = (more: Partial<CampaignInputs> = {}): CampaignInputs =>
  campaign({
    framework: tree,
    units: ['An', 'Bình', 'Cát', 'Đông', 'Êm'].map((code) => unit(code)),
    scores: [
      score('An', '83.52'),
      score('Bình', '79.23'),
      score('Cát', '91'),
      score('Đông', '69.96'),
      score('Êm', '84'),
    ],
    adjustments: [
      { unit: 'An', kind: 'deduction', points: '1', ...because },
      { unit: 'Bình', kind: 'bonus', points: '3', ...because },
    ],
    subordinates: [below('An', 9, 5), below('Bình', 10, 6), below('Cát', 4, 0), below('Đông', 5, 0)],
    policies: {
      ...policies,
      ranking: 'class-first',
      classCap: { reached: 'Tốt', least: '0.6', heldAt: 'Khá' },
    },
    ...more,
  });

test('districts with caps by their communes, class first', () => {
  const units = computeResult(districts()).units;
  expect(
    units.map((one) => [one.unit, one.index, one.class?.vi, one.uncappedClass?.vi ?? null, one.rank]),
  ).toEqual([
    ['Êm', '84', 'Tốt', null, 1],
    ['Bình', '81.23', 'Tốt', null, 2],
    ['Cát', '91', 'Khá', 'Xuất sắc', 3],
    ['An', '82.52', 'Khá', 'Tốt', 4],
    ['Đông', '69.96', 'Trung bình', null, 5],
  ]);
});

describe('a cap', () => {
  it('counts in the number of units of each class', () => {
    const { classes } = computeResult(districts());
    expect(classes.map(({ name, units }) => [name.vi, units])).toEqual([
      ['Xuất sắc', 0],
      ['Tốt', 2],
      ['Khá', 2],
      ['Trung bình', 1],
      ['Yếu', 0],
    ]);
  });

  it('is nothing without the policy', () => {
    const units = computeResult(districts({ policies: { ...policies, ranking: 'class-first' } })).units;
    expect(units.map((one) => one.unit)).toEqual(['Cát', 'Êm', 'An', 'Bình', 'Đông']);
  });

  it('that cannot be is refused', () => {
    const refused = (subordinates: Subordinates[]) => () => computeResult(districts({ subordinates }));
    expect(refused([below('An', 4, 5)])).toThrow(Uncomputable);
    expect(refused([below('An', 0, 0)])).toThrow('unit An');
    const { policies: own } = districts();
    const unknown = { ...own, classCap: { reached: 'Tốt', least: '0.6', heldAt: 'Vừa' } };
    expect(() => computeResult(districts({ policies: unknown }))).toThrow('"Vừa"');
  });
});
