/** Agencies, officials and years from counts; every expected number is worked out beside it (domain §6). */
import { describe, expect, test } from 'vitest';
import type { SurveyTally } from '../../server/core/campaign.ts';
import { fixedText } from '../../server/core/decimal.ts';
import {
  type AgencyRating,
  type QuarterInputs,
  rateQuarter,
  rateYear,
  reachingShare,
} from '../../server/core/procedure-rating.ts';
import { DEFAULT_RATING_RULES } from '../../server/core/rating-rules.ts';
import { dossiers, entries, nineIndicators, quarterInputs, rated, tally } from './rated-quarter-inputs.ts';

function agency(inputs: QuarterInputs, unit = 'AN'): AgencyRating {
  const found = rateQuarter(inputs).units.find((one) => one.unit === unit);
  if (!found) throw new Error(`${unit} is not rated`);
  return found;
}
const points = ({ indicators }: Pick<AgencyRating, 'indicators'>) => indicators.map((one) => one.points);
const states = ({ indicators }: Pick<AgencyRating, 'indicators'>) => indicators.map((one) => one.state);

/** 7 early, 2 on the day, 1 late: (14 + 2) ÷ 10 = 1.6; without pauses 9 early, 1 late: 18 ÷ 10 = 1.8. */
const TEN = dossiers({ early: 7, onTheDay: 2, late: 1, ownEarly: 9, ownLate: 1, online: 4, onlineOnTime: 3 });
/** 4 × 2 + 2 × 1 + 1 × 0 = 10 over 7 answers: 1.428571… → 1.43. */
const SEVEN = rated(4, 2, 1);

const DESK = {
  ...{ code: 'AN', name: { vi: 'Sở An' } },
  officials: [{ code: 'AN-1', name: { vi: 'Lò Văn Anh' } }],
};

const whole = (more: Partial<QuarterInputs> = {}) =>
  quarterInputs({
    dossiers: [{ unit: 'AN', official: '', counts: TEN }],
    tallies: [tally('AN', { ...SEVEN, reception: [5, 1, 1] })],
    entries: entries('AN', ['2', '1.5', '2', '1.25']),
    ...more,
  });

