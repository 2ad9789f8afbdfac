/** The parts of the survey page with made-up views: what is shown, hidden, zero and empty, and what the page says of it. */
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { ArrivalsByDay } from '../../client/staff/api.ts';
import { FactorTable } from '../../client/staff/factor-table.tsx';
import { foundPieces } from '../../client/staff/found-text.tsx';
import { ItemCharts } from '../../client/staff/item-charts.tsx';
import { ArrivalsFigure } from '../../client/staff/survey-arrivals-section.tsx';
import { BreakdownSection } from '../../client/staff/survey-breakdown-section.tsx';
import { FilterBar, resultQuery } from '../../client/staff/survey-filters.tsx';
import { waitBefore } from '../../client/staff/survey-follow.ts';
import { arrivalsNarrowing, resultNarrowing } from '../../client/staff/survey-narrowing.ts';
import { ReleaseLine } from '../../client/staff/survey-release-line.tsx';
import { ResultFigures, ResultStats, ResultsLead } from '../../client/staff/survey-results-section.tsx';
import { UnitsFigure } from '../../client/staff/survey-units-figure.tsx';
import { itemGroups } from '../../client/staff/tally-view.ts';
import { changedAddress, type Filters } from '../../client/staff/use-filters.ts';
import { wordsOf } from '../../client/words/words-of.ts';
import type { LiveView } from '../../server/core/live-view.ts';
import type { SurveyView } from '../../server/core/survey-view.ts';
import { attributes, elements, tags, textOf } from './markup.ts';
import { arrivals, liveTally, satisfactionItem } from './staff-fixture.ts';

const NOTHING: LiveView = {
  responses: 0,
  items: [],
  factors: [],
  overall: { pooled: null, meanOfItems: null, withheld: false },
};

const release = { name: '8a41c2f0', responses: 1230, exact: false, waiting: 7 };

const view: SurveyView = {
  release,
  filters: { unit: null, channel: null, group: null, basis: 'counted', flagged: 'with' },
  choices: {
    units: [
      { code: 'AN', name: { vi: 'Sở An' } },
      { code: 'BI', name: { vi: 'Sở Bình' } },
    ],
    channels: ['web', 'paper'],
    groups: [
      { code: 'citizen', text: { vi: 'Người dân', en: 'Citizens' } },
      { code: 'business', text: { vi: 'Doanh nghiệp', en: 'Businesses' } },
    ],
    breakdowns: [{ question: 'sex', text: { vi: 'Giới tính' } }],
  },
  counted: liveTally,
  byGroup: [
    {
      item: 'q1',
      groups: [
        { group: 'citizen', answers: 90, value: '0', withheld: false },
        { group: 'business', answers: null, value: null, withheld: true },
      ],
    },
    {
      item: 'q2',
      groups: [
        { group: 'citizen', answers: 100, value: '0.8', withheld: false },
        { group: 'business', answers: 0, value: null, withheld: false },
      ],
    },
  ],
  breakdown: null,
};

const origin = { source: 'Khảo sát thử, số liệu phát hành 8a41c2f0', date: '20/11/2026 14:32' };

const text = (node: Parameters<typeof renderToString>[0]) => textOf(renderToString(node));

describe('the release', () => {
  const at = new Date('2026-11-20T07:32:00Z');

  it('is named with its responses, its time, what waits, and whether the page follows', () => {
    expect(text(<ReleaseLine release={release} at={at} following="following" />)).toBe(
      'đang theo dõi Số liệu phát hành 8a41c2f0 · 1.230 phiếu · 14:32 · 7 phiếu chờ đợt sau',
    );
  });

  it('is called exact after the close, and nothing waits or is followed', () => {
    const exact = { ...release, exact: true, waiting: null };
    expect(text(<ReleaseLine release={exact} at={at} following="off" />)).toBe(
      'Số liệu chính xác 8a41c2f0 · 1.230 phiếu · 14:32',
    );
  });

  it('that does not stand yet has no name', () => {
    const none = { ...release, responses: 0, waiting: 4 };
    expect(text(<ReleaseLine release={none} at={at} following="lost" />)).toBe(
      'mất kết nối, đang thử lại Chưa có đợt số liệu nào · 14:32 · 4 phiếu chờ đợt sau',
    );
  });
});

