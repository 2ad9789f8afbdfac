/** JSON in one spelling, so that equal values are equal texts and one hash stands for one value, on whatever machine. */

/**
 * JSON in one spelling: keys sorted by code unit, no white space, undefined fields dropped. Throws on what JSON cannot
 * say exactly: functions, bigints, infinities, holes in lists, objects of a class.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  if (isPlainObject(value)) {
    const fields = definedKeys(value).map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
    return `{${fields.join(',')}}`;
  }
  const isJson =
    value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  if (!isJson) throw new TypeError(`no canonical JSON for ${typeof value} ${String(value)}`);
  return JSON.stringify(value);
}

/** An object of JSON: no list, no object of a class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Keys that hold something, sorted by code unit. */
export function definedKeys(value: Record<string, unknown>): string[] {
  return Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort();
}
