/** The two commands of the machine that keeps the key: no database, no network. */
import { writeFileSync } from 'node:fs';
import { type PublishedResult, signedHash, verifyPublication } from './core/recipe.ts';
import { ALGORITHM, newKeyPair, type PublicKeyText, readSigner, type SignatureFile } from './signing.ts';

const OWNER_ONLY = 0o600;

/** Never writes over anything: a key that is gone signs nothing again. @throws Error in words */
function writeNew(file: string, content: string, mode?: number): void {
  try {
    writeFileSync(file, content, { flag: 'wx', ...(mode === undefined ? {} : { mode }) });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(code === 'EEXIST' ? `${file}: exists already, and is not written over` : message);
  }
}

/** Writes a fresh private key to a file that only its owner may read. @throws Error in words */
export function writeNewKey(file: string): PublicKeyText {
  const made = newKeyPair();
  writeNew(file, made.privateKey, OWNER_ONLY);
  return made.public;
}

export interface Signed {
  readonly file: string;
  readonly signature: SignatureFile;
}

/**
 * Signs what was recomputed and found the same, and nothing else.
 * @param published as the file holds it
 * @returns the signature and the file it was written to: beside the published one unless `out` names another
 * @throws Error in words where the file does not recompute, or the key is none
 */
export function signPublication(
  file: string,
  published: PublishedResult,
  { key, out }: { readonly key: string; readonly out?: string | undefined },
): Signed {
  const signer = readSigner(key);
  const differences = verifyPublication(published);
  if (differences.length > 0)
    throw new Error(
      `${file}: not signed, for it does not recompute (${differences.length} differ); see "verify"`,
    );
  const hash = signedHash(published);
  const signature: SignatureFile = {
    ...{ kind: 'signature', algorithm: ALGORITHM, campaign: published.inputs.id, hash },
    ...{ id: signer.id, publicKey: signer.publicKey, signature: signer.sign(hash) },
  };
  const written = out ?? `${file.replace(/\.json$/, '')}.chu-ky.json`;
  writeNew(written, `${JSON.stringify(signature, null, 2)}\n`);
  return { file: written, signature };
}
