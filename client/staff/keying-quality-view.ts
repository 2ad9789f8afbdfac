/** The figures of keying quality as they are read, and as a file. Plain functions. */
import { type Lang, say } from '../../survey-forms/form.ts';
import { formatCount, formatDecimal, formatShare, formatShort } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';
import type { KeyingQuality } from './api.ts';
import { csvText } from './csv.ts';

type Clerk = KeyingQuality['clerks'][number];
type Question = KeyingQuality['questions'][number];

/** Digits that a double keeps; what is shown is rounded from there. */
const DIGITS = 9;
const plain = (value: number) => value.toFixed(DIGITS);

/** A small number as it is: 0.046 → "0,046". */
export const figure = (value: number, lang: Lang): string => formatShort(plain(value), 3, lang);
/** A speed: whole. */
export const whole = (value: number, lang: Lang): string => formatDecimal(plain(value), 0, lang);

const THOUSAND = 1000;

/** Errors in 1,000 fields; null: no field of his is certain yet. */
export const perThousand = ({ errors, fields }: Pick<Clerk, 'errors' | 'fields'>): number | null =>
  fields === 0 ? null : (errors / fields) * THOUSAND;

export const rateText = (clerk: Clerk, lang: Lang): string => {
  const rate = perThousand(clerk);
  return rate === null ? '–' : formatDecimal(plain(rate), 2, lang);
};

/** "0,00 – 3,21", in 1,000 fields. */
export function rateInterval({ interval }: Clerk, lang: Lang): string {
  if (interval === null) return '–';
  const text = (share: number) => formatDecimal(plain(share * THOUSAND), 2, lang);
  return `${text(interval.low)} – ${text(interval.high)}`;
}

/** Kappa with three decimals; null where it is not defined. */
export const kappaText = ({ kappa }: Pick<Question, 'kappa'>, lang: Lang): string =>
  kappa === null ? '–' : formatDecimal(plain(kappa.kappa), 3, lang);

/** Below it both ends of an interval would read the same. */
const NARROWEST = 0.0005;

/** The sentence that says it all. A share that is not whole never reads as 100 %. */
export function agreementSentence({ all }: Pick<KeyingQuality, 'all'>, lang: Lang): string {
  const { quality: text } = wordsOf(lang).staff;
  if (all.compared === 0) return text.nothing;
  const share = (all.compared - all.differing) / all.compared;
  const shown = all.differing === 0 ? 1 : Math.min(share, 0.9999);
  const agree = text.agree(formatShare(plain(shown), lang), formatCount(all.compared, lang));
  if (all.kappa === null) return agree;
  const { low, high } = all.kappa.interval;
  // No spread, as where one of them keyed a single value throughout: an interval would promise what nobody knows.
  if (high - low < NARROWEST) return `${agree} ${text.kappaAlone(kappaText(all, lang))}`;
  const bound = (value: number) => formatDecimal(plain(value), 3, lang);
  return `${agree} ${text.kappaAll(kappaText(all, lang), bound(low), bound(high))}`;
}

/** Clerks, then questions, in machine notation. */
export function qualityCsv(data: KeyingQuality, lang: Lang): string {
  const { quality: text } = wordsOf(lang).staff;
  const cell = (value: number | null | undefined) => (value === null || value === undefined ? '' : value);
  const clerks = data.clerks.map((one) => [
    ...[one.clerk.name, one.sheets, one.fields, one.errors, cell(perThousand(one))],
    ...[
      cell(one.interval && one.interval.low * THOUSAND),
      cell(one.interval && one.interval.high * THOUSAND),
    ],
    ...[cell(one.keystrokesPerHour), cell(one.sheetsPerHour)],
  ]);
  const questions = data.questions.map((one) => [
    ...[one.form, one.question, one.item, say(one.text, lang), one.compared, one.differing],
    ...[cell(one.kappa?.kappa), cell(one.kappa?.interval.low), cell(one.kappa?.interval.high)],
  ]);
  const bounds = [`${text.interval} ≥`, `${text.interval} ≤`];
  const { clerk, sheets, fields, errors, perThousand: rate, keystrokes, sheetsPerHour } = text;
  return csvText([
    [clerk, sheets, fields, errors, rate, ...bounds, keystrokes, sheetsPerHour],
    ...clerks,
    [],
    ['form', 'key', text.item, text.question, text.compared, text.differing, text.kappa, ...bounds],
    ...questions,
  ]);
}
