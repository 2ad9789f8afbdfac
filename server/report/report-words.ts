/** Figures and lists as the report writes them: Vietnamese notation, two decimals as on the pages. */
import { formatCount, formatDecimal, formatPercent } from '../../client/format.ts';
import { wordsOf } from '../../client/words/words-of.ts';
import { say, type Text } from '../../survey-forms/form.ts';
import { decimalText, HUNDRED, parseDecimal, ratio, roundHalfUp, ZERO } from '../core/decimal.ts';
import type { DecimalText } from '../core/framework.ts';
import { REPORT_LANGUAGE } from './report-source.ts';

/** As many as the pages show. */
export const DECIMALS = 2;
export const NOTHING = 'không có';

const { common } = wordsOf(REPORT_LANGUAGE);

export const name = (text: Text): string => say(text, REPORT_LANGUAGE);
export const count = (number: number): string => formatCount(number, REPORT_LANGUAGE);

/** "82,08", or that there is none. */
export const figure = (value: DecimalText | null): string =>
  value === null ? common.noValue : formatDecimal(value, DECIMALS, REPORT_LANGUAGE);

/** "82,08 %", or that there is none. */
export const percent = (value: DecimalText | null): string =>
  value === null ? common.noValue : formatPercent(value, REPORT_LANGUAGE);

/** A difference with its sign, rounded half away from zero: "+3,21", "−0,50", "0,00". */
export function signed(value: DecimalText | null): string {
  if (value === null) return common.noValue;
  const exact = parseDecimal(value);
  const rounded = roundHalfUp(exact.abs(), DECIMALS);
  const text = formatDecimal(decimalText(rounded), DECIMALS, REPORT_LANGUAGE);
  if (rounded.equals(ZERO)) return text;
  return `${exact.lt(ZERO) ? '−' : '+'}${text}`;
}

/** "98,1 %" of 1138 in 1160. */
export const share = (part: number, whole: number): string =>
  whole === 0
    ? common.noValue
    : formatPercent(decimalText(HUNDRED.mul(ratio(part, whole))), REPORT_LANGUAGE, 1);

export const listed = (texts: readonly string[]): string => texts.join(', ') || NOTHING;
