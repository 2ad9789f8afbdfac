import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inkOn } from '../../client/staff/charts/drawing.ts';
import { surveySentence } from '../../client/staff/survey-sentence.ts';
import { commonRange, itemGroups, levelBar } from '../../client/staff/tally-view.ts';
import { liveTally, satisfactionItem, withheldItem, yesNoItem } from './staff-fixture.ts';

const bar = (counts: readonly number[], diverging: boolean) =>
  levelBar(satisfactionItem('q', 's', counts, '0'), diverging);

describe('the bar of an item', () => {
  it('stands astride 0 with its middle level', () => {
    // 2, 3, 5, 50, 40 of 100: left of 0 lie 2 + 3 + half of 5 = 7.5.
    expect(bar([2, 3, 5, 50, 40], true)).toEqual([
      { code: 1, from: -7.5, to: -5.5, percent: '2.00' },
      { code: 2, from: -5.5, to: -2.5, percent: '3.00' },
      { code: 3, from: -2.5, to: 2.5, percent: '5.00' },
      { code: 4, from: 2.5, to: 52.5, percent: '50.00' },
      { code: 5, from: 52.5, to: 92.5, percent: '40.00' },
    ]);
  });

  it('keeps a level that nobody chose, with no length', () => {
    // 1 of 8 in the middle, 7 of 8 at the end.
    expect(bar([0, 0, 1, 0, 7], true)).toEqual([
      { code: 1, from: -6.25, to: -6.25, percent: '0.00' },
      { code: 2, from: -6.25, to: -6.25, percent: '0.00' },
      { code: 3, from: -6.25, to: 6.25, percent: '12.50' },
      { code: 4, from: 6.25, to: 6.25, percent: '0.00' },
      { code: 5, from: 6.25, to: 93.75, percent: '87.50' },
    ]);
  });

  it('begins at 0 where the scale says no direction', () => {
    expect(levelBar(yesNoItem, false)).toEqual([
      { code: 1, from: 0, to: 25, percent: '25.00' },
      { code: 2, from: 25, to: 100, percent: '75.00' },
    ]);
  });

  it('is none where counts are withheld or nobody answered: that is not a bar of length 0', () => {
    expect(levelBar(withheldItem('q', 's'), true)).toBeNull();
    expect(bar([0, 0, 0, 0, 0], true)).toBeNull();
  });

  it('is always 100 long, without gaps', () => {
    const counts = fc
      .array(fc.nat(5000), { minLength: 5, maxLength: 5 })
      .filter((list) => list.some(Boolean));
    fc.assert(
      fc.property(counts, fc.boolean(), (list, diverging) => {
        const segments = bar(list, diverging) ?? [];
        expect((segments.at(-1)?.to ?? 0) - (segments[0]?.from ?? 0)).toBeCloseTo(100, 9);
        for (const [at, segment] of segments.entries())
          expect(segment.from).toBeCloseTo(at === 0 ? segment.from : (segments[at - 1]?.to ?? Number.NaN), 9);
      }),
    );
  });
});

describe('the common range', () => {
  it('has room for every bar, out to the next ten', () => {
    const bars = [bar([2, 3, 5, 50, 40], true), bar([10, 20, 0, 0, 70], true), null];
    // The second bar goes from -30 to 70, the first to 92.5.
    expect(commonRange(bars)).toEqual({ min: -30, max: 100 });
  });

  it('holds 0, also without bars', () => {
    expect(commonRange([])).toEqual({ min: 0, max: 0 });
    expect(commonRange([levelBar(yesNoItem, false)])).toEqual({ min: 0, max: 100 });
  });
});

describe('groups of items', () => {
  const groups = itemGroups(liveTally);

  it('join items of one section and scale', () => {
    expect(groups.map((group) => group.items.map((item) => item.key))).toEqual([
      ['q1', 'q2'],
      ['q3'],
      ['again'],
    ]);
  });

  it('carry the factor’s title, and none where the section is no factor', () => {
    expect(groups.map((group) => group.title?.vi ?? null)).toEqual(['Tiếp cận dịch vụ', 'Công chức', null]);
  });

  it('go both ways only for the five levels of a factor', () => {
    expect(groups.map((group) => group.diverging)).toEqual([true, true, false]);
    const [, , yesNo] = groups;
    expect(yesNo?.levels.map((level) => level.code)).toEqual([1, 2]);
  });

  it('part where the scale changes within a section, without a second title', () => {
    const moved = itemGroups({
      ...liveTally,
      items: [...liveTally.items.slice(0, 2), { ...yesNoItem, section: 'access' }],
    });
    expect(moved.map((group) => [group.title?.vi ?? null, group.items.length])).toEqual([
      ['Tiếp cận dịch vụ', 2],
      [null, 1],
    ]);
  });
});

describe('the sentence before the picture', () => {
  const factor = (name: string, pooled: string | null) => ({
    key: name,
    title: { vi: name, en: `${name} (en)` },
    answers: 100,
    pooled,
    meanOfItems: pooled,
    withheld: false,
  });
  const factors = [factor('Kết quả', '0.92'), factor('Thủ tục', '0.883'), factor('Phản ánh', '0.7505')];

  it('says how many, how satisfied, where most and where least', () => {
    expect(surveySentence({ ...liveTally, factors }, 'vi')).toEqual({
      head: '1.204 phiếu; hài lòng chung 83,44\u00a0%',
      rest: ', cao nhất Kết quả 92,00\u00a0%, thấp nhất Phản ánh 75,05\u00a0%.',
    });
    expect(surveySentence({ ...liveTally, factors }, 'en')).toEqual({
      head: '1,204 responses; overall satisfaction 83.44\u00a0%',
      rest: ', highest Kết quả (en) 92.00\u00a0%, lowest Phản ánh (en) 75.05\u00a0%.',
    });
  });

  it('names no best and worst among one, among equals, or of what is withheld', () => {
    const rest = (list: readonly ReturnType<typeof factor>[]) =>
      surveySentence({ ...liveTally, factors: [...list] }, 'vi').rest;
    expect(rest([factor('A', '0.5')])).toBe('.');
    expect(rest([factor('A', '0.5'), factor('B', '0.50')])).toBe('.');
    expect(rest([factor('A', '0.5'), factor('B', null)])).toBe('.');
  });

  it('never gives a share without one, nor a 0 for what has not come', () => {
    const overall = { pooled: null, meanOfItems: null, withheld: false };
    expect(surveySentence({ ...liveTally, items: [], overall }, 'vi')).toEqual({
      head: '1.204 phiếu',
      rest: '.',
    });
  });
});

describe('figures inside a bar', () => {
  it.each([
    ['#a6452c', '--paper'],
    ['#dd9a74', '--ink'],
    ['#c7cdd0', '--ink'],
    ['#79b5b1', '--ink'],
    ['#14706e', '--paper'],
  ])('on %s are written in %s', (ground, ink) => {
    expect(inkOn(ground)).toBe(ink);
  });
});
