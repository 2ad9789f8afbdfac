/** Columns of a file of answers and what they mean, for every kind of question and for several versions of a form. */
import { describe, expect, it } from 'vitest';
import { sampleForms, shippedForms } from '../../survey-forms/catalogue.ts';
import {
  answerVariables,
  cellOf,
  FLAG_BITS,
  groupsOf,
  headVariables,
  unfiledQuestions,
} from '../../survey-forms/codebook.ts';
import { levelsOf, questionsOf, ratesManyUnits } from '../../survey-forms/form.ts';
import { packAnswers, unpackAnswers } from '../../survey-forms/pack-answers.ts';
import { matrixForm, smallForm, withQuestion } from './small-form.ts';

const names = (variables: readonly { readonly name: string }[]) => variables.map(({ name }) => name);
const cells = (form: typeof smallForm, units: readonly string[], answers: Parameters<typeof cellOf>[1]) =>
  Object.fromEntries(answerVariables([form], units).map((one) => [one.name, cellOf(one, answers)]));

describe('the columns of a form', () => {
  it('are one a question, one a code where several may be chosen, and none for free text', () => {
    expect(names(answerVariables([smallForm], []))).toEqual([
      ...['item', 'grade', 'done', 'other'],
      ...['why.10', 'why.20', 'why.35', 'days'],
    ]);
    expect(names(unfiledQuestions([smallForm]).map(({ key }) => ({ name: key })))).toEqual(['remark']);
  });

  it('are one a rated unit in a matrix', () => {
    expect(names(answerVariables([matrixForm], ['A', 'B']))).toEqual(['m1@A', 'm1@B', 'm2@A', 'm2@B']);
  });

  it('name every code with its label and pay-out', () => {
    const [, grade] = answerVariables([smallForm], []);
    expect(grade?.values).toEqual([
      { code: '1', text: { vi: 'Mức 1' }, payOut: '1' },
      { code: '2', text: { vi: 'Mức 2' }, payOut: '0.25' },
      { code: '9', text: { vi: 'Mức 9' }, payOut: null },
    ]);
  });

  it('of several versions are those of the newest, then what only an older one asked', () => {
    const older = withQuestion({ ...smallForm, version: 2 }, 'grade', { key: 'mark' });
    expect(names(answerVariables([older, smallForm], []))).toEqual([
      ...names(answerVariables([smallForm], [])),
      'mark',
    ]);
  });
});

describe('what stands in a column', () => {
  it('keeps a value, blank and not asked apart', () => {
    expect(cells(smallForm, [], { item: 5, grade: null, done: 2, other: 10, why: [], days: '-0.5' })).toEqual(
      {
        ...{ item: 5, grade: null, done: 2, other: 10, days: '-0.5' },
        ...{ 'why.10': 0, 'why.20': 0, 'why.35': 0 },
      },
    );
    expect(cells(smallForm, [], { item: 1, done: 1, why: null })).toEqual({
      ...{ item: 1, grade: undefined, done: 1, other: undefined, days: undefined },
      ...{ 'why.10': null, 'why.20': null, 'why.35': null },
    });
  });

  it('is blank for a unit that was left out', () => {
    expect(cells(matrixForm, ['A', 'B'], { m1: { A: 2 }, m2: null })).toEqual({
      ...{ 'm1@A': 2, 'm1@B': null },
      ...{ 'm2@A': null, 'm2@B': null },
    });
  });

  it('is nothing that objects inherit', () => {
    const form = withQuestion(smallForm, 'item', { key: 'constructor' });
    expect(cells(form, [], {}).constructor).toBe(undefined);
  });

  it('is not asked where this version had another kind of question', () => {
    const [, grade] = answerVariables([smallForm], []);
    expect(grade && cellOf(grade, { grade: [10, 20] })).toBe(null);
  });
});

describe('every form that ships', () => {
  it.each([...shippedForms, ...sampleForms].map((form) => [`${form.id} ${form.version}`, form] as const))(
    '%s: names once, a label for every code, and stored answers come out as they went in',
    (_name, form) => {
      const units = ratesManyUnits(form) ? ['U1', 'U2'] : [];
      const variables = answerVariables([form], units);
      const all = names([...headVariables(groupsOf([form]), []), ...variables]);
      expect(new Set(all).size).toBe(all.length);
      for (const { values } of variables) for (const { text } of values) expect(text.vi).not.toBe('');
      const answers = Object.fromEntries(
        questionsOf(form).flatMap((question) => {
          if (question.kind === 'text' || question.kind === 'number') return [];
          const code = levelsOf(form, question).at(-1)?.code ?? 0;
          return [
            [
              question.key,
              question.kind === 'matrix' ? { U2: code } : question.kind === 'multi' ? [code] : code,
            ],
          ];
        }),
      );
      const stored = unpackAnswers(form, packAnswers(form, answers));
      for (const variable of variables) {
        const cell = cellOf(variable, stored);
        if (variable.unit === 'U1') expect(cell).toBe(null);
        else if (cell !== undefined) expect(variable.values.map(({ code }) => code)).toContain(String(cell));
      }
    },
  );
});

it('flags are the bits of a response, each a column', () => {
  expect(FLAG_BITS).toEqual({ too_fast: 1, identical_run: 2, burst: 4 });
  expect(names(headVariables([], []))).toEqual([
    ...['month', 'survey', 'unit', 'respondent_group', 'channel', 'basis'],
    ...Object.keys(FLAG_BITS),
    'form_version',
  ]);
});
