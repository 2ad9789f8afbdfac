import { describe, expect, it } from 'vitest';
import type { SurveyTally } from '../../server/core/campaign.ts';
import { decimalText, fixedText, ratio, roundHalfUp } from '../../server/core/decimal.ts';
import type { SurveyFeed } from '../../server/core/framework.ts';
import { type FedCriterion, surveyScore } from '../../server/core/survey-score.ts';
import { Uncomputable } from '../../server/core/uncomputable.ts';
import type { Form } from '../../survey-forms/form.ts';
import { count, criterion, form, policies, tally } from './made-up.ts';

function fed(
  kind: 'perception' | 'satisfaction',
  max: string | null,
  feed: Partial<SurveyFeed>,
): FedCriterion {
  const whole = {
    form: 'mini',
    questions: [kind === 'perception' ? 'p1' : 's1'],
    items: 'pooled' as const,
    ...feed,
  };
  return { ...criterion('9.1', kind, max), kind, feed: whole };
}

function score(
  leaf: FedCriterion,
  tallies: SurveyTally[],
  more: Partial<typeof policies> = {},
  forms = [form],
) {
  return surveyScore(leaf, tallies, forms, { ...policies, ...more });
}

const satisfied = (yes: number, no: number) => count({ 1: no, 2: 0, 3: 0, 4: 0, 5: yes });
const s1 = (yes: number, no: number, more: Partial<SurveyTally> = {}) =>
  tally({ responses: yes + no, questions: { s1: satisfied(yes, no) }, ...more });

function points(
  leaf: FedCriterion,
  tallies: SurveyTally[],
  more: Partial<typeof policies> = {},
): string | null {
  const { points: exact } = score(leaf, tallies, more);
  return exact && decimalText(exact);
}

describe('points', () => {
  it('are max × satisfied share, as the sheet of 2020 has them', () => {
    // 1.5 × 89.07 % = 1.33605 → 1.3361; 2.5 × 87.32 % = 2.183; 2 × 75 % = 1.5 (domain §2)
    const high = score(fed('satisfaction', '1.5', {}), [s1(8907, 1093)]).points ?? ratio(0);
    expect(decimalText(high)).toBe('1.33605');
    expect(fixedText(roundHalfUp(high, 4), 4)).toBe('1.3361');
    expect(points(fed('satisfaction', '2.5', {}), [s1(8732, 1268)])).toBe('2.183');
    expect(points(fed('satisfaction', '2', {}), [s1(3, 1)])).toBe('1.5');
  });

  it('are max × mean pay-out for perception', () => {
    // 3 × (4×1 + 2×0.6 + 3×0.2 + 1×0)/10 = 3 × 0.58 = 1.74; the five without opinion leave the denominator
    const answers = tally({ responses: 15, questions: { p1: count({ 1: 4, 2: 2, 3: 3, 4: 1, 9: 5 }) } });
    expect(points(fed('perception', '3', {}), [answers])).toBe('1.74');
  });

  it('are zero when all are unsatisfied, which is scored', () => {
    const { state, points: exact } = score(fed('satisfaction', '2', {}), [s1(0, 9)]);
    expect([state, exact && decimalText(exact)]).toEqual(['scored', '0']);
  });

  it('pool several items or take their mean', () => {
    // s1 9/10, s2 1/2: pooled 10/12 × 12 = 10; mean 0.7 × 12 = 8.4
    const both = tally({
      responses: 10,
      questions: { s1: satisfied(9, 1), s2: { ...satisfied(1, 1), blank: 8 } },
    });
    expect(points(fed('satisfaction', '12', { questions: ['s1', 's2'] }), [both])).toBe('10');
    const mean = fed('satisfaction', '12', { questions: ['s1', 's2'], items: 'mean-of-items' });
    expect(points(mean, [both])).toBe('8.4');
  });
});

