/**
 * Encryption at rest on a keying computer: everything under a random data key of the clerk's vault (AES-256-GCM), that key
 * under one stretched from the password (PBKDF2-SHA-256). The password itself is kept nowhere.
 */

/** Something as it lies on the disk. */
export interface Encrypted {
  readonly iv: Uint8Array<ArrayBuffer>;
  /** The encrypted JSON, the tag behind it. */
  readonly data: Uint8Array<ArrayBuffer>;
}

/** The data key as it lies on the disk. */
export interface WrappedKey extends Encrypted {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly rounds: number;
}

/** What turns values into records and back. */
export interface Cipher {
  encrypt(value: unknown): Promise<Encrypted>;
  /** @throws DOMException on a record that was damaged, or belongs to another vault */
  decrypt(record: Encrypted): Promise<unknown>;
}

/** As much as guessing a password must cost whoever takes the computer away; about a second on an old one. */
export const ROUNDS = 600_000;

const GCM = 'AES-GCM';
const IV_BYTES = 12;
const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

/** True where the browser offers the means: on https and on this very machine. */
export const canEncrypt = (): boolean => crypto.subtle !== undefined;

/** 32 random bytes. */
export const newDataKey = (): Uint8Array<ArrayBuffer> => random(32);

export async function wrapKey(
  password: string,
  dataKey: Uint8Array<ArrayBuffer>,
  rounds = ROUNDS,
): Promise<WrappedKey> {
  const salt = random(16);
  const key = await stretched(password, salt, rounds);
  return { salt, rounds, ...(await sealed(key, dataKey)) };
}

/** Null: another password. */
export async function unwrapKey(
  password: string,
  { salt, rounds, iv, data }: WrappedKey,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const key = await stretched(password, salt, rounds);
  return crypto.subtle.decrypt({ name: GCM, iv }, key, data).then(
    (bytes) => new Uint8Array(bytes),
    () => null,
  );
}

/** The cipher of a data key; the key can be used, and read by nobody. */
export async function cipherOf(dataKey: Uint8Array<ArrayBuffer>): Promise<Cipher> {
  const key = await crypto.subtle.importKey('raw', dataKey, GCM, false, ['encrypt', 'decrypt']);
  return {
    encrypt: (value) => sealed(key, textBytes(JSON.stringify(value))),
    decrypt: async ({ iv, data }) =>
      JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: GCM, iv }, key, data))),
  };
}

/** For a page without the means: what it keeps never leaves its memory. */
export const openCipher: Cipher = {
  encrypt: async (value) => ({ iv: new Uint8Array(), data: textBytes(JSON.stringify(value)) }),
  decrypt: async ({ data }) => JSON.parse(new TextDecoder().decode(data)),
};

/** SHA-256, base64url, is what the server compares (`survey-forms/keyed-content.ts`). */
export async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', textBytes(text)));
}

const textBytes = (text: string) => new TextEncoder().encode(text);

async function stretched(
  password: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<CryptoKey> {
  const { subtle } = crypto;
  const given = await subtle.importKey('raw', textBytes(password), 'PBKDF2', false, ['deriveKey']);
  return subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    given,
    { name: GCM, length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

async function sealed(key: CryptoKey, bytes: Uint8Array<ArrayBuffer>): Promise<Encrypted> {
  const iv = random(IV_BYTES);
  return { iv, data: new Uint8Array(await crypto.subtle.encrypt({ name: GCM, iv }, key, bytes)) };
}
