/** A small made-up form, framework and campaign for the tests of the steps; each test states its own figures. */
import type {
  CampaignInputs,
  CampaignUnit,
  Policies,
  QuestionCount,
  SurveyTally,
} from '../../server/core/campaign.ts';
import type { Criterion, Framework } from '../../server/core/framework.ts';
import type { Form, Level, Question } from '../../survey-forms/form.ts';

const level = (code: number, more: Partial<Level> = {}): Level => ({
  code,
  text: { vi: `Mức ${code}` },
  ...more,
});

const question = (key: string, kind: 'satisfaction' | 'levels', scale: string): Question => ({
  key,
  kind,
  scale,
  text: { vi: `Câu ${key}` },
});

/** Two satisfaction items, one perception item paying 1 / 0.6 / 0.2 / 0 with "no opinion" = 9, and every other kind. */
export const form: Form = {
  id: 'mini',
  version: 1,
  title: { vi: 'Phiếu nhỏ' },
  intro: { vi: 'Thử' },
  respondentGroups: [
    { code: 'citizen', text: { vi: 'Người dân' } },
    { code: 'organisation', text: { vi: 'Tổ chức' } },
  ],
  scales: {
    five: {
      levels: [level(1), level(2), level(3), level(4, { satisfied: true }), level(5, { satisfied: true })],
    },
    four: {
      levels: [
        level(1, { payOut: '1' }),
        level(2, { payOut: '0.6' }),
        level(3, { payOut: '0.2' }),
        level(4, { payOut: '0' }),
        level(9, { payOut: null }),
      ],
    },
    yesNo: { levels: [level(1), level(2)] },
  },
  sections: [
    {
      key: 'access',
      title: { vi: 'Tiếp cận' },
      questions: [question('s1', 'satisfaction', 'five'), question('s2', 'satisfaction', 'five')],
    },
    { key: 'views', title: { vi: 'Nhìn nhận' }, questions: [question('p1', 'levels', 'four')] },
    {
      key: 'rest',
      title: { vi: 'Khác' },
      questions: [
        { key: 'multi', kind: 'multi', scale: 'yesNo', text: { vi: 'Chọn' } },
        { key: 'days', kind: 'number', text: { vi: 'Số ngày' } },
        { key: 'comment', kind: 'text', maxLength: 100, text: { vi: 'Góp ý' } },
      ],
    },
  ],
};

export const policies: Policies = {
  adjustments: 'inside-the-points',
  notApplicable: 'flat',
  ranking: 'all',
  ties: 'shared',
  openAnswers: 'excluded',
  flaggedAnswers: 'included',
  minimumResponses: 1,
};

export function criterion(
  code: string,
  kind: Criterion['kind'],
  max: string | null,
  more: Partial<Criterion> = {},
): Criterion {
  const parent = code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null;
  return { code, parent, kind, max, name: { vi: `Tiêu chí ${code}` }, ...more };
}

export const bands: Framework['bands'] = [
  { name: { vi: 'Xuất sắc' }, from: '90' },
  { name: { vi: 'Tốt' }, from: '80' },
  { name: { vi: 'Khá' }, from: '70' },
  { name: { vi: 'Trung bình' }, from: '50' },
  { name: { vi: 'Yếu' }, from: '0' },
];

export function framework(criteria: readonly Criterion[], more: Partial<Framework> = {}): Framework {
  return {
    id: 'made-up',
    version: 1,
    title: { vi: 'Bộ tiêu chí thử' },
    max: null,
    bandsOn: 'index',
    bands,
    criteria,
    ...more,
  };
}

export function unit(code: string, more: Partial<CampaignUnit> = {}): CampaignUnit {
  return { code, name: { vi: `Đơn vị ${code}` }, group: null, scale: null, ...more };
}

export function count(codes: Readonly<Record<string, number>>, blank = 0, notAsked = 0): QuestionCount {
  return { blank, notAsked, codes };
}

export function tally(
  more: Partial<SurveyTally> & Pick<SurveyTally, 'responses' | 'questions'>,
): SurveyTally {
  return {
    survey: 'survey-1',
    form: form.id,
    formVersion: form.version,
    unit: 'A',
    respondentGroup: 'citizen',
    basis: 'token',
    flagged: false,
    ...more,
  };
}

export function campaign(
  more: Partial<CampaignInputs> & Pick<CampaignInputs, 'framework' | 'units'>,
): CampaignInputs {
  return {
    id: 'made-up-2026',
    province: 'XX',
    year: 2026,
    title: { vi: 'Chỉ số thử 2026' },
    source: null,
    policies,
    scores: [],
    adjustments: [],
    forms: [form],
    tallies: [],
    ...more,
  };
}
