/**
 * Inputs → points of an appraised criterion, exactly, with the arithmetic as it can be shown (domain §5). A missing
 * input is no zero, and a ratio that cannot be is refused rather than cut (decision 9).
 */
import {
  type Decimal,
  decimalText,
  HUNDRED,
  isDecimalText,
  ONE,
  parseDecimal,
  sum,
  ZERO,
} from './decimal.ts';
import type { DecimalText } from './framework.ts';
import { inputsOf, type Rule, type RuleInputs, type RuleShape, type RuleStep } from './rule.ts';

/** One piece of a line such as "1,5 × 53.539 ÷ 53.576 = 1,499"; whoever shows it writes the numbers in his notation. */
export type ArithmeticPart =
  | { readonly number: DecimalText }
  | { readonly percent: DecimalText }
  | { readonly sign: '×' | '÷' | '+' | '−' | '=' | '≈' | '<' | '>' | '≤' | '≥' | '(' | ')' | '→' }
  | { readonly word: 'no-case' | 'at-most' };

export interface RuleFault {
  readonly code:
    | 'missing-input'
    | 'unknown-input'
    | 'not-a-decimal'
    | 'below-zero'
    | 'denominator-zero'
    | 'numerator-above-denominator'
    | 'parts-above-total'
    | 'no-case-not-allowed'
    | 'not-computed';
  /** Name of the input. */
  readonly input: string;
}

export type RuleOutcome =
  | { readonly ok: true; readonly points: Decimal; readonly arithmetic: readonly ArithmeticPart[] }
  | { readonly ok: false; readonly faults: readonly RuleFault[] };

const number = (value: Decimal): ArithmeticPart => ({ number: decimalText(value) });
const percent = (value: Decimal): ArithmeticPart => ({ percent: decimalText(value) });
const sign = (text: Extract<ArithmeticPart, { sign: string }>['sign']): ArithmeticPart => ({ sign: text });

interface Earned {
  readonly points: Decimal;
  readonly arithmetic: readonly ArithmeticPart[];
}

/** @param max the criterion's maximum */
export function applyRule(rule: Rule, max: DecimalText, inputs: RuleInputs): RuleOutcome {
  const most = parseDecimal(max);
  if (inputs.noCase) return noCase(rule, most, inputs);
  const names = inputsOf(rule);
  if (names.length === 0) return { ok: false, faults: [{ code: 'not-computed', input: '' }] };
  const faults = [...inputFaults(rule, names, inputs), ...ratioFaults(rule, names, inputs)];
  if (faults.length > 0) return { ok: false, faults };
  const given = (name: string): Decimal => parseDecimal(inputs.values[name] ?? '');
  return { ok: true, ...earned(rule, most, given) };
}

function noCase(rule: Rule, max: Decimal, { values }: RuleInputs): RuleOutcome {
  if (rule.noCase !== 'full-marks')
    return { ok: false, faults: [{ code: 'no-case-not-allowed', input: '' }] };
  const strays = Object.keys(values).map((input): RuleFault => ({ code: 'unknown-input', input }));
  if (strays.length > 0) return { ok: false, faults: strays };
  return { ok: true, points: max, arithmetic: [{ word: 'no-case' }, sign('→'), number(max)] };
}

function inputFaults(rule: RuleShape, names: readonly string[], { values }: RuleInputs): RuleFault[] {
  const strays = Object.keys(values).filter((name) => !names.includes(name));
  return [
    ...names.flatMap((input): RuleFault[] => {
      const value = Object.hasOwn(values, input) ? values[input] : undefined;
      if (value === undefined || value === '') return [{ code: 'missing-input', input }];
      if (!isDecimalText(value)) return [{ code: 'not-a-decimal', input }];
      return !mayBeNegative(rule) && value.startsWith('-') && !parseDecimal(value).equals(ZERO)
        ? [{ code: 'below-zero', input }]
        : [];
    }),
    ...strays.map((input): RuleFault => ({ code: 'unknown-input', input })),
  ];
}

