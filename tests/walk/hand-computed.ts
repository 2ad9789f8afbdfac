/**
 * An invented framework and three departments, small enough to be worked out on paper. The answers are raw, as phones and
 * clerks send them; every figure of the expected result is derived in the comments beside it.
 */
import type { CampaignFile } from '../../server/core/check-campaign.ts';
import type { Framework } from '../../server/core/framework.ts';

export const framework: Framework = {
  id: 'thu-nghiem',
  version: 1,
  title: { vi: 'Bộ tiêu chí thử', en: 'Trial framework' },
  max: '100',
  leafRounding: { decimals: 4, kinds: ['appraisal', 'satisfaction'] },
  bandsOn: 'index',
  bands: [
    { name: { vi: 'Xuất sắc', en: 'Excellent' }, from: '90' },
    { name: { vi: 'Tốt', en: 'Good' }, from: '80' },
    { name: { vi: 'Khá', en: 'Fair' }, from: '70' },
    { name: { vi: 'Trung bình', en: 'Average' }, from: '50' },
    { name: { vi: 'Yếu', en: 'Weak' }, from: '0' },
  ],
  bonusCap: '3',
  deductionCap: '3',
  criteria: [
    { code: '1', parent: null, name: { vi: 'Chỉ đạo, điều hành' }, kind: 'group', max: '40' },
    { code: '1.1', parent: '1', name: { vi: 'Kế hoạch' }, kind: 'appraisal', max: '25' },
    {
      code: '1.2',
      parent: '1',
      name: { vi: 'Đại biểu đánh giá' },
      kind: 'perception',
      max: '15',
      feed: {
        form: 'department-matrix',
        questions: ['advice', 'coordination', 'responsibility'],
        items: 'pooled',
      },
    },
    { code: '2', parent: null, name: { vi: 'Tác động' }, kind: 'group', max: '60' },
    { code: '2.1', parent: '2', name: { vi: 'Kết quả giải quyết hồ sơ' }, kind: 'appraisal', max: '20' },
    {
      code: '2.2',
      parent: '2',
      name: { vi: 'Hài lòng về tiếp cận dịch vụ' },
      kind: 'satisfaction',
      max: '40',
      feed: { form: 'satisfaction', questions: ['q01', 'q02', 'q03', 'q04'], items: 'pooled' },
    },
  ],
};

const scored = (unit: string, criterion: string, points: string) =>
  ({ unit, criterion, state: 'scored', points }) as const;

export const campaign: CampaignFile = {
  kind: 'campaign',
  campaign: {
    id: 'thu-2026',
    province: 'TT',
    year: 2026,
    title: { vi: 'Chỉ số thử 2026', en: 'Trial index 2026' },
    source: null,
    policies: {
      adjustments: 'inside-the-points',
      notApplicable: 'flat',
      ranking: 'all',
      ties: 'shared',
      openAnswers: 'excluded',
      flaggedAnswers: 'included',
      minimumResponses: 3,
    },
    frameworkId: 'thu-nghiem',
    frameworkVersion: 1,
  },
  units: [{ unit: 'Sở An' }, { unit: 'Sở B' }, { unit: 'Sở Cát' }],
  scores: [
    scored('Sở An', '1.1', '20'),
    scored('Sở An', '2.1', '15'),
    scored('Sở B', '1.1', '22.5'),
    {
      unit: 'Sở B',
      criterion: '2.1',
      state: 'not-assessed',
      points: null,
      note: 'Không có thủ tục hành chính',
    },
    scored('Sở Cát', '1.1', '24'),
    scored('Sở Cát', '2.1', '18'),
  ],
  adjustments: [
    { unit: 'Sở An', kind: 'bonus', points: '2', reason: 'Sáng kiến', document: 'QĐ 1/2026' },
    { unit: 'Sở Cát', kind: 'deduction', points: '1', reason: 'Báo cáo chậm', document: 'CV 2/2026' },
  ],
  printed: [],
};

/**
 * Three deputies rate the departments; 1 … 5 pay 1, 0.75, 0.5, 0.25, 0 and 9 ("no opinion") leaves the denominator.
 * The second deputy leaves Sở Cát out of `coordination`.
 */
