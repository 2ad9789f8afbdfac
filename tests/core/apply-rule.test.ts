/**
 * The rules of domain §5 with the inputs and points of the sheet of Điện Biên province, 2020, whose leaves are rounded
 * half up to 4 decimals; the rest by hand.
 */
import { describe, expect, it, test } from 'vitest';
import { type ArithmeticPart, applyRule, shownRatio } from '../../server/core/apply-rule.ts';
import { decimalText, decimalTextOrNull, fixedText, roundHalfUp } from '../../server/core/decimal.ts';
import { inputsOf, type Rule, type RuleInputs } from '../../server/core/rule.ts';

type Values = RuleInputs['values'];

const ratioOf = (numerator: string, denominator: string): Values => ({ numerator, denominator });

function earned(rule: Rule, max: string, values: Values): string {
  const outcome = applyRule(rule, max, { values });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return decimalText(roundHalfUp(outcome.points, 4));
}

function faults(rule: Rule, values: Values, noCase?: true) {
  const outcome = applyRule(rule, '1', { values, ...(noCase && { noCase }) });
  return outcome.ok ? [] : outcome.faults.map(({ code, input }) => [code, input].filter(Boolean).join(' '));
}

/** As one line, numbers to 4 decimals at most. */
function line(parts: readonly ArithmeticPart[]): string {
  return parts
    .map((part) =>
      'sign' in part
        ? part.sign
        : 'word' in part
          ? part.word
          : 'number' in part
            ? part.number
            : `${part.percent} %`,
    )
    .join(' ')
    .replace(/(\.\d{4})\d+/g, '$1');
}

function shown(rule: Rule, max: string, values: Values): string {
  const outcome = applyRule(rule, max, { values });
  return outcome.ok ? line(outcome.arithmetic) : '';
}

const proportional: Rule = { kind: 'proportional' };
const allOrNothing: Rule = { kind: 'all-or-nothing' };
const capped: Rule = { kind: 'capped-ratio' };
const toHalf: Rule = { kind: 'to-target', target: '50' };
const fromHalf: Rule = { kind: 'steps', on: 'percent', steps: [{ from: '50', points: '0.25' }] };
const mix: Rule = {
  kind: 'weighted-mix',
  parts: [
    { key: 'full', name: { vi: 'Đầy đủ' }, weight: '1' },
    { key: 'half', name: { vi: 'Một phần' }, weight: '0.5' },
  ],
};

test.each([
  ['3.4.1', proportional, '1.5', ratioOf('53539', '53576'), '1.499'],
  ['3.4.2', proportional, '1.5', ratioOf('55270', '55703'), '1.4883'],
  ['3.4.3', proportional, '1', ratioOf('421838', '421838'), '1'],
  ['5.7.1', allOrNothing, '0.25', ratioOf('1375', '1375'), '0.25'],
  ['5.7.2', allOrNothing, '0.25', ratioOf('1130', '1228'), '0'],
  ['6.1.3', proportional, '1', ratioOf('19206', '32825'), '0.5851'],
  ['7.1.3', mix, '1', { full: '117604', half: '20425', denominator: '138029' }, '0.926'],
  ['7.1.9', mix, '1', { full: '225', half: '347', denominator: '572' }, '0.6967'],
  ['7.2.1', toHalf, '0.5', ratioOf('178', '572'), '0.3112'],
  ['7.3.1', fromHalf, '0.25', ratioOf('249', '832'), '0'],
  ['self-score of 5.6', capped, '1', ratioOf('28394', '25800'), '1'],
  ['self-score of 6.1.1', proportional, '1', ratioOf('2030189', '2568521'), '0.7904'],
] as const)('Điện Biên 2020: %s', (_code, rule, max, values, points) => {
  expect(earned(rule, max, values)).toBe(points);
});

describe('a rule', () => {
  const band: Rule = {
    kind: 'interpolated',
    low: { from: '60', points: '0.5' },
    high: { from: '90', points: '1' },
  };

  it('between two points is linear: 60–90 % → 0.5 to 1, none below, the most above', () => {
    const at = (share: string) => earned(band, '1', ratioOf(share, '100'));
    expect(['59', '60', '75', '90', '100'].map(at)).toEqual(['0', '0.5', '0.75', '1', '1']);
  });

  it('by steps takes the highest step that is reached, on its edge too', () => {
    const steps: Rule = {
      kind: 'steps',
      on: 'number',
      steps: [
        { from: '20', points: '1' },
        { from: '10', points: '0.5' },
      ],
    };
    expect(['9.99', '10', '19', '20', '400'].map((value) => earned(steps, '1', { value }))).toEqual([
      '0',
      '0.5',
      '0.5',
      '1',
      '1',
    ]);
  });

  it('by count gives all or none: 20 linked procedures earn 1', () => {
    const count: Rule = { kind: 'count', least: '20' };
    expect(['19', '20'].map((value) => earned(count, '1', { value }))).toEqual(['0', '1']);
  });

  it('against last year: better earns all, equal or worse nothing', () => {
    const rises: Rule = { kind: 'against-last-year', better: 'higher' };
    const falls: Rule = { kind: 'against-last-year', better: 'lower' };
    const year = (now: string, before: string): Values => ({ now, before });
    expect(earned(rises, '2', year('6.5', '6.4'))).toBe('2');
    expect(earned(rises, '2', year('6.4', '6.4'))).toBe('0');
    expect(earned(falls, '2', year('3', '4'))).toBe('2');
  });

  it('gives full marks where no case arose, if it says so', () => {
    const stated: Rule = { kind: 'all-or-nothing', noCase: 'full-marks' };
    const outcome = applyRule(stated, '1.5', { values: {}, noCase: true });
    expect(outcome.ok && [decimalText(outcome.points), line(outcome.arithmetic)]).toEqual([
      '1.5',
      'no-case → 1.5',
    ]);
    expect(faults(allOrNothing, {}, true)).toEqual(['no-case-not-allowed']);
    expect(faults(stated, ratioOf('1', '2'), true)).toEqual([
      'unknown-input numerator',
      'unknown-input denominator',
    ]);
  });

  it('by hand or from a report is not computed, but its ratio is shown: 15 of 29 is 51.72 %', () => {
    expect(inputsOf({ kind: 'manual' })).toEqual([]);
    expect(faults({ kind: 'manual' }, ratioOf('15', '29'))).toEqual(['not-computed']);
    expect(faults({ kind: 'external' }, {})).toEqual(['not-computed']);
    const share = shownRatio({ values: ratioOf('15', '29') });
    expect(share && fixedText(share, 2)).toBe('51.72');
    expect(decimalTextOrNull(shownRatio({ values: ratioOf('1', '0') }))).toBe(null);
  });
});

