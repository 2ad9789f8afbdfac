import { LocationProvider } from 'preact-iso/router';
import { renderToString } from 'preact-render-to-string';
import { afterEach, describe, expect, it, vi as mock } from 'vitest';
import type { CampaignOverview, OverviewResult, OverviewSurvey } from '../../client/staff/api.ts';
import { LanguageProvider } from '../../client/staff/language.tsx';
import { DueSection, dueText } from '../../client/staff/province-due.tsx';
import { AreasFigure } from '../../client/staff/province-figures.tsx';
import { cellText, heatDrawing } from '../../client/staff/province-heat.tsx';
import { ordered } from '../../client/staff/province-ranking.tsx';
import { ResultSections } from '../../client/staff/province-result.tsx';
import {
  arrivalFindings,
  pointsText,
  resultFindings,
  signed,
  targetShare,
} from '../../client/staff/province-sentence.ts';
import { readingOf, SurveySections } from '../../client/staff/province-surveys.tsx';
import { type Session, SessionContext } from '../../client/staff/session.ts';
import { vi } from '../../client/words/vi.ts';
import { attributes, elements, tags, textOf } from './markup.ts';

const cell = (area: string, share: string | null, lost: string | null) => ({
  ...{ area, points: null, max: null, share, lost },
  state: share === null ? ('not-assessed' as const) : ('scored' as const),
});
const line = (unit: string, rank: number | null, index: string | null, more: object = {}) => ({
  ...{ unit, name: { vi: `Sở ${unit}` }, group: null, rank, index, points: index, scale: '100' },
  class: index === null ? null : { vi: 'Tốt' },
  areas: [cell('1', '95', '2'), cell('2', '80.5', '11.7')],
  costliest: '2',
  ...more,
});
const band = (vi: string, from: string) => ({ name: { vi }, from });

const result: OverviewResult = {
  bands: [band('Xuất sắc', '90'), band('Tốt', '80'), band('Khá', '0')],
  bandsOn: 'index',
  ranking: 'all',
  units: [
    line('An', 1, '87.4238'),
    line('Bình', 2, '81.2'),
    line('Cát', 3, '66.094', { areas: [cell('1', '70', '12'), cell('2', null, null)], costliest: '1' }),
    line('Đông', null, null, { costliest: null, areas: [] }),
  ],
  areas: [
    { code: '1', name: { vi: 'Chỉ đạo' }, units: 3, lost: '16', share: '86.666666', lowest: 'Cát' },
    { code: '2', name: { vi: 'Tài chính' }, units: 2, lost: '23.4', share: '80.5', lowest: 'An' },
  ],
  classes: [
    { name: { vi: 'Xuất sắc' }, units: 0 },
    { name: { vi: 'Tốt' }, units: 2 },
    { name: { vi: 'Khá' }, units: 1 },
  ],
  mean: { index: '78.2392666', units: 3 },
  groups: [],
  highest: ['An'],
  lowest: ['Cát'],
  costliest: '2',
  spread: [
    { from: 65, to: 70, units: 1 },
    { from: 70, to: 75, units: 0 },
    { from: 75, to: 80, units: 0 },
    { from: 80, to: 85, units: 1 },
    { from: 85, to: 90, units: 1 },
  ],
};

const changed = (unit: string, index: string | null, rank: number | null) => ({
  ...{ unit, index, rank, earlierClass: { vi: 'Khá' } },
});
const change: NonNullable<CampaignOverview['change']> = {
  earlier: { id: 'nam-2024', year: 2024, title: { vi: 'Chỉ số 2024' } },
  changed: { framework: true, settings: [], policies: [] },
  newUnits: [{ code: 'Cát', name: { vi: 'Sở Cát' } }],
  goneUnits: [],
  mean: { change: '-1.25', units: 2 },
  units: [changed('An', '3.1', 0), changed('Bình', '-5.6', -2), changed('Đông', null, null)],
  areas: [
    { area: '1', change: '2' },
    { area: '2', change: '-10.51' },
  ],
  fellMost: '2',
};

const survey: OverviewSurvey = {
  id: 's',
  title: { vi: 'Khảo sát thử' },
  state: 'open',
  opensOn: '2026-06-01',
  closesOn: '2026-06-30',
  acceptsUntil: '2026-07-14',
  units: 3,
  received: 1234,
  today: 8,
  channels: [
    { channel: 'web', responses: 999, target: 1000 },
    { channel: 'paper', responses: 235, target: null },
  ],
  signals: {
    flagged: { count: 12, of: 1230, withheld: false },
    blank: { count: null, of: null, withheld: true },
    open: { count: 0, of: 1234 },
    late: 3,
    parted: null,
    kiosks: { count: 0, of: 0 },
    conflicts: 0,
    missing: { count: 2, of: 500 },
  },
};

