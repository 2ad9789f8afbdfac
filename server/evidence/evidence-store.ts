/**
 * Documents on disk, each under the hash of its bytes, so that the same document lies there once: written under another
 * name, flushed, renamed, the folder flushed; only then the row. A crash between leaves a file that nothing names.
 */
import { createHash, randomBytes } from 'node:crypto';
import * as files from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from '../problem.ts';
import { type CheckedFile, checkFile } from './check-file.ts';
import { Turns } from './turns.ts';

/** What the store does to the disk; tests let it fail. */
export type Disk = Pick<typeof files, 'mkdir' | 'open' | 'readFile' | 'rename' | 'rm'>;

export interface StoredFile extends Pick<CheckedFile, 'mediaType' | 'name'> {
  /** SHA-256 of the stored bytes, hex. */
  readonly hash: string;
  readonly size: number;
}

const OWNER_ONLY = 0o600;
/** Documents checked at the same moment: each needs several times its size. */
const AT_ONCE = 2;
/** Full, gone or read-only: nothing was stored, and trying later makes sense. */
const DISK_TROUBLE = /^(ENOSPC|EDQUOT|EROFS|EIO|EMFILE|ENFILE|EACCES)$/;
const TRY_AGAIN_SECONDS = 30;

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export class EvidenceStore {
  readonly #turns = new Turns(AT_ONCE);

  /**
   * @param folder made at the first document
   * @param redrawer path of `reencode-image.js`
   */
  constructor(
    private readonly folder: string,
    private readonly redrawer: string,
    private readonly disk: Disk = files,
  ) {}

  /** Checks a document and keeps it. @throws Problem `evidence-refused`, `storage-unavailable` */
  put(bytes: Buffer, name: string): Promise<StoredFile> {
    return this.#turns.run(async () => {
      const checked = await checkFile(bytes, name, this.redrawer);
      const hash = hashOf(checked.bytes);
      await this.#write(hash, checked.bytes).catch((error: unknown) => {
        const code = String((error as { code?: unknown } | null)?.code);
        throw DISK_TROUBLE.test(code) ? new Problem('storage-unavailable', [], TRY_AGAIN_SECONDS) : error;
      });
      return { hash, size: checked.bytes.length, mediaType: checked.mediaType, name: checked.name };
    });
  }

  /** The bytes of a document; null when it is not there or no longer what was stored. */
  async read(hash: string): Promise<Buffer | null> {
    const bytes = await this.disk.readFile(this.#path(hash)).catch(() => null);
    return bytes !== null && hashOf(bytes) === hash ? bytes : null;
  }

  /** @param hash of the store itself or of its rows, never as somebody sent it */
  #path(hash: string): string {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('no hash of a document');
    return join(this.folder, hash.slice(0, 2), hash);
  }

  async #write(hash: string, bytes: Buffer): Promise<void> {
    if ((await this.read(hash)) !== null) return;
    const path = this.#path(hash);
    const made = await this.disk.mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const unfinished = `${path}.${randomBytes(6).toString('hex')}.new`;
    try {
      await this.#flushed(unfinished, bytes);
      await this.disk.rename(unfinished, path);
      await this.#flushFolder(dirname(path));
      if (made !== undefined) await this.#flushFolder(this.folder);
    } catch (error) {
      await this.disk.rm(unfinished, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  async #flushed(path: string, bytes: Buffer): Promise<void> {
    const file = await this.disk.open(path, 'wx', OWNER_ONLY);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** Without it the name may be lost in a power cut although the bytes are there. */
  async #flushFolder(path: string): Promise<void> {
    const folder = await this.disk.open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}
