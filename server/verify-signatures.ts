/** What a published file's signatures say, in words for the command line. */
import { readFileSync } from 'node:fs';
import { dayOf } from './core/calendar.ts';
import { type PublishedResult, signedHash } from './core/recipe.ts';
import { type PublicKeyText, readPublicKey, signatureFits } from './signing.ts';

export interface SignatureFinding {
  readonly line: string;
  /** Whether it is a reason to fail. */
  readonly bad: boolean;
  /** The key that signed, where the signature fits. */
  readonly key?: string | undefined;
}

type Read = Partial<Record<'key' | 'name' | 'publicKey' | 'signature' | 'retiredAt', unknown>>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * @param wanted the key that the reader knows to be the office's; undefined: he is told which key it is, and to compare
 */
export function signatureFindings(
  published: PublishedResult & { readonly signatures?: unknown },
  wanted: PublicKeyText | undefined,
): SignatureFinding[] {
  const { signatures = [] } = published;
  if (!Array.isArray(signatures)) return [{ line: 'wrong signature: "signatures" is no list', bad: true }];
  const hash = signatures.length === 0 ? '' : signedHash(published);
  const found = signatures.map((one: unknown) => findingOf((one ?? {}) as Read, hash, wanted));
  if (found.length === 0)
    return [
      {
        line: wanted ? `unsigned: no signature by the key ${wanted.id}` : 'unsigned',
        bad: wanted !== undefined,
      },
    ];
  if (!wanted || found.some(({ key }) => key === wanted.publicKey)) return found;
  return [...found, { line: `not signed with the key ${wanted.id} that was given`, bad: true }];
}

const COMPARE =
  'hold this fingerprint against the one that the office has made known, or give its key by --public-key';

function findingOf(one: Read, hash: string, wanted: PublicKeyText | undefined): SignatureFinding {
  const key = readPublicKey(text(one.publicKey));
  const name = JSON.stringify(text(one.name));
  if ('code' in key) return { line: `wrong signature: of ${name}, whose key cannot be read`, bad: true };
  if (!signatureFits(hash, { publicKey: key.publicKey, signature: text(one.signature) }))
    return { line: `wrong signature: of ${name}, key ${key.id}`, bad: true };
  const retiredAt = new Date(text(one.retiredAt));
  // The day in Việt Nam (decision 10), as the page says it.
  const retired = Number.isNaN(retiredAt.getTime()) ? '' : `, retired ${dayOf(retiredAt)}`;
  const given = wanted?.publicKey === key.publicKey ? 'the key that was given' : 'not the key that was given';
  return {
    line: `signed by ${name} with the key ${key.id}${retired}; ${wanted ? given : COMPARE}`,
    bad: false,
    key: key.publicKey,
  };
}

/** A public key given on the command line: itself, or a file that holds it. @throws Error in words */
export function givenKey(given: string): PublicKeyText {
  const key = readPublicKey(textOf(given));
  if (!('code' in key)) return key;
  const why = {
    'key-unreadable': 'no public key',
    'private-key': 'a private key',
    'key-of-other-kind': 'no Ed25519 key',
  };
  throw new Error(`${given}: ${why[key.code]}; give a public key in base64, or a file that holds one`);
}

function textOf(given: string): string {
  try {
    return readFileSync(given, 'utf8');
  } catch {
    return given;
  }
}
