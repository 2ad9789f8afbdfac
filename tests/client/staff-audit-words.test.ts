import { describe, expect, it } from 'vitest';
import { actorWords, detailLines, operationWords, subjectWords } from '../../client/staff/audit-words.ts';
import { mayEnter, SCREENS, sectionsOf, startOf } from '../../client/staff/screens.ts';
import type { Session } from '../../client/staff/session.ts';
import { wordsOf } from '../../client/words/words-of.ts';
import { OPERATIONS, ROLES, type Role } from '../../server/access.ts';

describe('the trail in words', () => {
  it('has words for every operation and every role', () => {
    for (const words of [wordsOf('vi'), wordsOf('en')]) {
      expect(Object.keys(words.staff.audit.operations).sort()).toEqual(Object.keys(OPERATIONS).sort());
      expect(Object.keys(words.staff.accounts.roles).sort()).toEqual([...ROLES].sort());
    }
    expect(operationWords('open-survey', 'vi')).toBe('mở khảo sát');
    expect(operationWords('retired-operation', 'vi')).toBe('retired-operation');
  });

  it('says what was acted on', () => {
    expect(subjectWords('campaign lai-chau-2020', 'vi')).toEqual({
      kind: 'đợt đánh giá',
      name: 'lai-chau-2020',
    });
    expect(subjectWords('sheet s1 0042', 'en')).toEqual({ kind: 'sheet', name: 's1 0042' });
    expect(subjectWords('days up to 2026-11-19', 'vi')).toEqual({
      kind: 'các ngày',
      name: 'đến hết 19/11/2026',
    });
    expect(subjectWords('constructor x', 'vi').kind).toBe('constructor');
  });

  it('says who acted: by name, or which part of the system', () => {
    const names = new Map([['41139501', 'Lò Thị Ana']]);
    expect(actorWords('41139501', names, 'vi')).toBe('Lò Thị Ana');
    expect(actorWords('command line', names, 'vi')).toBe('dòng lệnh');
    expect(actorWords('gone', names, 'vi')).toBe('gone');
  });

  it('writes details as lines that can be read', () => {
    const moved = { before: { closesOn: '2027-02-18' }, after: { closesOn: '2027-03-01' } };
    expect(detailLines(JSON.stringify(moved), 'vi')).toEqual([
      'trước › đóng ngày: 18/02/2027',
      'sau › đóng ngày: 01/03/2027',
    ]);
    const granted = {
      grants: [
        { role: 'analyst', unit: '' },
        { role: 'unit-officer', unit: 'XX-01' },
      ],
    };
    expect(detailLines(JSON.stringify(granted), 'vi')).toEqual([
      'vai trò: Chuyên viên phân tích, mọi đơn vị',
      'vai trò: Cán bộ đơn vị, XX-01',
    ]);
  });

  it('keeps nothing, no and 0 apart', () => {
    const details = JSON.stringify({ reason: null, repair: false, tokens: 0, grants: [], answers: 3000 });
    expect(detailLines(details, 'vi')).toEqual([
      'lý do: không có',
      'sửa bảng đếm: không',
      'số mã: 0',
      'vai trò: không có',
      'phiếu: 3.000',
    ]);
  });

  it('says why a sheet was rejected, and cuts off what nobody reads', () => {
    const details = JSON.stringify({ reason: 'wrong-group', marks: 'x'.repeat(16_000) });
    const [reason, marks] = detailLines(details, 'vi');
    expect(reason).toBe('lý do: sai nhóm người trả lời');
    expect(marks).toMatch(/^các dấu: x{120}…$/);
  });

  it('shows what it cannot read as it is', () => {
    expect(detailLines('{broken', 'vi')).toEqual(['{broken']);
    expect(detailLines('{}', 'vi')).toEqual([]);
  });
});

describe('sections by role', () => {
  const sessionOf = (role: Role): Session => ({
    account: { id: '1', username: 'u', name: 'U', oneTime: false, disabled: false, grants: [] },
    may: Object.entries(OPERATIONS).flatMap(([operation, roles]) =>
      roles === 'anyone' || (roles as readonly string[]).includes(role) ? [operation] : [],
    ),
    mayOfProvince: Object.keys(OPERATIONS),
    sample: false,
    refresh: async () => {},
    signOut: async () => {},
  });

  it.each<[Role, string[]]>([
    ['administrator', ['imports', 'kiosks', 'accounts', 'audit']],
    ['fieldwork-manager', ['campaigns', 'ratings', 'surveys', 'paper', 'imports']],
    ['entry-clerk', ['surveys']],
    ['unit-officer', ['assessments', 'ratings', 'units', 'plans', 'surveys']],
    ['appraiser', ['campaigns', 'assessments', 'frameworks']],
    [
      'analyst',
      [
        'province',
        'campaigns',
        'assessments',
        'ratings',
        'units',
        'years',
        'frameworks',
        'plans',
        'surveys',
        'files',
        'reports',
      ],
    ],
    ['answer-analyst', ['files']],
    [
      'publisher',
      [
        'province',
        'campaigns',
        'assessments',
        'ratings',
        'units',
        'years',
        'frameworks',
        'plans',
        'surveys',
        'files',
        'reports',
        'imports',
      ],
    ],
  ])('%s enters %j', (role, sections) => {
    expect(sectionsOf(sessionOf(role)).map((one) => one.section)).toEqual(sections);
  });

  it('an appraiser starts where he scores, everybody else at his first section', () => {
    expect(startOf(sessionOf('appraiser'))).toBe('/quan-tri/danh-gia');
    expect(startOf(sessionOf('unit-officer'))).toBe('/quan-tri/danh-gia');
    expect(startOf(sessionOf('publisher'))).toBe(sectionsOf(sessionOf('publisher'))[0]?.href);
    expect(startOf({ ...sessionOf('publisher'), may: [] })).toBe(null);
  });

  /** Issue 6: an analyst of one unit landed on a page about the province that said that nothing exists. */
  it('who holds a part of a province is offered what is about units, and starts there', () => {
    const session = { ...sessionOf('analyst'), mayOfProvince: [] };
    const sections = sectionsOf(session).map(({ section }) => section);
    expect(sections).toEqual(['assessments', 'ratings', 'units', 'frameworks', 'plans', 'surveys', 'files']);
    expect(startOf(session)).toBe('/quan-tri/don-vi');
    const standing = (path: string) =>
      SCREENS.filter((screen) => screen.path === path).map((screen) => mayEnter(session, screen));
    expect(['/quan-tri/toan-canh', '/quan-tri/so-nam', '/quan-tri/bao-cao'].flatMap(standing)).toEqual([
      ...['of-province', 'of-province', 'of-province'],
    ]);
    expect(['/quan-tri/so-sanh', '/quan-tri/may-tai-quay'].flatMap(standing)).toEqual(['yes', 'no']);
  });

  it('every screen asks for operations that exist', () => {
    const asked = SCREENS.flatMap((screen) => screen.operations);
    expect(asked.filter((operation) => !Object.hasOwn(OPERATIONS, operation))).toEqual([]);
    expect(asked.length).toBeGreaterThan(8);
  });
});
