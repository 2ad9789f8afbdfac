import type { Lang } from '../survey-forms/form.ts';
import { percentText } from './decimal-text.ts';
import { formatPercent, formatShort } from './format.ts';
import { wordsOf } from './words/words-of.ts';

const DECIMALS = 5;

/** The share in percent of decimal texts in machine notation, as the reader writes it: "51,72 %". */
export const sharePercent = (numerator: string, denominator: string, lang: Lang): string =>
  formatPercent(percentText(numerator, denominator), lang);

/** "Số liệu: 15/29 = 51,72 %": the figures behind a ratio. The denominator is not 0. */
export const ratioText = (numerator: string, denominator: string, lang: Lang): string =>
  wordsOf(lang).unit.figures(
    formatShort(numerator, DECIMALS, lang),
    formatShort(denominator, DECIMALS, lang),
    sharePercent(numerator, denominator, lang),
  );
