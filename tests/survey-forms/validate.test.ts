import { describe, expect, it } from 'vitest';
import type { Answers, Violation } from '../../survey-forms/answer.ts';
import { MOST_VIOLATIONS, validateAnswers } from '../../survey-forms/validate.ts';
import { matrixForm, smallForm, withQuestion } from './small-form.ts';

const UNITS = ['SNV', 'STC', 'SYT'];
/** What is asked of everyone in the small form, left blank but for the required item. */
const BLANK = { item: 3, grade: null, done: null, days: null, remark: null };

/** Checks the small form with `sent` on top of its required item. */
const check = (sent: Record<string, unknown>) => validateAnswers(smallForm, { item: 3, ...sent });
const answersOf = (sent: Record<string, unknown>): Answers | string => {
  const checked = check(sent);
  return checked.ok ? checked.answers : JSON.stringify(checked.violations);
};
const violationsOf = (sent: Record<string, unknown>): readonly Violation[] => {
  const checked = check(sent);
  return checked.ok ? [] : checked.violations;
};
const rated = (sent: unknown, units: readonly string[] = UNITS) => validateAnswers(matrixForm, sent, units);

describe('the truth table: asked or not, required or not', () => {
  it('returns every asked question, blank ones as null, and no other key', () => {
    expect(answersOf({})).toStrictEqual(BLANK);
    expect(answersOf({ grade: null, done: undefined, remark: '', days: '' })).toStrictEqual(BLANK);
    expect(answersOf({ done: 2, other: 20 })).toStrictEqual({ ...BLANK, done: 2, other: 20, why: null });
  });

  it('keeps the order of the form', () => {
    expect(Object.keys(answersOf({ remark: 'tốt', days: '1', item: 1 }))).toEqual([
      'item',
      'grade',
      'done',
      'days',
      'remark',
    ]);
  });

  it.each<[what: string, sent: Record<string, unknown>, violations: Violation[]]>([
    ['a required item left blank', { item: null }, [{ question: 'item', code: 'required' }]],
    ['a required follow-up left blank', { done: 2 }, [{ question: 'other', code: 'required' }]],
    ['an answer to a question not asked', { done: 1, other: 10 }, [{ question: 'other', code: 'not-asked' }]],
    ['a bad answer to a question not asked', { other: 'x' }, [{ question: 'other', code: 'not-asked' }]],
    [
      'a chain whose first link fell',
      { done: 1, other: 10, why: [] },
      [
        { question: 'other', code: 'not-asked' },
        { question: 'why', code: 'not-asked' },
      ],
    ],
    ['an unknown question', { colour: 1 }, [{ question: 'colour', code: 'unknown-question' }]],
    ['an unknown question left blank', { colour: null }, [{ question: 'colour', code: 'unknown-question' }]],
    [
      'every fault at once, in form order',
      { zzz: 1, item: 6, days: 'x', remark: 'quá dài' },
      [
        { question: 'item', code: 'not-in-scale' },
        { question: 'days', code: 'not-a-number' },
        { question: 'remark', code: 'too-long', limit: '5' },
        { question: 'zzz', code: 'unknown-question' },
      ],
    ],
  ])('%s', (_what, sent, violations) => {
    expect(violationsOf(sent)).toEqual(violations);
  });

  it('drops blanks of questions not asked without a word', () => {
    expect(answersOf({ done: 1, other: null, why: undefined })).toStrictEqual({ ...BLANK, done: 1 });
  });
});

