/**
 * Fills the names in braces of a sentence that travels to the phone as data: `fill('Part {part}', { part: 2 })`.
 * A name without a value stays as it is, where it is seen.
 */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
