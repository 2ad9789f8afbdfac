import { describe, expect, it } from 'vitest';
import { conditionWords, violationWords } from '../../client/form/form-words.ts';
import { shownErrors } from '../../client/form/shown-errors.ts';
import { wordsOf } from '../../client/words/words-of.ts';
import type { Violation } from '../../survey-forms/answer.ts';
import { everyKind, ratedUnits } from './every-kind.ts';

const vi = wordsOf('vi').form;
const screen = { form: everyKind, lang: 'vi' as const, words: vi, units: ratedUnits };
const said = (violation: Violation) => violationWords(everyKind, violation, vi, 'vi');

describe('words for a violation', () => {
  it('tell what to do in the terms of the question', () => {
    expect(said({ question: 'mood', code: 'required' })).toBe('Hãy chọn một mức trả lời');
    expect(said({ question: 'where', code: 'required' })).toContain('ít nhất một ý');
    expect(said({ question: 'trips', code: 'required' })).toBe('Hãy viết một số');
    expect(said({ question: 'comment', code: 'required' })).toBe('Hãy viết câu trả lời');
    expect(said({ question: 'units', code: 'required' })).toBe('Hãy đánh giá ít nhất một đơn vị');
  });

  it('name the bound in the notation of the reader', () => {
    expect(said({ question: 'km', code: 'too-small', limit: '2.5' })).toBe('Số phải từ 2,5 trở lên');
    const english = violationWords(
      everyKind,
      { question: 'km', code: 'too-large', limit: '2.5' },
      wordsOf('en').form,
      'en',
    );
    expect(english).toBe('The number must be 2.5 or less');
    expect(said({ question: 'trips', code: 'too-many-decimals', limit: '0' })).toContain('số nguyên');
    expect(said({ question: 'km', code: 'too-many-decimals', limit: '1' })).toContain('1 chữ số');
  });

  it('leave no code without words, nor one of a newer server', () => {
    const codes = [
      'required',
      'not-in-scale',
      'wrong-type',
      'not-a-number',
      'too-small',
      'too-large',
      'too-many-decimals',
      'too-long',
      'unknown-question',
      'unknown-unit',
      'not-asked',
    ] as const;
    const all = codes.map((code) => said({ question: 'km', code, limit: '7' }));
    expect(new Set(all).size).toBe(codes.length);
    expect(all.join()).not.toMatch(/[{}]|undefined/);
    expect(said({ question: 'km', code: 'brand-new' as Violation['code'] })).toBe(vi.wrongType);
  });
});

describe('errors on the screen', () => {
  it('begin with the respondent group and lead to the control in question', () => {
    const errors = shownErrors(
      screen,
      [
        { question: 'mood', code: 'required' },
        { question: 'units', unit: 'XX.02', code: 'not-in-scale' },
        { question: 'units', code: 'required' },
      ],
      true,
    );
    expect(errors.map(({ box, control }) => [box, control])).toEqual([
      ['group', 'group.1'],
      ['q.mood', 'q.mood.1'],
      ['q.units', 'q.units.2.1'],
      ['q.units', 'q.units.1.1'],
    ]);
    expect(errors[1]?.line).toBe('Câu 1: Hãy chọn một mức trả lời');
    expect(errors[2]?.line).toBe('Câu 7: Sở Tư pháp: Hãy chọn trong các mức có sẵn');
  });

  it('lead nowhere for what is not in the form', () => {
    const [error] = shownErrors(screen, [{ question: 'else', code: 'unknown-question' }], false);
    expect(error).toMatchObject({ box: null, control: null, line: vi.unknownQuestion });
  });
});

describe('words for a condition', () => {
  const tell = (condition: Parameters<typeof conditionWords>[1]) =>
    conditionWords(everyKind, condition, vi, 'vi');

  it('name questions by number and levels by text', () => {
    expect(tell({ question: 'again', is: [1] })).toBe('câu 2 chọn “Có”');
    expect(tell({ question: 'mood', is: [1, 2] })).toBe('câu 1 chọn “Rất không hài lòng”, “Không hài lòng”');
    expect(tell({ all: [{ answered: 'km' }, { not: { question: 'again', is: [2] } }] })).toBe(
      'đã trả lời câu 4 và không phải: câu 2 chọn “Không”',
    );
    expect(tell({ any: [{ answered: 'km' }, { answered: 'mood' }] })).toBe(
      'đã trả lời câu 4 hoặc đã trả lời câu 1',
    );
  });
});