describe('inputs', () => {
  it('that are missing are no zero, and each is named', () => {
    expect(faults(proportional, {})).toEqual(['missing-input numerator', 'missing-input denominator']);
    expect(faults(proportional, { numerator: '', denominator: '0' })).toEqual(['missing-input numerator']);
    expect(faults(proportional, ratioOf('0', '10'))).toEqual([]);
  });

  it('that cannot be are refused', () => {
    expect(faults(proportional, ratioOf('1', '0'))).toEqual(['denominator-zero denominator']);
    expect(faults(proportional, ratioOf('11', '10'))).toEqual(['numerator-above-denominator numerator']);
    // A mix has no numerator that could be at fault.
    expect(faults(mix, { full: '8', half: '3', denominator: '10' })).toEqual([
      'parts-above-total denominator',
    ]);
    expect(faults(proportional, ratioOf('-1', '10'))).toEqual(['below-zero numerator']);
    expect(faults(proportional, ratioOf('1,5', '10'))).toEqual(['not-a-decimal numerator']);
    expect(faults(proportional, { ...ratioOf('1', '10'), other: '1' })).toEqual(['unknown-input other']);
  });

  it('may be above all where only that earns what the rule offers', () => {
    const over: Rule = { kind: 'to-target', target: '105' };
    expect(earned(over, '1', ratioOf('106', '100'))).toBe('1');
    expect(earned(over, '1', ratioOf('84', '100'))).toBe('0.8');
    const steps: Rule = {
      kind: 'steps',
      on: 'percent',
      steps: [
        { from: '110', points: '1' },
        { from: '100', points: '0.5' },
      ],
    };
    expect(earned(steps, '1', ratioOf('111', '100'))).toBe('1');
    const band: Rule = {
      kind: 'interpolated',
      low: { from: '100', points: '0' },
      high: { from: '120', points: '1' },
    };
    expect(earned(band, '1', ratioOf('110', '100'))).toBe('0.5');
  });

  it('stay at most all where a target, step or end of 100 % can be reached', () => {
    const above = ['numerator-above-denominator numerator'];
    const band: Rule = {
      kind: 'interpolated',
      low: { from: '60', points: '0' },
      high: { from: '100', points: '1' },
    };
    const step: Rule = { kind: 'steps', on: 'percent', steps: [{ from: '100', points: '1' }] };
    for (const rule of [{ kind: 'to-target', target: '100' }, step, band] as const)
      expect(faults(rule, ratioOf('101', '100'))).toEqual(above);
  });

  it('may be below zero where they are figures, not counts: growth of GRDP', () => {
    const rises: Rule = { kind: 'against-last-year', better: 'higher' };
    expect(earned(rises, '2', { now: '-2', before: '-3' })).toBe('2');
    expect(earned(rises, '2', { now: '-3', before: '-2' })).toBe('0');
    expect(shown(rises, '2', { now: '-2', before: '-3' })).toBe('-2 > -3 → 2');
    const steps: Rule = { kind: 'steps', on: 'number', steps: [{ from: '0', points: '1' }] };
    expect(earned(steps, '1', { value: '-0.5' })).toBe('0');
    expect(faults({ kind: 'count', least: '1' }, { value: '-1' })).toEqual(['below-zero value']);
  });
});

test('the arithmetic stands as it would be written', () => {
  expect(shown(proportional, '1.5', ratioOf('53539', '53576'))).toBe('1.5 × 53539 ÷ 53576 = 1.4989');
  expect(shown(capped, '1', ratioOf('28394', '25800'))).toBe('28394 ÷ 25800 = 110.0542 % at-most 100 % → 1');
  expect(shown(toHalf, '0.5', ratioOf('178', '572'))).toBe(
    '178 ÷ 572 = 31.1188 % → 0.5 × 31.1188 % ÷ 50 % = 0.3111',
  );
  expect(shown(toHalf, '0.5', ratioOf('3', '4'))).toBe('3 ÷ 4 = 75 % ≥ 50 % → 0.5');
  expect(shown(mix, '1', { full: '225', half: '347', denominator: '572' })).toBe(
    '1 × ( 225 × 1 + 347 × 0.5 ) ÷ 572 = 0.6966',
  );
  expect(shown(fromHalf, '0.25', ratioOf('249', '832'))).toBe('249 ÷ 832 = 29.9278 % → 29.9278 % < 50 % → 0');
  expect(shown(allOrNothing, '0.25', ratioOf('1130', '1228'))).toBe('1130 < 1228 → 0');
  const rises: Rule = { kind: 'against-last-year', better: 'higher' };
  expect(shown(rises, '1', { now: '2', before: '2' })).toBe('2 = 2 → 0');
});
