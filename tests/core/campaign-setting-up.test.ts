/** The small steps of setting a campaign up: how a unit stood in the year, its scale, the classes of those below. */
import { describe, expect, it } from 'vitest';
import { countSubordinates } from '../../server/core/count-subordinates.ts';
import { feedWarnings } from '../../server/core/feed-warnings.ts';
import { standardScales } from '../../server/core/standard-scale.ts';
import { standingIn } from '../../server/core/unit-validity.ts';
import { bands, criterion, form, framework } from './made-up.ts';

describe('a unit in a year', () => {
  const standing = (validFrom: string | null, validTo: string | null) =>
    standingIn({ validFrom, validTo }, 2025);

  it.each([
    [null, null],
    ['2025-01-01', null],
    [null, '2026-01-01'],
    ['2008-08-01', '2026-03-01'],
  ])('from %s to %s lasted it', (from, to) => {
    expect(standing(from, to)).toEqual({ is: 'whole' });
  });

  it('that ended or began within it lasted a part; the last day without it is the first of the next year', () => {
    expect(standing(null, '2025-07-01')).toEqual({ is: 'part', from: null, to: '2025-07-01' });
    expect(standing('2025-07-01', null)).toEqual({ is: 'part', from: '2025-07-01', to: null });
    expect(standing(null, '2025-12-31')).toEqual({ is: 'part', from: null, to: '2025-12-31' });
    expect(standing(null, '2025-01-02')).toEqual({ is: 'part', from: null, to: '2025-01-02' });
  });

  it('that ended before or begins after it is outside', () => {
    expect(standing(null, '2025-01-01')).toEqual({ is: 'outside' });
    expect(standing('2026-01-01', null)).toEqual({ is: 'outside' });
  });
});

describe('the standard scale', () => {
  const tree = framework(
    [
      criterion('1', 'group', '40'),
      criterion('1.1', 'appraisal', '30'),
      criterion('1.2', 'appraisal', '10'),
      criterion('2', 'appraisal', '60'),
    ],
    { max: '100' },
  );

  it('is what is left, flat; level by level only a whole area lowers it', () => {
    const flat = standardScales(tree, 'flat');
    expect([[], ['1.1'], ['1.2', '1.1'], ['2']].map((absent) => flat(absent))).toEqual([
      '100',
      '70',
      '60',
      '40',
    ]);
    const level = standardScales(tree, 'level-by-level');
    expect([[], ['1.1'], ['1.1', '1.2']].map((absent) => level(absent))).toEqual(['100', '100', '60']);
  });

  it('is nothing to compute where the framework prints no maxima', () => {
    expect(standardScales(framework([criterion('1', 'appraisal', null)]), 'flat')(['1'])).toBe(null);
  });
});

describe('the classes of the units below', () => {
  const classed = (unit: string, name: string | null) => ({
    unit,
    class: name === null ? null : { vi: name },
  });
  const parents = new Map<string, string | null>([
    ['D1', 'P'],
    ['D2', 'P'],
    ['P', null],
    ['X1', 'D1'],
    ['X2', 'D1'],
    ['X3', 'D2'],
    ['T1', 'X3'],
  ]);
  const result = {
    units: [
      ...[classed('X1', 'Tốt'), classed('X2', 'Khá'), classed('X3', null), classed('T1', 'Xuất sắc')],
      classed('D1', 'Tốt'),
    ] as never[],
  };

  it('count the class and every better one, at any depth; without a class one reaches nothing', () => {
    expect(countSubordinates(result, bands, 'Tốt', ['D1', 'D2', 'X1'], parents)).toEqual([
      { unit: 'D1', units: 2, reaching: 1, withoutClass: 0 },
      { unit: 'D2', units: 2, reaching: 1, withoutClass: 1 },
    ]);
  });

  it('cannot be counted by a class that is none', () => {
    expect(countSubordinates(result, bands, 'Vừa', ['D1'], parents)).toBe(null);
  });
});

describe('what survey leaves leave open', () => {
  const fed = (kind: 'perception' | 'satisfaction', questions: string[], more: object = {}) =>
    criterion('1', kind, '1', { feed: { form: 'mini', questions, items: 'pooled', ...more } });
  const warnings = (one: ReturnType<typeof fed>) =>
    feedWarnings(framework([one]), [form]).map(
      ({ path, code }) => `${path.slice('framework.criteria[0].'.length)} ${code}`,
    );

  it('is an external survey, an unknown form, question or group, and a question that gives no such score', () => {
    expect(warnings(criterion('1', 'perception', '1'))).toEqual(['feed external-survey']);
    expect(warnings(fed('satisfaction', ['s1'], { form: 'khac' }))).toEqual(['feed.form unknown-form']);
    expect(warnings(fed('satisfaction', ['s1', 'p1', 'x']))).toEqual([
      'feed.questions[1] unfit-question',
      'feed.questions[2] unknown-question',
    ]);
    expect(warnings(fed('perception', ['p1', 'multi'], { groups: [{ code: 'soldier' }] }))).toEqual([
      'feed.questions[1] unfit-question',
      'feed.groups[0].code unknown-group',
    ]);
    expect(warnings(fed('perception', ['p1'], { groups: [{ code: 'citizen' }] }))).toEqual([]);
    expect(warnings(criterion('1', 'appraisal', '1'))).toEqual([]);
  });
});
