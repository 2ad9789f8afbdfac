import type { VNode } from 'preact';
import { describe, expect, it } from 'vitest';
import { ComparisonPage } from '../../client/public/comparison-page.tsx';
import { HomePage } from '../../client/public/home-page.tsx';
import { MethodPage } from '../../client/public/method-page.tsx';
import { ProblemPage } from '../../client/public/problem-page.tsx';
import { ReceiptLookUpPage } from '../../client/public/receipt-lookup-page.tsx';
import { renderPage } from '../../client/public/render-page.ts';
import { ResultsPage } from '../../client/public/results-page.tsx';
import { RulesPage } from '../../client/public/rules-page.tsx';
import { SurveyPage } from '../../client/public/survey-page.tsx';
import { UnitPage } from '../../client/public/unit-page.tsx';
import { RULE_NUMBERS } from '../../server/pages/rules.tsx';
import { LEAST_SECONDS_PER_ANSWER, SHORTEST_IDENTICAL_RUN } from '../../survey-forms/flags.ts';
import type { Lang } from '../../survey-forms/form.ts';
import { inputs, publishedView } from './campaign-fixture.ts';
import { attributes, elements, tags, textOf, VIETNAMESE, withoutNames } from './markup.ts';

const SPACE = '\u00a0';
const assets = { styles: ['/assets/style-1a2b.css'], scripts: [] };
const context = (lang: Lang, sample = false) => ({ lang, sample, assets });
const view = publishedView();

const openSurvey = {
  id: 'hai-long',
  title: { vi: 'Khảo sát hài lòng', en: 'Satisfaction survey' },
  closesOn: '2026-11-30',
  units: 12,
  manyUnits: false,
};
const published = {
  id: 'mau-2026',
  title: inputs.title,
  province: view.province,
  year: 2026,
  units: 3,
  meanIndex: '84.6875',
  best: { name: { vi: 'Xã Bình', en: 'Binh Commune' }, index: '93.125' },
};
const survey = {
  id: 'hai-long',
  title: openSurvey.title,
  state: 'open' as const,
  opensOn: '2026-11-01',
  closesOn: '2026-11-30',
  manyUnits: false,
};
const lists = [{ title: null, units: inputs.units }];

const ruled = { id: 'hai-long', title: openSurvey.title, burstBound: 45 };

/** Every public page, once in each language. */
const pages = {
  home: (lang) => <HomePage {...context(lang)} surveys={[openSurvey]} results={[published]} />,
  'empty home': (lang) => <HomePage {...context(lang)} surveys={[]} results={[]} />,
  survey: (lang) => <SurveyPage {...context(lang)} survey={survey} lists={lists} />,
  results: (lang) => <ResultsPage {...context(lang, true)} {...view} />,
  unit: (lang) => <UnitPage {...context(lang)} {...view} unit="A" />,
  method: (lang) => <MethodPage {...context(lang)} {...view} />,
  comparison: (lang) => <ComparisonPage {...context(lang)} {...view} />,
  rules: (lang) => <RulesPage {...context(lang)} numbers={RULE_NUMBERS} surveys={[ruled]} />,
  'receipt look-up': (lang) => <ReceiptLookUpPage {...context(lang)} typed="" finding="not-asked" />,
  'receipt not found': (lang) => <ReceiptLookUpPage {...context(lang)} typed="ABC" finding="unknown" />,
  'receipt found': (lang) => <ReceiptLookUpPage {...context(lang)} typed="ABC" finding="received" />,
  'receipt not typed': (lang) => <ReceiptLookUpPage {...context(lang)} typed="" finding="missing" />,
  problem: (lang) => <ProblemPage {...context(lang)} code="survey-closed" path="/khao-sat/x" />,
} satisfies Record<string, (lang: Lang) => VNode>;

