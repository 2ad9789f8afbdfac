/** Which published campaigns follow each other, and what changed; every figure worked out by hand beside it. */
import { describe, expect, it, test } from 'vitest';
import type { CampaignInputs, Score } from '../../server/core/campaign.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import type { Criterion } from '../../server/core/framework.ts';
import {
  changeOf,
  comparability,
  matchedCriteria,
  type Published,
  previousOf,
  seriesOf,
  seriesUpTo,
} from '../../server/core/series.ts';
import { campaign, criterion, framework, policies, unit } from './made-up.ts';

const scored = (of: string, code: string, points: string): Score => ({
  unit: of,
  criterion: code,
  state: 'scored',
  points,
});
const absent = (of: string, code: string): Score => ({
  unit: of,
  criterion: code,
  state: 'not-assessed',
  points: null,
});

const tree = (more: readonly Criterion[] = []) => [
  criterion('1', 'group', '40', { name: { vi: 'Chỉ đạo' } }),
  criterion('1.1', 'appraisal', '40', { name: { vi: 'Kế hoạch' } }),
  criterion('2', 'group', '60', { name: { vi: 'Thể chế' } }),
  criterion('2.1', 'appraisal', '60', { name: { vi: 'Văn bản' } }),
  ...more,
];

function published(year: number, more: Partial<CampaignInputs> = {}): Published {
  const inputs = campaign({
    id: `nam-${year}`,
    year,
    framework: framework(tree()),
    units: ['A', 'B'].map((code) => unit(code)),
    scores: ['A', 'B'].flatMap((code) => [scored(code, '1.1', '30'), scored(code, '2.1', '45')]),
    ...more,
  });
  return { inputs, result: computeResult(inputs) };
}

const ids = (chains: readonly (readonly Published[])[]) =>
  chains.map((chain) => chain.map(({ inputs }) => inputs.id));

describe('series', () => {
  it('puts years of one province and unit list in a row, whatever order they come in', () => {
    const [a, b, c] = [published(2024), published(2025), published(2026)];
    expect(ids(seriesOf([c, a, b]))).toEqual([['nam-2024', 'nam-2025', 'nam-2026']]);
    expect(previousOf([c, a, b], 'nam-2026')).toBe(b);
    expect(previousOf([c, a, b], 'nam-2024')).toBeNull();
    expect(previousOf([c, a, b], 'nam-1999')).toBeNull();
    expect(ids([seriesUpTo([c, a, b], 'nam-2025')])).toEqual([['nam-2024', 'nam-2025']]);
  });

  it('keeps departments and communes of the same years apart', () => {
    const communes = (year: number) =>
      published(year, { id: `xa-${year}`, units: [unit('C'), unit('D')], scores: [] });
    const all = [published(2025), communes(2025), published(2026), communes(2026)];
    expect(ids(seriesOf(all))).toEqual([
      ['xa-2025', 'xa-2026'],
      ['nam-2025', 'nam-2026'],
    ]);
  });

  it('follows the campaign with more units in common where two could come before', () => {
    const half = published(2025, { id: 'mot-nua', units: [unit('A'), unit('Z')], scores: [] });
    const all = [half, published(2025), published(2026)];
    expect(ids(seriesOf(all))).toEqual([['nam-2025', 'nam-2026'], ['mot-nua']]);
  });
});

