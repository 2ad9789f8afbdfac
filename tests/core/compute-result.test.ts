import { describe, expect, it } from 'vitest';
import type { CampaignInputs, Score, UnitResult } from '../../server/core/campaign.ts';
import { computeResult } from '../../server/core/compute-result.ts';
import { Uncomputable } from '../../server/core/uncomputable.ts';
import { campaign, count, criterion, framework, policies, tally, unit } from './made-up.ts';

/** Two areas: appraisal 40 + 20, satisfaction 25 from s1 and s2, perception 15 from p1. */
const twoAreas = framework(
  [
    criterion('1', 'group', '60'),
    criterion('1.1', 'appraisal', '40'),
    criterion('1.2', 'appraisal', '20'),
    criterion('2', 'group', '40'),
    criterion('2.1', 'satisfaction', '25', {
      feed: { form: 'mini', questions: ['s1', 's2'], items: 'pooled' },
    }),
    criterion('2.2', 'perception', '15', { feed: { form: 'mini', questions: ['p1'], items: 'pooled' } }),
  ],
  { max: '100', bonusCap: '2', leafRounding: { decimals: 4, kinds: ['appraisal', 'satisfaction'] } },
);

const points = (of: string, code: string, value: string): Score => ({
  unit: of,
  criterion: code,
  state: 'scored',
  points: value,
});
const notAssessed = (of: string, code: string): Score => ({
  unit: of,
  criterion: code,
  state: 'not-assessed',
  points: null,
});
const because = { reason: 'Theo hồ sơ', document: 'BC 1/BC-SNV' };
const five = (satisfied: number, not: number, blank = 0) =>
  count({ 1: not, 2: 0, 3: 0, 4: satisfied, 5: 0 }, blank);

/**
 * A: 1.1 36.5, 1.2 17; s1 8 of 10, s2 7 of 9 → 15/19 × 25 = 19.73684… → 19.7368 (4 decimals declared);
 *    p1 (5×1 + 3×0.6 + 1×0.2)/9 = 7/9 × 15 = 35/3, one without opinion; bonus 3, capped at 2.
 *    36.5 + 17 + 19.7368 + 35/3 + 2 = 86.90346666… of 100.
 * B: 1.1 40, 1.2 not assessed; all satisfied → 25; p1 all "2" → 0.6 × 15 = 9; deduction 1; five walk-ins left out.
 *    40 + 25 + 9 − 1 = 73 of 80 → 91.25.
 * C: 1.1 0, which is scored; 1.2 20; four answers, under the minimum of five → 2.1 and 2.2 not assessed.
 *    20 of 60 → 33.333…
 * D: 1.1 blank → no index.
 */
const inputs: CampaignInputs = campaign({
  framework: twoAreas,
  units: [unit('A'), unit('B'), unit('C'), unit('D')],
  policies: { ...policies, minimumResponses: 5 },
  scores: [
    points('A', '1.1', '36.5'),
    points('A', '1.2', '17'),
    points('B', '1.1', '40'),
    notAssessed('B', '1.2'),
    points('C', '1.1', '0'),
    points('C', '1.2', '20'),
    points('D', '1.2', '20'),
  ],
  adjustments: [
    { unit: 'A', kind: 'bonus', points: '3', ...because },
    { unit: 'B', kind: 'deduction', points: '1', ...because },
  ],
  tallies: [
    tally({
      unit: 'A',
      responses: 10,
      questions: { s1: five(8, 2), s2: five(7, 2, 1), p1: count({ 1: 5, 2: 3, 3: 1, 4: 0, 9: 1 }) },
    }),
    tally({
      unit: 'B',
      responses: 10,
      questions: { s1: five(10, 0), s2: five(10, 0), p1: count({ 2: 10 }) },
    }),
    tally({
      unit: 'B',
      responses: 5,
      basis: 'open',
      questions: { s1: five(0, 5), s2: five(0, 5), p1: count({ 4: 5 }) },
    }),
    tally({ unit: 'C', responses: 4, questions: { s1: five(4, 0), s2: five(4, 0), p1: count({ 1: 4 }) } }),
    tally({ unit: 'D', responses: 5, questions: { s1: five(5, 0), s2: five(5, 0), p1: count({ 1: 5 }) } }),
    tally({
      unit: 'elsewhere',
      responses: 50,
      questions: { s1: five(0, 50), s2: five(0, 50), p1: count({ 4: 50 }) },
    }),
  ],
});

