import { renderToString } from 'preact-render-to-string';
import { afterEach, describe, expect, it, vi as mock } from 'vitest';
import { AccountTable } from '../../client/staff/account-table.tsx';
import type { Account, Survey } from '../../client/staff/api.ts';
import { type Checked, ImportOutcome } from '../../client/staff/import-outcome.tsx';
import { ItemCharts } from '../../client/staff/item-charts.tsx';
import { ItemTables } from '../../client/staff/item-tables.tsx';
import { LanguageProvider } from '../../client/staff/language.tsx';
import { TroubleNotice } from '../../client/staff/parts/notice.tsx';
import { type Session, SessionContext } from '../../client/staff/session.ts';
import { SignInScreen } from '../../client/staff/sign-in-screen.tsx';
import { SurveyLine } from '../../client/staff/survey-line.tsx';
import { itemGroups } from '../../client/staff/tally-view.ts';
import { Trouble } from '../../client/staff/trouble.ts';
import { daysAfter, WindowDialog } from '../../client/staff/window-dialog.tsx';
import { attributes, elements, tags, textOf } from './markup.ts';
import { liveTally, survey } from './staff-fixture.ts';

function stored(values: Record<string, string>): void {
  mock.stubGlobal('localStorage', { getItem: (key: string) => values[key] ?? null, setItem: () => {} });
}

afterEach(() => mock.unstubAllGlobals());

