import { expect, test } from 'vitest';
import type { QuestionCount, SurveyTally } from '../../server/core/campaign.ts';
import { addTallies, liveView } from '../../server/core/live-view.ts';
import { satisfaction } from '../../survey-forms/forms/satisfaction.ts';

/** A tally in which every respondent chose the same codes for all 22 items. */
function tally(codes: readonly number[], unit = 'A'): SurveyTally {
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
    responses: codes.length,
    questions: Object.fromEntries(keys.map((key) => [key, counts])),
  };
}

test('an item shows every level, its N and its satisfied share', () => {
  // 4 and 5 of 5, 4, 3, 1, 4, 2: three of six are satisfied.
  const [item] = liveView(satisfaction, [tally([5, 4, 3, 1, 4, 2])]).items;
  expect(item?.levels.map((level) => level.count)).toEqual([1, 1, 1, 2, 1]);
  expect([item?.answers, item?.value, item?.withheld]).toEqual([6, '0.5', false]);
});

test('four respondents are too few for a share, of an item, a factor or overall', () => {
  const view = liveView(satisfaction, [tally([5, 5, 4, 1])]);
  expect(view.responses).toBe(4);
  expect(view.items.every((item) => item.withheld && item.value === null && item.answers === null)).toBe(
    true,
  );
  // The factor has 4 × 4 = 16 answers and still only four people behind them.
  expect(view.factors[0]?.answers).toBe(16);
  expect(view.factors.map((factor) => [factor.pooled, factor.meanOfItems])).toEqual(
    Array(5).fill([null, null]),
  );
  expect(view.overall).toEqual({ pooled: null, meanOfItems: null });
});

test('five respondents are enough', () => {
  const view = liveView(satisfaction, [tally([5, 5, 4, 1, 1])]);
  expect(view.factors.map((factor) => factor.pooled)).toEqual(Array(5).fill('0.6'));
  expect(view.overall).toEqual({ pooled: '0.6', meanOfItems: '0.6' });
});

test('tallies add up by question', () => {
  const { responses, questions } = addTallies([tally([5, 1]), tally([5, 4], 'B')]);
  expect(responses).toBe(4);
  expect(questions.q01?.codes).toEqual({ 1: 1, 2: 0, 3: 0, 4: 1, 5: 2 });
});