const result = computeResult(inputs);

function of(code: string, computed = result): UnitResult {
  const found = computed.units.find((one) => one.unit === code);
  if (!found) throw new Error(`no unit ${code}`);
  return found;
}
const leaf = (code: string, criterionCode: string, computed = result) =>
  of(code, computed).nodes.find((node) => node.code === criterionCode);

describe('the whole chain, worked out by hand', () => {
  it('scores A: a rounded leaf, an endless one, a capped bonus', () => {
    expect(of('A')).toMatchObject({
      appraised: '53.5',
      bonus: '2',
      deduction: '0',
      satisfaction: '19.7368',
      perception: '11.6666666666666666666666666667',
      survey: '31.4034666666666666666666666667',
      points: '86.9034666666666666666666666667',
      scale: '100',
      index: '86.9034666666666666666666666667',
      class: { vi: 'Tốt' },
      rank: 2,
      order: 2,
    });
  });

  it('scores B: what does not apply lowers the scale, walk-ins stay out', () => {
    expect(of('B')).toMatchObject({
      appraised: '40',
      deduction: '1',
      survey: '34',
      points: '73',
      scale: '80',
      index: '91.25',
      class: { vi: 'Xuất sắc' },
      rank: 1,
    });
    expect(leaf('B', '2.1')?.basis).toMatchObject({ responses: 10, answers: 20, value: '1' });
  });

  it('scores C: zero counts, too few answers do not', () => {
    expect(of('C')).toMatchObject({
      appraised: '20',
      survey: null,
      points: '20',
      scale: '60',
      index: `33.${'3'.repeat(28)}`,
      class: { vi: 'Yếu' },
      rank: 3,
    });
    expect(leaf('C', '1.1')).toMatchObject({ state: 'scored', points: '0', applicableMax: '40' });
    expect(leaf('C', '2.1')).toMatchObject({ state: 'not-assessed', points: null, applicableMax: '0' });
    expect(leaf('C', '2')).toMatchObject({ state: 'not-assessed', max: '40', applicableMax: '0' });
  });

  it('leaves D without index, rank and class: a leaf is blank', () => {
    expect(of('D')).toMatchObject({
      appraised: null,
      satisfaction: '25',
      points: null,
      scale: '100',
      index: null,
      class: null,
      rank: null,
      order: null,
    });
    expect(leaf('D', '1')).toMatchObject({ state: 'incomplete', points: null });
  });

  it('lists units in ranking order and means over those with an index', () => {
    expect(result.units.map((one) => one.unit)).toEqual(['B', 'A', 'C', 'D']);
    // (86.90346… + 91.25 + 33.333…)/3 = 211.4868/3
    expect(result.meanIndex).toBe('70.4956');
    expect(result.classes.map(({ name, units }) => [name.vi, units])).toEqual([
      ['Xuất sắc', 1],
      ['Tốt', 1],
      ['Khá', 0],
      ['Trung bình', 0],
      ['Yếu', 1],
    ]);
  });

  it('gives the tree in the order of the framework', () => {
    expect(of('A').nodes.map((node) => [node.code, node.points])).toEqual([
      ['1', '53.5'],
      ['1.1', '36.5'],
      ['1.2', '17'],
      ['2', '31.4034666666666666666666666667'],
      ['2.1', '19.7368'],
      ['2.2', '11.6666666666666666666666666667'],
    ]);
  });

  it('does not depend on the order of scores and tallies', () => {
    const reversed = {
      ...inputs,
      scores: [...inputs.scores].reverse(),
      tallies: [...inputs.tallies].reverse(),
    };
    expect(computeResult(reversed)).toEqual(result);
  });

  it('leaves its inputs as they were', () => {
    const before = JSON.stringify(inputs);
    computeResult(inputs);
    expect(JSON.stringify(inputs)).toBe(before);
  });
});