describe('what cannot be compared', () => {
  const reason = (one: Published, other: Published) => {
    const found = comparability(one, other);
    return found.ok ? null : found.reason;
  };
  const base = published(2025);

  test.each([
    ['same-campaign', base],
    ['same-year', published(2025, { id: 'khac' })],
    ['other-province', published(2026, { province: 'YY' })],
    ['no-common-unit', published(2026, { units: [unit('C')], scores: [] })],
    [
      'other-kind',
      published(2026, { framework: framework(tree(), { id: 'thu-tuc', bandsOn: 'points' }), scores: [] }),
    ],
    [
      'other-kind',
      published(2026, {
        framework: framework([criterion('1', 'appraisal', '18', { name: { vi: 'Thời gian giải quyết' } })], {
          id: 'thu-tuc',
        }),
        scores: [],
      }),
    ],
  ] as const)('%s', (why, other) => {
    expect(reason(base, other)).toBe(why);
  });

  it('compares a framework of the next year that kept some of its criteria, and says what is another one', () => {
    const next = framework(tree([criterion('3', 'appraisal', '5', { name: { vi: 'Chuyển đổi số' } })]), {
      id: 'bo-2026',
      max: '105',
    });
    const later = published(2026, {
      framework: next,
      policies: { ...policies, ranking: 'groups' },
      units: [unit('A'), unit('C')],
      scores: [],
    });
    expect(comparability(base, later)).toEqual({
      ok: true,
      changed: { framework: true, settings: ['max'], policies: ['ranking'] },
      newUnits: [{ code: 'C', name: { vi: 'Đơn vị C' } }],
      goneUnits: [{ code: 'B', name: { vi: 'Đơn vị B' } }],
    });
  });

  it('takes an equal code for the same criterion only within one framework', () => {
    const renamed = (id: string) =>
      framework(
        tree().map((one) => (one.code === '2.1' ? { ...one, name: { vi: 'Tài chính công' } } : one)),
        { id, version: 2 },
      );
    const codes = (id: string) =>
      matchedCriteria(base.inputs.framework, renamed(id)).map(({ after }) => after.code);
    expect(codes('made-up')).toEqual(['1', '1.1', '2', '2.1']);
    expect(codes('khac')).toEqual(['1', '1.1', '2']);
  });
});

/**
 * 2025: A 30 + 45 = 75 of 100 → 75 %, Khá; B 38 + 57 = 95 → 95 %, first.
 * 2026: A 34 of 40, 2.1 not assessed → 85 % of 40, Tốt, first; B 20 + 51 = 71 → 71 %.
 *   area 1 of A: 30/40 = 75 % → 34/40 = 85 %: +10; area 2: 45/60 = 75 % → none.
 */
describe('change of a unit', () => {
  const earlier = published(2025, {
    scores: [
      scored('A', '1.1', '30'),
      scored('A', '2.1', '45'),
      scored('B', '1.1', '38'),
      scored('B', '2.1', '57'),
    ],
  });
  const scores = [
    scored('A', '1.1', '34'),
    absent('A', '2.1'),
    scored('B', '1.1', '20'),
    scored('B', '2.1', '51'),
  ];
  const later = published(2026, { scores });

  it('says index, class, rank and scale of both, and areas by the maximum that applies', () => {
    expect(changeOf('A', earlier, later)).toEqual({
      unit: 'A',
      index: { earlier: '75', later: '85', change: '10' },
      class: { earlier: { vi: 'Khá' }, later: { vi: 'Tốt' } },
      rank: { earlier: 2, later: 1, change: 1 },
      scale: { earlier: '100', later: '40' },
      areas: [
        {
          earlierCode: '1',
          laterCode: '1',
          name: { vi: 'Chỉ đạo' },
          otherMax: false,
          ...{ earlier: '75', later: '85', change: '10' },
        },
        {
          earlierCode: '2',
          laterCode: '2',
          name: { vi: 'Thể chế' },
          otherMax: true,
          ...{ earlier: '75', later: null, change: null },
        },
      ],
    });
  });

  it('says nothing of a rank in another list, and knows no unit that one of them does not rate', () => {
    const grouped = published(2026, { scores, policies: { ...policies, ranking: 'groups' } });
    expect(changeOf('A', earlier, grouped)?.rank).toEqual({ earlier: 2, later: 1, change: null });
    expect(changeOf('C', earlier, later)).toBeNull();
  });

  it('has no change where a leaf is blank: no number stands for what is unknown', () => {
    const blank = published(2026, { scores: scores.filter(({ criterion: code }) => code !== '1.1') });
    expect(changeOf('A', earlier, blank)?.index).toEqual({ earlier: '75', later: null, change: null });
  });
});
