import { expect, test } from 'vitest';
import type { QuestionCount } from '../../server/core/campaign.ts';
import type { Narrowing } from '../../server/core/disclose.ts';
import { addTallies, type ChannelTally, liveView, NOT_NARROWED } from '../../server/core/live-view.ts';
import { satisfaction } from '../../survey-forms/forms/satisfaction.ts';

/** A tally in which every respondent chose the same codes for all 22 items. */
function tally(codes: readonly number[], unit = 'A', more: Partial<ChannelTally> = {}): ChannelTally {
  const counts: QuestionCount = {
    blank: 0,
    notAsked: 0,
    codes: Object.fromEntries(
      [1, 2, 3, 4, 5].map((code) => [code, codes.filter((one) => one === code).length]),
    ),
  };
  const keys = Array.from({ length: 22 }, (_, i) => `q${String(i + 1).padStart(2, '0')}`);
  return {
    survey: 's',
    form: 'satisfaction',
    formVersion: 1,
    unit,
    respondentGroup: 'citizen',
    basis: 'token',
    flagged: false,
    channel: 'web',
    responses: codes.length,
    questions: Object.fromEntries(keys.map((key) => [key, counts])),
    ...more,
  };
}

const view = (tallies: readonly ChannelTally[], narrowing: Partial<Narrowing> = {}) =>
  liveView(satisfaction, tallies, { ...NOT_NARROWED, ...narrowing });

test('an item shows every level, its N and its satisfied share', () => {
  // 4 and 5 of 5, 4, 3, 1, 4, 2: three of six are satisfied.
  const [item] = view([tally([5, 4, 3, 1, 4, 2])]).items;
  expect(item?.levels.map((level) => level.count)).toEqual([1, 1, 1, 2, 1]);
  expect([item?.answers, item?.value, item?.withheld]).toEqual([6, '0.5', false]);
});

test('four respondents are too few for a share, of an item, a factor or overall', () => {
  const { responses, items, factors, overall } = view([tally([5, 5, 4, 1])]);
  // How many came is no secret inside; what they said is.
  expect(responses).toBe(4);
  expect(items.every((item) => item.withheld && item.value === null && item.answers === null)).toBe(true);
  expect(items.flatMap((item) => item.levels.map((level) => level.count))).toEqual(Array(110).fill(null));
  // A factor has 4 × 4 = 16 answers and still only four people behind them.
  expect(
    factors.map(({ answers, pooled, meanOfItems, withheld }) => [answers, pooled, meanOfItems, withheld]),
  ).toEqual(Array(5).fill([null, null, null, true]));
  expect(overall).toEqual({ pooled: null, meanOfItems: null, withheld: true });
});

test('five respondents are enough', () => {
  const { factors, overall } = view([tally([5, 5, 4, 1, 1])]);
  expect(factors.map((factor) => [factor.pooled, factor.withheld])).toEqual(Array(5).fill(['0.6', false]));
  expect(overall).toEqual({ pooled: '0.6', meanOfItems: '0.6', withheld: false });
});

test('nobody is not few: an empty page is empty, not withheld', () => {
  const { responses, items, overall } = view([tally([5, 5, 4, 1, 1])], { basis: 'open' });
  expect(responses).toBe(0);
  expect(items.every((item) => !item.withheld && item.answers === 0 && item.value === null)).toBe(true);
  expect(overall).toEqual({ pooled: null, meanOfItems: null, withheld: false });
});

test('what all units less the others would tell is withheld too', () => {
  const three = [tally([5, 4, 5, 4, 3, 4]), tally([1, 5, 5], 'B'), tally([1, 2, 3, 4, 5, 5, 5, 5], 'C')];
  const withheld = (unit: string | null) => view(three, { unit }).items[0]?.withheld;
  expect([null, 'A', 'B', 'C'].map(withheld)).toEqual([false, true, true, false]);
});

test('an item that few answered is withheld alone, and its factor and the whole with it', () => {
  const few = tally([5, 5, 4, 4, 4, 1]);
  const answered: QuestionCount = { blank: 3, notAsked: 0, codes: { 1: 0, 2: 0, 3: 0, 4: 1, 5: 2 } };
  const { items, factors, overall } = view([{ ...few, questions: { ...few.questions, q02: answered } }]);
  expect(items.filter((item) => item.withheld).map(({ key, blank }) => [key, blank])).toEqual([
    ['q02', null],
  ]);
  // q01 to q04 are the first factor: of it, three shown items would tell the fourth.
  expect(factors.map((factor) => factor.withheld)).toEqual([true, false, false, false, false]);
  expect(overall.withheld).toBe(true);
});

test('how many of a unit are of a group is withheld with what they said', () => {
  const mixed = [
    tally([5, 4, 5, 4, 3, 4, 5]),
    tally([1, 1], 'A', { respondentGroup: 'organisation' }),
    tally([5, 4, 5, 4, 3, 4, 5, 5, 5, 5], 'B', { respondentGroup: 'organisation' }),
    tally([5, 4, 5, 4, 3, 4, 5, 5, 5, 5], 'B'),
  ];
  expect(view(mixed, { unit: 'A', group: 'organisation' }).responses).toBeNull();
  expect(view(mixed, { unit: 'A', group: 'citizen' }).responses).toBeNull();
  expect(view(mixed, { unit: 'A' }).responses).toBe(9);
  expect(view(mixed, { group: 'organisation' }).responses).toBe(12);
});

test('tallies add up by question', () => {
  const { responses, questions } = addTallies([tally([5, 1]), tally([5, 4], 'B')]);
  expect(responses).toBe(4);
  expect(questions.q01?.codes).toEqual({ 1: 1, 2: 0, 3: 0, 4: 1, 5: 2 });
});
