/** What a test may ask of a page: plain reading of the markup, as no browser is at hand here. */

/** A letter that only Vietnamese has among the two languages. */
export const VIETNAMESE = /[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/i;

/** Names that stay as they are in English. */
export const NAMES: readonly string[] = ['Thước Đo', 'Tiếng Việt', 'Nguyễn Văn A'];

/** A text without the names that may stand in either language. */
export const withoutNames = (text: string) => NAMES.reduce((rest, name) => rest.replaceAll(name, ''), text);

/** Text as a reader sees it, entities decoded, one space between words. */
export function textOf(html: string): string {
  return decoded(
    html
      .replace(/<template[\s\S]*?<\/template>/g, ' ')
      .replace(/<head>[\s\S]*?<\/head>/g, ' ')
      .replace(/<[^>]*>/g, ' '),
  )
    .replace(/[ \n]+/g, ' ')
    .trim();
}

export function decoded(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** Every value of an attribute, in order. */
export function attributes(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map((match) => decoded(match[1] ?? ''));
}

/** The elements of a name whose inner markup is wanted: `elements(html, 'tr')`. Not for nested ones. */
export function elements(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`<${name}[\\s>][\\s\\S]*?</${name}>`, 'g'))].map((match) => match[0]);
}

/** Opening tags of a name. */
export function tags(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`<${name}(\\s[^>]*)?>`, 'g'))].map((match) => match[0]);
}