/** What was counted is never below zero; a plain figure may be: growth of GRDP, −2 after −3 (domain §5). */
const mayBeNegative = (rule: RuleShape): boolean =>
  rule.kind === 'against-last-year' || (rule.kind === 'steps' && rule.on === 'number');

/**
 * Whether more than planned may be done: the rule caps it, or asks for it itself by a target or a step above 100 %,
 * which nobody could reach otherwise.
 */
function mayExceedAll(rule: RuleShape): boolean {
  const above = (percentage: DecimalText) => parseDecimal(percentage).gt(HUNDRED);
  switch (rule.kind) {
    case 'capped-ratio':
      return true;
    case 'to-target':
      return above(rule.target);
    case 'steps':
      return rule.steps.some(({ from }) => above(from));
    case 'interpolated':
      return above(rule.high.from);
    default:
      return false;
  }
}

/** A share of more than all is impossible, except where the rule says that more than planned may be done. */
function ratioFaults(rule: RuleShape, names: readonly string[], { values }: RuleInputs): RuleFault[] {
  const usable = names.every((name) => isDecimalText(values[name]));
  if (!usable || !names.includes('denominator')) return [];
  const of = parseDecimal(values.denominator ?? '');
  if (of.lte(ZERO)) return [{ code: 'denominator-zero', input: 'denominator' }];
  const parts = names.filter((name) => name !== 'denominator');
  const total = sum(parts.map((name) => parseDecimal(values[name] ?? '')));
  if (total.lte(of) || mayExceedAll(rule)) return [];
  // No single part is at fault, and none of them is called a numerator.
  return rule.kind === 'weighted-mix'
    ? [{ code: 'parts-above-total', input: 'denominator' }]
    : [{ code: 'numerator-above-denominator', input: 'numerator' }];
}

type Given = (name: string) => Decimal;

function earned(rule: RuleShape, max: Decimal, given: Given): Earned {
  switch (rule.kind) {
    case 'proportional':
      return proportional(max, given);
    case 'capped-ratio':
      return cappedRatio(max, given);
    case 'to-target':
      return toTarget(max, parseDecimal(rule.target), given);
    case 'weighted-mix':
      return weightedMix(rule, max, given);
    case 'steps':
      return rule.on === 'percent'
        ? withRatio(given, (share) => byStep(rule.steps, share, percent))
        : byStep(rule.steps, given('value'), number);
    case 'interpolated':
      return withRatio(given, (share) => interpolated(rule.low, rule.high, share));
    case 'count':
      return allOrNone(max, given('value').gte(parseDecimal(rule.least)), (met) => [
        number(given('value')),
        sign(met ? '≥' : '<'),
        number(parseDecimal(rule.least)),
      ]);
    case 'against-last-year':
      return againstLastYear(rule.better, max, given);
    case 'all-or-nothing':
      return allOrNone(max, given('numerator').equals(given('denominator')), (met) => [
        number(given('numerator')),
        sign(met ? '=' : '<'),
        number(given('denominator')),
      ]);
    default:
      throw new Error(`points under the rule ${rule.kind} are not computed`);
  }
}

/** R in percent. */
const ratioOf = (given: Given): Decimal => HUNDRED.mul(given('numerator')).div(given('denominator'));

const fraction = (given: Given) => [number(given('numerator')), sign('÷'), number(given('denominator'))];

function proportional(max: Decimal, given: Given): Earned {
  const points = max.mul(given('numerator')).div(given('denominator'));
  return { points, arithmetic: [number(max), sign('×'), ...fraction(given), sign('='), number(points)] };
}

function cappedRatio(max: Decimal, given: Given): Earned {
  if (given('numerator').lte(given('denominator'))) return proportional(max, given);
  const arithmetic = [...fraction(given), sign('='), percent(ratioOf(given)), { word: 'at-most' as const }];
  return { points: max, arithmetic: [...arithmetic, percent(HUNDRED), sign('→'), number(max)] };
}