describe('the lead', () => {
  const lead = (counted: LiveView, more: { over?: boolean; narrowed?: boolean } = {}) =>
    text(<ResultsLead view={{ ...view, counted }} over={false} narrowed={false} {...more} />);

  it('is the sentence, with the lowest question of what is measured alike', () => {
    expect(lead(liveTally)).toBe(
      '1.204 phiếu; hài lòng chung 83,44\u00a0% . Câu thấp nhất: “Câu q2” 80,00\u00a0%.',
    );
  });

  it.each([
    [{}, 'Kết quả hiện ở đây khi có ít nhất 10 phiếu.'],
    [{ over: true }, 'Khảo sát đã kết thúc mà không có phiếu nào được tính.'],
    [{ narrowed: true }, 'Hãy bỏ bớt điều kiện lọc.'],
  ])('says why there is nothing, and what comes next: %j', (more, sentence) => {
    expect(lead(NOTHING, more)).toContain(sentence);
  });

  it('does not call a hidden number of responses none', () => {
    expect(lead({ ...NOTHING, responses: null })).toBe('Số phiếu được ẩn vì có nhóm dưới 5 phiếu .');
  });
});

it('the counts stand under their names: both readings of the index, received, and of which kind', () => {
  const stats = text(<ResultStats counted={liveTally} basis="open" received={{ total: 1300, today: 12 }} />);
  expect(stats).toContain('Phiếu trong số liệu 1.204 phiếu vãng lai');
  expect(stats).toContain('Hài lòng chung, gộp 83,44\u00a0%');
  expect(stats).toContain('Hài lòng chung, theo mục 83,00\u00a0%');
  expect(stats).toContain('Phiếu đã nhận 1.300 hôm nay 12');
});

describe('hidden, zero and empty', () => {
  const rows = elements(renderToString(<ResultFigures view={view} origin={origin} />), 'tr').map(textOf);

  it('differ by respondent group', () => {
    expect(rows).toContain('Câu q1 0,0\u00a0% ẩn');
    expect(rows).toContain('Câu q2 80,0\u00a0% chưa có trả lời');
  });

  it('differ among items', () => {
    const none = { ...satisfactionItem('q5', 'access', [0, 0, 0, 0, 0], '0'), value: null };
    const html = renderToString(
      <ItemCharts groups={itemGroups({ ...liveTally, items: [...liveTally.items, none] })} />,
    );
    const items = elements(html, 'li').map(textOf);
    expect(items).toContain('Câu q3 ẩn: có nhóm dưới 5 phiếu');
    expect(items.find((one) => one.startsWith('Câu q5'))).toContain('chưa có trả lời');
  });

  it('differ among factors, and only a value has a bar', () => {
    const empty = { key: 'x', title: { vi: 'Yếu tố mới' }, answers: 0, pooled: null, meanOfItems: null };
    const factors = [...liveTally.factors, { ...empty, withheld: false }];
    const html = renderToString(<FactorTable view={{ ...liveTally, factors }} />);
    const row = (name: string) => elements(html, 'tr').find((one) => one.includes(name)) ?? '';
    expect(textOf(row('Công chức'))).toContain('ẩn: có nhóm dưới 5 phiếu');
    expect(textOf(row('Yếu tố mới'))).toContain('chưa có');
    for (const name of ['Công chức', 'Yếu tố mới']) expect(row(name)).not.toContain('<rect');
    expect(row('Tiếp cận')).toContain('<rect');
  });
});

describe('a figure', () => {
  const html = renderToString(<ResultFigures view={view} origin={origin} />);

  it('has a title, a unit of measure, N, source and date, and its table one key away', () => {
    const [first = ''] = elements(html, 'figure');
    expect(textOf(first)).toMatch(/^Mọi người trả lời từng câu thế nào % số trả lời.* · 1\.204 phiếu /);
    expect(textOf(first)).toContain('Nguồn: Khảo sát thử, số liệu phát hành 8a41c2f0, 20/11/2026 14:32.');
    expect(tags(first, 'button')[0]).toMatch(/aria-pressed="false".*aria-keyshortcuts="t"/);
  });

  it('by group is left out where one group is chosen', () => {
    const chosen = { ...view, filters: { ...view.filters, group: 'citizen' } };
    expect(text(<ResultFigures view={chosen} origin={origin} />)).not.toContain('Từng nhóm người trả lời');
  });
});