describe('items as a table', () => {
  const html = renderToString(<ItemTables groups={itemGroups(liveTally)} />);
  const rows = elements(html, 'tr').map(textOf);

  it('gives every count, N, blank and share', () => {
    expect(rows).toContain('Câu q1 2 3 5 50 40 100 2 90,00\u00a0%');
    expect(rows).toContain('Câu q2 0 0 20 60 20 100 2 80,00\u00a0%');
  });

  it('heads each level with its code and words', () => {
    expect(rows[0]).toBe(
      'Câu hỏi 1 Rất không hài lòng 2 Không hài lòng 3 Bình thường 4 Hài lòng 5 Rất hài lòng Số trả lời Để trống Hài lòng',
    );
  });

  it('says that a count is withheld, where a 0 or an empty cell would lie', () => {
    expect(rows).toContain('Câu q3 ẩn: có nhóm dưới 5 phiếu');
  });

  it('says where a scale gives no share', () => {
    expect(rows).toContain('Có phải đi lại nhiều lần không? 30 90 120 0 không tính tỷ lệ');
  });

  it('can be reached and pushed by the keyboard', () => {
    const boxes = tags(html, 'div').filter((tag) => tag.includes('class="scroll"'));
    expect(boxes).toHaveLength(3);
    for (const box of boxes) expect(box).toMatch(/role="region".*tabindex="0".*aria-label="/i);
  });
});

describe('the end of a survey', () => {
  const draw = (opensOn: string, closesOn: string) =>
    elements(
      renderToString(
        <WindowDialog survey={{ ...survey, opensOn, closesOn }} onClose={() => {}} onMoved={() => {}} />,
      ),
      'button',
    )
      .map(textOf)
      .slice(1);

  it('is brought forward to today or put off by a week at a press, while the survey runs', () => {
    expect(draw('2000-01-01', '2999-12-31')).toEqual([
      'Đóng hết hôm nay',
      'Gia hạn 7 ngày',
      'Thôi',
      'Dời thời hạn',
    ]);
    expect(draw('2000-01-01', '2000-01-31')).not.toContain('Đóng hết hôm nay');
    expect(daysAfter('2026-12-28', 7)).toBe('2027-01-04');
  });
});

describe('items as bars', () => {
  const html = renderToString(<ItemCharts groups={itemGroups(liveTally)} />);

  it('say in words what is drawn, every level also at 0', () => {
    expect(attributes(html, 'aria-label')).toContain(
      'Câu q2. Rất không hài lòng: 0; Không hài lòng: 0; Bình thường: 20; Hài lòng: 60; Rất hài lòng: 20.',
    );
  });

  it('draw nothing for a withheld item', () => {
    expect(tags(html, 'canvas')).toHaveLength(3);
    expect(textOf(html)).toContain('Câu q3 ẩn: có nhóm dưới 5 phiếu');
  });

  it('give the key of levels again only where the scale changes', () => {
    expect(tags(html, 'ul').filter((tag) => tag.includes('level-key'))).toHaveLength(2);
  });
});

describe('a survey’s line', () => {
  it.each<[Survey['state'], string]>([
    ['before', 'chưa mở'],
    ['open', 'đang mở'],
    ['accepting', 'đang nhận nốt'],
    ['over', 'đã kết thúc'],
  ])('says %s as %s, with the window and the clock of Việt Nam', (state, word) => {
    const at = new Date('2026-11-20T17:05:09Z');
    const html = renderToString(<SurveyLine survey={{ ...survey, state }} at={at} />);
    expect(textOf(html)).toBe(
      `${word} 01/11/2026 – 30/11/2026 · nhận nốt đến hết 14/12/2026 · cập nhật lúc 00:05:09`,
    );
  });
});

describe('a refused file', () => {
  const faults = [
    { field: 'units[4].name', code: 'wrong-type', sentence: 'object expected, not 5' },
    { field: '', code: 'brand-new', sentence: 'a rule of tomorrow' },
  ];
  const refused: Checked = {
    is: 'refused',
    name: 'don-vi.json',
    trouble: new Trouble('definition-invalid', faults),
  };

  it('shows every fault with its path, and that nothing was loaded', () => {
    const html = renderToString(<ImportOutcome checked={refused} next={null} />);
    expect(textOf(html)).toContain('don-vi.json có 2 lỗi. Chưa lưu gì cả.');
    const rows = elements(html, 'tr').map(textOf);
    expect(rows[1]).toBe('1 units[4].name Không đúng kiểu dữ liệu');
    expect(rows[2]).toBe('2 cả tệp a rule of tomorrow');
  });

  it('names in Vietnamese alone whom a fault concerns and what the file says there', () => {
    const above = { field: 'scores[0].points', code: 'above-max', sentence: '"1.1" of "XX-SNV" has 3 of 2' };
    const policy = {
      field: 'ties',
      code: 'not-a-choice',
      sentence: '"none" is not one of "shared", "first"',
    };
    const definition = { scores: [{ unit: 'XX-SNV', criterion: '1.1', points: '3' }], ties: 'none' };
    const trouble = new Trouble('definition-invalid', [above, policy]);
    const checked: Checked = { is: 'refused', name: 'diem.json', trouble, definition };
    const html = renderToString(<ImportOutcome checked={checked} next={null} />);
    expect(elements(html, 'tr').map(textOf).slice(1)).toEqual([
      '1 scores[0].points Điểm vượt điểm tối đa của tiêu chí: “1.1”, “XX-SNV”; tệp ghi “3”',
      '2 ties Không nằm trong các giá trị cho phép: “none”; được dùng: shared, first',
    ]);
    expect(html).not.toContain('has 3 of 2');
  });

  it('needs no second sentence in English', () => {
    stored({ language: 'en' });
    const html = renderToString(
      <LanguageProvider>
        <ImportOutcome checked={refused} next={null} />
      </LanguageProvider>,
    );
    expect(textOf(html)).toContain('don-vi.json has 2 faults. Nothing was loaded.');
    expect(elements(html, 'tr').map(textOf)[1]).toBe('1 units[4].name object expected, not 5');
  });

  it('is named when it is no JSON, with line and column', () => {
    const checked: Checked = { is: 'not-json', name: 'x.json', at: { line: 12, column: 5 } };
    expect(textOf(renderToString(<ImportOutcome checked={checked} next={null} />))).toBe(
      'x.json không phải JSON đúng cú pháp. Chưa lưu gì cả. Lỗi ở dòng 12, cột 5.',
    );
  });

  it('is not mistaken for a lost network', () => {
    const checked: Checked = { is: 'refused', name: 'x.json', trouble: new Trouble('unreachable') };
    const text = textOf(renderToString(<ImportOutcome checked={checked} next={null} />));
    expect(text).toContain('Không liên lạc được với máy chủ');
    expect(text).not.toContain('lỗi. Chưa lưu');
  });
});

describe('trouble', () => {
  it('is an alert that says where, by the name of the field', () => {
    const trouble = new Trouble('malformed-request', [
      { field: 'username', code: 'already-exists', sentence: 'x' },
      { field: 'grants[1].unit', code: 'unknown-unit', sentence: 'y' },
    ]);
    const html = renderToString(<TroubleNotice trouble={trouble} fields={{ username: 'Tên đăng nhập' }} />);
    expect(tags(html, 'div')[0]).toMatch(/role="alert"/);
    expect(elements(html, 'li').map(textOf)).toEqual([
      'Tên đăng nhập: Đã có mục dùng mã này; hãy dùng mã khác.',
      'grants[1].unit: Không có đơn vị mang mã này.',
    ]);
  });
});

describe('signing in', () => {
  it('labels its two fields and lets the browser fill them', () => {
    const html = renderToString(<SignInScreen expired={false} onSignedIn={async () => {}} />);
    expect(attributes(html, 'autocomplete')).toEqual(['username', 'current-password']);
    expect(attributes(html, 'for').filter((id) => !attributes(html, 'id').includes(id))).toEqual([]);
    expect(textOf(html)).not.toContain('hết hạn');
  });

  it('says that the session has ended', () => {
    const html = renderToString(<SignInScreen expired onSignedIn={async () => {}} />);
    expect(textOf(html)).toContain('Phiên làm việc đã hết hạn');
  });
});

describe('accounts', () => {
  const account = (id: string, more: Partial<Account> = {}): Account => ({
    id,
    username: `user-${id}`,
    name: `Người ${id}`,
    oneTime: false,
    disabled: false,
    grants: [{ role: 'unit-officer', unit: 'XX-01' }],
    ...more,
  });
  const session: Session = {
    account: account('1'),
    may: [],
    mayOfProvince: [],
    sample: false,
    refresh: async () => {},
    signOut: async () => {},
  };
  const list = [account('1'), account('2', { oneTime: true, grants: [] }), account('3', { disabled: true })];
  const html = renderToString(
    <SessionContext.Provider value={session}>
      <AccountTable
        accounts={list}
        units={[{ code: 'XX-01', name: 'Phường Một', depth: 1 }]}
        begin={() => {}}
      />
    </SessionContext.Provider>,
  );
  const rows = elements(html, 'tr').slice(1);

  it('name roles as officials do, with the unit they are held for', () => {
    expect(textOf(rows[0] ?? '')).toContain('Cán bộ đơn vị · Phường Một');
    expect(textOf(rows[1] ?? '')).toContain('chưa giao vai trò');
  });

  it('offer nothing against oneself, and the way back to who is disabled', () => {
    expect(rows[0]).not.toContain('<button');
    expect(textOf(rows[1] ?? '')).toContain('Khóa');
    expect(textOf(rows[2] ?? '')).toContain('Mở khóa');
    expect(textOf(rows[2] ?? '')).toContain('đã khóa');
  });
});

describe('language', () => {
  it('is Vietnamese unless this browser was told otherwise', () => {
    const page = () =>
      textOf(
        renderToString(
          <LanguageProvider>
            <SignInScreen expired={false} onSignedIn={async () => {}} />
          </LanguageProvider>,
        ),
      );
    stored({});
    expect(page()).toContain('Đăng nhập');
    stored({ language: 'en' });
    expect(page()).toContain('Sign in');
  });
});