describe('each kind', () => {
  it.each<[question: string, value: unknown, stored: unknown]>([
    ['item', 1, 1],
    ['item', 5, 5],
    ['grade', 9, 9],
    ['done', 1, 1],
    ['days', '-1', '-1'],
    ['days', '30.5', '30.5'],
    ['days', '7.0', '7.0'],
    ['days', '0', '0'],
    ['remark', 'ếộữ!?', 'ếộữ!?'],
    ['remark', '😀😀😀😀😀', '😀😀😀😀😀'],
    ['remark', '  ', '  '],
  ])('%s takes %j', (question, value, stored) => {
    expect(answersOf({ [question]: value })).toStrictEqual({ ...BLANK, [question]: stored });
  });

  it.each<[question: string, value: unknown, code: Violation['code'], limit?: string]>([
    ['item', 0, 'not-in-scale'],
    ['item', 6, 'not-in-scale'],
    ['item', 4.5, 'not-in-scale'],
    ['item', Number.NaN, 'not-in-scale'],
    ['item', '4', 'wrong-type'],
    ['item', '', 'wrong-type'],
    ['item', true, 'wrong-type'],
    ['item', [4], 'wrong-type'],
    ['item', { code: 4 }, 'wrong-type'],
    ['days', 5, 'wrong-type'],
    ['days', ['5'], 'wrong-type'],
    ['days', '1,5', 'not-a-number'],
    ['days', '1e1', 'not-a-number'],
    ['days', ' 1', 'not-a-number'],
    ['days', '9'.repeat(100_000), 'not-a-number'],
    ['days', '1.25', 'too-many-decimals', '1'],
    ['days', '-1.1', 'too-small', '-1'],
    ['days', '30.6', 'too-large', '30.5'],
    ['remark', 5, 'wrong-type'],
    ['remark', ['a'], 'wrong-type'],
    ['remark', 'abcdef', 'too-long', '5'],
    ['remark', '😀😀😀😀😀😀', 'too-long', '5'],
    ['remark', 'a\u0000b', 'wrong-type'],
    ['remark', 'a\ud83d', 'wrong-type'],
  ])('%s refuses %j as %s', (question, value, code, limit) => {
    const [violation, ...more] = violationsOf({ [question]: value });
    expect(violation).toEqual({ question, code, limit });
    expect(more).toEqual([]);
  });

  it.each<[value: unknown, stored: unknown]>([
    [[], []],
    [[35], [35]],
    [
      [35, 10, 20],
      [10, 20, 35],
    ],
    [null, null],
  ])('a multi question takes %j as %j', (value, stored) => {
    const answers = answersOf({ done: 2, other: 10, why: value });
    expect(answers).toStrictEqual({ ...BLANK, done: 2, other: 10, why: stored });
  });

  it.each<[value: unknown, code: Violation['code']]>([
    [10, 'wrong-type'],
    ['10', 'wrong-type'],
    ['', 'wrong-type'],
    [{ 0: 10, length: 1 }, 'wrong-type'],
    [{}, 'wrong-type'],
    [[10, 10], 'wrong-type'],
    [[10, '20'], 'wrong-type'],
    [[10, null], 'wrong-type'],
    [[[10]], 'wrong-type'],
    [[10, 11], 'not-in-scale'],
    [[11, 12, 13], 'not-in-scale'],
  ])('a multi question refuses %j as %s, once', (value, code) => {
    expect(violationsOf({ done: 2, other: 10, why: value })).toEqual([{ question: 'why', code }]);
  });

  it('takes "none of these" for an answer where one is required', () => {
    const form = withQuestion(smallForm, 'why', { required: true });
    const sent = { item: 3, done: 2, other: 10 };
    expect(validateAnswers(form, { ...sent, why: [] }).ok).toBe(true);
    expect(validateAnswers(form, sent)).toEqual({
      ok: false,
      violations: [{ question: 'why', code: 'required' }],
    });
  });

  it('needs no bounds: a number without them takes any whole number', () => {
    const form = withQuestion(smallForm, 'days', { min: undefined, max: undefined, decimals: undefined });
    expect(validateAnswers(form, { item: 3, days: '-123456789012345678' }).ok).toBe(true);
    expect(validateAnswers(form, { item: 3, days: '1.0' })).toEqual({
      ok: false,
      violations: [{ question: 'days', code: 'too-many-decimals', limit: '0' }],
    });
  });
});

