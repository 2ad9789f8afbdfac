/** A chosen file as a signature made elsewhere. Plain function. */

/** What the server is sent; the rest of the file is for people. */
export interface BroughtSignature {
  readonly hash: string;
  readonly publicKey: string;
  readonly signature: string;
}

/** Null on a file of another kind; whether the signature fits is for the server to say. */
export function readSignatureFile(text: string): BroughtSignature | null {
  try {
    const { kind, hash, publicKey, signature } = JSON.parse(text.replace(/^\uFEFF/, ''));
    const texts = [hash, publicKey, signature].every((one) => typeof one === 'string');
    return kind === 'signature' && texts ? { hash, publicKey, signature } : null;
  } catch {
    return null;
  }
}
