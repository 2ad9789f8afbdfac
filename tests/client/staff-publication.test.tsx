/** The screens of publication, comparison with print and evidence: what they say, and what is chosen from a file. */
import { renderToString } from 'preact-render-to-string';
import { afterEach, describe, expect, it, vi as mock } from 'vitest';
import type { Campaign, Preview, PrintCompared, PrintTables } from '../../client/staff/api.ts';
import { NoUnits } from '../../client/staff/campaign-settings-create-screen.tsx';
import { sizeText } from '../../client/staff/evidence-list.ts';
import { LanguageProvider } from '../../client/staff/language.tsx';
import { PrintForm } from '../../client/staff/print-comparison-form.tsx';
import { differencesCsv, PrintResult } from '../../client/staff/print-comparison-table.tsx';
import {
  choiceOf,
  columnsAt,
  draftOf,
  firstDraft,
  fits,
  mappingOf,
  unfitMapping,
} from '../../client/staff/print-mapping.ts';
import { ProposalBox } from '../../client/staff/publish-proposal.tsx';
import { Readiness } from '../../client/staff/publish-readiness.tsx';
import { type Session, SessionContext } from '../../client/staff/session.ts';
import { elements, textOf } from './markup.ts';

afterEach(() => mock.unstubAllGlobals());

const unit = (code: string, more: Partial<Preview['units'][number]> = {}): Preview['units'][number] => ({
  unit: code,
  name: { vi: `Sở ${code}`, en: `Department ${code}` },
  group: null,
  points: '85',
  scale: '100',
  index: '85',
  class: { vi: 'Tốt', en: 'Good' },
  rank: 1,
  blank: [],
  ...more,
});

const preview: Preview = {
  units: [unit('A'), unit('B', { rank: 2 })],
  ranking: 'all',
  meanIndex: '85',
  classes: [{ name: { vi: 'Tốt', en: 'Good' }, units: 2 }],
  standing: null,
  unchanged: false,
  running: [],
  pending: [],
  adjustments: [],
  unfinished: [],
  notWhole: [],
  deadlines: [],
  today: '2026-12-01',
  changesWaiting: 0,
  surveys: [],
  print: { equal: 0, rounding: 0, different: 0, missing: 0 },
  proposal: null,
  turnedDown: null,
};

const proposal: NonNullable<Preview['proposal']> = {
  id: 'p1',
  proposer: { id: 'lan', name: 'Lò Thị Lan' },
  proposedAt: '2026-12-01T02:30:00.000Z',
  revision: 2,
  decision: { number: '12/QĐ-UBND', day: '2026-12-01' },
  reason: 'Sai số liệu',
  changed: null,
};

const campaign: Campaign = {
  id: 'x',
  title: { vi: 'Chỉ số 2026' },
  province: { vi: 'Tỉnh' },
  year: 2026,
  sample: false,
  framework: { id: 'f', version: 1 },
  published: null,
  mayPublish: true,
};

const sessionOf = (id: string): Session => ({
  account: { id, username: id, name: id, oneTime: false, disabled: false, grants: [] },
  may: [],
  mayOfProvince: [],
  sample: false,
  refresh: async () => {},
  signOut: async () => {},
});

const inEnglish = (node: Parameters<typeof renderToString>[0]) => {
  mock.stubGlobal('localStorage', { getItem: () => 'en', setItem: () => {} });
  return textOf(renderToString(<LanguageProvider>{node}</LanguageProvider>));
};

