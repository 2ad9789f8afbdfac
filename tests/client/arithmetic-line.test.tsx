import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { ArithmeticLine, arithmeticText } from '../../client/arithmetic-line.tsx';
import { applyRule } from '../../server/core/apply-rule.ts';
import type { Rule, RuleInputs } from '../../server/core/rule.ts';
import { textOf } from './markup.ts';

const SPACE = '\u00a0';

function line(rule: Rule, max: string, values: RuleInputs['values'], lang: 'vi' | 'en' = 'vi'): string {
  const outcome = applyRule(
    rule,
    max,
    Object.keys(values).length > 0 ? { values } : { values, noCase: true },
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return arithmeticText(outcome.arithmetic, lang);
}

const ratio = (numerator: string, denominator: string) => ({ numerator, denominator });

test('arithmetic stands as a clerk would write it, "≈" where it is rounded', () => {
  expect(line({ kind: 'proportional' }, '1.5', ratio('53539', '53576'))).toBe(
    '1,5 × 53.539 ÷ 53.576 ≈ 1,499',
  );
  expect(line({ kind: 'proportional' }, '1.5', ratio('1', '2'))).toBe('1,5 × 1 ÷ 2 = 0,75');
  expect(line({ kind: 'capped-ratio' }, '1', ratio('28394', '25800'))).toBe(
    `28.394 ÷ 25.800 ≈ 110,05${SPACE}% tính tối đa 100${SPACE}% → 1`,
  );
  expect(line({ kind: 'to-target', target: '50' }, '0.5', ratio('178', '572'))).toBe(
    `178 ÷ 572 ≈ 31,12${SPACE}% → 0,5 × 31,12${SPACE}% ÷ 50${SPACE}% ≈ 0,3112`,
  );
  const parts = [
    { key: 'full', name: { vi: 'Đủ' }, weight: '1' },
    { key: 'half', name: { vi: 'Nửa' }, weight: '0.5' },
  ];
  expect(line({ kind: 'weighted-mix', parts }, '1', { full: '225', half: '347', denominator: '572' })).toBe(
    '1 × (225 × 1 + 347 × 0,5) ÷ 572 ≈ 0,6967',
  );
});

test('and in English', () => {
  expect(line({ kind: 'proportional' }, '1.5', ratio('53539', '53576'), 'en')).toBe(
    '1.5 × 53,539 ÷ 53,576 ≈ 1.499',
  );
  expect(line({ kind: 'all-or-nothing', noCase: 'full-marks' }, '1.5', {}, 'en')).toBe('no case arose → 1.5');
  const shown = renderToString(
    <ArithmeticLine
      parts={[{ number: '1130' }, { sign: '<' }, { number: '1228' }, { sign: '→' }, { number: '0' }]}
      lang="vi"
    />,
  );
  expect(textOf(shown)).toBe('Cách tính: 1.130 < 1.228 → 0 điểm');
});