describe('respondent groups', () => {
  const tallies = [s1(9, 1), s1(20, 20, { respondentGroup: 'organisation' })];
  const weighted = (citizen: string, organisation: string) =>
    fed('satisfaction', '10', {
      groups: [
        { code: 'citizen', weight: citizen },
        { code: 'organisation', weight: organisation },
      ],
    });

  it('are pooled unless weighted', () => {
    // 29 of 50
    expect(points(fed('satisfaction', '10', {}), tallies)).toBe('5.8');
    const named = fed('satisfaction', '10', { groups: [{ code: 'citizen' }, { code: 'organisation' }] });
    expect(points(named, tallies)).toBe('5.8');
  });

  it('take the weighted mean of their values', () => {
    // 3×0.9 + 1×0.5 = 3.2, ÷ 4 = 0.8
    expect(points(weighted('3', '1'), tallies)).toBe('8');
    expect(points(weighted('0.75', '0.25'), tallies)).toBe('8');
  });

  it('count only where the feed names them', () => {
    const one = fed('satisfaction', '10', { groups: [{ code: 'organisation' }] });
    const { points: exact, basis } = score(one, tallies);
    expect(exact && decimalText(exact)).toBe('5');
    expect(basis.byGroup.map((group) => group.group)).toEqual(['organisation']);
    expect([basis.responses, basis.answers]).toEqual([40, 40]);
  });

  it('with a weight and no answer leave the criterion not assessed', () => {
    expect(score(weighted('3', '1'), [s1(9, 1)])).toMatchObject({ state: 'not-assessed', points: null });
    const silent = tally({ responses: 5, respondentGroup: 'organisation', questions: { s1: count({}, 5) } });
    expect(score(weighted('3', '1'), [s1(9, 1), silent]).state).toBe('not-assessed');
  });

  it('must all carry a weight above zero, or none', () => {
    const half = fed('satisfaction', '10', {
      groups: [{ code: 'citizen', weight: '1' }, { code: 'organisation' }],
    });
    expect(() => score(half, tallies)).toThrow(Uncomputable);
    expect(() => score(weighted('1', '0'), tallies)).toThrow('above zero');
  });

  it('stand in the order of the form, however the tallies arrive', () => {
    const forward = score(fed('satisfaction', '10', {}), tallies);
    const backward = score(fed('satisfaction', '10', {}), [...tallies].reverse());
    expect(backward.basis).toEqual(forward.basis);
    expect(forward.basis).toEqual({
      responses: 50,
      answers: 50,
      value: '0.58',
      byGroup: [
        { group: 'citizen', responses: 10, answers: 10, value: '0.9' },
        { group: 'organisation', responses: 40, answers: 40, value: '0.5' },
      ],
    });
  });
});

describe('groups in the basis', () => {
  it('that no form declares stand after the declared ones, by code', () => {
    const undeclared = ['z', 'a'].map((respondentGroup) => s1(1, 0, { respondentGroup }));
    const listed = (tallies: SurveyTally[]) =>
      score(fed('satisfaction', '10', {}), tallies).basis.byGroup.map((group) => group.group);
    expect(listed([...undeclared, s1(1, 0)])).toEqual(['citizen', 'a', 'z']);
    expect(listed([s1(1, 0), ...undeclared.reverse()])).toEqual(['citizen', 'a', 'z']);
  });

  it('whose answers were all taken back are as if they had never answered', () => {
    const takenBack = s1(0, 0, { respondentGroup: 'organisation' });
    const { basis } = score(fed('satisfaction', '10', {}), [s1(9, 1), takenBack]);
    expect(basis.byGroup.map((group) => group.group)).toEqual(['citizen']);
  });
});

