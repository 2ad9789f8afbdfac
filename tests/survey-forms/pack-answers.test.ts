import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answers, AnswerValue } from '../../survey-forms/answer.ts';
import { checkForm } from '../../survey-forms/check-form.ts';
import { type Form, levelsOf, type Question, questionsOf, type Scale } from '../../survey-forms/form.ts';
import { packAnswers, unpackAnswers } from '../../survey-forms/pack-answers.ts';
import { askedQuestions } from '../../survey-forms/relevance.ts';
import { validateAnswers } from '../../survey-forms/validate.ts';
import { itemsForm, matrixForm, smallForm } from './small-form.ts';

describe('packed answers', () => {
  it.each<[answers: Answers, packed: string]>([
    [{ item: 5, grade: 9, done: 1, days: null }, '591.|{"days":null}'],
    [{ item: 1, grade: null, done: 2, other: 10, why: null, days: '2.5' }, '1-2a|{"why":null,"days":"2.5"}'],
    [{ item: 1, grade: 2, done: 2, other: 35, why: [10, 35], days: '0' }, '122z|{"why":[10,35],"days":"0"}'],
    [{ item: 1, grade: 2, done: 2, other: 35, why: [], days: '0' }, '122z|{"why":[],"days":"0"}'],
  ])('%j is %s', (answers, packed) => {
    expect(packAnswers(smallForm, answers)).toBe(packed);
    expect(unpackAnswers(smallForm, packed)).toStrictEqual(answers);
  });

  it('is one character an item, and nothing else, in a form of items', () => {
    const form = itemsForm(22);
    const codes = Array.from({ length: 22 }, (_, i) => (i % 5) + 1);
    const answers = Object.fromEntries(codes.map((code, i) => [`s${i + 1}`, code]));
    expect(packAnswers(form, answers)).toBe('1234512345123451234512');
    expect(unpackAnswers(form, '1234512345123451234512')).toStrictEqual(answers);
  });

  it('keeps what each unit of a matrix got', () => {
    const answers = { m1: { SNV: 1, STC: 9 }, m2: null };
    expect(packAnswers(matrixForm, answers)).toBe('|{"m1":{"SNV":1,"STC":9},"m2":null}');
    expect(unpackAnswers(matrixForm, '|{"m1":{"SNV":1,"STC":9},"m2":null}')).toStrictEqual(answers);
  });

  it('never holds free text (decision 21)', () => {
    const packed = packAnswers(smallForm, { item: 1, grade: 1, done: 1, days: '1', remark: 'Ông A' });
    expect(packed).toBe('111.|{"days":"1"}');
    expect(unpackAnswers(smallForm, packed)).not.toHaveProperty('remark');
  });

  it('throws rather than pack an answer outside the scale', () => {
    expect(() => packAnswers(smallForm, { item: 6 })).toThrow('form small: the answer to item');
    expect(() => packAnswers(smallForm, { item: [1] })).toThrow('form small: the answer to item');
  });

  it.each([
    '',
    '59',
    '591',
    '591.',
    '691.|{}',
    '591.2|{}',
    '0-1.|{}',
    '591.|{"item":3}',
    '591.|[1]',
    '591.|',
    '591.|null',
  ])('throws rather than read %j', (packed) => expect(() => unpackAnswers(smallForm, packed)).toThrow());

  it('throws where a form of items meets a longer or shorter answer', () => {
    for (const packed of ['123', '12345', '1234|{}'])
      expect(() => unpackAnswers(itemsForm(4), packed)).toThrow(
        'form small version 3 cannot have packed this text',
      );
  });
});

/** Random forms that pass the check, with random answers to what they ask. */
const scaleOf = (codes: readonly number[], more: (code: number) => object = () => ({})): Scale => ({
  levels: codes.map((code) => ({ code, text: { vi: `Mức ${code}` }, ...more(code) })),
});
const scales = fc
  .record({
    pick: fc.uniqueArray(fc.integer({ min: 1, max: 35 }), { minLength: 1, maxLength: 35 }),
    pair: fc.uniqueArray(fc.integer({ min: 1, max: 35 }), { minLength: 2, maxLength: 2 }),
  })
  .map(({ pick, pair }) => ({
    five: scaleOf([1, 2, 3, 4, 5], (code) => ({ satisfied: code >= 4 })),
    paid: scaleOf(pick, () => ({ payOut: '0.5' })),
    pair: scaleOf(pair),
  }));