describe('before publication', () => {
  const said = (more: Partial<Preview>) =>
    textOf(renderToString(<Readiness campaign="x" preview={{ ...preview, ...more }} />));

  it('says that nothing is missing where nothing is', () => {
    expect(said({})).toContain('Không còn gì thiếu');
  });

  it('names what runs, what is missing and what waits', () => {
    const text = said({
      running: [{ id: 's', title: { vi: 'Hài lòng' }, acceptsUntil: '2026-12-31' }],
      pending: [{ acceptsUntil: '2026-12-31', criteria: ['1.2', '3.4'] }],
      units: [unit('A', { index: null, blank: ['1.1', '2.3'] }), unit('B', { unranked: 'unbalanced' })],
      unfinished: [{ unit: 'A', name: { vi: 'Sở A' }, state: 'submitted' }],
      changesWaiting: 2,
      notWhole: [
        { unit: 'B', name: { vi: 'Sở B' }, standing: 'part', from: null, to: '2026-07-01' },
        { unit: 'C', name: { vi: 'Sở C' }, standing: 'outside', from: null, to: null },
      ],
      deadlines: [{ stage: 'round-2', day: '2026-12-20' }],
      print: { equal: 9, rounding: 0, different: 1, missing: 0 },
      surveys: [
        {
          id: 's',
          title: { vi: 'Hài lòng' },
          responses: 1135,
          groups: [
            { group: 'citizen', name: { vi: 'Người dân' }, responses: 1000 },
            { group: 'organisation', name: { vi: 'Tổ chức' }, responses: 135 },
          ],
        },
      ],
    });
    expect(text).not.toContain('Không còn gì thiếu');
    for (const part of [
      'Khảo sát “Hài lòng” còn nhận phiếu đến hết ngày 31/12/2026',
      'Tiêu chí 1.2, 3.4: chờ khảo sát đến hết ngày 31/12/2026',
      'Sở A: tiêu chí 1.1, 2.3',
      '1 đơn vị chưa thẩm định xong',
      '1 đơn vị không được xếp hạng',
      '2 đề nghị sửa điểm',
      '2 đơn vị được xếp hạng dù không tồn tại trọn năm',
      'Sở B: thôi tồn tại từ 01/07/2026',
      'Sở C: không tồn tại trong năm',
      'Thẩm định vòng 2 đến hết 20/12/2026',
      '1 giá trị in không khớp',
      'Hài lòng: 1.135 phiếu (Người dân 1.000; Tổ chức 135)',
    ])
      expect(text).toContain(part);
  });

  it('counts what would be too long to name', () => {
    const codes = Array.from({ length: 14 }, (_, i) => `1.${i + 1}`);
    expect(said({ units: [unit('A', { blank: codes })] })).toContain('1.10 và 4 nữa');
    const units = Array.from({ length: 25 }, (_, i) => unit(`U${i}`, { blank: ['1'] }));
    expect(said({ units })).toContain('và 15 nữa');
  });

  it('is said in English too', () => {
    expect(inEnglish(<Readiness campaign="x" preview={preview} />)).toContain('Nothing is missing');
  });
});

describe('a proposal that waits', () => {
  const box = (reader: string, more: Partial<typeof proposal> = {}) =>
    renderToString(
      <SessionContext.Provider value={sessionOf(reader)}>
        <ProposalBox
          campaign={campaign}
          preview={preview}
          proposal={{ ...proposal, ...more }}
          onPublished={() => {}}
          onDecided={() => {}}
        />
      </SessionContext.Provider>,
    );
  const buttons = (html: string) => elements(html, 'button').map(textOf);

  it('may be taken back by who proposed it, confirmed or refused by another', () => {
    expect(buttons(box('lan'))).toEqual(['Rút đề nghị']);
    expect(buttons(box('hoa'))).toEqual(['Xác nhận công bố', 'Từ chối']);
    const text = textOf(box('hoa'));
    expect(text).toContain('Lò Thị Lan đề nghị công bố lúc 01/12/2026 09:30. Sẽ là phiên bản 2.');
    expect(text).toContain('Quyết định số 12/QĐ-UBND ngày 01/12/2026 · Lý do công bố lại: Sai số liệu');
  });

  it('cannot be confirmed once something has changed, and shows what', () => {
    const before = { unit: 'A', index: '85', class: 'Tốt', rank: 1 };
    const now = { unit: 'A', index: '79.5', class: 'Khá', rank: 2 };
    const html = box('hoa', {
      changed: { parts: ['scores', 'answers'], units: [{ unit: 'A', before, now }] },
    });
    expect(buttons(html)).toEqual(['Từ chối']);
    const text = textOf(html);
    expect(text).toContain('Thay đổi ở: điểm, phiếu khảo sát.');
    expect(text).toContain('Sở A 85,00 · Tốt · hạng 1 79,50 · hạng 2');
    const same = textOf(box('hoa', { changed: { parts: ['scores'], units: [] } }));
    expect(same).toContain('Không chỉ số nào khác đi.');
  });
});