describe('an agency', () => {
  test('each indicator is its mean to 2 decimals, the total the sum of the rounded ones', () => {
    const an = agency(whole());
    expect(points(an)).toEqual(['1.60', '1.80', '1.43', '1.43', '2.00', '1.50', '1.43', '2.00', '1.25']);
    // 1.60 + 1.80 + 3 × 1.43 + 2 + 1.5 + 2 + 1.25 = 14.44; unrounded means would give 14.4357…
    expect(an).toMatchObject({ total: '14.44', scale: '18', class: { vi: 'Tốt' }, rank: 1 });
    expect(an.indicators[2]?.exact).toBe('1.42857142857142857142857142857');
  });

  test('half a hundredth goes up: 3 early and 5 late of 16, with 8 on the day, are 0.875 → 0.88', () => {
    const counts = dossiers({ early: 3, onTheDay: 8, late: 5, ownEarly: 16 });
    expect(points(agency(whole({ dossiers: [{ unit: 'AN', official: '', counts }] })))[0]).toBe('0.88');
  });

  test('the classes are cut at 15, 12, 9 and 6, exactly 15.00 is Xuất sắc', () => {
    const all = DEFAULT_RATING_RULES.indicators.map(({ indicator }) => ({
      indicator,
      source: 'entered' as const,
    }));
    const classOf = (each: readonly string[]) =>
      agency(
        quarterInputs({
          rules: { ...DEFAULT_RATING_RULES, indicators: all, officialIndicators: [] },
          entries: each.map((one, at) => ({
            unit: 'AN',
            indicator: `${at + 1}`,
            state: 'scored',
            points: one,
          })),
        }),
      );
    const of = (last: string, rest: string) => classOf([...Array(8).fill(rest), last]);
    expect(of('1', '1.75')).toMatchObject({ total: '15.00', class: { vi: 'Xuất sắc' } });
    expect(of('0.99', '1.75')).toMatchObject({ total: '14.99', class: { vi: 'Tốt' } });
    expect(of('2', '1.25')).toMatchObject({ total: '12.00', class: { vi: 'Tốt' } });
    expect(of('1.99', '1.25')).toMatchObject({ total: '11.99', class: { vi: 'Khá' } });
    expect(of('1', '1')).toMatchObject({ total: '9.00', class: { vi: 'Khá' } });
    expect(of('0.99', '1')).toMatchObject({ total: '8.99', class: { vi: 'Trung bình' } });
    expect(of('2', '0.5')).toMatchObject({ total: '6.00', class: { vi: 'Trung bình' } });
    expect(of('1.99', '0.5')).toMatchObject({ total: '5.99', class: { vi: 'Yếu' } });
  });

  test('blank, zero and not assessed are three things', () => {
    const declared = { unit: 'AN', indicator: '9', state: 'not-assessed', points: null } as const;
    const blank = agency(whole({ entries: entries('AN', ['2', '1.5', '2', null]) }));
    expect([states(blank)[8], blank.total, blank.unclassed]).toEqual(['blank', null, 'incomplete']);
    const zero = agency(whole({ entries: entries('AN', ['2', '1.5', '2', '0']) }));
    expect([points(zero)[8], zero.total, zero.class?.vi]).toEqual(['0.00', '13.19', 'Tốt']);
    const without = agency(whole({ entries: [...entries('AN', ['2', '1.5', '2', null]), declared] }));
    expect(without).toMatchObject({ total: '13.19', scale: '16', class: null, unclassed: 'reduced-scale' });
  });

  test('an indicator that is not assessed can leave the class to the proportion, as the rules say', () => {
    const declared = { unit: 'AN', indicator: '9', state: 'not-assessed', points: null } as const;
    const rules = { ...DEFAULT_RATING_RULES, reducedScale: 'in-proportion' as const };
    // 1.60 + 1.80 + 3 × 1.43 + 1.5 + 0.5 + 1 = 10.69 would be Khá; × 18 ÷ 16 = 12.02625 is Tốt
    const an = agency(whole({ rules, entries: [...entries('AN', ['1.5', '0.5', '1', null]), declared] }));
    expect(an).toMatchObject({ total: '10.69', scale: '16', class: { vi: 'Tốt' }, rank: 1 });
  });

  test('without dossiers, or with fewer than 5 answers to a question, the indicator is not assessed', () => {
    const an = agency(whole({ dossiers: [], tallies: [tally('AN', { ...SEVEN, contacts: [4, 0, 0] })] }));
    const [first, second, third, fourth] = an.indicators;
    expect([first?.reason, second?.reason]).toEqual(['no-dossiers', 'no-dossiers']);
    expect([third?.reason, third?.points]).toEqual(['too-few-answers', null]);
    expect(fourth?.points).toBe('1.43');
  });

  test('while a survey takes answers nothing is told of them', () => {
    const an = agency(whole({ tallies: null }));
    expect(states(an)).toEqual([
      ...['scored', 'scored', 'waiting', 'waiting', 'scored', 'scored', 'waiting', 'scored', 'scored'],
    ]);
    expect([an.answers, an.total, an.indicators[4]?.check]).toEqual([null, null, undefined]);
  });

  test('both forms are one pot; walk-ins and flagged answers count as the campaign says', () => {
    const tallies = [
      tally('AN', rated(2, 0, 0)),
      tally('AN', rated(0, 3, 0), { form: 'procedure-rating-online' }),
      tally('AN', rated(0, 0, 5), { basis: 'open' }),
      tally('AN', rated(0, 0, 5), { form: 'satisfaction' }),
    ];
    // 2 × 2 + 3 × 1 = 7 over 5: 1.4; with the five walk-ins 7 over 10: 0.7
    expect(points(agency(whole({ tallies })))[2]).toBe('1.40');
    const policies = { openAnswers: 'included', flaggedAnswers: 'included' } as const;
    expect(points(agency(whole({ tallies, policies })))[2]).toBe('0.70');
  });

  test('answers that are counted apart are told, from five on, by the policy that does it', () => {
    const apart = (more: Partial<QuarterInputs>) => agency(whole({ units: [DESK], ...more })).apart;
    const walkIns = [
      tally('AN', rated(12, 0, 0), { basis: 'open' }),
      tally('AN-1', rated(8, 0, 0), { basis: 'open' }),
    ];
    expect(apart({ tallies: walkIns })).toEqual({ open: 20, flagged: 0 });
    const few = [tally('AN', rated(3, 0, 1), { basis: 'open' })];
    expect(apart({ tallies: few })).toEqual({ open: null, flagged: 0 });
    const flagged = [tally('AN', rated(6, 0, 0), { flagged: true })];
    expect(apart({ tallies: flagged })).toBeUndefined();
    const policies = { openAnswers: 'included', flaggedAnswers: 'excluded' } as const;
    expect(apart({ tallies: flagged, policies })).toEqual({ open: 0, flagged: 6 });
    expect(apart({ tallies: walkIns, policies })).toBeUndefined();
    expect(apart({ tallies: null })).toBeUndefined();
    // A year tells no more than its quarters: 20 and 20 are 40, 20 and a few are not said.
    const year = (...each: (readonly SurveyTally[])[]) =>
      rateYear(
        each.map((tallies) => rateQuarter(whole({ units: [DESK], tallies }))),
        nineIndicators,
      ).units[0]?.apart;
    expect(year(walkIns, walkIns)).toEqual({ open: 40, flagged: 0 });
    expect(year(walkIns, few)).toEqual({ open: null, flagged: 0 });
  });

  test('while figures may still come, what has none is blank and not "not assessed"', () => {
    const nothing = { dossiers: [], tallies: [tally('AN', rated(9, 0, 0), { basis: 'open' })] };
    const an = agency(whole({ ...nothing, open: true }));
    expect(states(an)).toEqual([
      ...['blank', 'blank', 'blank', 'blank', 'scored', 'scored', 'blank', 'scored', 'scored'],
    ]);
    expect([an.total, an.scale, an.unclassed]).toEqual([null, '18', 'incomplete']);
    expect(agency(whole(nothing)).indicators[0]).toMatchObject({
      state: 'not-assessed',
      reason: 'no-dossiers',
    });
  });

  test('what was entered stands beside the answers and the online dossiers, and they give no points', () => {
    const { indicators } = agency(whole());
    // reception: 5 × 2 + 1 × 1 = 11 over 7: 1.571428… → 1.57
    expect(indicators[4]).toMatchObject({
      points: '2.00',
      check: { source: 'answers', points: '1.57', answers: 7 },
    });
    expect(indicators[5]?.check).toEqual({ source: 'answers', points: null, answers: 0 });
    expect(indicators[8]?.check).toEqual({ source: 'online-dossiers', onTime: 3, dossiers: 4 });
  });

  test('an agency without a class did not reach one, unless only those with one are counted', () => {
    const units = ['AN', 'BI', 'CA'].map((code) => ({ code, name: { vi: code }, officials: [] }));
    // Only AN handed anything in: Tốt. One of three; of those with a class one of one.
    const result = rateQuarter(whole({ units }));
    const all = reachingShare(result, nineIndicators, 'Tốt');
    expect([all?.reaching, all?.agencies, all?.percent && fixedText(all.percent, 2)]).toEqual([
      1,
      3,
      '33.33',
    ]);
    expect(all?.unclassed.map(({ unit }) => unit)).toEqual(['BI', 'CA']);
    const classed = reachingShare(result, nineIndicators, 'Tốt', 'classed');
    expect([classed?.reaching, classed?.agencies]).toEqual([1, 1]);
  });

  test('ranks run by the total, equal ones share; dossiers of others are told apart', () => {
    const units = ['AN', 'BI', 'CA'].map((code) => ({ code, name: { vi: code }, officials: [] }));
    const result = rateQuarter(
      whole({
        units,
        dossiers: [
          ...['AN', 'BI', 'CA'].map((unit) => ({ unit, official: '', counts: TEN })),
          {
            ...{ unit: 'XX', official: 'x', counts: dossiers({ early: 2, late: 1, open: 9 }) },
          },
        ],
        tallies: ['AN', 'BI', 'CA'].map((unit) => tally(unit, SEVEN)),
        entries: [
          ...entries('AN', ['1', '1', '1', '1']),
          ...entries('BI', ['2', '1', '1', '1']),
          ...entries('CA', ['1', '1', '1', '1']),
        ],
      }),
    );
    expect(result.units.map(({ unit, rank }) => [unit, rank])).toEqual([
      ['AN', 2],
      ['BI', 1],
      ['CA', 2],
    ]);
    expect(result.unrated).toBe(3);
    // 3.40 + 4.29 + 4 = 11.69, 12.69, 11.69: mean 12.0233…
    expect(result.mean).toEqual({ total: '12.0233333333333333333333333333', units: 3 });
    expect(result.classes.map(({ units: n }) => n)).toEqual([0, 1, 2, 0, 0]);
    const share = reachingShare(result, nineIndicators, 'Tốt');
    expect([share?.reaching, share?.agencies, share?.unclassed]).toEqual([1, 3, []]);
    expect(reachingShare(result, nineIndicators, 'Khá')?.reaching).toBe(3);
    expect(reachingShare(result, nineIndicators, 'Giỏi')).toBeNull();
  });
});