describe('policies', () => {
  const under = (more: Partial<typeof policies>) =>
    computeResult({ ...inputs, policies: { ...inputs.policies, ...more } });

  it('level by level: B keeps its scale, 40 of 40 stands for 60 of 60', () => {
    // 60 + 25 + 9 − 1 = 93 of 100
    expect(of('B', under({ notApplicable: 'level-by-level' }))).toMatchObject({
      appraised: '60',
      points: '93',
      scale: '100',
      index: '93',
    });
  });

  it('after scaling: 74 of 80 is 92.5, less 1', () => {
    expect(of('B', under({ adjustments: 'after-scaling' }))).toMatchObject({ points: '74', index: '91.5' });
  });

  it('walk-ins included: s1 and s2 20 of 30, p1 (10 × 0.6)/15', () => {
    // 40 + 16.6667 + 6 − 1 = 61.6667
    expect(of('B', under({ openAnswers: 'included' })).points).toBe('61.6667');
  });

  it('both ways with flagged answers: 4 of 10 and 8 of 8 satisfied in A, 6 of 10 in B', () => {
    // With them A has 12 of 18 × 40 = 26.6667 and B 24; without them A has 4 of 10 × 40 = 16 and B the same 24.
    const s1 = (satisfied: number, not: number) => ({ s1: count({ 3: not, 4: satisfied }) });
    const flagged = campaign({
      framework: framework(
        [
          criterion('1', 'appraisal', '60'),
          criterion('2', 'satisfaction', '40', {
            feed: { form: 'mini', questions: ['s1'], items: 'pooled' },
          }),
        ],
        { max: '100', leafRounding: { decimals: 4, kinds: ['satisfaction'] } },
      ),
      units: ['A', 'B'].map((code) => unit(code)),
      scores: [points('A', '1', '50'), points('B', '1', '50')],
      tallies: [
        tally({ unit: 'A', responses: 10, questions: s1(4, 6) }),
        tally({ unit: 'A', responses: 8, flagged: true, questions: s1(8, 0) }),
        tally({ unit: 'B', responses: 10, questions: s1(6, 4) }),
      ],
    });
    const rows = (list: readonly { unit: string; index: string | null; rank: number | null }[]) =>
      list.map((one) => [one.unit, one.index, one.rank]);
    const withThem = [
      ['A', '76.6667', 1],
      ['B', '74', 2],
    ];
    const without = [
      ['B', '74', 1],
      ['A', '66', 2],
    ];
    const included = computeResult(flagged);
    expect(rows(included.units)).toEqual(withThem);
    expect(included.flagVariant?.flaggedAnswers).toBe('excluded');
    expect(rows(included.flagVariant?.units ?? [])).toEqual(without);
    const excluded = computeResult({
      ...flagged,
      policies: { ...flagged.policies, flaggedAnswers: 'excluded' },
    });
    expect(rows(excluded.units)).toEqual(without);
    expect(excluded.flagVariant?.flaggedAnswers).toBe('included');
    expect(rows(excluded.flagVariant?.units ?? [])).toEqual(withThem);
  });

  it('both ways only where answers feed a criterion', () => {
    const printedOnly = campaign({
      framework: framework([criterion('1', 'appraisal', '100')]),
      units: [unit('A')],
    });
    expect(computeResult(printedOnly).flagVariant).toBeUndefined();
  });

  it('ties go to the higher appraisal total, bonus and deduction included', () => {
    // both 80 of 100: I of A is 50 + 5 = 55, I of B is 54 − 2 = 52, of C 53
    const tied = campaign({
      framework: framework([criterion('1', 'appraisal', null), criterion('2', 'perception', null)]),
      units: ['B', 'C', 'A'].map((code) => unit(code, { scale: '100' })),
      policies: { ...policies, ties: 'higher-appraisal-first' },
      scores: [
        ...[points('A', '1', '50'), points('A', '2', '25')],
        ...[points('B', '1', '54'), points('B', '2', '28')],
        ...[points('C', '1', '53'), points('C', '2', '27')],
      ],
      adjustments: [
        { unit: 'A', kind: 'bonus', points: '5', ...because },
        { unit: 'B', kind: 'deduction', points: '2', ...because },
      ],
    });
    const places = (ties: 'shared' | 'higher-appraisal-first') =>
      computeResult({ ...tied, policies: { ...policies, ties } }).units.map((one) => [one.unit, one.rank]);
    expect(places('higher-appraisal-first')).toEqual([
      ['A', 1],
      ['C', 2],
      ['B', 3],
    ]);
    expect(places('shared')).toEqual([
      ['B', 1],
      ['C', 1],
      ['A', 1],
    ]);
  });

  it('a lower minimum lets C in: 20 + 25 + 15 of 100', () => {
    expect(of('C', under({ minimumResponses: 4 }))).toMatchObject({
      points: '60',
      scale: '100',
      index: '60',
    });
  });
});

