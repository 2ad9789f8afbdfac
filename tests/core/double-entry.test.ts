import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Comparison, compareKeyings, type Decision, settle } from '../../server/core/double-entry.ts';
import type { Form } from '../../survey-forms/form.ts';
import { checkKeyed, type KeyedAnswers, type KeyedField, valueAt } from '../../survey-forms/keyed-answers.ts';
import { fieldsToSettle, withDecisions } from '../../survey-forms/settle-keyed.ts';
import { keyedFrom, valuesOf } from '../survey-forms/made-keyings.ts';
import { matrixForm, smallForm } from '../survey-forms/small-form.ts';

const UNITS = ['A', 'B'];
const base: KeyedAnswers = { item: 5, grade: 1, done: 1, days: '2.5' };
const compare = (first: KeyedAnswers, second: KeyedAnswers) => compareKeyings(smallForm, [], first, second);
const decide = (question: string, more: Partial<Decision> = {}): Decision => ({
  ...{ question, unit: '', choice: 'first', reason: 'misread' },
  ...more,
});
const settled = (comparison: Comparison, ...decisions: Decision[]) =>
  settle(smallForm, [], comparison, decisions);

describe('two keyings', () => {
  test('agree where they say the same, and part field by field', () => {
    expect(compare(base, base)).toEqual({ agreed: base, differences: [] });
    expect(compare(base, { ...base, item: null, grade: '?' }).differences).toEqual([
      { question: 'item', unit: '', first: 5, second: null },
      { question: 'grade', unit: '', first: 1, second: '?' },
    ]);
  });

  test('blank, unreadable and zero are three things', () => {
    for (const [one, other] of [
      [null, '?'],
      ['0', null],
      ['0', '?'],
    ] as const)
      expect(compare({ ...base, days: one }, { ...base, days: other }).differences).toHaveLength(1);
  });

  test.each([
    ['2.5', '2.50', true],
    ['0', '-0', true],
    ['0.0', '0', true],
    ['007', '7', true],
    ['30', '3', false],
    ['-1', '1', false],
    ['10', '100', false],
    ['0.05', '0.5', false],
  ])('numbers are compared by value: %s and %s', (one, other, equal) => {
    const { differences } = compare({ ...base, days: one }, { ...base, days: other });
    expect(differences.length === 0).toBe(equal);
  });

  test('a question that only one was led to differs, with nothing on the other side', () => {
    const second = { ...base, done: 2, other: 10, why: [20] };
    expect(compare(base, second).differences).toEqual([
      { question: 'done', unit: '', first: 1, second: 2 },
      { question: 'other', unit: '', first: undefined, second: 10 },
      { question: 'why', unit: '', first: undefined, second: [20] },
    ]);
  });

  test('a matrix differs unit by unit', () => {
    const first = { m1: { A: 1, B: 2 }, m2: { A: 1, B: null } };
    const second = { m1: { A: 1, B: 2 }, m2: { A: 1, B: 9 } };
    expect(compareKeyings(matrixForm, UNITS, first, second)).toEqual({
      agreed: { m1: { A: 1, B: 2 }, m2: { A: 1 } },
      differences: [{ question: 'm2', unit: 'B', first: null, second: 9 }],
    });
  });
});

describe('a settlement', () => {
  const parted = compare(base, { ...base, item: 4, grade: 2 });

  test('keeps the first, the second, or what is keyed anew from the paper', () => {
    const outcome = settled(
      parted,
      decide('item', { choice: 'second' }),
      decide('grade', { choice: 'paper', value: 9, reason: 'unclear' }),
    );
    expect(outcome).toEqual({
      ok: true,
      keyed: { ...base, item: 4, grade: 9 },
      fields: [
        {
          ...{ question: 'item', unit: '', first: 5, second: 4 },
          ...{ choice: 'second', settled: 4, reason: 'misread' },
        },
        {
          ...{ question: 'grade', unit: '', first: 1, second: 2 },
          ...{ choice: 'paper', settled: 9, reason: 'unclear' },
        },
      ],
    });
  });

  test.each<[string, Decision[], object]>([
    ['a field left open', [decide('item')], { question: 'grade', code: 'required' }],
    [
      'a value outside the scale',
      [decide('item'), decide('grade', { choice: 'paper', value: 7 })],
      { question: 'grade', code: 'not-in-scale' },
    ],
    [
      'paper without a value',
      [decide('item'), decide('grade', { choice: 'paper' })],
      { question: 'grade', code: 'required' },
    ],
    [
      'a field that both read alike',
      [decide('item'), decide('grade'), decide('days', { choice: 'paper', value: '3' })],
      { question: 'days', code: 'not-asked' },
    ],
    [
      'a pass kept where both said the same',
      [decide('item'), decide('grade'), decide('days')],
      { question: 'days', code: 'not-asked' },
    ],
    [
      'a question that is not asked',
      [decide('item'), decide('grade'), decide('other', { choice: 'paper', value: 10 })],
      { question: 'other', code: 'not-asked' },
    ],
    [
      'an unknown question',
      [decide('item'), decide('grade'), decide('nothing')],
      { question: 'nothing', code: 'unknown-question' },
    ],
    [
      'an unknown unit',
      [decide('item', { unit: 'A' }), decide('grade')],
      { question: 'item', unit: 'A', code: 'unknown-question' },
    ],
    [
      'one field twice',
      [decide('item'), decide('item', { choice: 'second' }), decide('grade')],
      { question: 'item', code: 'wrong-type' },
    ],
  ])('refuses %s', (_, decisions, violation) => {
    expect(settled(parted, ...decisions)).toMatchObject({ ok: false, violations: [violation] });
  });

  test('follows the path that the settled answers lead', () => {
    const led = compare(base, { ...base, done: 2, other: 10, why: null });
    const stays = settled(led, decide('done', { choice: 'first' }));
    expect(stays).toMatchObject({ ok: true, keyed: base });
    expect(
      stays.ok && stays.fields.map((one) => [one.question, one.choice, one.settled, one.reason]),
    ).toEqual([
      ['done', 'first', 1, 'misread'],
      ['other', 'first', undefined, 'follows'],
      ['why', 'first', undefined, 'follows'],
    ]);
    const goes = [decide('done', { choice: 'second' }), decide('other', { choice: 'second' })];
    expect(settled(led, ...goes)).toMatchObject({ ok: false, violations: [{ question: 'why' }] });
    expect(settled(led, ...goes, decide('why', { choice: 'second' }))).toMatchObject({
      ok: true,
      keyed: { ...base, done: 2, other: 10, why: null },
    });
  });

  test('may open a question that neither clerk saw: it is keyed from the paper', () => {
    const blank = compare({ ...base, done: 1 }, { ...base, done: null });
    const opened = decide('done', { choice: 'paper', value: 2 });
    expect(settled(blank, opened)).toMatchObject({ ok: false, violations: [{ question: 'other' }] });
    const outcome = settled(blank, opened, decide('other', { choice: 'paper', value: 35 }), {
      ...decide('why', { choice: 'paper', value: [] }),
    });
    expect(outcome).toMatchObject({ ok: true, keyed: { ...base, done: 2, other: 35, why: [] } });
    expect(outcome.ok && outcome.fields.map((one) => one.question)).toEqual(['done', 'other', 'why']);
  });
});