const tables: PrintTables = {
  sheets: [
    { name: 'Bìa', rows: [['Phụ lục']], headers: [['Phụ lục']] },
    {
      name: 'Bảng',
      rows: [
        ['BẢNG XẾP HẠNG', null],
        ['Đơn vị', 'Chỉ số'],
        ['Sở A', { number: '85' }],
      ],
      headers: [
        ['BẢNG XẾP HẠNG', 'B'],
        ['Đơn vị', 'Chỉ số'],
        ['Sở A', 'B'],
      ],
    },
  ],
  mappings: [],
  criteria: [],
  units: [{ code: 'A', name: { vi: 'Sở A' } }],
  revisions: [1],
  preview: true,
};

describe('the columns of a printed table', () => {
  const remembered = {
    header: 2,
    decimals: 'comma' as const,
    unit: 'Đơn vị',
    columns: [{ column: 'Chỉ số', field: 'criterion' as const, criterion: '1.2 b' }],
  };
  const sheet = tables.sheets[1];
  if (!sheet) throw new Error('no sheet');

  it('begin with the sheet that holds a table and the row that looks like titles', () => {
    const { draft, remembered: name } = firstDraft(tables);
    expect([draft.sheet, draft.header, draft.unit, name]).toEqual([1, 2, '', '']);
    expect(columnsAt(sheet, draft.header)).toEqual(['Đơn vị', 'Chỉ số']);
  });

  it('are those of a sheet where the campaign has one unit alone, or where a remembered way says so', () => {
    expect(firstDraft(tables).draft.sheetOf).toBe('A');
    const two = { ...tables, units: [...tables.units, { code: 'B', name: { vi: 'Sở B' } }] };
    expect(firstDraft(two).draft.sheetOf).toBe('');
    const ofSheet = {
      ...remembered,
      sheetOf: 'B',
      columns: [{ column: 'Chỉ số', field: 'percent' as const }],
    };
    const { draft } = firstDraft({ ...two, mappings: [{ name: 'x', mapping: ofSheet }] });
    expect(mappingOf(draft, sheet)).toEqual(ofSheet);
  });

  it('are taken from a remembered way that fits whole, and from no other', () => {
    const known = { ...tables, mappings: [{ name: 'Bảng của Sở', mapping: remembered }] };
    const { draft, remembered: name } = firstDraft(known);
    expect(name).toBe('Bảng của Sở');
    expect(mappingOf(draft, sheet)).toEqual(remembered);
    const moved = { ...remembered, columns: [{ column: 'Chỉ số 2020', field: 'index' as const }] };
    expect(fits(moved, sheet)).toBe(false);
    expect(firstDraft({ ...tables, mappings: [{ name: 'x', mapping: moved }] }).remembered).toBe('');
  });

  it('that a chosen way names and the table has not are said, and the way is not kept anew with less', () => {
    const columns = [
      { column: 'Chỉ số', field: 'index' as const },
      { column: 'Điểm', field: 'points' as const },
      { column: 'Loại', field: 'class' as const },
    ];
    const mapping = { ...remembered, columns };
    const known = { ...tables, mappings: [{ name: 'Mẫu A', mapping }] };
    const draft = draftOf(mapping, 1);
    expect(unfitMapping(known, draft, ' Mẫu A ')).toEqual({ name: 'Mẫu A', missing: ['Điểm', 'Loại'] });
    expect(unfitMapping(known, draft, 'Mẫu B')).toBeNull();
    const whole = { ...known, mappings: [{ name: 'Mẫu A', mapping: remembered }] };
    expect(unfitMapping(whole, draft, 'Mẫu A')).toBeNull();
    const nothing = () => undefined;
    const chosen = { remembered: 'Mẫu A', against: '1', busy: false, onDraft: nothing, onAgainst: nothing };
    const more = { ...chosen, onName: nothing, onForget: nothing, onCompare: nothing };
    const said = textOf(renderToString(<PrintForm tables={known} draft={draft} name="Mẫu A" {...more} />));
    expect(said).toContain('không có các cột sau của cách đọc “Mẫu A”: “Điểm”, “Loại”.');
    expect(said).toContain('được giữ nguyên');
  });

  it('that are passed over, or not there in the chosen row, are not sent', () => {
    const draft = {
      sheet: 1,
      header: 2,
      decimals: 'point' as const,
      unit: 'Đơn vị',
      sheetOf: '',
      columns: {},
    };
    expect(mappingOf(draft, sheet).columns).toEqual([]);
    const columns = { 'Chỉ số': choiceOf({ field: 'index' }), 'Đơn vị': 'rank', 'không có': 'class' };
    expect(mappingOf({ ...draft, columns }, sheet).columns).toEqual([{ column: 'Chỉ số', field: 'index' }]);
  });
});

