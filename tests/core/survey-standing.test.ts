import { describe, expect, it } from 'vitest';
import { blanksOf, channelStandings, gatedPart, partedUnits } from '../../server/core/survey-standing.ts';
import { count, form } from './made-up.ts';

describe('what came in, by channel', () => {
  const answers = (channel: 'web' | 'kiosk' | 'paper', responses: number) => ({ channel, responses });

  it('is added up over what stands behind the answers, beside what was aimed at', () => {
    const received = [answers('web', 88), answers('kiosk', 12), answers('web', 20), answers('paper', 40)];
    expect(
      channelStandings({ channels: ['web', 'kiosk', 'paper'] }, received, { web: 200, paper: 50 }),
    ).toEqual([
      { channel: 'web', responses: 108, target: 200 },
      { channel: 'kiosk', responses: 12, target: null },
      { channel: 'paper', responses: 40, target: 50 },
    ]);
  });

  it('names the channels a survey takes, and one that it took before', () => {
    const names = (received: ReturnType<typeof answers>[]) =>
      channelStandings({ channels: ['web'] }, received, {}).map((one) => one.channel);
    expect(names([])).toEqual(['web']);
    expect(names([answers('paper', 1)])).toEqual(['web', 'paper']);
  });
});

describe('signs of quality', () => {
  it('counts blanks of what was asked for: not what was not asked, nor text, numbers and several choices', () => {
    const questions = {
      s1: count({ 1: 0, 2: 0, 3: 1, 4: 5, 5: 4 }, 2),
      s2: count({ 1: 0, 2: 0, 3: 0, 4: 0, 5: 3 }, 0, 9),
      p1: count({ 1: 4, 2: 0, 3: 0, 4: 0, 9: 1 }, 1),
      multi: count({ 1: 50, 2: 50 }, 70),
      days: count({ answered: 5 }, 80),
    };
    // 2 + 0 + 1 of 12 + 3 + 6
    expect(blanksOf(form, questions)).toEqual({ count: 3, of: 21 });
  });

  it('hides what fewer than five people stand behind, and shows that nobody does', () => {
    expect(gatedPart({ count: 1, of: 88 }, 4)).toEqual({ count: null, of: null, withheld: true });
    expect(gatedPart({ count: 1, of: 110 }, 5)).toEqual({ count: 1, of: 110, withheld: false });
    expect(gatedPart({ count: 0, of: 0 }, 0)).toEqual({ count: 0, of: 0, withheld: false });
  });

  it('finds units where day book and counters part', () => {
    const an = { unit: 'AN', token: 3, open: 1, sheet: 0 };
    const bi = { unit: 'BI', token: 0, open: 0, sheet: 7 };
    expect(partedUnits([an, bi], [bi, an])).toEqual({ count: 0, of: 2 });
    expect(partedUnits([an, bi], [an, { ...bi, sheet: 6 }])).toEqual({ count: 1, of: 2 });
    // What fell back to nothing equals nothing.
    expect(partedUnits([an], [an, { ...bi, sheet: 0 }])).toEqual({ count: 0, of: 2 });
    expect(partedUnits([an], [])).toEqual({ count: 1, of: 1 });
  });
});
