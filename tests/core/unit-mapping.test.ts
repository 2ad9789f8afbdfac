/** Units that merged or split: earlier values worked out by hand, and every mapping that cannot stand. */
import { describe, expect, it } from 'vitest';
import type { CampaignInputs } from '../../server/core/campaign.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import type { Published } from '../../server/core/series.ts';
import { byNewUnit, checkMapping, earlierValue, type MappingRow } from '../../server/core/unit-mapping.ts';
import { compareAllYears } from '../../server/core/years.ts';
import { campaign, criterion, framework, policies, unit } from './made-up.ts';

const row = (newUnit: string, oldUnit: string, share: string, effectiveOn = '2025-07-01'): MappingRow => ({
  ...{ newUnit, oldUnit, share, effectiveOn },
  document: 'NQ 1/2025',
});

const KNOWN = new Set(['A', 'B', 'C', 'D', 'E', 'N', 'M']);
const faults = (...rows: MappingRow[]) =>
  checkMapping(rows, KNOWN).map(({ row: at, field, code, values }) => [
    at,
    field,
    code,
    ...Object.values(values),
  ]);

describe('what a mapping must be', () => {
  it('lets merged, split and chained units pass', () => {
    expect(faults(row('N', 'A', '0.6'), row('N', 'B', '0.4'))).toEqual([]);
    expect(faults(row('M', 'A', '1'), row('N', 'A', '1'))).toEqual([]);
    expect(faults(row('C', 'A', '1', '2021-01-01'), row('N', 'C', '0.25'), row('N', 'D', '0.75'))).toEqual(
      [],
    );
    // The same new unit made anew on another day: shares are of a day.
    expect(faults(row('N', 'A', '1', '2021-01-01'), row('N', 'B', '1'))).toEqual([]);
  });

  it('names an unknown unit, the unit itself, a missing or impossible day, a share that is none, no document', () => {
    expect(faults(row('N', 'Z', '1'))).toEqual([[0, 'oldUnit', 'mapping-unit-unknown', 'Z']]);
    expect(faults(row('N', 'N', '1'))).toEqual([[0, 'oldUnit', 'mapping-same-unit', 'N']]);
    expect(faults(row('N', 'A', '1', ''))).toEqual([[0, 'effectiveOn', 'mapping-date', '']]);
    expect(faults(row('N', 'A', '1', '2025-02-30'))).toEqual([
      [0, 'effectiveOn', 'mapping-date', '2025-02-30'],
    ]);
    for (const share of ['0', '-0.5', '1.01', 'half', '0,5', ''])
      expect(faults(row('N', 'A', share))).toEqual([[0, 'share', 'mapping-share-wrong', share]]);
    expect(faults({ ...row('N', 'A', '1'), document: ' ' })).toEqual([
      [0, 'document', 'mapping-document', ' '],
    ]);
  });

  it('names shares that do not add to 1, with their sum, at the first row of the unit and day', () => {
    expect(faults(row('M', 'C', '1'), row('N', 'A', '0.6'), row('N', 'B', '0.3'))).toEqual([
      [1, 'share', 'mapping-shares', 'N', '2025-07-01', '0.9'],
    ]);
    expect(faults(row('N', 'A', '0.3333'), row('N', 'B', '0.3333'), row('N', 'C', '0.3333'))).toEqual([
      [0, 'share', 'mapping-shares', 'N', '2025-07-01', '0.9999'],
    ]);
    expect(faults(row('N', 'A', '0.5'), row('N', 'A', '0.5'))).toEqual([
      [1, 'oldUnit', 'mapping-twice', 'A'],
    ]);
  });

  it('names a circle, over two units or over many days, and no way that ends', () => {
    expect(faults(row('A', 'B', '1', '2020-01-01'), row('B', 'A', '1', '2021-01-01'))).toEqual([
      [0, 'oldUnit', 'mapping-cyclic', 'A ← B ← A'],
    ]);
    const long = [
      row('E', 'A', '1', '2025-01-01'),
      row('A', 'B', '1', '2020-01-01'),
      row('B', 'C', '0.5', '2021-01-01'),
      row('B', 'D', '0.5', '2021-01-01'),
      row('C', 'A', '1', '2022-01-01'),
    ];
    expect(faults(...long)).toEqual([[1, 'oldUnit', 'mapping-cyclic', 'A ← B ← C ← A']]);
    expect(faults(...long.slice(0, 4))).toEqual([]);
  });

  it('checks a chain of ten thousand units without running out', () => {
    const codes = Array.from({ length: 10_001 }, (_, at) => `u${at}`);
    const rows = codes.slice(1).map((code, at) => row(code, codes[at] ?? '', '1'));
    expect(checkMapping(rows, new Set(codes))).toEqual([]);
    expect(checkMapping([...rows, row('u0', 'u10000', '1')], new Set(codes))).toHaveLength(1);
  });
});