describe('officials', () => {
  const name = (vi: string) => ({ vi });
  const unit = {
    code: 'AN',
    name: name('Sở An'),
    officials: [
      { code: 'AN-1', name: name('Lò Văn Anh') },
      { code: 'AN-2', name: name('Lê Thị Bé') },
    ],
  };
  const of = (first: number, second: number, desk = 0, more: Partial<QuarterInputs> = {}) =>
    agency(
      whole({
        units: [unit],
        dossiers: [
          { unit: 'AN', official: 'AN-1', counts: dossiers({ early: 3, late: 1, ownEarly: 4 }) },
          { unit: 'AN', official: 'Phạm C', counts: dossiers({ onTheDay: 2, ownOnTheDay: 2 }) },
          { unit: 'AN', official: '', counts: dossiers({ late: 1, ownLate: 1 }) },
        ],
        tallies: [
          tally('AN-1', rated(first, 0, 0)),
          tally('AN-2', rated(0, second, 0)),
          tally('AN', rated(0, 0, desk)),
        ],
        ...more,
      }),
    ).officials;

  test('1 + 2 of their own dossiers, 3 + 4 + 7 of the answers about them, of 10', () => {
    const [anh, be, pham] = of(6, 5, 5);
    // 6 ÷ 4 = 1.5, 2, and three times 2
    expect(anh).toMatchObject({ official: 'AN-1', total: '9.50', answersShown: true });
    expect(anh?.indicators.map((one) => [one.indicator, one.points])).toEqual([
      ['1', '1.50'],
      ['2', '2.00'],
      ['3', '2.00'],
      ['4', '2.00'],
      ['7', '2.00'],
    ]);
    expect(be).toMatchObject({ official: 'AN-2', total: null, answersShown: true });
    expect(be?.indicators.map((one) => one.points)).toEqual([null, null, '1.00', '1.00', '1.00']);
    expect(pham).toMatchObject({ official: 'Phạm C', name: { vi: 'Phạm C' }, total: null });
    expect(pham?.indicators.map((one) => one.reason)).toEqual([
      undefined,
      undefined,
      ...Array(3).fill('too-few-answers'),
    ]);
  });

  test('answers about officials are answers about the agency', () => {
    const an = agency(
      whole({ units: [unit], tallies: [tally('AN-1', rated(3, 0, 0)), tally('AN', rated(0, 0, 2))] }),
    );
    expect(points(an)[2]).toBe('1.20');
  });

  test('below 5 answers an official is not assessed, and said to be', () => {
    const [anh] = of(4, 5, 5);
    expect(anh).toMatchObject({ total: null, answersShown: false });
    expect(anh?.indicators[2]).toMatchObject({ state: 'not-assessed', reason: 'too-few-answers' });
  });

  test('nobody is told of whose answers would show those of a few others', () => {
    // 6 + 5 + 2 at the desk: told of both, the two at the desk would follow; with only the first told, 7 remain
    const [anh, be] = of(6, 5, 2);
    expect([anh?.answersShown, be?.answersShown]).toEqual([true, false]);
    expect(be?.indicators[2]).toMatchObject({ state: 'not-assessed', reason: 'withheld', points: null });
    // 6 and 3 of another: the 3 would follow, so nobody is told of
    expect(of(6, 3).map((one) => one.answersShown)).toEqual([false, false, false]);
    // 6 and none: all answers are about him
    expect(of(6, 0)[0]?.answersShown).toBe(true);
  });

  test('a year does not tell what a quarter withheld', () => {
    const quarter = (n: number, first: number) =>
      rateQuarter(
        whole({
          quarter: n,
          units: [unit],
          tallies: [tally('AN-1', rated(first, 0, 0)), tally('AN', rated(0, 9, 0))],
        }),
      );
    const shown = (...answers: number[]) =>
      rateYear(
        answers.map((each, at) => quarter(at + 1, each)),
        nineIndicators,
      ).units[0]?.officials[0]?.answersShown;
    expect(shown(6, 6)).toBe(true);
    // 3 untold and 6 told: the year would give the 3 away
    expect(shown(3, 6)).toBe(false);
    // 3 and 3 untold: together they are 6
    expect(shown(3, 3)).toBe(true);
  });
});

