/** A plan as data: what is filled in, what is refused, where tasks stand, the plan of Điện Biên 2018, and its gaps. */
import { describe, expect, it } from 'vitest';
import type { CampaignInputs } from '../../server/core/campaign.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { expectedIndex } from '../../server/core/expected-index.ts';
import {
  agencyFinder,
  type BroughtTask,
  MOST_TASKS,
  type PlanTask,
  planFaults,
  settledTask,
} from '../../server/core/plan.ts';
import { outcomeOf, planGaps, targetOutcomes } from '../../server/core/plan-gaps.ts';
import { countStandings, standingOf, tasksByAgency } from '../../server/core/plan-standing.ts';
import { sampleFiles } from '../../server/sample/sample-files.ts';

const { units } = sampleFiles.units[0] as {
  units: { code: string; name: { vi: string }; aliases: string[] }[];
};
const find = agencyFinder(units);
const brought = sampleFiles.plans[0]?.plan.tasks ?? [];
const tasks = brought.map((task) => settledTask(task, find));

const task = (more: Partial<BroughtTask> = {}): PlanTask =>
  settledTask({ criterion: '1.1', name: 'Một', ...more }, find);

describe('the plan of Điện Biên 2018', () => {
  it('has 63 tasks, with every word of the document', () => {
    expect(tasks).toHaveLength(63);
    for (const [at, one] of tasks.entries()) expect(one).toMatchObject(brought[at] ?? {});
  });

  it('names a day for 48 tasks, points for 53, and a unit that leads for 55; the rest stays words', () => {
    const known = (field: 'deadlineOn' | 'targetPoints' | 'leadUnit') =>
      tasks.filter((one) => one[field] !== null).length;
    expect([known('deadlineOn'), known('targetPoints'), known('leadUnit')]).toEqual([48, 53, 55]);
    const byCode = new Map(tasks.map((one) => [one.criterion, one]));
    expect(byCode.get('7.4.1')).toMatchObject({ deadlineOn: '2018-12-01', leadUnit: 'DB-SKHCN' });
    expect(byCode.get('4.1.1')).toMatchObject({ deadlineOn: '2019-01-15', leadUnit: 'DB-SNV' });
    expect(byCode.get('6.1')).toMatchObject({ deadlineOn: '2018-12-31', leadUnit: 'DB-STC' });
    expect(byCode.get('1.5')).toMatchObject({
      deadline: 'Trước ngày 15/1',
      deadlineOn: null,
      leadUnit: null,
    });
    expect(byCode.get('5.5.2')).toMatchObject({ targetPoints: '0' });
    expect(byCode.get('3.3.2')).toMatchObject({ targetPoints: null });
  });

  it('stands by agency and by deadline on a day', () => {
    const states = tasks.map((one) => ({ ...one, state: 'open' as const }));
    const on = (day: string) => countStandings(states, day);
    expect(on('2018-10-15')).toMatchObject({ tasks: 63, overdue: 0, due: 1, 'no-day': 14, undated: 1 });
    expect(on('2018-10-16')).toMatchObject({ overdue: 1 });
    expect(on('2019-02-01')).toMatchObject({ overdue: 48, due: 0, later: 0 });
    const agencies = tasksByAgency(states, '2019-02-01');
    expect(agencies.reduce((sum, one) => sum + one.tasks.length, 0)).toBe(63);
    expect(agencies[0]?.counts.overdue).toBeGreaterThanOrEqual(agencies[1]?.counts.overdue ?? 0);
    expect(agencies.find(({ unit }) => unit === 'DB-VPUBND')?.tasks).toHaveLength(17);
  });
});

describe('a task', () => {
  it('keeps what a person set, null included, and reads only what is absent', () => {
    const words = { deadline: 'Ngày 30/12/2018', target: 'Đạt 1/1 điểm', lead: 'Sở Nội vụ' };
    expect(task(words)).toMatchObject({ deadlineOn: '2018-12-30', targetPoints: '1', leadUnit: 'DB-SNV' });
    expect(task({ ...words, deadlineOn: null, targetPoints: null, leadUnit: null })).toMatchObject({
      ...{ deadlineOn: null, targetPoints: null, leadUnit: null },
    });
    expect(task({ ...words, deadlineOn: '2019-01-01', leadUnit: 'DB-STP' })).toMatchObject({
      ...{ deadlineOn: '2019-01-01', leadUnit: 'DB-STP' },
    });
  });

  it('is led by nobody where the words name two, or more than agencies', () => {
    expect(task({ lead: 'Sở Nội vụ; Sở Tài chính' }).leadUnit).toBeNull();
    expect(task({ lead: 'Sở Nội vụ tổng hợp' }).leadUnit).toBeNull();
  });

  it('has texts without what no spreadsheet takes', () => {
    expect(task({ name: ' Một\u0000\r\nhai ' }).name).toBe('Một\nhai');
  });
});