const SCALE_OF = { satisfaction: 'five', levels: 'paid', 'yes-no': 'pair', single: 'paid', multi: 'paid' };
const MIXED = ['satisfaction', 'levels', 'yes-no', 'single', 'multi', 'number', 'text'] as const;
const RATING = ['matrix', 'text'] as const;
const KEYS = fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,6}$/).filter((key) => !(key in {}));

const questionOf = (key: string, kind: (typeof MIXED)[number] | 'matrix', required: boolean): Question => {
  const base = { key, text: { vi: 'Câu hỏi' }, required };
  if (kind === 'text') return { ...base, kind, maxLength: 9 };
  if (kind === 'number') return { ...base, kind, decimals: 2 };
  if (kind === 'matrix') return { ...base, kind, scale: 'paid' };
  return { ...base, kind, scale: SCALE_OF[kind] };
};
/** Lets a question depend on the first one, where that can be depended on. */
const dependent = (question: Question, first: Question): Question =>
  first === question || first.kind === 'text' || first.kind === 'matrix'
    ? question
    : { ...question, askIf: { answered: first.key } };

const forms: fc.Arbitrary<Form> = fc
  .record({
    scales,
    keys: fc.uniqueArray(KEYS, { minLength: 1, maxLength: 30 }),
    kinds: fc.oneof(
      fc.array(fc.constantFrom(...MIXED), { minLength: 30, maxLength: 30 }),
      fc.array(fc.constantFrom(...RATING), { minLength: 30, maxLength: 30 }),
    ),
    depends: fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
  })
  .map(({ scales: all, keys, kinds, depends }) => {
    const plain = keys.map((key, i) => questionOf(key, kinds[i] ?? 'text', false));
    const questions = plain.map((question, i) =>
      depends[i] ? dependent(question, plain[0] ?? question) : question,
    );
    const used = new Set(questions.map((question) => ('scale' in question ? question.scale : '')));
    return {
      ...smallForm,
      id: 'random',
      scales: Object.fromEntries(Object.entries(all).filter(([name]) => used.has(name))),
      sections: [{ key: 'all', title: { vi: 'Các câu' }, questions }],
    };
  });

const UNITS = ['SNV', 'STC', '12', '2', 'xã-đoàn', 'a"b'];

function answerTo(form: Form, question: Question): fc.Arbitrary<AnswerValue | null> {
  const value = (): fc.Arbitrary<AnswerValue> => {
    if (question.kind === 'text') return fc.string({ minLength: 1, maxLength: 4, unit: 'grapheme-ascii' });
    if (question.kind === 'number') return fc.integer().map((whole) => `${whole}.5`);
    const codes = levelsOf(form, question).map((level) => level.code);
    if (question.kind === 'multi') return fc.subarray(codes);
    if (question.kind === 'matrix')
      return fc
        .uniqueArray(fc.constantFrom(...UNITS), { minLength: 1 })
        .chain((units) =>
          fc
            .tuple(...units.map((unit) => fc.constantFrom(...codes).map((code) => [unit, code] as const)))
            .map((cells) => Object.fromEntries(cells)),
        );
    return fc.constantFrom(...codes);
  };
  return fc.option(value(), { nil: null });
}

const answered: fc.Arbitrary<{ form: Form; answers: Answers }> = forms.chain((form) =>
  fc
    .tuple(
      ...questionsOf(form).map((question) =>
        answerTo(form, question).map((value) => [question.key, value] as const),
      ),
    )
    .map((pairs) => {
      const all = Object.fromEntries(pairs);
      const asked = askedQuestions(form, all);
      return { form, answers: Object.fromEntries(asked.map(({ key }) => [key, all[key] ?? null])) };
    }),
);

describe('round trip over random forms', () => {
  it('gives back every answer, blank and not asked, but free text', () => {
    fc.assert(
      fc.property(answered, ({ form, answers }) => {
        expect(checkForm(form)).toEqual({ ok: true, form });
        const checked = validateAnswers(form, answers, UNITS);
        expect(checked.ok).toBe(true);
        if (!checked.ok) return;
        const texts = new Set(questionsOf(form).flatMap(({ kind, key }) => (kind === 'text' ? [key] : [])));
        const kept = Object.entries(checked.answers).filter(([key]) => !texts.has(key));
        const packed = packAnswers(form, checked.answers);
        expect(unpackAnswers(form, packed)).toStrictEqual(Object.fromEntries(kept));
        expect(packAnswers(form, unpackAnswers(form, packed))).toBe(packed);
      }),
      { numRuns: 300 },
    );
  });
});