describe('a year', () => {
  const second = whole({
    quarter: 2,
    dossiers: [
      { unit: 'AN', official: '', counts: dossiers({ late: 30, ownOnTheDay: 30, open: 4, overdue: 1 }) },
    ],
    tallies: [tally('AN', rated(0, 0, 13))],
    entries: entries('AN', ['1', '1.5', '1.99', '2']),
  });
  const first = whole();

  test('pools dossiers and answers, takes the mean of entries, and rounds once', () => {
    const year = rateYear([rateQuarter(first), rateQuarter(second)], nineIndicators);
    const [an] = year.units;
    expect(an && points(an)).toEqual([
      '0.40', // (7 × 2 + 2) ÷ 40
      '1.20', // (9 × 2 + 30 × 1) ÷ 40
      '0.50', // 10 ÷ 20
      '0.50',
      '1.50',
      '1.50',
      '0.50',
      '2.00', // (2 + 1.99) ÷ 2 = 1.995 → 2.00
      '1.63', // (1.25 + 2) ÷ 2 = 1.625 → 1.63
    ]);
    expect(an).toMatchObject({ total: '9.73', class: { vi: 'Khá' } });
    expect(year).toMatchObject({ quarter: null, quarters: [1, 2] });
  });

  test('open dossiers are those at its end, not the sum of all quarters', () => {
    const open = {
      ...first,
      dossiers: [{ unit: 'AN', official: '', counts: { ...TEN, open: 7, overdue: 5 } }],
    };
    const [an] = rateYear([rateQuarter(open), rateQuarter(second)], nineIndicators).units;
    expect(an?.dossiers).toMatchObject({ early: 7, late: 31, open: 4, overdue: 1 });
  });

  test('a quarter in which an indicator was not assessed leaves the mean to the others', () => {
    const declared = { unit: 'AN', indicator: '9', state: 'not-assessed', points: null } as const;
    const without = { ...first, entries: [...entries('AN', ['2', '1.5', '2', null]), declared] };
    const [an] = rateYear([rateQuarter(without), rateQuarter(second)], nineIndicators).units;
    expect(an && points(an)[8]).toBe('2.00');
    // The mean says of how many quarters it is.
    expect(an && [an.entries['9']?.quarters, an.entries['5']?.quarters]).toEqual([1, 2]);
    const [never] = rateYear([rateQuarter(without)], nineIndicators).units;
    expect(never?.indicators[8]).toMatchObject({ state: 'not-assessed', reason: 'declared' });
  });
});