describe.each(Object.entries(pages))('the %s page', (_, draw) => {
  const page = (lang: Lang) => renderPage(draw(lang));

  it('is a whole document in its language, with one h1, a skip link and the other language', () => {
    for (const lang of ['vi', 'en'] as const) {
      const html = page(lang);
      expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${lang}">`));
      expect(tags(html, 'h1')).toHaveLength(1);
      expect(tags(html, 'main')).toEqual(['<main id="main" tabindex="-1">']);
      expect(html).toContain('href="#main"');
    }
    const other = /<a class="language" lang="(\w+)" hreflang="\w+" href="([^"]+)"/;
    const [, toEnglish, english = ''] = other.exec(page('vi')) ?? [];
    const [, toVietnamese, vietnamese = ''] = other.exec(page('en')) ?? [];
    expect([toEnglish, toVietnamese]).toEqual(['en', 'vi']);
    expect(english).toBe(vietnamese === '/' ? '/en' : `/en${vietnamese}`);
  });

  it('obeys the content security policy: nothing inline', () => {
    const html = page('vi');
    expect(attributes(html, 'style')).toEqual([]);
    expect(html).not.toMatch(/\son\w+=/);
    expect(tags(html, 'style')).toEqual([]);
    expect(tags(html, 'script')).toEqual([]);
    expect(attributes(html, 'href')).toContain('/assets/style-1a2b.css');
  });

  it('speaks English under /en, and leads to English pages', () => {
    const html = page('en');
    expect(withoutNames(textOf(html))).not.toMatch(VIETNAMESE);
    const own = attributes(html.replace(/<a class="language".*?<\/a>/, ''), 'href');
    const inside = own.filter((href) => /^\/(khao-sat|ket-qua)/.test(href) && !href.endsWith('.json'));
    expect(inside.filter((href) => !tags(html, 'link').some((link) => link.includes(`"${href}"`)))).toEqual(
      [],
    );
  });

  it('has ids that are unique and references that resolve', () => {
    const html = page('vi');
    const ids = attributes(html, 'id');
    expect(new Set(ids).size).toBe(ids.length);
    const wanted = [...attributes(html, 'aria-labelledby'), ...attributes(html, 'aria-describedby')];
    for (const id of wanted.flatMap((list) => list.split(' '))) expect(ids).toContain(id);
  });
});

describe('home', () => {
  it('offers the open survey with its closing date and the results with their lead', () => {
    const html = renderPage(pages.home('vi'));
    expect(attributes(html, 'href')).toContain('/khao-sat/hai-long');
    expect(textOf(html)).toContain('Nhận phiếu đến hết ngày 30/11/2026 · 12 đơn vị');
    expect(textOf(html)).toContain(
      `3 đơn vị, chỉ số trung bình 84,69${SPACE}%, cao nhất Xã Bình 93,13${SPACE}%.`,
    );
  });

  it('leads straight to a form that rates many units', () => {
    const surveys = [{ ...openSurvey, manyUnits: true }];
    const html = renderPage(<HomePage {...context('en')} surveys={surveys} results={[]} />);
    expect(attributes(html, 'href')).toContain('/en/khao-sat/hai-long/phieu');
  });

  it('says why it is empty', () => {
    const text = textOf(renderPage(pages['empty home']('vi')));
    expect(text).toContain('Hiện không có khảo sát nào đang mở.');
    expect(text).toContain('Chưa có kết quả nào được công bố.');
  });
});

describe('survey', () => {
  it('links every unit to its form, codes encoded', () => {
    const odd = [{ title: null, units: [{ code: 'A/1 ?', name: { vi: 'Xã An' } }] }];
    const html = renderPage(<SurveyPage {...context('vi')} survey={survey} lists={odd} />);
    expect(attributes(html, 'href')).toContain('/khao-sat/hai-long/A%2F1%20%3F');
  });

  it('offers no unit before it opens and after it closed', () => {
    for (const state of ['not-open', 'closed'] as const) {
      const html = renderPage(<SurveyPage {...context('vi')} survey={{ ...survey, state }} lists={lists} />);
      expect(attributes(html, 'href')).not.toContain('/khao-sat/hai-long/A');
      expect(textOf(html)).toContain(state === 'closed' ? '30/11/2026' : '01/11/2026');
    }
  });
});

