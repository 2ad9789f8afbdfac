/**
 * What a keying computer writes out and a fieldwork manager carries to the server: the records as they lie in its store,
 * each encrypted under the computer's data key, and that key sealed to the server (`seal.ts`). The computer needs no
 * password to write it, and only the server can read it (`server/actions/import-keyed-file.ts`).
 */
import { type Sealed, sealText } from '../form/seal.ts';

export const KEYED_FILE_KIND = 'thuoc-do-keying';

/** One keying, AES-256-GCM under the data key, without additional data; both base64url. */
export interface EncryptedRecord {
  /** 12 bytes. */
  readonly iv: string;
  /** The encrypted JSON of `KeyedRecord`, the tag of 16 bytes behind it. */
  readonly data: string;
}

/** What a record says once it is decrypted; other fields are not looked at. */
export interface KeyedRecord {
  /** Account id of who keyed it. */
  readonly clerk: string;
  /** What `POST /api/v1/keying/sheets` takes. */
  readonly body: unknown;
}

export interface KeyedFile {
  readonly kind: typeof KEYED_FILE_KIND;
  readonly version: 1;
  /** Opens to the 32 bytes of the data key, base64url. */
  readonly sealedKey: Sealed;
  readonly records: readonly EncryptedRecord[];
}

/** The data key sealed to the server, made once with the store. @param dataKey 32 bytes, base64url */
export const sealKey = (serverKey: string, dataKey: string): Promise<Sealed> =>
  sealText(serverKey, KEYED_FILE_KIND, dataKey);

export const keyedFile = (sealedKey: Sealed, records: readonly EncryptedRecord[]): KeyedFile => ({
  kind: KEYED_FILE_KIND,
  version: 1,
  sealedKey,
  records,
});