/** Index of the earlier year; C was rated without one, and D is a district. */
const RATED: Readonly<Record<string, string | null>> = { A: '80', B: '70', C: null, D: '90', E: '61' };
const KINDS: Readonly<Record<string, string>> = { D: 'district' };

const traced = (of: string, rows: readonly MappingRow[], years: readonly [number, number] = [2024, 2025]) =>
  earlierValue(of, {
    made: byNewUnit(rows),
    earlier: years[0],
    later: years[1],
    indexOf: (code) => RATED[code],
    kindOf: (code) => KINDS[code] ?? 'commune',
  });

describe('the earlier value of a new unit', () => {
  it('is the share-weighted mean of its predecessors: 0.6 × 80 + 0.4 × 70 = 76', () => {
    expect(traced('N', [row('N', 'A', '0.6'), row('N', 'B', '0.4')])).toEqual({
      ok: true,
      index: '76',
      from: [
        { unit: 'A', share: '0.6', index: '80' },
        { unit: 'B', share: '0.4', index: '70' },
      ],
    });
  });

  it('of a part of a unit that was split, is that of the unit', () => {
    expect(traced('N', [row('N', 'B', '1'), row('M', 'B', '1')])).toMatchObject({ ok: true, index: '70' });
  });

  it('follows a chain over several days: N is half of M and half of E, and M was 0.75 A and 0.25 B', () => {
    const rows = [
      row('M', 'A', '0.75', '2022-03-01'),
      row('M', 'B', '0.25', '2022-03-01'),
      row('N', 'M', '0.5'),
      row('N', 'E', '0.5'),
    ];
    // 0.375 × 80 + 0.125 × 70 + 0.5 × 61 = 30 + 8.75 + 30.5 = 69.25
    expect(traced('N', rows, [2021, 2025])).toEqual({
      ok: true,
      index: '69.25',
      from: [
        { unit: 'A', share: '0.375', index: '80' },
        { unit: 'B', share: '0.125', index: '70' },
        { unit: 'E', share: '0.5', index: '61' },
      ],
    });
    // What happened before the earlier year does not lead back to it.
    expect(traced('N', rows, [2023, 2025])).toEqual({
      ok: false,
      why: { code: 'predecessor-not-rated', unit: 'M' },
    });
  });

  it('takes what last made the unit, and only what happened between the years: the last day counts, the next year does not', () => {
    const rows = [row('N', 'A', '1', '2024-01-01'), row('N', 'B', '1', '2025-12-31')];
    expect(traced('N', rows)).toMatchObject({ index: '70' });
    expect(traced('N', rows, [2023, 2024])).toMatchObject({ index: '80' });
    expect(traced('N', [row('N', 'A', '1', '2026-01-01')])).toEqual({
      ok: false,
      why: { code: 'no-mapping', unit: 'N' },
    });
    expect(traced('N', [row('N', 'A', '1', '2024-01-01')])).toMatchObject({ ok: true });
    expect(traced('N', [row('N', 'A', '1', '2023-12-31')])).toMatchObject({ ok: false });
  });

  it('says why there is none', () => {
    const why = (...rows: MappingRow[]) => {
      const found = traced('N', rows);
      return found.ok ? found.index : [found.why.code, found.why.unit];
    };
    expect(why()).toEqual(['no-mapping', 'N']);
    expect(why(row('N', 'Z', '1'))).toEqual(['predecessor-not-rated', 'Z']);
    expect(why(row('N', 'A', '0.5'), row('N', 'C', '0.5'))).toEqual(['predecessor-without-index', 'C']);
    expect(why(row('N', 'D', '1'))).toEqual(['other-level', 'D']);
  });
});

