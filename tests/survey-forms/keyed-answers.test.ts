import { expect, test } from 'vitest';
import { departmentMatrix } from '../../survey-forms/forms/department-matrix.ts';
import { satisfaction } from '../../survey-forms/forms/satisfaction.ts';
import {
  askedFields,
  checkKeyed,
  countableOf,
  fieldsOf,
  isBlankSheet,
  type KeyedAnswers,
  textsOf,
  UNREADABLE,
  valueAt,
  withValue,
} from '../../survey-forms/keyed-answers.ts';
import { smallForm } from './small-form.ts';

const keyedAll = (form: Parameters<typeof fieldsOf>[0], units: readonly string[], value: number) =>
  fieldsOf(form, units).reduce<KeyedAnswers>((keyed, field) => withValue(keyed, field, value), {});

test('a satisfaction form is keyed in the order of the form, without its free text', () => {
  const fields = fieldsOf(satisfaction, []);
  expect(fields.map((field) => field.item)).toEqual(fields.map((_, i) => String(i + 1)));
  expect(fields.some(({ question }) => question.kind === 'text')).toBe(false);
  expect(textsOf(satisfaction).length).toBeGreaterThan(0);
});

test('a matrix is keyed unit by unit', () => {
  const fields = fieldsOf(departmentMatrix, ['A', 'B']);
  expect(fields.map(({ unit, question, item }) => [item, unit, question.key])).toEqual([
    ['1.1', 'A', 'advice'],
    ['1.2', 'A', 'coordination'],
    ['1.3', 'A', 'responsibility'],
    ['2.1', 'B', 'advice'],
    ['2.2', 'B', 'coordination'],
    ['2.3', 'B', 'responsibility'],
  ]);
});

test('blank and unreadable stay apart on the sheet, and both are blank in the count', () => {
  const [first, second, third] = fieldsOf(departmentMatrix, ['A']);
  if (!first || !second || !third) throw new Error('three items');
  let keyed = withValue({}, first, 2);
  keyed = withValue(keyed, second, null);
  keyed = withValue(keyed, third, UNREADABLE);
  expect(checkKeyed(departmentMatrix, keyed, ['A'])).toEqual({ ok: true, keyed });
  expect([valueAt(keyed, second), valueAt(keyed, third)]).toEqual([null, '?']);
  expect(countableOf(keyed)).toEqual({ advice: { A: 2 }, coordination: null, responsibility: null });
});

test('on paper a required question may be blank, but no field may be left out of the keying', () => {
  const keyed = keyedAll(satisfaction, [], 5);
  const [first] = fieldsOf(satisfaction, []);
  if (!first) throw new Error('items');
  expect(checkKeyed(satisfaction, withValue(keyed, first, null), []).ok).toBe(true);
  const { [first.question.key]: _left, ...rest } = keyed;
  expect(checkKeyed(satisfaction, rest, [])).toEqual({
    ok: false,
    violations: [{ question: first.question.key, code: 'required' }],
  });
});

test('what does not fit is named by its place', () => {
  const full = keyedAll(departmentMatrix, ['A'], 1);
  const codes = (sent: unknown) => {
    const checked = checkKeyed(departmentMatrix, sent, ['A']);
    return checked.ok ? [] : checked.violations;
  };
  expect(codes({ ...full, advice: { A: 7 } })).toEqual([
    { question: 'advice', unit: 'A', code: 'not-in-scale' },
  ]);
  expect(codes({ ...full, advice: { A: 'x' } })).toEqual([
    { question: 'advice', unit: 'A', code: 'wrong-type' },
  ]);
  expect(codes({ ...full, advice: { A: 1, B: null } })).toEqual([
    { question: 'advice', unit: 'B', code: 'unknown-unit' },
  ]);
  expect(codes({ ...full, other: 1 })).toEqual([{ question: 'other', code: 'unknown-question' }]);
  expect(codes('no object')).toEqual([{ question: '', code: 'wrong-type' }]);
});

test('a sheet on which nothing counts is blank', () => {
  const blank = fieldsOf(satisfaction, []).reduce<KeyedAnswers>(
    (keyed, field) => withValue(keyed, field, null),
    {},
  );
  const [first] = fieldsOf(satisfaction, []);
  if (!first) throw new Error('items');
  expect(isBlankSheet(blank)).toBe(true);
  expect(isBlankSheet(withValue(blank, first, UNREADABLE))).toBe(true);
  expect(isBlankSheet(withValue(blank, first, 3))).toBe(false);
});

test('only what is asked is keyed', () => {
  const conditional = fieldsOf(smallForm, []).filter(({ question }) => question.askIf !== undefined);
  expect(conditional.length).toBeGreaterThan(0);
  const asked = askedFields(smallForm, [], {});
  for (const field of conditional) expect(asked).not.toContainEqual(field);
});
