/** How a plan is shown and changed on its page: filters and groups as the address says, and steps of a draft. */
import { describe, expect, it } from 'vitest';
import type { Plan, PlanTask } from '../../client/staff/api.ts';
import { countsText } from '../../client/staff/plan-counts.ts';
import { unitNames } from '../../client/staff/plan-dialog.tsx';
import {
  added,
  changed,
  dayOnLeaving,
  draftOf,
  moved,
  removed,
  withoutUnit,
  withUnit,
} from '../../client/staff/plan-draft.ts';
import {
  groupsOf,
  STANDINGS,
  shownTasks,
  standingOf,
  standingWord,
  VIEWS,
  viewOf,
  viewWord,
} from '../../client/staff/plan-shown.ts';

const task = (position: number, more: Partial<PlanTask>): PlanTask => ({
  ...{ position, criterion: '1.1', name: `Việc ${position}`, target: '', targetPoints: null, product: '' },
  ...{ requirement: '', deadline: '', deadlineOn: null, lead: '', leadUnit: null, coordinating: '' },
  ...{ coordinatingUnits: [], state: 'open', standing: 'no-day', percent: null, reports: 0 },
  ...{ lastReport: null, mine: false, mayReport: false, outcome: null },
  ...more,
});

const counts = { tasks: 0, overdue: 0, due: 0, later: 0, 'no-day': 0, undated: 0, done: 0, dropped: 0 };
const agency = (unit: string | null, lead: string) => ({ unit, lead, counts, tasks: [] });

const plan: Plan = {
  ...{ id: 'p', title: 'Kế hoạch', unit: { code: 'TT', name: { vi: 'Tỉnh' } }, year: 2026, source: null },
  ...{ state: 'issued', document: null, revision: 1, mine: 1, today: '2026-06-15', whole: true },
  ...{ mayChange: false, mayIssue: false, mayTakeBack: false, fromCampaign: null, units: [], areas: [] },
  ...{ expected: null, whyNoExpected: null, outcome: null },
  counts,
  agencies: [agency('AN', 'Sở An'), agency('BI', 'Sở Bình'), agency(null, 'Các sở')],
  tasks: [
    task(1, { leadUnit: 'AN', standing: 'overdue', deadlineOn: '2026-06-01', criterion: '2.1' }),
    task(2, { leadUnit: 'BI', standing: 'later', deadlineOn: '2027-01-15', mine: true }),
    task(3, { lead: 'Các sở', criterion: '10.1', deadline: 'Thường xuyên' }),
    task(4, { leadUnit: 'AN', standing: 'done', deadlineOn: '2026-05-31', criterion: '10.2' }),
  ],
};
const keys = (view: Parameters<typeof groupsOf>[2], tasks = plan.tasks) =>
  groupsOf(plan, tasks, view).map(({ key, tasks: own }) => `${key}: ${own.map((one) => one.position)}`);

describe('a plan on its page', () => {
  it('shows the reader’s own agency first, else as the server orders them', () => {
    expect(keys('agency')).toEqual(['BI: 2', 'AN: 1,4', '~Các sở: 3']);
    const nobody = { ...plan, tasks: plan.tasks.map((one) => ({ ...one, mine: false })) };
    expect(groupsOf(nobody, nobody.tasks, 'agency').map(({ key }) => key)).toEqual(['AN', 'BI', '~Các sở']);
  });

  it('goes month by month, words at the end, and area by area in the order of the plan', () => {
    expect(keys('deadline')).toEqual(['2026-05: 4', '2026-06: 1', '2027-01: 2', 'no-day: 3']);
    const undated = plan.tasks.map((one) => ({ ...one, deadline: '' }));
    expect(keys('deadline', undated).at(-1)).toBe('undated: 3');
    expect(keys('criterion')).toEqual(['2: 1', '1: 2', '10: 3,4']);
  });

  it('is narrowed by what stands in the address, and by nothing it does not know', () => {
    const shown = (standing: string, of = '') =>
      shownTasks(plan, { standing, agency: of }).map(({ position }) => position);
    expect(shown('')).toEqual([1, 2, 3, 4]);
    expect(shown('qua-han')).toEqual([1]);
    expect(shown('', 'AN')).toEqual([1, 4]);
    expect(shown('da-xong', 'AN')).toEqual([4]);
    expect(shown('', '~Các sở')).toEqual([3]);
    expect(shown('bịa')).toEqual([1, 2, 3, 4]);
  });

  it('has a word of the address for every choice, and back', () => {
    for (const one of STANDINGS) expect(standingOf(standingWord(one))).toBe(one);
    for (const one of VIEWS) expect(viewOf(viewWord(one))).toBe(one);
    expect([standingOf(''), viewOf('bịa')]).toEqual([null, 'agency']);
  });

  it('says where its tasks stand, in both notations, and only what there is', () => {
    const some = { ...counts, overdue: 1135, done: 2 };
    expect(countsText(some, 'vi')).toBe('1.135 quá hạn · 2 đã xong');
    expect(countsText(some, 'en')).toBe('1,135 overdue · 2 done');
  });
});