describe('results', () => {
  const html = renderPage(pages.results('vi'));
  const rows = elements(html, 'tr').map(textOf);

  it('begins with the sentence: how many, the mean and which, best and last', () => {
    expect(textOf(html)).toContain(
      `1 trên 2 đơn vị xếp loại Tốt trở lên ; trung bình của 2 đơn vị là 84,69${SPACE}%, cao nhất Xã Bình 93,13${SPACE}%, thấp nhất Xã An 76,25${SPACE}%. 1 đơn vị chưa có chỉ số.`,
    );
  });

  it('ranks the units, with points over scale and class', () => {
    expect(rows[1]).toMatch(/^1 Xã Bình .* 93,13 6,00 8,90 14,90\/16 Xuất sắc$/);
    expect(rows[2]).toMatch(/^2 Xã An .* 76,25 5,50 9,25 15,25\/20 Khá$/);
  });

  it('shows a unit without index as such, never as 0', () => {
    expect(rows[3]).toMatch(/^– Xã Chính .*chưa có/);
    expect(rows[3]).not.toMatch(/\b0\b/);
  });

  it('draws the index as a bar by attribute', () => {
    expect(attributes(html, 'width')).toEqual(['93.125%', '76.25%']);
  });

  it('counts where print and arithmetic part, and leads there', () => {
    expect(textOf(elements(html, 'p').find((p) => p.includes('class="note"')) ?? '')).toBe(
      '2 giá trị in trong tài liệu không khớp với phép tính. 1 giá trị in lệch ở chữ số cuối do làm tròn. Xem đối chiếu',
    );
    expect(attributes(html, 'href')).toContain('/ket-qua/mau-2026/doi-chieu');
  });

  it('names the day of publication in Việt Nam, the revision, the source and the hash', () => {
    const text = textOf(html);
    expect(text).toContain('Công bố 05/01/2027 · Phiên bản 1');
    expect(text).toContain('Nguồn: Decision 1 of 2 January 2027');
    expect(text).toContain(view.published.recipe.inputsHash.slice(0, 12));
  });

  it('says on a sample system that the data are samples', () => {
    expect(textOf(html)).toContain('Dữ liệu mẫu.');
    const real = renderPage(<ResultsPage {...context('vi')} {...view} />);
    expect(textOf(real)).not.toContain('Dữ liệu mẫu.');
  });

  it('has no column for surveys where no criterion asks for one, as nothing is still to come', () => {
    const { framework } = inputs;
    const criteria = framework.criteria.map(({ feed, kind, ...one }) => ({
      ...one,
      kind: kind === 'group' ? kind : ('appraisal' as const),
    }));
    const plain = publishedView({ ...inputs, framework: { ...framework, criteria } });
    const heads = (page: string) => elements(page, 'th').map(textOf).join(' ');
    expect(heads(html)).toContain('Điều tra');
    expect(heads(renderPage(<ResultsPage {...context('vi')} {...plain} />))).not.toContain('Điều tra');
  });

  it('gives each group a table of its own where groups are ranked', () => {
    const policies = { ...inputs.policies, ranking: 'groups' as const };
    const captions = (units: typeof inputs.units) => {
      const grouped = publishedView({ ...inputs, policies, units });
      return elements(renderPage(<ResultsPage {...context('vi')} {...grouped} />), 'caption').map(textOf);
    };
    expect(captions(inputs.units)).toEqual([
      'Nhóm thang điểm 20 · 2 đơn vị',
      'Nhóm thang điểm 16 · 1 đơn vị',
    ]);
    const mixed = inputs.units.map((unit) => ({ ...unit, group: unit.code === 'A' ? 'full' : 'special' }));
    expect(captions(mixed)).toEqual(['Nhóm thang điểm 20 · 1 đơn vị', 'Nhóm thang điểm đặc thù · 2 đơn vị']);
  });
});

