/**
 * A place in a definition that nobody has checked yet: its value, where it stands, and the list its faults go to.
 * Reading a value of the right kind returns it; anything else is noted as a fault and reads as undefined, so that a
 * check walks on and names every culprit (architecture, habit 5).
 */
import { isDecimal, isLess } from './decimal-text.ts';
import type { Fault } from './fault.ts';
import { isRecord } from './relevance.ts';

/** Keys stand in file columns, addresses and packed answers, so they keep to plain signs. */
const KEY = /^[a-z0-9][a-z0-9_-]*$/;

/** Two or three small letters (ISO 639), never the first step of an address that is taken. */
export const isLanguageCode = (code: string): boolean => /^[a-z]{2,3}$/.test(code) && code !== 'api';

export class Place {
  readonly value: unknown;
  readonly path: string;
  readonly #faults: Fault[];

  constructor(value: unknown, path: string, faults: Fault[]) {
    this.value = value;
    this.path = path;
    this.#faults = faults;
  }

  fault(code: string, message: string): undefined {
    this.#faults.push({ path: this.path, code, message });
  }

  /** An object with these fields and no others; false if it is no object, so that its fields need not be read. */
  object(required: readonly string[], optional: readonly string[] = []): boolean {
    if (!isRecord(this.value)) {
      this.fault('not-an-object', `${this} must be an object, not ${quote(this.value)}.`);
      return false;
    }
    for (const name of Object.keys(this.value)) {
      if (required.includes(name) || optional.includes(name)) continue;
      this.#at(name).fault('unknown-field', `${this} has the unknown field ${quote(name)}.`);
    }
    for (const name of required) {
      if (!this.field(name)) this.#at(name).fault('missing', `${this} lacks the field "${name}".`);
    }
    return true;
  }

  /** A field, or undefined where it is absent: `object` has named the missing ones. */
  field(name: string): Place | undefined {
    const field = this.#at(name);
    return field.value === undefined ? undefined : field;
  }

  /** Name and place of each field of an object used as a table, which may be empty. */
  fields(): [string, Place][] {
    if (isRecord(this.value)) return Object.keys(this.value).map((name) => [name, this.#at(name)]);
    this.fault('not-an-object', `${this} must be an object, not ${quote(this.value)}.`);
    return [];
  }

  /** The items of a list that holds at least one. */
  items(): Place[] {
    if (!Array.isArray(this.value)) {
      this.fault('not-a-list', `${this} must be a list, not ${quote(this.value)}.`);
      return [];
    }
    if (this.value.length === 0) this.fault('empty-list', `${this} must not be empty.`);
    return Array.from(this.value, (item: unknown, i) => new Place(item, `${this.path}[${i}]`, this.#faults));
  }

  string(): string | undefined {
    if (typeof this.value === 'string') return this.value;
    return this.fault('wrong-type', `${this} must be text, not ${quote(this.value)}.`);
  }

  boolean(): boolean | undefined {
    if (typeof this.value === 'boolean') return this.value;
    return this.fault('wrong-type', `${this} must be true or false, not ${quote(this.value)}.`);
  }

  /** A whole number within bounds, inclusive. */
  integer(least: number, most: number = Number.MAX_SAFE_INTEGER): number | undefined {
    if (typeof this.value !== 'number' || !Number.isInteger(this.value))
      return this.fault('wrong-type', `${this} must be a whole number, not ${quote(this.value)}.`);
    if (this.value >= least && this.value <= most) return this.value;
    return this.fault('out-of-range', `${this} must lie from ${least} to ${most}, and is ${this.value}.`);
  }

  /** Decimal text, within bounds where they are given. */
  decimal(least?: string, most?: string): string | undefined {
    const text = this.value;
    if (!isDecimal(text))
      return this.fault('bad-decimal', `${this} must be decimal text such as "0.5", not ${quote(text)}.`);
    if (least !== undefined && most !== undefined && (isLess(text, least) || isLess(most, text)))
      return this.fault('out-of-range', `${this} must lie from ${least} to ${most}, and is ${text}.`);
    return text;
  }

  /** A name of this form's own making; told apart from those in `taken`, to which it is added. */
  key(taken: Set<string> = new Set()): string | undefined {
    const key = this.string();
    if (key === undefined) return undefined;
    this.checkKey(key);
    if (taken.has(key)) this.fault('duplicate-key', `${this} repeats the key ${quote(key)}.`);
    taken.add(key);
    return key;
  }

  /** The signs of a key. A name that every object inherits ("constructor") would be found where nothing was stored. */
  checkKey(key: string): void {
    if (!KEY.test(key))
      this.fault('bad-key', `${quote(key)} is no key: only a-z, 0-9, "_" and "-", led by a letter or digit.`);
    else if (key in {}) this.fault('reserved-key', `The key ${quote(key)} is reserved.`);
  }

  /** A text in Vietnamese, perhaps with other languages beside it. */
  text(): void {
    const languages = isRecord(this.value) ? Object.keys(this.value).filter(isLanguageCode) : [];
    if (!this.object(['vi'], languages)) return;
    for (const language of languages) {
      const text = this.field(language);
      if (text?.string()?.trim() === '') text.fault('empty-text', `${text} must not be empty.`);
    }
  }

  toString(): string {
    return this.path || 'The definition';
  }

  #at(name: string): Place {
    const value = isRecord(this.value) && Object.hasOwn(this.value, name) ? this.value[name] : undefined;
    const step = /^\w[\w-]*$/.test(name) ? `${this.path && '.'}${name}` : `[${JSON.stringify(name)}]`;
    return new Place(value, this.path + step, this.#faults);
  }
}

/** A value as a message names it: short, and safe for whatever was sent. */
export function quote(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