const campaign: CampaignOverview = {
  id: 'nam-2025',
  title: { vi: 'Chỉ số 2025' },
  year: 2025,
  province: { code: 'TT', name: { vi: 'Tỉnh Thử' } },
  published: { revision: 1, at: '2026-01-15T05:00:00.000Z' },
  sample: false,
  units: 4,
  result,
  change,
  surveys: [survey],
  due: [],
  today: '2026-06-15',
};

const session = (may: Session['may']): Session => ({
  account: { id: 'a', name: 'Lan', username: 'lan', grants: [], oneTime: false, disabled: false },
  sample: false,
  may,
  mayOfProvince: may,
  refresh: async () => {},
  signOut: async () => {},
});

const here = {
  ...{ url: '/quan-tri/toan-canh', path: '/quan-tri/toan-canh', query: {} },
  ...{ route: () => {}, back: () => {}, forward: () => {} },
};

const draw = (view: Parameters<typeof renderToString>[0], may: Session['may'] = ['read-arrivals']) =>
  renderToString(
    <LocationProvider.ctx.Provider value={here}>
      <SessionContext.Provider value={session(may)}>{view}</SessionContext.Provider>
    </LocationProvider.ctx.Provider>,
  );

afterEach(() => mock.unstubAllGlobals());

describe('the findings of a province', () => {
  it('say how many reach a class, the mean, its change, what cost most and who is last', () => {
    const { head, rest, more } = resultFindings(campaign, 'vi');
    expect(`${head}${rest} ${more}`).toBe(
      '2 trên 3 đơn vị xếp loại Tốt trở lên, trung bình 78,24\u00a0%, các đơn vị giảm trung bình 1,25 điểm phần trăm so với năm 2024. ' +
        'Mất điểm nhiều nhất ở “2. Tài chính”: 23,4 điểm, đạt 80,50\u00a0% tổng điểm tối đa. ' +
        'Giảm nhiều nhất so với năm 2024: “2. Tài chính” (−10,51 điểm phần trăm). ' +
        'Thấp nhất là Sở Cát (66,09\u00a0%), mất nhiều điểm nhất ở “1. Chỉ đạo”. 1 đơn vị chưa có chỉ số.',
    );
  });

  it('leave out what is not known', () => {
    const alone = { ...result, costliest: null, lowest: ['Bình', 'Cát'], mean: { index: '81.2', units: 4 } };
    const { head, rest, more } = resultFindings({ ...campaign, result: alone, change: null }, 'vi');
    expect(`${head}${rest}${more}`).toBe('2 trên 4 đơn vị xếp loại Tốt trở lên, trung bình 81,20\u00a0%.');
    const none = { ...result, mean: { index: null, units: 0 } };
    expect(resultFindings({ ...campaign, result: none }, 'vi').head).toBe('Chưa đơn vị nào có chỉ số');
  });

  it('of a campaign without a result are its arrivals, against what was aimed at', () => {
    expect(arrivalFindings([survey, { ...survey, today: 0 }], 'vi')).toEqual({
      head: '2.468 phiếu đã nhận',
      // 1.998 of 2.000: not all, and not rounded up to all.
      rest: ', hôm nay 8, đạt 99\u00a0% mục tiêu.',
      more: '',
    });
    expect(targetShare([{ channel: 'paper', responses: 5, target: null }])).toBeNull();
  });

  it('never call a change 0 that is none', () => {
    expect(signed('0.0004', 'vi')).toBe('+0,0004');
    expect(signed('-0.0004', 'en')).toBe('−0.0004');
    expect(signed('0', 'vi')).toBe('0');
    expect(pointsText('1.2500', 'vi')).toBe('1,25');
  });
});

