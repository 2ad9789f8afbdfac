/** Days and times as one-stop software and spreadsheets write them. */
import { describe, expect, it } from 'vitest';
import { isBefore, readMoment } from '../../server/core/read-moment.ts';

describe('a moment', () => {
  it.each([
    ['2026-03-31', '2026-03-31', null],
    ['31/03/2026', '2026-03-31', null],
    [' 2/3/2026 ', '2026-03-02', null],
    ['31-03-2026', '2026-03-31', null],
    ['1.4.2026 7:05', '2026-04-01', 425],
    ['31/03/2026 16:45:09', '2026-03-31', 1005],
    ['08:15 31/03/2026', '2026-03-31', 495],
    ['2026-03-31T23:59:59.999', '2026-03-31', 1439],
    ['29/02/2024', '2024-02-29', null],
    // A zone that is said is not Việt Nam's, unless it is.
    ['2026-03-31T16:59:00Z', '2026-03-31', 1439],
    ['2026-03-31T17:00:00Z', '2026-04-01', 0],
    ['2026-04-01T00:30:00+07:00', '2026-04-01', 30],
    ['2026-04-01T00:30:00+0900', '2026-03-31', 1350],
    ['2026-03-31T12:30-05:00', '2026-04-01', 30],
  ])('%s is read', (text, day, minute) => {
    expect(readMoment(text)).toEqual({ day, minute });
  });

  it.each([
    ['', 'date-unreadable'],
    ['44564', 'date-unreadable'],
    ['20260331', 'date-unreadable'],
    ['31/03/26', 'date-unreadable'],
    ['31/03-2026', 'date-unreadable'],
    ['31/03', 'date-unreadable'],
    ['31/03/2026 25:00', 'date-unreadable'],
    ['31/03/2026 10:60', 'date-unreadable'],
    ['hôm qua', 'date-unreadable'],
    ['31/04/2026', 'date-not-in-calendar'],
    ['29/02/2026', 'date-not-in-calendar'],
    // Month and day the other way round: never guessed.
    ['03/31/2026', 'date-not-in-calendar'],
    ['2026-00-10', 'date-not-in-calendar'],
    ['01/01/0001', 'date-unlikely'],
    ['1900-01-01', 'date-unlikely'],
    ['31/03/2206', 'date-unlikely'],
  ])('"%s" is refused', (text, code) => {
    expect(readMoment(text)).toBe(code);
  });

  it('is before another by its time only where both say one', () => {
    const [day, morning, noon] = [null, 480, 720].map((minute) => ({ day: '2026-03-31', minute }));
    if (!day || !morning || !noon) throw new Error('no moments');
    expect([
      isBefore(morning, noon),
      isBefore(noon, morning),
      isBefore(day, noon),
      isBefore(noon, day),
    ]).toEqual([true, false, false, false]);
    expect(isBefore(noon, { day: '2026-04-01', minute: null })).toBe(true);
  });
});
