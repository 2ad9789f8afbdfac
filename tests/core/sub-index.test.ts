import { describe, expect, it } from 'vitest';
import { decimalText, fixedText, HUNDRED, parseDecimal, ratio } from '../../server/core/decimal.ts';
import {
  combineItems,
  findQuestion,
  meanOfParts,
  NO_ANSWERS,
  paidShare,
  poolShares,
  satisfactionIndex,
  satisfiedShare,
  shareValue,
} from '../../server/core/sub-index.ts';
import type { Question } from '../../survey-forms/form.ts';
import { count, form } from './made-up.ts';

function question(key: string): Question {
  const found = findQuestion(form, key);
  if (!found) throw new Error(`no question ${key}`);
  return found;
}

describe('an item', () => {
  it('is the share of levels 4 and 5; level 3 is valid and not satisfied; blanks are not valid', () => {
    // 3 + 4 of 1 + 2 + 5 + 3 + 4 = 15
    const share = satisfiedShare(form, question('s1'), count({ 1: 1, 2: 2, 3: 5, 4: 3, 5: 4 }, 7, 9));
    expect(share.answers).toBe(15);
    expect(shareValue(share)?.equals(ratio(7, 15))).toBe(true);
  });

  it('is never a mean of the levels: all "Bình thường" is zero, not sixty percent', () => {
    const value = shareValue(satisfiedShare(form, question('s1'), count({ 3: 20 })));
    expect(value && decimalText(value)).toBe('0');
  });

  it('is nothing, not zero, when all left it blank', () => {
    expect(shareValue(satisfiedShare(form, question('s1'), count({}, 12)))).toBeNull();
  });

  it('pays 100/60/20/0 %, and no opinion leaves the denominator', () => {
    // (5×1 + 3×0.6 + 1×0.2 + 1×0) / 10 = 7 / 10, the 4 without opinion apart
    const share = paidShare(form, question('p1'), count({ 1: 5, 2: 3, 3: 1, 4: 1, 9: 4 }, 2));
    expect(share.answers).toBe(10);
    expect(decimalText(shareValue(share) ?? HUNDRED)).toBe('0.7');
  });

  it('leaves out an option without opinion in a satisfaction item too', () => {
    const four = form.scales.four?.levels.map((level) => ({ ...level, satisfied: level.code <= 2 })) ?? [];
    const asked = { ...form, scales: { ...form.scales, five: { levels: four } } };
    // 3 + 3 of 3 + 3 + 4; the nine without opinion leave
    const share = satisfiedShare(asked, question('s1'), count({ 1: 3, 2: 3, 3: 4, 4: 0, 9: 9 }));
    expect([decimalText(share.earned), share.answers]).toEqual(['6', 10]);
  });

  it('is refused where the scale has nothing to say', () => {
    expect(() => satisfiedShare(form, question('p1'), count({ 1: 1 }))).toThrow('no satisfied level');
    expect(() => paidShare(form, question('s1'), count({ 1: 1 }))).toThrow('no pay-out');
    expect(() => paidShare(form, question('multi'), count({ 1: 1 }))).toThrow('kind multi');
    expect(() => satisfiedShare(form, question('days'), count({ answered: 1 }))).toThrow('kind number');
  });
});

describe('a factor', () => {
  // item a: 9 of 10, item b: 1 of 2
  const items = [
    { earned: ratio(9), answers: 10 },
    { earned: ratio(1), answers: 2 },
  ];

  it('pools all answers, or takes the mean of its items: they differ when N differs', () => {
    // pooled 10/12; mean (0.9 + 0.5)/2 = 0.7
    expect(combineItems(items, 'pooled')?.equals(ratio(10, 12))).toBe(true);
    expect(decimalText(combineItems(items, 'mean-of-items') ?? HUNDRED)).toBe('0.7');
  });

  it('passes over an item that nobody answered, in both readings', () => {
    expect(combineItems([...items, NO_ANSWERS], 'pooled')?.equals(ratio(10, 12))).toBe(true);
    expect(decimalText(combineItems([...items, NO_ANSWERS], 'mean-of-items') ?? HUNDRED)).toBe('0.7');
  });

  it('is nothing when nobody answered any item', () => {
    expect(combineItems([NO_ANSWERS, NO_ANSWERS], 'pooled')).toBeNull();
    expect(combineItems([NO_ANSWERS], 'mean-of-items')).toBeNull();
    expect(poolShares([]).answers).toBe(0);
  });
});

describe('the overall index', () => {
  it('since 2022 is the mean of a policy and a service half: 86.51 and 86.49 → 86.50', () => {
    const overall = meanOfParts([parseDecimal('86.51'), parseDecimal('86.49')]);
    expect(overall && fixedText(overall, 2)).toBe('86.50');
  });

  it('is unknown while a part is', () => {
    expect(meanOfParts([parseDecimal('0.9'), null])).toBeNull();
    expect(meanOfParts([])).toBeNull();
  });

  it('of a form is the mean of its factors, in both readings, each with its N', () => {
    const twoFactors = {
      ...form,
      sections: [
        ...form.sections,
        {
          key: 'result',
          title: { vi: 'Kết quả' },
          questions: [{ key: 's3', kind: 'satisfaction' as const, scale: 'five', text: { vi: 'Câu s3' } }],
        },
      ],
    };
    const counts = {
      s1: count({ 4: 9, 1: 1 }), // 9 of 10
      s2: count({ 5: 1, 2: 1 }), // 1 of 2
      s3: count({ 5: 1, 3: 3 }), // 1 of 4
    };
    const index = satisfactionIndex(twoFactors, counts);
    expect(index.factors.map(({ section, answers }) => [section.key, answers])).toEqual([
      ['access', 12],
      ['result', 4],
    ]);
    // pooled: (10/12 + 1/4)/2 = 13/24; mean of items: (0.7 + 0.25)/2 = 0.475
    expect(index.pooled?.equals(ratio(13, 24))).toBe(true);
    expect(index.meanOfItems && decimalText(index.meanOfItems)).toBe('0.475');
    expect(satisfactionIndex(twoFactors, { s1: count({ 4: 1 }) }).pooled).toBeNull();
  });
});
