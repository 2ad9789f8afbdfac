/** What one indicator of a rating earns: a mean of dossiers or of answers, or what the agency entered (domain §6). */
import { type Decimal, decimalText, fixedText, parseDecimal } from './decimal.ts';
import type { DecimalText, Framework } from './framework.ts';
import { meanPayOut, meanTimePoints, sumOfQuestion } from './rating-basis.ts';
import type { IndicatorCheck, IndicatorScore, QuarterInputs, RatingBasis } from './rating-result.ts';
import type { EntryRule, IndicatorRule } from './rating-rules.ts';

/** Points of every indicator have so many decimals, half up (domain §6). */
export const RATING_DECIMALS = 2;

/** What a rating is computed by. */
export type Rated = Pick<QuarterInputs, 'rules' | 'framework' | 'open'>;

export const maxOf = ({ criteria }: Framework, code: string): DecimalText =>
  criteria.find((one) => one.code === code)?.max ?? '0';

/**
 * @param least fewest valid answers to a question that give points
 * @param open figures may still come: without any the indicator is blank (decision 9)
 */
export function scoreIndicator(
  rule: IndicatorRule,
  max: DecimalText,
  basis: RatingBasis,
  least: number,
  open = false,
): IndicatorScore {
  const head = { indicator: rule.indicator, source: rule.source, max };
  const none = { points: null, exact: null };
  const scored = (value: Decimal) => ({
    ...head,
    state: 'scored' as const,
    points: fixedText(value, RATING_DECIMALS),
    exact: decimalText(value),
  });
  const blank = { ...head, ...none, state: 'blank' as const };
  const notAssessed = (reason: IndicatorScore['reason']) => ({
    ...head,
    ...none,
    state: 'not-assessed' as const,
    reason,
  });
  if (rule.source === 'dossiers') {
    const value = meanTimePoints(basis.dossiers, rule.time, rule.points);
    if (value === null) return open ? blank : notAssessed('no-dossiers');
    return scored(value);
  }
  if (rule.source === 'answers') {
    if (basis.answers === null) return { ...head, ...none, state: 'waiting' };
    const answers = sumOfQuestion(basis.answers, rule.question);
    const value = meanPayOut(answers);
    if (value === null && open) return blank;
    if (value === null || answers.answers < least) return notAssessed('too-few-answers');
    return scored(value.mul(parseDecimal(max)));
  }
  const check = checkOf(rule, max, basis, least);
  const { state, points } = basis.entries[rule.indicator] ?? { state: 'blank', points: null };
  if (points !== null) return { ...scored(parseDecimal(points)), ...check };
  return state === 'not-assessed' ? { ...notAssessed('declared'), ...check } : { ...blank, ...check };
}

function checkOf(
  { check }: EntryRule,
  max: DecimalText,
  { dossiers, answers }: RatingBasis,
  least: number,
): { check?: IndicatorCheck } {
  if (check === undefined || (check.source === 'answers' && answers === null)) return {};
  if (check.source === 'online-dossiers')
    return { check: { source: check.source, onTime: dossiers.onlineOnTime, dossiers: dossiers.online } };
  const found = sumOfQuestion(answers ?? {}, check.question);
  const value = found.answers < least ? null : meanPayOut(found);
  const points = value && fixedText(value.mul(parseDecimal(max)), RATING_DECIMALS);
  return { check: { source: check.source, points, answers: found.answers } };
}