export const deputies = [
  {
    advice: { 'TT-AN': 1, 'TT-BI': 2, 'TT-CA': 3 },
    coordination: { 'TT-AN': 2, 'TT-BI': 2, 'TT-CA': 5 },
    responsibility: { 'TT-AN': 1, 'TT-BI': 9, 'TT-CA': 4 },
  },
  {
    advice: { 'TT-AN': 2, 'TT-BI': 3, 'TT-CA': 3 },
    coordination: { 'TT-AN': 1, 'TT-BI': 1 },
    responsibility: { 'TT-AN': 1, 'TT-BI': 2, 'TT-CA': 4 },
  },
  {
    advice: { 'TT-AN': 1, 'TT-BI': 9, 'TT-CA': 1 },
    coordination: { 'TT-AN': 3, 'TT-BI': 2, 'TT-CA': 2 },
    responsibility: { 'TT-AN': 2, 'TT-BI': 3, 'TT-CA': 5 },
  },
] as const;

/** Answers to q01 … q04 of three visitors per department; 4 and 5 are satisfied. The other items are answered with 3. */
export const visitors = {
  // 3 + 3 + 4 of 12 satisfied
  'TT-AN': [
    [5, 4, 4, 3],
    [4, 4, 2, 5],
    [5, 5, 5, 5],
  ],
  // 2 + 2 + 4 of 12 satisfied
  'TT-BI': [
    [3, 3, 4, 4],
    [5, 1, 4, 2],
    [4, 4, 4, 4],
  ],
  // 4 + 4 + 3 of 12 satisfied; the third is a keyed sheet, first keyed as 1 1 1 1 and then corrected
  'TT-CA': [
    [5, 5, 5, 5],
    [4, 4, 4, 4],
    [5, 4, 5, 3],
  ],
} as const;

/** The 22 answers of a visitor whose first four are given. */
export function satisfactionAnswers(first: readonly number[]): Record<string, number> {
  const answers: Record<string, number> = {};
  for (let i = 1; i <= 22; i++) answers[`q${String(i).padStart(2, '0')}`] = first[i - 1] ?? 3;
  return answers;
}

/**
 * Worked out by hand:
 *
 * Sở An. 1.2: pay-outs 1+.75+1, .75+1+.5, 1+1+.75 = 7.75 of 9, × 15 = 155/12 = 12.91666…
 *   2.2: 40 × 10/12 = 33.3333 (4 decimals, half up). Appraised 20 + 15 = 35, bonus 2.
 *   Points 35 + 2 + 12.91666… + 33.3333 = 83.2499666…, scale 100, index the same: Tốt.
 * Sở Bình. 1.2: .75+.5, .75+1+.75, .75+.5 = 5 of 7 (two "no opinion"), × 15 = 75/7 = 10.714285…
 *   2.2: 40 × 8/12 = 26.6667. Appraised 22.5; 2.1 is not assessed, so the scale is 80.
 *   Points 22.5 + 10.714285… + 26.6667 = 59.880985714285…, index × 100/80 = 74.851232142857…: Khá.
 * Sở Cát. 1.2: .5+.5+1, 0+.75 (one left out), .25+.25+0 = 3.25 of 8, × 15 = 6.09375.
 *   2.2: 40 × 11/12 = 36.6667. Appraised 24 + 18 = 42, deduction 1.
 *   Points 42 − 1 + 6.09375 + 36.6667 = 83.76045, scale 100, index the same: Tốt, first.
 */
export const expected = [
  {
    unit: 'TT-CA',
    rank: 1,
    class: 'Tốt',
    index: '83.76045',
    points: '83.76045',
    scale: '100',
    appraised: '42',
    perception: '6.09375',
    satisfaction: '36.6667',
  },
  {
    unit: 'TT-AN',
    rank: 2,
    class: 'Tốt',
    index: '83.2499666666666666666666666667',
    points: '83.2499666666666666666666666667',
    scale: '100',
    appraised: '35',
    perception: '12.9166666666666666666666666667',
    satisfaction: '33.3333',
  },
  {
    unit: 'TT-BI',
    rank: 3,
    class: 'Khá',
    index: '74.8512321428571428571428571429',
    points: '59.8809857142857142857142857143',
    scale: '80',
    appraised: '22.5',
    perception: '10.7142857142857142857142857143',
    satisfaction: '26.6667',
  },
] as const;