describe('the breakdown', () => {
  const section = (breakdown: SurveyView['breakdown'], breakdowns = view.choices.breakdowns) => (
    <BreakdownSection
      view={{ ...view, breakdown, choices: { ...view.choices, breakdowns } }}
      origin={origin}
      chosen=""
      onChoose={() => {}}
    />
  );
  const sex = { question: 'sex', text: { vi: 'Giới tính' }, codes: [] };

  it('by no declared question says who declares one and when', () => {
    expect(text(section(null, []))).toContain('Cán bộ quản lý điều tra chọn câu');
  });

  it.each([
    ['not-closed', 'chỉ xem được sau khi khảo sát hết thời hạn'],
    ['not-counted', 'Hệ thống tự đếm'],
    ['too-few', 'quá ít phiếu'],
    ['filtered', 'Hãy bỏ hai điều kiện đó'],
  ] as const)('says why it is not shown: %s', (reason, sentence) => {
    expect(text(section({ ...sex, reason }))).toContain(sentence);
  });

  it('shows how many chose each code, and how they answered', () => {
    const value = { answers: 60, value: '0.5', withheld: false };
    const codes = [
      { code: 1, text: { vi: 'Nam' }, responses: 60, withheld: false, items: { q1: value } },
      {
        code: 2,
        text: { vi: 'Nữ' },
        responses: null,
        withheld: true,
        items: { q1: { answers: null, value: null, withheld: true } },
      },
    ];
    const rows = elements(renderToString(section({ ...sex, codes })), 'tr').map(textOf);
    expect(rows).toEqual(['Câu hỏi Nam Nữ', 'Số phiếu 60 ẩn', 'Câu q1 50,0\u00a0% ẩn']);
  });
});

describe('arrivals', () => {
  const none = { slips: 0, sheets: 0, open: 0, kiosk: 0, late: 0 };
  const days = [
    { ...none, day: '2026-11-28', slips: 6, open: 1 },
    { ...none, day: '2026-12-01', sheets: 7, late: 3 },
  ];
  const targets: ArrivalsByDay['targets'] = [
    { channel: 'web', target: 1000, responses: 820 },
    { channel: 'paper', target: null, responses: 7 },
  ];
  const range = { from: '', to: '', trouble: null, set: () => {} };
  const figure = (given: ArrivalsByDay | null, ranged: Partial<typeof range> = {}, narrowed = false) => (
    <ArrivalsFigure
      survey="Khảo sát thử"
      arrivals={given}
      narrowed={narrowed}
      date="20/11/2026 14:32"
      range={{ ...range, ...ranged }}
    />
  );

  it('say how many and when most, and stand against the target of each channel', () => {
    const said = text(figure({ days, targets, total: 14 }));
    expect(said).toContain('14 phiếu đã nhận.');
    const more = [...days, { ...none, day: '2026-12-02', kiosk: 8 }];
    expect(text(figure({ days: more, targets, total: 22 }))).toContain(
      '22 phiếu đã nhận, nhiều nhất ngày 02/12/2026.',
    );
    expect(said).toContain('trên mạng 820 trên 1.000 phiếu 82\u00a0%');
    expect(said).toContain('phiếu giấy 7 phiếu, chưa đặt mục tiêu');
  });

  /** Issue 6: a wrong unit or a range upside down was told as "0 responses". */
  it('that were asked for wrongly claim nothing, and keep the days to choose', () => {
    const refused = figure(null, { from: '2025-11-20', to: '2025-11-05' });
    expect(text(refused)).toBe('Phiếu nhận từng ngày Từ ngày Đến ngày');
    expect(renderToString(refused).match(/<input/g)).toHaveLength(2);
  });

  it('of one unit stand without targets, which are those of the survey', () => {
    const said = text(figure({ days, targets: [], total: 14 }, {}, true));
    expect(said).toContain('đặt cho cả khảo sát');
    expect(said).not.toContain('Chưa đặt mục tiêu');
  });

  it('that have not come yet are said to be awaited, or to lie outside the chosen days', () => {
    const empty = { days: [], targets: [], total: 0 };
    expect(text(figure(empty))).toContain('Số phiếu của từng ngày hiện ở đây ngay khi có người gửi.');
    expect(text(figure(empty))).toContain('Chưa đặt mục tiêu số phiếu.');
    expect(text(figure(empty, { from: '2026-01-01' }))).toContain(
      'Không có phiếu nào trong các ngày đã chọn.',
    );
  });

  it('of every unit say which way leads to it', () => {
    const html = renderToString(
      <UnitsFigure arrivals={arrivals} source="sổ" date="hôm nay" hrefOf={(unit) => `?don-vi=${unit}`} />,
    );
    expect(attributes(html, 'aria-label')).toContain('Sở An: 12; Sở Bình: 2; Sở Cát: 0');
  });
});

