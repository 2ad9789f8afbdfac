import { describe, expect, it } from 'vitest';
import { arrivalsByDay, arrivalsByUnit, busiestDay } from '../../client/staff/arrivals-view.ts';
import { arrivals } from './staff-fixture.ts';

describe('arrivals by day', () => {
  const days = arrivalsByDay(arrivals.days);

  it('stand day by day over the turn of the month, with zeros between', () => {
    expect(days.map(({ day, received }) => [day, received])).toEqual([
      ['2026-11-28', 7],
      ['2026-11-29', 0],
      ['2026-11-30', 0],
      ['2026-12-01', 7],
    ]);
  });

  it('are told apart by kind; what came too late is not among the received', () => {
    expect(days[0]).toEqual({ day: '2026-11-28', token: 6, sheet: 0, walkIn: 1, received: 7, late: 0 });
    expect(days[3]).toEqual({ day: '2026-12-01', token: 0, sheet: 7, walkIn: 0, received: 7, late: 3 });
  });

  it('are none where nothing came, though tokens were issued', () => {
    expect(arrivalsByDay(arrivals.days.slice(0, 1))).toEqual([]);
    expect(arrivalsByDay([])).toEqual([]);
  });

  it('have a busiest day, the first of equals', () => {
    expect(busiestDay(days)?.day).toBe('2026-11-28');
    expect(busiestDay([])).toBeNull();
  });
});

describe('arrivals by unit', () => {
  it('name every unit, most received first, those without any at 0', () => {
    expect(arrivalsByUnit(arrivals).map(({ unit, received, late }) => [unit, received, late])).toEqual([
      ['AN', 12, 3],
      ['BI', 2, 0],
      ['CA', 0, 0],
    ]);
  });

  it('keep answers that rate many units apart from every unit', () => {
    const many = { day: '2026-11-28', unit: '', used: 20, open: 0, sheet: 0, late: 0 };
    const found = arrivalsByUnit({ ...arrivals, days: [...arrivals.days, many] });
    expect(found[0]).toMatchObject({ unit: '', name: null, received: 20 });
    expect(found).toHaveLength(4);
  });
});