describe('the ranking', () => {
  const html = draw(<ResultSections campaign={campaign} result={result} />);
  const rows = elements(html, 'tr').map(textOf);

  it('gives rank, index, class, change and the costliest area of every unit', () => {
    expect(rows[0]).toBe('Hạng ▾ Đơn vị Chỉ số (%) Xếp loại So với 2024 Mất nhiều điểm nhất ở');
    expect(rows[2]).toMatch(/^2 Sở Bình .*81,20 Tốt −5,60 xuống 2 bậc 2\. Tài chính −11,70 điểm$/);
    expect(rows[3]).toMatch(/^3 Sở Cát .*66,09 Tốt mới 1\. Chỉ đạo −12,00 điểm$/);
    expect(rows[4]).toMatch(/^– Sở Đông .*chưa có/);
  });

  it('leads to every unit', () => {
    expect(attributes(html, 'href')).toContain('/quan-tri/toan-canh/nam-2025/B%C3%ACnh');
  });

  it('says which mean it is, and what must be known beside a change', () => {
    const text = textOf(html);
    expect(text).toContain('Chỉ số trung bình 78,24\u00a0% của 3 đơn vị có chỉ số');
    expect(text).toContain('−1,25 trung bình thay đổi của 2 đơn vị có ở cả hai năm');
    expect(text).toContain('Bộ tiêu chí khác năm 2024. Đơn vị mới: Sở Cát.');
  });

  it('says why there is nothing to compare with', () => {
    const not = { earlier: change.earlier, reason: 'no-common-unit' as const };
    const text = textOf(draw(<ResultSections campaign={{ ...campaign, change: not }} result={result} />));
    expect(text).toContain('Không so sánh với “Chỉ số 2024” (năm 2024): hai đợt không có đơn vị nào chung.');
    expect(text).not.toContain('So với 2024');
  });

  it('orders by name, or by change with the deepest fall first and those without one last', () => {
    const changes = new Map((change.units ?? []).map((one) => [one.unit, one]));
    const codes = (order: 'ten' | 'thay-doi' | '') =>
      ordered(order === 'ten' ? result.units.toReversed() : result.units, order, changes, 'vi').map(
        ({ unit }) => unit,
      );
    expect(codes('')).toEqual(['An', 'Bình', 'Cát', 'Đông']);
    expect(codes('thay-doi')).toEqual(['Bình', 'An', 'Cát', 'Đông']);
    expect(codes('ten')).toEqual(['An', 'Bình', 'Cát', 'Đông']);
  });

  it('says nothing of areas where the framework prints no maxima', () => {
    const plain = {
      ...result,
      costliest: null,
      areas: result.areas.map((area) => ({ ...area, units: 0, lost: null, share: null })),
      units: result.units.map((unit) => ({ ...unit, costliest: null })),
    };
    const text = textOf(draw(<ResultSections campaign={campaign} result={plain} />));
    expect(text).toContain('Bộ tiêu chí này không ghi điểm tối đa của từng lĩnh vực');
    expect(text).not.toContain('Mất nhiều điểm nhất ở');
  });

  it('stands in English too', () => {
    mock.stubGlobal('localStorage', { getItem: () => 'en', setItem: () => {} });
    const english = draw(
      <LanguageProvider>
        <ResultSections campaign={campaign} result={result} />
      </LanguageProvider>,
    );
    expect(textOf(english)).toContain('Rank ▾ Unit Index (%) Class On 2024 Lost most in');
  });
});

describe('figures', () => {
  it('draw areas × units: a tint for a share, none for what is not assessed or not there', () => {
    const drawing = heatDrawing(result, result.units, (unit) => `/${unit}`, 'vi');
    expect(drawing.columns).toEqual(['1', '2']);
    expect(drawing.rows[1]).toEqual({
      label: 'Sở Bình',
      cells: [
        { value: 95, text: '95', href: '/Bình' },
        { value: 80.5, text: '81', href: '/Bình' },
      ],
    });
    expect(drawing.rows[2]?.cells[1]).toEqual({ value: null, text: '–', href: '/Cát' });
    expect(drawing.range).toEqual({ min: 70, max: 100 });
    expect(cellText({ share: null, state: 'incomplete' }, 'vi')).toBe('…');
    expect(cellText({ share: '0', state: 'scored' }, 'vi')).toBe('0');
  });

  it('say what they show in words, with unit of measure, N, source and date', () => {
    const html = draw(<AreasFigure campaign={campaign} result={result} />);
    expect(textOf(html)).toBe(
      'Lĩnh vực nào làm mất nhiều điểm điểm mất của mọi đơn vị cộng lại · 3 đơn vị có điểm ' +
        'Bảng số liệu t Nguồn: Chỉ số 2025, công bố 15/01/2026.',
    );
    expect(attributes(html, 'aria-label')).toContain(
      '2. Tài chính: 23,40 điểm · đạt 81\u00a0%; 1. Chỉ đạo: 16,00 điểm · đạt 87\u00a0%',
    );
  });
});