describe('a matrix', () => {
  it('keeps the units rated, in the order of the list, and leaves out the others', () => {
    const checked = rated({ m1: { SYT: 1, SNV: 9, STC: null } });
    expect(checked).toStrictEqual({ ok: true, answers: { m1: { SNV: 9, SYT: 1 }, m2: null, remark: null } });
    expect(JSON.stringify(checked.ok && checked.answers.m1)).toBe('{"SNV":9,"SYT":1}');
  });

  it.each<[value: unknown]>([[null], [{}], [{ SNV: null, STC: null }]])(
    'is blank as %j: fine unless required',
    (value) => {
      expect(rated({ m1: { SNV: 1 }, m2: value })).toMatchObject({ ok: true, answers: { m2: null } });
      expect(rated({ m1: value })).toEqual({ ok: false, violations: [{ question: 'm1', code: 'required' }] });
    },
  );

  it.each<[value: unknown, violations: Violation[]]>([
    [[1, 2], [{ question: 'm1', code: 'wrong-type' }]],
    [[], [{ question: 'm1', code: 'wrong-type' }]],
    ['', [{ question: 'm1', code: 'wrong-type' }]],
    [1, [{ question: 'm1', code: 'wrong-type' }]],
    [{ SNV: 3 }, [{ question: 'm1', unit: 'SNV', code: 'not-in-scale' }]],
    [
      { SNV: '1', STC: true },
      [
        { question: 'm1', unit: 'SNV', code: 'wrong-type' },
        { question: 'm1', unit: 'STC', code: 'wrong-type' },
      ],
    ],
    [{ SNV: 1, UBND: 1 }, [{ question: 'm1', unit: 'UBND', code: 'unknown-unit' }]],
    [JSON.parse('{"__proto__":1,"SNV":1}'), [{ question: 'm1', unit: '__proto__', code: 'unknown-unit' }]],
    [{ SNV: { code: 1 } }, [{ question: 'm1', unit: 'SNV', code: 'wrong-type' }]],
  ])('refuses %j', (value, violations) => {
    expect(rated({ m1: value })).toEqual({ ok: false, violations });
  });

  it('knows no unit when none is given', () => {
    expect(validateAnswers(matrixForm, { m1: { SNV: 1 } })).toEqual({
      ok: false,
      violations: [{ question: 'm1', unit: 'SNV', code: 'unknown-unit' }],
    });
  });
});

describe('hostile input', () => {
  it.each([[null], [undefined], [5], ['{}'], [[]], [[{ item: 3 }]], [true]])(
    'refuses %j as a whole',
    (sent) => {
      expect(validateAnswers(smallForm, sent)).toEqual({
        ok: false,
        violations: [{ question: '', code: 'wrong-type' }],
      });
    },
  );

  it('sees own keys only: neither inherited answers nor a planted prototype count', () => {
    const planted = JSON.parse('{"item":3,"__proto__":{"grade":1}}');
    expect(validateAnswers(smallForm, planted)).toEqual({
      ok: false,
      violations: [{ question: '__proto__', code: 'unknown-question' }],
    });
    expect(validateAnswers(smallForm, Object.create({ item: 3 }))).toEqual({
      ok: false,
      violations: [{ question: 'item', code: 'required' }],
    });
    expect(violationsOf({ constructor: 1, toString: 1 }).map((violation) => violation.code)).toEqual([
      'unknown-question',
      'unknown-question',
    ]);
    expect(({} as Record<string, unknown>).grade).toBeUndefined();
  });

  it('bounds its answer to a huge object', () => {
    const huge = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`x${i}`, i]));
    expect(violationsOf(huge)).toHaveLength(MOST_VIOLATIONS);
    const checked = rated({ m1: huge, m2: huge });
    expect(checked.ok ? [] : checked.violations).toHaveLength(MOST_VIOLATIONS);
  });

  it('does not change what was sent', () => {
    const sent = Object.freeze({ done: 2, other: 10, why: Object.freeze([35, 10]) });
    expect(answersOf(sent)).toMatchObject({ why: [10, 35] });
    expect(sent.why).toEqual([35, 10]);
  });
});
