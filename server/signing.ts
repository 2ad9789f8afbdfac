/**
 * Signatures of publications, Ed25519 by Node's own cryptography. What is signed is the hash of the file that everybody may
 * have; the key may lie on a machine without a network. A signature says that its owner signed, not who the owner is: that
 * the public key is the office's must be known from elsewhere.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { readFileSync } from 'node:fs';

export const ALGORITHM = 'Ed25519';
const [KEY_BYTES, SIGNATURE_BYTES] = [32, 64];
const KEY_KIND = 'ed25519';
/** Digits of the fingerprint: read aloud and compared by eye. */
const FINGERPRINT_DIGITS = 16;

export interface PublicKeyText {
  /** First 16 hex digits of the SHA-256 of the raw key: its fingerprint. */
  readonly id: string;
  /** Raw, base64. */
  readonly publicKey: string;
}

/** A signature as it is carried from the machine with the key: what `sign` writes and the server takes. */
export interface SignatureFile extends PublicKeyText {
  readonly kind: 'signature';
  readonly algorithm: typeof ALGORITHM;
  readonly campaign: string;
  /** What was signed: SHA-256, hex. */
  readonly hash: string;
  /** Base64. */
  readonly signature: string;
}

/** A signature as the published file carries it, outside of what is hashed. */
export interface FileSignature {
  readonly algorithm: typeof ALGORITHM;
  /** Fingerprint of the key. */
  readonly key: string;
  /** Whose key it is, as the server knows it; not part of what is signed. */
  readonly name: string;
  readonly publicKey: string;
  readonly signature: string;
  /** When the server took it. */
  readonly broughtAt: string;
  readonly retiredAt: string | null;
}

/** Signs on the server, where an office accepts the key there. */
export interface Signer extends PublicKeyText {
  sign(hash: string): string;
}

export type KeyFault =
  | { readonly code: 'key-unreadable' }
  /** Somebody is about to give away what must stay secret. */
  | { readonly code: 'private-key' }
  | { readonly code: 'key-of-other-kind'; readonly kind: string };

/** Bound to what it is for, so that a signature made for something else is none here. */
const message = (hash: string): Buffer => Buffer.from(`thuoc-do publication 1\n${hash}\n`);

/** A fresh pair: the private key as PKCS #8 in PEM, which other programs read too. */
export function newKeyPair(): { readonly privateKey: string; readonly public: PublicKeyText } {
  const { privateKey } = generateKeyPairSync(KEY_KIND);
  const text = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  return { privateKey: text, public: textOf(createPublicKey(privateKey)) };
}

function textOf(key: KeyObject): PublicKeyText {
  const raw = Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { id: fingerprintOf(raw), publicKey: raw.toString('base64') };
}

const fingerprintOf = (raw: Buffer): string =>
  createHash('sha256').update(raw).digest('hex').slice(0, FINGERPRINT_DIGITS);

/** @throws Error in words, with the file's name, on what is no Ed25519 private key */
export function readSigner(file: string): Signer {
  const key = privateKeyIn(readFileSync(file), file);
  if (key.asymmetricKeyType !== KEY_KIND)
    throw new Error(
      `${file}: a key of the kind ${key.asymmetricKeyType}; only Ed25519 keys sign publications`,
    );
  return {
    ...textOf(createPublicKey(key)),
    sign: (hash) => sign(null, message(hash), key).toString('base64'),
  };
}

function privateKeyIn(pem: Buffer, file: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new Error(`${file}: no private key in PEM that can be read without a password`);
  }
}

/** A public key as people paste it: raw in base64, or PEM, or the base64 within PEM. */
export function readPublicKey(text: string): PublicKeyText | KeyFault {
  if (text.includes('PRIVATE KEY')) return { code: 'private-key' };
  const raw = bytesOf(text, KEY_BYTES);
  if (raw) return textOf(rawKey(raw));
  const key = parsedKey(text.trim());
  if (!key) return { code: 'key-unreadable' };
  return key.asymmetricKeyType === KEY_KIND
    ? textOf(key)
    : { code: 'key-of-other-kind', kind: key.asymmetricKeyType ?? '' };
}

const rawKey = (raw: Buffer): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: ALGORITHM, x: raw.toString('base64url') }, format: 'jwk' });

function parsedKey(text: string): KeyObject | null {
  try {
    return text.startsWith('-----BEGIN')
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}

/** The bytes of base64, where there are exactly so many; null on anything else. */
function bytesOf(text: string, count: number): Buffer | null {
  const bytes = Buffer.from(text.trim(), 'base64');
  return bytes.length === count && bytes.toString('base64') === text.trim() ? bytes : null;
}

export const isSignature = (text: string): boolean => bytesOf(text, SIGNATURE_BYTES) !== null;

/** Whether the signature was made with the key over the hash. Whatever is unreadable fits nothing. */
export function signatureFits(
  hash: string,
  { publicKey, signature }: Pick<FileSignature, 'publicKey' | 'signature'>,
): boolean {
  const [raw, bytes] = [bytesOf(publicKey, KEY_BYTES), bytesOf(signature, SIGNATURE_BYTES)];
  return raw !== null && bytes !== null && verify(null, message(hash), rawKey(raw), bytes);
}
