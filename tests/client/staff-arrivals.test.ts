import { describe, expect, it } from 'vitest';
import { arrivalsByUnit, busiestDay, everyDay, totalOf } from '../../client/staff/arrivals-view.ts';
import { arrivals } from './staff-fixture.ts';

const NONE = { slips: 0, sheets: 0, open: 0, kiosk: 0, late: 0 };

describe('arrivals by day', () => {
  const rows = [
    { ...NONE, day: '2026-11-27' },
    { ...NONE, day: '2026-11-28', slips: 4, open: 2, kiosk: 1 },
    { ...NONE, day: '2026-12-01', sheets: 7, late: 3 },
  ];
  const days = everyDay(rows);

  it('stand day by day over the turn of the month, with zeros between', () => {
    expect(days.map((day) => [day.day, totalOf(day)])).toEqual([
      ['2026-11-28', 7],
      ['2026-11-29', 0],
      ['2026-11-30', 0],
      ['2026-12-01', 7],
    ]);
  });

  it('are told apart by kind; what came too late is not among the received', () => {
    expect(days[3]).toEqual({ ...NONE, day: '2026-12-01', sheets: 7, late: 3 });
  });

  it('are none where nothing came, though tokens were issued', () => {
    expect(everyDay(rows.slice(0, 1))).toEqual([]);
    expect(everyDay([])).toEqual([]);
  });

  it('have a busiest day where one stands out; of equals, and of one alone, none is called so', () => {
    const more = days.map((day) => (day.day === '2026-11-28' ? { ...day, slips: day.slips + 1 } : day));
    expect(busiestDay(more)?.day).toBe('2026-11-28');
    expect(busiestDay(days)).toBeNull();
    expect(busiestDay(more.slice(0, 1))).toBeNull();
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
