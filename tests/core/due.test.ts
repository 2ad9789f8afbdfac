import { describe, expect, it } from 'vitest';
import { type DueInputs, dueOf } from '../../server/core/due.ts';

const NOTHING: DueInputs = {
  deadlines: {},
  assessments: [],
  surveys: [],
  batches: [],
  proposed: { publication: [], scoreChanges: [] },
};
const TODAY = '2026-06-15';

const survey = (id: string, opensOn: string, closesOn: string, acceptsUntil: string) => ({
  ...{ id, title: { vi: id }, opensOn, closesOn, acceptsUntil },
});

describe('what is due', () => {
  it('is nothing where nothing waits', () => expect(dueOf(NOTHING, TODAY)).toEqual([]));

  it('names stages at which a unit still works, with their last day', () => {
    const due = dueOf(
      {
        ...NOTHING,
        deadlines: { self: '2026-06-10', 'round-1': '2026-06-30', 'round-2': '2026-07-30' },
        assessments: [
          { state: 'open', extendedUntil: null },
          { state: 'open', extendedUntil: '2026-06-20' },
          { state: 'submitted', extendedUntil: null },
          { state: 'final', extendedUntil: null },
        ],
      },
      TODAY,
    );
    expect(due.map(({ stage, day, daysLeft, count }) => [stage, day, daysLeft, count])).toEqual([
      ['self', '2026-06-10', -5, 2],
      ['round-1', '2026-06-30', 15, 1],
    ]);
  });

  it('takes the later day where every unit at the stage was given one', () => {
    const due = dueOf(
      {
        ...NOTHING,
        deadlines: { self: '2026-06-10' },
        assessments: [
          { state: 'open', extendedUntil: '2026-06-25' },
          { state: 'open', extendedUntil: '2026-06-20' },
        ],
      },
      TODAY,
    );
    expect(due).toMatchObject([{ day: '2026-06-20', daysLeft: 5, count: 2 }]);
  });

  it('names the next day of each survey, the nearest first, and none of one that is over', () => {
    const surveys = [
      survey('over', '2026-01-01', '2026-01-31', '2026-02-14'),
      survey('before', '2026-07-01', '2026-07-31', '2026-08-14'),
      survey('open', '2026-06-01', '2026-06-30', '2026-07-14'),
      // The last day belongs to it (decision 10).
      survey('accepting', '2026-05-01', '2026-06-01', TODAY),
    ];
    const due = dueOf({ ...NOTHING, surveys }, TODAY);
    expect(due.map((one) => [one.kind, one.survey?.id, one.day, one.daysLeft])).toEqual([
      ['survey-accepts', 'accepting', TODAY, 0],
      ['survey-closes', 'open', '2026-06-30', 15],
      ['survey-opens', 'before', '2026-07-01', 16],
    ]);
  });

  it('counts sheets that are out, batches that are not closed and proposals that wait, since when', () => {
    const batch = (state: 'allotted' | 'handed-out' | 'returned' | 'closed', handedOutOn: string | null) => ({
      ...{ state, handedOutOn, sheets: 50, returnedOn: state === 'returned' ? '2026-06-12' : null },
    });
    const due = dueOf(
      {
        ...NOTHING,
        batches: [
          batch('allotted', null),
          batch('handed-out', '2026-06-05'),
          batch('handed-out', '2026-06-03'),
          batch('returned', '2026-06-01'),
          batch('closed', '2026-06-01'),
        ],
        proposed: { publication: ['2026-06-14'], scoreChanges: ['2026-06-13', '2026-06-11'] },
      },
      TODAY,
    );
    expect(due.map(({ kind, count, since }) => [kind, count, since])).toEqual([
      ['batches-out', 100, '2026-06-03'],
      ['batches-open', 1, '2026-06-12'],
      ['publication-proposed', 1, '2026-06-14'],
      ['score-changes', 2, '2026-06-11'],
    ]);
  });
});
