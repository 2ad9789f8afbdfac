import { describe, expect, test } from 'vitest';
import { generateAnswers, type SimulatedResponse } from '../../server/sample/generate-answers.ts';
import { shippedForms } from '../../survey-forms/catalogue.ts';
import { type Form, questionsOf } from '../../survey-forms/form.ts';
import { satisfaction } from '../../survey-forms/forms/satisfaction.ts';
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

  test.each(shippedForms.map((form) => [form.id, form] as const))('of form %s are valid', (_, form) => {
    const refused = made(1, 200, form).filter(({ answers }) => !validateAnswers(form, answers, units).ok);
    expect(refused).toEqual([]);
    const groups = new Set(made(1, 200, form).map(({ respondentGroup }) => respondentGroup));
    expect([...groups].sort()).toEqual(form.respondentGroups.map(({ code }) => code).sort());
  });

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
