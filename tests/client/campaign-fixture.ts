/**
 * A small campaign, its figures worked out by hand:
 *   A  5.5 + 0 (zero) + bonus 0.5 + survey 9.25 = 15.25 of 20      → 76.25 %, Khá
 *   B  6 + not assessed (4 off the scale) + survey 8.9 = 14.9 of 16 → 93.125 %, Xuất sắc
 *   C  3 + blank + survey 7                                        → no index
 *   mean of the two: 84.6875 %
 */
import type { PublishedView } from '../../client/public/published-view.ts';
import type { CampaignInputs, PrintedValue } from '../../server/core/campaign.ts';
import { comparePrint } from '../../server/core/compare-print.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import type { Criterion } from '../../server/core/framework.ts';
import { recipeOf } from '../../server/core/recipe.ts';

const leaf = (code: string, parent: string | null, vi: string, en: string, max: string) => ({
  code,
  parent,
  name: { vi, en },
  max,
});

const criteria: Criterion[] = [
  { ...leaf('1', null, 'Chỉ đạo, điều hành', 'Steering', '10'), kind: 'group' },
  { ...leaf('1.1', '1', 'Kế hoạch', 'Plan', '6'), kind: 'appraisal' },
  { ...leaf('1.2', '1', 'Kiểm tra', 'Inspection', '4'), kind: 'appraisal' },
  { ...leaf('2', null, 'Hài lòng của người dân', 'Satisfaction', '10'), kind: 'satisfaction' },
];

const scored = (unit: string, criterion: string, points: string) => ({
  unit,
  criterion,
  state: 'scored' as const,
  points,
});

export const inputs: CampaignInputs = {
  id: 'mau-2026',
  province: 'XX',
  year: 2026,
  title: { vi: 'Chỉ số cấp xã năm 2026', en: 'Index of the communes 2026' },
  source: 'Decision 1 of 2 January 2027',
  policies: {
    adjustments: 'inside-the-points',
    notApplicable: 'flat',
    ranking: 'all',
    ties: 'shared',
    openAnswers: 'excluded',
    flaggedAnswers: 'included',
    minimumResponses: 10,
  },
  framework: {
    id: 'mau',
    version: 3,
    title: { vi: 'Khung mẫu', en: 'Sample framework' },
    max: '20',
    bandsOn: 'index',
    bands: [
      { name: { vi: 'Xuất sắc', en: 'Excellent' }, from: '90' },
      { name: { vi: 'Tốt', en: 'Good' }, from: '80' },
      { name: { vi: 'Khá', en: 'Fair' }, from: '70' },
      { name: { vi: 'Yếu', en: 'Weak' }, from: '0' },
    ],
    bonusCap: '2',
    criteria,
  },
  units: [
    { code: 'A', name: { vi: 'Xã An', en: 'An Commune' }, group: 'full', scale: null },
    { code: 'B', name: { vi: 'Xã Bình', en: 'Binh Commune' }, group: 'special', scale: null },
    { code: 'C', name: { vi: 'Xã Chính', en: 'Chinh Commune' }, group: 'full', scale: null },
  ],
  scores: [
    {
      ...scored('A', '1.1', '5.5'),
      selfPoints: '6',
      note: 'Plan issued late',
      figures: { numerator: '32', denominator: '45', printedPercent: '71.71' },
    },
    scored('A', '1.2', '0'),
    { ...scored('A', '2', '9.25'), source: 'Printed sheet' },
    scored('B', '1.1', '6'),
    { unit: 'B', criterion: '1.2', state: 'not-assessed', points: null },
    scored('B', '2', '8.9'),
    scored('C', '1.1', '3'),
    scored('C', '2', '7'),
  ],
  adjustments: [{ unit: 'A', kind: 'bonus', points: '0.5', reason: 'New initiative', document: 'No. 12' }],
  forms: [],
  tallies: [],
};

export const printed: PrintedValue[] = [
  { unit: 'A', field: 'index', value: '76.25' },
  { unit: 'A', field: 'class', value: 'Tốt' },
  { unit: 'B', field: 'index', value: '93.12' },
];

/** The campaign as published on the morning of 5 January 2027 in Việt Nam, still 4 January in UTC. */
export function publishedView(from: CampaignInputs = inputs): PublishedView {
  const result = computeResult(from);
  return {
    published: { inputs: from, recipe: recipeOf(from, null), result },
    province: { vi: 'Tỉnh Mẫu', en: 'Sample Province' },
    publishedAt: '2027-01-04T18:30:00Z',
    revision: 1,
    hash: 'f'.repeat(64),
    reason: null,
    decision: null,
    revisions: [{ revision: 1, publishedAt: '2027-01-04T18:30:00Z', reason: null, decision: null }],
    comparisons: comparePrint(from, result, printed),
  };
}