describe('unit', () => {
  const html = renderPage(pages.unit('vi'));

  it('shows the arithmetic: appraised, bonus and survey over the scale', () => {
    const text = textOf(html);
    expect(text).toContain('5,5 thẩm định + 0,5 điểm thưởng + 9,25 điều tra = 15,25 điểm đạt được');
    expect(text).toContain(`100 × 15,25 ÷ 20 thang điểm chuẩn = 76,25${SPACE}%`);
    expect(text).toContain('Hạng 2 trên 2 đơn vị');
    expect(text).toContain('Mất nhiều điểm nhất ở Chỉ đạo, điều hành: 4,5 điểm.');
    expect(text).toContain('New initiative');
  });

  it('shows what stands behind a score, with figures that disagree', () => {
    const text = textOf(html);
    expect(text).toContain('Điểm tự đánh giá: 6');
    expect(text).toContain('Ý kiến thẩm định: Plan issued late');
    expect(text).toContain(`Số liệu: 32/45 = 71,11${SPACE}% (tài liệu in 71,71${SPACE}%)`);
    expect(text).toContain('Nguồn: Printed sheet');
  });

  it('tells to open a row only where there is something to open', () => {
    const hint = 'Mở một dòng để xem';
    expect(textOf(html)).toContain(hint);
    const bare = publishedView({ ...inputs, scores: inputs.scores.filter(({ unit }) => unit === 'C') });
    expect(textOf(renderPage(<UnitPage {...context('vi')} {...bare} unit="C" />))).not.toContain(hint);
  });

  it('keeps zero, not assessed and blank apart', () => {
    const row = (unit: string) => {
      const page = renderPage(<UnitPage {...context('vi')} {...view} unit={unit} />);
      return textOf(elements(page, 'tr').find((tr) => textOf(tr).includes('1.2 Kiểm tra')) ?? '');
    };
    expect(row('A')).toBe('1.2 Kiểm tra 0 /4 Mất 4 4');
    expect(row('B')).toBe('1.2 Kiểm tra Tối đa trong khung 4, không áp dụng với đơn vị này không đánh giá');
    expect(row('C')).toBe('1.2 Kiểm tra chưa có');
  });

  it('gives no number for a unit that is not decided', () => {
    const text = textOf(renderPage(<UnitPage {...context('vi')} {...view} unit="C" />));
    expect(text).toContain('Đơn vị này chưa có chỉ số');
    expect(text).toContain('1 Chỉ đạo, điều hành chưa đủ điểm');
    expect(text).not.toContain('Phép tính');
  });

  it('refuses a unit the campaign does not have', () => {
    expect(() => renderPage(<UnitPage {...context('vi')} {...view} unit="Z" />)).toThrow(/no unit Z/);
  });
});

