/** What a report tells a result in: percent of a scale, or points of it where classes are set on points. */
import { describe, expect, test } from 'vitest';
import { meanOf, meanSaid, measureOf, pointsCell } from '../../server/report/measure.ts';

const criteria = [{ code: '1', parent: null, name: { vi: 'Một' }, kind: 'appraisal' as const, max: '18' }];
const [byIndex, byPoints] = [
  measureOf({ bandsOn: 'index', criteria }),
  measureOf({ bandsOn: 'points', criteria }),
];
const unit = (code: string, points: string | null, index: string | null, scale = '18') => ({
  ...{ unit: code, name: { vi: `Sở ${code}` }, group: null, rank: null, points, index, scale },
  ...{ class: null, areas: [], costliest: null },
});
const an = unit('An', '14.4', '80');
const bi = unit('Bi', '9', '50');
const of = (...units: ReturnType<typeof unit>[]) => ({
  mean: { index: '65', units: units.filter(({ index }) => index !== null).length },
  highest: ['An'],
  units,
});

describe('the mean of a result', () => {
  test('says of how many it is', () => {
    expect(meanOf(of(an, bi), byIndex)).toBe('Chỉ số trung bình của 2 đơn vị có chỉ số');
    expect(meanOf(of(an, bi), byPoints)).toBe('Điểm trung bình của 2 đơn vị có điểm');
  });

  test('of one unit is none: the unit is named', () => {
    expect(meanOf(of(an), byIndex)).toBe('Chỉ số của Sở An');
    expect(meanOf(of(an, unit('Ca', '3', null)), byPoints)).toBe('Điểm của Sở An');
  });

  test('in points is of the scale that all of them have, and of none where they differ', () => {
    expect(meanSaid(of(an, bi), byIndex)).toBe('65,00\u00a0%');
    // (14.4 + 9) / 2; what is not scored whole is not in it.
    expect(meanSaid(of(an, bi, unit('Ca', '3', null)), byPoints)).toBe('11,70 trên 18 điểm');
    expect(meanSaid(of(an, unit('Ca', '3', '30', '10')), byPoints)).toBe('8,70 điểm');
  });
});

test('a unit that is not scored whole has no figure', () => {
  expect([byIndex.said(an), byPoints.said(an), pointsCell(an)]).toEqual([
    '80,00\u00a0%',
    '14,40 trên 18 điểm',
    '14,40/18',
  ]);
  const half = unit('Ca', '3', null);
  expect([byPoints.said(half), pointsCell(half)]).toEqual(['chưa có', 'chưa có']);
});

test('what stands in groups keeps its areas; only a flat list is of indicators', () => {
  const group = { code: '0', parent: null, name: { vi: 'Nhóm' }, kind: 'group' as const, max: '18' };
  expect([
    byIndex.part,
    byPoints.part,
    measureOf({ bandsOn: 'points', criteria: [group, ...criteria] }).part,
  ]).toEqual(['lĩnh vực', 'chỉ số', 'lĩnh vực']);
});
