import { describe, expect, it } from 'vitest';
import type { ConflictSheet } from '../../client/staff/api.ts';
import {
  cellText,
  type Draft,
  type Drafts,
  lackOf,
  linesOf,
  NO_DRAFT,
  readPaper,
  settlingOf,
} from '../../client/staff/settlement.ts';
import { wordsOf } from '../../client/words/words-of.ts';
import { fieldsOf, type KeyedAnswers, type KeyedField } from '../../survey-forms/keyed-answers.ts';
import { matrixForm, smallForm } from '../survey-forms/small-form.ts';

const AGREED: KeyedAnswers = { item: 5, days: '2' };
const person = (name: string) => ({ id: name, name });

/** An keyed "done" as yes, Bình as no and was led on; the grade differs too. */
const sheet: ConflictSheet = {
  ...{ campaign: 'thu-2026', serial: '000018', batch: 3, state: 'returned', title: { vi: 'Phiếu nhỏ' } },
  ...{ unit: null, yours: false, settledBy: null, settledAt: null, units: [] },
  passes: [
    { pass: 1, clerk: person('An'), at: '2026-06-15T03:00:00.000Z' },
    { pass: 2, clerk: person('Bình'), at: '2026-06-15T04:00:00.000Z' },
  ],
  form: smallForm,
  agreed: AGREED,
  fields: [
    { question: 'grade', unit: '', first: 1, second: 2, choice: null, reason: null },
    { question: 'done', unit: '', first: 1, second: 2, choice: null, reason: null },
    { question: 'other', unit: '', second: 10, choice: null, reason: null },
    { question: 'why', unit: '', second: [20], choice: null, reason: null },
  ],
};

const draft = (more: Partial<Draft>): Draft => ({ ...NO_DRAFT, reason: 'misread', ...more });
const shown = (drafts: Drafts) => linesOf(sheet, drafts).map((line) => [line.field.question.key, line.open]);
const fieldOf = (key: string, form = smallForm, unit = ''): KeyedField => {
  const found = fieldsOf(form, [unit]).find(({ question }) => question.key === key);
  if (!found) throw new Error(key);
  return found;
};

describe('the fields of a sheet', () => {
  it('stand in the order of the paper; those a decision has not opened are shown and not asked', () => {
    expect(shown({})).toEqual([
      ['grade', true],
      ['done', true],
      ['other', false],
      ['why', false],
    ]);
  });

  it('open as what is chosen leads there, and close again', () => {
    const led = { 'done ': draft({ choice: 'second' }) };
    expect(shown(led)).toEqual([
      ['grade', true],
      ['done', true],
      ['other', true],
      ['why', false],
    ]);
    expect(shown({ ...led, 'other ': draft({ choice: 'second' }) }).at(-1)).toEqual(['why', true]);
    expect(
      shown({ 'done ': draft({ choice: 'first' }), 'other ': draft({ choice: 'second' }) }),
    ).toContainEqual([...['other', false]]);
  });

  it('may be new: keyed from the paper, where neither clerk was led', () => {
    const both: ConflictSheet = {
      ...sheet,
      fields: [{ question: 'done', unit: '', first: 1, second: null, choice: null, reason: null }],
      agreed: { ...AGREED, grade: 1 },
    };
    const drafts = { 'done ': draft({ choice: 'paper', paper: '2' }) };
    expect(linesOf(both, drafts).map((line) => [line.field.question.key, line.open])).toEqual([
      ['done', true],
      ['other', true],
    ]);
  });
});

describe('what is sent', () => {
  const whole: Drafts = {
    'grade ': draft({ choice: 'paper', paper: '9', reason: 'unclear' }),
    'done ': draft({ choice: 'first', reason: 'other', note: ' mực loang ' }),
    'other ': draft({ choice: 'second' }),
  };

  it('holds every open field, and none that fell away', () => {
    expect(settlingOf(sheet, whole)).toEqual({
      fields: [
        { question: 'grade', unit: '', choice: 'paper', value: 9, reason: 'unclear' },
        { question: 'done', unit: '', choice: 'first', reason: 'mực loang' },
      ],
    });
  });

  it('lacks what it lacks', () => {
    const lacks = (drafts: Drafts) =>
      linesOf(sheet, drafts).map((line) => lackOf(sheet, line, drafts[line.key] ?? NO_DRAFT));
    expect(lacks(whole)).toEqual([null, null, null, null]);
    expect(lacks({})).toEqual(['value', 'value', null, null]);
    expect(lacks({ 'grade ': draft({ choice: 'first', reason: null }) })[0]).toBe('reason');
    expect(lacks({ 'grade ': draft({ choice: 'first', reason: 'other', note: ' ' }) })[0]).toBe('reason');
    expect(lacks({ 'grade ': draft({ choice: 'paper', paper: '7' }) })[0]).toBe('value');
  });
});

describe('what the paper says', () => {
  it.each([
    ['grade', '9', 9],
    ['grade', ' 1 ', 1],
    ['grade', '-', null],
    ['grade', '0', null],
    ['grade', '*', '?'],
    ['grade', '3', undefined],
    ['grade', '19', undefined],
    ['grade', '', undefined],
    ['other', '35', 35],
    ['other', '3', undefined],
    ['days', '2,5', '2.5'],
    ['days', '2.5', '2.5'],
    ['days', '-1', '-1'],
    ['days', '31', undefined],
    ['why', '35 10', [10, 35]],
    ['why', '10;20', [10, 20]],
    ['why', '10 10', undefined],
    ['why', '-', null],
  ])('%s typed as "%s"', (key, typed, value) => {
    expect(readPaper(smallForm, fieldOf(key), typed)).toEqual(value);
  });

  it('in a matrix too', () => {
    expect(readPaper(matrixForm, fieldOf('m1', matrixForm, 'A'), '2')).toBe(2);
  });
});

describe('values in words', () => {
  const words = wordsOf('vi');
  it.each([
    ['grade', 9, '9 · Mức 9'],
    ['grade', null, 'để trống'],
    ['grade', '?', 'không đọc được'],
    ['other', undefined, 'không hỏi'],
    ['days', '2.5', '2,5'],
    ['why', [10, 20], '10 · Mức 10; 20 · Mức 20'],
    ['why', [], 'không chọn mục nào'],
  ] as const)('%s = %j', (key, value, text) => {
    expect(cellText(smallForm, fieldOf(key), value, 'vi', words)).toBe(text);
  });
});