const one = framework([criterion('1', 'appraisal', '100')], { max: '100' });

function published(
  year: number,
  points: Readonly<Record<string, string>>,
  more: Partial<CampaignInputs> = {},
): Published {
  const inputs = campaign({
    ...{ framework: one, id: `nam-${year}`, year },
    units: Object.keys(points).map((code) => unit(code)),
    scores: Object.entries(points).map(([of, value]) => ({
      ...{ unit: of, criterion: '1', points: value },
      state: 'scored',
    })),
    ...more,
  });
  return { inputs, result: computeResult(inputs) };
}

const history = (rows: readonly MappingRow[], kinds: Readonly<Record<string, string>> = {}) => ({
  rows,
  kinds: new Map(
    Object.entries({ A: 'commune', B: 'commune', E: 'commune', N: 'commune', M: 'commune', ...kinds }),
  ),
  names: new Map([['A', { vi: 'Xã A' }]]),
});

/** 2024: A 80, B 70, E 61. On 1 July 2025 A and B became N, by 0.6 and 0.4 of its people; E stayed. 2025: N 78.5, E 60. */
describe('a year after the reform of 1 July 2025', () => {
  const before = published(2024, { A: '80', B: '70', E: '61' });
  const merged = [row('N', 'A', '0.6'), row('N', 'B', '0.4')];

  it('compares the merged unit with the mean of what it was made of, marked as computed', () => {
    const found = compareAllYears(before, published(2025, { N: '78.5', E: '60' }), history(merged));
    if (!found.ok) throw new Error(found.reason);
    expect(found.units[0]).toEqual({
      ...{ code: 'N', name: { vi: 'Đơn vị N' }, basis: 'computed' },
      index: { earlier: '76', later: '78.5', change: '2.5' },
      class: { earlier: null, later: { vi: 'Khá' } },
      rank: { earlier: null, later: 1, change: null },
      scale: { earlier: null, later: '100' },
      ...{ split: null, noSplit: null, why: null },
      from: [
        { unit: 'A', share: '0.6', index: '80', name: { vi: 'Xã A' } },
        { unit: 'B', share: '0.4', index: '70', name: { vi: 'Đơn vị B' } },
      ],
    });
    // Nor does its change stand among those of units that were awarded both.
    expect([found.risers, found.fallers]).toEqual([[], ['E']]);
    expect(found.gone.map(({ code, became }) => [code, became.map((to) => to.code)])).toEqual([
      ['A', ['N']],
      ['B', ['N']],
    ]);
    // A mean that nobody awarded stands in no mean: only E is in both years.
    expect(found.means.find(({ of }) => of === 'common')).toMatchObject({
      value: { earlier: '61', later: '60', change: '-1' },
      units: { earlier: 1, later: 1 },
    });
  });

  it('compares years that have no unit in common by the mapping alone', () => {
    const after = published(2025, { N: '78.5' });
    expect(compareAllYears(before, after, history([]))).toEqual({ ok: false, reason: 'no-common-unit' });
    const found = compareAllYears(before, after, history(merged));
    expect(found).toMatchObject({
      ok: true,
      risers: [],
      areas: [],
      units: [{ code: 'N', basis: 'computed' }],
    });
  });

  it('refuses a commune that would be held against the districts that were abolished, and says so', () => {
    const districts = published(2024, { A: '80', E: '61' });
    const rows = [row('N', 'A', '1')];
    const found = compareAllYears(
      districts,
      published(2025, { N: '70', E: '60' }),
      history(rows, { A: 'district' }),
    );
    if (!found.ok) throw new Error(found.reason);
    expect(found.units[0]).toMatchObject({
      ...{ code: 'N', basis: 'none', index: { earlier: null, later: '70', change: null } },
      why: { code: 'other-level', unit: 'A', name: { vi: 'Xã A' } },
    });
    expect([found.risers, found.fallers]).toEqual([[], ['E']]);
  });

  it('another instrument stays incomparable whatever the mapping', () => {
    const other = framework([criterion('1', 'appraisal', '18')], { bandsOn: 'points', id: 'rating' });
    const after = published(2025, { N: '15' }, { framework: other, policies });
    expect(compareAllYears(before, after, history(merged))).toEqual({ ok: false, reason: 'other-kind' });
  });
});