describe('filters', () => {
  const values = {
    ...{ unit: '', channel: '', group: '', basis: '', flagged: '', breakdown: '' },
    ...{ from: '', to: '', search: '' },
  };
  const filters: Filters<keyof typeof values> = {
    values,
    any: false,
    set: () => {},
    clear: () => {},
    href: () => '',
  };

  it('live in the address: set, kept with what else stands there, and taken away', () => {
    const address = '/quan-tri/khao-sat/s?don-vi=AN&x=1';
    expect(changedAddress(address, { 'don-vi': 'BI', kenh: 'web' })).toBe(
      '/quan-tri/khao-sat/s?don-vi=BI&x=1&kenh=web',
    );
    expect(changedAddress(address, { 'don-vi': '', kenh: undefined })).toBe('/quan-tri/khao-sat/s?x=1');
    expect(changedAddress('/a?dot=x#cho', { loai: 'Tốt' })).toBe('/a?dot=x&loai=T%E1%BB%91t');
    expect(changedAddress('/quan-tri', {})).toBe('/quan-tri');
  });

  it('are asked for in the words of the API; a word that does not exist goes as it is, for the server to refuse', () => {
    expect(resultQuery({ ...values, unit: 'AN', basis: 'vang-lai', flagged: 'bo', search: 'x' })).toEqual({
      unit: 'AN',
      basis: 'open',
      flagged: 'without',
    });
    expect(resultQuery({ ...values, basis: 'xyz' })).toEqual({ basis: 'xyz' });
  });

  it('offer the values that exist', () => {
    const html = renderToString(<FilterBar filters={filters} choices={view.choices} />);
    expect(elements(html, 'option').map(textOf)).toEqual([
      ...['mọi đơn vị', 'Sở An', 'Sở Bình'],
      ...['mọi kênh', 'trên mạng', 'phiếu giấy'],
      ...['mọi nhóm', 'Người dân', 'Doanh nghiệp'],
      ...['phiếu có mã và phiếu giấy', 'phiếu vãng lai', 'tất cả các phiếu'],
      ...['có tính', 'không tính'],
    ]);
  });
});

describe('the stream', () => {
  it('is tried again ever more seldom, up to a minute, and not by all at one moment', () => {
    expect([1, 2, 3, 4].map((tries) => waitBefore(tries, 1))).toEqual([1000, 2000, 4000, 8000]);
    expect(waitBefore(1, 0)).toBe(500);
    expect(waitBefore(50, 1)).toBe(60_000);
  });
});

describe('what was searched for', () => {
  const marked = (text: string, search: string) =>
    foundPieces(text, search)
      .map((piece) => (piece.found ? `[${piece.text}]` : piece.text))
      .join('');

  it('is marked whatever its case and its marks', () => {
    expect(marked('Đường đến bộ phận Một cửa', 'duong MOT')).toBe('[Đường] đến bộ phận [Một] cửa');
    expect(marked('chờ lâu', 'Chờ')).toBe('[chờ] lâu');
  });

  it('is every word, and nothing where none is there', () => {
    expect(marked('chờ lâu quá', 'lau cho')).toBe('[chờ] [lâu] quá');
    expect(marked('chờ lâu', '')).toBe('chờ lâu');
    expect(marked('chờ lâu', 'nhanh')).toBe('chờ lâu');
    expect(foundPieces('', 'x')).toEqual([]);
  });
});

describe('what is narrowed', () => {
  const all = {
    unit: '',
    channel: '',
    group: '',
    basis: '',
    flagged: '',
    breakdown: '',
    from: '',
    to: '',
    search: '',
  };
  const words = wordsOf('vi');

  it('stands in words, with the names that the filters have', () => {
    expect(resultNarrowing(view, words, 'vi')).toBe('');
    const filters = {
      unit: 'BI',
      channel: 'paper',
      group: 'citizen',
      basis: 'open',
      flagged: 'without',
    } as const;
    expect(resultNarrowing({ ...view, filters }, words, 'vi')).toBe(
      'lọc theo Đơn vị: Sở Bình; Kênh: phiếu giấy; Người trả lời: Người dân; Loại phiếu: phiếu vãng lai; Phiếu bị đánh dấu: không tính',
    );
  });

  it('is said of arrivals with what does not narrow them: the ledger counts neither channels nor groups', () => {
    const units = view.choices.units;
    expect(arrivalsNarrowing(all, units, words, 'vi')).toBe('');
    expect(arrivalsNarrowing({ ...all, unit: 'AN', from: '2026-11-01' }, units, words, 'vi')).toBe(
      'lọc theo Đơn vị: Sở An; Từ ngày 01/11/2026',
    );
    expect(arrivalsNarrowing({ ...all, channel: 'paper' }, units, words, 'vi')).toBe(
      'mọi kênh, mọi người trả lời, mọi loại phiếu',
    );
  });
});
