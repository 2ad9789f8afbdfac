/**
 * Numbers and days as people read them: Vietnamese with a comma for decimals, a point for thousands, dd/mm/yyyy and a
 * space before the percent sign, and every further language of the country like it; English with point, comma and month
 * names. Machine notation stays in files and API.
 */
import type { Lang } from '../survey-forms/form.ts';
import { hundredfold, roundText } from './decimal-text.ts';

const NO_BREAK_SPACE = '\u00a0';
const MINUS = '\u2212';
/** Decimals that fit in a table. */
const ROOM = 6;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Machine notation to the reader's, digit for digit. */
function localised(text: string, lang: Lang): string {
  const [point, comma] = lang === 'en' ? ['.', ','] : [',', '.'];
  const [whole = '', fraction] = text.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, comma);
  const negative = text.startsWith('-') && /[1-9]/.test(text);
  return `${negative ? MINUS : ''}${grouped}${fraction ? point + fraction : ''}`;
}

function withoutTail(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Decimal text rounded half up to fixed decimals: ("84.68919", 2, 'vi') → "84,69". Throws on text that is no decimal. */
export function formatDecimal(text: string, decimals: number, lang: Lang): string {
  return localised(roundText(text, decimals), lang);
}

/** Rounded as `formatDecimal`, without zeros at the end: ("98.00", 2) → "98", ("1.50", 2) → "1,5". */
export function formatShort(text: string, decimals: number, lang: Lang): string {
  return localised(withoutTail(roundText(text, decimals)), lang);
}

/** Unrounded as far as a line has room: longer fractions are cut off with "…", never rounded. */
export function formatUnrounded(text: string, lang: Lang): string {
  const cut = text.replace(new RegExp(`(\\.\\d{${ROOM}})\\d+$`), '$1');
  return cut.length < text.length ? `${localised(cut, lang)}…` : localised(text, lang);
}

/** Decimal text with every digit it has. */
export function formatExact(text: string, lang: Lang): string {
  return localised(text, lang);
}

/** Percent given as percent: "84.68919" → "84,69 %", with a space that does not break. */
export function formatPercent(text: string, lang: Lang, decimals = 2): string {
  return `${formatDecimal(text, decimals, lang)}${NO_BREAK_SPACE}%`;
}

/** A share in [0;1] as percent: "0.8707" → "87,07 %". */
export function formatShare(text: string, lang: Lang, decimals = 2): string {
  return formatPercent(hundredfold(text), lang, decimals);
}

/** A whole number with its thousands: 1135 → "1.135". */
export function formatCount(count: number, lang: Lang): string {
  return localised(String(count), lang);
}

/** A difference with its sign, zero without one: "0.0061" → "+0,0061"; cut off like `formatUnrounded`. */
export function formatDifference(text: string, lang: Lang): string {
  const plus = !text.startsWith('-') && /[1-9]/.test(text);
  return `${plus ? '+' : ''}${formatUnrounded(text, lang)}`;
}

/** A calendar day "2026-11-20" → "20/11/2026" or "20 Nov 2026". */
export function formatDate(day: string, lang: Lang): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return lang === 'en' ? `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}` : `${date}/${month}/${year}`;
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The calendar day in Asia/Ho_Chi_Minh of an instant in UTC (decision 10): "2026-11-19T18:30:00Z" → "2026-11-20". */
export function dayOf(instant: string): string {
  const part = partsOf(instant);
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** An instant in UTC as the clock in Asia/Ho_Chi_Minh shows it: "20/11/2026 01:30" or "20 Nov 2026, 01:30". */
export function formatInstant(instant: string, lang: Lang): string {
  const part = partsOf(instant);
  return `${formatDate(dayOf(instant), lang)}${lang === 'en' ? ',' : ''} ${part('hour')}:${part('minute')}`;
}

/** The time of day of an instant in Asia/Ho_Chi_Minh: "10:32". */
export function timeOf(instant: string): string {
  const part = partsOf(instant);
  return `${part('hour')}:${part('minute')}`;
}

function partsOf(instant: string): (type: Intl.DateTimeFormatPartTypes) => string {
  const parts = clock.formatToParts(new Date(instant));
  return (type) => parts.find((one) => one.type === type)?.value ?? '';
}
