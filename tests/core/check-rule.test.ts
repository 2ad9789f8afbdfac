import { expect, test } from 'vitest';
import { ruleFaults, ruleFields } from '../../server/core/check-rule.ts';
import type { Criterion } from '../../server/core/framework.ts';
import type { Rule } from '../../server/core/rule.ts';

const part = (key: string, weight: string) => ({ key, name: { vi: key }, weight });

function faults(rule: Rule, more: Partial<Criterion> = {}): string[] {
  const row: Criterion = {
    code: '1.1',
    parent: '1',
    name: { vi: 'T' },
    kind: 'appraisal',
    max: '1',
    rule,
    ...more,
  };
  return [...ruleFaults(row, 'rule')].map(({ path, code }) => `${path} ${code}`);
}

test('every kind is read, with and without the words on no case', () => {
  const rules: Rule[] = [
    { kind: 'manual' },
    { kind: 'external' },
    { kind: 'proportional', noCase: 'full-marks' },
    { kind: 'capped-ratio' },
    { kind: 'all-or-nothing' },
    { kind: 'to-target', target: '50' },
    { kind: 'weighted-mix', parts: [part('full', '1'), part('half', '0.5')] },
    { kind: 'steps', on: 'number', steps: [{ from: '20', points: '1' }] },
    { kind: 'interpolated', low: { from: '60', points: '0.5' }, high: { from: '90', points: '1' } },
    { kind: 'count', least: '20' },
    { kind: 'against-last-year', better: 'higher' },
  ];
  for (const rule of rules) {
    expect(ruleFields.parse(rule)).toEqual(rule);
    expect(faults(rule)).toEqual([]);
  }
  expect(ruleFields.safeParse({ kind: 'guess' }).success).toBe(false);
  expect(ruleFields.safeParse({ kind: 'manual', target: '50' }).success).toBe(false);
});

test('a rule stands on an appraised leaf with a maximum', () => {
  expect(faults({ kind: 'proportional' }, { kind: 'perception' })).toEqual(['rule rule-not-allowed']);
  expect(faults({ kind: 'proportional' }, { max: null })).toEqual(['rule rule-without-max']);
});

test('a rule that contradicts itself is told', () => {
  expect(faults({ kind: 'to-target', target: '0' })).toEqual(['rule.target target-zero']);
  const steps = (...pairs: [string, string][]): Rule => ({
    kind: 'steps',
    on: 'percent',
    steps: pairs.map(([from, points]) => ({ from, points })),
  });
  expect(faults(steps(['50', '1'], ['50', '0.5']))).toEqual(['rule.steps steps-not-descending']);
  expect(faults(steps(['80', '0.5'], ['50', '1']))).toEqual(['rule.steps steps-reward-less']);
  expect(faults(steps(['80', '1.5']))).toEqual(['rule step-above-max']);
  expect(
    faults({ kind: 'interpolated', low: { from: '90', points: '0.5' }, high: { from: '60', points: '1' } }),
  ).toEqual(['rule steps-not-descending']);
  expect(
    faults({
      kind: 'weighted-mix',
      parts: [part('denominator', '1'), part('half', '2'), part('half', '0.5')],
    }),
  ).toEqual([
    'rule.parts[2].key duplicate-part',
    'rule.parts[0].key reserved-name',
    'rule.parts[1].weight weight-above-one',
  ]);
});