describe('a comparison with print', () => {
  const compared: PrintCompared = {
    comparisons: [
      {
        unit: 'A',
        field: 'index',
        criterion: null,
        printed: '79.05',
        computed: '80.05',
        verdict: 'different',
        column: 'Chỉ số',
        effect: { class: { printed: { vi: 'Khá' }, computed: { vi: 'Tốt' } } },
      },
      {
        unit: 'A',
        field: 'rank',
        criterion: null,
        printed: '1',
        computed: '1',
        verdict: 'equal',
        column: '=Hạng',
        effect: null,
      },
      {
        unit: 'B',
        field: 'points',
        criterion: null,
        printed: '80',
        computed: '79.5',
        verdict: 'different',
        column: 'Điểm',
        effect: null,
      },
    ],
    unread: [{ row: 7, column: 'Đơn vị', text: '=Sở lạ', why: 'unknown-unit' }],
    absent: ['B'],
    units: [
      { code: 'A', name: { vi: 'Sở A' } },
      { code: 'B', name: { vi: 'Sở B' } },
    ],
  };

  it('shows what does not agree, with its effect, and what was not compared', () => {
    const html = renderToString(<PrintResult campaign="x" compared={compared} />);
    const text = textOf(html);
    expect(text).toContain('3 ô được đối chiếu: 2 ô lệch');
    expect(text).toContain('xếp loại: in Khá, tính ra Tốt');
    expect(text).toContain('Hàng 7, cột “Đơn vị”: “=Sở lạ” – chưa ghi nhận đơn vị nào có tên này');
    expect(text).toContain('Bảng in không có 1 đơn vị của đợt này: Sở B.');
    expect(elements(html, 'tr')).toHaveLength(3);
  });

  it('says so where all agree', () => {
    const all = compared.comparisons.map((one) => ({ ...one, verdict: 'equal' as const }));
    const text = textOf(
      renderToString(<PrintResult campaign="x" compared={{ ...compared, comparisons: all }} />),
    );
    expect(text).toContain('Cả 3 ô được đối chiếu đều khớp.');
  });

  it('is a file in machine notation, texts defused and numbers not', () => {
    const lines = differencesCsv(compared, 'vi').split('\r\n');
    expect(lines[1]).toBe('A,Sở A,Chỉ số,79.05,80.05,1.00,Không khớp,"xếp loại: in Khá, tính ra Tốt"');
    expect(lines[2]).toBe('B,Sở B,Điểm,80,79.5,-0.5,Không khớp,');
    expect(lines[3]).toContain("'=Sở lạ");
  });
});

describe('the size of a document', () => {
  it.each([
    [1, '1 kB'],
    [99_999, '100 kB'],
    [1_234_567, '1,2 MB'],
    [20 * 1024 * 1024, '21 MB'],
  ])('of %d bytes is %s', (bytes, shown) => {
    expect(sizeText(bytes, 'vi')).toBe(shown);
  });
});

describe('a new campaign where nothing was brought yet', () => {
  const shown = (may: readonly string[]) =>
    renderToString(
      <SessionContext.Provider value={{ ...sessionOf('lan'), may }}>
        <NoUnits />
      </SessionContext.Provider>,
    );

  it('says that units are missing, with the way to bring them', () => {
    const html = shown(['create-campaign', 'import-units']);
    expect(textOf(html)).toContain('Hãy nhập danh sách đơn vị trước.');
    expect(html).toContain('href="/quan-tri/danh-sach-don-vi"');
    expect(shown(['create-campaign'])).not.toContain('href');
  });
});
