/** How figures of two years are written: changes with their sign, classes and ranks as moves. */
import type { UnitYear } from '../../server/core/years.ts';
import type { YearsView } from '../../server/years-view.ts';
import { type Lang, say, type Text } from '../../survey-forms/form.ts';
import { compareText, roundText } from '../decimal-text.ts';
import { formatDecimal, formatDifference, formatPercent } from '../format.ts';
import { wordsOf } from '../words/words-of.ts';

/** Decimals on the page; what is computed with is not rounded. */
const DECIMALS = 2;

export const signed = (text: string, lang: Lang): string => formatDifference(roundText(text, DECIMALS), lang);

/** Without its sign: for sentences that say in words which way it went. */
export const sizeText = (text: string, lang: Lang): string =>
  formatDecimal(text.replace('-', ''), DECIMALS, lang);

/** What is smaller than a page can show is level, as it reads. */
export function directionOf(text: string): 'up' | 'down' | 'level' {
  const shown = compareText(roundText(text, DECIMALS), '0');
  if (shown === 0) return 'level';
  return shown > 0 ? 'up' : 'down';
}

export const percentOr = (text: string | null, lang: Lang): string =>
  text === null ? wordsOf(lang).common.noValue : formatPercent(text, lang);

export const both = (earlier: string, later: string): string => `${earlier} → ${later}`;

/** "Khá → Tốt", or the class that stayed. */
export function classMove({ class: { earlier, later } }: Pick<UnitYear, 'class'>, lang: Lang): string {
  const none = wordsOf(lang).common.noValue;
  const now = later ? say(later, lang) : none;
  if (!earlier || earlier.vi === later?.vi) return now;
  return both(say(earlier, lang), now);
}

/** Whether a unit is in a better class than before; null where it stayed, or one of both is missing. */
export function classChange(
  { class: { earlier, later } }: Pick<UnitYear, 'class'>,
  { classes }: Pick<YearsView, 'classes'>,
): 'better' | 'worse' | null {
  if (!earlier || !later) return null;
  const placeOf = ({ vi }: Text) => classes.findIndex((one) => one.vi === vi);
  const [was, is] = [placeOf(earlier), placeOf(later)];
  if (was < 0 || is < 0 || was === is) return null;
  return is < was ? 'better' : 'worse';
}

/** "3 → 1, lên 2"; where other lists were ranked, that they were. */
export function rankMove({ rank: { earlier, later, change } }: Pick<UnitYear, 'rank'>, lang: Lang): string {
  const { units } = wordsOf(lang).staff.years;
  if (later === null) return '–';
  if (earlier === null) return String(later);
  if (change === 0) return `${later}, ${units.places(0)}`;
  return `${both(String(earlier), String(later))}, ${change === null ? units.otherList : units.places(change)}`;
}

interface ChangeCellProps {
  readonly change: string | null;
  readonly lang: Lang;
  readonly wide?: boolean | undefined;
}

/** A change in percentage points; a fall is told by its sign as well as by its colour. */
export function ChangeCell({ change, lang, wide = false }: ChangeCellProps) {
  const fallen = change !== null && directionOf(change) === 'down';
  const classes = ['n', wide && 'wide', fallen && 'fallen', change === null && 'muted'];
  return <td class={classes.filter(Boolean).join(' ')}>{change === null ? '–' : signed(change, lang)}</td>;
}

interface YearsHeadProps {
  /** What the rows are. */
  readonly first: string;
  readonly years: YearsView;
  readonly lang: Lang;
  /** Class of the columns of the two years: `wide` where a phone shows them under the name instead. */
  readonly wide?: boolean;
}

/** The head of a table with a figure in either year, and its change. */
export function YearsHead({ first, years, lang, wide = false }: YearsHeadProps) {
  const figure = wide ? 'n wide' : 'n';
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        <th scope="col" class={figure}>
          {years.earlier.year}
        </th>
        <th scope="col" class={figure}>
          {years.later.year}
        </th>
        <th scope="col" class="n">
          {wordsOf(lang).staff.years.units.change}
        </th>
      </tr>
    </thead>
  );
}