const framework = {
  criteria: [
    { code: '1', parent: null, name: { vi: 'A' }, kind: 'group', max: '3' },
    { code: '1.1', parent: '1', name: { vi: 'B' }, kind: 'appraisal', max: '1.5' },
    { code: '1.2', parent: '1', name: { vi: 'C' }, kind: 'appraisal', max: '1.5' },
  ],
} as const;
const codes = new Set(units.map(({ code }) => code));
const faultsOf = (one: Partial<BroughtTask>, named: typeof framework | null = framework) =>
  planFaults([task(one)], named, codes).map(({ field, code, value }) => `${field} ${code} ${value}`.trim());

describe('refused is', () => {
  it.each([
    [{ criterion: '9.9' }, 'criterion plan-unknown-criterion 9.9'],
    [{ criterion: '' }, 'criterion plan-text-missing'],
    [{ name: ' ' }, 'name plan-text-missing'],
    [{ targetPoints: '1.51' }, 'targetPoints plan-points-above-max 1.51'],
    [{ targetPoints: '1,5' }, 'targetPoints plan-points-not-decimal 1,5'],
    [{ targetPoints: '-1' }, 'targetPoints plan-points-not-decimal -1'],
    [{ criterion: '1', targetPoints: '1' }, 'targetPoints plan-points-on-group 1'],
    [{ deadlineOn: '2018-02-30' }, 'deadlineOn plan-not-a-day 2018-02-30'],
    [{ leadUnit: 'LC-SNV' }, 'leadUnit plan-unknown-unit LC-SNV'],
    [{ coordinatingUnits: ['DB-SNV', 'ZZ'] }, 'coordinatingUnits plan-unknown-unit ZZ'],
    [{ product: 'x'.repeat(4001) }, 'product plan-text-too-long 4001'],
  ])('%j', (one, said) => {
    expect(faultsOf(one)).toEqual([said]);
  });

  it('a plan without a task, and one with too many', () => {
    expect(planFaults([], framework, codes)).toMatchObject([{ task: null, code: 'plan-no-tasks' }]);
    const many = Array.from({ length: MOST_TASKS + 1 }, () => task());
    expect(planFaults(many, framework, codes)).toMatchObject([{ code: 'plan-too-many-tasks', value: '501' }]);
    expect(planFaults(many.slice(1), framework, codes)).toEqual([]);
  });

  it('without a framework only what is no code at all', () => {
    expect(faultsOf({ criterion: '9.9' }, null)).toEqual([]);
    expect(faultsOf({ criterion: '5.5.1.' }, null)).toEqual(['criterion plan-no-code 5.5.1.']);
  });
});

describe('where a task stands', () => {
  const of = (deadlineOn: string | null, state: 'open' | 'done' | 'dropped' = 'open') =>
    standingOf({ deadline: 'Thường xuyên', deadlineOn, state, leadUnit: null, lead: '' }, '2018-12-30');
  it('follows from its day, which is whole, and never from words', () => {
    expect([of('2018-12-29'), of('2018-12-30'), of('2019-01-29'), of('2019-01-30'), of(null)]).toEqual([
      ...['overdue', 'due', 'due', 'later', 'no-day'],
    ]);
    const undated = { deadline: ' ', deadlineOn: null, state: 'open', leadUnit: null, lead: '' } as const;
    expect(standingOf(undated, '2018-12-30')).toBe('undated');
    expect([of('2018-01-01', 'done'), of('2018-01-01', 'dropped')]).toEqual(['done', 'dropped']);
  });
});

/** Two leaves of 1,5 under one area beside one of 2; scale 5. By hand: 1 + 0,6 + 2 = 3,6 of 5 = 72 %. */
function campaignOf(
  more: { id?: string; year?: number; points?: readonly (string | null)[] } = {},
): CampaignInputs {
  const { id = 'mot', year = 2019, points = ['1', '0.6', '2'] } = more;
  const leaves = ['1.1', '1.2', '2.1'];
  return {
    ...{ id, province: 'TT', year, title: { vi: id }, source: null },
    policies: {
      ...{ adjustments: 'inside-the-points', notApplicable: 'flat', ranking: 'all', ties: 'shared' },
      ...{ openAnswers: 'excluded', flaggedAnswers: 'included', minimumResponses: 1 },
    },
    framework: {
      ...{ id: 'khung', version: 1, title: { vi: 'Khung' }, max: '5', bandsOn: 'index' },
      bands: [
        { name: { vi: 'Tốt' }, from: '80' },
        { name: { vi: 'Khá' }, from: '70' },
        { name: { vi: 'Yếu' }, from: '0' },
      ],
      criteria: [
        ...framework.criteria,
        { code: '2', parent: null, name: { vi: 'D' }, kind: 'group', max: '2' },
        {
          ...{ code: '2.1', parent: '2', name: { vi: 'E' }, kind: 'appraisal', max: '2' },
          agency: { vi: 'Sở Nội vụ' },
        },
      ],
    },
    units: [{ code: 'TT-AN', name: { vi: 'Sở An' }, group: null, scale: null }],
    scores: leaves.flatMap((criterion, at) => {
      const value = points[at] ?? null;
      return value === null ? [] : [{ unit: 'TT-AN', criterion, state: 'scored' as const, points: value }];
    }),
    ...{ adjustments: [], forms: [], tallies: [] },
  } as CampaignInputs;
}
const published = (inputs: CampaignInputs) => ({ inputs, result: computeResult(inputs) });

