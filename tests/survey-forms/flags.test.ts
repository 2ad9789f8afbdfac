import { describe, expect, it } from 'vitest';
import type { Answers } from '../../survey-forms/answer.ts';
import { flagsOf } from '../../survey-forms/flags.ts';
import { itemsForm, matrixForm, smallForm } from './small-form.ts';

/** Answers s1, s2, … of a form of items. */
const items = (...codes: (number | null)[]): Answers =>
  Object.fromEntries(codes.map((code, i) => [`s${i + 1}`, code]));
const flags = (codes: (number | null)[], seconds?: number) =>
  flagsOf(itemsForm(codes.length), items(...codes), seconds);
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('too fast', () => {
  it('is under two seconds for each question asked', () => {
    expect(flags(times(22, 4), 43).tooFast).toBe(true);
    expect(flags(times(22, 4), 44).tooFast).toBe(false);
    expect(flags(times(22, 4), 0).tooFast).toBe(true);
  });

  it('is never said of an unknown duration', () => {
    expect(flags(times(22, 4), undefined).tooFast).toBe(false);
  });

  it('counts questions left blank, and neither text, numbers, several codes nor questions not asked', () => {
    expect(flags([4, null, 3], 5).tooFast).toBe(true);
    const answers = { item: 3, grade: null, done: 1, days: '5', remark: 'tốt' };
    expect(flagsOf(smallForm, answers, 5).tooFast).toBe(true);
    expect(flagsOf(smallForm, answers, 6).tooFast).toBe(false);
    const followed = { ...answers, done: 2, other: 10, why: [10, 20, 35] };
    expect(flagsOf(smallForm, followed, 7).tooFast).toBe(true);
    expect(flagsOf(smallForm, followed, 8).tooFast).toBe(false);
  });

  it('counts each unit rated on each item of a matrix', () => {
    const answers = { m1: { SNV: 1, STC: 2 }, m2: { SNV: 1 }, remark: null };
    expect(flagsOf(matrixForm, answers, 5).tooFast).toBe(true);
    expect(flagsOf(matrixForm, answers, 6).tooFast).toBe(false);
    expect(flagsOf(matrixForm, { m1: { SNV: 1 }, m2: null, remark: null }, 2).tooFast).toBe(false);
  });
});

describe('identical run', () => {
  it('is ten answers or more, all equal', () => {
    expect(flags(times(10, 5)).identicalRun).toBe(true);
    expect(flags(times(9, 5)).identicalRun).toBe(false);
    expect(flags([...times(21, 5), 4]).identicalRun).toBe(false);
  });

  it('does not count blanks as answers', () => {
    expect(flags([...times(10, 5), null, null]).identicalRun).toBe(true);
    expect(flags([...times(9, 5), null]).identicalRun).toBe(false);
    expect(flags(times(22, null)).identicalRun).toBe(false);
  });

  it('runs over all units and items of a matrix', () => {
    const five = (code: number) => Object.fromEntries(times(5, code).map((value, i) => [`u${i}`, value]));
    expect(flagsOf(matrixForm, { m1: five(1), m2: five(1), remark: null }, 99).identicalRun).toBe(true);
    expect(flagsOf(matrixForm, { m1: five(1), m2: five(2), remark: null }, 99).identicalRun).toBe(false);
  });
});