describe('policies', () => {
  const mixed = [s1(6, 4), s1(0, 5, { basis: 'open' }), s1(0, 10, { flagged: true })];
  const leaf = fed('satisfaction', '10', {});

  it('let walk-in and flagged answers in or keep them out', () => {
    // 6 of 10, of 15, of 20, of 25
    expect(points(leaf, mixed, { openAnswers: 'excluded', flaggedAnswers: 'excluded' })).toBe('6');
    expect(points(leaf, mixed, { openAnswers: 'included', flaggedAnswers: 'excluded' })).toBe('4');
    expect(points(leaf, mixed, { openAnswers: 'excluded', flaggedAnswers: 'included' })).toBe('3');
    expect(points(leaf, mixed, { openAnswers: 'included', flaggedAnswers: 'included' })).toBe('2.4');
  });

  it('never keep keyed sheets out', () => {
    expect(points(leaf, [s1(6, 4), s1(4, 6, { basis: 'sheet' })])).toBe('5');
  });

  it('call a criterion with too few respondents not assessed, and show no value of it', () => {
    expect(score(leaf, [s1(4, 6)], { minimumResponses: 10 }).state).toBe('scored');
    const few = score(leaf, [s1(4, 5)], { minimumResponses: 10 });
    expect(few).toEqual({
      state: 'not-assessed',
      points: null,
      basis: {
        responses: 9,
        answers: 9,
        value: null,
        byGroup: [{ group: 'citizen', responses: 9, answers: 9, value: null }],
      },
    });
  });

  it('do not let blanks, or many items of few people, stand in for respondents', () => {
    const blanks = tally({ responses: 10, questions: { s1: { ...satisfied(1, 1), blank: 8 } } });
    expect(score(leaf, [blanks], { minimumResponses: 10 }).state).toBe('not-assessed');
    const fewPeople = tally({ responses: 6, questions: { s1: satisfied(3, 3), s2: satisfied(3, 3) } });
    const two = fed('satisfaction', '10', { questions: ['s1', 's2'] });
    expect(score(two, [fewPeople], { minimumResponses: 10 }).state).toBe('not-assessed');
    expect(score(two, [fewPeople], { minimumResponses: 6 }).state).toBe('scored');
  });

  it('know no score of nothing, even without a minimum', () => {
    expect(score(leaf, [], { minimumResponses: 0 })).toMatchObject({ state: 'not-assessed', points: null });
    const opinions = tally({ responses: 3, questions: { p1: count({ 9: 3 }) } });
    const silent = score(fed('perception', '3', {}), [opinions], { minimumResponses: 0 });
    expect(silent).toMatchObject({ state: 'not-assessed', basis: { responses: 3, answers: 0, value: null } });
  });
});

describe('form versions', () => {
  const payHalf = (form.scales.four?.levels ?? []).map((level) =>
    level.code === 2 ? { ...level, payOut: '0.5' } : level,
  );
  const second: Form = { ...form, version: 2, scales: { ...form.scales, four: { levels: payHalf } } };
  const leaf = fed('perception', '1', {});
  const one = tally({ responses: 10, questions: { p1: count({ 2: 10 }) } });

  it('add up by question key, each paid by its own scale', () => {
    // (10×0.6 + 10×0.5)/20 = 0.55
    const two = tally({ responses: 10, formVersion: 2, questions: { p1: count({ 2: 10 }) } });
    const { points: exact } = score(leaf, [one, two], {}, [form, second]);
    expect(exact && decimalText(exact)).toBe('0.55');
  });

  it('may lack a question that another version has', () => {
    const without: Form = {
      ...second,
      sections: second.sections.filter((section) => section.key !== 'views'),
    };
    const two = tally({ responses: 10, formVersion: 2, questions: {} });
    const { points: exact, basis } = score(leaf, [one, two], {}, [form, without]);
    expect(exact && decimalText(exact)).toBe('0.6');
    expect([basis.responses, basis.answers]).toEqual([20, 10]);
  });

  it('must be given, and one of them must have the question', () => {
    expect(() => score(leaf, [tally({ responses: 1, formVersion: 7, questions: {} })])).toThrow(
      'unit A, criterion 9.1: form mini version 7 is not given',
    );
    expect(() => score(fed('perception', '1', { questions: ['p9'] }), [one])).toThrow('has the question p9');
  });

  it('of another form do not count', () => {
    expect(score(leaf, [{ ...one, form: 'other' }]).basis.responses).toBe(0);
  });
});

it('needs a maximum', () => {
  expect(() => score(fed('satisfaction', null, {}), [s1(1, 0)])).toThrow('criterion 9.1: fed with answers');
});