describe('a survey', () => {
  it('that nobody has answered yet is blank, not zero and not dropped', () => {
    const before = computeResult({ ...inputs, tallies: [] });
    expect(leaf('A', '2.1', before)).toMatchObject({ state: 'blank', points: null });
    expect(before.units.map((one) => one.index)).toEqual([null, null, null, null]);
    expect(before.meanIndex).toBeNull();
    const takenBack = inputs.tallies.map((one) => ({ ...one, responses: 0 }));
    expect(computeResult({ ...inputs, tallies: takenBack })).toEqual(before);
  });

  it('can be dropped for a year, which lowers the scale: 53.5 + 2 of 60', () => {
    const dropped = ['2.1', '2.2'].map((code) => notAssessed('A', code));
    const without = computeResult({ ...inputs, scores: [...inputs.scores, ...dropped] });
    expect(of('A', without)).toMatchObject({ points: '55.5', scale: '60', index: '92.5', survey: null });
  });

  it('may have its points carried from outside, where the criterion is not fed', () => {
    const bare = framework([criterion('1', 'appraisal', null), criterion('2', 'perception', null)]);
    const carried = campaign({
      framework: bare,
      units: [unit('TP', { scale: '100' })],
      scores: [points('TP', '1', '64.25'), points('TP', '2', '15.80')],
    });
    expect(of('TP', computeResult(carried))).toMatchObject({
      appraised: '64.25',
      survey: '15.8',
      points: '80.05',
      index: '80.05',
      class: { vi: 'Tốt' },
    });
  });
});

describe('contradictions', () => {
  it.each<[string, Partial<CampaignInputs>, string]>([
    [
      'a typed score of a fed criterion',
      { scores: [points('A', '2.1', '20')] },
      'unit A, criterion 2.1: a score is typed',
    ],
    [
      'an unknown criterion',
      { scores: [points('A', '9', '1')] },
      'unit A, criterion 9: scored, but the criterion',
    ],
    ['an unknown unit', { scores: [points('Z', '1.1', '1')] }, 'unit Z, criterion 1.1: scored, but the unit'],
    ['a score of a group', { scores: [points('A', '1', '1')] }, 'unit A, criterion 1: a group is summed'],
    [
      'two scores',
      { scores: [points('A', '1.1', '1'), points('A', '1.1', '1')] },
      'criterion 1.1: scored twice',
    ],
    [
      'more than the maximum',
      { scores: [points('A', '1.2', '20.01')] },
      'criterion 1.2: points above the maximum of 20',
    ],
    ['a unit twice', { units: [unit('A'), unit('A')] }, 'unit A: stands twice'],
    ['a scale of zero', { units: [unit('A', { scale: '0' })], scores: [] }, 'unit A: a standard scale of 0'],
    [
      'an adjustment of nobody',
      { adjustments: [{ unit: 'Z', kind: 'bonus', points: '1', ...because }] },
      'unit Z',
    ],
  ])('%s is refused, naming the culprit', (_, more, message) => {
    const contradiction = { ...inputs, adjustments: [], ...more };
    expect(() => computeResult(contradiction)).toThrow(message);
    expect(() => computeResult(contradiction)).toThrow(Uncomputable);
  });

  it('a blank typed beside a fed criterion says nothing and is let be', () => {
    const blank: Score = { unit: 'A', criterion: '2.1', state: 'blank', points: null };
    expect(computeResult({ ...inputs, scores: [...inputs.scores, blank] })).toEqual(result);
  });
});