describe('survey basis of a score', () => {
  const withBasis = (small: number, withheld?: 'counts' | 'groups') => {
    const group = (name: string, responses: number, value: string) => ({
      group: name,
      responses,
      answers: responses * 4,
      value,
    });
    const groups = [group('citizen', 30, '0.9'), group('business', small, '0.5')];
    const byGroup = withheld ? [] : groups;
    const basis = { responses: 30 + small, answers: 4 * (30 + small), value: '0.83', byGroup };
    const behind = withheld === 'counts' ? { withheld } : { basis, ...(withheld && { withheld }) };
    const given = withheld ? { withheld: { base: 10, tallies: [], scores: [] } } : {};
    const units = view.published.result.units.map((unit) => ({
      ...unit,
      nodes: unit.nodes.map((node) => (node.code === '2' ? { ...node, ...behind } : node)),
    }));
    const result = { ...view.published.result, units };
    const published = { ...view.published, inputs: { ...view.published.inputs, ...given }, result };
    return textOf(renderPage(<UnitPage {...context('vi')} {...view} published={published} unit="A" />));
  };

  it('never stands without its N', () => {
    expect(withBasis(10)).toContain(`83,00${SPACE}% · 160 câu trả lời · 40 phiếu`);
    expect(withBasis(10)).toContain(`business 10 50,00${SPACE}%`);
  });

  it('says that groups are withheld, and shows the sum over them', () => {
    const text = withBasis(9, 'groups');
    expect(text).toContain(`83,00${SPACE}% · 156 câu trả lời · 39 phiếu`);
    expect(text).toContain('Không nêu theo nhóm: có nhóm dưới 10 phiếu.');
    expect(text).not.toContain('citizen');
  });

  it('says that the number is withheld: neither 0 nor empty, and the score stands', () => {
    const text = withBasis(9, 'counts');
    expect(text).toContain('Không nêu số phiếu đứng sau điểm này: dưới 10 phiếu');
    expect(text).toContain('Điểm vẫn được công bố.');
    expect(text).not.toMatch(/39 phiếu| 0 phiếu|chưa có trả lời/);
    expect(text).toContain('9,25 /10');
  });
});

