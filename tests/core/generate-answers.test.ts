import { describe, expect, test } from 'vitest';
import { type Given, generateAnswers, type SimulatedResponse } from '../../server/sample/generate-answers.ts';
import { sampleForms, shippedForms } from '../../survey-forms/catalogue.ts';
import { type Form, questionsOf } from '../../survey-forms/form.ts';
import { satisfaction } from '../../survey-forms/forms/satisfaction.ts';
import { satisfactionWithTraits } from '../../survey-forms/forms/satisfaction-with-traits.ts';
import { validateAnswers } from '../../survey-forms/validate.ts';

const units = ['XX-01', 'XX-02', 'XX-03'];
const made = (seed: number, count = 600, form: Form = satisfaction): SimulatedResponse[] => [
  ...generateAnswers({ seed, count, units, form }),
];

/** Share of levels 4 and 5 over the given questions. */
function satisfied(responses: readonly SimulatedResponse[], keys: readonly string[]): number {
  const codes = responses.flatMap(({ answers }) => keys.map((key) => answers[key]));
  return codes.filter((code) => code === 4 || code === 5).length / codes.length;
}

const items = questionsOf(satisfaction)
  .filter(({ kind }) => kind === 'satisfaction')
  .map(({ key }) => key);

describe('simulated answers', () => {
  test('are the same for the same seed, and others for another', () => {
    expect(made(7)).toEqual(made(7));
    expect(made(8)).not.toEqual(made(7));
  });

  test.each([...shippedForms, ...sampleForms].map((form) => [`${form.id} ${form.version}`, form] as const))(
    'of form %s are valid',
    (_, form) => {
      const refused = made(1, 200, form).filter(({ answers }) => !validateAnswers(form, answers, units).ok);
      expect(refused).toEqual([]);
      const groups = new Set(made(1, 200, form).map(({ respondentGroup }) => respondentGroup));
      expect([...groups].sort()).toEqual(form.respondentGroups.map(({ code }) => code).sort());
    },
  );

  test('hold no text: nobody writes a comment', () => {
    expect(new Set(made(1).map(({ answers }) => answers.comment))).toEqual(new Set([null]));
  });

  test('reach every unit, unequally, and use every level', () => {
    const responses = made(3);
    const counts = units.map((unit) => responses.filter((response) => response.unit === unit).length);
    expect(Math.min(...counts)).toBeGreaterThan(50);
    expect(new Set(counts).size).toBe(3);
    const used = new Set(responses.flatMap(({ answers }) => items.map((key) => answers[key])));
    expect([...used].sort()).toEqual([1, 2, 3, 4, 5]);
  });

  test('differ between units and between items', () => {
    const responses = made(3, 3000);
    const byUnit = units.map((unit) =>
      satisfied(
        responses.filter((one) => one.unit === unit),
        items,
      ),
    );
    const byItem = items.map((key) => satisfied(responses, [key]));
    expect(Math.max(...byUnit) - Math.min(...byUnit)).toBeGreaterThan(0.02);
    expect(Math.max(...byItem) - Math.min(...byItem)).toBeGreaterThan(0.05);
  });

  test('of a form that rates many units carry no unit of their own', () => {
    const matrix = shippedForms.filter((form) => questionsOf(form).some(({ kind }) => kind === 'matrix'));
    expect(matrix.length).toBeGreaterThan(0);
    for (const form of matrix)
      expect(new Set(made(1, 20, form).map(({ unit }) => unit))).toEqual(new Set([null]));
  });
});

describe('simulated answers that are told something', () => {
  const told = (given: Given, seed = 3) => [
    ...generateAnswers({ seed, count: 2000, units, form: satisfactionWithTraits, given }),
  ];
  const of = (unit: string, responses: readonly SimulatedResponse[]) =>
    responses.filter((one) => one.unit === unit);

  test('follow how content people are with a unit, and how many come', () => {
    const moods = { 'XX-01': { mood: 0.95 }, 'XX-02': { mood: 0.5 }, 'XX-03': { visitors: 0.05 } };
    const responses = told({ units: moods });
    expect(satisfied(of('XX-01', responses), items)).toBeGreaterThan(0.85);
    expect(satisfied(of('XX-02', responses), items)).toBeLessThan(0.5);
    expect(of('XX-03', responses).length).toBeLessThan(150);
  });

  test('are shifted for one question at one unit, and nowhere else', () => {
    const shifted = told({ shifts: [{ unit: 'XX-02', question: 'q09', by: -0.4 }] });
    const plain = told({});
    const fall = (unit: string, key: string) =>
      satisfied(of(unit, plain), [key]) - satisfied(of(unit, shifted), [key]);
    expect(fall('XX-02', 'q09')).toBeGreaterThan(0.2);
    expect([fall('XX-02', 'q10'), fall('XX-01', 'q09')]).toEqual([0, 0]);
  });

  test('find a question as hard as they are told, everywhere', () => {
    const [hard, easy] = [told({ ease: { q01: -0.3 } }), told({ ease: { q01: 0.1 } })];
    for (const unit of units)
      expect(satisfied(of(unit, easy), ['q01']) - satisfied(of(unit, hard), ['q01'])).toBeGreaterThan(0.2);
  });

  test('choose as often as the weights say, and leave some blank', () => {
    const chosen = told({ choices: { gender: [1, 3, 0, 0] } }).map(({ answers }) => answers.gender);
    const share = (code: number | null) => chosen.filter((one) => one === code).length / chosen.length;
    expect(share(1)).toBeCloseTo(0.23, 1);
    expect(share(2)).toBeCloseTo(0.69, 1);
    expect([share(3), share(4)]).toEqual([0, 0]);
    expect(share(null)).toBeGreaterThan(0.04);
  });

  test('hold the comments given, from some respondents', () => {
    const texts = told({ comments: ['Tốt.', 'Chờ lâu.'] }).map(({ answers }) => answers.comment);
    expect(new Set(texts)).toEqual(new Set([null, 'Tốt.', 'Chờ lâu.']));
    const written = texts.filter((text) => text !== null).length;
    expect(written / texts.length).toBeGreaterThan(0.2);
    expect(written / texts.length).toBeLessThan(0.4);
  });
});
