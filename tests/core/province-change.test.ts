/** What changed in a province from one year to the next, worked out by hand. */
import { describe, expect, it } from 'vitest';
import type { Score } from '../../server/core/campaign.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { provinceChange } from '../../server/core/province-change.ts';
import { campaign, criterion, framework, unit } from './made-up.ts';

const criteria = [
  criterion('1', 'group', '40'),
  criterion('1.1', 'appraisal', '40'),
  criterion('2', 'group', '60'),
  criterion('2.1', 'appraisal', '60'),
];

/** Points in 1.1 and 2.1 by unit; null: nobody has decided. */
function year(given: number, points: Record<string, readonly [string, string | null]>, more: object = {}) {
  const scores = Object.entries(points).flatMap(([code, both]) =>
    both.map(
      (one, at): Score => ({
        unit: code,
        criterion: `${at + 1}.1`,
        ...(one === null ? { state: 'blank', points: null } : { state: 'scored', points: one }),
      }),
    ),
  );
  const inputs = campaign({
    id: `nam-${given}`,
    year: given,
    framework: framework(criteria),
    units: Object.keys(points).map((code) => unit(code)),
    scores,
    ...more,
  });
  return { inputs, result: computeResult(inputs) };
}

describe('from one year to the next', () => {
  // 2024: A 30 + 50 = 80, B 20 + 40 = 60, gone G 40 + 60. 2025: A 36 + 42 = 78, B 30 + 42 = 72, new N 0 + 0.
  const before = year(2024, { A: ['30', '50'], B: ['20', '40'], G: ['40', '60'] });
  const after = year(2025, { A: ['36', '42'], B: ['30', '42'], N: ['0', '0'] });
  const change = provinceChange(before, after);

  it('gives every unit that is in both, and names the others', () => {
    expect(change).toMatchObject({
      earlier: { id: 'nam-2024', year: 2024 },
      newUnits: [{ code: 'N' }],
      goneUnits: [{ code: 'G' }],
      units: [
        // Second of three before, first of three now.
        { unit: 'A', index: '-2', rank: 1, earlierClass: { vi: 'Tốt' } },
        { unit: 'B', index: '12', rank: 1, earlierClass: { vi: 'Trung bình' } },
      ],
    });
  });

  it('takes the mean over the units in both, and says how many', () => {
    // (−2 + 12) / 2; a difference of the means of all units would count G and N.
    expect(change).toMatchObject({ mean: { change: '5', units: 2 } });
  });

  it('compares areas over the units in both', () => {
    // Area 1: 66/80 − 50/80 = 20 percentage points. Area 2: 84/120 − 90/120 = −5.
    expect(change).toMatchObject({
      areas: [
        { area: '1', change: '20' },
        { area: '2', change: '-5' },
      ],
      fellMost: '2',
    });
  });

  it('leaves a unit without an index out of the mean, not out of the list', () => {
    const open = year(2025, { A: ['36', null], B: ['30', '42'] });
    expect(provinceChange(before, open)).toMatchObject({
      mean: { change: '12', units: 1 },
      // Units without an index stand at the end.
      units: [{ unit: 'B' }, { unit: 'A', index: null, rank: null }],
      // Only B has area 2 in both: 42/60 − 40/60.
      areas: [{ area: '1' }, { area: '2', change: '3.33333333333333333333333333333' }],
      fellMost: null,
    });
  });

  it('says why two campaigns are not held against each other', () => {
    const other = year(2024, { X: ['30', '50'] });
    expect(provinceChange(other, after)).toEqual({
      earlier: { id: 'nam-2024', year: 2024, title: other.inputs.title },
      reason: 'no-common-unit',
    });
    const elsewhere = year(2024, { A: ['30', '50'] }, { province: 'YY' });
    expect(provinceChange(elsewhere, after)).toMatchObject({ reason: 'other-province' });
  });
});