describe('surveys of the campaign', () => {
  const draws = (may: Session['may']) =>
    draw(<SurveySections campaign={campaign} surveys={[survey]} stale={false} />, may);

  it('stand with what came in by channel against the target, cut and not rounded', () => {
    const rows = elements(draws(['read-arrivals']), 'tr').map(textOf);
    expect(rows).toContain('Trên mạng (điện thoại, máy tính) 999 1.000 99\u00a0%');
    expect(rows).toContain('Phiếu giấy 235 chưa đặt');
  });

  it('keep hidden, empty, zero and not applicable apart', () => {
    const read = (signal: Parameters<typeof readingOf>[0]) => readingOf(signal, survey, 'vi').text;
    expect(read('flagged')).toBe('1,0\u00a0% (12/1.230)');
    expect(read('blank')).toBe('ẩn: dưới 5 phiếu');
    expect(read('open')).toBe('0,0\u00a0% (0/1.234)');
    expect(read('parted')).toBe('không áp dụng');
    expect(read('kiosks')).toBe('chưa có');
    expect(read('conflicts')).toBe('0');
    expect(readingOf('late', survey, 'vi')).toEqual({ text: '3', alarming: true, muted: false });
    expect(readingOf('missing', survey, 'vi')).toMatchObject({ text: '2/500', alarming: true });
    expect(readingOf('flagged', survey, 'vi').alarming).toBe(false);
  });

  it('lead where the reader may go, and nowhere else', () => {
    const hrefs = (may: Session['may']) => new Set(attributes(draws(may), 'href'));
    expect([...hrefs(['read-arrivals'])]).toEqual(['/quan-tri/khao-sat/s']);
    expect([...hrefs(['read-arrivals', 'read-ledger'])]).toContain('/quan-tri/khao-sat/s/so-phieu');
    expect([...hrefs([])]).toEqual([]);
  });

  it('say what to do where there is none', () => {
    const text = textOf(draw(<SurveySections campaign={campaign} surveys={[]} stale={false} />));
    expect(text).toContain('Đợt này chưa mở khảo sát nào.');
    expect(text).not.toContain('Chất lượng số liệu');
  });

  it('of a published campaign without a survey await none', () => {
    const { noneNext, noneEver } = vi.staff.province.surveys;
    const drawn = (published: CampaignOverview['published']) =>
      textOf(draw(<SurveySections campaign={{ ...campaign, published }} surveys={[]} stale={false} />));
    expect(drawn(campaign.published)).toContain(noneEver);
    expect(drawn(campaign.published)).not.toContain(noneNext);
    expect(drawn(null)).toContain(noneNext);
  });

  it('say when the counts may be old', () => {
    const html = draw(<SurveySections campaign={campaign} surveys={[survey]} stale />);
    expect(textOf(html)).toContain('số phiếu có thể đã cũ');
  });
});

describe('what is due', () => {
  const nothing = { day: null, daysLeft: null, count: 0, since: null, stage: null, survey: null };
  const due: CampaignOverview['due'] = [
    { ...nothing, kind: 'stage', stage: 'self', day: '2026-06-10', daysLeft: -5, count: 12 },
    {
      ...{ ...nothing, kind: 'survey-closes', day: '2026-06-15', daysLeft: 0 },
      survey: { id: 's', title: { vi: 'Khảo sát thử' } },
    },
    { ...nothing, kind: 'batches-out', count: 1250, since: '2026-06-03' },
  ];

  it('is told with its day and what is left, late ones in words', () => {
    const html = draw(<DueSection campaign={{ ...campaign, due }} />, ['read-assessment']);
    const rows = elements(html, 'tr').map(textOf);
    expect(rows[1]).toBe('Tự đánh giá: 12 đơn vị chưa xong 10/06/2026 10/06/2026 quá hạn 5 ngày');
    expect(rows[2]).toBe('Đóng khảo sát “Khảo sát thử” 15/06/2026 15/06/2026 hết hôm nay');
    expect(rows[3]).toBe('1.250 phiếu giấy đang ở bưu cục từ 03/06/2026 từ 03/06/2026 đang chờ');
    expect(attributes(html, 'href')).toEqual(['/quan-tri/danh-gia/nam-2025']);
    expect(tags(html, 'table')).toHaveLength(1);
  });

  it('has words for every kind', () => {
    const say = (kind: (typeof due)[number]['kind']) => dueText({ ...nothing, kind, count: 2 }, 'vi');
    expect(say('publication-proposed')).toBe('Đề nghị công bố chờ người thứ hai xác nhận');
    expect(say('score-changes')).toBe('2 đề nghị sửa điểm chờ người thứ hai');
    expect(say('batches-open')).toBe('2 lô phiếu giấy đã về, chưa chốt');
  });

  it('says where nothing is', () => {
    expect(textOf(draw(<DueSection campaign={campaign} />))).toBe(
      'Việc đến hạn Không có việc nào đến hạn hoặc đang chờ.',
    );
  });
});
