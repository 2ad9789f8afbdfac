/** Points of dates and the quarter a dossier belongs to (domain §6): every day worked out by hand. */
import { describe, expect, test } from 'vitest';
import {
  type DossierDays,
  dossierTime,
  pausedDays,
  quarterDays,
  quarterOf,
  standingIn,
  timePoints,
} from '../../server/core/dossier-time.ts';

const dossier = (more: Partial<DossierDays>): DossierDays => ({
  receivedOn: '2026-01-05',
  dueOn: '2026-01-20',
  returnedOn: '2026-01-20',
  pauses: [],
  ...more,
});
const Q1 = { year: 2026, quarter: 1 };

test('before the day 2, on it 1, after it 0', () => {
  expect(timePoints('2026-01-19', '2026-01-20')).toBe(2);
  expect(timePoints('2026-01-20', '2026-01-20')).toBe(1);
  expect(timePoints('2026-01-21', '2026-01-20')).toBe(0);
});

describe('pauses', () => {
  test('are half-open days: from the 10th to the 13th are three', () => {
    expect(pausedDays(dossier({ pauses: [{ from: '2026-01-10', to: '2026-01-13' }] }))).toBe(3);
  });

  test('that overlap count a day once, in whatever order they are told', () => {
    const pauses = [
      { from: '2026-01-12', to: '2026-01-15' },
      { from: '2026-01-10', to: '2026-01-13' },
      { from: '2026-01-11', to: '2026-01-12' },
    ];
    expect(pausedDays(dossier({ pauses }))).toBe(5);
    expect(pausedDays(dossier({ pauses: pauses.toReversed() }))).toBe(5);
  });

  test('count between receipt and return only', () => {
    const pauses = [{ from: '2026-01-01', to: '2026-02-01' }];
    expect(pausedDays(dossier({ pauses }))).toBe(15);
    expect(pausedDays(dossier({ pauses, returnedOn: null }))).toBe(0);
  });

  test('move the day of indicator 2 and not that of indicator 1', () => {
    const pauses = [{ from: '2026-01-10', to: '2026-01-13' }];
    const at = (returnedOn: string | null) => dossierTime(dossier({ pauses, returnedOn }));
    expect(at('2026-01-22')).toEqual({ totalTime: 0, ownTime: 2 });
    expect(at('2026-01-23')).toEqual({ totalTime: 0, ownTime: 1 });
    expect(at('2026-01-24')).toEqual({ totalTime: 0, ownTime: 0 });
    expect(at(null)).toEqual({ totalTime: null, ownTime: null });
  });
});

describe('quarters', () => {
  test('begin with their first day and end before the next one begins', () => {
    expect([1, 2, 3, 4].map((quarter) => quarterDays({ year: 2026, quarter }))).toEqual([
      { from: '2026-01-01', before: '2026-04-01' },
      { from: '2026-04-01', before: '2026-07-01' },
      { from: '2026-07-01', before: '2026-10-01' },
      { from: '2026-10-01', before: '2027-01-01' },
    ]);
  });

  test('every day belongs to one, the last days too', () => {
    const days = ['2026-01-01', '2026-03-31', '2026-04-01', '2026-06-30', '2026-09-30', '2026-12-31'];
    expect(days.map((day) => quarterOf(day).quarter)).toEqual([1, 1, 2, 2, 3, 4]);
    for (const day of days) {
      const { from, before } = quarterDays(quarterOf(day));
      expect(from <= day && day < before).toBe(true);
    }
  });

  test.each([
    ['returned on the last day', { returnedOn: '2026-03-31' }, 'returned'],
    ['returned on the first day of the next', { returnedOn: '2026-04-01' }, 'overdue'],
    ['returned before it', { receivedOn: '2025-12-01', returnedOn: '2025-12-31' }, 'elsewhere'],
    [
      'received on the last day, due later',
      { receivedOn: '2026-03-31', dueOn: '2026-04-10', returnedOn: null },
      'open',
    ],
    ['received after it', { receivedOn: '2026-04-01', dueOn: '2026-04-10', returnedOn: null }, 'elsewhere'],
    ['due on the last day and not returned', { dueOn: '2026-03-31', returnedOn: null }, 'overdue'],
    ['due on the first day of the next', { dueOn: '2026-04-01', returnedOn: null }, 'open'],
  ] as const)('a dossier %s is %s', (_, more, standing) => {
    expect(standingIn(dossier(more), Q1)).toBe(standing);
  });
});
