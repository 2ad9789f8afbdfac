/**
 * A queue as a file that staff can carry and import, and only the server can read: a key agreed with the server's public
 * key for this one file (ECDH on P-256), stretched by HKDF-SHA-256, encrypts by AES-256-GCM. `server/sealing.ts` opens it.
 */
import { base64url, bytesOf } from './base64url.ts';

export const SEALED_KIND = 'thuoc-do-outbox';
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;

/** True where the browser offers the means: on https and on this very machine. */
export const canSeal = (): boolean => crypto.subtle !== undefined;

/** What is carried; every value but `kind` and `version` base64url. */
export interface Sealed {
  readonly kind: string;
  readonly version: 1;
  /** The sender's public key, made for this file only. */
  readonly key: string;
  readonly iv: string;
  readonly sealed: string;
}

/**
 * @param serverKey the server's public key: the uncompressed point, base64url
 * @param answers submissions as JSON
 * @returns the text of the file
 */
export const seal = async (serverKey: string, answers: readonly string[]): Promise<string> =>
  JSON.stringify(await sealText(serverKey, SEALED_KIND, JSON.stringify(answers)));

/**
 * Seals any text to the server.
 * @param kind what is sealed: it enters the key, so that nothing sealed as one kind opens as another
 */
export async function sealText(serverKey: string, kind: string, text: string): Promise<Sealed> {
  const { subtle } = crypto;
  const theirs = await subtle.importKey('raw', bytesOf(serverKey), CURVE, false, []);
  const own = await subtle.generateKey(CURVE, false, ['deriveBits']);
  const shared = await subtle.deriveBits({ name: 'ECDH', public: theirs }, own.privateKey, 256);
  const salt = new Uint8Array(await subtle.exportKey('raw', own.publicKey));
  const stretched = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode(kind);
  const key = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info },
    stretched,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = new Uint8Array(
    await subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text)),
  );
  return { kind, version: 1, key: base64url(salt), iv: base64url(iv), sealed: base64url(sealed) };
}