it('tells units of one name in several provinces apart', () => {
  const [one, other] = [{ vi: 'Tỉnh Một' }, { vi: 'Tỉnh Hai' }];
  const units = [
    { code: 'A', name: { vi: 'Sở Nội vụ' }, province: one },
    { code: 'B', name: { vi: 'Sở Nội vụ' }, province: other },
    { code: 'C', name: { vi: 'Sở Y tế' }, province: one },
  ];
  expect(unitNames(units, 'vi').map(([, name]) => name)).toEqual([
    'Sở Nội vụ (Tỉnh Một)',
    'Sở Nội vụ (Tỉnh Hai)',
    'Sở Y tế',
  ]);
});

describe('a draft', () => {
  const draft = draftOf(plan);
  const order = (of: typeof draft) => of.tasks.map(({ name }) => name.replace('Việc ', '')).join('');
  it('takes steps, and leaves what it came from as it was', () => {
    expect(order(moved(draft, 0, 1))).toBe('2134');
    expect(order(moved(draft, 3, -1))).toBe('1243');
    expect(moved(draft, 0, -1)).toBe(draft);
    expect(moved(draft, 3, 1)).toBe(draft);
    expect(order(removed(draft, 1))).toBe('134');
    expect(changed(draft, 1, { name: 'Việc x' }).tasks[1]).toMatchObject({ name: 'Việc x', leadUnit: 'BI' });
    expect(added(draft).tasks.at(-1)).toEqual({ criterion: '', name: '' });
    expect(order(draft)).toBe('1234');
  });

  it('sends what a task is, and nothing of where it stands', () => {
    expect(Object.keys(draft.tasks[0] ?? {})).not.toContain('standing');
  });

  it('takes coordinating units one by one, each once', () => {
    expect(withUnit(withUnit(withUnit(['AN'], 'BI'), 'AN'), '')).toEqual(['AN', 'BI']);
    expect(withoutUnit(['AN', 'BI'], 'AN')).toEqual(['BI']);
  });

  it('fills in the day that the words name, and leaves one that was set by hand', () => {
    const words = { criterion: '1', name: 'Một', deadline: 'Trước ngày 15/12/2026' };
    expect(dayOnLeaving(words, '')).toBe('2026-12-15');
    expect(dayOnLeaving({ ...words, deadlineOn: null }, 'Quý IV')).toBe('2026-12-15');
    expect(dayOnLeaving({ ...words, deadlineOn: '2026-12-01' }, '')).toBeNull();
    // It was read from the words that stood there before: it follows them.
    expect(dayOnLeaving({ ...words, deadlineOn: '2026-12-31' }, 'Trong quý IV/2026')).toBe('2026-12-15');
    // The words were not touched: a day that was taken out stays out.
    expect(dayOnLeaving({ ...words, deadlineOn: null }, words.deadline)).toBeNull();
    expect(dayOnLeaving({ ...words, deadline: 'Thường xuyên' }, '')).toBeNull();
  });
});