function toTarget(max: Decimal, target: Decimal, given: Given): Earned {
  const share = ratioOf(given);
  const start = [...fraction(given), sign('='), percent(share)];
  if (share.gte(target))
    return { points: max, arithmetic: [...start, sign('≥'), percent(target), sign('→'), number(max)] };
  const points = max.mul(share).div(target);
  const line = [
    number(max),
    sign('×'),
    percent(share),
    sign('÷'),
    percent(target),
    sign('='),
    number(points),
  ];
  return { points, arithmetic: [...start, sign('→'), ...line] };
}

function weightedMix(
  { parts }: Extract<RuleShape, { kind: 'weighted-mix' }>,
  max: Decimal,
  given: Given,
): Earned {
  const weighted = sum(parts.map(({ key, weight }) => given(key).mul(parseDecimal(weight))));
  const points = max.mul(weighted).div(given('denominator'));
  const terms = parts.flatMap(({ key, weight }, i) => [
    ...(i === 0 ? [] : [sign('+')]),
    number(given(key)),
    sign('×'),
    number(parseDecimal(weight)),
  ]);
  const line = [
    number(max),
    sign('×'),
    sign('('),
    ...terms,
    sign(')'),
    sign('÷'),
    number(given('denominator')),
  ];
  return { points, arithmetic: [...line, sign('='), number(points)] };
}

function withRatio(given: Given, earn: (share: Decimal) => Earned): Earned {
  const share = ratioOf(given);
  const { points, arithmetic } = earn(share);
  return { points, arithmetic: [...fraction(given), sign('='), percent(share), sign('→'), ...arithmetic] };
}

/** The steps run from the highest to the lowest. */
function byStep(
  steps: readonly RuleStep[],
  value: Decimal,
  shown: (value: Decimal) => ArithmeticPart,
): Earned {
  const reached = steps.find((step) => value.gte(parseDecimal(step.from)));
  const bound = parseDecimal((reached ?? steps.at(-1))?.from ?? '0');
  const points = reached ? parseDecimal(reached.points) : ZERO;
  const line = [shown(value), sign(reached ? '≥' : '<'), shown(bound), sign('→'), number(points)];
  return { points, arithmetic: line };
}

function interpolated(low: RuleStep, high: RuleStep, share: Decimal): Earned {
  const [from, to] = [parseDecimal(low.from), parseDecimal(high.from)];
  if (share.lt(from)) return byStep([low], share, percent);
  if (share.gte(to)) return byStep([high], share, percent);
  const [least, most] = [parseDecimal(low.points), parseDecimal(high.points)];
  const points = least.add(most.sub(least).mul(share.sub(from)).div(to.sub(from)));
  const rise = [sign('('), percent(share), sign('−'), percent(from), sign(')'), sign('÷')];
  const span = [sign('('), percent(to), sign('−'), percent(from), sign(')')];
  const gain = [sign('×'), sign('('), number(most), sign('−'), number(least), sign(')')];
  return {
    points,
    arithmetic: [number(least), sign('+'), ...rise, ...span, ...gain, sign('='), number(points)],
  };
}

function againstLastYear(better: 'higher' | 'lower', max: Decimal, given: Given): Earned {
  const [now, before] = [given('now'), given('before')];
  const met = better === 'higher' ? now.gt(before) : now.lt(before);
  return allOrNone(max, met, () => [number(now), sign(orderSign(now, before)), number(before)]);
}

const orderSign = (one: Decimal, other: Decimal) => (one.gt(other) ? '>' : one.lt(other) ? '<' : '=');

function allOrNone(max: Decimal, met: boolean, reason: (met: boolean) => ArithmeticPart[]): Earned {
  const points = met ? max : ZERO;
  return { points, arithmetic: [...reason(met), sign('→'), number(points)] };
}

/** The share behind a ratio, in percent, for criteria that are scored by hand; null where there is none. */
export function shownRatio({ values }: RuleInputs): Decimal | null {
  const { numerator, denominator } = values;
  if (!isDecimalText(numerator) || !isDecimalText(denominator)) return null;
  const of = parseDecimal(denominator);
  return of.equals(ZERO) ? null : HUNDRED.mul(parseDecimal(numerator)).div(of).mul(ONE);
}