const numbers = fc.array(fc.nat(1000), { minLength: 1, maxLength: 12 });
const FORMS: readonly (readonly [string, Form, readonly string[]])[] = [
  ['a form with a path', smallForm, []],
  ['a matrix', matrixForm, UNITS],
];

describe.each(FORMS)('any two keyings of %s', (_, form, units) => {
  test('agree if and only if they say the same', () => {
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        const [first, second] = [keyedFrom(form, units, one), keyedFrom(form, units, other)];
        const { agreed, differences } = compareKeyings(form, units, first, second);
        const same = (text: string) => text.replaceAll('"2.0"', '"2"');
        expect(differences.length === 0).toBe(same(JSON.stringify(first)) === same(JSON.stringify(second)));
        if (differences.length === 0) expect(agreed).toEqual(first);
        expect(compareKeyings(form, units, first, first).differences).toEqual([]);
      }),
    );
  });

  test('are settled to what was chosen, whatever was chosen', () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, (one, other, picks) => {
        const [first, second] = [keyedFrom(form, units, one), keyedFrom(form, units, other)];
        const comparison = compareKeyings(form, units, first, second);
        const decisions = decideAll(form, units, comparison, picks);
        const outcome = settle(form, units, comparison, decisions);
        if (!outcome.ok) throw new Error(JSON.stringify(outcome.violations));
        expect(checkKeyed(form, outcome.keyed, units)).toEqual({ ok: true, keyed: outcome.keyed });
        for (const decision of decisions) {
          const field = fieldOf(form, units, outcome.keyed, decision);
          expect(valueAt(outcome.keyed, field)).toEqual(chosen(decision, comparison));
        }
        // Every field on which they parted is on record.
        const recorded = outcome.fields.map((each) => `${each.question} ${each.unit}`);
        for (const each of comparison.differences)
          expect(recorded).toContain(`${each.question} ${each.unit}`);
      }),
    );
  });
});

const fieldOf = (form: Form, units: readonly string[], keyed: KeyedAnswers, at: Decision): KeyedField => {
  const found = fieldsToSettle(form, units, {}, keyed).find(
    ({ question, unit }) => question.key === at.question && unit === at.unit,
  );
  if (!found) throw new Error(`${at.question} is not asked`);
  return found;
};

const chosen = ({ question, unit, choice, value }: Decision, { differences }: Comparison) => {
  const difference = differences.find((one) => one.question === question && one.unit === unit);
  return choice === 'paper' ? value : difference?.[choice];
};

/** Decides field by field as the screen asks, with whatever the numbers say. */
function decideAll(
  form: Form,
  units: readonly string[],
  comparison: Comparison,
  picks: readonly number[],
): Decision[] {
  const decisions: Decision[] = [];
  let decided: KeyedAnswers = {};
  for (let i = 0; ; i++) {
    const next = fieldsToSettle(form, units, comparison.agreed, decided).find(
      (field) => valueAt(decided, field) === undefined,
    );
    if (!next) return decisions;
    const pick = picks[i % picks.length] ?? 0;
    const values = valuesOf(form, next);
    const wanted = (['first', 'second', 'paper'] as const)[pick % 3] ?? 'paper';
    const place = { question: next.question.key, unit: next.unit };
    const kept =
      wanted === 'paper' ? undefined : chosen({ ...place, choice: wanted, reason: '' }, comparison);
    const value = kept === undefined ? (values[pick % values.length] ?? null) : kept;
    const choice = kept === undefined ? 'paper' : wanted;
    decisions.push({ ...place, choice, ...(choice === 'paper' ? { value } : {}), reason: 'misread' });
    const one = next.unit === '' ? value : { [next.unit]: value };
    decided = withDecisions(form, units, decided, { [place.question]: one } as KeyedAnswers);
  }
}
