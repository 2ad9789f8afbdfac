import { describe, expect, it } from 'vitest';
import type { Answers } from '../../survey-forms/answer.ts';
import type { Condition, Form } from '../../survey-forms/form.ts';
import { askedQuestions } from '../../survey-forms/relevance.ts';
import { smallForm, withQuestion } from './small-form.ts';

const asked = (answers: Answers, form: Form = smallForm) =>
  askedQuestions(form, answers).map((question) => question.key);
const ALWAYS = ['item', 'grade', 'done', 'days', 'remark'];

describe('askedQuestions', () => {
  it('asks what carries no condition, in form order', () => {
    expect(asked({})).toEqual(ALWAYS);
  });

  it('asks a follow-up once its code is chosen', () => {
    expect(asked({ done: 2 })).toEqual(['item', 'grade', 'done', 'other', 'days', 'remark']);
    expect(asked({ done: 1 })).toEqual(ALWAYS);
    expect(asked({ done: null })).toEqual(ALWAYS);
  });

  it('does not count the answer to a question that is no longer asked', () => {
    expect(asked({ done: 2, other: 10 })).toEqual([
      'item',
      'grade',
      'done',
      'other',
      'why',
      'days',
      'remark',
    ]);
    expect(asked({ done: 1, other: 10 })).toEqual(ALWAYS);
  });

  /** Is `remark` asked under this condition, given these answers? */
  const remarkAsked = (askIf: Condition, answers: Answers) =>
    asked(answers, withQuestion(smallForm, 'remark', { askIf })).includes('remark');

  it.each<[Condition, Answers, boolean]>([
    [{ question: 'grade', is: [2, 9] }, { grade: 9 }, true],
    [{ question: 'grade', is: [2, 9] }, { grade: 1 }, false],
    [{ question: 'why', is: [35] }, { done: 2, other: 10, why: [10, 35] }, true],
    [{ question: 'why', is: [35] }, { done: 2, other: 10, why: [10, 20] }, false],
    [{ question: 'why', is: [35] }, { done: 2, other: 10, why: [] }, false],
    [{ question: 'why', is: [35] }, { done: 1, other: 10, why: [35] }, false],
    [{ answered: 'grade' }, { grade: 1 }, true],
    [{ answered: 'grade' }, { grade: null }, false],
    [{ answered: 'grade' }, {}, false],
    [{ answered: 'days' }, { days: '' }, false],
    [{ answered: 'days' }, { days: '0' }, true],
    [{ answered: 'why' }, { done: 2, other: 10, why: [] }, true],
    [{ not: { question: 'grade', is: [1] } }, { grade: 2 }, true],
    [{ not: { question: 'grade', is: [1] } }, { grade: 1 }, false],
    [{ not: { question: 'grade', is: [1] } }, { grade: null }, true],
    [{ not: { answered: 'other' } }, { done: 1, other: 10 }, true],
    [{ all: [{ answered: 'item' }, { answered: 'grade' }] }, { item: 3 }, false],
    [{ all: [{ answered: 'item' }, { answered: 'grade' }] }, { item: 3, grade: 1 }, true],
    [{ any: [{ answered: 'item' }, { answered: 'grade' }] }, { item: 3 }, true],
    [{ any: [{ answered: 'item' }, { answered: 'grade' }] }, {}, false],
  ])('%j with %j: %s', (condition, answers, expected) => {
    expect(remarkAsked(condition, answers)).toBe(expected);
  });

  it('reads own answers only', () => {
    const inherited: Answers = Object.create({ done: 2 });
    expect(asked(inherited)).toEqual(ALWAYS);
  });
});
