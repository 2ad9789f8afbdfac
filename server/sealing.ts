/**
 * The server's key for sealed queues. A phone that never finds a network writes its waiting answers to a file which staff
 * carry and only the server can open (`client/form/seal.ts`): ECDH on P-256, HKDF-SHA-256, AES-256-GCM. The key is made
 * at the first start and kept in the data folder, which a backup must hold too: without it old files cannot be opened.
 */
import {
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'sealing-key.json';
const OWNER_ONLY = 0o600;
const OUTBOX = 'thuoc-do-outbox';
const KEY_BYTES = 32;
const TAG_BYTES = 16;

/** A sealed file as it is carried; every value base64url. */
export interface SealedFile {
  /** The sender's public key, made for this file only: the uncompressed point. */
  readonly key: string;
  readonly iv: string;
  readonly sealed: string;
}

export interface SealingKey {
  /** The uncompressed point, base64url: what phones seal to. */
  readonly publicKey: string;
  /**
   * @param kind as what it was sealed; a queue of answers unless given
   * @returns the text that was sealed. @throws Error on a damaged file, one of another kind, or sealed to another server
   */
  open(file: SealedFile, kind?: string): string;
}

/** The key in the data folder, made at the first call. @throws Error when the file there holds no such key */
export function readSealingKey(dataDir: string): SealingKey {
  const path = join(dataDir, FILE);
  if (existsSync(path))
    return sealingKey(createPrivateKey({ key: JSON.parse(readFileSync(path, 'utf8')), format: 'jwk' }));
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  mkdirSync(dataDir, { recursive: true });
  // `wx`: of two servers that start at once, one fails rather than both sealing to different keys.
  const text = JSON.stringify(privateKey.export({ format: 'jwk' }));
  writeFileSync(path, `${text}\n`, { mode: OWNER_ONLY, flag: 'wx' });
  return sealingKey(privateKey);
}

/** A key that lives as long as the process. */
export function newSealingKey(): SealingKey {
  return sealingKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
}

function sealingKey(privateKey: KeyObject): SealingKey {
  return {
    publicKey: pointOf(privateKey),
    open: ({ key, iv, sealed }, kind = OUTBOX) => {
      const salt = Buffer.from(key, 'base64url');
      const shared = diffieHellman({ privateKey, publicKey: publicKeyOf(salt) });
      const secret = Buffer.from(hkdfSync('sha256', shared, salt, kind, KEY_BYTES));
      const bytes = Buffer.from(sealed, 'base64url');
      const opener = createDecipheriv('aes-256-gcm', secret, Buffer.from(iv, 'base64url'), {
        authTagLength: TAG_BYTES,
      });
      opener.setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([opener.update(bytes.subarray(0, -TAG_BYTES)), opener.final()]).toString('utf8');
    },
  };
}

/** 0x04, x, y. */
function pointOf(privateKey: KeyObject): string {
  const { x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const bytes = [Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
  return Buffer.concat(bytes).toString('base64url');
}

function publicKeyOf(point: Buffer): KeyObject {
  const half = (from: number) => point.subarray(from, from + KEY_BYTES).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: half(1), y: half(1 + KEY_BYTES) };
  return createPublicKey({ key: jwk, format: 'jwk' });
}
