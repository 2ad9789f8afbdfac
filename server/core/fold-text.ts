/** Text as people search it: without case and without the marks of Vietnamese, which phones and hurry leave out. */

/** "Cán bộ Đội Thuế" → "can bo doi thue"; spaces are single. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/\s+/g, ' ')
    .trim();
}