describe('the expected index', () => {
  const base = published(campaignOf());
  it('counts unmet targets as met and leaves the rest, exactly', () => {
    // By hand: 1,5 + 0,6 + 2 = 4,1 of 5 = 82 %.
    const found = expectedIndex(base, 'TT-AN', [{ criterion: '1.1', points: '1.5' }]);
    expect(found).toMatchObject({
      ...{ before: { index: '72', points: '3.6' }, after: { index: '82', points: '4.1' }, gained: '0.5' },
      ...{ met: [], left: [] },
    });
    expect([found?.before.class?.vi, found?.after.class?.vi]).toEqual(['Khá', 'Tốt']);
  });

  it('takes no point away for a target below the result, takes the higher of two, and passes over groups', () => {
    const targets = [
      { criterion: '2.1', points: '1' },
      // Exactly what the unit has.
      { criterion: '1.1', points: '1' },
      { criterion: '1.2', points: '0.9' },
      { criterion: '1.2', points: '1.2' },
      { criterion: '1', points: '3' },
    ];
    // 1 + 1,2 + 2 = 4,2 of 5 = 84 %.
    expect(expectedIndex(base, 'TT-AN', targets)).toMatchObject({
      ...{ after: { index: '84' }, gained: '0.6', met: ['2.1', '1.1'], left: ['1'] },
    });
  });

  it('is unknown while a leaf is blank that no target names, and known once one does', () => {
    const open = published(campaignOf({ points: ['1', null, '2'] }));
    expect(expectedIndex(open, 'TT-AN', [{ criterion: '1.1', points: '1.5' }])?.after.index).toBeNull();
    expect(expectedIndex(open, 'TT-AN', [{ criterion: '1.2', points: '1.5' }])?.after.index).toBe('90');
    expect(expectedIndex(open, 'TT-BI', [])).toBeNull();
  });
});

describe('gaps and what became of targets', () => {
  it('lists leaves below their maximum, the most recoverable points first', () => {
    expect(planGaps(published(campaignOf()), 'TT-AN')).toMatchObject([
      { criterion: '1.2', points: '0.6', max: '1.5', gain: '0.9' },
      { criterion: '1.1', points: '1', max: '1.5', gain: '0.5', agency: null },
    ]);
  });

  it('shows the next year against the targets, like for like only', () => {
    const from = published(campaignOf());
    const to = published(campaignOf({ id: 'hai', year: 2020, points: ['1.5', '0.75', '2'] }));
    const plan = { fromCampaign: 'mot', year: 2020, unit: 'TT-AN' };
    expect(outcomeOf([to, from], plan)?.inputs.id).toBe('hai');
    expect(outcomeOf([to, from], { ...plan, year: 2021 })).toBeNull();
    expect(outcomeOf([to, from], { ...plan, fromCampaign: null })).toBeNull();
    const targets = [
      task({ targetPoints: '1.5' }),
      task({ criterion: '1.2', targetPoints: '1.25' }),
      task({ criterion: '7.7', targetPoints: '1' }),
      task({ criterion: '2.1' }),
    ];
    expect(targetOutcomes(targets, 'TT-AN', { from, to })).toEqual([
      { target: '1.5', points: '1.5', difference: '0', reason: null },
      { target: '1.25', points: '0.75', difference: '-0.5', reason: null },
      { target: '1', points: null, difference: null, reason: 'no-match' },
      null,
    ]);
    const heavier = {
      ...to.inputs,
      framework: {
        ...to.inputs.framework,
        version: 2,
        criteria: to.inputs.framework.criteria.map((one) =>
          one.code === '1.1' ? { ...one, max: '2' } : one,
        ),
      },
    };
    const [first] = targetOutcomes(targets, 'TT-AN', { from, to: { ...to, inputs: heavier } });
    expect(first).toMatchObject({ points: null, reason: 'other-max' });
  });
});
