/** The rule table of a rating, and what a wrong one is told. */
import { describe, expect, test } from 'vitest';
import { checkRatingRules, DEFAULT_RATING_RULES, type RatingRules } from '../../server/core/rating-rules.ts';
import { settleEntry } from '../../server/core/settle-entry.ts';
import { shippedForms } from '../../survey-forms/catalogue.ts';
import { nineIndicators } from './rated-quarter-inputs.ts';

const rules = (more: Partial<RatingRules>) => ({ ...DEFAULT_RATING_RULES, ...more });
const faultsOf = (definition: unknown, framework = nineIndicators) => {
  const checked = checkRatingRules(definition, framework, shippedForms);
  return checked.ok ? [] : checked.faults.map(({ path, code }) => `${path} ${code}`);
};
const changed = (at: number, rule: unknown) => [
  ...DEFAULT_RATING_RULES.indicators.slice(0, at),
  rule as never,
  ...DEFAULT_RATING_RULES.indicators.slice(at + 1),
];

describe('the rule table', () => {
  test('of domain §6 suits the shipped nine indicators and forms 4 and 5', () => {
    expect(faultsOf(DEFAULT_RATING_RULES)).toEqual([]);
    const sources = DEFAULT_RATING_RULES.indicators.map(({ source }) => source);
    expect(sources).toEqual([
      ...['dossiers', 'dossiers', 'answers', 'answers', 'entered'],
      ...['entered', 'answers', 'entered', 'entered'],
    ]);
  });

  test('names every indicator once', () => {
    const [first, ...rest] = DEFAULT_RATING_RULES.indicators;
    expect(faultsOf(rules({ indicators: rest }))).toContain('indicators missing-indicator');
    expect(faultsOf(rules({ indicators: [first, first, ...rest] as never }))).toEqual([
      'indicators[1] duplicate-indicator',
    ]);
    expect(faultsOf(rules({ indicators: changed(8, { indicator: '10', source: 'entered' }) }))).toEqual([
      'indicators missing-indicator',
      'indicators[8] unknown-indicator',
    ]);
  });

  test('pays less the later, and never more than there is to earn', () => {
    const time = (early: string, onTheDay: string, late: string) =>
      faultsOf(
        rules({
          indicators: changed(0, {
            ...{ indicator: '1', source: 'dossiers', time: 'total', points: { early, onTheDay, late } },
          }),
        }),
      );
    expect(time('2', '1.5', '0')).toEqual([]);
    expect(time('2.5', '1', '0')).toEqual(['indicators[0].points points-not-falling']);
    expect(time('1', '2', '0')).toEqual(['indicators[0].points points-not-falling']);
    expect(time('2', '1', '-1')).toEqual(['indicators[0].points.late not-decimal']);
  });

  test('tells nothing of fewer than five answers (decision 23)', () => {
    const gates = (agency: unknown, official: unknown) =>
      faultsOf({ ...DEFAULT_RATING_RULES, minimumAnswers: { agency, official } });
    expect(gates(5, 1000)).toEqual([]);
    expect(gates(4, 0)).toEqual([
      'minimumAnswers.agency out-of-bounds',
      'minimumAnswers.official out-of-bounds',
    ]);
  });

  test('asks questions that its forms have', () => {
    expect(faultsOf(rules({ forms: ['satisfaction'] }))).toHaveLength(6);
    expect(faultsOf(rules({ forms: ['no-such-form'] }))).toEqual(['forms[0] unknown-form']);
  });

  test('counts for an official only what is counted', () => {
    expect(faultsOf(rules({ officialIndicators: ['1', '5'] }))).toEqual([
      'officialIndicators[1] not-of-an-official',
    ]);
  });

  test('does not rate by a framework of another kind', () => {
    const other = { ...nineIndicators, bandsOn: 'index' as const };
    expect(faultsOf(DEFAULT_RATING_RULES, other)).toContain(' bands-not-on-points');
  });
});

describe('an entry', () => {
  const rule = { indicator: '9', source: 'entered' } as const;
  const given = { state: 'scored', points: '1.5', inputs: null, note: null, evidence: 'doc' } as const;
  const settle = (more: object, by: Parameters<typeof settleEntry>[0] = rule) => {
    const settled = settleEntry(by, '2', { ...given, ...more });
    return settled.ok ? settled.entry.points : settled.faults.map(({ code, input }) => `${input} ${code}`);
  };

  test.each([
    ['whole', {}, '1.5'],
    ['zero, which is not blank', { points: '0' }, '0'],
    ['without points', { points: null }, ['points points-missing']],
    ['in words', { points: 'hai' }, ['points not-a-decimal']],
    ['below zero', { points: '-1' }, ['points below-zero']],
    ['above the maximum', { points: '2.01' }, ['points above-max']],
    ['to three decimals', { points: '1.125' }, ['points too-many-decimals']],
    ['without a document', { evidence: null }, ['evidence evidence-needed']],
    ['blank', { state: 'blank', evidence: null }, null],
    ['not assessed without a reason', { state: 'not-assessed', note: '  ' }, ['note reason-needed']],
    ['not assessed with one', { state: 'not-assessed', note: 'Không có' }, null],
  ])('%s', (_, more, expected) => {
    expect(settle(more)).toEqual(expected);
  });

  test('by a rule follows from what was counted: 2 × 7 ÷ 9 = 1.5555… → 1.56', () => {
    const byShare = { ...rule, rule: { kind: 'proportional' } } as const;
    expect(settle({ points: null, inputs: { values: { numerator: '7', denominator: '9' } } }, byShare)).toBe(
      '1.56',
    );
    expect(settle({}, byShare)).toEqual(['points inputs-needed']);
    expect(settle({ inputs: { values: { numerator: '9', denominator: '7' } } }, byShare)).toEqual([
      'numerator numerator-above-denominator',
    ]);
  });
});
