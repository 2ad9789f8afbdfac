/** What the pages of a unit and of comparisons make of their figures, without a browser. */
import { describe, expect, it } from 'vitest';
import {
  type Asked,
  type Choice,
  groupName,
  kindsFor,
  queryOf,
  sideName,
} from '../../client/staff/compare-view.ts';
import {
  byFall,
  byLoss,
  costliestArea,
  fellMost,
  mostFirst,
  roundedUp,
} from '../../client/staff/unit-page-view.ts';
import { wordsOf } from '../../client/words/words-of.ts';
import type { DashboardNode } from '../../server/core/unit-dashboard.ts';
import type { UnitItem } from '../../server/core/unit-items.ts';

const node = (code: string, lost: string | null): DashboardNode => ({
  code,
  parent: code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null,
  depth: code.split('.').length,
  name: { vi: code },
  kind: 'appraisal',
  state: 'scored',
  points: '1',
  max: '2',
  lost,
  share: '50',
  responses: null,
  feed: null,
});

const item = (key: string, change: string | null): UnitItem => ({
  key,
  section: { vi: 'Phần' },
  text: { vi: key },
  measure: 'satisfied',
  answers: 20,
  value: '0.5',
  withheld: false,
  before: null,
  change,
});

describe('points to gain', () => {
  it('are rounded up: whoever gains what is shown has gained enough', () => {
    expect(['1.1076', '1.37', '1.370000001', '2.53', '0.001', '7'].map(roundedUp)).toEqual([
      ...['1.11', '1.37', '1.38', '2.53', '0.01', '7.00'],
    ]);
  });
});

describe('the biggest gaps first', () => {
  const tree = ['1', '1.1', '1.2', '2', '2.1', '2.2', '3'].map((code, at) =>
    node(code, ['3', '1', '2', '10', '9', null, '3'][at] ?? null),
  );

  it('keeps children below their parent, equals in order, and what has no figure last', () => {
    expect(byLoss(tree).map(({ code }) => code)).toEqual(['2', '2.1', '2.2', '1', '1.2', '1.1', '3']);
    // By number, not by text: 10 is more than 9.
    expect(mostFirst(['9', '10', null, '2'], (one) => one)).toEqual(['10', '9', '2', null]);
  });

  it('names the area that cost most, unless nothing was lost', () => {
    expect(costliestArea(tree)?.code).toBe('2');
    expect(costliestArea([node('1', '0'), node('2', null)])).toBeUndefined();
    expect(costliestArea([node('1', '5')])).toBeUndefined();
  });
});

describe('items that fell', () => {
  const items = [item('a', '2'), item('b', '-1.5'), item('c', null), item('d', '-12')];

  it('stand first, the biggest fall on top; the others keep their order', () => {
    expect(byFall(items).map(({ key }) => key)).toEqual(['d', 'b', 'a', 'c']);
    expect(fellMost([{ items: items.slice(0, 2) }, { items: items.slice(2) }])?.key).toBe('d');
    expect(fellMost([{ items: [item('a', '2'), item('c', null)] }])).toBeUndefined();
  });
});

const NOTHING: Asked = { kind: '', campaign: '', left: '', right: '', unit: '' };

const choice = (
  id: string,
  year: number,
  previous: string | null,
  groups: Choice['groups'] = [],
): Choice => ({
  id,
  year,
  previous,
  title: { vi: id },
  province: { code: 'XX', name: { vi: 'Tỉnh Mẫu' } },
  whole: true,
  units: [{ code: 'XX-01', name: { vi: 'Xã An' } }],
  groups,
});

const group = (by: 'class' | 'kind' | 'ranking', value: string) => ({
  ...{ key: `${by}:${value}`, by, value, name: by === 'class' ? { vi: value } : null, units: ['XX-01'] },
});

describe('what is compared', () => {
  const groups = [group('ranking', 'full'), group('ranking', 'special')];
  const choices = [choice('c', 2026, null), choice('b', 2025, 'a', groups), choice('a', 2024, null)];

  it('is the latest year with the one before it, unless the address says otherwise', () => {
    expect(queryOf(NOTHING, choices)).toEqual({ kind: 'years', left: 'a', right: 'b' });
    expect(queryOf({ ...NOTHING, left: 'x', unit: 'XX-01' }, choices)).toEqual({
      ...{ kind: 'years', left: 'x', right: 'b', unit: 'XX-01' },
    });
    expect(queryOf(NOTHING, choices.slice(0, 1))).toBeNull();
    expect(queryOf({ ...NOTHING, kind: 'linh-tinh' }, choices)).toBeNull();
  });

  it('is unit by unit for who holds a part of the province, and offers what there is', () => {
    const part = choices.map((one) => ({ ...one, whole: false }));
    expect(queryOf(NOTHING, part)).toEqual({ kind: 'years', left: 'a', right: 'b', unit: 'XX-01' });
    expect(kindsFor(part)).toEqual(['years']);
    expect(kindsFor(choices)).toEqual(['years', 'units', 'groups']);
  });

  it('has the earlier year first, in the fields as in the tables', () => {
    const backwards = { ...NOTHING, left: 'b', right: 'a' };
    expect(queryOf(backwards, choices)).toEqual({ kind: 'years', left: 'a', right: 'b' });
  });

  it('waits for both units, and takes the first two groups', () => {
    expect(queryOf({ ...NOTHING, kind: 'don-vi', left: 'XX-01' }, choices)).toBeNull();
    expect(queryOf({ ...NOTHING, kind: 'nhom', campaign: 'b' }, choices)).toEqual({
      ...{ kind: 'groups', campaign: 'b', left: 'ranking:full', right: 'ranking:special' },
    });
    expect(queryOf({ ...NOTHING, kind: 'nhom' }, choices)).toBeNull();
  });

  it('has names that a reader knows', () => {
    const words = wordsOf('vi');
    const named = [
      group('ranking', 'full'),
      group('kind', 'department'),
      group('class', 'Tốt'),
      group('ranking', 'B'),
    ];
    expect(named.map((one) => groupName(one, words, 'vi'))).toEqual([
      ...['Thang điểm đầy đủ', 'Sở, ban, ngành', 'Loại Tốt', 'B'],
    ]);
    const context = { choices, words, lang: 'vi', year: 2025 } as const;
    const units = { kind: 'units', campaign: 'b', left: 'XX-01', right: 'XX-99' } as const;
    expect([sideName(units, 'left', context), sideName(units, 'right', context)]).toEqual(['Xã An', 'XX-99']);
    expect(sideName({ kind: 'years', left: 'a', right: 'b' }, 'right', context)).toBe('Năm 2025');
  });
});