describe('method', () => {
  const text = textOf(renderPage(pages.method('vi')));

  it('tells the policies in words, in the order of the method', () => {
    const places = [
      'Mức “Bình thường” không tính là hài lòng',
      'Điểm không làm tròn ở bất kỳ bước nào',
      'trước khi chia cho thang điểm',
      'Điểm thưởng nhiều nhất 2',
      'trừ khỏi thang điểm',
      'Chỉ số = 100 × điểm đạt được',
      'Xuất sắc : từ 90 Tốt : từ 80 Khá : từ 70 Yếu : dưới 70',
      'xếp chung một danh sách',
      'thì cùng hạng',
    ].map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('tells a policy that is set otherwise', () => {
    const policies = {
      ...inputs.policies,
      ties: 'higher-appraisal-first',
      adjustments: 'after-scaling',
    } as const;
    const framework = { ...inputs.framework, leafRounding: { decimals: 4, kinds: ['appraisal'] as const } };
    const other = publishedView({ ...inputs, policies, framework });
    const words = textOf(renderPage(<MethodPage {...context('vi')} {...other} />));
    expect(words).toContain('đơn vị có điểm thẩm định cao hơn đứng trước');
    expect(words).toContain('sau khi chia cho thang điểm');
    expect(words).toContain('làm tròn đến 4 chữ số sau dấu phẩy, 5 thì tăng: điểm thẩm định.');
  });

  it('gives the whole hash and the command that verifies', () => {
    expect(text).toContain(view.published.recipe.inputsHash);
    expect(text).toContain('npm run -s cli -- verify mau-2026-1-cong-bo.json');
    expect(text).toContain('Khung mẫu (mau, phiên bản 3)');
    expect(text).toContain('05/01/2027 01:30');
  });
});

describe('flagged answers', () => {
  const variant = {
    flaggedAnswers: 'excluded' as const,
    units: [
      { unit: 'B', index: '91.25', rank: 1 },
      { unit: 'A', index: '81.2', rank: 2 },
      { unit: 'C', index: null, rank: null },
    ],
  };
  const published = { ...view.published, result: { ...view.published.result, flagVariant: variant } };

  it('stand on the page of a unit with the index that they change', () => {
    const page = textOf(renderPage(<UnitPage {...context('vi')} {...view} published={published} unit="A" />));
    expect(page).toContain(`76,25${SPACE}%`);
    expect(page).toContain(`Không tính phiếu bị đánh dấu: 81,20${SPACE}%, hạng 2`);
    expect(textOf(renderPage(pages.unit('vi')))).not.toContain('phiếu bị đánh dấu:');
  });

  it('stand on the method page, both ways for every unit', () => {
    const page = renderPage(<MethodPage {...context('vi')} {...view} published={published} />);
    const rows = elements(page, 'tr').map(textOf);
    expect(rows).toEqual([
      'Đơn vị Tính cả (%) Không tính (%)',
      'Xã Bình 93,13 · hạng 1 91,25 · hạng 1',
      'Xã An 76,25 · hạng 2 81,20 · hạng 2',
      'Xã Chính chưa có chưa có',
    ]);
  });
});

describe('the published rules', () => {
  const text = textOf(renderPage(pages.rules('vi')));

  it('carry the numbers that the program applies, and what each survey has set', () => {
    expect(text).toContain(`chưa đủ ${LEAST_SECONDS_PER_ANSWER} giây cho mỗi câu`);
    expect(text).toContain(`Có từ ${SHORTEST_IDENTICAL_RUN} câu`);
    expect(text).toContain('hơn 30 phiếu trong cùng một phút');
    expect(text).toContain('Khảo sát hài lòng 45');
    expect(text).toContain('ít nhất 10 người trả lời trên trang công khai, 5 người trong nội bộ');
    expect(text).not.toMatch(/\{\w+\}/);
  });

  it('say who asks, what is kept and for how long, and that nothing is found again', () => {
    for (const part of [
      'Cơ quan mở khảo sát hỏi',
      'Xóa khi kết quả được công bố',
      'không ai, kể cả người quản trị',
    ])
      expect(text).toContain(part);
  });

  it('are one step from every public page', () => {
    for (const draw of Object.values(pages))
      expect(attributes(renderPage(draw('en')), 'href')).toEqual(
        expect.arrayContaining(['/en/quy-tac', '/en/bien-nhan']),
      );
  });
});

describe('comparison', () => {
  it('lists what disagrees before what is rounding, both values side by side', () => {
    const html = renderPage(pages.comparison('vi'));
    expect(elements(html, 'h2').map(textOf)).toEqual(['Không khớp (2)', 'Lệch do làm tròn (1)']);
    expect(textOf(html)).toContain('2 trên 4 giá trị in không khớp');
    expect(textOf(html)).toMatch(/Tỷ lệ phần trăm 1\.1 .* 71,71 71,111111… −0,598888…/);
    expect(textOf(html)).toMatch(/Xã An Xếp loại .*Tốt Khá/);
    expect(textOf(html)).toMatch(/Xã Bình Chỉ số .* 93,12 93,125 \+0,005/);
    expect(textOf(html)).toContain('1 giá trị khác khớp với phép tính');
    expect(html).toContain('<data value="93.125">');
  });

  it('names classes in the language of the reader', () => {
    expect(textOf(renderPage(pages.comparison('en')))).toMatch(/An Commune Class .*Good Fair/);
  });

  it('says so when all agree, and when there is nothing to compare', () => {
    const equal = view.comparisons.filter((one) => one.verdict === 'equal');
    const of = (comparisons: typeof equal) =>
      textOf(renderPage(<ComparisonPage {...context('vi')} {...view} comparisons={comparisons} />));
    expect(of(equal)).toContain('Cả 1 giá trị in đều khớp với phép tính.');
    expect(of([])).toContain('không có giá trị in nào để đối chiếu');
  });
});

describe('problem', () => {
  it('never leads off the site', () => {
    const html = renderPage(<ProblemPage {...context('vi')} code="not-found" path="//elsewhere.example/x" />);
    expect(attributes(html, 'href').filter((href) => href.startsWith('//'))).toEqual([]);
  });

  it('escapes what comes from outside', () => {
    const html = renderPage(
      <ProblemPage {...context('vi')} code="not-found" path={'/"><script>alert(1)</script>'} />,
    );
    expect(tags(html, 'script')).toEqual([]);
  });
});
