/** Text in tables that a spreadsheet opens: what begins like a formula would be computed there (ASVS 1.2.10). */

/** Signs that begin a formula, full-width ones too, also behind what is not seen; and characters that begin a new cell. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** The text with an apostrophe before it where it would be read as a formula. Numbers are no texts: they stay as they are. */
export function plainText(text: string): string {
  const written = text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (sign) =>
    '\t\n\r'.includes(sign) ? sign : '',
  );
  return FORMULA.test(written) ? `'${written}` : written;
}
