/**
 * A single-use token as people and machines read it: 26 signs in the QR of a slip, and beside it a short code that is
 * typed by hand, with a check sign, so that a slip of the finger is told as one (decision 18). Random bytes and digests
 * come from the caller.
 */

/** Crockford's base 32: no I, L, O and U, which are mistaken for 1, 1, 0 and V. Upper case keeps the QR small. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS = 5;

/** 128 bits. */
export const TOKEN_BYTES = 16;
/** 130 bits: the first sign carries two bits less. */
const TOKEN_SIGNS = 26;
/** 50 bits of a digest. */
const CODE_SIGNS = 10;
const TYPED_SIGNS = CODE_SIGNS + 1;

export type TypedCodeFault = 'too-short' | 'too-long' | 'wrong-sign' | 'check';

export type TypedCode =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly reason: TypedCodeFault };

/** The token in its one spelling: 26 signs. Throws on anything but 16 bytes. */
export function tokenOf(random: Uint8Array): string {
  if (random.length !== TOKEN_BYTES) throw new RangeError(`a token is ${TOKEN_BYTES} bytes`);
  return signsOf(random, TOKEN_SIGNS, TOKEN_SIGNS * BITS - TOKEN_BYTES * 8);
}

/**
 * The typed code that belongs to a token, without dashes: 10 signs and the check sign.
 * @param digest of the token, made so that nothing that is stored shows it; its first 50 bits are used
 */
export function typedCodeOf(digest: Uint8Array): string {
  const signs = signsOf(digest, CODE_SIGNS, 0);
  return signs + SIGNS.charAt(doubled(register(signs)));
}

/** As it is printed: "XXXX-XXXX-XXX". */
export function formatTypedCode(code: string): string {
  return [code.slice(0, 4), code.slice(4, 8), code.slice(8)].join('-');
}

/** A token as it came in, in its one spelling; null when it is none. Case, blanks, dashes and look-alikes do not matter. */
export function parseToken(text: string): string | null {
  const signs = cleaned(text);
  return signs.length === TOKEN_SIGNS && hasOnlySigns(signs) && SIGNS.indexOf(signs.charAt(0)) < 8
    ? signs
    : null;
}

/** A code as somebody typed it. Case, blanks, dashes and look-alikes do not matter; all else is told. */
export function parseTypedCode(text: string): TypedCode {
  const code = cleaned(text);
  const refuse = (reason: TypedCodeFault): TypedCode => ({ ok: false, reason });
  if (!hasOnlySigns(code)) return refuse('wrong-sign');
  if (code.length < TYPED_SIGNS) return refuse('too-short');
  if (code.length > TYPED_SIGNS) return refuse('too-long');
  return register(code) === 0 ? { ok: true, code } : refuse('check');
}

const cleaned = (text: string) =>
  text
    .toUpperCase()
    .replace(/[\s\-\u2010-\u2015]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

const hasOnlySigns = (text: string) => [...text].every((sign) => SIGNS.includes(sign));

/** Five bits a sign, highest first, after `lead` zero bits. */
function signsOf(bytes: Uint8Array, count: number, lead: number): string {
  const bit = (at: number) => (at < 0 ? 0 : ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
  let text = '';
  for (let sign = 0; sign < count; sign++) {
    let value = 0;
    for (let at = sign * BITS; at < (sign + 1) * BITS; at++) value = value * 2 + bit(at - lead);
    text += SIGNS.charAt(value);
  }
  return text;
}

/**
 * The signs as a polynomial over the field of 32 elements, at its generator 2: each sign has a weight of its own and none
 * weighs nothing, so that one wrong sign, or any two that changed places, never come out at the same value.
 */
function register(signs: string): number {
  let value = 0;
  for (const sign of signs) value = doubled(value) ^ SIGNS.indexOf(sign);
  return value;
}

/** Times 2 modulo x⁵ + x² + 1, of which 2 is a generator. */
const doubled = (value: number) => (value & 16 ? (value << 1) ^ 0b100101 : value << 1);
