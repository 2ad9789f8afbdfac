/**
 * A percentage as people type it to a share in machine notation: "12,5" → "0.125", "100" → "1". Moves the point in the
 * text, so that no binary fraction comes between. What is no such number comes back as it is, for the server to refuse.
 */
export function shareOf(percent: string): string {
  const text = percent.replace('%', '').trim().replace(',', '.');
  const [, whole = '', fraction = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  if (whole === '') return text === '' ? '-' : percent;
  const digits = whole.padStart(3, '0');
  const share = `${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`;
  return share.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, '') || '0';
}
