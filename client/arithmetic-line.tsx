import type { ArithmeticPart } from '../server/core/apply-rule.ts';
import type { Lang } from '../survey-forms/form.ts';
import { formatExact, formatShort } from './format.ts';
import { wordsOf } from './words/words-of.ts';

/** Decimals up to which a number is written whole; beyond, it is rounded, and "=" becomes "≈". */
const WHOLE = { number: 6, percent: 4 } as const;
const ROUNDED = { number: 4, percent: 2 } as const;

const decimalsOf = (text: string) => text.split('.')[1]?.length ?? 0;

const isLong = (part: ArithmeticPart | undefined): boolean =>
  part !== undefined &&
  (('number' in part && decimalsOf(part.number) > WHOLE.number) ||
    ('percent' in part && decimalsOf(part.percent) > WHOLE.percent));

function figure(text: string, kind: keyof typeof WHOLE, lang: Lang): string {
  return decimalsOf(text) > WHOLE[kind] ? formatShort(text, ROUNDED[kind], lang) : formatExact(text, lang);
}

function written(part: ArithmeticPart, next: ArithmeticPart | undefined, lang: Lang): string {
  const { arithmeticWords } = wordsOf(lang).unit;
  if ('number' in part) return figure(part.number, 'number', lang);
  if ('percent' in part) return `${figure(part.percent, 'percent', lang)}\u00a0%`;
  if ('word' in part) return arithmeticWords[part.word];
  return part.sign === '=' && isLong(next) ? '≈' : part.sign;
}

/** "1,5 × 53.539 ÷ 53.576 ≈ 1,499": the arithmetic of a rule in the reader's notation. */
export function arithmeticText(parts: readonly ArithmeticPart[], lang: Lang): string {
  return parts
    .map((part, at) => written(part, parts[at + 1], lang))
    .join(' ')
    .replaceAll('( ', '(')
    .replaceAll(' )', ')');
}

interface ArithmeticLineProps {
  readonly parts: readonly ArithmeticPart[];
  readonly lang: Lang;
}

/** How points came about, as one line. */
export function ArithmeticLine({ parts, lang }: ArithmeticLineProps) {
  return (
    <span class="arithmetic-line">{wordsOf(lang).unit.arithmeticLine(arithmeticText(parts, lang))}</span>
  );
}
