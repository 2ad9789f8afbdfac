/** From what stands on a slip to what is stored of it: hashes only (decision 17). */
import { hash } from 'node:crypto';
import { parseToken, parseTypedCode, typedCodeOf } from '../survey-forms/token.ts';

export interface TokenKeys {
  /** SHA-256 of the token; null where only its code was typed. */
  readonly tokenHash: string | null;
  /** SHA-256 of the typed code, which every token has: whichever of the two comes, it is found by this. */
  readonly codeHash: string;
}

const sha256 = (text: string): string => hash('sha256', text, 'base64url');

/**
 * The typed code of a token. Its digest is another one than the stored hash of the token: else whoever reads the
 * database could read the codes off it.
 */
export function codeOfToken(token: string): string {
  return typedCodeOf(hash('sha256', `code ${token}`, 'buffer'));
}

/**
 * The token or code of an answer in its one spelling, so that a slip works however it was copied. A text that is neither
 * stays as it is: tokens issued before there were codes are written otherwise.
 */
export function canonicalToken(text: string): string {
  const typed = parseTypedCode(text);
  return parseToken(text) ?? (typed.ok ? typed.code : text);
}

/** @param text token or code in its one spelling */
export function tokenKeysOf(text: string): TokenKeys {
  if (parseTypedCode(text).ok) return { tokenHash: null, codeHash: sha256(text) };
  const tokenHash = sha256(text);
  // A token of before had no code; its own hash stands in its place.
  return { tokenHash, codeHash: parseToken(text) === null ? tokenHash : sha256(codeOfToken(text)) };
}

/** Longest text that somebody may have typed from a slip, with a sign or two too many; what is longer is no code at all. */
const LONGEST_TYPED = 16;

/** Whether this is a code with a slip of the finger: then that is said, never "unknown". */
export function isMistyped(text: string): boolean {
  return text.trim().length <= LONGEST_TYPED && !parseTypedCode(text).ok;
}
